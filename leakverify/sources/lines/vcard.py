"""Address books: vCard 2.1, 3.0 and 4.0, one row for each card.

Columns are named for the property and what it is for: `TEL (cell)`, `EMAIL (work)`, `ADR city (home)`. Pictures,
sounds and keys are not kept, only how many bytes they have. Pictures with an address are never fetched.

Own code, since the libraries build a tree of all cards and fail as a whole on the first card that is damaged.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.text_lines import text_lines
from leakverify.sources.lines.text_records import open_records
from leakverify.sources.lines.vcard_value import (
    Property,
    is_quoted_printable,
    parse_property,
    value_bytes,
)
from leakverify.sources.record_reader import RecordReader
from leakverify.sources.records import Row
from leakverify.sources.table import Tally

_BEGIN: Final = re.compile(r"[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_END: Final = re.compile(r"[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_FIRST: Final = re.compile(r"[\s\ufeff]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_DATA: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_PARTS: Final = {
    "N": ("family name", "given name", "middle name", "name prefix", "name suffix"),
    "ADR": tuple(
        f"ADR {part}"
        for part in ("box", "extended", "street", "city", "region", "postcode", "country")
    ),
}
_UNNAMED: Final = frozenset({"VERSION", "PRODID", "BEGIN", "END"})
_USES: Final = frozenset(
    "home work cell fax pager main other text video car isdn msg dom intl postal parcel".split()  # noqa: SIM905  (reads as the standard does)
)
_MOST_LINES: Final = 100_000
_MOST_ALIKE: Final = 5
_ADDRESS: Final = re.compile(r"\s*(?:https?|ftp):", re.IGNORECASE)
_SHARE: Final = re.compile(r"\s*(?:file:|\\\\)", re.IGNORECASE)


def looks_like_vcard(head: str) -> bool:
    """Tell a text that begins with a card."""
    return _FIRST.match(head) is not None


def open_vcard(given: TextInput) -> RecordReader:
    """Read the cards once, to know their columns.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_records(given, "vcard", _Walk)


@dataclass(slots=True)
class _Walk:
    """One walk over the cards."""

    limits: Limits
    tally: Tally = field(default_factory=Tally)
    cards: int = 0

    def rows(self, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield a row for each card that ends; a card within a card belongs to no row of its own."""
        card: list[str] | None = None
        depth = 0
        weight = 0
        for line in text_lines(blocks, self.limits, self.tally):
            if _BEGIN.fullmatch(line):
                depth += 1
                if depth == 1:
                    card, weight = [], 0
            elif depth and _END.fullmatch(line):
                depth -= 1
                if not depth and card is not None:
                    yield from self._card(card)
                    card = None
            elif depth == 1 and card is not None:
                weight += len(line)
                if weight > self.limits.line_bytes or len(card) > _MOST_LINES:
                    self.tally.drop_lines(1)
                    card = None
                else:
                    card.append(line)
            elif not depth and line.strip():
                self.tally.skipped += 1
        if depth:
            self.tally.stopped = Stopped.TRUNCATED

    def _card(self, lines: list[str]) -> Iterator[Row]:
        self.cards += 1
        row: Row = {}
        more: dict[str, list[str]] = {}
        for line in _unfolded(lines):
            found = parse_property(line)
            if found is None:
                self.tally.skipped += bool(line.strip())
                continue
            for name, value in self._cells(found):
                _put(row, more, name, value)
        row.update((name, _listed(values)) for name, values in more.items())
        if row:
            yield row
        else:
            self.tally.skipped += 1

    def _cells(self, found: Property) -> Iterator[tuple[str, str]]:
        """The columns that one property fills."""
        name = found.name
        if name in _UNNAMED:
            return
        if name in _DATA or found.is_data:
            yield self._data(found)
            return
        use = _use(found)
        parts = _PARTS.get(name)
        if parts is None:
            value = found.text()
            if value or name in {"FN", "EMAIL", "TEL", "NOTE", "BDAY"}:
                yield name + use, value
            return
        for part, value in zip(parts, found.parts(), strict=False):
            if value:
                yield part + use, value

    def _data(self, found: Property) -> tuple[str, str]:
        if found.is_data:
            return f"{found.name} bytes", str(value_bytes(found))
        text = found.text()
        if _ADDRESS.match(text):
            self.tally.traps.note(Trap.MARKUP_LINK, row=self.cards)
        elif _SHARE.match(text):
            self.tally.traps.note(Trap.SHARE_PATH, row=self.cards)
        return found.name, text


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Whole properties: lines that begin with white space go on, and so does quoted-printable after `=`."""
    whole: list[str] = []
    quoted = False
    for line in lines:
        if whole and quoted and whole[-1].endswith("="):
            whole[-1] = whole[-1][:-1]
            whole.append(line.lstrip(" \t") if line[:1] in {" ", "\t"} else line)
            continue
        if whole and line[:1] in {" ", "\t"}:
            whole.append(line[1:])
            continue
        if whole:
            yield "".join(whole)
        whole, quoted = [line], is_quoted_printable(line)
    if whole:
        yield "".join(whole)


def _use(found: Property) -> str:
    """What a number or an address is for, as ` (work, cell)`."""
    uses = [use for use in found.types if use in _USES and use not in {"dom", "intl", "postal"}]
    uses = [use for use in dict.fromkeys(uses) if use not in {"msg", "parcel"}]
    return f" ({', '.join(sorted(uses))})" if uses else ""


def _put(row: Row, more: dict[str, list[str]], name: str, value: str) -> None:
    """Set a cell; of many alike the rest is listed in one, so that a card cannot make thousands of columns."""
    for again in range(1, _MOST_ALIKE + 1):
        place = name if again == 1 else f"{name} ({again})"
        if place not in row:
            row[place] = value
            return
    more.setdefault(f"{name} (more)", []).append(value)


def _listed(values: list[str]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
