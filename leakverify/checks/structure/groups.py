"""STR016: columns that fall into groups which know nothing of each other."""

import math
import re
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.columns import content, hashes
from leakverify.checks.contract import Binding, Context
from leakverify.checks.links import letters_of, runs_of
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.structure.features import (
    Levels,
    numbers,
    steady_features,
    surprises,
)
from leakverify.checks.weight import Beta, log10_mean, log10_ratio
from leakverify.checks.whole_rows import Shuffles, WholeRows, draws_of, texts_of
from leakverify.facts.kinds import Bools, Floats, Ints, Keys, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MAX_COLUMNS: Final = 14
MIN_COLUMNS: Final = 3
MIN_ROWS: Final = 30
FEW_COLUMNS: Final = 2
"""Of few columns it says little that they stand apart: so many more are thought of, which belong to all."""
LINKED: Final = 4.8
LINKED_SHORT: Final = 3.2
"""Standard deviations from chance; of a hundred pairs that are strangers not one goes so far.

In a list of fewer than `LONG` rows a link may hide, so less will do: a few strangers may then pass as linked.
"""
TOGETHER: Final = 2.5
"""Many weak links are a link too. The sum over many pairs between two groups need not go as far as a single pair."""

READ: Final = 300
"""Rows whose texts are compared letter by letter."""
SHORT_RUN: Final = 4
SHIFTS: Final = 6
SPELLED: Final = 4.5
"""Standard deviations from chance for shared letters."""
LEAST_MORE: Final = 4.0
RANDOM: Final = re.compile(r"[0-9a-fA-F]{16,}|[0-9A-Za-z+/=$.]{40,}")
MOSTLY: Final = 0.9
NOTHING_TOLD: Final = frozenset({Role.PASSWORD, Role.PASSWORD_HASH, Role.SALT, Role.FREE_TEXT})
"""Random by nature: they tell of no other column in a genuine table either."""

SURE: Final = 400
LONG: Final = 700
"""From the first on most links that are there are seen, from the second on nearly all."""
ENOUGH_COLUMNS: Final = 6
"""Of fewer columns it may well happen that none tells of another: player, team, position, salary."""
GENUINE: Final = (2.89, 2.85)
GENUINE_LONG: Final = (2.25, 3.34)
"""The share of columns that stand alone varies as Beta(a, b a partner): each further column is one more that may tell of it.

Fitted to the worst of up to 12 draws of 400 and 600 rows of each of 124 published collections, and of up to 6 draws of 800
rows, and all of them, of 106.
"""
GENERATED: Final = Beta(0.81, 0.15)
LEARNED: Final = Beta(1.59, 2.24)
MADE: Final = {
    Reading.STITCHED: (Beta(0.34, 1.83), Beta(40.0, 36.0)),
    Reading.FABRICATED: (GENERATED, LEARNED),
}
"""The same where half of the columns were shuffled together, or one by one; and where generators, or a copula, made the
rows. Each way counts alike. Where every column was shuffled no row tells of anybody: such a list is an invented one.
"""
NUMBERS_ALONE: Final = 0.18
"""A copula learns how numbers go together, and loses what words tell: the odds that a column of numbers stands alone there,
as a multiple of those of words. Fitted to 16 such tables; of 38 shuffled ones it is 0.9, so which columns stand alone
tells the two apart.
"""
MOST: Final = 2.0
CARRIES: Final = 1.5
"""The worst draw of a published collection of six columns or more comes to 1.29; what weighs less is left to the calibrated curve."""
ALIKE: Final = 5
"""Rows are shown whose value in such a column stands in a few other rows: they can be held side by side."""


class ColumnGroups(WholeRows):
    """Whether all columns hang together, or fall into groups that know nothing of each other.

    Looks at:
        Up to 3,000 rows and 14 columns: which pairs of columns are linked beyond chance. The check looks at values,
        beginnings, lengths, sizes, order, and letters that both spell in one row. Then it sees which columns are
        linked to each other directly or through others, or by many weak links that add up.

    Why it tells:
        In a genuine table nearly every column is linked to another, and through it to all. When some columns were
        shuffled, or rows of two lists were put side by side, the columns fall apart in groups.

    Innocent explanations:
        - A field of its own, such as a random code or a free remark.
        - A short list, where only strong links can be told from chance.

    Reads as:
        Many columns that stand alone read as assembled or invented. Where numbers go together and words tell of
        nothing, rows that a synthesizer made are likelier than shuffled ones.

    Source:
        Mutual information against shuffled columns. Shares measured on published tables by this project.
    """

    info: ClassVar = CheckInfo(
        "STR016", "structure.column-groups", Family.STRUCTURE, "apart_steady", exhibit=True
    )

    kept_rows: ClassVar = 3_000
    fewest_columns: ClassVar = MIN_COLUMNS

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The first columns that may tell of others."""
        telling = [n for n in content(roles) if roles.role_of(n) not in NOTHING_TOLD]
        return tuple(telling[:MAX_COLUMNS])

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The share of pairs of columns that lie in different groups."""
        state = state.distinct()
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        names, columns, told = _able(texts_of(state), self.columns(context.settings.roles))
        if len(names) < MIN_COLUMNS:
            return self.not_applicable("CONSTANT", binding)
        shuffles = Shuffles(columns, context.seed)
        figures = [numbers(column) for column in columns]
        informed, ordered = _informed(told, shuffles), _ordered(figures, n)
        least = LINKED if n >= LONG else LINKED_SHORT
        linked = (informed > least) | (ordered > least) | _spelled(columns)
        group = joined(groups(linked, len(names)), informed, ordered**2, least)
        sizes = np.bincount(group)
        together = float(np.sum((sizes / len(names)) ** 2))
        others = len(names) - 1
        apart = (1.0 - together) / (1.0 - 1.0 / len(names))
        lone = sizes[group] == 1
        counted = np.array([sizes is not None for sizes in figures])
        measured: dict[str, Number] = {
            "apart_steady": apart * others / (others + FEW_COLUMNS),
            "apart_share": apart,
            "group_count": len(sizes),
            "largest_count": int(sizes.max()),
            "alone_count": int(lone.sum()),
            "numbers_count": int(counted.sum()),
            "numbers_alone_count": int((counted & lone).sum()),
            "column_count": len(names),
            "compared_rows": n,
        }
        support = weights(Lone(lone, counted), n)
        able = n >= SURE and len(names) >= ENOUGH_COLUMNS
        if not able or max(support.values()) < CARRIES:
            return self.weighed(binding, context, state.eligible, measured)
        alone = np.flatnonzero(lone).tolist()
        alike = _alike([columns[i] for i in alone])
        rows = rows_at(len(alike), np.sort(state.places[alike]))
        finding = self.exhibited(binding, measured, support, rows)
        return replace(finding, columns=tuple(names[i] for i in alone))


@dataclass(frozen=True, slots=True)
class Lone:
    """Which of the columns stand alone, and which hold numbers or dates."""

    alone: Bools
    numbers: Bools

    def log10_learned(self) -> float:
        """How much likelier it is that these stand alone where a copula made the rows than where any columns might, log10."""
        words, numbers = int((~self.numbers).sum()), int(self.numbers.sum())
        alone, seen = int(self.alone.sum()), int((self.alone & self.numbers).sum())
        ways = {
            k: math.comb(numbers, k) * math.comb(words, alone - k)
            for k in range(max(0, alone - words), min(alone, numbers) + 1)
        }
        all_odds = math.fsum(count * NUMBERS_ALONE**k for k, count in ways.items())
        return math.log10(NUMBERS_ALONE**seen * sum(ways.values()) / all_odds)


def weights(lone: Lone, rows: int) -> dict[Reading, float]:
    """The support where these columns stand alone in so many rows.

    The cap lowers all readings alike, for it is about genuine tables: what tells one reading from another stays.
    """
    a, b = GENUINE_LONG if rows >= LONG else GENUINE
    alone, columns = int(lone.alone.sum()), len(lone.alone)
    genuine = Beta(a, b * (columns - 1))
    learned = lone.log10_learned()
    # Which columns stand alone in genuine tables is not known well enough: it may lower a reading, and lifts none.
    less = {
        way: min(0.0, learned if way is LEARNED else -learned)
        for way in (*MADE[Reading.STITCHED], LEARNED)
    }
    ratios = {
        reading: log10_mean(
            [log10_ratio(alone, columns, way, genuine) + less.get(way, 0.0) for way in ways]
        )
        for reading, ways in MADE.items()
    }
    over = max(0.0, max(ratios.values()) - MOST)
    return {reading: ratio - over for reading, ratio in ratios.items()}


def _alike(columns: list[Texts]) -> Ints:
    """The rows whose value in one of the columns stands in a few other rows; all rows where no value does."""
    marked = np.zeros(len(columns[0]), np.bool_)
    for texts in columns:
        _, place, counts = np.unique(hashes(texts), return_inverse=True, return_counts=True)
        marked |= ((counts > 1) & (counts <= ALIKE))[place] & (texts != "")
    return np.flatnonzero(marked if marked.any() else ~marked)


def _able(
    texts: list[Texts], names: tuple[str, ...]
) -> tuple[list[str], list[Texts], list[list[Levels]]]:
    """The columns that can tell of others: their names, texts and features."""
    found = [
        (name, column, steady_features(column))
        for name, column in zip(names, texts, strict=True)
        if not _random(column)
    ]
    able = [each for each in found if each[2]]
    return [n for n, _, _ in able], [c for _, c, _ in able], [t for _, _, t in able]


def _random(texts: Texts) -> bool:
    """Whether a column holds hashes, keys or signatures."""
    few = [text for text in texts[:READ].tolist() if text]
    return sum(bool(RANDOM.fullmatch(text)) for text in few) > MOSTLY * len(few)


def _informed(columns: list[list[Levels]], shuffles: Shuffles) -> Floats:
    """How far each pair tells of each other beyond what shuffled columns tell, in standard deviations."""
    n = len(columns[0][0])
    draws = [surprises(columns, shuffles.orders()) for _ in range(draws_of(n))]
    mean = np.mean(draws, axis=0)
    # One spread for all pairs: a few draws are too few for a spread of each.
    spread = max(float(np.std(np.array(draws) - mean)), 1e-9)
    # What is seen strays from the mean of the draws, which itself is known from a few of them.
    spread *= np.sqrt((len(draws) + 1.0) / (len(draws) - 1.0))
    out: Floats = (surprises(columns, [np.arange(n)] * len(columns)) - mean) / spread
    return out


def _ordered(columns: list[Floats | None], n: int) -> Floats:
    """How far each pair of numbers or dates rises or falls together, in standard deviations; NaN for other pairs."""
    ranks = [None if sizes is None else _ranks(sizes) for sizes in columns]
    far = np.sqrt(n - 1.0)
    marks = [
        abs(float(np.mean(a * b))) * far if a is not None and b is not None else np.nan
        for i, a in enumerate(ranks)
        for b in ranks[i + 1 :]
    ]
    return np.array(marks, np.float64)


def _ranks(sizes: Floats) -> Floats | None:
    """Standardised ranks of numbers, equal ones alike; None where they are all the same."""
    _, place, counts = np.unique(sizes, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - counts / 2.0
    ranks: Floats = middle[place] - len(sizes) / 2.0
    spread = float(ranks.std())
    return ranks / spread if spread > 0 else None


def _spelled(texts: list[Texts]) -> Bools:
    """The pairs that share letters within rows more often than across rows."""
    rows = np.linspace(0, len(texts[0]) - 1, min(READ, len(texts[0]))).astype(np.int64)
    held = [runs_of([letters_of(t) for t in c[rows].tolist()], SHORT_RUN, SHORT_RUN) for c in texts]
    n = len(rows)
    return np.array(
        [_share_letters(a, b, n) for i, a in enumerate(held) for b in held[i + 1 :]], np.bool_
    )


def _share_letters(one: tuple[Keys, Ints], other: tuple[Keys, Ints], n: int) -> bool:
    """Whether more rows share a run of letters than rows moved against each other do."""
    seen = _meet(one, other, 0, n)
    if seen <= LEAST_MORE:
        return False
    moved = [_meet(one, other, step * n // (SHIFTS + 1), n) for step in range(1, SHIFTS + 1)]
    mean = float(np.mean(moved))
    return seen - mean > max(LEAST_MORE, SPELLED * float(np.sqrt(mean * (1.0 - mean / n))))


def _meet(one: tuple[Keys, Ints], other: tuple[Keys, Ints], step: int, n: int) -> int:
    """How many rows share a run with the row so many further on."""
    rows = one[1].astype(np.uint64)
    moved = ((other[1] + step) % n).astype(np.uint64)
    shared = np.isin(one[0] * np.uint64(n) + rows, other[0] * np.uint64(n) + moved)
    return len(np.unique(one[1][shared]))


def groups(linked: Bools, count: int) -> Ints:
    """The group of each column, where linked columns share one."""
    group = np.arange(count)
    for one, other in np.column_stack(np.triu_indices(count, 1))[linked].tolist():
        group[group == group[other]] = group[one]
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def joined(group: Ints, informed: Floats, squares: Floats, least: float) -> Ints:
    """The groups after those are made one whose pairs add up to a link, though none of them is one by itself.

    `informed` tells how far each pair goes together in standard deviations, `squares` are the squares of how far it
    rises or falls together, NaN where that is not known; a single pair is linked from `least` on. First two groups are
    held side by side, then each column that stands alone and all others.
    """
    kinds = informed, (squares - 1.0) / np.sqrt(2.0)
    while group.max() > 0:
        far = np.maximum(*(_beyond(group, pairs, least) for pairs in kinds))
        if far.max() < 0.0:
            alone = np.flatnonzero(np.bincount(group) == 1)
            rest = [
                max(_beyond((group == g) * 1, pairs, least)[0, 1] for pairs in kinds) for g in alone
            ]
            if max(rest, default=-1.0) < 0.0:
                break
            one = alone[int(np.argmax(rest))]
            other = int(far[one].argmax())
        else:
            one, other = divmod(int(far.argmax()), len(far))
        group = np.unique(np.where(group == other, one, group), return_inverse=True)[1]
    return group.astype(np.int64)


def _beyond(group: Ints, pairs: Floats, least: float) -> Floats:
    """For each two groups how far the sum over the pairs between them goes beyond its mark; least on the diagonal."""
    count = len(group)
    square, known = np.zeros((count, count)), np.zeros((count, count))
    upper = np.triu_indices(count, 1)
    square[upper], known[upper] = np.nan_to_num(pairs), ~np.isnan(pairs)
    member = np.eye(int(group.max()) + 1)[group]
    sums = member.T @ (square + square.T) @ member
    root = np.sqrt(np.maximum(member.T @ (known + known.T) @ member, 1.0))
    out: Floats = sums / root - (TOGETHER + (least - TOGETHER) / root)
    np.fill_diagonal(out, -np.inf)
    return out
