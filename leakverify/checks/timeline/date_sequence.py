"""TIM026: two dates of which one is never the later, but in some rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.evenly import evenly
from leakverify.checks.follow import TOLD, TWICE, Columns, explained, kinds_of, repeated
from leakverify.checks.redrawn import FEWEST_CELLS, FIT, distances_fit
from leakverify.checks.state import RowSample, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Role

SAMPLE: Final = 5_000
MAX_DATES: Final = 4
MIN_ROWS: Final = 100
KIND: Final = "#"
SLACK: Final = 86_400.0
"""Clocks, time zones and date-only columns may disagree by a day."""
HALF: Final = 0.5
"""There is a sequence where at most half as many rows break it as of rows whose dates are shuffled."""
FEWEST: Final = 20
LEAST: Final = 0.02
LARGEST: Final = 0.35
DRAWS: Final = 8


@dataclass(frozen=True, slots=True)
class Sequence:
    """Two dates, the earlier one first: the rows that have both, which break it, and how many do when shuffled.

    `fit` tells how well broken rows lie where dates put in by chance would, `cells` over how many steps, `told` how
    strongly another column goes with them, `twice` how many of them another row repeats.
    """

    columns: tuple[str, str]
    known: Ints
    broken: Bools
    by_chance: float
    fit: float = 0.0
    cells: int = 0
    told: float = 0.0
    twice: float = 0.0

    @property
    def share(self) -> float:
        """The share of rows that break it."""
        return float(self.broken.mean())

    @property
    def holds(self) -> bool:
        """Whether there is a sequence at all."""
        return self.share <= HALF * self.by_chance

    @property
    def many(self) -> bool:
        """Whether enough rows break it to see how they lie, and not so many that there is none."""
        return self.holds and LEAST <= self.share <= LARGEST and self.broken.sum() >= FEWEST

    @property
    def shown(self) -> bool:
        """Whether the rows that break it are as far off as dates put in by chance, and are not of another kind."""
        fits = self.cells >= FEWEST_CELLS and self.fit >= FIT
        return self.many and fits and self.told < TOLD and self.twice <= TWICE


class DateSequence(StateCheck[RowSample]):
    """Whether one of two dates is always the earlier one, and in some rows the later one by as much as chance makes it.

    Looks at:
        Each pair of date columns, with a day's grace for clocks and time zones. The check finds out from the rows which
        date comes first. Then it sees how far apart the dates of the other rows are, and when they were.

    Why it tells:
        What was ordered first was ordered first in every row. Whoever changes dates afterwards breaks this in about
        half of the rows changed, and by any span. Real exceptions lie near the limit, or are records of a kind of
        their own.

    Innocent explanations:
        - Two dates that have little to do with each other.
        - Records that an older system dated wrongly.

    Reads as:
        Some rows that run the other way, by as much as dates put in by chance, read as altered.

    Source:
        Arithmetic against dates drawn evenly and against the same dates shuffled. How the share of exceptions varies
        from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM026", "timeline.date-sequence", Family.TIMELINE, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All dates together."""
        able = len(_dates(roles)) > 1
        return [Binding(())] if able else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample dates, and what may tell one kind of record from another."""
        roles = context.settings.roles
        values: Columns = {name: facts.dates(name).seconds_on_rows() for name in _dates(roles)}
        has = np.add.reduce([seconds != NO_TIME for seconds in values.values()]) > 1
        for name in kinds_of(roles):
            values[f"{name}{KIND}"] = facts.key((name,), context.seed).view(np.int64)
        state.add(row_keys(facts, context), np.asarray(has, np.bool_), values)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The sequence that most rows break as if by chance, else the one that fewest break."""
        state = state.by_key()
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        found = [sequence for sequence in _all(state, context) if sequence.holds]
        if not found:
            return self.not_applicable("NO_SEQUENCE", binding)
        best = max(found, key=_rank)
        n, hits = len(best.known), int(np.count_nonzero(best.broken))
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": hits,
            "by_chance_share": best.by_chance,
            "sequences_count": len(found),
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(state.places[best.known[best.broken]]))
        finding = self.astray(binding, context, state.eligible, measured, rows, n, shown=best.shown)
        return replace(finding, columns=best.columns)


def _rank(found: Sequence) -> tuple[bool, float, int, float]:
    """Which sequence is told of: one that is shown, else the one that fewest rows break, of the most rows."""
    share = found.share if found.shown else -found.share
    return found.shown, share, len(found.known), found.by_chance


def _dates(roles: Mapping) -> tuple[str, ...]:
    """Moments and birth dates."""
    return roles.named(*TIME_ROLES, Role.BIRTH_DATE)[:MAX_DATES]


def _all(state: RowSample, context: Context) -> Iterator[Sequence]:
    """Every pair of dates."""
    rng = np.random.default_rng(context.seed)
    roles = context.settings.roles
    kinds = [np.asarray(state.values[f"{name}{KIND}"], np.int64) for name in kinds_of(roles)]
    for names in combinations(_dates(roles), 2):
        one, other = (np.asarray(state.values[name], np.int64) for name in names)
        known = np.flatnonzero((one != NO_TIME) & (other != NO_TIME))
        if len(known) >= MIN_ROWS:
            dates = one[known].astype(np.float64), other[known].astype(np.float64)
            yield _sequence(names, dates, known, [kind[known] for kind in kinds], rng)


def _sequence(
    names: tuple[str, str],
    dates: tuple[Floats, Floats],
    known: Ints,
    kinds: list[Ints],
    rng: np.random.Generator,
) -> Sequence:
    """Which of two dates comes first, and how the rows lie in which it does not."""
    earlier, later = dates
    if np.count_nonzero(later < earlier) > np.count_nonzero(earlier < later):
        earlier, later, names = later, earlier, names[::-1]
    broken: Bools = earlier - later > SLACK
    chance = float(np.mean(rng.permutation(earlier) - later > SLACK))
    found = Sequence(names, known, broken, chance)
    if not found.many:
        return found
    fit, cells = max(_fit(earlier, later, broken, model) for model in _models(earlier, later, rng))
    told = explained(broken, kinds)
    return replace(found, fit=fit, cells=cells, told=told, twice=repeated(earlier, later, broken))


def _models(
    earlier: Floats, later: Floats, rng: np.random.Generator
) -> Iterator[tuple[Floats, Floats]]:
    """What dates may be put in: the one, the other or both drawn evenly, or taken from any row."""
    n = DRAWS * len(earlier)
    firsts, seconds = np.tile(earlier, DRAWS), np.tile(later, DRAWS)
    even = evenly(earlier, n, rng), evenly(later, n, rng)
    yield even
    yield firsts, even[1]
    yield even[0], seconds
    yield rng.permutation(firsts), seconds


def _fit(
    earlier: Floats, later: Floats, broken: Bools, model: tuple[Floats, Floats]
) -> tuple[float, int]:
    """How well the rows that break a sequence lie as the model's do: how far, and when."""
    off = model[0] - model[1] > SLACK
    seen = (earlier - later)[broken], later[broken]
    would = (model[0] - model[1])[off], model[1][off]
    return min(distances_fit(*each) for each in zip(seen, would, strict=True))
