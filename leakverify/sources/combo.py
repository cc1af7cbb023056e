"""`address:secret` lists: no header, no quotes, and a secret that may hold the separator."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.sources.exact import Dialect
from leakverify.sources.segments import Segmenter
from leakverify.sources.table import (
    REPLACEMENT,
    TableHead,
    Tally,
    cut_long_cells,
    rows_to_table,
)
from leakverify.sources.transcode import UNDECODABLE, decoded

_ENTRY: Final = re.compile(
    r"\s*[^\s@:;|,\"']{1,100}@[^\s@:;|,\"']{1,120}\.[A-Za-z]{2,24}\s*([:;|])(.*)"
)
_HEADER: Final = re.compile(r"\s*[A-Za-z_ -]{2,20}([:;|])[A-Za-z_ -]{2,20}\s*")
_MOST: Final = 0.9
_WIDER: Final = 0.7
_HEAD_LINES: Final = 500


def combo_separator(head_lines: list[str]) -> str | None:
    """The separator if the head is such a list and not a table of more columns, else None."""
    lines = [line.rstrip("\r\n") for line in head_lines[:_HEAD_LINES] if line.strip()]
    found = [m for line in lines if (m := _ENTRY.fullmatch(line))]
    if not found or len(found) < _MOST * (len(lines) - 1):
        return None
    separator, count = Counter(m.group(1) for m in found).most_common(1)[0]
    if count < _MOST * len(found):
        return None
    extra = Counter(m.group(2).count(separator) for m in found)
    commonest, times = extra.most_common(1)[0]
    is_wider_table = commonest > 0 and times >= _WIDER * len(found)
    return None if is_wider_table else separator


def combo_header(head_lines: list[str], separator: str) -> list[str] | None:
    """The two names, where the first line has them."""
    first = next((line.rstrip("\r\n") for line in head_lines if line.strip()), "")
    told = _HEADER.fullmatch(first)
    return first.split(separator, 1) if told and told.group(1) == separator else None


class ComboReader:
    """Splits each line at its first separator."""

    def __init__(
        self, head: TableHead, names: tuple[str, ...], blocks: Iterable[bytes], limits: Limits
    ) -> None:
        self.head = head
        self.names = names
        self.tally = Tally()
        self._blocks = blocks
        self._limits = limits

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order, the header left out."""
        skip_header = self.head.header
        for segment in Segmenter(Dialect("", ""), self._limits.line_bytes).segments(self._blocks):
            self.tally.drop_lines(segment.lines_dropped)
            text = decoded(segment.data).replace("\r\n", "\n").replace("\r", "\n")
            lines = [line for line in text.split("\n") if line.strip()]
            if skip_header and lines:
                skip_header = False
                lines = lines[1:]
            rows = [self._row(line) for line in lines]
            if rows:
                yield cut_long_cells(rows_to_table(rows, 2), self._limits, self.tally)

    def _row(self, line: str) -> tuple[str, str | None]:
        self.tally.rows += 1
        if UNDECODABLE in line:
            self.tally.note_undecodable(self.tally.rows)
            line = line.replace(UNDECODABLE, REPLACEMENT)
        address, separator, secret = line.partition(self.head.delimiter or ":")
        if not separator:
            self.tally.note_width(self.tally.rows)
            return address, None
        return address, secret
