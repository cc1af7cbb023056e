"""An old binary workbook looked over record by record before its reader believes it ([MS-XLS]).

Own code: the reader reserves what a record says and lays out every sheet at once. A walk over the lengths bounds
both, and meets on its way hidden sheets, macros, links and objects.
"""

import re
import struct
from typing import BinaryIO, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import Trap
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.compound_file import CompoundFile
from leakverify.sources.workbooks.workbook_budget import ERRORS, judge_sheet, judge_text
from leakverify.sources.workbooks.workbook_facts import FormulaTexts, SheetFacts, WorkbookFacts
from leakverify.sources.workbooks.workbook_parts import Parts
from leakverify.sources.workbooks.workbook_strings import string_lengths
from leakverify.sources.workbooks.workbook_summary import tell_summary

_HEAD: Final = struct.Struct("<2H")
_SIX: Final = struct.Struct("<3H")
_EOF, _FORMULA, _ROW, _COLUMN_INFO, _DIMENSION = 0x0A, 0x06, 0x208, 0x7D, 0x200
_SHEET, _STRINGS, _CONTINUE, _BOOK, _LINK, _NAME = 0x85, 0xFC, 0x3C, 0x1AE, 0x1B8, 0x18
_LABEL_SST, _MANY_RK, _MANY_BLANK, _STRING, _LABEL, _OBJECT = 0xFD, 0xBD, 0xBE, 0x207, 0x204, 0x5D
_ERROR_RESULT: Final = 2
_BOOL_OR_ERROR: Final = 0x205
_DATABASE: Final = {0xDC, 0x876, 0x803, 0x1AD}
_CELLS: Final = {0x203, 0x204, 0x205, 0x27E, 0xFD, 0x06, 0xBD}
_CALLING: Final = re.compile(
    rb"[\x22\x42\x62].(?:\x67\x01|\x7b\x01|\x96\x00|\x0b\x01|\x6e\x00)", re.DOTALL
)
_LIST_BYTES: Final = 40
_NEAR: Final = 0xFFFFFFFF
_MACROS: Final = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA"}
_OBJECTS: Final = re.compile(r"MBD[0-9A-F]{4,12}|ObjectPool|Ctls|\x01Ole10Native", re.IGNORECASE)
_STREAMS: Final = ("Workbook", "Book")
_WALKS: Final = 4
_Record = tuple[int, int, int]


def guard_xls(handle: BinaryIO, limits: Limits, watch: Watch) -> WorkbookFacts:
    """Refuse a workbook that would hurt its reader; tell what is in it otherwise.

    Raises:
        UnreadableInput: `WORKBOOK_BROKEN`, `PARSER_LIMIT`, `TOO_MANY_COLUMNS` or `WORKBOOK_TOO_BIG`.
        Cancelled: heard at each sheet.
    """
    file = CompoundFile(handle, limits)
    parts = Parts()
    names = [entry.name for entry in file.entries]
    if _MACROS & set(names):
        parts.traps.note(Trap.MACRO)
    parts.traps.note(Trap.EMBEDDED_OBJECT, sum(bool(_OBJECTS.fullmatch(name)) for name in names))
    streams = [e for e in file.entries if e.name in _STREAMS and e.is_stream]
    if not streams:
        raise UnreadableInput("WORKBOOK_BROKEN")
    facts = WorkbookFacts(traps=parts.traps, properties=parts.properties)
    for entry in sorted(streams, key=lambda e: _STREAMS.index(e.name))[:1]:
        _Book(file.stream(entry), parts, limits, watch).walk(facts)
    tell_summary(file, parts)
    return facts


class _Book:
    """The records of one workbook stream."""

    def __init__(self, data: bytes, parts: Parts, limits: Limits, watch: Watch) -> None:
        self._data = data
        self._parts = parts
        self._limits = limits
        self._watch = watch
        self._texts = FormulaTexts()
        self._left = _WALKS * len(data) + 4096
        self._lengths: list[int] = []
        self._sheets: list[tuple[int, str]] = []

    def walk(self, facts: WorkbookFacts) -> None:
        """The globals, then each sheet where the globals say it begins; all of them are laid out at once."""
        self._globals()
        known: dict[int, SheetFacts] = {}
        base = sum(self._lengths)
        for place, name in self._sheets:
            self._watch.at(0)
            if place not in known:
                known[place] = self._sheet(place)
            sheet = known[place]
            judge_sheet(sheet, self._limits, base)
            if not judge_text(sheet.text_bytes, sheet, self._limits, base):
                raise UnreadableInput("PARSER_LIMIT", limit=self._limits.workbook_bytes)
            base += sheet.cells * 64 + sheet.grid * 32 + sheet.text_bytes
            facts.sheets.setdefault(name, sheet)

    def _records(self, at: int) -> list[_Record]:
        """Kind, place and size of the records up to the end of a part of the stream."""
        data, found, start = self._data, [], at
        while at + 4 <= len(data):
            kind, size = _HEAD.unpack_from(data, at)
            at += 4
            if at + size > len(data):
                break
            found.append((kind, at, size))
            at += size
            if kind == _EOF:
                break
        self._left -= at - start
        if self._left < 0:
            raise UnreadableInput("PARSER_LIMIT", limit=len(data))
        return found

    def _globals(self) -> None:
        strings: list[bytes] | None = None
        for kind, at, size in self._records(0):
            data = self._data[at : at + size]
            if kind == _CONTINUE:
                if strings:
                    strings.append(data)
                continue
            if strings:
                self._lengths, strings = string_lengths(strings), None
            if kind == _STRINGS and size >= 8:  # noqa: PLR2004  (two counts)
                if struct.unpack_from("<L", data, 4)[0] * 3 > len(self._data):
                    raise UnreadableInput("PARSER_LIMIT", limit=len(self._data))
                strings = [data]
            else:
                self._global(kind, data)

    def _global(self, kind: int, data: bytes) -> None:
        if kind == _SHEET and len(data) >= 8:  # noqa: PLR2004
            self._bound(data)
        elif kind == _BOOK and len(data) > 4:  # noqa: PLR2004
            self._parts.traps.note(Trap.DDE if b"\x03" in data[4:] else Trap.EXTERNAL_LINK)
        elif kind == _NAME and (b"_xlfn.WEB" in data or _CALLING.search(data)):
            self._parts.traps.note(Trap.CALLING_FORMULA)
        elif kind in _DATABASE:
            self._parts.traps.note(Trap.DATA_CONNECTION)

    def _bound(self, data: bytes) -> None:
        """One entry of the list of sheets: where it begins, whether it is shown, what it is, its name."""
        place, state, sort = struct.unpack_from("<L2B", data)
        if state & 3:
            self._parts.traps.note(Trap.HIDDEN_SHEET)
        if sort in {1, 6}:
            self._parts.traps.note(Trap.MACRO)
        wide = len(data) > 7 and data[7] & 1  # noqa: PLR2004
        name = data[8:].decode("utf-16-le" if wide else "latin-1", "replace")
        self._sheets.append((place, name[: data[6]]))

    def _sheet(self, place: int) -> SheetFacts:
        facts = SheetFacts()
        data = self._data
        strings = self._lengths
        rows: set[int] = set()
        for kind, at, size in self._records(place):
            if kind in _CELLS and size >= 6:  # noqa: PLR2004  (row, column, format)
                row, column, _ = _SIX.unpack_from(data, at)
                rows.add(row)
                many = (size - 6) // 6 if kind == _MANY_RK else 1
                facts.take(row + 1, column + max(1, many))
                facts.cells += many
                facts.values += many
                if kind == _LABEL_SST and size >= 10:  # noqa: PLR2004
                    string = struct.unpack_from("<L", data, at + 6)[0]
                    facts.text_bytes += strings[string] if string < len(strings) else 0
                elif kind == _LABEL:
                    facts.text_bytes += 3 * size
                elif kind == _FORMULA:
                    calling = bool(_CALLING.search(data, at + 20, at + size))
                    facts.note_formula(row + 1, calling=calling, dde=False)
                    if data[at + 6] == _ERROR_RESULT and data[at + 12 : at + 14] == b"\xff\xff":
                        self._error(facts, row, column, data[at + 8])
                elif kind == _BOOL_OR_ERROR and data[at + 7 : at + 8] == b"\x01":
                    self._error(facts, row, column, data[at + 6])
            elif kind == _STRING:
                facts.text_bytes += 3 * size
            else:
                self._other(kind, at, size, facts)
        facts.rows = len(rows)
        return facts

    def _error(self, facts: SheetFacts, row: int, column: int, code: int) -> None:
        self._texts.keep(facts.instead, (row, column), ERRORS.get(code, "#"))

    def _other(self, kind: int, at: int, size: int, facts: SheetFacts) -> None:
        data = self._data
        if kind == _ROW and size >= 16 and data[at + 12] & 0x20:  # noqa: PLR2004
            facts.note_hidden_row(struct.unpack_from("<H", data, at)[0] + 1)
        elif kind == _COLUMN_INFO and size >= 10 and data[at + 8] & 1:  # noqa: PLR2004
            first, last = struct.unpack_from("<2H", data, at)
            facts.hidden_columns += max(0, min(last, 255) - first + 1)
        elif kind == _DIMENSION and size >= 10:  # noqa: PLR2004
            layout = "<2L2H" if size >= 14 else "<4H"  # noqa: PLR2004
            first, last, left, right = struct.unpack_from(layout, data, at)
            if last and right:
                cells = (last - first & _NEAR) * (right - left & _NEAR)
                if cells * _LIST_BYTES > self._limits.workbook_bytes:
                    raise UnreadableInput("PARSER_LIMIT", limit=self._limits.workbook_bytes)
        elif (
            kind == _LINK
            and b"m\x00a\x00i\x00l\x00t\x00o\x00" not in data[at : at + min(size, 400)]
        ):
            self._parts.traps.note(Trap.HYPERLINK)
        elif kind in _DATABASE:
            self._parts.traps.note(Trap.DATA_CONNECTION)
        elif (
            kind == _OBJECT
            and data[at + 4 : at + 6] == b"\x08\x00"
            and b"\x07\x00" in data[at : at + size]
        ):
            self._parts.traps.note(Trap.EMBEDDED_OBJECT)
