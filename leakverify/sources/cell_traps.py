"""Cells that would call home, act or hide once they leave the table: found in every format alike, with their rows.

A column without any character that every trap has holds none, and most columns are such; one pass of RE2 over the bytes
of the others tells that there is none, which is the rule; only where there may be one are the cells looked at.
"""

import re
import struct
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.model.tripwire import Trap
from leakverify.reference import canaries
from leakverify.sources.table import MAX_ROWS_NAMED, Traps

_HOSTS: Final = "(?:" + "|".join(re.escape(domain) for domain in canaries.DOMAINS) + ")"
_FUNCTIONS: Final = r"(?:webservice|import(?:xml|data|html|feed|range)|image|hyperlink|rtd|filterxml|call|register\.id)\s*\("
_PROGRAMS: Final = r"(?:cmd|powershell|rundll32|mshta|msexcel|winword|excel|dde)\b[^|]{0,8}\|"
_TURNING: Final = r"[\x{202A}-\x{202E}\x{2066}-\x{2069}]"
_UNSEEN: Final = r"[\x{200B}\x{2060}-\x{2064}\x{FEFF}\x{E0000}-\x{E007F}]"
"""Persian and Indic scripts need U+200C and U+200D, Hebrew and Arabic U+200E and U+200F: these four are no trap."""
_SHARES: Final = r"(?:\\\\[a-z0-9.$-]+\\[^\s\\]|file:/{2,3}[^\s]|smb://[^\s])"
_SCRIPTS: Final = (
    r"(?:<\s*(?:script|iframe|object|embed)\b|javascript:|\son(?:error|load|click)\s*=)"
)
_PATTERNS: Final = {
    Trap.CANARY: (_HOSTS, rf"(?:^|[^a-z0-9-])(?:[a-z0-9-]+\.)*{_HOSTS}(?:$|[^a-z0-9.-])"),
    Trap.TRACKING_URL: ("https?://", r"https?://[^\s\"'<>]+[/?&=][a-z0-9_-]{16}"),
    Trap.SHARE_PATH: (_SHARES, rf"(?:^|[\s\"'(=]){_SHARES}"),
    Trap.DDE: (_PROGRAMS, rf"^\s*[=+@-].*{_PROGRAMS}"),
    Trap.CALLING_FORMULA: (_FUNCTIONS, rf"^\s*[=+@-](?:.*[^a-z])?{_FUNCTIONS}"),
    Trap.SCRIPT: (_SCRIPTS.replace(r"\b", ""), _SCRIPTS),
    Trap.MARKUP_LINK: (
        r"<\s*(?:img|link|video|audio|source|use|image)",
        r"<\s*(?:img|link|video|audio|source|use|image)\b[^>]+(?:src|href)\s*=\s*[\"']?(?:https?:|//)",
    ),
    Trap.BIDI: (_TURNING, _TURNING),
    Trap.ZERO_WIDTH: (_UNSEEN, _UNSEEN),
}
"""Of each trap what a column must hold at all, and what makes a cell one; letters of either case.

A column is one text without ends of cells, hence what it must hold says nothing of what comes before or after.
"""
_ROWS_AT_ONCE: Final = 65_536
_ANY: Final = "|".join(dict.fromkeys(hint for hint, _pattern in _PATTERNS.values()))
_ALWAYS_ONE_OF: Final = b".:\\|(<="
_OR_BEGINNING: Final = "\u200b\ufeff\U000e0000"
"""Each hint holds one of these characters, or a character whose UTF-8 begins as that of one of those."""
_OR_ONE_OF: Final = bytes(character.encode()[0] for character in _OR_BEGINNING)


class TrapSearch:
    """Looks through one file's chunks, many rows at a time: to make a pattern ready costs more than to use it."""

    def __init__(self, traps: Traps) -> None:
        self._traps = traps
        self._waiting: list[pa.Table] = []
        self._rows = 0
        self._first_row = 1

    def add(self, table: pa.Table, first_row: int) -> None:
        """Take the next rows; `first_row` is the record number of the first, right behind those before it."""
        if not self._waiting:
            self._first_row = first_row
        self._waiting.append(table)
        self._rows += table.num_rows
        if self._rows >= _ROWS_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Look through what waits."""
        if not self._rows:
            return
        tables, self._waiting, self._rows = self._waiting, [], 0
        suspects: dict[int, bytes] = {}
        for place in range(tables[0].num_columns):
            data = b"".join(_bytes(chunk) for t in tables for chunk in t.column(place).chunks)
            if may_hold_any(data):
                suspects[place] = data
        if not suspects or not _matches(b"".join(suspects.values()), _ANY):
            return
        found = [place for place, data in suspects.items() if _matches(data, _ANY)]
        columns = pa.concat_tables([t.select(found) for t in tables]).combine_chunks().columns
        for trap, (hint, pattern) in _PATTERNS.items():
            for place, column in zip(found, columns, strict=True):
                if _matches(suspects[place], hint):
                    _note(trap, pattern, column.chunk(0), self._first_row, self._traps)


def may_hold_any(data: bytes) -> bool:
    """Whether a text has any of the characters that there is no trap without.

    >>> may_hold_any(b"Ann Smith+1 555"), may_hold_any(b"http://x")
    (False, True)
    """
    return any(byte in data for byte in _ALWAYS_ONE_OF) or (
        not data.isascii() and any(byte in data for byte in _OR_ONE_OF)
    )


def _note(trap: Trap, pattern: str, chunk: Any, first_row: int, traps: Traps) -> None:
    """Count one sort of trap in one piece, cell by cell."""
    hits = pc.match_substring_regex(chunk, pattern, ignore_case=True)
    count = pc.sum(hits).as_py() or 0
    places = pc.indices_nonzero(hits)[:MAX_ROWS_NAMED].to_pylist()
    for place in places:
        traps.note(trap, row=first_row + place)
    traps.note(trap, count - len(places))


def _matches(text: bytes, pattern: str) -> bool:
    """Whether a pattern is found anywhere in the bytes of a column, taken as one text."""
    data = pa.py_buffer(text)
    bounds = pa.py_buffer(struct.pack("=2q", 0, data.size))
    column = pa.Array.from_buffers(pa.large_string(), 1, [None, bounds, data])
    return bool(pc.match_substring_regex(column, pattern, ignore_case=True)[0].as_py())


def _bytes(column: Any) -> memoryview:
    _valid, offsets, data = column.buffers()
    ends = memoryview(offsets).cast("q")
    start, end = ends[column.offset], ends[column.offset + len(column)]
    return memoryview(b"" if data is None else data)[start:end]
