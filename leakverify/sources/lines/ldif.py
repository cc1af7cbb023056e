"""Directory exports: LDIF version 1, one row for each entry, `dn` first.

An attribute with several values becomes a compact JSON array. Values given as an address (`:<`) are never fetched.
Records that change an entry (`changetype: modify` and the like) are no entries: left out and counted.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.tripwire import Trap
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.text_lines import text_lines
from leakverify.sources.lines.text_records import open_records
from leakverify.sources.record_reader import RecordReader
from leakverify.sources.records import Row
from leakverify.sources.table import Tally

_START: Final = re.compile(
    r"[\s\ufeff]*+(?:#[^\r\n]*+(?:[\r\n]++ [^\r\n]*+)*+\s++|version:[ \t]*[0-9]{1,3}\s++)*+dn::?[ \t]?+[^\r\n=]*+[=\r\n]",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"([A-Za-z0-9][\w.-]{0,200}(?:;[\w.;-]{0,200})?):([:<]?) *+", re.ASCII)
_MOST_LINES: Final = 1_000_000
_FETCHES: Final = re.compile(r"(?:https?|ftp|ldaps?):", re.IGNORECASE)
_ENTRIES: Final = frozenset({"", "add"})


def looks_like_ldif(head: str) -> bool:
    """Tell a text that begins with an entry, remarks and a version before it allowed."""
    return _START.match(head) is not None


def open_ldif(given: TextInput) -> RecordReader:
    """Read the entries once, to know their attributes.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_records(given, "ldif", _Walk)


@dataclass(slots=True)
class _Walk:
    """One walk over the entries; an attribute's first spelling names its column."""

    limits: Limits
    tally: Tally = field(default_factory=Tally)
    spelled: dict[str, str] = field(default_factory=dict)
    entries: int = 0

    def rows(self, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield a row for each entry."""
        entry: list[str] = []
        weight = 0
        is_comment = False
        for line in text_lines(blocks, self.limits, self.tally):
            if not line:
                yield from self._entry(entry, weight)
                entry, weight = [], 0
            elif line.startswith("#"):
                is_comment = True
                continue
            elif not (is_comment and line.startswith(" ")):
                weight += len(line) + 1
                if weight <= self.limits.line_bytes and len(entry) < _MOST_LINES:
                    entry.append(line)
                is_comment = False
                continue
            is_comment = is_comment and line.startswith(" ")
        yield from self._entry(entry, weight)

    def _entry(self, lines: list[str], weight: int) -> Iterator[Row]:
        if not lines:
            return
        if weight > self.limits.line_bytes or len(lines) >= _MOST_LINES:
            self.tally.drop_lines(1)
            return
        values: dict[str, list[str]] = {}
        odd = 0
        for line in _unfolded(lines):
            found = _LINE.match(line)
            if found is None:
                odd += 1
                continue
            name = self._name(found[1])
            values.setdefault(name, []).append(self._value(found[2], line[found.end() :]))
        change = values.pop("changetype", [""])[0].strip().lower()
        values.pop("version", None)
        if "dn" not in values or change not in _ENTRIES:
            self.tally.skipped += bool(values) or odd > 0
            return
        self.entries += 1
        self.tally.skipped += odd
        yield {name: told[0] if len(told) == 1 else _listed(told) for name, told in values.items()}

    def _name(self, name: str) -> str:
        lower = name.lower()
        if lower in {"dn", "changetype", "version"}:
            return lower
        if len(self.spelled) <= self.limits.columns:
            return self.spelled.setdefault(lower, name)
        return self.spelled.get(lower, name)

    def _value(self, sign: str, text: str) -> str:
        if sign == "<":
            fetches = _FETCHES.match(text) is not None
            trap = Trap.MARKUP_LINK if fetches else Trap.SHARE_PATH
            self.tally.traps.note(trap, row=self.entries + 1)
            return text
        return _unpacked(text) if sign == ":" else text


def _unfolded(lines: list[str]) -> Iterator[str]:
    whole: list[str] = []
    for line in lines:
        if line.startswith(" ") and whole:
            whole.append(line[1:])
            continue
        if whole:
            yield "".join(whole)
        whole = [line]
    if whole:
        yield "".join(whole)


def _unpacked(packed: str) -> str:
    """The text that was packed; what is no text (a picture, a certificate) stays as it was written."""
    try:
        return base64.b64decode(packed.strip().encode("ascii"), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError, ValueError):
        return packed.strip()


def _listed(values: list[str]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
