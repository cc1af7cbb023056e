"""Looks at every part of a spreadsheet before its reader does: no entity, no far cell, no giant text (SAFETY 4.5).

A reader that lays out a whole grid, or trusts a count, dies on two kilobytes; this one only counts bytes, in one
walk over all parts, and finds on its way what would act or call home.
"""

import itertools
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.sources.archives.zip_guard import MEMBER_ERRORS
from leakverify.sources.content import Expansion
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.workbook_binary import BinaryScan, judge_binaries
from leakverify.sources.workbooks.workbook_budget import judge_sheet, judge_text
from leakverify.sources.workbooks.workbook_bytes import holds
from leakverify.sources.workbooks.workbook_facts import FormulaTexts, SheetFacts, WorkbookFacts
from leakverify.sources.workbooks.workbook_odd_sheet import OddSheet
from leakverify.sources.workbooks.workbook_ods import OdsScan
from leakverify.sources.workbooks.workbook_parts import Parts, PartScan
from leakverify.sources.workbooks.workbook_sheet import OddSheetError, SheetScan
from leakverify.sources.workbooks.workbook_zip import check_workbook_zip

_BLOCK: Final = 1 << 20
_OVERLAP: Final = 64
_XML: Final = (".xml", ".rels", ".vml")
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNIQUE_COUNT: Final = re.compile(rb"uniqueCount\s*=\s*[\"']\s*\+?(\d{1,20})[\"']")
_LEAST_BYTES_OF_A_STRING: Final = 4
_WIDE_XML: Final = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00", b"\x00<", b"L\x6f\xa7\x94")
_CELL: Final = re.compile(
    rb"<(?:[\w.-]{1,40}:)?(?:c|row|si|table-cell|covered-table-cell|table-row)[\s/>]"
)
_ROOT_PREFIX: Final = re.compile(rb"<([\w.-]{1,20}):worksheet\b")
_STRINGS_ROOT: Final = re.compile(rb"<(?:[\w.-]{1,20}:)?sst\b")
_STRING: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?si[\s/>]")
_REFERENCE: Final = re.compile(rb't="s"[^<>]*>\s*<(?:[\w.-]{1,40}:)?v>\s*(\d{1,9})\s*<')
_NO_REFERENCE: Final = re.compile(
    rb'<(?:[\w.-]{1,40}:)?c(?: r="\w{1,12}")?(?: s="\d{1,9}")?(?: t="(?:b|n|e|d|str|inlineStr)")?/?>'
)
_CELLS_TEXT: Final = 64
_LARGEST_SIDE_PART: Final = 16 << 20
_Lengths = npt.NDArray[np.int64]


class _Text:
    """An XML part's bytes as pieces that end before a cell or, failing that, before a tag."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = b""
        self._tail = b""
        self._since_cell = 0
        self._since_tag = 0

    def piece(self, block: bytes) -> bytes:
        """Check a block and return what of all bytes is whole by now."""
        seen = self._tail + block
        if (holds(seen, b"<!") and _DOCTYPE.search(seen)) or b"\x00" in block:
            # UTF-16 would hide a DOCTYPE; nobody writes it here
            raise UnreadableInput("XLSX_DOCTYPE")
        self._tail = seen[-_OVERLAP:]
        self._measure(block)
        whole = self._left + block
        at = _last_cell(whole)
        if at > 0:
            self._since_cell = 0
        else:
            self._since_cell += len(block)
            at = max(whole.rfind(b"<"), 0)
        if self._since_cell > _CELLS_TEXT * self._limits.cell_bytes:
            raise UnreadableInput("PARSER_LIMIT", limit=self._limits.cell_bytes)
        self._left = whole[at:]
        return whole[:at]

    def rest(self) -> bytes:
        """What was waiting for its end."""
        left, self._left = self._left, b""
        return left

    def _measure(self, block: bytes) -> None:
        limit = self._limits.cell_bytes
        first, last = block.find(b"<"), block.rfind(b"<")
        longest = self._since_tag + (len(block) if first < 0 else first)
        if last > first and len(block) > limit:
            tags = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("<"))
            longest = max(longest, int(np.diff(tags).max()))
        self._since_tag = longest if first < 0 else len(block) - last
        if longest > limit:
            raise UnreadableInput("PARSER_LIMIT", limit=limit)


class _Nothing:
    """Looks at parts that only have to be measured."""

    def look(self, piece: bytes) -> None:
        """Take in the next bytes."""


def _last_cell(data: bytes) -> int:
    """Where the last cell begins, searched from the end in growing windows."""
    window = 1 << 12
    while True:
        start = max(0, len(data) - window)
        at = -1
        for found in _CELL.finditer(data, start):
            at = found.start()
        if at >= 0 or not start:
            return at
        window *= 16


class Guard:
    """One walk over a ZIP's parts."""

    def __init__(self, archive: zipfile.ZipFile, kind: str, limits: Limits, watch: Watch) -> None:
        self._archive = archive
        self._kind = kind
        self._limits = limits
        self._watch = watch
        self._texts = FormulaTexts()
        self._parts = Parts()
        self._sheets: dict[str, SheetFacts] = {}
        self._lengths: list[_Lengths] = []
        self._strings_bytes = 0
        self._binaries: dict[str, BinaryScan] = {}
        self.facts = WorkbookFacts(traps=self._parts.traps, properties=self._parts.properties)

    def walk(self) -> None:
        """Look at all parts, then judge what a reader would make of them."""
        for member in self._archive.infolist():
            if not member.is_dir() and member.file_size:
                self._parts.named(member.filename)
                self._look(member)
        if self._strings_bytes > self._limits.shared_strings_bytes:
            raise UnreadableInput("PARSER_LIMIT", limit=self._limits.shared_strings_bytes)
        lengths = np.concatenate(self._lengths) if self._lengths else np.zeros(0, dtype=np.int64)
        for path, facts in self._sheets.items():
            self._judge(path, facts, lengths)
        judge_binaries(self._binaries, self._limits)
        self._sheets |= {p: b.facts for p, b in self._binaries.items() if b.is_sheet}
        self._parts.name_sheets(self._sheets, self.facts.sheets)

    def _look(self, member: zipfile.ZipInfo) -> None:
        blocks = self._blocks(member)
        first = next(blocks, b"")
        name = member.filename.lower()
        if first.startswith(_WIDE_XML):
            raise UnreadableInput("XLSX_DOCTYPE")
        if name.endswith(_XML) or first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            self._look_at_text(member, first, blocks)
        elif self._kind == "xlsb" and name.endswith(".bin"):
            binary = BinaryScan(self._limits, self._parts, self._texts)
            binary.look(first)
            for block in blocks:
                binary.look(block)
            self._binaries[member.filename] = binary
        else:
            for _ in blocks:
                pass

    def _look_at_text(self, member: zipfile.ZipInfo, first: bytes, rest: Iterator[bytes]) -> None:
        name = member.filename
        strings = "sharedstrings" in name.lower() or bool(_STRINGS_ROOT.search(first[:4096]))
        scan = self._scan(member, is_strings=strings)
        is_sheet = self._kind != "ods"
        prefix = _prefix(first) if is_sheet else b""
        for piece in _pieces(_Text(self._limits), first, rest):
            if b"uniqueCount" in piece:
                self._check_count(piece, member)
            if strings:
                self._measure_strings(piece)
            if is_sheet and not isinstance(scan, SheetScan) and b"sheetData" in piece:
                scan = SheetScan(self._texts)
            if not isinstance(scan, SheetScan):
                scan.look(piece)
                continue
            try:
                scan.look(_without(piece, prefix))
            except OddSheetError:
                self._sheets[name] = self._by_expat(member)
                scan, is_sheet = _Nothing(), False
        if isinstance(scan, SheetScan):
            self._sheets[name] = scan.facts
        elif isinstance(scan, OdsScan):
            scan.finish()
            self.facts.sheets.update(scan.sheets)

    def _scan(
        self, member: zipfile.ZipInfo, *, is_strings: bool
    ) -> "SheetScan | OdsScan | PartScan | _Nothing":
        """What looks at a part until it turns out to be a sheet."""
        if self._kind == "ods" and member.filename == "content.xml":
            return OdsScan(self._limits, self._texts, self._parts)
        if is_strings or member.file_size > _LARGEST_SIDE_PART:
            return _Nothing()
        return PartScan(member.filename, self._parts)

    def _by_expat(self, member: zipfile.ZipInfo) -> SheetFacts:
        odd = OddSheet(self._texts)
        for block in self._blocks(member):
            odd.look(block)
        return odd.facts

    def _check_count(self, piece: bytes, member: zipfile.ZipInfo) -> None:
        size = max(member.file_size, 1 << 12)
        for found in _UNIQUE_COUNT.findall(piece):
            if int(found) * _LEAST_BYTES_OF_A_STRING > size:
                raise UnreadableInput("PARSER_LIMIT", limit=size)

    def _measure_strings(self, piece: bytes) -> None:
        """Take in how long each shared string is at most; pieces end before one begins."""
        self._strings_bytes += len(piece)
        if b":si" in piece:
            starts = [found.start() for found in _STRING.finditer(piece)]
            lengths = [b - a for a, b in itertools.pairwise([0, *starts, len(piece)])]
        else:
            lengths = list(map(len, piece.split(b"<si>")))
        if self._lengths:
            self._lengths[-1][-1] += lengths[0]
        if len(lengths) > 1:
            self._lengths.append(np.array(lengths[1:], dtype=np.int64))

    def _judge(self, path: str, facts: SheetFacts, lengths: _Lengths) -> None:
        limits = self._limits
        base = self._strings_bytes + 40 * len(lengths)
        longest = int(lengths.max()) if len(lengths) else 0
        judge_sheet(facts, limits, base)
        if not judge_text(facts.shared * longest + facts.text_bytes, facts, limits, base):
            self._judge_exactly(path, facts, lengths, base)

    def _judge_exactly(self, path: str, facts: SheetFacts, lengths: _Lengths, base: int) -> None:
        """Add up the strings that a sheet names, where the longest of them does not settle it."""
        text = _Text(self._limits)
        total, known = facts.text_bytes, 0
        blocks = self._blocks(self._archive.getinfo(path))
        for piece in _pieces(text, next(blocks, b""), blocks):
            found = np.array(_REFERENCE.findall(piece), dtype="S9")
            if len(found):
                numbers = found.astype(np.int64)
                known += len(numbers)
                total += int(lengths[numbers[numbers < len(lengths)]].sum())
            known += sum(1 for _ in _NO_REFERENCE.finditer(piece))
        total += max(0, facts.shared - known) * int(lengths.max())
        if not judge_text(total, facts, self._limits, base):
            raise UnreadableInput("PARSER_LIMIT", limit=self._limits.workbook_bytes)

    def _blocks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        expansion = Expansion(self._limits)
        try:
            with self._archive.open(member) as stream:
                while block := stream.read(_BLOCK):
                    self._watch.at(0)
                    expansion.count(len(block), max(1, member.compress_size))
                    yield block
        except MEMBER_ERRORS as error:
            raise UnreadableInput("ARCHIVE_BROKEN") from error


def guard_workbook(
    handle: BinaryIO, archive: zipfile.ZipFile, kind: str, limits: Limits, watch: Watch
) -> WorkbookFacts:
    """Refuse a workbook that would hurt its reader; tell what is in it otherwise.

    Raises:
        UnreadableInput: `XLSX_DOCTYPE`, `PARSER_LIMIT`, `WORKBOOK_TOO_BIG`, `TOO_MANY_COLUMNS`, `WORKBOOK_BROKEN`,
            `ARCHIVE_RATIO`, `ARCHIVE_TOO_BIG` or `ARCHIVE_BROKEN`.
        Cancelled: heard at each block.
    """
    check_workbook_zip(handle, archive)
    guard = Guard(archive, kind, limits, watch)
    guard.walk()
    return guard.facts


def _pieces(text: _Text, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield text.piece(first)
    for block in rest:
        yield text.piece(block)
    yield text.rest()


def _prefix(first: bytes) -> bytes:
    found = _ROOT_PREFIX.search(first[:4096])
    return found.group(1) + b":" if found else b""


def _without(piece: bytes, prefix: bytes) -> bytes:
    """A piece whose tags have no prefix any more; readers go by the local name too."""
    if not prefix:
        return piece
    return piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
