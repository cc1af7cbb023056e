"""Columns of fixed width, with and without rulers; what is delimited stays delimited."""

import contextlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.sources.lines.drawn_table import looks_drawn
from leakverify.sources.lines.expanded_rows import looks_expanded
from leakverify.sources.lines.fixed_width import fixed_columns

PEOPLE = [
    ("id", "name", "city"),
    ("1", "山田 太郎", "東京"),
    ("22", "Ann Lee", "Ulm"),
    ("3", "a|b", "NULL"),
]


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text, wanted):
    return text + " " * (wanted - width(text))


def boxed(rows):
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (w + 2) for w in widths) + "+\n"
    lines = [
        "|" + "|".join(f" {padded(c, w)} " for c, w in zip(row, widths, strict=True)) + "|\n"
        for row in rows
    ]
    return rule + lines[0] + rule + "".join(lines[1:]) + rule


def aligned(rows):
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "|".join(f" {padded(c, w)} " for c, w in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in rows
    ]
    rule = "+".join("-" * (w + 2) for w in widths) + "\n"
    return lines[0] + rule + "".join(lines[1:]) + f"({len(rows) - 1} rows)\n\n"


def ruled(rows):
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        " ".join(padded(c, w) for c, w in zip(row, widths, strict=True)) + "\n" for row in rows
    ]
    return lines[0] + " ".join("-" * w for w in widths) + "\n" + "".join(lines[1:])


@pytest.mark.parametrize(
    "text",
    [
        boxed(PEOPLE),
        boxed(PEOPLE) + "3 rows in set (0.00 sec)\n",
        aligned(PEOPLE),
        ruled(PEOPLE) + "\n(3 rows affected)\n",
        boxed(PEOPLE).replace("|", "│").replace("a│b", "a|b").replace("+", "┼").replace("-", "─"),
        boxed(PEOPLE).replace("\n", "\r\n"),
        "mysql> select * from people;\n" + boxed(PEOPLE),
    ],
)
def test_prints_of_clients(read, text):
    got = read(text.encode())
    assert (got.file.format, got.names) == ("fixed", PEOPLE[0])
    assert got.rows == PEOPLE[1:]
    assert got.file.bad_width == 0
    assert got.stopped is None


def test_cells_with_line_ends_in_psql(read):
    text = " id |   note    | x\n----+-----------+---\n  1 | Ann      +| 5\n    | second    | \n  2 | b+        | 6\n(2 rows)\n"
    got = read(text.encode())
    assert got.rows == [("1", "Ann\nsecond", "5"), ("2", "b+", "6")]


def test_piped_tables_of_notes(read):
    got = read(b"| id | name |\n|---:|:-----|\n| 1 | Ann |\n| 22 | Bobby |\n")
    assert (got.names, got.rows) == (("id", "name"), [("1", "Ann"), ("22", "Bobby")])


def test_several_boxes_are_tables(read):
    got = read((boxed(PEOPLE) + "\n" + boxed([("a", "b"), ("1", "2")])).encode())
    assert got.file.tables == ("table 1", "table 2")
    assert got.rows == PEOPLE[1:]


def test_a_box_that_ends_early(read):
    got = read(boxed(PEOPLE).rsplit("+-", 3)[0].encode())
    assert got.rows == PEOPLE[1:]
    assert got.stopped is Stopped.TRUNCATED


def test_broken_lines_are_counted(read):
    text = boxed(PEOPLE).replace("| 22 ", "oops\n| 22 ")
    got = read(text.encode())
    assert (got.rows, got.file.rows_skipped) == (PEOPLE[1:], 1)
    got = read(ruled(PEOPLE).replace("22 Ann Lee", "22222 Ann ").encode())
    assert got.file.bad_width_rows == (2,)


def lines_of(rows, widths):
    return "".join(
        "".join(padded(c, w) for c, w in zip(r, widths, strict=True)).rstrip() + "\n" for r in rows
    )


def test_gutters(read):
    rows = [("id", "name", "joined")]
    rows += [(str(i), f"Person {i}", f"2020-{i:05d}") for i in range(1, 80)]
    got = read(lines_of(rows, (6, 14, 10)).encode())
    assert (got.file.format, got.names, got.rows) == ("fixed", rows[0], rows[1:])
    got = read(lines_of(rows, (6, 14, 10)).encode() + b"99999999 x\n")
    assert got.file.bad_width_rows == (80,)


def test_wide_characters_stand_for_two(read):
    rows = [("番号", "氏名", "都市")] + [
        (str(i), "山田" if i % 2 else "佐々木", "東京") for i in range(12)
    ]
    got = read(lines_of(rows, (6, 10, 6)).encode())
    assert (got.file.format, got.rows) == ("fixed", rows[1:])


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"a{i} b{i} c{i}\n" for i in range(20)),
        "".join(f"{i},Person {i},x\n" for i in range(20)),
        "".join(f"{i}\tPerson  {i}\n" for i in range(20)),
        "the quick  brown fox\njumps over  the lazy\ndog and some more\nwords that do not\nalign at all\nin this  text\n",
        "-----\nid,name\n-----\n1,Ann\n2,Bob\n",
        "id;name\n--;----\n1;Ann\n2;Bob\n",
        "a | b | c\n1 | 2 | 3\n4 | 5 | 6\n",
        "word\n" * 30,
        "-- Host: localhost    Database: app\n-- ----------------------\n1 2\n"
        + "INSERT INTO t VALUES (1);\n" * 3,
    ],
)
def test_other_texts_are_not_taken(read, text):
    assert read(text.encode()).file.format != "fixed"


def test_the_users_delimiter_wins(read):
    assert read(boxed(PEOPLE).encode(), delimiter="|").file.format == "csv"
    assert not fixed_columns(
        "a  b\n" * 9, read(b"a\n", delimiter=",").sample and _settings(), whole=True
    )


def _settings():
    from leakverify.model.sample import ReadSettings

    return ReadSettings(delimiter=",")


@pytest.mark.parametrize(
    "text",
    [
        (
            "*************************** 1. row ***************************\n   id: 1\n name: a\nb: c\n"
            "*************************** 2. row ***************************\n   id: 2\n name: \n2 rows in set (0.00 sec)\n"
        ),
        "-[ RECORD 1 ]----\nid   | 1\nname | a    +\n     | b: c\n-[ RECORD 2 ]----\nid   | 2\nname | \n\n",
    ],
)
def test_expanded_records(read, text):
    assert looks_expanded(text)
    got = read(text.encode())
    assert (got.file.format, got.names) == ("expanded", ("id", "name"))
    assert got.rows == [("1", "a\nb: c"), ("2", "")]


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Mn", "Me", "Cf")),
    min_size=1,
    max_size=8,
)


@example([("0", "│")])
@example([("─", "║")])
@given(st.lists(st.tuples(words, words), min_size=1, max_size=8))
@pytest.mark.parametrize("draw", [boxed, aligned])
def test_what_clients_draw_comes_back(read, draw, rows):
    text = draw([("first", "second"), *rows])
    assert looks_drawn(text)
    assert read(text.encode(), encoding="utf-8").rows == rows


pieces = [
    "+--+--+\n",
    "| a| b|\n",
    "--- ---\n",
    "a  b\n",
    "---+---\n",
    " a | b+\n",
    "\n",
    "x",
    "|",
    "+",
    "-",
    "(2 rows)\n",
    "山",
]


@given(st.lists(st.sampled_from(pieces), max_size=40).map("".join))
def test_any_pieces_are_rows_or_a_reason(read, text):
    with contextlib.suppress(UnreadableInput):
        got = read(text.encode())
        assert got.file.rows_read == len(got.rows)


def test_lines_of_boxes_inside_cells_stay_as_they_are(read):
    text = "┌────┬──────┐\n│ id │ name │\n├────┼──────┤\n│ 1  │ a─b  │\n│ 2  │ c|d  │\n│ 3  │ e║f  │\n└────┴──────┘\n"
    assert read(text.encode(), encoding="utf-8").rows == [("1", "a─b"), ("2", "c|d"), ("3", "e║f")]
