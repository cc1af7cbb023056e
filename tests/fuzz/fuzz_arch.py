"""Targets for the hand-written readers of archives: any bytes end in an answer."""

import contextlib
import io
import struct
import zlib
from collections.abc import Callable

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

LIMITS = Limits(
    expanded_bytes=32 * MIB, member_bytes=32 * MIB, rows=20_000, key_rounds=1 << 10, members=500
)


def any_archive(data: bytes) -> None:
    """Bytes as they are: the first ones say what they are read as."""
    with contextlib.suppress(LeakverifyError):
        sample = open_sample(
            [NamedFile("sample", io.BytesIO(data))], ReadSettings(password="secret"), LIMITS
        )
        for _ in sample.batches():
            pass
        sample.finished_files()


def tar(data: bytes) -> None:
    """Headers in blocks of 512, their sums made right."""
    made = bytearray(data)
    for at in range(0, len(made) - 511, 512):
        if made[at] and made[at + 155] % 4:
            made[at + 148 : at + 156] = b" " * 8
            made[at + 148 : at + 155] = b"%06o\x00" % sum(made[at : at + 512])
    any_archive(bytes(made))


def seven_zip(data: bytes) -> None:
    """Packed bytes and a header, split by the first two bytes, their sums made right."""
    split = int.from_bytes(data[:2], "little")
    packed, header = data[2 : 2 + split], data[2 + split :]
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    check = struct.pack("<I", zlib.crc32(start))
    any_archive(b"7z\xbc\xaf\x27\x1c\x00\x04" + check + start + packed + header)


def zip_locked(data: bytes) -> None:
    """A ZIP whose only member is locked, in one of the ways the first byte says."""
    kind, body = data[:1], data[1:]
    aes = bool(kind) and kind[0] & 1
    strength = kind[0] % 4 if kind else 1
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", strength, 8) if aes else b""
    method = 99 if aes else (0, 8, 12, 14, 93, 95)[kind[0] % 6 if kind else 0]
    shared = struct.pack("<HHHHHIIIHH", 20, 1, method, 0, 0, 0, len(body), len(body), 5, len(extra))
    local = b"PK\x03\x04" + shared + b"x.csv" + extra
    entry = b"PK\x01\x02\x14\x00" + shared + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"x.csv" + extra
    place = len(local) + len(body)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), place, 0)
    any_archive(local + body + entry + end)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "any_archive": any_archive,
    "tar": tar,
    "seven_zip": seven_zip,
    "zip_locked": zip_locked,
}
