"""What a recipe takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from leakverify.facts.kinds import Bools
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

Draws = np.random.Generator


class Maker(Protocol):
    """Makes values as a generator of test data does, column by column."""

    @property
    def name(self) -> str:
        """The generator and its locale, such as `faker fr_FR`."""
        ...

    def values(self, role: Role, n: int, rng: Draws) -> list[str] | None:
        """`n` values for a role; None where the generator has no such kind of value."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """A genuine table with its mapping; `other` is a table of another origin, `maker` a generator of its country."""

    frame: pd.DataFrame
    mapping: Mapping
    other: pd.DataFrame | None = None
    maker: Maker | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A table made from another: `foreign` marks the rows that are not as they were, None where it is all or none.

    `earlier` is the table it was taken from, where the recipe leaves one behind.
    """

    frame: pd.DataFrame
    foreign: Bools | None = None
    earlier: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way of making a labelled table; `make` gives None where a table does not have what the recipe needs.

    `label` is a word of MANIFEST.tsv, `dose` the share of columns or rows, or the factor, that is made.
    """

    label: str
    name: str
    dose: float
    make: Callable[[Source, Draws], Made | None]

    @property
    def key(self) -> str:
        """`padded.faker:0.3`."""
        return f"{self.label}.{self.name}:{self.dose:g}"
