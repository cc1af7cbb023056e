"""The file at a glance: what each column holds along the rows, in at most about a thousand parts.

It holds kinds and shares, never a cell: a length, the kind of a provider, whether anything stands there. A captured analyst
can lie with it about its own file and say nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leakverify.model.finding import Finding

MAX_PARTS: Final = 1_024
"""Parts of a file; one more row than they hold makes each twice as long."""
MAX_COLUMNS_SEEN: Final = 40
"""Columns that are drawn, the first ones: more would neither fit a window nor be read."""
LEVELS: Final = 255
"""A share of 1 as a level; 0 is a share of 0 and nothing else."""
MOST_CHARACTERS: Final = 255
"""Longer cells count as this long, so that one of them does not hide its neighbours."""


class Measure(StrEnum):
    """What a strip tells of the cells."""

    FORM = "form"
    LENGTH = "length"
    EMPTY = "empty"
    PROVIDER = "provider"
    SCRIPT = "script"
    RARE = "rare"


FORMS: Final = ("number", "marked", "word", "mixed", "address", "other")
SCRIPTS: Final = ("plain", "accents", "greek", "cyrillic", "hebrew", "arabic", "asian", "other")
PROVIDERS: Final = (
    "gmail",
    "microsoft",
    "yahoo",
    "apple",
    "provider",
    "own",
    "throwaway",
    "reserved",
)
KINDS: Final[dict[Measure, tuple[str, ...]]] = {
    Measure.FORM: FORMS,
    Measure.PROVIDER: PROVIDERS,
    Measure.SCRIPT: SCRIPTS,
}
"""The kinds of each measure that has kinds; every other is one number a part."""


SEAMS: Final = "STR006"
CHANCE: Final = 0.01
"""A seam that shuffled rows show more often than this is not marked."""


def seam_row(finding: Finding) -> int | None:
    """The row at which the seam check saw the way of writing change; None for any other finding, and where chance would do."""
    if finding.check != SEAMS or not finding.rows.shown:
        return None
    chance = finding.measured.get("p")
    unlikely = isinstance(chance, int | float) and chance <= CHANCE
    return finding.rows.shown[0] if finding.exhibit or unlikely else None


def width_of(measure: Measure) -> int:
    """How many levels a part of a strip has."""
    return len(KINDS.get(measure, ("",)))


@dataclass(frozen=True, slots=True)
class Strip:
    """One measure of one column (from 1) along the rows.

    `levels` holds `width_of(measure)` bytes a part: the share of each kind of the filled cells, of empty ones, of rare ones, or
    the mean length in characters. All kinds at 0 mean that no cell of the part is filled.
    """

    column: int
    measure: Measure
    levels: bytes

    def at(self, part: int) -> bytes:
        """The levels of one part, from 0."""
        width = width_of(self.measure)
        return self.levels[part * width : (part + 1) * width]


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole picture. Part `i` covers the rows `i * span + 1` to `(i + 1) * span`, as far as there are any.

    `looked` is how many rows were counted, of a large file a part of them; `left_out` how many columns are not drawn. `more`
    tells that further strips follow in the next frame; the client joins them before anybody hears.
    """

    rows: int
    span: int
    looked: int
    left_out: int
    strips: tuple[Strip, ...]
    more: bool = False

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return -(-self.rows // self.span)

    def first_row(self, part: int) -> int:
        """The first row of a part, from 1."""
        return part * self.span + 1

    def last_row(self, part: int) -> int:
        """Its last row."""
        return min((part + 1) * self.span, self.rows)

    def part_of(self, row: int) -> int:
        """The part that a row (from 1) lies in; the nearest for a row outside."""
        return min(max(row - 1, 0) // self.span, max(self.parts - 1, 0))
