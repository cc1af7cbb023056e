"""Hostile web pages, XML, cards, directories, printed tables and credential lists."""

import base64
import gzip
import hashlib
import random
from collections.abc import Iterator

ROWS = [(str(i), f"Person {i}", f"p{i}@site.test") for i in range(1, 13)]
NAMES = ("id", "name", "email")


def _html() -> str:
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in ROWS)
    head = "".join(f"<th>{n}</th>" for n in NAMES)
    return f"<!DOCTYPE html><html><table id='t'><thead><tr>{head}</tr></thead>{body}</table></html>"


def _xml() -> str:
    body = "".join(
        "<user>" + "".join(f"<{n}>{c}</{n}>" for n, c in zip(NAMES, row, strict=True)) + "</user>\n"
        for row in ROWS
    )
    return f"<?xml version='1.0' encoding='utf-8'?>\n<users>{body}</users>"


def _sheet() -> str:
    body = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>"
        for row in [NAMES, *ROWS]
    )
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="s">'
        f'<Worksheet ss:Name="S"><Table>{body}</Table></Worksheet></Workbook>'
    )


def _vcard() -> str:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{n};;;;\r\nFN:{n}\r\nEMAIL;TYPE=WORK:{e}\r\nEND:VCARD\r\n"
        for _, n, e in ROWS
    )


def _ldif() -> str:
    return "version: 1\n\n" + "".join(f"dn: uid={i}\ncn: {n}\nmail: {e}\n\n" for i, n, e in ROWS)


def _box() -> str:
    rule = "+----+--------------+--------------------+\n"
    lines = [f"| {i:<2} | {n:<12} | {e:<18} |\n" for i, n, e in [NAMES, *ROWS]]
    return rule + lines[0] + rule + "".join(lines[1:]) + rule


def _aligned() -> str:
    lines = [f" {i:<2} | {n:<12} | {e:<18}\n" for i, n, e in [NAMES, *ROWS]]
    return (
        lines[0] + "----+--------------+-------------------\n" + "".join(lines[1:]) + "(12 rows)\n"
    )


def _fixed() -> str:
    return "".join(f"{i:<4}{n:<14}{e}\n" for i, n, e in [NAMES, *ROWS])


def _combo() -> str:
    return "".join(
        f"{e}:{hashlib.md5(n.encode()).hexdigest()}:a{i}{':' * (int(i) % 3)}\n" for i, n, e in ROWS
    )


def _blocks() -> str:
    return "".join(
        f"URL: https://s.test\nUsername: {e}\nPassword: p{i}\n====\n" for i, _, e in ROWS
    )


WHOLE = {
    "page.html": _html,
    "users.xml": _xml,
    "sheet.xml": _sheet,
    "cards.vcf": _vcard,
    "people.ldif": _ldif,
    "box.txt": _box,
    "aligned.txt": _aligned,
    "fixed.txt": _fixed,
    "combo.txt": _combo,
    "blocks.txt": _blocks,
}


def make() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file."""
    for name, write in WHOLE.items():
        data = write().encode()
        yield from _damaged(name, data)
    yield from _pages()
    yield from _documents()
    yield from _lists()


def _damaged(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    draw = random.Random(name)
    for percent in range(5, 100, 5):
        yield f"cut-{percent:02d}-{name}", data[: len(data) * percent // 100]
    for turn in range(6):
        flipped = bytearray(data)
        for _ in range(1 + turn * 4):
            flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
        yield f"flip-{turn}-{name}", bytes(flipped)
    yield f"nul-{name}", data.replace(b"\n", b"\n\x00\x00")
    yield (
        f"mixed-{name}",
        data.replace(b"Person", "Pérsön".encode("latin-1"))
        + data.replace(b"Person", "Pérsön".encode()),
    )
    yield f"utf16-{name}", data.decode().encode("utf-16")
    yield f"twice-{name}", data + data


def _pages() -> Iterator[tuple[str, bytes]]:
    start = b"<html><table><tr><td>1</td><td>2</td></tr>"
    yield (
        "span-bomb.html",
        b"<table><tr><td rowspan=65534 colspan=1000>" + b"x" * 900 + b"<tr>" * 900,
    )
    yield "span-columns.html", b"<table><tr>" + b"<td colspan=1000>" * 90
    yield "span-absurd.html", start + b"<tr><td colspan=" + b"9" * 5_000 + b">3</table>"
    yield "nested.html", b"<table><tr><td>x" * 5_000
    yield "tables.html", b"<table><tr><td>x</table>" * 5_000
    yield "open-tags.html", start + b"<a" * 20_000
    yield "open-quotes.html", start + b'<a b=">" ' * 9_000
    yield "open-comment.html", start + b"<!--" * 20_000
    yield "open-script.html", start + b"<script>" + b"</scrip" * 9_000
    yield (
        "references.html",
        start + b"<tr><td>" + b"&#99999999999" * 2_000 + b"&#xD800;&#0;</table>",
    )
    yield "captions.html", b"<html><title>" * 3_000 + b"<table><caption>x<tr><td>1"
    yield (
        "calls.html",
        (
            b"<html><meta http-equiv=refresh content='0;url=http://x.test'><img src=http://x.test/1.png>"
            b"<iframe src=//x.test></iframe><script src=http://x.test/a.js></script><link href=file://x/y>"
            b"<object data=http://x.test><embed src=\\\\host\\share><body onload=alert(1)>"
            + start
            + b"</table>"
        ),
    )
    yield (
        "page.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://x.test/a'/></svg>",
    )
    yield "big-page.html.gz", gzip.compress(start + b"<tr><td>a</td></tr>" * 50_000, mtime=0)


def _documents() -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    yield "laughs.xml", f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]><r>&l9;</r>'.encode()
    quadratic = "&a;" * 20_000
    yield "quadratic.xml", f'<!DOCTYPE r [<!ENTITY a "{"x" * 20_000}">]><r>{quadratic}</r>'.encode()
    for kind in ("file:///etc/passwd", "http://x.test/a", "ftp://x.test/a", "\\\\host\\share"):
        where = hashlib.md5(kind.encode()).hexdigest()[:6]
        yield (
            f"xxe-{where}.xml",
            (
                f'<!DOCTYPE r [<!ENTITY x SYSTEM "{kind}">]><r><u><a>&x;</a></u><u><a>1</a></u></r>'
            ).encode(),
        )
        yield f"dtd-{where}.xml", f'<!DOCTYPE r SYSTEM "{kind}"><r><u><a>1</a></u><u/></r>'.encode()
    yield "parameter.xml", b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://x.test">%p;]><r/>'
    yield "late.xml", b'<r><u a="1"/><u a="2"/><!DOCTYPE r [<!ENTITY a "b">]>&a;</r>'
    yield (
        "prolog.xml",
        b"<?xml version='1.0'?>" + b"<!-- -->" * 40_000 + b"<!DOCTYPE r [<!ENTITY a 'b'>]><r/>",
    )
    yield "half-doctype.xml", b"<!DOCTYPE r '" + b"<" * 20_000
    yield "include.xml", b'<r xmlns:xi="x"><xi:include href="/etc/passwd"/><u a="1"/><u a="2"/></r>'
    yield "deep.xml", b"<r><u a='1'/><u a='2'/>" + b"<a>" * 60_000
    yield "names.xml", b"<r>" + b"".join(b"<u><n%d>1</n%d></u>" % (i, i) for i in range(12_000))
    yield (
        "attributes.xml",
        b"<r><u " + b" ".join(b"a%d='1'" % i for i in range(9_000)) + b"/><u/></r>",
    )
    yield "same-attributes.xml", b"<r><u " + b"a='1' " * 9_000 + b"/></r>"
    yield "long-tag.xml.gz", gzip.compress(b"<r><u a='" + b"x" * 20_000_000, mtime=0)
    yield (
        "long-text.xml.gz",
        gzip.compress(b"<r><u><a>" + b"x" * 20_000_000 + b"</a></u></r>", mtime=0),
    )
    yield (
        "tables.xml",
        b"".join(
            b"<table name='t%d'><column name='a'>1</column></table>" % i for i in range(3_000)
        ),
    )
    yield "root.xml", b"<a/></leakverify-root><leakverify-root><b x='1'/><b x='2'/>"
    yield "lies.xml", b"<?xml version='1.0' encoding='utf-16'?><r><u a='1'/><u a='2'/></r>"
    yield "far-cell.xml", _sheet().replace("<Cell>", '<Cell ss:Index="16384">', 2).encode()
    yield (
        "absurd-index.xml",
        _sheet().replace("<Cell>", f'<Cell ss:Index="{"9" * 4_000}">', 2).encode(),
    )
    fods = (
        '<office:document xmlns:office="o"><office:body><office:spreadsheet><table:table>{}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    )
    many = 'table:number-{}-repeated="1048576"'
    cell = f'<table:table-cell {many.format("columns")} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    yield (
        "repeats.fods",
        fods.format(f"<table:table-row {many.format('rows')}>{cell}</table:table-row>").encode(),
    )
    yield (
        "spaces.fods",
        fods.format(
            "<table:table-row><table:table-cell><text:p>" + '<text:s text:c="9999999"/>' * 5_000
        ).encode(),
    )


def _lists() -> Iterator[tuple[str, bytes]]:
    yield "many-tel.vcf", b"BEGIN:VCARD\nFN:x\n" + b"TEL:1\n" * 20_000 + b"END:VCARD\n"
    yield (
        "x-names.vcf",
        b"BEGIN:VCARD\n" + b"".join(b"X-A%d:1\n" % i for i in range(5_000)) + b"END:VCARD\n",
    )
    yield "nested.vcf", b"BEGIN:VCARD\nFN:x\n" * 9_000
    yield (
        "photo.vcf",
        b"BEGIN:VCARD\nFN:x\nPHOTO;ENCODING=b:"
        + base64.b64encode(b"x" * 90_000)
        + b"\nEND:VCARD\n",
    )
    yield (
        "calls.vcf",
        b"BEGIN:VCARD\nFN:x\nPHOTO:http://x.test/a\nKEY:file:///etc/passwd\nEND:VCARD\n",
    )
    yield (
        "charset.vcf",
        b"BEGIN:VCARD\nFN;CHARSET=idna;ENCODING=QUOTED-PRINTABLE:"
        + b"=41" * 9_000
        + b"\nEND:VCARD\n",
    )
    yield "soft.vcf", b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:" + b"a=\n" * 20_000 + b"END:VCARD\n"
    yield (
        "quotes.vcf",
        b"BEGIN:VCARD\nTEL" + b';a="b"' * 5_000 + b";" + b'"' * 5_000 + b":x\nEND:VCARD\n",
    )
    yield "folded.ldif", b"dn: a=b\ncn: x\n" + b" y\n" * 30_000 + b"\n"
    yield "many-values.ldif", b"dn: a=b\n" + b"cn: x\n" * 30_000 + b"\n"
    yield "attributes.ldif", b"dn: a=b\n" + b"".join(b"a%d: x\n" % i for i in range(5_000))
    yield "urls.ldif", b"dn: a=b\njpegPhoto:< file:///etc/passwd\nx:< http://x.test/a\n\n" * 50
    yield "packed.ldif", b"dn:: ////\ncn:: ====\nsn:: " + b"A" * 50_001 + b"\n"
    yield "remarks.ldif", b"# x\n" * 40_000 + b"dn: a=b\ncn: c\n"
    yield "wide-rule.txt", b"a\n" + b"- " * 20_000 + b"\n1\n" * 9
    yield (
        "wide-box.txt",
        b"+" + b"-+" * 5_000 + b"\n|" + b"a|" * 5_000 + b"\n+" + b"-+" * 5_000 + b"\n",
    )
    yield "boxes.txt", b"+-+\n|a|\n+-+\n|1|\n+-+\n\n" * 3_000
    yield "goes-on.txt", b" a | b\n---+---\n" + b" x+| y+\n" * 9_000
    yield (
        "expanded.txt",
        b"*************************** 1. row ***************************\n" + b"a: b\n" * 9_000,
    )
    yield "many-names.txt", b"-[ RECORD 1 ]-\n" + b"".join(b"a%05d | 1\n" % i for i in range(5_000))
    yield "accents.txt", ("a\u0301" * 900 + "  " + "山" * 900 + "\n").encode() * 9
    yield "combining.txt", ("ab  cd" + "\u0301" * 30_000 + "\n").encode() * 8
    yield "seps.txt", b":" * 50_000 + b"\n" + b"a@b.cd:" * 9_000 + b"\n"
    yield "schemes.txt", b"a:b" + b":https://" * 9_000 + b" x\n"
    yield "at.txt", b"a@" * 30_000 + b"\n" + b"a@b." * 30_000 + b":x\n"
    yield "dollars.txt", b"a@b.cd:$2y$10$" + b"a" * 50_000 + b"\n"
    yield "adverts.txt", b"https://t.me/x join\n" * 5_000 + b"a@b.cd:x\n" * 99
    yield "keys.txt", b"URL: x\nUsername: y\nPassword: z\n" + b"Password: \n" * 20_000
