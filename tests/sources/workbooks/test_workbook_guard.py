"""Spreadsheets that would hurt their reader are refused before it sees them (SAFETY S09, S10, S12)."""

import importlib.util
import io
import os
import pathlib
import struct
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.sources.archives.zip_guard import open_zip
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.compound_file import CompoundFile
from leakverify.sources.workbooks.workbook_guard import guard_workbook
from leakverify.sources.workbooks.workbook_odd_sheet import OddSheet
from leakverify.sources.workbooks.workbook_sheet import FormulaTexts, OddSheetError, SheetScan
from leakverify.sources.workbooks.workbook_strings import string_lengths

ROOT = pathlib.Path(__file__).parents[2]


def loaded(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


book = loaded("makers_book", ROOT / "hostile" / "makers_book.py")
fuzz = loaded("fuzz_book", ROOT / "fuzz" / "fuzz_book.py")
HOSTILE = dict(book.make())


def guarded(data, kind="xlsx", limits=None):
    handle = io.BytesIO(data)
    limits = limits or Limits()
    return guard_workbook(handle, open_zip(handle, limits), kind, limits, Watch("read", 1))


def outcome(read, data):
    """How a file ends in a process of its own: rows, a code, or a signal."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        said = "other"
        try:
            said = f"rows {len(read(data).rows)}"
        except LeakverifyError as error:
            said = error.code
        finally:
            os.write(sink, said.encode())
            os._exit(0)
    os.close(sink)
    with os.fdopen(source) as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    return f"died {status}" if status else said


EXPECTED = {
    "book-far-cell.xlsx": "TOO_MANY_COLUMNS",
    "book-far-apostrophes.xlsx": "TOO_MANY_COLUMNS",
    "book-far-behind-text.xlsx": "TOO_MANY_COLUMNS",
    "book-wrong-dimension.xlsx": "rows 1",
    "book-row-2e9.xlsx": "PARSER_LIMIT",
    "book-million-columns.xlsx": "ARCHIVE_RATIO",
    "book-rows-backwards.xlsx": "rows 3",
    "book-unique-count.xlsx": "PARSER_LIMIT",
    "book-giant-string.xlsx": "ARCHIVE_RATIO",
    "book-merged.xlsx": "rows 1",
    "book-odd-attribute-0.xlsx": "rows 1",
    "book-odd-attribute-2.xlsx": "rows 1",
    "book-odd-place-4.xlsx": "TOO_MANY_COLUMNS",
    "book-shared-formula.xlsx": "rows 0",
    "book-columns-2147483647.ods": "TOO_MANY_COLUMNS",
    "book-rows-2147483647.ods": "PARSER_LIMIT",
    "book-spaces.ods": "PARSER_LIMIT",
    "book-doctype-content.ods": "XLSX_DOCTYPE",
    "book-doctype-meta.ods": "XLSX_DOCTYPE",
    "book-far-column.xlsb": "TOO_MANY_COLUMNS",
    "book-vast.xlsb": "PARSER_LIMIT",
    "book-references.xlsb": "PARSER_LIMIT",
    "book-directory-loop.xls": "WORKBOOK_BROKEN",
    "book-sector-loop.xls": "WORKBOOK_BROKEN",
    "book-record-fc.xls": "PARSER_LIMIT",
    "book-two-formats.xlsx": "WORKBOOK_BROKEN",
    "book-two-directories.xlsx": "WORKBOOK_BROKEN",
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each file is read in a process of its own")
@pytest.mark.parametrize("name", list(EXPECTED))
def test_each_attack_ends_as_it_should(read, name):
    assert outcome(read, HOSTILE[name]) == EXPECTED[name]


@pytest.mark.parametrize("name", [n for n in HOSTILE if n.startswith(("book-laughs", "book-xxe"))])
def test_a_document_type_is_refused_in_every_part(name):
    begin = time.perf_counter()
    with pytest.raises(UnreadableInput, match="XLSX_DOCTYPE"):
        guarded(HOSTILE[name])
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize("name", [n for n in HOSTILE if n.startswith("book-utf16")])
def test_other_widths_are_refused_in_every_part(name):
    with pytest.raises(UnreadableInput, match="XLSX_DOCTYPE"):
        guarded(HOSTILE[name])


@pytest.mark.parametrize(
    "name", [n for n in HOSTILE if n.startswith(("cut", "flip")) or n.endswith((".xls", ".xlsb"))]
)
def test_damage_ends_in_a_code_or_in_rows(name):
    for target in (fuzz.zip_file, fuzz.compound):
        target(HOSTILE[name])


@pytest.mark.skipif(sys.platform != "linux", reason="each file is read in a process of its own")
def test_mutants_never_end_the_process(read):
    """A sample of the 500 of S12; the rest runs with the corpus."""
    names = [n for n in HOSTILE if n.startswith("flip")][::8]
    assert not [n for n in names if outcome(read, HOSTILE[n]).startswith(("died", "other"))]


def test_strings_count_as_often_as_they_are_named():
    text = "x" * 500_000
    strings = f"<sst><si><t>{text}</t></si><si><t>a</t></si></sst>"
    rows = '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c></row>'
    once = rows.format(1, 0) + "".join(rows.format(r, 1) for r in range(2, 3_000))
    once += "".join(f'<row r="{r}"><c r="A{r}"><v>7</v></c></row>' for r in range(3_000, 6_000))
    often = "".join(rows.format(r, 0) for r in range(1, 3_000))
    wide = Limits(ratio=10**6)
    assert guarded(book.bare_xlsx(book.sheet_xml(once), strings=strings), limits=wide).sheets
    with pytest.raises(UnreadableInput, match="PARSER_LIMIT"):
        guarded(book.bare_xlsx(book.sheet_xml(often), strings=strings), limits=wide)
    spelled = book.sheet_xml(often.replace('t="s"', "t='s'"))
    with pytest.raises(UnreadableInput, match="PARSER_LIMIT"):
        guarded(book.bare_xlsx(spelled, strings=strings), limits=wide)
    with pytest.raises(UnreadableInput, match="PARSER_LIMIT"):
        guarded(
            book.bare_xlsx(
                book.sheet_xml(often)
                .replace("<", "<x:")
                .replace("<x:/", "</x:")
                .replace("<x:?", "<?"),
                strings=strings,
            ),
            limits=wide,
        )


def test_an_honest_sheet_that_is_too_big_is_told_so():
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 20_000))
    small = Limits(workbook_bytes=2 * MIB)
    with pytest.raises(UnreadableInput, match="WORKBOOK_TOO_BIG") as found:
        guarded(book.bare_xlsx(book.sheet_xml(rows)), limits=small)
    assert found.value.place == {"cells": 19_999}


def test_a_prefix_of_all_names_is_read_as_fast(read):
    rows = '<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c><x:c r="B1"><x:v>8</x:v></x:c></x:row>'
    part = f'<x:worksheet xmlns:x="y"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    data = book.bare_xlsx(part)
    assert guarded(data).sheets["S"].last_column == 2
    assert read(data, header=False).rows == [("7", "8")]


@pytest.mark.parametrize("first", ["A00000001", "A0000001", "B01"])
def test_a_long_number_of_zeros_hides_no_far_row(first):
    rows = "".join(f'<c r="{place}"><v>1</v></c>' for place in (first, "A900000", "A2"))
    facts = guarded(book.bare_xlsx(book.sheet_xml(f'<row r="1">{rows}</row>'))).sheets["S"]
    assert facts.last_row == 900_000


def test_small_letters_hide_no_far_column():
    rows = "".join(f'<c r="{place}"><v>1</v></c>' for place in ("a1", "Z1", "b1"))
    facts = guarded(book.bare_xlsx(book.sheet_xml(f'<row r="1">{rows}</row>'))).sheets["S"]
    assert facts.last_column == 26


REFERENCES = st.tuples(
    st.text("ABCXYZaxyz", min_size=1, max_size=3),
    st.one_of(
        st.integers(1, 1_100_000).map(str),
        st.integers(1, 1_100_000).map(lambda n: f"{n:07}"),
    ),
    st.sampled_from(['"', "'"]),
)


@settings(max_examples=60)
@given(
    st.lists(REFERENCES, min_size=1, max_size=20),
    st.sampled_from(["<c r={0}/>", "<c  r={0} s='1'/>", '<c s="1" r={0}/>']),
)
def test_the_quick_look_sees_what_the_slow_one_sees(references, form):
    cells = "".join(form.format(f"{q}{letters}{row}{q}") for letters, row, q in references)
    whole = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    quick, slow = SheetScan(FormulaTexts()), OddSheet(FormulaTexts())
    slow.look(whole)
    try:
        quick.look(whole)
    except OddSheetError:
        odd = any(quote == "'" or row.startswith("0") for _, row, quote in references)
        assert odd or "'" in form
        return
    assert (quick.facts.last_row, quick.facts.last_column) == (
        slow.facts.last_row,
        slow.facts.last_column,
    )
    assert quick.facts.cells == slow.facts.cells


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(fuzz.TARGETS)))
def test_any_bytes_end_in_a_code(data, target):
    fuzz.TARGETS[target](data)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=3_000), st.integers(0, 2_000))
def test_a_compound_file_of_any_bytes(data, at):
    whole = bytearray(book.people_xls(5))
    whole[at : at + len(data)] = data
    fuzz.compound(bytes(whole))


def test_streams_of_a_compound_file():
    file = CompoundFile(io.BytesIO(book.people_xls()), Limits())
    stream = next(entry for entry in file.entries if entry.name == "Workbook")
    assert file.stream(stream)[:2] == b"\x09\x08"


def test_lengths_of_strings_over_records():
    first = (
        struct.pack("<2L", 3, 3)
        + struct.pack("<HB", 3, 0)
        + b"abc"
        + struct.pack("<HB", 4, 0)
        + b"de"
    )
    second = b"\x01" + "fg".encode("utf-16-le") + struct.pack("<HBH", 1, 8, 2) + b"z" + b"\0" * 8
    assert string_lengths([first, second]) == [9, 12, 3]
    assert string_lengths([first]) == [9, 3 * 65_535, 3 * 65_535]


def test_numbers_of_cells_are_counted_over_blocks():
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGH") + "</row>"
        for r in range(1, 20_001)
    )
    facts = guarded(book.bare_xlsx(book.sheet_xml(rows))).sheets["S"]
    assert (facts.cells, facts.rows, facts.last_row, facts.last_column) == (
        160_000,
        20_000,
        20_000,
        8,
    )
    assert np.isclose(facts.values, 160_000)
