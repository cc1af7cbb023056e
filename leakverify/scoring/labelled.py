"""What the checks said of tables whose truth is known."""

from dataclasses import dataclass, field
from typing import Final

from leakverify.model.finding import Finding
from leakverify.model.terms import Reading

SIZES: Final = (31, 60, 120, 300, 1_000, 3_000)
"""Calibrated sample sizes; beyond the last nothing changes any more."""

READING_OF: Final = {
    "genuine": Reading.GENUINE,
    "synthetic": Reading.FABRICATED,
    "stitched": Reading.STITCHED,
    "padded": Reading.TAMPERED,
    "inflated": Reading.TAMPERED,
    "tampered": Reading.TAMPERED,
    "recycled": Reading.RECYCLED,
}
"""The reading that each label of a MANIFEST.tsv belongs to."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a labelled table comes from: tables of one `base` share an origin, `kind` is the sort of genuine origin."""

    base: str
    kind: str = ""
    country: str = ""
    file: str = ""

    @property
    def left_out(self) -> str:
        """What is left out to predict it: its genuine kind with all that was made from it, or its generator."""
        return self.kind or self.base


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled table, or a cut of it, with what the checks said of it.

    `recipe` and `dose` tell how it was made ("" as it was found), `size` is one of `SIZES`, `named` holds for each finding
    that names rows how many it names and how many of those are truly foreign.
    """

    origin: Origin
    label: str
    size: int
    rows: int
    findings: tuple[Finding, ...]
    recipe: str = ""
    dose: float = 0.0
    cut: bool = False
    named: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def reading(self) -> Reading:
        """The reading that is true of it."""
        return READING_OF[self.label]

    @property
    def genuine(self) -> bool:
        """Whether it is what it claims to be."""
        return self.label == "genuine"


def size_of(rows: int) -> int:
    """The calibrated size nearest to so many rows, by ratio."""
    return min(SIZES, key=lambda size: max(size, rows) / max(1, min(size, rows)))
