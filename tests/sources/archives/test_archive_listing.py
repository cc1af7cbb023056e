"""Archives with several tables: one is read, all are listed, and any can be asked for by the name that is shown."""

import contextlib
import gzip
import io
import tarfile
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap
from leakverify.sources.archives.archive import holds_mails
from leakverify.sources.archives.member_name import Namer
from leakverify.sources.archives.zip_archive import zip_members
from leakverify.sources.content import FileContent
from leakverify.sources.inputs import ContentInput
from leakverify.sources.watch import Watch

BIG = b"id,name\n" + b"".join(b"%d,Person %d\n" % (i, i) for i in range(500))
SMALL = b"k,v\n1,x\n"
DUMP = b"".join(
    b"CREATE TABLE `%s` (`id` int, `v` text);\nINSERT INTO `%s` VALUES %s;\n"
    % (name, name, b",".join(b"(%d,'%s %d')" % (i, name, i) for i in range(rows)))
    for name, rows in ((b"users", 900), (b"orders", 40))
)


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in (("People", 80), ("Staff", 9)):
            sheet = book.add_worksheet(name)
            for i in range(rows):
                sheet.write_row(i, 0, ("id", "name") if i == 0 else (i, f"{name} {i}"))
    return out.getvalue()


each = pytest.mark.parametrize("pack", [zipped, tarred])


def listing(data):
    content = FileContent(io.BytesIO(data))
    inside = ContentInput(content, data[:65_536], ReadSettings(), Limits(), Watch("read", 1), 0)
    return zip_members(content.seekable(), inside)


@each
def test_a_dump_among_other_tables(read, pack):
    data = pack(("a.csv", BIG), ("dump/db.sql", DUMP), ("b.csv", SMALL))
    got = read(data)
    assert len(got.rows) == 900
    assert got.file.table == "dump/db.sql > users"
    assert got.file.tables == ("a.csv", "dump/db.sql > users", "dump/db.sql > orders", "b.csv")
    for table, rows in zip(got.file.tables, (500, 900, 40, 1), strict=True):
        again = read(data, table=table)
        assert len(again.rows) == rows
        assert again.file.table == table
    for wrong in (
        "users",
        "dump/db.sql > people",
        "c.csv",
        "a.csv > b",
        "",
        " > ",
        "dump/db.sql > ",
    ):
        with contextlib.suppress(UsageProblem):
            assert read(data, table=wrong).file.table in got.file.tables


@each
def test_a_table_inside_the_only_member_by_its_own_name(read, pack):
    data = pack(("db.sql", DUMP), ("README.txt", b"about it"))
    assert read(data).file.table == "db.sql > users"
    assert len(read(data, table="orders").rows) == 40
    assert len(read(data, table="db.sql > orders").rows) == 40
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(data, table="people")


@each
def test_a_workbook_in_an_archive_in_an_archive(read, pack):
    data = pack(("x.csv", SMALL), ("inner.zip", zipped(("w.xlsx", workbook()), ("y.csv", SMALL))))
    got = read(data)
    assert got.file.table == "inner.zip > w.xlsx > People"
    assert set(got.file.tables) == {
        "x.csv",
        "inner.zip > w.xlsx > People",
        "inner.zip > w.xlsx > Staff",
        "inner.zip > y.csv",
    }
    assert len(read(data, table="inner.zip > w.xlsx > Staff").rows) == 8
    assert read(data, table="inner.zip > y.csv").rows == [("1", "x")]


def test_names_that_hold_the_mark_stay_unambiguous(read):
    data = zipped(("a", BIG), ("a > b", SMALL), ("a > users", DUMP))
    got = read(data)
    assert len(set(got.file.tables)) == len(got.file.tables) == 4
    for table in got.file.tables:
        assert read(data, table=table).file.table == table
    assert read(data, table="a > b").rows == [("1", "x")]


@each
def test_the_next_is_read_where_the_largest_is_no_table(read, pack):
    noise = bytes(range(256)) * 100
    data = pack(("noise.txt", noise), ("scan.csv", b"%PDF-1.4" + noise), ("c.csv", BIG))
    assert read(data).file.table == "c.csv"
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_PDF"):
        read(data, table="scan.csv")
    with pytest.raises(UnreadableInput, match="UNSUPPORTED"):
        read(pack(("noise.txt", noise), ("scan.csv", b"%PDF-1.4" + noise)))


def test_what_a_system_puts_there_is_left_out(read):
    data = zipped(
        ("__MACOSX/._x.csv", b"z" * 9_000), ("._x.csv", b"z" * 9_000), ("x.csv", SMALL),
        ("sub/Thumbs.db", b"z" * 9_000), (".DS_Store", b"z" * 9_000), ("empty.csv", b""),
    )  # fmt: skip
    got = read(data)
    assert got.file.table == "x.csv"
    assert got.file.tables == ()


def test_a_link_in_a_zip_is_counted_only(read):
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    got = read(zipped((link, b"/etc/passwd"), ("x.csv", BIG)))
    assert len(got.rows) == 500
    assert [(t.trap, t.count) for t in got.file.tripwires] == [(Trap.SPECIAL_MEMBER, 1)]


def test_unsafe_names_are_counted(read):
    names = [
        "../x.csv",
        "/y.csv",
        "C:\\z.csv",
        "\\\\host\\a.csv",
        "b.csv.",
        "c\u202evsc",
        "ok/d.csv",
    ]
    got = read(zipped(*[(name, SMALL) for name in names]))
    assert [(t.trap, t.count) for t in got.file.tripwires] == [(Trap.UNSAFE_NAME, 6)]
    assert len(got.file.tables) == 7


def test_a_broken_wrapper_around_an_archive_is_told(read):
    data = gzip.compress(tarred(("a.csv", BIG), ("b.csv", BIG[:400] * 100)))
    got = read(data[: len(data) - 100])
    assert got.stopped is Stopped.TRUNCATED


def test_a_folder_of_mails_is_known():
    mails = [(f"box/{i}.eml", b"From: x") for i in range(5)]
    assert holds_mails(listing(zipped(*mails, ("list.csv", SMALL))))
    maildir = [(f"M/cur/{i}.host,S=9:2,S", b"From: x") for i in range(3)]
    assert holds_mails(listing(zipped(*maildir, ("M/new/9.host", b"From: y"), ("M/tmp/x", b"z"))))
    assert not holds_mails(listing(zipped(("a.eml", b"x"), ("b.csv", SMALL), ("c.csv", SMALL))))
    assert not holds_mails(listing(zipped()))


def test_one_pass_over_a_zip():
    members = [(f"{i}.eml", b"mail %d" % i) for i in range(20)]
    found = listing(zipped(*members))
    assert [(m.raw, b"".join(blocks)) for m, blocks in found.walk()] == members


@given(
    st.lists(
        st.text(max_size=8) | st.integers(0, 2).map(lambda i: f"{i}" * 150 + " > "), max_size=8
    )
)
def test_names_shown_are_unique_bounded_and_hold_no_mark(names):
    namer = Namer()
    shown = [namer.shown(name) for name in names]
    assert len(set(shown)) == len(shown)
    assert all(" > " not in name and len(name) <= 140 for name in shown)
    "".join(shown).encode()


def test_a_thousand_equal_names_are_quick():
    namer = Namer()
    shown = {namer.shown("x") for _ in range(10_000)}
    assert len(shown) == 10_000


@each
def test_a_folder_of_mails_is_one_table(read, pack):
    mail = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: hello %d\r\n\r\nbody\r\n"
    data = pack(*[(f"box/{i}.eml", mail % i) for i in range(20)], ("list.csv", SMALL))
    got = read(data)
    assert len(got.rows) == 20
    assert any("hello 7" in (cell or "") for row in got.rows for cell in row)
    assert read(data, table="list.csv").rows == [("1", "x")]


@pytest.mark.parametrize("name", ["", "\0x.csv"])
def test_a_member_without_a_name_is_refused(read, name):
    data = zipped(("nnnnnn.csv", BIG), ("y.csv", SMALL))
    bare = name.encode().ljust(10, b"\0")
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(data.replace(b"nnnnnn.csv", bare))


def test_a_part_whose_name_is_in_no_encoding_breaks_a_workbook(read):
    data = bytearray(workbook())
    local = data.find(b"xl/workbook.xml")
    for flags in (local - 30 + 7, data.rfind(b"xl/workbook.xml") - 46 + 9):
        data[flags] |= 0x08  # the name is UTF-8
    data[local] = 0xCA
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(bytes(data))
