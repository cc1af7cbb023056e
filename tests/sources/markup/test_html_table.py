"""Web pages as tables: whatever pandas writes comes back, spans are bounded, nothing is followed."""

import contextlib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Property, Trap

PAGE = """<!-- saved --><html><head><title>Kunden &amp; Partner</title></head><body>
<table id="menu"><tr><td>Home</td></tr></table>
<table><caption>Users</caption>
<thead><tr><th>name</th><th>email</th></tr></thead>
<tbody><tr><td>Ann<br>Marie</td><td><a href="mailto:a@site.test">a@site.test</a></td></tr>
<tr><td>Bob &lt;b&gt;</td><td></td></tr></tbody></table>
</body></html>"""


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n  ", "<!DOCTYPE html>\n"])
def test_a_page_with_tables(read, start):
    got = read((start + PAGE).encode())
    assert got.file.format == "html"
    assert (got.file.table, got.file.tables) == ("Users", ("menu", "Users"))
    assert got.names == ("name", "email")
    assert got.rows == [("Ann\nMarie", "a@site.test"), ("Bob <b>", "")]
    assert got.file.properties[0].what is Property.TITLE
    assert got.file.properties[0].text == "Kunden & Partner"
    assert got.stopped is None


def test_another_table_can_be_named(read):
    assert read(PAGE.encode(), table="menu").rows == [("Home",)]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(PAGE.encode(), table="other")


def test_spans_fill_the_cells_that_they_cover(read):
    got = read(
        b"<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e<td>f<td rowspan=3>g"
        b"<tr><td>h</table>"
    )
    assert got.rows == [("a", "b", "b"), ("a", "c", "d"), ("e", "f", "g"), ("h", None, "g")]


def test_nested_tables_are_tables_of_their_own(read):
    inner = "<table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>"
    got = read(f"<table><tr><td>menu<td>{inner} after</td></tr></table>".encode())
    assert got.rows == [("1", "2", "3"), ("4", "5", "6")]
    assert read(f"<table><tr><td>menu<td>{inner} after</table>".encode(), table="table 1").rows == [
        ("menu", "after")
    ]


def test_repeated_names_are_no_rows(read):
    row = "<tr><th>id<th>name</tr>"
    got = read(f"<table>{row}<tr><td>1<td>x{row}<tr><td>2<td>y</table>".encode())
    assert got.rows == [("1", "x"), ("2", "y")]
    assert got.file.rows_skipped == 1


def test_what_a_browser_would_load_is_counted(read):
    got = read(
        b"""<html><meta http-equiv=refresh content="0; url=https://x.test"><script src=//x.test/a></script>
        <body onload="go()" background='http://x.test/b'><img src=http://x.test/c><img src=local.png>
        <iframe src="https://x.test/d"></iframe><link href="file:////host/share/e">
        <script>if (a < b) { "<table>" }</script><table><tr><td style="background:url(http://x.test)">1
        <tr><td><a href="http://x.test/f">2</a></table>"""
    )
    met = {wire.trap: wire.count for wire in got.file.tripwires}
    assert met == {Trap.SCRIPT: 3, Trap.MARKUP_LINK: 5, Trap.SHARE_PATH: 1}
    assert got.rows == [("1",), ("2",)]


@pytest.mark.parametrize(
    "page",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0'/><path d='M1'/></svg>",
        "<html><p>no table</p></html>",
        "<!DOCTYPE html><table></table>",
        "<html><!-- never ends <table><tr><td>1</table>",
    ],
)
def test_markup_without_a_table_is_named(read, page):
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_MARKUP"):
        read(page.encode())


def test_a_page_that_ends_early_keeps_its_rows(read):
    got = read(b"<table><tr><td>1<td>2<tr><td>3<td>4")
    assert got.rows == [("1", "2"), ("3", "4")]
    assert got.stopped is Stopped.TRUNCATED


def test_bombs_of_spans_are_refused(read):
    wide = b"<table><tr><td rowspan=65000 colspan=1000>" + b"x" * 1_000 + b"<tr>" * 10_000
    with pytest.raises(UnreadableInput, match="PARSER_LIMIT"):
        read(wide)
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(b"<table><tr>" + b"<td colspan=1000>" * 3)


def test_depth_and_number_of_tables_are_bounded(read):
    got = read(b"<table><tr><td>x" * 3_000 + b"</table>" * 3_000)
    assert len(got.file.tables) == 64
    got = read(b"<table><tr><td>x</table>" * 50, limits=Limits(tables=20))
    assert len(got.file.tables) == 20


@pytest.mark.parametrize(
    "piece", [b"<a", b'<a b=">" ', b"<a b='", b"<", b"</", b"<!--", b"<td a=", b"&#1", b"<script>"]
)
def test_what_never_ends_takes_no_time(read, piece):
    page = b"<table><tr><td>1" + piece * 20_000
    with contextlib.suppress(UnreadableInput):
        assert read(page).rows[0][0].startswith("1")


def test_absurd_references_are_replaced(read):
    got = read(b"<table><tr><td>&#" + b"9" * 9_000 + b";<td>&#x41;&amp;&nope;</table>")
    assert got.rows == [("\ufffd", "A&&nope;")]


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=8
)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=8))
def test_whatever_pandas_writes_comes_back(read, rows):
    frame = pd.DataFrame(rows, columns=["first", "second"])
    got = read(frame.to_html(index=False).encode(), encoding="utf-8")
    assert got.names == ("first", "second")
    assert got.rows == rows


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "<td>",
                "<th rowspan=3>",
                "<td colspan=2>",
                "x",
                "<",
                "&#x;",
                "<caption>",
                "</caption>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                '"',
                "<a b='",
                ">",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_pieces_are_rows_or_a_reason(read, page):
    with contextlib.suppress(UnreadableInput):
        got = read(("<html>" + page).encode())
        assert got.file.rows_read == len(got.rows)
