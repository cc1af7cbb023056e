"""The members of a tar, walked from header to header and streamed; nothing is kept but names, sizes and places.

Only regular files are members. Links, devices, pipes and sparse files are counted and never followed; names are shown
and never used as paths.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final

from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives import tar_header
from leakverify.sources.archives.archive import Entries, Listing, Member
from leakverify.sources.archives.packed import Damaged, PackedContent
from leakverify.sources.archives.tar_header import Header, Overrides, read_header, read_pax
from leakverify.sources.content import Expansion, FileContent, blocks_from, in_memory
from leakverify.sources.inputs import ContentInput
from leakverify.sources.survey import BLOCK

_END: Final = bytes(tar_header.BLOCK)
_SEEK_ABOVE: Final = 2 * BLOCK
_HEADERS_PER_MEMBER: Final = 4
_NO_OVERRIDES: Final = Overrides()


@dataclass(frozen=True, slots=True)
class _Found:
    """A member: `name` is None where it is no regular file."""

    name: bytes | None
    size: int
    at: int


class _Cursor:
    """A place in the tar that moves forward only."""

    def __init__(self, given: ContentInput) -> None:
        self._given = given
        self.at = 0
        self._blocks = blocks_from(given.content, 0)
        self._held = b""
        self._used = 0

    def take(self, length: int) -> Iterator[bytes]:
        """The next bytes, block by block; fewer at the end of the file."""
        while length > 0:
            if self._used == len(self._held):
                self._held, self._used = next(self._blocks, b""), 0
                self._given.watch.at(self._given.content.position())
                if not self._held:
                    return
            block = self._held[self._used : self._used + length]
            self._used += len(block)
            self.at += len(block)
            length -= len(block)
            yield block

    def read(self, length: int) -> bytes:
        """A few bytes."""
        return b"".join(self.take(length))

    def skip(self, length: int) -> None:
        """Leave bytes out, by seeking in a file.

        Raises:
            Damaged: there are not so many.
        """
        wanted = self.at + length
        if length > _SEEK_ABOVE and isinstance(self._given.content, FileContent):
            self.at = wanted - 1
            self._held, self._used = b"", 0
            self._blocks = blocks_from(self._given.content, self.at)
        for _ in self.take(wanted - self.at):
            pass
        if self.at < wanted:
            raise Damaged


class TarMember:
    """One member of a tar."""

    def __init__(self, given: ContentInput, at: int, size: int) -> None:
        self._given = given
        self._at = at
        self._size = size
        self.broken = False

    def blocks(self) -> Iterator[bytes]:
        """Walk the member; an end before its end sets `broken`."""
        self.broken = False
        expansion = Expansion(self._given.limits)
        cursor = _Cursor(self._given)
        left = self._size
        try:
            cursor.skip(self._at)
        except Damaged:
            self.broken = True
            return
        for block in cursor.take(left):
            left -= len(block)
            expansion.count(len(block), len(block))
            yield block
        self.broken = left > 0

    def seekable(self) -> BinaryIO:
        """The member in memory."""
        return in_memory(self.blocks())

    def position(self) -> int:
        """How far the outermost file has been read."""
        return self._given.content.position()


def tar_members(given: ContentInput) -> Listing:
    """The regular files of a tar, found in one walk.

    Raises:
        UnreadableInput: `ARCHIVE_MEMBERS`, `ARCHIVE_BROKEN` where not even one header can be read, and what the
            compression around it says.
    """
    if isinstance(given.content, PackedContent):
        given.content.most = given.limits.expanded_bytes
    entries = Entries()
    broken = False
    try:
        for found in _walk(_Cursor(given), given.limits.members):
            if found.name is None:
                entries.skip_special()
            else:
                opened = partial(TarMember, given, found.at, found.size)
                name = found.name.decode("utf-8", "surrogateescape")
                entries.add(name, found.size, opened)
    except Damaged as error:
        broken = True
        if not entries.members:
            raise UnreadableInput("ARCHIVE_BROKEN") from error
    members = tuple(entries.members)
    return Listing(members, partial(_in_one_pass, given, members), entries.traps, broken)


def _in_one_pass(
    given: ContentInput, members: tuple[Member, ...]
) -> Iterator[tuple[Member, Iterator[bytes]]]:
    cursor = _Cursor(given)
    waiting = iter(members)
    try:
        for found in _walk(cursor, given.limits.members):
            if found.name is not None:
                yield next(waiting), cursor.take(found.size)
    except Damaged:
        return  # told already by the listing


def _walk(cursor: _Cursor, most: int) -> Iterator[_Found]:
    """Every member's place in order. What was not taken of one is left out before the next.

    Raises:
        Damaged: where the headers end without an end.
        UnreadableInput: `ARCHIVE_MEMBERS`.
    """
    overrides, empty, members, headers = _NO_OVERRIDES, 0, 0, 0
    while empty < 2 and (block := cursor.read(tar_header.BLOCK)):  # noqa: PLR2004  (two empty blocks end a tar)
        if block == _END:
            empty += 1
            continue
        empty, headers = 0, headers + 1
        header = read_header(block)
        if members > most or headers > _HEADERS_PER_MEMBER * most:
            raise UnreadableInput("ARCHIVE_MEMBERS", limit=most)
        if header.kind in _ABOUT_THE_NEXT:
            overrides = _about_next(header, cursor, overrides)
            continue
        end, found = _member(header, cursor, overrides)
        overrides = _NO_OVERRIDES
        if found is not None:
            members += 1
            yield found
        cursor.skip(end - cursor.at)


_ABOUT_THE_NEXT: Final = tar_header.PAX | {
    tar_header.LONG_NAME,
    tar_header.LONG_LINK,
    tar_header.PAX_GLOBAL,
}


def _about_next(header: Header, cursor: _Cursor, overrides: Overrides) -> Overrides:
    """A header that tells of the member behind it."""
    if header.size > tar_header.MOST_METADATA:
        raise Damaged
    text = cursor.read(header.padded)[: header.size]
    if header.kind == tar_header.LONG_NAME:
        return Overrides(text.split(b"\x00", 1)[0], overrides.size, overrides.sparse)
    if header.kind in tar_header.PAX:
        pax = read_pax(text)
        return Overrides(pax.name or overrides.name, pax.size, pax.sparse)
    return overrides


def _member(header: Header, cursor: _Cursor, overrides: Overrides) -> tuple[int, _Found | None]:
    """Where the next header stands, and the member; a folder or a label is none."""
    more = header.more_sparse
    while more:
        block = cursor.read(tar_header.BLOCK)
        if len(block) < tar_header.BLOCK:
            raise Damaged
        more = block[504] != 0
    size = header.size
    if overrides.size is not None and header.kind not in tar_header.NO_DATA:
        size = overrides.size
    end = cursor.at + -(-size // tar_header.BLOCK) * tar_header.BLOCK
    name = header.name if overrides.name is None else overrides.name
    old_folder = header.kind == tar_header.OLD_REGULAR and name.endswith(b"/")
    if old_folder or header.kind in {tar_header.FOLDER, tar_header.LABEL}:
        return end, None
    regular = header.kind in tar_header.REGULAR and not overrides.sparse
    return end, _Found(name if regular else None, size, cursor.at)
