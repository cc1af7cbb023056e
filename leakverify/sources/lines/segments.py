"""Cuts a stream of UTF-8 blocks where a record ends, as well as can be told without parsing it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from leakverify.sources.lines.exact import Dialect


@dataclass(frozen=True, slots=True)
class Segment:
    """Whole lines, and how many over the limit were left out before or within them."""

    data: bytes
    last: bool = False
    lines_dropped: int = 0


class Segmenter:
    """Cuts at line ends outside quotes. A stray quote may mislead it; the parser then finds out."""

    def __init__(self, dialect: Dialect, line_limit: int) -> None:
        self._quote = dialect.quote.encode()
        self._escaped = (dialect.escape + dialect.quote).encode() if dialect.escape else b""
        self._line_limit = line_limit

    def segments(self, blocks: Iterable[bytes]) -> Iterator[Segment]:
        """Yield all lines within the limit; the last segment is marked."""
        kept = b""
        dropped = 0
        dropping = False
        for block in blocks:
            if dropping:
                end = _first_line_end(block)
                if not end:
                    continue
                dropping = False
                block = block[end:]  # noqa: PLW2901  (the rest of the line over the limit goes)
            kept += block
            cut = self._cut(kept)
            if cut:
                data, long_lines = self._within_limit(kept[:cut])
                yield Segment(data, lines_dropped=dropped + long_lines)
                kept, dropped = kept[cut:], 0
            elif len(kept) > self._line_limit:
                kept, dropping = b"", True
                dropped += 1
        data, long_lines = self._within_limit(kept)
        yield Segment(data, last=True, lines_dropped=dropped + long_lines)

    def _within_limit(self, data: bytes) -> tuple[bytes, int]:
        if len(data) <= self._line_limit:
            return data, 0
        lines = data.splitlines(keepends=True)
        good = [line for line in lines if len(line) <= self._line_limit]
        return b"".join(good), len(lines) - len(good)

    def _cut(self, data: bytes) -> int:
        """The end of the last line that does not end inside quotes, counted by parity; 0 if none ends."""
        end = data.rfind(b"\n") + 1 or data.rfind(b"\r", 0, max(0, len(data) - 1)) + 1
        if not end or not self._quote or not self._is_odd(data, end):
            return end
        marks = np.frombuffer(data, dtype=np.uint8, count=end)
        quotes = np.flatnonzero(marks == self._quote[0])
        ends = np.flatnonzero(marks == data[end - 1])
        outside = ends[np.searchsorted(quotes, ends) % 2 == 0]
        return int(outside[-1]) + 1 if len(outside) else end

    def _is_odd(self, data: bytes, end: int) -> bool:
        count = data.count(self._quote, 0, end)
        if self._escaped:
            count -= data.count(self._escaped, 0, end)
        return count % 2 == 1


def _first_line_end(block: bytes) -> int:
    newline, carriage = block.find(b"\n"), block.find(b"\r")
    found = [place for place in (newline, carriage) if place >= 0]
    return min(found) + 1 if found else 0
