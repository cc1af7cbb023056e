"""A binary part of XLSB looked over record by record before its reader believes it.

Own code: no library checks before it allocates, and a walk over lengths is all that is needed ([MS-XLSB] 2.1.4).
"""

import struct
from array import array
from typing import Final

import numpy as np

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import Trap
from leakverify.sources.workbooks.workbook_budget import ERRORS, MAX_ROWS, judge_sheet, judge_text
from leakverify.sources.workbooks.workbook_facts import FormulaTexts, SheetFacts
from leakverify.sources.workbooks.workbook_parts import Parts

_ROW, _SST, _STRING_ITEM = 0x00, 0x9F, 0x13
_CELLS: Final = range(0x01, 0x0C)
_BLANK: Final = 0x01
_SHARED: Final = 0x07
_TEXTS: Final = {0x06, 0x08}
_ERRORS: Final = {0x03, 0x0B}
_FORMULAS: Final = range(0x08, 0x0C)
_SHEET_DATA: Final = 0x91
_COLUMN_INFO: Final = 0x3C
_BUNDLE_SHEET: Final = 0x9C
_EXTERNAL_BOOK: Final = 0x168
_HIDDEN_ROW: Final = 0x10
_FAR: Final = 1 << 40
_COLUMNS: Final = 16_384
_MOST_REFERENCES: Final = 1 << 24
_FOUR: Final = struct.Struct("<I")


class BinaryScan:
    """One `.bin` part. `lengths` are the bytes of shared strings at most, `references` the strings that cells name."""

    def __init__(self, limits: Limits, parts: Parts, texts: FormulaTexts) -> None:
        self._limits = limits
        self._parts = parts
        self._texts = texts
        self._left = b""
        self._row = 0
        self.facts = SheetFacts()
        self.is_sheet = False
        self.is_broken = False
        self.lengths = array("I")
        self.references = array("I")

    def look(self, block: bytes) -> None:
        """Take in the next bytes; a length that no record has ends the walk.

        Raises:
            UnreadableInput: `PARSER_LIMIT`.
        """
        if self.is_broken:
            return
        data = self._left + block
        at = 0
        while True:
            start = at
            head = _head(data, at)
            if head is None:
                break
            kind, size, at = head
            if size > 4 * self._limits.cell_bytes:
                self.is_broken = True
                return
            if at + size > len(data):
                at = start
                break
            self._record(kind, data, at, size)
            at += size
        self._left = data[start:]

    def _record(self, kind: int, data: bytes, at: int, size: int) -> None:
        if kind in _CELLS and size >= 8:  # noqa: PLR2004  (column and style)
            self._cell(kind, data, at, size)
        elif kind == _ROW and size >= 12:  # noqa: PLR2004  (up to its flags)
            self._row = min(_FOUR.unpack_from(data, at)[0], _FAR)
            self.facts.rows += 1
            if self.is_sheet and data[at + 11] & _HIDDEN_ROW:
                self.facts.note_hidden_row(self._row + 1)
        elif kind == _SHEET_DATA:
            self.is_sheet = True
        elif kind == _STRING_ITEM:
            self.lengths.append(size * 2)
        else:
            self._other(kind, data[at : at + size])

    def _cell(self, kind: int, data: bytes, at: int, size: int) -> None:
        facts = self.facts
        facts.take(self._row + 1, _FOUR.unpack_from(data, at)[0] + 1)
        facts.cells += 1
        facts.values += kind != _BLANK
        facts.text_bytes += size * 2 if kind in _TEXTS else 0
        if kind == _SHARED and size >= 12:  # noqa: PLR2004
            self._refer(_FOUR.unpack_from(data, at + 8)[0])
        elif kind in _ERRORS and size >= 9:  # noqa: PLR2004
            column = _FOUR.unpack_from(data, at)[0]
            self._texts.keep(facts.instead, (self._row, column), ERRORS.get(data[at + 8], "#"))
        if kind in _FORMULAS:
            facts.note_formula(self._row + 1, calling=False, dde=False)

    def _other(self, kind: int, record: bytes) -> None:
        if kind == _COLUMN_INFO and len(record) >= 18 and record[16] & 1:  # noqa: PLR2004
            first, last = struct.unpack_from("<2I", record)
            self.facts.hidden_columns += max(0, min(last, _COLUMNS - 1) - first + 1)
        elif kind == _SST and len(record) >= 8:  # noqa: PLR2004  (two counts)
            self._count(_FOUR.unpack_from(record, 4)[0])
        elif kind == _BUNDLE_SHEET and len(record) >= 12:  # noqa: PLR2004
            self._bundle(record)
        elif kind == _EXTERNAL_BOOK and len(record) > 2:  # noqa: PLR2004
            self._parts.traps.note(Trap.DDE if record[0] == 1 else Trap.EXTERNAL_LINK)

    def _refer(self, string: int) -> None:
        if len(self.references) > _MOST_REFERENCES:
            raise UnreadableInput("WORKBOOK_TOO_BIG", cells=len(self.references))
        self.references.append(string)

    def _count(self, strings: int) -> None:
        if strings > MAX_ROWS * 64:
            raise UnreadableInput("PARSER_LIMIT", limit=MAX_ROWS * 64)

    def _bundle(self, record: bytes) -> None:
        """A sheet of the workbook's list: state, id, relation, name."""
        state = _FOUR.unpack_from(record)[0]
        relation, after = _wide(record, 8)
        name, _ = _wide(record, after)
        found = {"name": name, "r:id": relation, "state": "hidden" if state in {1, 2} else ""}
        self._parts.sheet(found)


def _wide(record: bytes, at: int) -> tuple[str, int]:
    """A counted text of two-byte characters, and where it ends."""
    if at + 4 > len(record):
        return "", at
    count = _FOUR.unpack_from(record, at)[0]
    end = min(at + 4 + 2 * count, len(record))
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


def _head(data: bytes, at: int) -> tuple[int, int, int] | None:
    """A record's kind, size and where its content begins; None where the bytes end before."""
    if at >= len(data):
        return None
    kind = data[at]
    at += 1
    if kind & 0x80:
        if at >= len(data):
            return None
        kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
        at += 1
    size = 0
    for shift in (0, 7, 14, 21):
        if at >= len(data):
            return None
        byte = data[at]
        at += 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return kind, size, at


def judge_binaries(scans: dict[str, BinaryScan], limits: Limits) -> None:
    """Refuse sheets that a reader would lay out and no person filled in, each with the strings that it names.

    Raises:
        UnreadableInput: `TOO_MANY_COLUMNS`, `PARSER_LIMIT` or `WORKBOOK_TOO_BIG`.
    """
    lengths = max((np.array(scan.lengths) for scan in scans.values()), key=len, default=np.zeros(0))
    base = int(lengths.sum())
    for path, scan in scans.items():
        if not scan.is_sheet and "worksheets/" not in path:
            continue
        if scan.is_broken:
            raise UnreadableInput("PARSER_LIMIT", limit=4 * limits.cell_bytes)
        judge_sheet(scan.facts, limits, base)
        named = np.array(scan.references)
        total = scan.facts.text_bytes + int(lengths[named[named < len(lengths)]].sum())
        if not judge_text(total, scan.facts, limits, base):
            raise UnreadableInput("PARSER_LIMIT", limit=limits.workbook_bytes)
