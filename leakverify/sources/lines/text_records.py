"""A text of records, each of several lines, into its table: walked once for the columns, and again for the rows."""

from collections.abc import Callable, Iterator
from typing import Protocol

from leakverify.limits import Limits
from leakverify.sources.inputs import TextInput
from leakverify.sources.record_reader import RecordReader, choose, collect
from leakverify.sources.records import Row
from leakverify.sources.table import TableHead, Tally


class Walk(Protocol):
    """One walk over a text, and what was odd on the way."""

    tally: Tally

    def rows(self, blocks: Iterator[bytes]) -> Iterator[Row]:
        """Yield a row for each record."""
        ...


def open_records(given: TextInput, kind: str, walk: Callable[[Limits], Walk]) -> RecordReader:
    """Read the records once, to know their columns; `walk` begins a walk, `kind` names the format.

    Raises:
        UnreadableInput: `NOT_A_TABLE`, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    first = walk(given.limits)
    tables = collect((("", row) for row in first.rows(given.blocks())), given.limits)
    name = choose(tables, given.settings.table)

    def again() -> Iterator[Row]:
        return walk(given.limits).rows(given.blocks())

    head = TableHead(kind, given.encoding, None, header=True)
    reader = RecordReader(head, tables[name], again, given.limits)
    reader.tally.skipped = first.tally.skipped
    reader.tally.lines_over_limit = first.tally.lines_over_limit
    reader.tally.stopped = first.tally.stopped
    reader.tally.traps.add(first.tally.traps.met)
    return reader
