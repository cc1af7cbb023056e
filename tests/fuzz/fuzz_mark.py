"""Fuzz targets for pages, XML, cards, directories, printed tables and credential lists."""

import contextlib
import io
from collections.abc import Callable

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

LIMITS = Limits(
    expanded_bytes=32 * MIB, member_bytes=32 * MIB, line_bytes=1 * MIB, rows=20_000, tables=50
)


def _read(data: bytes) -> None:
    with contextlib.suppress(LeakverifyError):
        sample = open_sample([NamedFile("sample", io.BytesIO(data))], ReadSettings(), LIMITS)
        rows = sum(len(batch.frame) for batch in sample.batches())
        if rows != sum(file.rows_read for file in sample.finished_files()):
            raise AssertionError("rows are not counted as they are read")


def _after(start: bytes) -> Callable[[bytes], None]:
    """A target whose bytes follow a beginning that leads to one reader."""
    return lambda data: _read(start + data)


ENTRY = b"abc%d@site.test:secret\n"
TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": _after(b"<html><table><tr><td>"),
    "xml": _after(b"<?xml version='1.0'?><r><u a='1'>"),
    "xml_prolog": _after(b"<!DOCTYPE "),
    "xml_sheet": _after(b"<Workbook><Worksheet ss:Name='a'><Table><Row><Cell>"),
    "fods": _after(
        b"<office:document><office:body><table:table><table:table-row><table:table-cell>"
    ),
    "vcard": _after(b"BEGIN:VCARD\nN:a;b\n"),
    "ldif": _after(b"dn: a=b\ncn: c\n"),
    "drawn": _after(b"+--+--+\n|a |b |\n+--+--+\n"),
    "ruled": _after(b"a  b\n-- --\n"),
    "psql": _after(b" a | b\n---+---\n"),
    "fixed": _after(b"ab    cd\n" * 8),
    "expanded": _after(b"-[ RECORD 1 ]---\na | 1\n"),
    "combo": _after(b"".join(ENTRY % i for i in range(60))),
    "credentials": _read,
    "stealer": _after(b"URL: x\nUsername: y\nPassword: z\n"),
}
