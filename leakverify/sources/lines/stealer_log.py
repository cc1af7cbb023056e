"""What programs steal from browsers, as they write it: blocks of `URL: …`, `Username: …`, `Password: …`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.tripwire import Trap
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.credential_line import has_link
from leakverify.sources.lines.text_lines import split_lines, text_lines
from leakverify.sources.lines.text_records import open_records
from leakverify.sources.record_reader import RecordReader
from leakverify.sources.records import Row
from leakverify.sources.table import Tally

_LINE: Final = re.compile(
    r"[ \t]*(URL|Host|Hostname|Website|Site|Username|User|Login|Password|Pass|Soft|Software|Browser|Application|App"
    r"|Profile|Storage|E-?mail|Form|Date)[ \t]*:(?!//)[ \t]?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LOGIN: Final = frozenset({"username", "user", "login", "email", "e-mail"})
_SECRET: Final = frozenset({"password", "pass"})
_APART: Final = re.compile(r"[\s=*_#~+-]*")
_HEAD: Final = 20_000
_FEWEST: Final = 0.6


def looks_like_stealer_log(head: str) -> bool:
    """Tell a text whose lines are mostly such pairs, a login and a secret close together among them."""
    lines = split_lines(head[:_HEAD].lstrip("\ufeff"))[:-1]
    found = [_LINE.fullmatch(line) for line in lines]
    first = next((place for place, match in enumerate(found) if match), None)
    if first is None:
        return False
    rest = [
        match for match, line in zip(found[first:], lines[first:], strict=True) if not _apart(line)
    ]
    keys = [match[1].lower() for match in rest if match]
    if len(keys) < _FEWEST * len(rest):
        return False
    return any(
        key in _LOGIN and _SECRET & set(keys[place + 1 : place + 3])
        for place, key in enumerate(keys)
    )


def open_stealer_log(given: TextInput) -> RecordReader:
    """Read the blocks once, to know their columns.

    Raises:
        UnreadableInput: `NOT_A_TABLE`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_records(given, "stealer", _Walk)


@dataclass(slots=True)
class _Walk:
    """One walk: a block ends at a blank line, a line of signs, or where a name comes again."""

    limits: Limits
    tally: Tally = field(default_factory=Tally)
    spelled: dict[str, str] = field(default_factory=dict)

    def rows(self, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield a row for each block."""
        row: Row = {}
        for line in text_lines(blocks, self.limits, self.tally):
            found = _LINE.fullmatch(line)
            if found is None:
                if row:
                    yield row
                    row = {}
                if not _apart(line):
                    self.tally.skipped += 1
                    self.tally.traps.note(Trap.ADVERT, int(has_link(line)))
                continue
            name = self.spelled.setdefault(found[1].lower(), found[1])
            if name in row:
                yield row
                row = {}
            row[name] = found[2]
        if row:
            yield row


def _apart(line: str) -> bool:
    """A line between two blocks."""
    return _APART.fullmatch(line) is not None
