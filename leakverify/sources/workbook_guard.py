"""Looks at every part of a spreadsheet before its reader does: no entity, no far cell, no giant text (SAFETY 4.5).

A reader that allocates a dense grid, or trusts a count, dies on two kilobytes; this one only counts bytes.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

import numpy as np

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.content import Expansion

_BLOCK: Final = 1 << 20
_OVERLAP: Final = 64
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNIQUE_COUNT: Final = re.compile(rb"uniqueCount\s*=\s*[\"'](\d{1,20})[\"']")
_FAR_CELL: Final = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{2,8})(\d{1,20})[\"']")
_ROW: Final = re.compile(rb"<(?:\w{1,20}:)?row\b[^>]{0,200}?\br\s*=\s*[\"'](\d{1,20})[\"']")
_MAX_ROWS: Final = 1_048_576
_GRID_CELL_BYTES: Final = 32
_NARROW: Final = 26
_LEAST_BYTES_OF_A_STRING: Final = 4


class _Part:
    """What one part's bytes amount to."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._since_tag = 0
        self._tail = b""
        self.size = 0
        self.columns = _NARROW
        self.rows = 0
        self.unique = 0

    def look(self, block: bytes) -> None:
        """Take in the next block."""
        self.size += len(block)
        seen = self._tail + block
        if (
            _DOCTYPE.search(seen) or b"\x00" in block
        ):  # UTF-16 would hide a DOCTYPE; nobody writes it here
            raise UnreadableInput("XLSX_DOCTYPE")
        self._measure_texts(block)
        for letters, digits in set(_FAR_CELL.findall(seen)) if _FAR_CELL.search(seen) else ():
            self.columns = max(self.columns, _column_number(letters))
            self.rows = max(self.rows, int(digits))
        rows = _ROW.findall(seen)
        if rows:
            self.rows = max(self.rows, *map(int, rows))
        found = _UNIQUE_COUNT.search(seen)
        if found:
            self.unique = max(self.unique, int(found.group(1)))
        self._tail = seen[-_OVERLAP * 4 :]

    def _measure_texts(self, block: bytes) -> None:
        tags = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("<"))
        if not len(tags):
            self._since_tag += len(block)
            longest = self._since_tag
        else:
            inner = int(np.diff(tags).max()) if len(tags) > 1 else 0
            longest = max(self._since_tag + int(tags[0]), inner)
            self._since_tag = len(block) - int(tags[-1])
        if longest > self._limits.cell_bytes:
            raise UnreadableInput("PARSER_LIMIT", limit=self._limits.cell_bytes)

    def judge(self) -> None:
        """Refuse what a reader would allocate and no person filled in."""
        limits = self._limits
        if self.columns > max(limits.columns, _NARROW):
            raise UnreadableInput("TOO_MANY_COLUMNS", columns=self.columns, limit=limits.columns)
        grid = self.rows * self.columns * _GRID_CELL_BYTES
        if self.rows > _MAX_ROWS or grid > limits.memory_bytes:
            raise UnreadableInput("PARSER_LIMIT", limit=limits.memory_bytes)
        if self.unique * _LEAST_BYTES_OF_A_STRING > max(self.size, 1 << 12):
            raise UnreadableInput("PARSER_LIMIT", limit=self.size)


def guard_workbook(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a workbook that would hurt its reader.

    Raises:
        UnreadableInput: `XLSX_DOCTYPE`, `PARSER_LIMIT`, `TOO_MANY_COLUMNS`, `ARCHIVE_RATIO`, `ARCHIVE_TOO_BIG`
            or `ARCHIVE_BROKEN`.
    """
    strings = 0
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        part = _Part(limits)
        for block in _blocks(archive, member, limits):
            part.look(block)
        part.judge()
        strings += part.size if "sharedstrings" in member.filename.lower() else 0
    if strings > limits.shared_strings_bytes:
        raise UnreadableInput("PARSER_LIMIT", limit=limits.shared_strings_bytes)


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    expansion = Expansion(limits)
    try:
        with archive.open(member) as stream:
            while block := stream.read(_BLOCK):
                expansion.count(len(block), max(1, member.compress_size))
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableInput("ARCHIVE_BROKEN") from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
