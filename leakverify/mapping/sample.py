"""The head of one column, boiled down to what guessing its role needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from leakverify.facts.kinds import Texts

HEAD_ROWS: Final = 2_000
MAX_VALUES: Final = 300
_MIN_ROWS: Final = 200
_MIN_VALUES: Final = 40
_CELLS: Final = 100_000
_CLIP: Final = 256
_VALUES: Final = 6_000
PLACEHOLDERS: Final = frozenset(
    {
        "", "-", "--", "---", ".", "?", "n/a", "na", "#n/a", "null", "nil", "none", "nan", "\\n", "unknown", "(blank)",
        "blank", "not available", "not given", "not provided", "not applicable", "missing", "undefined", "-999", "-1",
        "k.a.", "keine angabe", "unbekannt", "inconnu", "non renseigne", "non renseigné", "desconocido",
        "нет", "неизвестно", "0000-00-00", "0000-00-00 00:00:00", "なし", "不明", "ندارد", "لا يوجد",
    }
)  # fmt: skip
"""What people and programs write for nothing, folded to lower case."""


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """Distinct values of a column's head without placeholders, thinned evenly to some hundred.

    `filled` counts cells that hold something, `unique` is distinct values over filled cells; `cells` are the
    head's cells row by row ("" for nothing), to compare columns.
    """

    position: int
    name: str
    values: tuple[str, ...]
    filled: int
    distinct: int
    longest: int
    cells: tuple[str, ...]

    @property
    def unique(self) -> float:
        """Distinct values over filled cells."""
        return self.distinct / self.filled if self.filled else 0.0

    def share(self, test: Callable[[str], object]) -> float:
        """The share of distinct values that pass a test."""
        if not self.values:
            return 0.0
        return sum(1 for v in self.values if test(v)) / len(self.values)

    @property
    def as_texts(self) -> Texts:
        """The values as an object array."""
        out = np.empty(len(self.values), dtype=object)
        out[:] = self.values
        return out


def samples_of(frame: pd.DataFrame) -> tuple[ColumnSample, ...]:
    """One sample per column, from the first rows; a very wide table gets a shorter head, so that it takes no longer."""
    columns = max(1, frame.shape[1])
    head = frame.iloc[: min(HEAD_ROWS, max(_MIN_ROWS, _CELLS // columns))]
    values = min(MAX_VALUES, max(_MIN_VALUES, _VALUES // columns))
    return tuple(
        _sample(position, str(name), head.iloc[:, position - 1], values)
        for position, name in enumerate(head.columns, start=1)
    )


def _sample(position: int, name: str, cells: pd.Series, values: int) -> ColumnSample:
    texts = [
        "" if cell is None else str(cell)[:_CLIP].strip()
        for cell in cells.astype(object).where(cells.notna(), None).tolist()
    ]
    filled = [t for t in texts if t.casefold() not in PLACEHOLDERS]
    distinct = list(dict.fromkeys(filled))
    step = max(1, -(-len(distinct) // values))
    return ColumnSample(
        position,
        name,
        tuple(distinct[::step]),
        len(filled),
        len(distinct),
        max(map(len, distinct), default=0),
        tuple(texts),
    )
