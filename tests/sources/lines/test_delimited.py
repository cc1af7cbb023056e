"""Delimited text: every dialect, every oddity counted, no cell changed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped

PEOPLE = [
    ["id", "name", "email", "joined", "amount"],
    *[
        [str(i), f"Person {i}", f"p{i}@site.test", f"2020-01-{i % 28 + 1:02d}", f"{i}.50"]
        for i in range(1, 41)
    ],
]


def written(rows, delimiter=",", **options):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, **options).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("delimiter", list(",;\t|:^~ "))
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_dialects_are_found(read, delimiter, quoting):
    got = read(written(PEOPLE, delimiter, quoting=quoting))
    assert got.names == tuple(PEOPLE[0])
    assert got.rows == [tuple(r) for r in PEOPLE[1:]]
    assert (got.file.delimiter, got.file.header, got.file.bad_width) == (delimiter, True, 0)


def test_single_quotes_and_backslashes(read):
    single = [[*row[:1], row[1] + ", jr", *row[2:]] for row in PEOPLE[1:]]
    got = read(written([PEOPLE[0], *single], quotechar="'", quoting=csv.QUOTE_ALL))
    assert got.rows == [tuple(r) for r in single]
    escaped = b"a,b,c\n" + b'1,"say \\"hi\\", ok",\\N\n2,"C:\\dir\\n",x\n' * 10
    got = read(escaped)
    assert got.rows[0] == ("1", 'say "hi", ok', "\\N")
    assert got.rows[1] == ("2", "C:\\dir\\n", "x")


def test_semicolons_with_decimal_commas(read):
    rows = [["3,14", "2,71", f"{i},5"] for i in range(50)]
    got = read(written(rows, ";"))
    assert got.file.delimiter == ";"
    assert got.file.header is False
    assert got.names == ("column 1", "column 2", "column 3")


def test_cells_stay_text(read):
    got = read(b'a,b,c,d,e\n01000,9e42,NA,null,\\N\n1e99999999,+33,,"",NaN\n')
    assert got.rows == [
        ("01000", "9e42", "NA", "null", "\\N"),
        ("1e99999999", "+33", "", "", "NaN"),
    ]
    assert str(got.batches[0].frame.dtypes.iloc[0]) == "str"


def test_odd_rows_are_counted_and_kept(read):
    body = b"".join(b"%d,x%d,y\n" % (i, i) for i in range(1, 101))
    odd = body.replace(b"7,x7,y\n", b"7,x7\n").replace(b"50,x50,y\n", b"50,x50,y,z,\n")
    got = read(b"id,word,other\n" + odd, header=True)
    assert got.file.rows_read == len(got.rows) == 100
    assert got.rows[6] == ("7", "x7", None)
    assert got.rows[49] == ("50", "x50", "y")
    # the line of row 7 is the end of 17, 27 … too: count them from the text itself
    short = [i for i, line in enumerate(odd.splitlines(), 1) if line.count(b",") != 2]
    assert got.file.bad_width == len(short)
    assert list(got.file.bad_width_rows) == short


def test_lone_quotes_are_characters(read):
    lines = [f"{i},word,tail" for i in range(1, 60)]
    lines[10] = '11,"lone,tail'
    lines[20] = '21,5" pipe,tail'
    lines[30] = '31,"two\nlines",tail'
    lines[40] = '41,tail,"'
    got = read(("id,a,b\n" + "\n".join(lines)).encode())
    assert got.file.rows_read == 59
    assert got.rows[10] == ("11", '"lone', "tail")
    assert got.rows[20] == ("21", '5" pipe', "tail")
    assert got.rows[30] == ("31", "two\nlines", "tail")
    assert got.rows[40] == ("41", "tail", '"')
    assert got.file.bad_width == 0


def test_two_lone_quotes_do_not_swallow_the_rows_between(read):
    lines = [f"{i},word,tail" for i in range(1, 60)]
    lines[10] = '11,"open,tail'
    lines[30] = '31,shut",tail'
    got = read(("id,a,b\n" + "\n".join(lines) + "\n").encode())
    assert got.file.rows_read == 59
    assert got.rows[10][1] == '"open'


def test_lone_quotes_do_not_swallow_rows_some_of_which_are_broken_too(read):
    lines = [f"{i};Person {i};p{i}@site.test;x" for i in range(60)]
    lines[5] = '"' + lines[5]
    lines[20] = "-----"
    lines[30] += ";more"
    lines[50] = '"' + lines[50]
    got = read(("id;name;email;note\n" + "\n".join(lines) + "\n").encode())
    assert len(got.rows) == 60
    assert got.rows[6] == ("6", "Person 6", "p6@site.test", "x")
    assert got.file.bad_width == 2


def test_undecodable_bytes_are_counted_with_their_rows(read):
    rows = [f"{i},Hélène,Besançon" for i in range(1, 51)]
    data = ("id,name,city\n" + "\n".join(rows)).encode()
    broken = data.replace(b"\n7,H\xc3", b"\n7,H\xff\xfe")
    got = read(broken)
    assert got.file.encoding == "utf-8"
    assert got.file.bad_undecodable_rows == (7,)
    assert "\ufffd" in got.rows[6][1]
    assert got.rows[7] == ("8", "Hélène", "Besançon")


def test_nul_bytes_are_kept_and_counted(read):
    got = read(b"id,name\n1,a\x00b\n2,c\n")
    assert got.rows == [("1", "a\x00b"), ("2", "c")]
    assert got.file.nul_bytes == 1


def test_line_ends_may_be_mixed(read):
    got = read(b"id,name\r\n1,a\r2,b\n3,c\r\n\r\n4,d")
    assert got.rows == [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d")]


def test_carriage_returns_alone(read):
    got = read(b"id,name\r1,a\r2,b\r")
    assert got.rows == [("1", "a"), ("2", "b")]


def test_columns_twice_named_alike(read):
    got = read(b"name,name,,name (2),id\nx,y,z,w,1\n")
    assert got.names == ("name", "name (2)", "column 3", "name (2) (2)", "id")


def test_header_only_and_one_row(read):
    got = read(b"id,name,email\n")
    assert (got.rows, got.names) == ([], ("id", "name", "email"))
    got = read(b"17,Ann,ann@site.test\n")
    assert got.rows == [("17", "Ann", "ann@site.test")]
    assert got.file.header is False


def test_header_can_be_overruled(read):
    assert read(b"id,name\n1,a\n", header=False).rows == [("id", "name"), ("1", "a")]
    assert read(b"1,a\n2,b\n", header=True).names == ("1", "a")


def test_delimiter_can_be_overruled(read):
    assert read(b"a;b,c\n1;2,3\n", delimiter=",", header=True).names == ("a;b", "c")
    assert read(b"a\tb\n1\t2\n", delimiter="tab").names == ("a", "b")
    with pytest.raises(UsageProblem, match="DELIMITER_NOT_ONE_CHARACTER"):
        read(b"a||b\n", delimiter="||")


def test_titles_above_the_table_and_sep_lines(read):
    body = written(PEOPLE)
    got = read(b"Export of subscribers\n\n" + body)
    assert got.names == tuple(PEOPLE[0])
    assert got.file.rows_skipped == 1
    assert read(b"sep=;\n" + written(PEOPLE, ";")).names == tuple(PEOPLE[0])


def test_a_list_is_one_column(read):
    got = read(b"anna@site.test\nbert@site.test\ncarl@site.test\n")
    assert got.rows == [("anna@site.test",), ("bert@site.test",), ("carl@site.test",)]
    assert got.file.delimiter is None


def test_lines_over_the_limit_are_left_out_and_counted(read):
    limits = Limits(line_bytes=1_000)
    data = b"id,name\n1,a\n2," + b"x" * 5_000 + b"\n3,c\n"
    got = read(data, limits=limits)
    assert got.rows == [("1", "a"), ("3", "c")]
    assert got.file.rows_skipped == 1


def test_a_line_longer_than_a_block_is_left_out(read):
    data = b"id,name\n1,a\n2," + b"x" * (9 << 20) + b"\n3,c\n"
    got = read(data)
    assert got.rows == [("1", "a"), ("3", "c")]
    assert got.file.rows_skipped == 1


def test_long_cells_are_cut(read):
    got = read(b"id,name\n1," + b"x" * 5_000 + b"\n2,y\n", limits=Limits(cell_bytes=100))
    assert got.rows == [("1", "x" * 100), ("2", "y")]


def test_too_many_columns(read):
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(b",".join(b"c%d" % i for i in range(3_000)) + b"\n")


def test_row_limit(read):
    got = read(written(PEOPLE), limits=Limits(rows=10))
    assert len(got.rows) == got.file.rows_read == 10
    assert got.stopped is Stopped.LIMIT


def test_batches_number_their_rows(read):
    got = read(b"id,v\n" + b"".join(b"%d,x\n" % i for i in range(1, 140_001)))
    assert [(b.first_row, b.rows) for b in got.batches] == [
        (1, 65_536),
        (65_537, 65_536),
        (131_073, 8_928),
    ]
    assert got.rows[131_072][0] == "131073"


cell = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=12
) | st.sampled_from(['"', '""', "a\nb", ",", ";", " ", "NA", "\\N", "null", "'", "0", '"x', 'x"'])


@given(
    width=st.integers(1, 5),
    data=st.data(),
    delimiter=st.sampled_from([",", ";", "\t", "|", "^", "\x01", "§"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_csv_module_writes_comes_back(read, width, data, delimiter, quoting, end):
    rows = data.draw(st.lists(st.lists(cell, min_size=width, max_size=width), max_size=8))
    names = [f"c{i}" for i in range(width)]
    text = written([names, *rows], delimiter, quoting=quoting, lineterminator=end)
    got = read(text, delimiter=delimiter, header=True, encoding="utf-8")
    assert got.names == tuple(names)
    assert got.rows == [tuple(row) for row in rows]
    assert got.file.bad_width == 0
