"""STR011: rows whose cells do not belong together, though the cells of the other rows do."""

from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.columns import content
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.statistics import clopper_pearson
from leakverify.checks.structure.features import LEVELS, Levels, features
from leakverify.checks.weight import log10_astray
from leakverify.checks.whole_rows import WholeRows, texts_of
from leakverify.facts.kinds import Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

MAX_COLUMNS: Final = 16
MIN_ROWS: Final = 200
LINKED: Final = 0.03
"""Two columns must tell so much of each other, in nats, before what they never do together tells anything."""
OFTEN: Final = 0.2
"""Cells drawn one by one would come together in ways that the table avoids in this share of rows at least."""
CELLS: Final = LEVELS * LEVELS

LEAST: Final = 0.03
STEADY: Final = 1.6
"""If rows drawn cell by cell are all there is to it, every pair of columns gives about the same share."""
TOGETHER: Final = 0.5
"""And the rows that break one pair then break the other as often as such rows must."""
BEYOND: Final = 5.0
"""Breaks that meet by chance stay within so many standard deviations, and as many rows."""
LARGEST: Final = 0.6
"""Above this share the table as a whole does not hang together, which is not about some of its rows."""
SURE: Final = 1.08
"""Rows are named by pairs that hardly any row breaks but the strangers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns, by place, and which rows join them in a way that the other half of the table avoids.

    `alone` is how often rows drawn cell by cell would do so; hence `share`, the most rows that can be such.
    """

    columns: tuple[int, int]
    broken: Bools
    alone: float

    @property
    def share(self) -> float:
        """The share of rows drawn cell by cell, if they alone broke the pair."""
        return float(np.count_nonzero(self.broken) + 1) / (self.alone * len(self.broken))


@dataclass(frozen=True, slots=True)
class Mixture:
    """Two pairs without a column in common, the share of strangers that explains both, and how well it does."""

    one: Pair
    other: Pair
    share: float
    both: int
    together: float
    low: float
    high: float

    @property
    def shown(self) -> bool:
        """Whether a part of the rows breaks both pairs as rows drawn cell by cell do, and the rest breaks neither."""
        chance = len(self.one.broken) * float(self.one.broken.mean() * self.other.broken.mean())
        return (
            LEAST <= self.share <= LARGEST
            and max(self.one.share, self.other.share) <= STEADY * self.share
            and self.together >= TOGETHER
            and self.both >= chance + BEYOND * chance**0.5 + BEYOND
        )

    @property
    def weight(self) -> float:
        """What the rows that must be strangers weigh, log10: a few may be records of another kind."""
        n = len(self.one.broken)
        return log10_astray(round(self.low * n), n)


class Strangers(WholeRows):
    """The share of rows whose cells are put together at random, judged by pairs of columns that hang together.

    Looks at: Pairs of columns that tell of each other (town and postcode, form and size). The check finds which
        values never meet in one half of the rows. Then it counts how many rows of the other half join them all the
        same.
    Why it tells: rows made up of real values, each drawn by itself, join what never meets. Such rows break
        every pair of columns equally often, and the same rows break all of them; errors do neither.
    Innocent explanations: records of another kind in the same table; columns shifted by a damaged line.
    Reads as: altered where one part of the rows breaks several unrelated pairs and the rest keeps them.
    Source: arithmetic. How often values meet that are drawn by themselves follows from the columns' own frequencies.
        Which meetings the table avoids is learned on rows that are not judged by it.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR011", "structure.strangers", Family.STRUCTURE, "most_share", exhibit=True
    )

    kept_rows: ClassVar = 2_500

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The first that hold content."""
        return content(roles)[:MAX_COLUMNS]

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The most rows that can be strangers, and those that must be."""
        state = state.by_key()
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        half = np.random.default_rng(context.seed).permutation(n) < n // 2
        pairs = _pairs([levels for texts in texts_of(state) if (levels := features(texts))], half)
        if not pairs:
            return self.not_applicable("CONSTANT", binding)
        found = _mixture(pairs)
        measured: dict[str, Number] = {
            "most_share": min(1.0, pairs[0].share),
            "pairs_count": len(pairs),
            "both_count": found.both if found else 0,
            "strangers_share": found.share if found else 0.0,
            "low_share": found.low if found else 0.0,
            "high_share": found.high if found else min(1.0, pairs[0].share),
            "together": found.together if found else None,
            "compared_rows": n,
        }
        weight = found.weight if found is not None and found.shown else 0.0
        if found is None or weight <= 0:
            return self.weighed(binding, context, state.eligible, measured)
        named = np.flatnonzero(_strangers(pairs, found))
        rows = rows_at(len(named), np.sort(state.places[named]))
        return self.exhibited(binding, measured, {Reading.TAMPERED: weight}, rows)


def _pairs(columns: list[list[Levels]], half: Bools) -> list[Pair]:
    """The pairs of columns that hang together, the surest first."""
    found = []
    for i, j in combinations(range(len(columns)), 2):
        told, cells, alone = _closest(columns[i], columns[j])
        if told < LINKED:
            continue
        broken, share = _avoided(cells, alone, half)
        if share >= OFTEN:
            found.append(Pair((i, j), broken, share))
    return sorted(found, key=lambda pair: (pair.share, pair.columns))


def _closest(one: list[Levels], other: list[Levels]) -> tuple[float, Ints, Floats]:
    """The features of two columns that tell most of each other: how much, each row's cell, and independent shares."""
    n = len(one[0])
    cells = (np.array(one)[:, None] * LEVELS + np.array(other)[None]).reshape(-1, n)
    tables = len(cells)
    joint = np.bincount(
        (cells + np.arange(tables)[:, None] * CELLS).ravel(), minlength=tables * CELLS
    )
    met = joint.reshape(tables, LEVELS, LEVELS) / n
    alone = met.sum(axis=2, keepdims=True) * met.sum(axis=1, keepdims=True)
    ratio = np.where(met > 0, met, 1.0) / np.where(met > 0, alone, 1.0)
    told = np.sum(met * np.log(ratio), axis=(1, 2))
    best = int(np.argmax(told))
    return float(told[best]), cells[best], alone[best].ravel()


def _avoided(cells: Ints, alone: Floats, half: Bools) -> tuple[Bools, float]:
    """Rows in cells that the other half of the table avoids, and how often independent cells would fall there.

    Cells are taken, the most avoided first, as long as that widens the gap between what independence expects
    and what the learning half holds.
    """
    broken = np.zeros(len(cells), np.bool_)
    shares = []
    for learn in (half, ~half):
        seen = np.bincount(cells[learn], minlength=CELLS) / np.count_nonzero(learn)
        count = np.count_nonzero(learn)
        lift = np.where(alone > 0, (seen + 0.5 / count) / (alone + 1.0 / count), np.inf)
        order = np.argsort(lift, kind="stable")
        gain = np.cumsum(alone[order] - seen[order])
        low = np.zeros(CELLS, np.bool_)
        low[order[: int(np.argmax(gain)) + 1]] = True
        broken[~learn] = low[cells[~learn]]
        shares.append(float(alone[low].sum()))
    return broken, sum(shares) / 2.0


def _mixture(pairs: list[Pair]) -> Mixture | None:
    """The two surest pairs without a column in common, read as strangers among rows that break each by itself."""
    for one, other in sorted(
        combinations(pairs[:12], 2), key=lambda two: two[0].share + two[1].share
    ):
        if not set(one.columns) & set(other.columns):
            return _solved(one, other)
    return None


def _solved(one: Pair, other: Pair) -> Mixture:
    """The share at which strangers and chance together give the rows that break both.

    broken both = share * alone1 * alone2 + (1 - share) * own1 * own2, with own = (broken - share * alone) / (1 - share).
    """
    n = len(one.broken)
    first, second = float(one.broken.mean()), float(other.broken.mean())
    both = int(np.count_nonzero(one.broken & other.broken))
    most = min(first / one.alone, second / other.alone, 0.99)
    shares = np.linspace(0.0, most, 400)
    own = (first - shares * one.alone) * (second - shares * other.alone) / (1.0 - shares)
    reached = np.flatnonzero(shares * one.alone * other.alone + own >= both / n)
    share = float(shares[reached[0]]) if len(reached) else most
    must = most * one.alone * other.alone - first * second
    together = (both / n - first * second) / must if must > 0 else 0.0
    seen = clopper_pearson(both, n)
    top = clopper_pearson(int(np.count_nonzero(one.broken)), n)
    rest = float(own[reached[0]]) if len(reached) else 0.0
    return Mixture(
        one,
        other,
        share,
        both,
        together,
        max(0.0, (seen.low - rest) / (one.alone * other.alone)),
        min(1.0, top.high / one.alone),
    )


def _strangers(pairs: list[Pair], found: Mixture) -> Bools:
    """Rows that break a pair which hardly any other row breaks."""
    sure = [pair for pair in pairs if pair.share <= found.share * SURE]
    marks = [pair.broken for pair in sure] or [found.one.broken & found.other.broken]
    out: Bools = np.logical_or.reduce(marks)
    return out
