"""Packed samples: streamed, bounded, and never unpacked onto a disk."""

import contextlib
import gzip
import io
import struct
import zipfile
import zlib

import pytest

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped

CSV = b"id,name\n" + b"".join(b"%d,Person %d\n" % (i, i * 7919 % 5000) for i in range(1, 5_001))


def packed(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(CSV),
        gzip.compress(CSV[:3_000]) + gzip.compress(CSV[3_000:]),
        gzip.compress(gzip.compress(CSV)),
        packed(("dir/x.csv", CSV), ("README.txt", b"hello"), ("__MACOSX/._x.csv", b"z")),
        packed(("x", CSV)),
        packed(("x.csv", CSV), method=zipfile.ZIP_STORED),
        packed(("x.csv.gz", gzip.compress(CSV))),
        packed(("y.zip", packed(("x.csv", CSV)))),
    ],
)
def test_wrapped_tables(read, data):
    got = read(data)
    assert got.names == ("id", "name")
    assert len(got.rows) == got.file.rows_read == 5_000
    assert got.file.format == "csv"
    assert got.file.size == len(data)
    assert got.stopped is None


def test_a_cut_gzip_keeps_the_rows_before_the_cut(read):
    data = gzip.compress(CSV)
    got = read(data[: len(data) // 2])
    assert got.stopped is Stopped.TRUNCATED
    assert 1_000 < len(got.rows) < 5_000
    assert got.rows[999][0] == "1000"


def test_a_zip_member_that_lies_about_its_bytes(read):
    data = bytearray(packed(("x.csv", CSV)))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 16, 0xBAD)  # its check sum
    got = read(bytes(data))
    assert got.stopped is Stopped.TRUNCATED
    assert len(got.rows) == 5_000


def test_bombs_are_refused(read):
    zeros = b"a,b\n" * (3 << 20)
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(gzip.compress(zeros))
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(packed(("x.csv", zeros)))
    lying = bytearray(packed(("x.csv", zeros)))
    struct.pack_into("<I", lying, lying.rfind(b"PK\x01\x02") + 24, 10)
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(bytes(lying))


def test_expanded_bytes_are_bounded(read):
    limits = Limits(member_bytes=10_000)
    with pytest.raises(UnreadableInput, match="ARCHIVE_TOO_BIG"):
        read(gzip.compress(CSV), limits=limits)
    with pytest.raises(UnreadableInput, match="ARCHIVE_TOO_BIG"):
        read(packed(("x.csv", CSV)), limits=limits)


def test_overlapping_and_double_members(read):
    data = bytearray(packed(("a.csv", CSV), ("b.csv", CSV)))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)  # both point at the first
    with pytest.raises(UnreadableInput, match="ARCHIVE_OVERLAP"):
        read(bytes(data))
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        pytest.raises(UnreadableInput, match="ARCHIVE_OVERLAP"),
    ):
        read(packed(("a.csv", CSV), ("a.csv", CSV)))


def test_too_many_members(read):
    with pytest.raises(UnreadableInput, match="ARCHIVE_MEMBERS"):
        read(packed(*[(f"{i}.csv", b"a") for i in range(40)]), limits=Limits(members=30))


def test_nesting_ends(read):
    data = CSV
    for _ in range(5):
        data = packed(("x.zip", data))
    with pytest.raises(UnreadableInput, match="ARCHIVE_NESTING"):
        read(data)


def test_the_largest_table_is_read_and_all_are_listed(read):
    data = packed(("b.csv", b"k,v\n1,x\n"), ("a.csv", CSV), ("pic.bin", b"z" * 99))
    got = read(data)
    assert got.file.table == "a.csv"
    assert got.file.tables == ("b.csv", "a.csv", "pic.bin")
    assert len(got.rows) == 5_000
    got = read(data, table="b.csv")
    assert got.rows == [("1", "x")]
    assert got.file.table == "b.csv"
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(data, table="c.csv")


def test_passwords_and_links(read):
    data = bytearray(packed(("a.csv", CSV)))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableInput, match="PASSWORD_NEEDED"):
        read(bytes(data))
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with pytest.raises(UnreadableInput, match="ARCHIVE_LINK"):
        read(packed((link, b"/etc/passwd")))


@pytest.mark.parametrize(
    "name", ["../../x.csv", "/abs.csv", "C:\\x.csv", "\u202ex.csv", "x" * 4000]
)
def test_names_of_members_are_only_names(read, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(read(packed((name, CSV))).rows) == 5_000
    assert not list(tmp_path.iterdir())


def test_damage_anywhere_is_an_answer(read):
    for data in (gzip.compress(CSV), packed(("x.csv", CSV))):
        for at in range(0, len(data), 397):
            hurt = bytearray(data)
            hurt[at] ^= 0xFF
            with contextlib.suppress(UnreadableInput):
                got = read(bytes(hurt))
                assert got.stopped is Stopped.TRUNCATED or len(got.rows) == 5_000


def test_deflate_without_end(read):
    packer = zlib.compressobj(wbits=31)
    data = packer.compress(CSV) + packer.flush(zlib.Z_SYNC_FLUSH)
    got = read(data)
    assert len(got.rows) == 5_000
    assert got.stopped is Stopped.TRUNCATED


def test_a_directory_that_begins_before_the_file(read):
    data = bytearray(packed(("x.csv", CSV)))
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 16, 0xFFFF)
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(bytes(data))
