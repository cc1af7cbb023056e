"""TIM024: dates beside columns that say a part of them once more, or what lies between two of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.evenly import evenly
from leakverify.checks.redrawn import FEWEST_CELLS, FIT, distances_fit
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.timeline.calendar_parts import day_of, month, stamps, weekday
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Role

Sampled = NDArray[np.generic]

SAMPLE: Final = 5_000
MAX_DATES: Final = 4
MAX_OTHERS: Final = 16
MIN_ROWS: Final = 60
TEXT: Final = "#"
"""Marks the sampled values of a column as keys of its texts; without it they are numbers."""

KEPT: Final = 0.6
BEYOND_CHANCE: Final = 0.4
"""A column says a part of a date where so many rows keep to it, and so many fewer do when it is shuffled."""
FEWEST_LEVELS: Final = 3
PER_LEVEL: Final = 3
"""Values that stand in fewer rows than this on average are not a part of a date."""
DAY: Final = 86_400.0
YEAR: Final = 365.25
DAYS_OFF: Final = 1.0
"""A span may be off by the day that is half over, or the year that is half over."""
LEAST: Final = 0.02
LARGEST: Final = 0.4
DRAWS: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """What a column says of a date: which rows have both, which break it, how many keep it, and if shuffled.

    `fit` tells how well the broken rows lie where dates drawn evenly would, over so many `cells` (see `fit_of`).
    """

    columns: tuple[str, ...]
    known: Ints
    broken: Bools
    by_chance: float
    fit: float
    cells: int

    @property
    def kept(self) -> float:
        """The share of rows that keep it."""
        return 1.0 - float(self.broken.mean())

    @property
    def holds(self) -> bool:
        """Whether the column says that of the date at all."""
        return self.kept >= KEPT and self.kept - self.by_chance >= BEYOND_CHANCE

    @property
    def shown(self) -> bool:
        """Whether rows break it as if their dates were drawn anew; late and early ones would lie near."""
        share = float(self.broken.mean())
        return LEAST <= share <= LARGEST and self.cells >= FEWEST_CELLS and self.fit >= FIT


class DateParts(StateCheck[RowSample]):
    """Dates whose year, month, weekday or span stands in another column too, and in some rows is another one.

    Looks at: Each date beside every other column. A column may say the date's year, quarter, month, day, weekday or
        hour, in figures or in words, or the days or years from one date to another, or to one day. The check finds
        this out from the rows themselves. Then it sees which rows break it and how far they are off.
    Why it tells: the program that kept the records reckoned one from the other. Whoever changes a date afterwards
        rarely changes what was reckoned from it.
    Innocent explanations: a column that was filled in by hand; school and tax years, an edition of the year before and
        time zones, whose rows lie near and do not count.
    Reads as: altered where some rows break what all others keep, as far off as dates drawn anew would be.
    Source: arithmetic of the calendar, and dates drawn evenly over the same range; how the share of exceptions varies
        from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM024", "timeline.date-parts", Family.TIMELINE, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All dates with all other columns, together."""
        return [Binding(())] if _dates(roles) and _others(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample dates, figures and what texts are."""
        roles = context.settings.roles
        values = {name: facts.dates(name).seconds_on_rows() for name in _dates(roles)}
        has = np.logical_or.reduce([seconds != NO_TIME for seconds in values.values()])
        keys = row_keys(facts, context)
        places = state.pick(keys, has)
        picked = dict[str, Sampled]((name, s[places]) for name, s in values.items())
        for name in _others(roles):
            picked[name] = facts.numbers(name).on_row_numbers()[places]
            kinds = facts.key((name,), context.seed).view(np.int64)[places]
            picked[f"{name}{TEXT}"] = np.where(facts.filled(name)[places], kinds, 0)
        state.take(facts.rows, int(np.count_nonzero(has)), places, keys[places], picked)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """What a column says of a date and most rows break, among all that hold."""
        state = state.by_key()
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        found = [told for told in _all(state, context) if told.holds]
        if not found:
            return self.not_applicable("NO_DATE_PART", binding)
        best = max(found, key=lambda told: (told.shown, -told.kept, len(told.known)))
        n, hits = len(best.known), int(np.count_nonzero(best.broken))
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": hits,
            "kept_share": best.kept,
            "by_chance_share": best.by_chance,
            "parts_count": len(found),
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(state.places[best.known[best.broken]]))
        finding = self.astray(binding, context, state.eligible, measured, rows, n, shown=best.shown)
        return replace(finding, columns=best.columns)


def _dates(roles: Mapping) -> tuple[str, ...]:
    """Moments and birth dates."""
    return roles.named(*TIME_ROLES, Role.BIRTH_DATE)[:MAX_DATES]


def _others(roles: Mapping) -> tuple[str, ...]:
    """The columns that may say something of a date, unnamed ones first."""
    return (*roles.named(Role.UNKNOWN), *roles.named(Role.AMOUNT))[:MAX_OTHERS]


def _all(state: RowSample, context: Context) -> Iterator[Told]:
    """Every date and pair of dates with every column that may tell of it."""
    rng = np.random.default_rng(context.seed)
    roles = context.settings.roles
    dates = {name: np.asarray(state.values[name], np.int64) for name in _dates(roles)}
    for other in _others(roles):
        texts = np.asarray(state.values[f"{other}{TEXT}"], np.int64)
        figures = np.asarray(state.values[other], np.float64)
        for name, seconds in dates.items():
            known = np.flatnonzero((seconds != NO_TIME) & (texts != 0))
            if len(known) >= MIN_ROWS and _levelled(texts[known]):
                yield from _parts((name, other), known, seconds[known], texts[known], rng)
        for one, later in [*((None, name) for name in dates), *combinations(dates, 2)]:
            known = np.isfinite(figures) & (dates[later] != NO_TIME)
            if one is not None:
                known &= dates[one] != NO_TIME
            places = np.flatnonzero(known)
            if len(places) < MIN_ROWS or len(np.unique(figures[places])) < FEWEST_LEVELS:
                continue
            until = dates[later][places] / DAY
            since = np.zeros(len(places)) if one is None else dates[one][places] / DAY
            names = (later, other) if one is None else (one, later, other)
            yield from _spans(names, places, since, until, figures[places], rng)


def _levelled(keys: Ints) -> bool:
    """Whether a column has a few values that come again."""
    levels = len(np.unique(keys))
    return levels >= FEWEST_LEVELS and levels * PER_LEVEL <= len(keys)


def _parts(
    names: tuple[str, str], known: Ints, seconds: Ints, texts: Ints, rng: np.random.Generator
) -> Iterator[Told]:
    """Each part of a date that a column may say, one value of it for one of the other's."""
    for part_of in CALENDAR:
        part = part_of(seconds)
        if len(np.unique(part)) < FEWEST_LEVELS:
            continue
        back = _usual(texts, part)
        broken = (back != part) | (_usual(part, texts) != texts)
        if broken.mean() > 1.0 - KEPT:
            continue
        mixed = rng.permutation(texts)
        chance = float(np.mean(_usual(part, mixed) == mixed))
        said = np.tile(back[broken], DRAWS)
        drawn = part_of(evenly(seconds.astype(np.float64), len(said), rng).astype(np.int64))
        would = np.abs(drawn - said).astype(np.float64)
        apart = np.abs(part - back).astype(np.float64)
        yield Told(names, known, broken, chance, *distances_fit(apart[broken], would[would > 0]))


def _spans(
    names: tuple[str, ...],
    known: Ints,
    since: Floats,
    until: Floats,
    figures: Floats,
    rng: np.random.Generator,
) -> Iterator[Told]:
    """The days, or the years, from one date to the other, or from one day of all rows; either way round."""
    for unit in (1.0, YEAR):
        for sign in (1.0, -1.0):
            gap = figures - sign * (until - since) / unit
            middle = float(np.median(gap))
            broken = np.abs(gap - middle) > DAYS_OFF
            if broken.mean() > 1.0 - KEPT:
                continue
            mixed = rng.permutation(figures) - sign * (until - since) / unit
            chance = float(np.mean(np.abs(mixed - np.median(mixed)) <= DAYS_OFF))
            said = np.tile(figures[broken], DRAWS)
            drawn = evenly(until, len(said), rng) - evenly(since, len(said), rng)
            would = np.abs(said - sign * drawn / unit - middle)
            fit = distances_fit(np.abs(gap - middle)[broken], would[would > DAYS_OFF])
            yield Told(names, known, broken, chance, *fit)


def _usual(one: Ints, other: Ints) -> Ints:
    """For each row the value of `other` that most rows with its value of `one` have."""
    kinds, place = np.unique(one, return_inverse=True)
    values, at = np.unique(other, return_inverse=True)
    pairs, counts = np.unique(place * len(values) + at, return_counts=True)
    order = np.lexsort((pairs, -counts))
    groups, first = np.unique(pairs[order] // len(values), return_index=True)
    best = np.zeros(len(kinds), np.int64)
    best[groups] = pairs[order][first] % len(values)
    out: Ints = values[best][place]
    return out


CALENDAR: Final[tuple[Callable[[Ints], Ints], ...]] = (
    lambda seconds: stamps(seconds, "Y"),
    lambda seconds: month(seconds) // 3,
    month,
    day_of,
    weekday,
    lambda seconds: stamps(seconds, "h") % 24,
)
"""Year, quarter, month, day of the month, weekday and hour."""
