"""Text in columns of fixed width without a ruler: found by the blank columns that all lines share.

Asked only where no delimiter fits. A false cut tears cells apart, so that doubt means no cut: tabs, few lines,
columns that nothing is aligned to.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from leakverify.model.sample import ReadSettings
from leakverify.sources.inputs import TextInput
from leakverify.sources.lines.display_line import DisplayLine
from leakverify.sources.lines.text_lines import split_lines, text_lines
from leakverify.sources.markup.cell_grid import GridReader, GridRow, GridWalk, open_grid
from leakverify.sources.table import Cell, Tally

_HEAD_LINES: Final = 300
_FEWEST_LINES: Final = 6
_LONGEST_LINE: Final = 4_000
_ALIGNED: Final = 0.8
_ONE_ODD_IN: Final = 50
Slots = list[tuple[int, int | None]]


def fixed_columns(head: str, settings: ReadSettings, *, whole: bool) -> Slots:
    """The columns of a text in fixed width, none where it is not."""
    if settings.delimiter is not None or "\t" in head:
        return []
    lines = split_lines(head)
    if not whole:
        lines = lines[:-1]
    lines = [line.rstrip() for line in lines[:_HEAD_LINES] if line.strip()]
    if len(lines) < _FEWEST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        return []
    if not any("  " in line.strip() for line in lines):
        return []
    return _slots([DisplayLine(line) for line in lines])


def _slots(lines: list[DisplayLine]) -> Slots:
    width = max(map(len, lines))
    filled = [0] * (width + 2)
    starts = [0] * (width + 2)
    ends = [0] * (width + 2)
    for line in lines:
        places = set(line.filled())
        for place in places:
            filled[place] += 1
            starts[place] += place - 1 not in places
            ends[place] += place + 1 not in places
    odd = len(lines) // _ONE_ODD_IN
    names = set(lines[0].filled())
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    for place in range(width + 1):
        if filled[place] > odd or place in names:
            begun = place if begun is None else begun
        elif begun is not None:
            inside = sum(1 for line in lines if line.cut(begun, place).strip())
            if max(starts[begun], ends[place - 1]) < _ALIGNED * inside:
                return []  # words that happen not to overlap
            spans.append((begun, place))
            begun = None
    often = _ALIGNED * len(lines)
    begins = [
        start
        for (_, end), (start, _) in itertools.pairwise(spans)
        # one blank may be the space in "Person 1": a gutter has padding beside it, or a name after it
        if start - end > 1
        or min(filled[end - 1], filled[start]) < often
        or lines[0].cut(start, start + 1).strip()
    ]
    if not begins:
        return []
    return [(spans[0][0], begins[0]), *itertools.pairwise([*begins, None])]  # type: ignore[list-item]  # only the last is None


def open_fixed(given: TextInput, slots: Slots) -> GridReader:
    """Read a text in columns that were found on its head.

    Raises:
        UnreadableInput: `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    return open_grid(lambda: _FixedWalk(given.limits, slots=slots), given, "fixed", "NOT_A_TABLE")


@dataclass(slots=True)
class _FixedWalk(GridWalk):
    """Cuts each line at the same places."""

    slots: Slots = field(kw_only=True)

    def rows(self, blocks: Iterator[bytes]) -> Iterator[GridRow]:
        """Yield each line that is not blank."""
        self.titles = ["table 1"]
        tally = Tally()
        for line in text_lines(blocks, self.limits, tally):
            if not line.strip():
                continue
            shown = DisplayLine(line)
            fits = "\t" not in line and all(
                shown.cut(start - 1, start) in {" ", ""} for start, _ in self.slots[1:]
            )
            cells: list[Cell] = [shown.cut(start, end).strip() for start, end in self.slots]
            yield GridRow(0, cells, is_odd=not fits)
        self.skipped = tally.skipped
