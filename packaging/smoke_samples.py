"""A demonstration sample in every format that can be written here, for smoke.py: standard library first, test packages else."""

import bz2
import csv
import gzip
import hashlib
import io
import json
import lzma
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

Rows = list[list[str]]
"""The head and the records."""
Maker = Callable[[Rows, Path], None]


def rows_of(source: Path) -> Rows:
    """A demonstration sample as text."""
    text = source.read_text(encoding="utf-8-sig")
    dialect = csv.Sniffer().sniff(text[:2_000], ",;\t|")
    return list(csv.reader(io.StringIO(text), dialect))


def delimited(rows: Rows, delimiter: str = ",") -> bytes:
    """The rows as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _csv(rows: Rows, path: Path) -> None:
    path.write_bytes(delimited(rows))


def _tsv(rows: Rows, path: Path) -> None:
    path.write_bytes(delimited(rows, "\t"))


def _records(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _json(rows: Rows, path: Path) -> None:
    path.write_text(json.dumps(_records(rows), ensure_ascii=False), encoding="utf-8")


def _jsonl(rows: Rows, path: Path) -> None:
    path.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in _records(rows)), encoding="utf-8"
    )


def _sqlite(rows: Rows, path: Path) -> None:
    path.unlink(missing_ok=True)
    names = ", ".join(f'"{name}" TEXT' for name in rows[0])
    base = sqlite3.connect(path)
    base.execute(f"CREATE TABLE people ({names})")
    base.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(rows[0]))})", rows[1:])
    base.commit()
    base.close()


def _sql(rows: Rows, path: Path) -> None:
    columns = ",\n".join(f"  `{name}` varchar(255) DEFAULT NULL" for name in rows[0])
    quoted = (
        ",".join("'" + c.replace("\\", "\\\\").replace("'", "\\'") + "'" for c in row)
        for row in rows[1:]
    )
    body = ",\n".join(f"({line})" for line in quoted)
    text = f"-- MySQL dump 10.13\n\nCREATE TABLE `people` (\n{columns}\n);\nINSERT INTO `people` VALUES {body};\n"
    path.write_text(text, encoding="utf-8")


def _html(rows: Rows, path: Path) -> None:
    head = "".join(f"<th>{escape(c)}</th>" for c in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>\n" for row in rows[1:]
    )
    path.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><table><tr>{head}</tr>\n{body}</table>",
        encoding="utf-8",
    )


def _xml(rows: Rows, path: Path) -> None:
    body = "".join(
        "<person>"
        + "".join(f"<{n}>{escape(c)}</{n}>" for n, c in zip(rows[0], row, strict=True))
        + "</person>\n"
        for row in rows[1:]
    )
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<people>\n{body}</people>\n', encoding="utf-8"
    )


def _zip(rows: Rows, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("people.csv", delimited(rows))


def _tar(rows: Rows, path: Path) -> None:
    with tarfile.open(path, "w") as out:
        entry, body = tarfile.TarInfo("people.csv"), delimited(rows)
        entry.size = len(body)
        out.addfile(entry, io.BytesIO(body))


def _gz(rows: Rows, path: Path) -> None:
    path.write_bytes(gzip.compress(delimited(rows)))


def _bz2(rows: Rows, path: Path) -> None:
    path.write_bytes(bz2.compress(delimited(rows)))


def _xz(rows: Rows, path: Path) -> None:
    path.write_bytes(lzma.compress(delimited(rows)))


def _xlsx(rows: Rows, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("people")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)


def _xls(rows: Rows, path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("people")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(str(path))


def _parquet(rows: Rows, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({n: [row[i] for row in rows[1:]] for i, n in enumerate(rows[0])}), path)


def _feather(rows: Rows, path: Path) -> None:
    import pyarrow as pa

    table = pa.table({n: [row[i] for row in rows[1:]] for i, n in enumerate(rows[0])})
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as out:
        out.write_table(table)


def _ods(rows: Rows, path: Path) -> None:
    from odf import opendocument, table, text

    book = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="people")
    for row in rows:
        line = table.TableRow()
        for cell in row:
            held = table.TableCell(valuetype="string")
            held.addElement(text.P(text=cell))
            line.addElement(held)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def _zst(rows: Rows, path: Path) -> None:
    from backports import zstd

    path.write_bytes(zstd.compress(delimited(rows)))


MAKERS: dict[str, Maker] = {
    "csv": _csv, "tsv": _tsv, "json": _json, "jsonl": _jsonl, "sqlite": _sqlite, "sql": _sql, "html": _html, "xml": _xml,
    "zip": _zip, "tar": _tar, "csv.gz": _gz, "csv.bz2": _bz2, "csv.xz": _xz, "xlsx": _xlsx, "xls": _xls,
    "ods": _ods, "parquet": _parquet, "feather": _feather, "csv.zst": _zst,
}  # fmt: skip


def write_list(path: Path) -> None:
    """A list of mail domains to be looked up, as `leakverify domains` writes it."""
    names = ["a.example", "b.example"]
    digest = hashlib.sha256("".join(f"{n}\n" for n in names).encode()).hexdigest()
    path.write_text(
        f"# leakverify domains 1 sha256:{digest}\n" + "\n".join(names) + "\n", encoding="utf-8"
    )
