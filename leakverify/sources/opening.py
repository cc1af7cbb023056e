"""One file of any kind into its table: unwrapped, surveyed, and handed to the format's reader.

To add a format that is no text: a pattern in `signature` and a line in `_READERS`. Formats that are a ZIP or a compound
file inside (spreadsheets, documents) are told apart in `_open_zip` and `_open_compound`.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.archives.archive import (
    Listing,
    Member,
    choose_member,
    head_inside,
    holds_mails,
)
from leakverify.sources.archives.member_name import looks_like_mail
from leakverify.sources.archives.packed import STREAMS, PackedContent
from leakverify.sources.archives.seven_zip_archive import seven_zip_members
from leakverify.sources.archives.tar_archive import tar_members
from leakverify.sources.archives.zip_archive import zip_members
from leakverify.sources.archives.zip_guard import MEMBER_ERRORS, open_zip, refuse_unusual
from leakverify.sources.binary.databases import open_database
from leakverify.sources.content import Content, FileContent, first_bytes
from leakverify.sources.inputs import ContentInput
from leakverify.sources.mail.mail_table import open_messages
from leakverify.sources.signature import Container, container
from leakverify.sources.survey import HEAD, Survey, survey_blocks
from leakverify.sources.table import TableReader
from leakverify.sources.text_table import open_text
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.workbook import open_workbook
from leakverify.sources.workbooks.workbook_guard import guard_workbook
from leakverify.sources.workbooks.workbook_lock import (
    is_locked_xls,
    refuse_locked_ods,
    unlocked_package,
    unlocked_xls,
)
from leakverify.sources.workbooks.workbook_xls import guard_xls

_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_COMPOUND_SEARCH: Final = 64 << 20
_LONGEST_MIMETYPE: Final = 200
_DOCUMENT_PARTS: Final = {"word/document.xml", "ppt/presentation.xml", "visio/document.xml"}
_WORKBOOK_STREAMS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_DEEPEST: Final = 50
"""However high the user raises the limit of nesting: each level takes some of the interpreter's stack."""
_NO_TABLE_INSIDE: Final = ("UNSUPPORTED_", "NOT_A_TABLE", "EMPTY_FILE", "ARCHIVE_EMPTY")
"""Of a member that was not asked for by name: then the next one may hold the table."""
_NOT_LOOKED_INSIDE: Final = ("UNSUPPORTED_COMPRESSION", "UNSUPPORTED_ENCRYPTION")
"""It may be the table all the same; a smaller one is not read in its place."""


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
    if depth > min(limits.nesting, _DEEPEST):
        raise UnreadableInput("ARCHIVE_NESTING", limit=limits.nesting)
    head = first_bytes(content, HEAD) if survey is None else survey.head
    if content.broken and not head:
        raise UnreadableInput("ARCHIVE_BROKEN")
    broken = content.broken
    kind = container(head)
    given = ContentInput(content, head, settings, limits, watch, depth)
    if kind in STREAMS:
        inner = PackedContent(content, kind, limits)
        return open_table(inner, None, settings, limits, watch, depth=depth + 1)
    if kind is Container.TEXT:
        survey = survey or survey_blocks(given.blocks())
        broken = content.broken  # known now: the survey walked it to its end
        reader = open_text(content, survey, settings, limits, watch)
    else:
        reader = _READERS[kind](given)
    if (broken or content.broken) and reader.tally.stopped is None:
        reader.tally.stopped = Stopped.TRUNCATED
    return reader


def _open_zip(given: ContentInput) -> TableReader:
    handle = given.content.seekable()
    archive = open_zip(handle, given.limits)
    kind = _workbook_kind(_mimetype(archive), set(archive.namelist()))
    if kind:
        refuse_unusual(archive)
        if kind == "ods":
            refuse_locked_ods(archive, given.settings.password)
        facts = guard_workbook(handle, archive, kind, given.limits, given.watch)
        return open_workbook(handle, kind, given.settings, given.limits, given.watch, facts)
    return _open_archive(zip_members(handle, given), given)


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
    except MEMBER_ERRORS:
        return b""  # it is locked, or packed in another way: no document's


def _open_tar(given: ContentInput) -> TableReader:
    return _open_archive(tar_members(given), given)


def _open_seven_zip(given: ContentInput) -> TableReader:
    return _open_archive(seven_zip_members(given), given)


def _open_compound(given: ContentInput) -> TableReader:
    """An old binary workbook, told from the documents that share its container."""
    handle: BinaryIO = given.content.seekable()
    data = handle.read(_COMPOUND_SEARCH)
    handle.seek(0)
    password = given.settings.password
    if _ENCRYPTED_PACKAGE in data:
        return _open_unlocked(unlocked_package(handle, password, given.limits), given)
    if not any(stream in data for stream in _WORKBOOK_STREAMS):
        raise UnreadableInput("UNSUPPORTED_DOCUMENT")
    if is_locked_xls(handle):
        return _open_unlocked(unlocked_xls(handle, password), given)
    facts = guard_xls(handle, given.limits, given.watch)
    return open_workbook(handle, "xls", given.settings, given.limits, given.watch, facts)


def _open_unlocked(handle: BinaryIO, given: ContentInput) -> TableReader:
    content = FileContent(handle)
    depth = given.depth + 1
    return open_table(content, None, given.settings, given.limits, given.watch, depth=depth)


def _open_archive(listing: Listing, given: ContentInput) -> TableReader:
    """The table in the member that the user named, or in the first that holds one."""
    if given.settings.table is None:
        for fits, opened in _FOLDERS:
            if fits(listing):
                return opened(listing, given)
    choice = choose_member(listing, given.settings.table)
    settings = replace(given.settings, table=choice.table)
    for member in choice.members[:-1]:
        try:
            return _open_member(member, listing, given, settings)
        except UnreadableInput as error:
            if error.code in _NOT_LOOKED_INSIDE or not error.code.startswith(_NO_TABLE_INSIDE):
                raise
    return _open_member(choice.members[-1], listing, given, settings)


def _open_mails(listing: Listing, given: ContentInput) -> TableReader:
    """All mails of an archive as one table, in one pass over it."""

    def watched(blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            given.watch.at(given.content.position())
            yield block

    def messages() -> Iterator[tuple[str, Iterator[bytes]]]:
        for member, blocks in listing.walk():
            if looks_like_mail(member.raw):
                yield member.name, watched(blocks)

    reader = open_messages(messages, "eml", given.settings, given.limits)
    reader.tally.traps.add(listing.traps.met)
    return reader


def _open_member(
    member: Member, listing: Listing, given: ContentInput, settings: ReadSettings
) -> TableReader:
    content = member.open()
    reader = open_table(content, None, settings, given.limits, given.watch, depth=given.depth + 1)
    reader.head = head_inside(reader.head, member, listing)
    reader.tally.traps.add(listing.traps.met)
    if listing.broken:
        reader.tally.stopped = reader.tally.stopped or Stopped.TRUNCATED
    return reader


_READERS: Final[dict[Container, Callable[[ContentInput], TableReader]]] = {
    Container.ZIP: _open_zip,
    Container.TAR: _open_tar,
    Container.SEVEN_ZIP: _open_seven_zip,
    Container.COMPOUND: _open_compound,
    Container.SQLITE: partial(open_database, Container.SQLITE),
    Container.PARQUET: partial(open_database, Container.PARQUET),
    Container.ARROW: partial(open_database, Container.ARROW),
    Container.BSON: partial(open_database, Container.BSON),
}
"""How each format that is no text is opened."""
_FOLDERS: Final[
    tuple[tuple[Callable[[Listing], bool], Callable[[Listing, ContentInput], TableReader]], ...]
] = ((holds_mails, _open_mails),)
"""Archives that are one table as a whole, such as a folder of mails: asked in this order before one member is chosen."""
