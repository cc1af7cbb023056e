"""Counting quotes over arrays reads what the tokenizer reads, or hands over to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.sources.sql.sql_chunks import Chunks
from leakverify.sources.sql.sql_copy import scan_lines
from leakverify.sources.sql.sql_scan import scan_tuples
from leakverify.sources.sql.sql_tables import SqlTables
from leakverify.sources.sql.sql_text import SqlText
from leakverify.sources.sql.sql_tuple import read_tuple
from leakverify.sources.sql.sql_tuples import TupleReader
from leakverify.sources.sql.sql_walk import Rows
from leakverify.sources.table import Tally

HEADER = b"INSERT INTO `t` VALUES "
PIECES = (
    "'", "''", "\\'", "\\\\", "\\n", "\\%", "\\", "(", ")", "),(", ",", ";", ";\nINSERT INTO `t` VALUES (", " ", "\n", "a", "é",
    "NULL", "0x41", "x'41'", "E'", "_binary '", "--", "/*", "*/", "#", "\n", '"', "`", "$$", "-1.5", "default", "char(10)", "||", "\udcff",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
strings = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
values = st.one_of(
    strings.map(lambda s: "'" + s.replace("\\", "\\\\").replace("'", "''") + "'"),
    st.sampled_from(["NULL", "1", " 2 ", "'a''b'", "0x4142", "CAST('x' AS int)", "f(1,2)", "_binary 'r'", "'a' 'b'", "", "X'00'"]),
)  # fmt: skip
tuples = st.lists(values, min_size=1, max_size=4).map(lambda v: "(" + ",".join(v) + ")")
runs = st.lists(
    st.tuples(tuples, st.sampled_from([",", ", ", ",\n  ", ";\nINSERT INTO `t` VALUES ", "; ", ",-- c\n", "x"])),
    max_size=6,
).map(lambda pairs: "".join(a + b for a, b in pairs))  # fmt: skip


def tokenized(data, backslash, separator):
    """Each tuple of a run by the tokenizer alone, with the place behind it."""
    found, at = [], 0
    while True:
        one = read_tuple(data, at, backslash=backslash, final=True, most=99)
        if one is None or one.end < 0:
            return found
        found.append((one.cells, one.end))
        at = one.end
        gap = data[at:]
        bare = gap.lstrip(b" \t\r\n")
        if bare[:1] == b"," and bare[1:].lstrip(b" \t\r\n")[:1] == b"(":
            at = data.index(b"(", at)
        elif gap.startswith(separator):
            at += len(separator)
        else:
            return found


@pytest.mark.parametrize("backslash", [True, False])
@given(data=st.one_of(runs, texts.map(lambda t: "(" + t), st.tuples(runs, texts).map("".join)))
def test_both_find_the_same_cells(backslash, data):
    data = data.encode("utf-8", "surrogatepass")
    separator = b";\n" + HEADER
    run = scan_tuples(data, backslash=backslash, separator=separator)
    expected = tokenized(data, backslash, separator)
    assert run.rows <= len(expected)
    if not run.rows:
        return
    assert run.end == expected[run.rows - 1][1]
    limits = Limits()
    tables = []
    for found in (run, [cells for cells, _ in expected[: run.rows]]):
        table = SqlTables(limits).at(("t",))
        width = len(expected[0][0])
        table.slots((), width)
        table.hexed.update({0, 1})
        table.binary.add(1)
        tally = Tally()
        chunks = Chunks(table, tally, limits)
        rows = Rows(table, (), found, backslash)
        got = [row for chunk in [*chunks.take(rows), *chunks.rest()] for row in chunk.to_pylist()]
        tables.append((got, tally.bad_width_rows, tally.bad_undecodable_rows, tally.rows))
    assert tables[0] == tables[1]


def test_plain_dumps_are_read_at_once():
    """The fast way is taken, whole blocks at a time, also over single-row statements."""
    for data in (
        b"INSERT INTO `t` VALUES " + b",".join(b"(%d,'a\\'b')" % n for n in range(50_000)) + b";",
        b"".join(b"INSERT INTO `t` VALUES (%d,'a\\'b');\n" % n for n in range(50_000)),
    ):
        text = SqlText(iter([data]), backslash=True)
        text.look_ahead(1 << 18)
        text.at = len(HEADER)
        found = list(TupleReader(text, Limits()).runs(HEADER))
        slow = sum(len(run) for run in found if isinstance(run, list))
        assert slow + sum(run.rows for run in found if not isinstance(run, list)) == 50_000
        assert slow < 100


cells = st.none() | st.text(st.sampled_from("ab\\\t\n\rNé\x08.'0x41"), max_size=5)


def copied(cell):
    if cell is None:
        return "\\N"
    for plain, escape in (
        ("\\", "\\\\"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\x08", "\\b"),
    ):
        cell = cell.replace(plain, escape)
    return cell


@given(
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=9),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_copy_writes_comes_back(read, rows, end):
    lines = "".join("\t".join(map(copied, row)) + end for row in rows)
    text = f"-- PostgreSQL database dump{end}COPY t (a, b, c) FROM stdin;{end}{lines}\\.{end}"
    assert read(text.encode(), encoding="utf-8").rows == rows


def test_copy_lines_of_any_width():
    found = scan_lines(b"a\tb\n\nc\n\\\td\\\\\n")
    assert found.widths.tolist() == [2, 1, 1, 2]


def test_names_in_t_sql_and_oracle(read):
    mssql = (
        "USE [shop]\nGO\nSET ANSI_NULLS ON\nGO\nCREATE TABLE [dbo].[us]]er](\n\t[Id] [int] IDENTITY(1,1) NOT NULL,\n\t[Na me] [nvarchar](50) NULL\n)\nGO\n"
        "SET IDENTITY_INSERT [dbo].[us]]er] ON \n"
        "INSERT [dbo].[us]]er] ([Id], [Na me]) VALUES (1, N'O''Brien \\')\n"
        "INSERT [dbo].[us]]er] ([Id], [Na me]) VALUES (2, CAST(N'2020-01-01' AS DateTime)) INSERT [dbo].[us]]er] ([Id], [Na me]) VALUES (3, NULL)\n"
        "GO\nprint 'done'\nINSERT INTO [dbo].[us]]er] VALUES (4, CONVERT(nvarchar(9), N'x', 121)),\n (5, 0x00)\n"
        "SET IDENTITY_INSERT [dbo].[us]]er] OFF\nGO\n"
        "CREATE PROCEDURE p AS BEGIN\n INSERT [dbo].[us]]er] VALUES (9, 'no')\nEND\nGO\n"
    )  # fmt: skip
    got = read(mssql.encode())
    assert got.names == ("Id", "Na me")
    assert got.rows == [
        ("1", "O'Brien \\"), ("2", "2020-01-01"), ("3", None), ("4", "x"), ("5", "0x00"),
    ]  # fmt: skip
    assert got.file.table == "us]er"
    oracle = (
        "REM INSERTING into SCOTT.EMP\nSET DEFINE OFF;\n"
        "Insert into SCOTT.EMP (ID,NAME,BORN) values (1,'a\\',to_date('2020-01-01','YYYY-MM-DD'));\n"
        "INSERT ALL\n  INTO SCOTT.EMP (ID,NAME,BORN) VALUES (2,'x'||chr(10)||'y',TIMESTAMP '2021-01-01 00:00:00')\n"
        "  INTO SCOTT.EMP (ID,NAME,BORN) VALUES (3,q,NULL)\nSELECT * FROM dual;\n/\n"
        "CREATE OR REPLACE TRIGGER tr BEFORE INSERT ON EMP BEGIN INSERT INTO EMP VALUES (9,9,9); END;\n/\n"
        "Insert into SCOTT.EMP (ID,NAME,BORN) values (4,'z',null);\n"
    )
    got = read(oracle.encode())
    assert got.rows == [
        ("1", "a\\", "2020-01-01"), ("2", "x\ny", "2021-01-01 00:00:00"), ("3", "q", None), ("4", "z", None),
    ]  # fmt: skip
