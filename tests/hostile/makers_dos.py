"""Hostile dossiers: cut, flipped, padded, renamed, lying about sizes, signed but senseless. All made by code."""

import datetime as dt
import io
import random
import struct
import zipfile
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from leakverify.case import dossier, signing, strict_json
from leakverify.case import stored_zip as zips
from leakverify.case.custody import Act, Log
from leakverify.case.manifest import FileMark, Manifest, Terms

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def good() -> bytes:
    """A small dossier as it should be."""
    log = Log()
    log.append(Act.TAKEN_IN, "2026-11-26T20:38:33Z", details={"bytes": 12})
    log.append(Act.EXPORTED, "2026-11-26T20:39:00Z", who="AB")
    held = {
        dossier.REPORT: b"%PDF-1.7 nothing",
        dossier.ASSESSMENT: strict_json.to_bytes({"findings": [{"id": "A:1", "check": "A"}]}),
        dossier.CUSTODY: log.to_bytes(),
    }
    made = Manifest(
        "shareable",
        {name: dossier.mark(data) for name, data in held.items()},
        (FileMark("ab" * 32, 12),),
        (),
        None,
        "0.1.0",
        {"names": "2026-11-01"},
        "full",
        Terms(0, dt.date(2026, 11, 22)),
        log.head,
        signing.public_bytes(KEY).hex(),
    )
    return dossier.seal(made, held, KEY)


def make() -> Iterator[tuple[str, bytes]]:
    """File names and contents."""
    data = good()
    yield "good.lvdossier", data
    for share in range(5, 100, 5):
        yield f"cut{share}.lvdossier", data[: len(data) * share // 100]
    draw = random.Random(11)
    for number in range(16):
        at = draw.randrange(len(data))
        yield (
            f"flip{number}.lvdossier",
            data[:at] + bytes([data[at] ^ 1 << draw.randrange(8)]) + data[at + 1 :],
        )
    yield "before.lvdossier", b"MZ" + data
    yield "after.lvdossier", data + b"\0" * 100
    yield "twice.lvdossier", data + data
    yield from _lies(data)
    yield from _senseless(data)


def _lies(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Archives that say what is not so."""
    yield "size.lvdossier", data[:18] + struct.pack("<II", 1 << 31, 1 << 31) + data[26:]
    yield "name.lvdossier", data.replace(b"manifest.json", b"../../etc/pwd")
    yield "count.lvdossier", data[:-14] + struct.pack("<HH", 65_535, 65_535) + data[-10:]
    yield "offset.lvdossier", data[:-6] + struct.pack("<I", 0xFFFFFFF0) + data[-2:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in zips.unpack(data).members.items():
            archive.writestr(name, held)
        archive.writestr("bomb.json", b" " * 900_000)
    yield "deflated.lvdossier", out.getvalue()


def _senseless(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Members that are no such thing, with hashes that fit nothing."""
    held = zips.unpack(data).members
    contents = {
        "deep": b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        "digits": b'{"a":' + b"9" * 100_000 + b"}",
        "nul": b"\0" * 1_000,
        "twice": b'{"schema":"leakverify.dossier/1","schema":"leakverify.dossier/2"}\n',
        "newer": b'{"schema":"leakverify.dossier/999999"}\n',
        "surrogate": b'{"schema":"\\ud800"}\n',
    }
    for kind, content in contents.items():
        for name in (dossier.MANIFEST, dossier.ASSESSMENT, dossier.CUSTODY, dossier.SIGNATURE):
            stem = name.partition(".")[0]
            yield f"{kind}_{stem}.lvdossier", zips.pack({**held, name: content})
