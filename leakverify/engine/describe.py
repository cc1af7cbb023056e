"""What the columns pane is told of each column: role, fill, distinct cells, a few examples."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from leakverify.engine.column_counts import ColumnCounts
from leakverify.engine.counting import EXACT_ROWS, filled_and_distinct
from leakverify.engine.store import RowStore
from leakverify.facts.batch import Batch
from leakverify.limits import MAX_CELL_SHOWN
from leakverify.model.mapping import Mapping
from leakverify.model.messages import Columns
from leakverify.model.sample import ColumnInfo

EXAMPLES: Final = 5
_LOOKED_AT: Final = 200
_WIDE: Final = 200
_SHORT: Final = 32


class Described:
    """What is told of the columns: a large sample is counted by its first run, a small one, or one never run, from the store."""

    def __init__(self) -> None:
        self._counts: ColumnCounts | None = None
        self._running = False

    @contextmanager
    def during_run(self) -> Iterator[None]:
        """While this lasts, a large sample is left to the run to count."""
        self._running = True
        try:
            yield
        finally:
            self._running = False

    def take(self, counts: ColumnCounts, store: RowStore) -> bool:
        """Keep what a whole run counted; True where that is to be told."""
        if self._counts is not None or store.rows <= EXACT_ROWS or counts.rows != store.rows:
            return False
        self._counts = counts
        return True

    def told(
        self, mapped: tuple[Mapping, Mapping], store: RowStore, head: Batch | None, *, whole: bool
    ) -> Columns:
        """Every column as mapped and as guessed; fill and distinct cells once the whole sample is read and counted."""
        mapping, guess = mapped
        waits = self._running and self._counts is None and store.rows > EXACT_ROWS
        infos = columns(mapping, store, self._counts, whole=whole and not waits)
        return Columns(infos, guess.columns, examples(head, len(guess.columns)))


def columns(
    mapping: Mapping, store: RowStore, counts: ColumnCounts | None, *, whole: bool
) -> tuple[ColumnInfo, ...]:
    """Every column as mapped; fill and distinct cells once the whole sample is read, from `counts` if a run made them."""
    out = []
    for column in mapping:
        filled, distinct = 0.0, 0
        if counts is not None:
            filled, distinct = counts.of(column.name)
        elif whole:
            filled, distinct = filled_and_distinct(store, column.position)
        out.append(
            ColumnInfo(
                column.position,
                column.name,
                column.role.value,
                column.confidence,
                column.reason,
                float(f"{filled:.6g}"),
                distinct,
                column.overruled,
            )
        )
    return tuple(out)


def examples(head: Batch | None, width: int) -> tuple[tuple[str, ...], ...]:
    """Up to five different filled cells of each column, from the first rows."""
    if head is None:
        return ((),) * width
    clip = MAX_CELL_SHOWN if width <= _WIDE else _SHORT
    first = head.frame.head(_LOOKED_AT)
    return tuple(_different(list(first.iloc[:, index]), clip) for index in range(width))


def _different(cells: list[object], clip: int) -> tuple[str, ...]:
    """The first few different filled texts."""
    out: dict[str, None] = {}
    for cell in cells:
        if isinstance(cell, str) and cell.strip():
            out[cell[:clip]] = None
            if len(out) == EXAMPLES:
                break
    return tuple(out)
