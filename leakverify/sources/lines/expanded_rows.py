"""Records printed one column to a line: `mysql -E` (`name: value`) and `psql -x` (`name | value`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.text_lines import text_lines
from leakverify.sources.lines.text_records import open_records
from leakverify.sources.record_reader import RecordReader
from leakverify.sources.records import Row
from leakverify.sources.table import Tally

_START: Final = re.compile(
    r"\*{10,60} [0-9]{1,12}\. row \*{10,60}|[-─]\[ RECORD [0-9]{1,12} \][-+─┼]*"
)
_FIRST: Final = re.compile(rf"[\s\ufeff]*(?:{_START.pattern})[ \t]*[\r\n]")
_COLUMN: Final = re.compile(r" *([^\s:|│](?:[^:|│]{0,120}[^\s:|│])?)(?:(:)(?: |$)| +([|│]) ?)")
_GOES_ON: Final = re.compile(r" +[|│] ?")
_FOOTER: Final = re.compile(r"[0-9]{1,12} rows? in set.{0,60}|\([0-9]{1,12} rows?\)")


def looks_expanded(head: str) -> bool:
    """Tell a text that begins with such a record."""
    return _FIRST.match(head) is not None


def open_expanded(given: TextInput) -> RecordReader:
    """Read the records once, to know their columns.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_records(given, "expanded", _Walk)


@dataclass(slots=True)
class _Walk:
    """One walk; a line that begins no column goes on with the cell before it."""

    limits: Limits
    tally: Tally = field(default_factory=Tally)

    def rows(self, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield a row for each record."""
        cells: dict[str, list[str]] | None = None
        known: set[str] = set()
        weight = place = 0
        last = ""
        for line in text_lines(blocks, self.limits, self.tally):
            if _START.fullmatch(line.strip()):
                if cells:
                    known.update(cells)
                    yield _row(cells)
                cells, weight, last = {}, 0, ""
                continue
            weight += len(line) + 1
            if cells is None or weight > self.limits.line_bytes:
                self.tally.skipped += bool(line.strip())
                continue
            found = _COLUMN.match(line)
            sign = 0 if found is None else max(found.start(2), found.start(3))
            if not last:
                place = sign  # all columns of a record have their sign there
            is_new = found is not None and found[1] not in cells and sign == place
            if found is not None and is_new and (not known or found[1] in known):
                last = found[1]
                cells[last] = [line[found.end() :]]
            elif last and not _FOOTER.fullmatch(line.strip()):
                more = _GOES_ON.match(line)
                cells[last].append(line[more.end() :] if more else line)
        if cells:
            yield _row(cells)


def _row(cells: dict[str, list[str]]) -> Row:
    """Whole cells: `psql` ends a line with ` +` where the cell goes on, blank lines after the last are none."""
    row: Row = {}
    for name, lines in cells.items():
        while len(lines) > 1 and not lines[-1].strip():
            lines.pop()
        begun = [line[:-1].rstrip(" ") if line.endswith("+") else line for line in lines[:-1]]
        row[name] = "\n".join([*begun, lines[-1].rstrip(" ")])
    return row
