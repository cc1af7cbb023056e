"""The members of a 7z, unpacked by pulling; a solid folder is walked member after member.

Names are shown and never used as paths. A wrong password shows itself by noise: where a decoder or a check sum trips
over the first mebibyte of a locked folder, that is said rather than that the archive is damaged.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final

from leakverify.limits import MIB
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.archive import Entries, Listing, Member
from leakverify.sources.archives.packed import Damaged, Intake, measured
from leakverify.sources.archives.seven_zip_coders import decoded, is_locked, is_unpacked
from leakverify.sources.archives.seven_zip_header import (
    ENCODED,
    MOST_HEADER,
    Contents,
    read_contents,
    read_encoded,
)
from leakverify.sources.archives.seven_zip_key import Keys
from leakverify.sources.archives.seven_zip_streams import Folder
from leakverify.sources.content import Expansion, in_memory, stretch
from leakverify.sources.inputs import ContentInput

_START: Final = struct.Struct("<6sBBIQQI")
_MOST_WRAPPED: Final = 4
_SURE: Final = 1 * MIB
"""Noise that a decoder takes for its own goes on for some bytes, never for so many."""


class SevenZip:
    """An open 7z: its file, password and limits."""

    def __init__(self, given: ContentInput) -> None:
        self.given = given
        self.limits = given.limits
        self._handle: BinaryIO = given.content.seekable()
        self._keys = Keys(given.settings.password, given.limits)
        self._size = self._handle.seek(0, io.SEEK_END)
        self._proven: set[int] = set()
        self._is_right = False

    def contents(self) -> Contents:
        """The table of contents, unpacked and unlocked where need be.

        Raises:
            UnreadableInput: `ARCHIVE_CUT`, `ARCHIVE_BROKEN`, `ARCHIVE_MEMBERS`, `PASSWORD_…` and what a decoder says.
        """
        locked = False
        try:
            header = self._packed_header()
            for _ in range(_MOST_WRAPPED):
                if header[:1] != bytes([ENCODED]):
                    break
                folder = read_encoded(header, self.limits)
                locked = locked or is_locked(folder)
                header = b"".join(self._plain(folder))
                _compare(folder.check, zlib.crc32(header))
                self._is_right = self._is_right or is_locked(folder)
            return read_contents(header, self.limits) if header else Contents()
        except (Damaged, struct.error) as error:
            raise UnreadableInput("PASSWORD_WRONG" if locked else "ARCHIVE_BROKEN") from error

    def _packed_header(self) -> bytes:
        self._handle.seek(0)
        start = self._handle.read(_START.size)
        if len(start) < _START.size:
            raise UnreadableInput("ARCHIVE_CUT")
        *_, start_check, at, size, check = _START.unpack(start)
        if zlib.crc32(start[12:]) != start_check or size > MOST_HEADER:
            raise Damaged
        if _START.size + at + size > self._size:
            raise UnreadableInput("ARCHIVE_CUT")
        data = b"".join(stretch(self._handle, _START.size + at, size))
        _compare(check, zlib.crc32(data))
        return data

    def folder(self, folder: Folder) -> Iterator[bytes]:
        """What a folder holds, every byte measured; the password is proven before the first one.

        Raises:
            Damaged: after the last byte that could be had.
            UnreadableInput: `PASSWORD_WRONG`, or what a decoder says.
        """
        locked = is_locked(folder)
        small = sum(size for size, _ in folder.parts) < _SURE
        if locked and (small or is_unpacked(folder)) and id(folder) not in self._proven:
            self._prove(folder)
        given = 0
        try:
            for block in self._plain(folder):
                given += len(block)
                yield block
        except Damaged as error:
            if locked and given < _SURE and not self._is_right:
                raise UnreadableInput("PASSWORD_WRONG") from error
            raise

    def _plain(self, folder: Folder) -> Iterator[bytes]:
        place = _START.size + folder.packed_at
        intake = Intake(stretch(self._handle, place, folder.packed_size))
        return measured(
            decoded(folder, intake, self.limits, self._keys),
            intake,
            Expansion(self.limits, self.limits.expanded_bytes),
        )

    def _prove(self, folder: Folder) -> None:
        """Hold what no decoder looks at, and what is too short for one to stumble over, against its sums."""
        try:
            for (_, check), blocks in parted(folder, self._plain(folder)):
                found = 0
                for block in blocks:
                    self.given.watch.at(self.given.content.position())
                    found = zlib.crc32(block, found)
                _compare(check, found)
        except Damaged as error:
            raise UnreadableInput("PASSWORD_WRONG") from error
        self._proven.add(id(folder))


def _compare(check: int | None, found: int) -> None:
    if check not in {None, found}:
        raise Damaged


class _Parts:
    """Cuts the bytes of a folder into the files that it holds."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = b""
        self._used = 0

    def take(self, size: int) -> Iterator[bytes]:
        left = size
        while left:
            if self._used == len(self._held):
                self._held, self._used = next(self._blocks, b""), 0
                if not self._held:
                    raise Damaged
            block = self._held[self._used : self._used + left]
            self._used += len(block)
            left -= len(block)
            yield block


def parted(
    folder: Folder, blocks: Iterator[bytes]
) -> Iterator[tuple[tuple[int, int | None], Iterator[bytes]]]:
    """Each file's size and sum, with its bytes; what is not taken is left out before the next."""
    parts = _Parts(blocks)
    for part in folder.parts:
        taking = parts.take(part[0])
        yield part, taking
        for _ in taking:
            pass


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a member lies: the how-manieth file of which folder."""

    folder: Folder
    number: int


class SevenZipMember:
    """One member of a 7z."""

    def __init__(self, archive: SevenZip, place: _Place) -> None:
        self._archive = archive
        self._place = place
        self.broken = False

    def blocks(self) -> Iterator[bytes]:
        """Unpack the folder up to the member, then the member; a damaged end sets `broken`."""
        self.broken = False
        folder = self._place.folder
        size, check = folder.parts[self._place.number]
        before = sum(part[0] for part in folder.parts[: self._place.number])
        parts = _Parts(self._archive.folder(folder))
        watch = self._archive.given.watch
        expansion = Expansion(self._archive.limits)
        found = 0
        try:
            for _ in parts.take(before):
                watch.at(self.position())
            for block in parts.take(size):
                expansion.count(len(block), len(block))
                found = zlib.crc32(block, found)
                yield block
        except Damaged:
            self.broken = True
        else:
            self.broken = check not in {None, found}

    def seekable(self) -> BinaryIO:
        """The member in memory."""
        return in_memory(self.blocks())

    def position(self) -> int:
        """How far the outermost file has been read."""
        return self._archive.given.content.position()


def seven_zip_members(given: ContentInput) -> Listing:
    """The regular files of a 7z.

    Raises:
        UnreadableInput: what its table of contents says.
    """
    archive = SevenZip(given)
    contents = archive.contents()
    places = iter([_Place(f, n) for f in contents.folders for n in range(len(f.parts))])
    entries = Entries()
    members: dict[int, dict[int, Member]] = {}
    for file in contents.files:
        place = None if file.empty else next(places, None)
        if file.special:
            entries.skip_special()
        elif place is not None:
            size = place.folder.parts[place.number][0]
            opened = partial(SevenZipMember, archive, place)
            member = entries.add(file.name, size, opened)
            members.setdefault(id(place.folder), {})[place.number] = member
    walk = partial(_in_one_pass, archive, contents, members)
    return Listing(tuple(entries.members), walk, entries.traps)


def _in_one_pass(
    archive: SevenZip, contents: Contents, members: dict[int, dict[int, Member]]
) -> Iterator[tuple[Member, Iterator[bytes]]]:
    for folder in contents.folders:
        mine = members.get(id(folder), {})
        if not mine:
            continue
        try:
            for number, (_, blocks) in enumerate(parted(folder, archive.folder(folder))):
                if number in mine:
                    yield mine[number], blocks
        except Damaged:
            continue
