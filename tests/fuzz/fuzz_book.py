"""Fuzz targets: what looks at spreadsheets before any library does. The library itself runs in no fuzzing process."""

import io
import zipfile

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError
from leakverify.sources.archives.zip_guard import open_zip, refuse_unusual
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.workbook_facts import FormulaTexts
from leakverify.sources.workbooks.workbook_guard import guard_workbook
from leakverify.sources.workbooks.workbook_odd_sheet import OddSheet
from leakverify.sources.workbooks.workbook_sheet import FAR, OddSheetError, SheetScan
from leakverify.sources.workbooks.workbook_xls import guard_xls

LIMITS = Limits(expanded_bytes=1 * MIB, member_bytes=1 * MIB, workbook_bytes=64 * MIB, rows=20_000)
"""Small enough that the longest input takes seconds under instrumentation: a run that takes thirty is then a hang, not a long file."""


def _guarded(handle, kind):
    try:
        archive = open_zip(handle, LIMITS)
        refuse_unusual(archive)
        guard_workbook(handle, archive, kind, LIMITS, Watch("read", 1))
    except LeakverifyError:
        return


def _with_part(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, content)
    return out


def zip_file(data):
    """The bytes are the file."""
    for kind in ("xlsx", "ods"):
        _guarded(io.BytesIO(data), kind)


def sheet(data):
    """The bytes are a worksheet."""
    _guarded(_with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + data), "xlsx")


def strings(data):
    """The bytes are the shared strings."""
    _guarded(_with_part("xl/sharedStrings.xml", data), "xlsx")


def side_part(data):
    """The bytes are a part beside the sheets."""
    for name in ("docProps/core.xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
        _guarded(_with_part(name, data), "xlsx")


def open_document(data):
    """The bytes are the content of an OpenDocument sheet."""
    _guarded(_with_part("content.xml", data), "ods")


def binary_sheet(data):
    """The bytes are a part of records."""
    _guarded(_with_part("xl/worksheets/sheet1.bin", data), "xlsb")


def compound(data):
    """The bytes are an old workbook."""
    try:
        guard_xls(io.BytesIO(data), LIMITS, Watch("read", 1))
    except LeakverifyError:
        return


def both_scans(data):
    """The quick look at a sheet sees no smaller grid than the slow one, wherever it calls itself sure."""
    whole = b"<worksheet><sheetData>" + data + b"</sheetData></worksheet>"
    quick, slow = SheetScan(FormulaTexts()), OddSheet(FormulaTexts())
    try:
        quick.look(whole)
        slow.look(whole)
    except (OddSheetError, LeakverifyError):
        return
    if slow.facts.last_column >= FAR:
        return  # a place that is none: the library refuses it
    assert quick.facts.last_column >= slow.facts.last_column, "column"
    if data.count(b"<row") == data.count(b'<row r="'):
        # A row without a number counts for the slow look alone; its cells have numbers, or the quick one is not sure.
        assert quick.facts.last_row >= slow.facts.last_row, "row"
    assert quick.facts.cells >= slow.facts.cells, "cells"


TARGETS = {
    "book_zip_file": zip_file,
    "book_sheet": sheet,
    "book_strings": strings,
    "book_side_part": side_part,
    "book_open_document": open_document,
    "book_binary_sheet": binary_sheet,
    "book_compound": compound,
    "book_both_scans": both_scans,
}
