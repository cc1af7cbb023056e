"""XML of every shape; nothing is declared, fetched or unfolded."""

import contextlib
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Property, Trap

ROWS = [("1", "Ann"), ("2", "Bob")]
ELEMENTS = "".join(f"<user><id>{i}</id><name>{n}</name></user>" for i, n in ROWS)
ATTRIBUTES = "".join(f'<ROW id="{i}" name="{n}"/>' for i, n in ROWS)
FIELDS = "".join(
    f'<row><field name="id">{i}</field><field name="name">{n}</field></row>' for i, n in ROWS
)
COLUMNS = "".join(
    f'<table name="users"><column name="id">{i}</column><column name="name">{n}</column></table>'
    for i, n in ROWS
)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (f"<users>{ELEMENTS}</users>", "user"),
        (f"<data><page>3</page><users>{ELEMENTS}</users></data>", "user"),
        (
            f'<?xml version="1.0" encoding="latin1"?>\n<!-- x --><ROWDATA>{ATTRIBUTES}</ROWDATA>',
            "ROW",
        ),
        (ATTRIBUTES, "ROW"),
        (f'<resultset statement="SELECT">{FIELDS}</resultset>', "row"),
        (
            (
                '<mysqldump><database name="d"><table_structure name="users"><field Field="id" Key="PRI"/>'
                '<field Field="name" Key=""/><options Name="users" Rows="2"/></table_structure>'
                f'<table_data name="users">{FIELDS}</table_data></database></mysqldump>'
            ),
            "users",
        ),
        (f'<pma_xml_export><database name="d">{COLUMNS}</database></pma_xml_export>', "users"),
        (f"<!DOCTYPE users><users>{ELEMENTS}</users>", "user"),
    ],
)
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_shapes(read, text, table, start):
    got = read((start + text).encode())
    assert (got.file.format, got.file.table) == ("xml", table)
    assert got.names == ("id", "name")
    assert got.rows == ROWS
    assert got.stopped is None


def test_inner_elements_and_lists(read):
    got = read(
        b"<r><u><a><b>1</b><c k='v'>2</c></a><t>x</t><t>\xc3\xa9</t></u>"
        b"<u><a/><n> mixed <i>y</i></n></u></r>"
    )
    assert got.names == ("a.b", "a.c", "a.c.k", "t", "a", "n.i", "n.text")
    assert got.rows == [
        ("1", "2", "v", '["x","é"]', None, None, None),
        (None, None, None, None, "", "y", "mixed"),
    ]


def test_missing_empty_and_nil(read):
    got = read(b"<r><u><a></a><b xsi:nil='true'/></u><u><b>x</b></u></r>")
    assert got.names == ("a", "b")
    assert got.rows == [("", None), (None, "x")]


def test_several_kinds_of_records_are_tables(read):
    text = f"<db><users>{ELEMENTS}</users><orders><o n='1'/><o n='2'/><o n='3'/></orders></db>".encode()
    got = read(text)
    assert (got.file.table, got.file.tables) == ("o", ("user", "o"))
    assert read(text, table="user").rows == ROWS
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(text, table="x")


def test_one_record_and_a_list(read):
    assert read(b"<u><id>1</id><name>Ann</name></u>").rows == [("1", "Ann")]
    assert read(b"<l><m>a@site.test</m><m>b@site.test</m></l>").rows == [
        ("a@site.test",),
        ("b@site.test",),
    ]


def test_a_feed(read):
    got = read(
        b"<rss><channel><title>t</title><item><title>a</title></item><item><title>b</title></item>"
        b"</channel></rss>"
    )
    assert got.rows == [("a",), ("b",)]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY a "b">]>',
        '<!DOCTYPE r SYSTEM "x" [ <!ENTITY % p SYSTEM "http://x.test"> %p; ]>',
        "<!doctype r [<!ELEMENT r ANY>]>",
        "<!DOCTYPE r [" + " " * 300_000 + "]>",
        "<!DOCTYPE r " + "x" * 300_000 + ">",
    ],
)
def test_declarations_are_refused(read, doctype):
    with pytest.raises(UnreadableInput, match="XML_DOCTYPE"):
        read(f"<?xml version='1.0'?>{doctype}<r>{ELEMENTS}</r>".encode())


def test_a_late_declaration_is_a_fault(read):
    late = f'<r>{ELEMENTS}<!DOCTYPE r [<!ENTITY a "b">]><user><id>&a;</id></user></r>'
    got = read(late.encode())
    assert got.rows == ROWS
    assert got.stopped is Stopped.TRUNCATED
    hidden = "<?xml version='1.0'?><!--" + "x" * 300_000 + '--><!DOCTYPE r [<!ENTITY a "b">]><r/>'
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_MARKUP"):
        read(hidden.encode())


def test_links_are_counted(read):
    got = read(
        f"""<?xml-stylesheet href="http://x.test/a.xsl"?><!DOCTYPE r PUBLIC "a" "http://x.test/b">
        <r xmlns:xsi="x" xsi:schemaLocation="u http://x.test/c"><xi:include href="/etc/passwd"/>
        {ELEMENTS}</r>""".encode()
    )
    assert [(w.trap, w.count) for w in got.file.tripwires] == [(Trap.MARKUP_LINK, 4)]
    assert got.rows == ROWS


def test_what_xml_forbids_is_marked(read):
    text = b"<r><u><a>x\x0by&#x0;z</a><b>\xff</b></u><u><a>1</a><b>2</b></u></r>"
    got = read(text, encoding="utf-8")
    assert got.rows == [("x\ufffdy\ufffdz", "\ufffd"), ("1", "2")]
    assert got.file.bad_undecodable_rows == (1,)


def test_limits(read):
    deep = "<r>" + ELEMENTS + "<a>" * 100_000
    assert read(deep.encode()).stopped is Stopped.LIMIT
    names = "<r>" + ELEMENTS + "".join(f"<n{i}/>" for i in range(20_000))
    assert read(names.encode()).stopped is Stopped.LIMIT
    tag = "<r>" + ELEMENTS + '<a b="' + "x" * 3_000_000
    assert read(tag.encode(), limits=Limits(line_bytes=1 << 20)).stopped is not None
    big = f"<r>{ELEMENTS}<user><id>{'9' * 5_000}</id></user></r>".encode()
    got = read(big, limits=Limits(line_bytes=1_000))
    assert (got.rows, got.file.rows_skipped) == (ROWS, 1)
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(b"<r><u a='1' b='2' c='3'/><u a='1'/></r>", limits=Limits(columns=2))


def test_cut_anywhere(read):
    whole = f"<?xml version='1.0'?><r>{ELEMENTS * 10}</r>".encode()
    for at in range(1, len(whole), 37):
        with contextlib.suppress(UnreadableInput):
            got = read(whole[:at])
            assert all(row in ROWS for row in got.rows[:-1])
            assert got.stopped is not None or at < 30


def test_long_files_are_walked_again(read, monkeypatch):
    monkeypatch.setattr("leakverify.sources.records.CACHE_BYTES", 1)
    rows = "".join(f"<u><i>{i}</i></u>" for i in range(20_000))
    got = read(f"<r>{rows}</r>".encode())
    assert len(got.rows) == 20_000
    assert got.rows[-1] == ("19999",)


SPREADSHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:x">
<DocumentProperties><Author>Jo</Author></DocumentProperties>
<Worksheet ss:Name="Empty"><Table/></Worksheet><Worksheet ss:Name="People"><Table>
<Row><Cell><Data ss:Type="String">name</Data></Cell><Cell><Data ss:Type="String">email</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">a@site.test</Data></Cell></Row>
<Row><Cell ss:Formula="=1+1"><Data ss:Type="String">B<B>o</B>b</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
FLAT = """<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t" xmlns:text="x">
<office:meta><meta:generator>Calc</meta:generator></office:meta><office:body><office:spreadsheet>
<table:table table:name="People"><table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p>
</table:table-cell><table:table-cell office:value-type="string"><text:p>born</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>A<text:s text:c="2"/>b</text:p><text:p>c</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="1990-01-02"><text:p>2. Jan</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"""


def test_a_spreadsheet_in_xml(read):
    got = read(SPREADSHEET.encode())
    assert (got.file.format, got.file.tables, got.names) == (
        "xmlss",
        ("People",),
        ("name", "email"),
    )
    assert got.rows == [(None, "a@site.test"), ("Bob", None)]
    assert got.file.properties[0].what is Property.AUTHOR
    assert got.file.tripwires[0].trap is Trap.FORMULA
    far = SPREADSHEET.replace('ss:Index="2"', 'ss:Index="16384"')
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(far.encode())


def test_a_flat_open_document(read):
    got = read(FLAT.encode())
    assert (got.file.format, got.file.table, got.names) == ("fods", "People", ("name", "born"))
    assert got.rows == [("A  b\nc", "1990-01-02")] * 2
    assert got.file.properties[0].text == "Calc"


cells = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8
)


@given(st.lists(st.tuples(cells, cells), min_size=2, max_size=8))
@pytest.mark.parametrize("attributes", [True, False])
def test_whatever_etree_writes_comes_back(read, attributes, rows):
    root = ET.Element("people")
    for first, second in rows:
        person = ET.SubElement(root, "person")
        if attributes:
            person.set("first", first)
            person.set("second", second)
        else:
            ET.SubElement(person, "first").text = first
            ET.SubElement(person, "second").text = second
    got = read(ET.tostring(root, encoding="utf-8"), encoding="utf-8")
    assert got.names == ("first", "second")
    assert got.rows == rows


@given(
    st.lists(
        st.sampled_from(
            [
                "<a>",
                "</a>",
                "<b c='1'>",
                "</b>",
                "<d/>",
                "x",
                "&amp;",
                "&x;",
                "<!--",
                "-->",
                "]]>",
                "\x00",
                "<![CDATA[",
                "<?x?>",
                "<table name='t'>",
                "</table>",
                "<!DOCTYPE a>",
                "</leakverify-root>",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_pieces_are_rows_or_a_reason(read, text):
    with contextlib.suppress(UnreadableInput):
        got = read(("<?xml version='1.0'?>" + text).encode())
        assert got.file.rows_read == len(got.rows)


def test_groups_with_names_stay_one_table(read):
    got = read(
        b"<firm>"
        + b"".join(
            b"<part name='%d'>" % n + b"".join(b"<man id='%d'/>" % i for i in range(9)) + b"</part>"
            for n in range(3)
        )
        + b"</firm>"
    )
    assert (got.file.tables, len(got.rows)) == (("man",), 27)


def test_a_list_of_tagged_cells_is_no_page(read):
    got = read(b"<p>a</p>,1\n<p>b</p>,2\n<p>c</p>,3\n")
    assert got.rows == [("<p>a</p>", "1"), ("<p>b</p>", "2"), ("<p>c</p>", "3")]
