"""Spreadsheets written by real programs, and those written to hurt a reader."""

import datetime as dt
import io
import zipfile

import odf.opendocument
import odf.table
import odf.text
import pytest
import xlsxwriter
import xlwt

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem

HEAD = ["id", "name", "joined"]
NAMES = [f"Hélène {i}" for i in range(1, 21)]


def xlsx(fill, *more):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, filling in [("People", fill), *more]:
        filling(book.add_worksheet(name))
    book.close()
    return out.getvalue()


def people(sheet):
    sheet.write_row(0, 0, HEAD)
    for i, name in enumerate(NAMES, 1):
        sheet.write_number(i, 0, i)
        sheet.write_string(i, 1, name)
        sheet.write_datetime(i, 2, dt.date(2020, 1, i))


def test_xlsx_cells_are_what_a_person_sees(read):
    def odd(sheet):
        sheet.write_row(0, 0, [*HEAD, "x"])
        sheet.write_row(1, 0, [33612345678, "01000", 0.1, True])
        sheet.write_formula(2, 0, "=1+1", None, 2)
        sheet.write_string(2, 1, "=cmd|' /C calc'!A0")
        sheet.write_row(4, 0, [-2.5, "NA", 1e21])

    got = read(xlsx(odd), header=True)
    assert got.names == (*HEAD, "x")
    assert got.rows == [
        ("33612345678", "01000", "0.1", "TRUE"),
        ("2", "=cmd|' /C calc'!A0", "", ""),
        ("-2.5", "NA", "1e+21", ""),
    ]


def test_the_fullest_sheet_is_read_unless_one_is_named(read):
    def note(sheet):
        sheet.write_row(0, 0, ["key", "value"])
        sheet.write_row(1, 0, ["made by", 7])

    data = xlsx(note, ("Members", people))
    got = read(data)
    assert (got.file.format, got.file.table, got.file.tables) == (
        "xlsx",
        "Members",
        ("People", "Members"),
    )
    assert got.rows[1] == ("2", "Hélène 2", "2020-01-02")
    assert read(data, table="People", header=True).rows == [("made by", "7")]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(data, table="Other")


def test_titles_above_the_table(read):
    def titled(sheet):
        sheet.write_string(0, 0, "Export of members")
        sheet.write_row(3, 0, HEAD)
        for i, name in enumerate(NAMES, 4):
            sheet.write_row(i, 0, [i, name, "2020-01-01"])

    got = read(xlsx(titled))
    assert got.names == tuple(HEAD)
    assert len(got.rows) == got.file.rows_read == 20
    assert got.file.rows_skipped == 1


def test_xls(read):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for r, row in enumerate([HEAD, *[[i, n, "2020-01-01"] for i, n in enumerate(NAMES, 1)]]):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
    out = io.BytesIO()
    book.save(out)
    got = read(out.getvalue())
    assert (got.file.format, got.names) == ("xls", tuple(HEAD))
    assert got.rows[0] == ("1", "Hélène 1", "2020-01-01")


def test_ods(read):
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="T")
    for row in [HEAD, *[[str(i), n, "2020-01-01"] for i, n in enumerate(NAMES, 1)]]:
        line = odf.table.TableRow()
        for cell in row:
            box = odf.table.TableCell(valuetype="string")
            box.addElement(odf.text.P(text=cell))
            line.addElement(box)
        table.addElement(line)
    blank = odf.table.TableRow(numberrowsrepeated=1_048_000)
    blank.addElement(odf.table.TableCell(numbercolumnsrepeated=16_384))
    table.addElement(blank)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    got = read(out.getvalue())
    assert (got.file.format, got.names, len(got.rows)) == ("ods", tuple(HEAD), 20)


def changed(data, part, change):
    """The same workbook with one part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        (
            SHEET,
            lambda b: b.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
            "XLSX_DOCTYPE",
        ),
        ("docProps/core.xml", lambda b: b + b"<!doctype y>", "XLSX_DOCTYPE"),
        ("_rels/.rels", lambda b: b + b"<!ENTITY y>", "XLSX_DOCTYPE"),
        (SHEET, lambda b: b.decode().encode("utf-16"), "XLSX_DOCTYPE"),
        (SHEET, lambda b: b.replace(b'r="C2"', b'r="XFD1048576"'), "TOO_MANY_COLUMNS"),
        (SHEET, lambda b: b.replace(b'<row r="2"', b'<row r="4000000000"'), "PARSER_LIMIT"),
        (
            STRINGS,
            lambda b: b.replace(b'uniqueCount="', b'uniqueCount="4000000000'),
            "PARSER_LIMIT",
        ),
        (
            STRINGS,
            lambda b: b.replace(b"lne 3", b"3" * (2 << 20)).replace(
                "Hélène 3<".encode(), b"3" * (2 << 20) + b"<"
            ),
            "PARSER_LIMIT",
        ),
        (SHEET, lambda b: b"<broken", "WORKBOOK_BROKEN"),
    ],
)
def test_hostile_workbooks_are_refused(read, part, change, code):
    with pytest.raises(UnreadableInput, match=code):
        read(changed(xlsx(people), part, change))


def test_a_wide_grid_is_refused_before_it_is_laid_out(read):
    data = changed(xlsx(people), SHEET, lambda b: b.replace(b'r="C2"', b'r="BXX1048576"'))
    with pytest.raises(UnreadableInput, match="PARSER_LIMIT"):
        read(data)
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(xlsx(people), limits=Limits(columns=2))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_cut_workbooks(read, cut):
    data = xlsx(people)
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(data[: int(len(data) * cut)])


def test_an_empty_workbook(read):
    with pytest.raises(UnreadableInput, match="EMPTY_FILE"):
        read(xlsx(lambda sheet: None))
