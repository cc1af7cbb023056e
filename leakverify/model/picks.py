"""What narrows the rows pane down: one group of cells of one column, as a facet tells them."""

from dataclasses import dataclass
from typing import Final

VALUE: Final = "value"
HOLDS: Final = "holds"
"""A pick by a text that the cell holds, whatever its case; no facet lists it."""
FACETS: Final = (
    VALUE,
    "length",
    "pattern",
    "script",
    "digit",
    "digits",
    "year",
    "month",
    "weekday",
    "hour",
    "blank",
)
"""What cells can be grouped by: the cell itself, its length, its shape (A, a, 9), scripts, the first digit that is not 0, the
first two characters that are digits, parts of a date, whether there is anything at all."""
DATE_PARTS: Final = frozenset({"year", "month", "weekday", "hour"})
MAX_PICKS: Final = 32


@dataclass(frozen=True, slots=True)
class Pick:
    """Rows whose cell in `column` (from 1) falls under `key` of the facet `kind`.

    Picks of one column and kind are alternatives; all others must hold together. `key` is what `Facet.values` told.
    """

    column: int
    kind: str
    key: str
