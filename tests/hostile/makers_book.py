"""Hostile spreadsheets, all made here: what readers of ZIP, compound and record files trip over."""

import io
import random
import struct
import zipfile

import xlsxwriter
import xlwt

ROOT = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts):
    """A ZIP of the given parts, with a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def parts_of(data):
    """The parts of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def people_xlsx(rows=30):
    """A plain workbook as XlsxWriter writes it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ["id", "name", "city", "amount"])
        for i in range(1, rows + 1):
            sheet.write_row(i, 0, [i, f"Name {i}", f"City {i % 7}", i / 8])
    return out.getvalue()


def people_xls(rows=30):
    """A plain old workbook as xlwt writes it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("People")
    for column, name in enumerate(["id", "name", "city", "amount"]):
        sheet.write(0, column, name)
    for i in range(1, rows + 1):
        for column, cell in enumerate([i, f"Name {i}", f"City {i % 7}", i / 8]):
            sheet.write(i, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_xml(rows, before="", after=""):
    """A worksheet part with the given rows."""
    return f"{ROOT}<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def bare_xlsx(sheet, *, strings=None, more=None):
    """The fewest parts that make a workbook, around a worksheet part."""
    parts = {
        "[Content_Types].xml": f'{ROOT}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{ROOT}<Relationships {RELS}><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{ROOT}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{ROOT}<Relationships {RELS}><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: sheet,
    }
    if strings is not None:
        parts[STRINGS] = strings
    return zipped(parts | (more or {}))


def ods(body, before="", more=None):
    """An OpenDocument spreadsheet around the rows of one table."""
    content = (
        f"{ROOT}<office:document-content {ODF}>{before}<office:body><office:spreadsheet>"
        f'<table:table table:name="T">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE.decode()}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zipped(parts | (more or {}))


def ods_rows(count=20):
    """Rows of text cells."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [["id", "name", "city"], *[[f"n{i}", f"Name {i}", "Town"] for i in range(count)]]
    return "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>"
        for row in rows
    )


def record(kind, data=b""):
    """A record of XLSB."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while True:
        head += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + data


def wide(text):
    """A counted text of two-byte characters."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(cells=None, *, strings=None, last=20):
    """A binary workbook: one sheet of numbers and shared strings."""
    strings = ["id", "name", *[f"Name {i}" for i in range(last)]] if strings is None else strings
    if cells is None:
        cells = b""
        for row in range(last + 1):
            cells += record(0, struct.pack("<2IH", row, 0, 300) + b"\0\0\0" + struct.pack("<I", 0))
            first = struct.pack("<3I", 0, 0, 0) if row == 0 else struct.pack("<2Id", 0, 0, row)
            cells += record(7 if row == 0 else 5, first)
            cells += record(7, struct.pack("<3I", 1, 0, row + 1))
    sheet = (
        record(0x81)
        + record(0x94, struct.pack("<4I", 0, last, 0, 1))
        + record(0x91)
        + cells
        + record(0x92)
        + record(0x82)
    )
    book = (
        record(0x83)
        + record(0x99, struct.pack("<3I", 0, 0, 0))
        + record(0x8F)
        + record(0x9C, struct.pack("<2I", 0, 1) + wide("rId1") + wide("S"))
        + record(0x90)
        + record(0x84)
    )
    table = record(0x9F, struct.pack("<2I", len(strings), len(strings)))
    table += b"".join(record(0x13, b"\0" + wide(text)) for text in strings) + record(0xA0)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships {RELS}><Relationship Id="rId1" '
            f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
            "xl/sharedStrings.bin": table,
        }
    )


def make():
    """Every hostile spreadsheet with a name of its own."""
    yield from _doctypes()
    yield from _grids()
    yield from _odd_sheets()
    yield from _open_documents()
    yield from _binaries()
    yield from _compounds()
    yield from _damaged()


def _doctypes():
    good = parts_of(people_xlsx())
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    attacks = {
        "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>',
        "xxe": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        "http": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "ftp://127.0.0.1/x">%p;]>',
    }
    for part in sorted(good):
        for sort, text in attacks.items():
            changed = good[part].replace(b"?>", b"?>" + text.encode(), 1)
            yield f"book-{sort}-{part.replace('/', '_')}.xlsx", zipped(good | {part: changed})
        wide_part = good[part].decode().encode("utf-16")
        yield f"book-utf16-{part.replace('/', '_')}.xlsx", zipped(good | {part: wide_part})


def _grids():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield "book-far-cell.xlsx", bare_xlsx(sheet_xml(far))
    yield "book-far-apostrophes.xlsx", bare_xlsx(sheet_xml(far.replace('"', "'")))
    yield (
        "book-far-behind-text.xlsx",
        bare_xlsx(sheet_xml('<row r="1"><c s=\' r="A1"\' r =\n"XFD1048576"><v>1</v></c></row>')),
    )
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    yield "book-wrong-dimension.xlsx", bare_xlsx(sheet_xml(one, '<dimension ref="A1:XFD1048576"/>'))
    yield "book-no-dimension.xlsx", bare_xlsx(sheet_xml(one, '<dimension ref="::"/>'))
    yield "book-row-2e9.xlsx", bare_xlsx(sheet_xml('<row r="2000000000"><c><v>1</v></c></row>'))
    yield (
        "book-million-columns.xlsx",
        bare_xlsx(sheet_xml(f"<row>{'<c><v>1</v></c>' * 10**6}</row>")),
    )
    yield (
        "book-rows-backwards.xlsx",
        bare_xlsx(
            sheet_xml(
                "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in (9, 3, 3, 1))
            )
        ),
    )
    strings = f'{ROOT}<sst {MAIN} count="1" uniqueCount="4000000000"><si><t>x</t></si></sst>'
    yield "book-unique-count.xlsx", bare_xlsx(sheet_xml(one), strings=strings)
    longest = f"{ROOT}<sst {MAIN}><si><t>{'x' * (1 << 20 - 1)}</t></si></sst>"
    refer = '<row><c t="s"><v>0</v></c></row>'
    yield "book-references.xlsx", bare_xlsx(sheet_xml(refer * 300_000), strings=longest)
    giant = f"{ROOT}<sst {MAIN}><si><t>{'x' * (40 << 20)}</t></si></sst>"
    yield "book-giant-string.xlsx", bare_xlsx(sheet_xml(refer), strings=giant)
    runs = f"<r><t>{'x' * 500_000}</t></r>" * 200
    rich = f'<row><c t="inlineStr"><is>{runs}</is></c></row>'
    yield "book-giant-rich-cell.xlsx", bare_xlsx(sheet_xml(rich))
    merged = f'<mergeCells count="2147483648">{"<mergeCell ref=" + chr(34) + "A1:XFD1048576" + chr(34) + "/>"}</mergeCells>'
    yield "book-merged.xlsx", bare_xlsx(sheet_xml(one, after=merged))


def _odd_sheets():
    one = '<row r="1"><c r="A1" {}><v>1</v></c></row>'
    for number, attribute in enumerate(
        [
            's="-1"',
            's="4294967296"',
            's="99999999999999999999"',
            't="zz"',
            't="s"',
            't="e"',
            't="d"',
        ]
    ):
        yield f"book-odd-attribute-{number}.xlsx", bare_xlsx(sheet_xml(one.format(attribute)))
    for number, place in enumerate(
        ["", "1", "A", "A0", "AAAA1", "a1", "A99999999999", "Ä1", "A1A1"]
    ):
        row = f'<row r="1"><c r="{place}"><v>1</v></c></row>'
        yield f"book-odd-place-{number}.xlsx", bare_xlsx(sheet_xml(row))
    styles = f"{ROOT}<styleSheet {MAIN}><cellXfs>{'<xf numFmtId=' + chr(34) + '14' + chr(34) + '/>' * 1}</cellXfs></styleSheet>"
    yield "book-style.xlsx", bare_xlsx(sheet_xml(one.format("")), more={"xl/styles.xml": styles})
    many = f"{ROOT}<styleSheet {MAIN}><cellXfs>{'<xf/>' * 10**6}</cellXfs></styleSheet>"
    yield (
        "book-million-styles.xlsx",
        bare_xlsx(sheet_xml(one.format("")), more={"xl/styles.xml": many}),
    )
    deep = "<x>" * 100_000
    yield "book-deep-properties.xlsx", bare_xlsx(sheet_xml(""), more={"docProps/core.xml": deep})
    yield "book-deep-sheet.xlsx", bare_xlsx(sheet_xml(deep))
    shared = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:XFD1048576" si="4294967295">1</f></c></row>'
    )
    yield "book-shared-formula.xlsx", bare_xlsx(sheet_xml(shared))
    yield "book-no-sheets.xlsx", bare_xlsx("", more={"xl/workbook.xml": f"<workbook {MAIN}/>"})
    yield "book-nul.xlsx", bare_xlsx(sheet_xml("\0"))


def _open_documents():
    cell = '<table:table-cell table:number-columns-repeated="{}" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    for times in ("2147483647", "16384", "-1", "0", "99999999999999999999", "x"):
        yield (
            f"book-columns-{times}.ods",
            ods(f"<table:table-row>{cell.format(times)}</table:table-row>"),
        )
        row = f'<table:table-row table:number-rows-repeated="{times}">{cell.format(1000)}</table:table-row>'
        yield f"book-rows-{times}.ods", ods(row)
    spaces = '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>'
    yield "book-spaces.ods", ods(spaces)
    parts = parts_of(ods(ods_rows()))
    content = parts["content.xml"].replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    yield "book-doctype-content.ods", zipped(parts | {"content.xml": content})
    yield (
        "book-doctype-meta.ods",
        zipped(parts | {"meta.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}),
    )
    yield "book-deep.ods", ods("<table:table>" * 10_000)
    yield "book-many-tables.ods", ods("</table:table><table:table table:name='x'>" * 20_000)


def _binaries():
    row = record(0, struct.pack("<2IH", 0, 0, 300) + b"\0\0\0" + struct.pack("<I", 0))
    yield "book-far-column.xlsb", xlsb(row + record(5, struct.pack("<2Id", 2**32 - 1, 0, 1)))
    vast = record(0, struct.pack("<2IH", 1_048_575, 0, 300) + b"\0\0\0" + struct.pack("<I", 0))
    cells = row + record(5, struct.pack("<2Id", 0, 0, 1)) + vast
    yield "book-vast.xlsb", xlsb(cells + record(5, struct.pack("<2Id", 1_999, 0, 1)))
    yield "book-short-cell.xlsb", xlsb(row + record(7, b"\0" * 5))
    yield "book-long-record.xlsb", xlsb(row + b"\x05\xff\xff\xff\x7f")
    yield "book-no-string.xlsb", xlsb(row + record(7, struct.pack("<3I", 0, 0, 2**31)))
    repeated = row + record(7, struct.pack("<3I", 0, 0, 0)) * 100_000
    yield "book-references.xlsb", xlsb(repeated, strings=["x" * 100_000])


def _compounds():
    good = people_xls()
    for name, at, value in (
        ("directory-loop", 48, struct.pack("<I", 0)),
        ("directories", 40, b"\xff" * 4),
        ("fats", 44, b"\xff" * 4),
        ("difat-loop", 68, struct.pack("<2I", 0, 1)),
        ("difats", 72, b"\xff" * 4),
        ("minifats", 64, b"\xff" * 4),
        ("shift", 30, b"\x1f\x00"),
        ("version-4", 26, b"\x04\x00"),
    ):
        yield f"book-{name}.xls", good[:at] + value + good[at + len(value) :]
    fat = struct.unpack_from("<I", good, 76)[0]
    at = (fat + 1) * 512
    yield "book-sector-loop.xls", good[:at] + struct.pack("<I", 0) * 64 + good[at + 256 :]
    yield "book-sectors-out.xls", good[:at] + struct.pack("<I", 0xFFFFFF) * 64 + good[at + 256 :]
    for kind, length in ((0x200, 14), (0xFC, 8), (0x85, 12), (0xFD, 10), (0x208, 16)):
        head = struct.pack("<H", kind)
        at = good.find(head, 512)
        broken = good[: at + 4] + b"\xff" * length + good[at + 4 + length :]
        yield f"book-record-{kind:x}.xls", broken
        yield f"book-length-{kind:x}.xls", good[: at + 2] + b"\xff\xff" + good[at + 4 :]


def _damaged():
    draw = random.Random(12)
    for name, good in (
        ("book.xlsx", people_xlsx()),
        ("book.xls", people_xls()),
        ("book.ods", ods(ods_rows())),
        ("book.xlsb", xlsb()),
    ):
        for percent in range(0, 100, 5):
            yield f"cut-{percent:02}-{name}", good[: len(good) * percent // 100]
        for number in range(20):
            changed = bytearray(good)
            for _ in range(draw.randrange(1, 8)):
                changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
            yield f"flip-{number:02}-{name}", bytes(changed)
    yield "book-two-formats.xlsx", zipped(parts_of(people_xlsx()) | {"content.xml": "<x/>"})
    yield "book-prefixed.xlsx", b"#!/bin/sh\n" + people_xlsx()
    yield "book-two-directories.xlsx", people_xlsx() + people_xlsx()
    yield "book-zip-behind.xls", people_xls()[:3_000] + people_xlsx()
    yield "wrong-magic.xlsx", b"PK\x03\x05" + people_xlsx()[4:]
    yield "xls-named.xlsx", people_xls()
    yield "xlsx-with-tail.xlsx", people_xlsx() + b"\0" * 5_000
