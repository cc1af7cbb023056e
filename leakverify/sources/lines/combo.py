"""Credential lists: no header, no quotes, and a secret that may hold the separator."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.model.tripwire import Trap
from leakverify.sources.lines.credential_line import Grammar, find_grammar, has_link, is_advert
from leakverify.sources.lines.exact import Dialect
from leakverify.sources.lines.segments import Segmenter
from leakverify.sources.lines.text_lines import split_lines
from leakverify.sources.table import (
    REPLACEMENT,
    Cell,
    TableHead,
    Tally,
    cut_long_cells,
    rows_to_table,
)
from leakverify.sources.transcode import UNDECODABLE, decoded

_HEADER: Final = re.compile(
    r"\s*[A-Za-z_ -]{2,20}([:;|])[A-Za-z_ -]{2,20}(?:\1[A-Za-z_ -]{2,20}){0,5}\s*"
)
_WORDS: Final = frozenset(
    """user username login name nick email e-mail mail address pass password passwd pwd hash salt ip id url host
    site plain""".split()  # noqa: SIM905  (a list of words)
)
_HEAD_LINES: Final = 500


def combo_grammar(head_lines: list[str]) -> Grammar | None:
    """How the lines are cut if the head is such a list and not a table of more columns, else None."""
    lines = [line.rstrip("\r\n") for line in head_lines[:_HEAD_LINES] if line.strip()]
    if len(lines) > 1 and _HEADER.fullmatch(lines[0]):
        return find_grammar(lines[1:]) or find_grammar(lines)
    return find_grammar(lines)


def combo_header(head_lines: list[str], grammar: Grammar) -> list[str] | None:
    """The names, where the first line has them; one that could be an entry must be made of known words."""
    first = next((line.rstrip("\r\n") for line in head_lines if line.strip()), "")
    told = _HEADER.fullmatch(first)
    if told is None or told.group(1) != grammar.separator:
        return None
    names = first.split(grammar.separator, grammar.width - 1)
    if grammar.split(first) and not all(name.strip().lower() in _WORDS for name in names):
        return None
    return names


class ComboReader:
    """Cuts each line as the list's grammar says."""

    def __init__(
        self,
        head: TableHead,
        grammar: Grammar,
        names: tuple[str, ...],
        blocks: Iterable[bytes],
        limits: Limits,
    ) -> None:
        self.head = head
        self.names = names
        self.tally = Tally()
        self._grammar = grammar
        self._blocks = blocks
        self._limits = limits

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order, the header left out."""
        skip_header = self.head.header
        for segment in Segmenter(Dialect("", ""), self._limits.line_bytes).segments(self._blocks):
            self.tally.drop_lines(segment.lines_dropped)
            lines = [line for line in split_lines(decoded(segment.data)) if line.strip()]
            if skip_header and lines:
                skip_header = False
                lines = lines[1:]
            rows = [row for line in lines if (row := self._row(line))]
            if rows:
                yield cut_long_cells(rows_to_table(rows, len(self.names)), self._limits, self.tally)

    def _row(self, line: str) -> list[Cell] | None:
        cells = self._grammar.split(line)
        if cells is None and is_advert(line):
            self.tally.skipped += 1
            self.tally.traps.note(Trap.ADVERT, int(has_link(line)))
            return None
        self.tally.rows += 1
        if UNDECODABLE in line:
            self.tally.note_undecodable(self.tally.rows)
            line = line.replace(UNDECODABLE, REPLACEMENT)
            cells = self._grammar.split(line)
        width = self._grammar.width
        row: list[Cell] = [*(cells or line.split(self._grammar.separator, width - 1))]
        if len(row) != width:
            self.tally.note_width(self.tally.rows)
        return [*row[:width], *[None] * (width - len(row))]
