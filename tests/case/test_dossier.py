"""Every changed byte of a dossier is found, and the part is named."""

import dataclasses
import datetime as dt
import hashlib
import io
import json
import random
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import dossier, manifest, signing, strict_json
from leakverify.case import stored_zip as zips
from leakverify.case.custody import Act, Log
from leakverify.case.manifest import FileMark, LookUpMark, Manifest, Terms
from leakverify.model.claim import Claim, Price
from leakverify.model.errors import UnreadableInput
from leakverify.model.verification import ARCHIVE, Fault, FaultKind

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HASH = "ab" * 32


def members():
    log = Log()
    log.append(Act.TAKEN_IN, "2026-11-26T20:38:33Z", details={"bytes": 12})
    log.append(Act.EXPORTED, "2026-11-26T20:39:00Z", who="AB")
    return log, {
        dossier.REPORT: b"%PDF-1.7 " + bytes(range(256)),
        dossier.ASSESSMENT: strict_json.to_bytes({"findings": [], "verdict": {"status": "x"}}),
        dossier.CUSTODY: log.to_bytes(),
    }


def made_of(log, held, **changes):
    made = Manifest(
        "shareable",
        {name: dossier.mark(data) for name, data in held.items()},
        (FileMark(HASH, 12),),
        (),
        None,
        "0.1.0",
        {"names": "2026-11-01"},
        "full",
        Terms(0, dt.date(2026, 11, 22)),
        log.head,
        signing.public_bytes(KEY).hex(),
    )
    return dataclasses.replace(made, **changes)


def sealed(**changes):
    log, held = members()
    return dossier.seal(made_of(log, held, **changes), held, KEY)


GOOD = sealed()


def regions(data):
    """Which member, or the archive, each byte belongs to."""
    out = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        for info in infos:
            out += [info.filename] * (30 + len(info.filename) + info.file_size)
        for info in infos:
            out += [info.filename] * (46 + len(info.filename))
    return out + [ARCHIVE] * (len(data) - len(out))


def faults_of(data):
    """The faults; a file that is taken for none of ours is one fault of the archive."""
    if not zips.looks_packed(data):
        return (Fault(FaultKind.STRUCTURE, ARCHIVE),)
    try:
        return dossier.look_through(data).faults
    except UnreadableInput:
        return (Fault(FaultKind.FORM, dossier.MANIFEST),)


def test_a_dossier_is_an_archive_like_any_other_and_the_same_twice():
    assert sealed() == GOOD
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(dossier.ALWAYS)
        assert {i.compress_type for i in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    opened = dossier.look_through(GOOD)
    assert opened.faults == ()
    assert opened.can_run
    assert opened.manifest == made_of(*members())


def test_every_byte_of_a_dossier_counts_and_its_part_is_named():
    places = regions(GOOD)
    for at, place in enumerate(places):
        change = (1, 0x80, 0xFF, 0x20)[at % 4]
        bad = GOOD[:at] + bytes([GOOD[at] ^ change]) + GOOD[at + 1 :]
        # A name that was changed is told as the missing one.
        assert place in {fault.place for fault in faults_of(bad)}, at


def test_random_changes_in_a_large_one_are_found():
    log, held = members()
    held[dossier.REPORT] = b"%PDF-1.7 " + random.Random(5).randbytes(60_000)
    data = dossier.seal(made_of(log, held), held, KEY)
    places = regions(data)
    draw = random.Random(6)
    for _ in range(500):
        at = draw.randrange(len(data))
        bad = data[:at] + bytes([data[at] ^ draw.randrange(1, 256)]) + data[at + 1 :]
        assert places[at] in {fault.place for fault in faults_of(bad)}


@pytest.mark.parametrize("share", range(0, 100, 5))
def test_a_dossier_that_was_cut_is_told(share):
    assert faults_of(GOOD[: len(GOOD) * share // 100])


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
def test_nothing_but_our_own_errors_leaves_the_reader(noise, at):
    for data in (noise, b"PK\x03\x04" + noise, GOOD[:at] + noise, GOOD[:at] + noise + GOOD[at:]):
        if data != GOOD:
            assert faults_of(data)


def repacked(**changed):
    unpacked = zips.unpack(GOOD).members
    return zips.pack({k: v for k, v in {**unpacked, **changed}.items() if v is not None})


def test_members_that_were_put_in_or_taken_out_are_told():
    assert faults_of(repacked(**{"notes.txt": b"x"})) == (Fault(FaultKind.EXTRA, "notes.txt"),)
    assert Fault(FaultKind.MISSING, dossier.REPORT) in faults_of(repacked(**{dossier.REPORT: None}))
    assert Fault(FaultKind.CONTENT, dossier.REPORT) in faults_of(repacked(**{dossier.REPORT: b"x"}))
    assert Fault(FaultKind.FORM, dossier.SIGNATURE) in faults_of(
        repacked(**{dossier.SIGNATURE: None})
    )
    with pytest.raises(UnreadableInput, match="NOT_A_DOSSIER"):
        dossier.look_through(zips.pack({"table.csv": b"a,b\n"}))


def test_a_log_that_was_shortened_is_told_by_entry():
    log, held = members()
    held[dossier.CUSTODY] = held[dossier.CUSTODY].split(b"\n")[0] + b"\n"
    data = dossier.seal(made_of(log, held), held, KEY)
    assert dossier.look_through(data).faults == (Fault(FaultKind.ENTRY, dossier.CUSTODY, 2, "end"),)


@pytest.mark.parametrize("change", [b"PK\x03\x04", "deflated", "twice", "comment", "before"])
def test_other_archives_of_the_same_members_are_told(change):
    held = zips.unpack(GOOD).members
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if change == "deflated" else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
        if change == "twice":
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(dossier.REPORT, b"other")
        if change == "comment":
            archive.comment = b"hello"
    data = (b"MZ" if change == "before" else b"") + out.getvalue()
    assert faults_of(data)


def test_the_manifest_reads_back():
    log, held = members()
    terms = Terms(
        7,
        dt.date(2026, 1, 2),
        Claim(organisation="Example", records=12, price=Price(1.5, "EUR"), software=("x",)),
        {"encoding": "cp1252", "header": "no"},
        ("password",),
        {3: "email"},
        {"members": 20_000},
        "fa",
    )
    made = made_of(log, held, edition="full", look_up=LookUpMark(HASH, HASH), terms=terms)
    assert manifest.from_bytes(manifest.to_bytes(made)) == made


def test_english_is_not_written_down_so_that_older_dossiers_keep_their_bytes():
    told = manifest.to_bytes(made_of(*members()))
    assert b"language" not in told
    assert manifest.from_bytes(told).terms.language == "en"


def altered(**changes):
    found = strict_json.parse(manifest.to_bytes(made_of(*members())), 1 << 20)
    for path, value in changes.items():
        *way, last = path.split("__")
        inner = found
        for name in way:
            inner = inner[name]
        inner[last] = value
    return strict_json.to_bytes(found)


@pytest.mark.parametrize(
    "changes",
    [
        {"edition": "secret"},
        {"isolation": "total"},
        {"sample": {}},
        {"sample": [{"sha256": "x", "bytes": 1}]},
        {"settings__seed": True},
        {"settings__seed": "0"},
        {"settings__as_of": "2026-13-45"},
        {"settings__claim": {"evil": 1}},
        {"settings__claim": []},
        {"settings__limits": {"rows": 1}},
        {"settings__limits": {"members": 0}},
        {"settings__read": {"password": "x"}},
        {"settings__read": {"table": "x" * 5_000}},
        {"settings__given": ["cookies"]},
        {"settings__given": [[]]},
        {"settings__language": "../fa"},
        {"settings__language": None},
        {"settings__roles": {"0": "email"}},
        {"settings__roles": {"3": "nobody"}},
        {"settings__roles": {"3": []}},
        {"custody": None},
        {"custody": {"entries": -1, "last": HASH}},
        {"signer": {"algorithm": "rsa", "public_key": HASH}},
        {"program": {"version": "\x1b[31m", "tables": {}}},
        {"program": {"version": "1", "tables": {"../x": "2026-01-01"}}},
        {"members": {"../../x": {"sha256": HASH, "bytes": 1}}},
        {"look_up": {"list": HASH}},
        {"schema": "other"},
        {"schema": 1},
    ],
)
def test_terms_that_cannot_be_followed_are_no_manifest(changes):
    with pytest.raises(ValueError):
        manifest.from_bytes(altered(**changes))


def test_a_later_form_is_told_and_later_fields_are_left_aside():
    with pytest.raises(UnreadableInput, match="DOSSIER_NEWER"):
        manifest.from_bytes(altered(schema="leakverify.dossier/2"))
    assert manifest.from_bytes(altered(later={"x": 1})) == made_of(*members())


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a", None, "NO_SUCH_FILE"),
        ("a", b"", "NOT_A_DOSSIER"),
        ("a", b"a,b\n1,2\n" * 10, "NOT_A_DOSSIER"),
    ],
)
def test_files_that_are_no_dossier(tmp_path, name, data, code):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=code):
        dossier.read(path)
    with pytest.raises(UnreadableInput, match="NOT_A_FILE"):
        dossier.read(tmp_path)


def test_it_can_be_checked_as_its_page_says_without_a_line_of_ours():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    told, signature = json.loads(held["manifest.json"]), json.loads(held["signature"])
    for name, mark in told["members"].items():
        assert hashlib.sha256(held[name]).hexdigest() == mark["sha256"]
        assert len(held[name]) == mark["bytes"]
    public = bytes.fromhex(told["signer"]["public_key"])
    key = Ed25519PublicKey.from_public_bytes(public)
    key.verify(bytes.fromhex(signature["signature"]), held["manifest.json"])
    previous = "0" * 64
    lines = held["custody.jsonl"].splitlines()
    for line in lines:
        entry = json.loads(line)
        own = entry.pop("hash")
        text = json.dumps(entry, sort_keys=True, separators=(",", ":")) + "\n"
        assert hashlib.sha256(text.encode("ascii")).hexdigest() == own
        assert entry["previous"] == previous
        previous = own
    assert told["custody"] == {"entries": len(lines), "last": previous}
