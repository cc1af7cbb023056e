"""Which rows lie near another row in every column, and how many lie near one in every column but one.

`moved` needs columns that name the record. Where none does, all rows of a sample are compared with each other. A real
table has far more pairs that are near in all columns but one than pairs that are near in all; a table whose rows stand
in it again, as they are or with small changes, has many of the second kind and few of the first.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from leakverify.checks.columns import hashes
from leakverify.checks.distinct import MIXER
from leakverify.checks.moved import DATES, FIGURES, LETTERS, columns_of
from leakverify.checks.pairs import (
    FAR,
    FINE,
    MONTHS,
    NEARBY,
    SAME,
    date_steps,
    group_sizes,
    joined_rows,
    number_steps,
    text_steps,
    unit_of,
)
from leakverify.checks.repeated import drawn_anew
from leakverify.checks.state import RowSample
from leakverify.checks.weight import log_beta
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints, Keys, Texts
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

ROWS: Final = 1_500
"""Rows compared with each other: a million pairs."""
BLOCK: Final = 128
"""Rows whose pairs are looked at in one go, so that memory stays small."""
BUCKET: Final = 0.25
"""A figure moved by up to five per cent mostly stays in the same step of its logarithm."""
BUCKETS: Final = 2
DRAWS: Final = 4_000
COMMON: Final = 0.9
"""A column in which so many random pairs are near tells nothing."""
FEWEST_COLUMNS: Final = 3
MOSTLY: Final = 0.9
VARIED: Final = 0.5
"""Unknown words count as names, in which a letter may be changed, where so many of them differ."""

RARE: Final = 3
LONG_WORD: Final = 5
"""In a column of few words a letter may be changed where a word of so many letters stands in so few rows: Mcdynalds."""

SHOWN: Final = 0.5
"""From this closeness on rows are shown: of 148 published collections none came beyond 0.41, in any cut of 31 rows or more."""
HINTED: Final = 0.3
"""From here on they are shown too, but may weigh less than what accuses."""
PLAIN: Final = 0.7
MOSTLY_WHOLE: Final = 0.6
"""Below `PLAIN` so many of the near pairs must be near in all columns, for variants of one product are near in most."""
GENUINE: Final = (0.43, 6.1)
"""How closeness varies over those collections, rows of series still counted, as the two numbers of a beta distribution."""
REPEATED: Final = (1.02, 0.49)
"""The same in tables of them whose rows were repeated, most with figures, letters, case or dates moved."""
ODD: Final = 0.02
"""So many genuine tables may lie anywhere."""
MOST: Final = 2.0
LEAST_SHARE: Final = 0.05
LEAST_PAIRS: Final = 10
CROWD: Final = 8
"""A row that somebody repeats has a few near ones. Of the days, or years, of a series each is near the next, in long chains."""
CROWDED: Final = 0.5
BESIDE: Final = 0.02
"""Rows of a series stand beside each other in the file: within so small a part of its rows. Repeated ones stand anywhere."""
SHORT_PAIRS: Final = 3.0
"""As if so many pairs more were near in all columns but one, so that a chance pair among few rows weighs little."""

Near = Callable[[Ints, Ints], Bools]


@dataclass(frozen=True, slots=True)
class Closest:
    """Pairs of rows near in all columns (`whole`), near in all but one (`missed`), and the former's rows.

    Pairs that differ in dates alone are a next edition, unless the dates run either way. `same` counts
    the near pairs that are the same in every column.

    `expected` counts the pairs that miss one column by how seldom random rows are near in it: a common value missed
    tells that rows are alike by chance, a rare one that they are about different things. `crowded` is the part of the
    near rows that hang together in groups of more than `CROWD`, `beside` the part of the near pairs, beyond chance, that
    stand beside each other in the file.
    """

    sample: RowSample
    rows: Ints
    whole: int
    missed: Ints
    expected: float
    crowded: float = 0.0
    beside: float = 0.0
    same: int = 0

    @property
    def short(self) -> int:
        """How many pairs miss by one column; `missed` counts them by the column's place."""
        return int(self.missed.sum())

    @property
    def share(self) -> float:
        """The part of the rows that are near another in all columns."""
        return len(self.rows) / len(self.sample.keys) if len(self.sample.keys) else 0.0

    @property
    def closeness(self) -> float:
        """0 to 1: how many rows have such a pair and are in no crowd or series, and how rarely a pair misses one column."""
        rest = self.whole + self.expected + SHORT_PAIRS
        counted = self.share * (1.0 - self.crowded) * (1.0 - self.beside)
        return float(np.sqrt(counted)) * self.whole / rest

    @property
    def sure(self) -> bool:
        """Whether rows lie so close as those of a genuine table never did, and it is these rows."""
        mostly = self.whole >= MOSTLY_WHOLE * (self.whole + self.short)
        return self.able and self.closeness >= SHOWN and (mostly or self.closeness >= PLAIN)

    @property
    def able(self) -> bool:
        """Whether there are rows to show: enough of them, and no crowd."""
        enough = self.share >= LEAST_SHARE and self.whole >= LEAST_PAIRS
        return enough and self.crowded <= CROWDED and self.closeness >= HINTED


class _Column:
    """One column of the sample: whether two rows may be near in it, and how far apart they are on a closer look."""

    def __init__(self, sample: RowSample, place: int, role: Role) -> None:
        self.texts: Texts = np.asarray(sample.values[f"{place:02}"], object)
        self._dates = sample.values.get(f"{place:02}@") if role in DATES else None
        self.dated = self._dates is not None
        numbers = np.asarray(sample.values.get(f"{place:02}#", np.empty(0)), np.float64)
        filled = np.count_nonzero(self.texts != "")
        figures = len(numbers) > 0 and np.isfinite(numbers).sum() > MOSTLY * filled
        self._numbers = numbers if figures else None
        self._named = role in LETTERS or (role is Role.UNKNOWN and self._varied())

    def _varied(self) -> bool:
        return len(set(self._folded)) > VARIED * len(self._folded)

    @cached_property
    def _folded(self) -> list[str]:
        return [text.casefold().strip() for text in self.texts.tolist()]

    @cached_property
    def _words(self) -> Keys:
        return hashes(np.array(self._folded, dtype=object))

    @cached_property
    def _rare(self) -> Bools:
        """Rows whose word hardly another row has: it may be a common one with a letter changed."""
        _, place, counts = np.unique(self._words, return_inverse=True, return_counts=True)
        few: Bools = counts[place] <= RARE
        worded = [
            len(text) >= LONG_WORD and text.replace(" ", "").isalpha() for text in self._folded
        ]
        return few & np.array(worded, np.bool_)

    @cached_property
    def near(self) -> Near:
        """Whether pairs of rows may be near: quick, and never wrong about those that are not."""
        if self._dates is not None:
            return _near_dates(np.asarray(self._dates, np.int64))
        if self._numbers is not None:
            return _near_figures(self._numbers)
        if self._named:
            return _near_names(self._folded)
        words, rare = self._words, self._rare
        if not rare.any():
            return lambda left, right: words[left] == words[right]
        named = _near_names(self._folded)

        def near(left: Ints, right: Ints) -> Bools:
            changed = (rare[left] | rare[right]) & named(left, right)
            return np.asarray((words[left] == words[right]) | changed, np.bool_)

        return near

    def steps(self, left: Ints, right: Ints) -> Ints:
        """How far apart the cells are, as `pairs` counts it."""
        if self._dates is not None:
            return date_steps(np.asarray(self._dates, np.int64), left, right, NO_TIME)
        if self._numbers is not None:
            return number_steps(self._numbers, left, right)
        if self._named:
            return text_steps(self.texts, left, right)
        out = np.where(self._words[left] == self._words[right], SAME, FAR).astype(np.int64)
        asked = np.flatnonzero((out == FAR) & (self._rare[left] | self._rare[right]))
        if len(asked):
            out[asked] = text_steps(self.texts, left[asked], right[asked])
        return out


def keys_of(facts: Facts, roles: Mapping, seed: int) -> Keys:
    """Sampling keys that a row mostly shares with its moved copy: what cannot move, and where its figures lie roughly."""
    names = columns_of(roles)
    stays = tuple(n for n in names if roles.role_of(n) not in (*FIGURES, *LETTERS, *DATES))
    keys = facts.key(stays, seed, folded=True) if stays else np.full(facts.rows, seed, np.uint64)
    for name in [n for n in names if roles.role_of(n) in FIGURES][:BUCKETS]:
        figures = facts.numbers(name).on_row_numbers()
        known = np.isfinite(figures)
        sizes = np.log(np.maximum(np.abs(np.where(known, figures, 0.0)), 1.0)) / BUCKET
        places = np.where(known, np.floor(sizes), -1.0).astype(np.int64)
        keys = (keys ^ places.view(np.uint64)) * MIXER
    return keys ^ (keys >> np.uint64(31))


def closest_of(sample: RowSample, roles: Mapping, seed: int) -> Closest:
    """Compare all rows of the sample with each other."""
    sample = sample.by_key()
    n = len(sample.keys)
    columns = [_Column(sample, i, roles.role_of(name)) for i, name in enumerate(columns_of(roles))]
    rng = np.random.default_rng(seed)
    one, other = rng.integers(0, n, DRAWS), rng.integers(0, n, DRAWS)
    one, other = one[one != other], other[one != other]
    shares = np.array([float(column.near(one, other).mean()) for column in columns])
    order = [i for i in np.argsort(shares, kind="stable").tolist() if shares[i] <= COMMON]
    if len(order) < FEWEST_COLUMNS:
        return Closest(sample, np.empty(0, np.int64), 0, np.zeros(len(columns), np.int64), 0.0)
    left, right = _candidates(n, [columns[i].near for i in order])
    far, missed = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)
    differ, dated = np.zeros(len(left), np.bool_), np.zeros(len(left), np.bool_)
    for i in order:
        apart = columns[i].steps(left, right) == FAR
        far += apart
        missed[apart] = i
        other = columns[i].texts[left] != columns[i].texts[right]
        if columns[i].dated:
            dated |= other
        else:
            differ |= other
    later = (far == 0) & dated & ~differ
    if drawn_anew(sample, roles, left[later], right[later]):
        differ |= dated
    short, same = far == 1, (far == 0) & ~differ & ~dated
    for column in columns:
        same[same] = column.texts[left[same]] == column.texts[right[same]]
    whole = (far == 0) & (differ | same)
    rows = np.flatnonzero(joined_rows(left[whole], right[whole], n))
    expected = float(np.sqrt(shares[missed[short]]).sum())
    by_column = np.bincount(missed[short], minlength=len(columns))
    sizes = group_sizes(left[whole], right[whole], n)[rows]
    crowded = float(np.mean(sizes > CROWD)) if len(rows) else 0.0
    beside = _beside(sample, left[whole], right[whole])
    return Closest(
        sample, rows, int(whole.sum()), by_column, expected, crowded, beside, int(same.sum())
    )


def _beside(sample: RowSample, left: Ints, right: Ints) -> float:
    """The part of the pairs whose rows stand beside each other in the file, beyond what chance puts there."""
    within = max(1, round(BESIDE * sample.seen))
    by_chance = min(1.0, 2.0 * within / max(1, sample.seen - 1))
    if not len(left) or by_chance >= 1.0:
        return 0.0
    share = float(np.mean(np.abs(sample.places[left] - sample.places[right]) <= within))
    return max(0.0, (share - by_chance) / (1.0 - by_chance))


def weight_of(closeness: float) -> float:
    """What the closeness of a table's rows weighs for rows that were repeated, log10."""
    at = min(closeness, 0.999)
    genuine = (1.0 - ODD) * _density(at, *GENUINE) + ODD
    return min(MOST, math.log10(_density(at, *REPEATED) / genuine))


def _density(at: float, a: float, b: float) -> float:
    """The density of a beta distribution."""
    return math.exp((a - 1.0) * math.log(at) + (b - 1.0) * math.log1p(-at) - log_beta(a, b))


def _candidates(n: int, near: list[Near]) -> tuple[Ints, Ints]:
    """The pairs that may be near in all columns but one at most, the most telling columns asked first."""
    lefts, rights = [], []
    for start in range(0, n, BLOCK):
        rows = np.arange(start, min(start + BLOCK, n))
        left = np.repeat(rows, n - start)
        right = np.tile(np.arange(start, n), len(rows))
        left, right = left[right > left], right[right > left]
        missed = np.zeros(len(left), np.int8)
        for close in near:
            missed += ~close(left, right)
            able = missed <= 1
            left, right, missed = left[able], right[able], missed[able]
        lefts.append(left)
        rights.append(right)
    return np.concatenate(lefts), np.concatenate(rights)


def _near_dates(seconds: Ints) -> Near:
    """Within the months that `pairs` lets pass; without a date on one side only, never."""
    known = np.where(seconds == NO_TIME, np.iinfo(np.int64).min // 4, seconds)
    return lambda left, right: np.abs(known[left] - known[right]) <= MONTHS


def _near_figures(numbers: Floats) -> Near:
    """Within a few per cent, or a step of the column's unit where figures are small."""
    unit = unit_of(numbers)
    known = np.isfinite(numbers)
    size = np.abs(np.where(known, numbers, 0.0))
    room = np.maximum(NEARBY * size, np.where(size < FINE * unit, 1.5 * unit, 0.0))
    at = np.where(known, numbers, -1e300)
    room[~known] = 0.0

    def near(left: Ints, right: Ints) -> Bools:
        gap = np.abs(at[left] - at[right])
        return np.asarray(gap <= np.maximum(room[left], room[right]), np.bool_)

    return near


def _near_names(folded: list[str]) -> Near:
    """A letter changed leaves the first half or the second as it was, and the length."""
    begins = hashes(np.array([text[: len(text) // 2] for text in folded], dtype=object))
    ends = hashes(np.array([text[len(text) // 2 :] for text in folded], dtype=object))
    lengths = np.array([len(text) for text in folded])

    def near(left: Ints, right: Ints) -> Bools:
        close = np.abs(lengths[left] - lengths[right]) <= 1
        half = (begins[left] == begins[right]) | (ends[left] == ends[right])
        return np.asarray(close & half, np.bool_)

    return near
