"""One file of any kind into its table: unwrapped, surveyed, and handed to the format's reader."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.archive import table_member
from leakverify.sources.content import Content, GzipContent
from leakverify.sources.databases import open_database
from leakverify.sources.inputs import ContentInput
from leakverify.sources.signature import Container, container
from leakverify.sources.survey import Survey, survey_blocks
from leakverify.sources.table import TableReader
from leakverify.sources.text_table import open_text
from leakverify.sources.watch import Watch
from leakverify.sources.workbook import open_workbook
from leakverify.sources.workbook_guard import guard_workbook
from leakverify.sources.workbook_xls import guard_xls
from leakverify.sources.zip_guard import open_zip

_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_COMPOUND_SEARCH: Final = 64 << 20
_LONGEST_MIMETYPE: Final = 200
_DOCUMENT_PARTS: Final = {"word/document.xml", "ppt/presentation.xml", "visio/document.xml"}
_WORKBOOK_STREAMS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


def open_table(
    content: Content,
    survey: Survey | None,
    settings: ReadSettings,
    limits: Limits,
    watch: Watch,
    *,
    depth: int = 0,
) -> TableReader:
    """The table in some content; `survey` is None where the content came out of a wrapper.

    Raises:
        UnreadableInput: what the content is instead, or the limit that forbids it.
    """
    if depth > limits.nesting:
        raise UnreadableInput("ARCHIVE_NESTING", limit=limits.nesting)
    broken = False
    if survey is None:
        survey = survey_blocks(_watched(content, watch))
        broken = content.broken  # known now: the survey walked it to its end
        if broken and not survey.size:
            raise UnreadableInput("ARCHIVE_BROKEN")
    match container(survey.head):
        case Container.TEXT:
            reader = open_text(content, survey, settings, limits, watch)
            if broken:
                reader.tally.stopped = Stopped.TRUNCATED
            return reader
        case Container.GZIP:
            inner: Content = GzipContent(content, limits)
            return open_table(inner, None, settings, limits, watch, depth=depth + 1)
        case Container.COMPOUND:
            return _open_compound(content.seekable(), settings, limits, watch)
        case Container.ZIP:
            return _open_zip(content, settings, limits, watch, depth)
        case kind:
            given = ContentInput(content, survey.head, settings, limits, watch, depth)
            return open_database(kind, given)


def _open_zip(
    content: Content, settings: ReadSettings, limits: Limits, watch: Watch, depth: int
) -> TableReader:
    handle = content.seekable()
    archive = open_zip(handle, limits)
    names = set(archive.namelist())
    kind = _workbook_kind(_mimetype(archive), names)
    if kind:
        facts = guard_workbook(handle, archive, kind, limits, watch)
        return open_workbook(handle, kind, settings, limits, watch, facts)
    member, was_named = table_member(handle, content, settings.table, limits)
    if was_named:
        settings = replace(settings, table=None)
    return open_table(member, None, settings, limits, watch, depth=depth + 1)


def _workbook_kind(mimetype: bytes, names: set[str]) -> str | None:
    """Which spreadsheet a ZIP is; a text document or slides are refused by name."""
    if mimetype.startswith(_ODS):
        return "ods"
    if any(name.startswith("xl/") for name in names) and "[Content_Types].xml" in names:
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if mimetype.startswith(b"application/vnd.oasis") or _DOCUMENT_PARTS & names:
        raise UnreadableInput("UNSUPPORTED_DOCUMENT")
    return None


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """The media type that OpenDocument files state in their first member."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(_LONGEST_MIMETYPE)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
        return b""


def _open_compound(
    handle: BinaryIO, settings: ReadSettings, limits: Limits, watch: Watch
) -> TableReader:
    """An old binary workbook, told from the documents that share its container."""
    data = handle.read(_COMPOUND_SEARCH)
    handle.seek(0)
    if _ENCRYPTED_PACKAGE in data:
        raise UnreadableInput("PASSWORD_NEEDED")
    if not any(stream in data for stream in _WORKBOOK_STREAMS):
        raise UnreadableInput("UNSUPPORTED_DOCUMENT")
    return open_workbook(handle, "xls", settings, limits, watch, guard_xls(handle, limits, watch))


def _watched(content: Content, watch: Watch) -> Iterator[bytes]:
    for block in content.blocks():
        watch.at(content.position())
        yield block
