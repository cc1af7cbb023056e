"""GEN025: columns that go together exactly as one formula lets them, and in no way of their own."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from statistics import NormalDist
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import NO_ROWS
from leakverify.checks.columns import content
from leakverify.checks.contract import Binding, Context
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.structure.features import Levels, numbers
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.checks.whole_rows import WholeRows, texts_of
from leakverify.facts.kinds import Floats, Ints, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

MAX_COLUMNS: Final = 14
MOST_KEPT: Final = 64
"""Columns whose texts are kept, so that a very wide table does not fill the memory."""
MIN_ROWS: Final = 100
MIN_LINKED: Final = 3
BANDS: Final = 6
"""Parts of equal share into which the values of a column are put; values of equal size stay together."""
MOST_KINDS: Final = 60
LINKED: Final = 4.0
FORMED: Final = 2.5
"""Standard deviations of chi-square: above the first two columns are linked, below the second the formula explains them."""
NEARLY_ONE: Final = 0.97
"""Columns that say the same are a tie of the table, not a link that a formula could miss."""
NODES: Final = 300
REACH: Final = 8.0
STEPS: Final = 12
GOLDEN: Final = (math.sqrt(5.0) - 1.0) / 2.0

ENOUGH_LINKS: Final = 6
BELL_KINDS: Final = 10
BELL_SKEW: Final = 0.6
BELL_TAILS: Final = 1.2
BELL_ENDS: Final = (0.005, 0.995)
"""A column of so many values at least is bell-shaped where, without its ends, skew and excess kurtosis stay below these."""
LONG: Final = 500
GENUINE: Final = Beta(0.70, 3.04)
"""How the share of explained links varies over 316 published lists with three links or more, from `LONG` rows on.

They took no part in the calibration; over the 100 collections that did, it is a little smaller.
"""
GENUINE_SHORT: Final = Beta(0.98, 2.77)
"""The same over 95 collections cut to fewer rows: there a formula explains more, for small exceptions do not show."""
MADE: Final = Beta(23.0, 1.24)
"""The same in as many tables that a Gaussian copula made from them."""
MOST: Final = 2.0
CARRIES: Final = 1.0
"""What is shown weighs so much, from `LONG` rows on."""
FURTHEST: Final = 2.1
HELD: Final = 1.4
"""The furthest of those lists, one of wages, comes to 1.55 (14 of 16); of 534 published lists that were looked at later, one of
mothers at work to 2.04 (6 of 6). What is not beyond them weighs too little to stand alone."""
HINTS: Final = 0.5
"""The most that a short list or a few links weigh; links with ways of their own weigh nothing, for most invented lists have none."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two linked columns, the strength that the formula gives them, and how far they stray from it (deviations)."""

    one: int
    other: int
    strength: float
    stray: float

    @property
    def formed(self) -> bool:
        """Whether the formula explains all that is seen."""
        return self.stray < FORMED


class FormulaLinks(WholeRows):
    """Whether columns go together exactly as a formula would let them.

    Looks at:
        Up to 3,000 rows and 14 columns of numbers, dates or a few words. The check sees which pairs are linked, and
        whether one strength in the normal formula explains all of each link. Bell-shaped columns do not count.

    Why it tells:
        Programs that make new rows from real ones learn one strength for each pair of columns and forget the rest.
        Real links have steps, limits and exceptions that no single strength explains. Only bell-shaped columns, such
        as heights or marks in tests, go together like that by nature.

    Innocent explanations:
        - Measurements of nature, such as height and weight.
        - Figures that the organisation itself estimated with a model.
        - A short list, where small exceptions do not show.

    Reads as:
        Nearly all links explained by the formula reads as invented. The opposite is no sign that a list is genuine.

    Source:
        Goodness of fit of the bivariate normal model. Shares measured on published tables by this project.
    """

    info: ClassVar = CheckInfo(
        "GEN025", "generator.formula-links", Family.GENERATOR, "formed_share", exhibit=True
    )

    kept_rows: ClassVar = 3_000
    fewest_columns: ClassVar = MIN_LINKED

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """The first that hold content: more than are compared, for some of them have no order."""
        return content(roles)[:MOST_KEPT]

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The share of linked pairs that the formula explains."""
        state = state.distinct()
        n = len(state.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        names, columns, bells = _able(texts_of(state), self.columns(context.settings.roles))
        found = [link for link in links(columns) if not bells[link.one] and not bells[link.other]]
        if len(found) < MIN_LINKED:
            return self.not_applicable("FEW_VALUES", binding)
        formed = [link for link in found if link.formed]
        measured: dict[str, Number] = {
            "formed_share": len(formed) / len(found),
            "formed_count": len(formed),
            "linked_count": len(found),
            "column_count": len(names),
            "compared_rows": n,
        }
        genuine = GENUINE if n >= LONG else GENUINE_SHORT
        weight = max(0.0, log10_ratio(len(formed), len(found), MADE, genuine))
        able = n >= LONG and len(found) >= ENOUGH_LINKS
        if not able or weight < CARRIES:
            hint = {Reading.FABRICATED: min(weight, HINTS)} if weight else {}
            return self.exhibited(binding, measured, hint, NO_ROWS)
        weight = min(MOST, held(weight))
        against = _against(max(formed, key=lambda link: abs(link.strength)), columns)
        rows = rows_at(len(against), np.sort(state.places[against]))
        finding = self.exhibited(binding, measured, {Reading.FABRICATED: weight}, rows)
        used = {place for link in formed for place in (link.one, link.other)}
        return replace(finding, columns=tuple(names[place] for place in sorted(used)))


def held(weight: float) -> float:
    """What is shown weighs: enough to stand alone only where it is beyond every published list."""
    return weight if weight >= FURTHEST else min(weight, HELD)


def links(columns: list[Levels]) -> list[Link]:
    """The pairs of columns that are linked beyond chance and do not merely say the same."""
    pairs = [(i, j) for i in range(len(columns)) for j in range(i + 1, len(columns))]
    found = (_link(i, j, columns[i], columns[j]) for i, j in pairs)
    return [link for link in found if link is not None and abs(link.strength) < NEARLY_ONE]


def _link(i: int, j: int, one: Levels, other: Levels) -> Link | None:
    """One pair: None where chance explains it, or where too few levels leave nothing to see beside the strength."""
    wide, high = int(one.max()) + 1, int(other.max()) + 1
    free = (wide - 1) * (high - 1)
    if free <= 2:  # noqa: PLR2004  (one is spent on the strength, one alone tells little)
        return None
    n = len(one)
    seen = np.bincount(one * high + other, minlength=wide * high).reshape(wide, high)
    shares = seen.sum(axis=1) / n, seen.sum(axis=0) / n
    chance = np.outer(*shares) * n
    if float(((seen - chance) ** 2 / chance).sum()) < free + LINKED * math.sqrt(2.0 * free):
        return None
    strength, left = _fitted(seen, *shares)
    return Link(i, j, strength, (left - (free - 1)) / math.sqrt(2.0 * (free - 1)))


def _fitted(seen: Ints, rows: Floats, columns: Floats) -> tuple[float, float]:
    """The strength at which the formula fits best, by golden section, and twice the log likelihood that it leaves."""
    held = seen > 0
    counts, n = seen[held], int(seen.sum())
    shares = _formula(rows, columns)

    def left(strength: float) -> float:
        return 2.0 * float(np.sum(counts * np.log(counts / (n * shares(strength)[held]))))

    low, high = -0.98, 0.98
    a, b = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_a, at_b = left(a), left(b)
    for _ in range(STEPS):
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - GOLDEN * (high - low)
            at_a = left(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + GOLDEN * (high - low)
            at_b = left(b)
    return (low + high) / 2.0, min(at_a, at_b)


def _formula(rows: Floats, columns: Floats) -> Callable[[float], Floats]:
    """By strength, the share of each pair of levels under the bivariate normal model with these margins."""
    nodes, grid, below = _normal()
    cuts = np.concatenate(([-REACH], np.interp(np.cumsum(columns)[:-1], below, grid), [REACH]))
    edges = np.concatenate(([0.0], np.cumsum(rows)))
    ends = np.arange(NODES + 1) / NODES
    part = np.minimum(edges[1:, None], ends[1:]) - np.maximum(edges[:-1, None], ends[:-1])
    part = np.clip(part, 0.0, None)

    def shares(strength: float) -> Floats:
        bend = math.sqrt(1.0 - strength * strength)
        inside = np.diff(np.interp((cuts - strength * nodes[:, None]) / bend, grid, below), axis=1)
        out: Floats = np.maximum(part @ inside, 1e-9)
        return out

    return shares


@cache
def _normal() -> tuple[Floats, Floats, Floats]:
    """Middles of equal parts of the normal distribution, and its distribution function on a grid."""
    normal = NormalDist()
    nodes = np.array([normal.inv_cdf((k + 0.5) / NODES) for k in range(NODES)])
    grid = np.linspace(-REACH, REACH, 4_001)
    return nodes, grid, np.array([normal.cdf(x) for x in grid.tolist()])


def _able(texts: list[Texts], names: tuple[str, ...]) -> tuple[list[str], list[Levels], list[bool]]:
    """The first columns that have an order or few kinds, and vary: their names, levels, and which are bell-shaped."""
    leveled = ((name, column, _levels(column)) for name, column in zip(names, texts, strict=True))
    able = ((name, column, levels) for name, column, levels in leveled if levels is not None)
    found = list(islice(able, MAX_COLUMNS))
    bells = [bell_shaped(column) for _, column, _ in found]
    return [name for name, _, _ in found], [levels for _, _, levels in found], bells


def bell_shaped(texts: Texts) -> bool:
    """Whether a column of numbers lies about as the normal distribution: what many small influences make."""
    sizes = _sizes(texts)
    if sizes is None:
        return False
    known = sizes[np.isfinite(sizes)]
    if len(np.unique(known)) < BELL_KINDS:
        return False
    low, high = np.quantile(known, BELL_ENDS)
    inner = known[(known >= low) & (known <= high)]
    spread = float(inner.std())
    if spread <= 0.0:
        return False
    z = (inner - inner.mean()) / spread
    return abs(float(np.mean(z**3))) < BELL_SKEW and abs(float(np.mean(z**4)) - 3.0) < BELL_TAILS


def _levels(texts: Texts) -> Levels | None:
    """A column in bands of equal share; words in the order of their letters. None where nothing orders it or varies."""
    sizes = _sizes(texts)
    values = np.asarray(texts.astype(str)) if sizes is None else sizes
    kinds, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    if len(kinds) < 2 or (sizes is None and len(kinds) > MOST_KINDS):  # noqa: PLR2004  (one kind does not vary)
        return None
    middle = (np.cumsum(counts) - counts / 2.0) / len(texts)
    bands = np.minimum((middle * BANDS).astype(np.int64), BANDS - 1)
    levels = np.unique(bands[place], return_inverse=True)[1].astype(np.int64)
    return levels if levels.any() else None


def _sizes(texts: Texts) -> Floats | None:
    """Numbers and dates as sizes, empty cells below all; None where a column holds words."""
    listed = texts.tolist()
    sizes = numbers(texts)
    if sizes is None:
        return None
    signs = np.array([-1.0 if text.startswith(("-", "\u2212")) else 1.0 for text in listed])
    out: Floats = np.where(np.array([text == "" for text in listed]), -np.inf, sizes * signs)
    return out


def _against(link: Link, columns: list[Levels]) -> Ints:
    """The rows that go most against a link: high in one column and, for its sign, low in the other."""
    one, other = columns[link.one], columns[link.other]
    if link.strength < 0:
        other = other.max() - other
    apart = np.abs(one / max(int(one.max()), 1) - other / max(int(other.max()), 1))
    return np.flatnonzero(apart == apart.max())
