"""TIM025: dates that keep to a habit, and in some rows lie evenly over the whole range without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.evenly import ENDS, UNEVEN, evenly, unevenness
from leakverify.checks.follow import TOLD, Columns, explained, kinds_of
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.timeline.calendar_parts import DAY, day_of, month_days, weekday
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family

SAMPLE: Final = 5_000
MAX_DATES: Final = 4
MIN_ROWS: Final = 60
KIND: Final = "#"
HOUR: Final = 3_600
KEPT: Final = 0.55
BEYOND_CHANCE: Final = 0.4
"""A habit holds in so many rows, and in so many fewer of dates drawn evenly."""
ONE_DAY: Final = 0.2
"""Where a single day holds so many of the rows that keep a habit, it is that day and no habit: the last of a study, say."""
FEWEST: Final = 20
LEAST: Final = 0.02
LARGEST: Final = 0.4


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that dates of a column may have in common, and where within its round the other dates lie, 0 to 1."""

    name: str
    keeps: Callable[[Ints, Ints], Bools]
    within: Callable[[Ints, Ints], Floats]


@dataclass(frozen=True, slots=True)
class Heap:
    """A habit in one column: the rows that have a date, those that do not keep it, and how unevenly these lie.

    `uneven` is the larger of Kolmogorov's distances, over the range and within the round, times the root of the count.
    """

    column: str
    habit: str
    known: Ints
    broken: Bools
    by_chance: float
    uneven: float
    told: float

    @property
    def kept(self) -> float:
        """The share of rows that keep the habit."""
        return 1.0 - float(self.broken.mean())

    @property
    def holds(self) -> bool:
        """Whether it is a habit at all."""
        return self.kept >= KEPT and self.kept - self.by_chance >= BEYOND_CHANCE

    @property
    def shown(self) -> bool:
        """Whether the rows without it lie as evenly as dates drawn anew, and are not of another kind."""
        return (
            int(np.count_nonzero(self.broken)) >= FEWEST
            and LEAST <= float(self.broken.mean()) <= LARGEST
            and self.uneven <= UNEVEN
            and self.told < TOLD
        )


class HeapedDates(StateCheck[RowSample]):
    """Dates of which most lie on midnight, a full hour, the first of a month or one weekday, and some do not.

    Looks at: Each column of dates: whether most keep to one such habit, far more than dates drawn evenly would. Then
        how the others lie, over the whole range and within the day, the month or the week.
    Why it tells: what an office or a program sets falls on certain days and hours. Real exceptions have a reason, so
        they heap up too: in a period, by day rather than by night, on working days. Dates drawn by chance know no
        reason, and lie evenly everywhere.
    Innocent explanations: two ways of entering a date that were in use side by side over the whole time; values that
        another program filled in by chance.
    Reads as: altered where the dates without the habit lie evenly in every respect.
    Source: arithmetic of dates drawn evenly; how the share of exceptions varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM025", "timeline.heaped-dates", Family.TIMELINE, "broken_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All dates together."""
        return [Binding(())] if _dates(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample dates, and what may tell one kind of record from another."""
        roles = context.settings.roles
        values: Columns = {name: facts.dates(name).seconds_on_rows() for name in _dates(roles)}
        has = np.logical_or.reduce([seconds != NO_TIME for seconds in values.values()])
        for name in kinds_of(roles):
            values[f"{name}{KIND}"] = facts.key((name,), context.seed).view(np.int64)
        state.add(row_keys(facts, context), has, values)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The habit from which dates stray most evenly."""
        state = state.by_key()
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        found = [heap for heap in _all(state, context) if heap.holds]
        if not found:
            return self.not_applicable("NO_HABIT", binding)
        best = max(found, key=lambda heap: (heap.shown, heap.kept, len(heap.known)))
        n, hits = len(best.known), int(np.count_nonzero(best.broken))
        measured: dict[str, Number] = {
            "broken_share": hits / n,
            "broken_count": hits,
            "kept_share": best.kept,
            "by_chance_share": best.by_chance,
            "habit": best.habit,
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(state.places[best.known[best.broken]]))
        finding = self.astray(binding, context, state.eligible, measured, rows, n, shown=best.shown)
        return replace(finding, columns=(best.column,))


def _dates(roles: Mapping) -> tuple[str, ...]:
    """The columns of moments."""
    return roles.named(*TIME_ROLES)[:MAX_DATES]


def _all(state: RowSample, context: Context) -> Iterator[Heap]:
    """Every habit of every column of dates."""
    rng = np.random.default_rng(context.seed)
    roles = context.settings.roles
    kinds = [np.asarray(state.values[f"{name}{KIND}"], np.int64) for name in kinds_of(roles)]
    for name in _dates(roles):
        seconds = np.asarray(state.values[name], np.int64)
        known = np.flatnonzero(seconds != NO_TIME)
        if len(known) < MIN_ROWS:
            continue
        column = seconds[known]
        low, high = np.quantile(column, ENDS)
        drawn = evenly(column.astype(np.float64), len(known), rng).astype(np.int64)
        if np.all(column % DAY == 0):
            drawn -= drawn % DAY
        for habit in HABITS:
            broken = ~habit.keeps(column, column)
            if not broken.any() or broken.mean() > 1.0 - KEPT or high <= low:
                continue
            _, counts = np.unique(column[~broken] // DAY, return_counts=True)
            if counts.max() > ONE_DAY * counts.sum():
                continue
            chance = float(np.mean(habit.keeps(drawn, column)))
            over = unevenness((column[broken] - low) / (high - low))
            within = unevenness(habit.within(column, column)[broken])
            told = explained(broken, [kind[known] for kind in kinds])
            yield Heap(name, habit.name, known, broken, chance, max(over, within), told)


def _weekday(seconds: Ints, column: Ints) -> Bools:
    return np.asarray(weekday(seconds) == np.argmax(np.bincount(weekday(column))), np.bool_)


def _from_weekday(seconds: Ints, column: Ints) -> Floats:
    after = (weekday(seconds) - np.argmax(np.bincount(weekday(column)))) % 7
    return np.asarray((after - 0.5) / 6.0, np.float64)


HABITS: Final = (
    Habit("midnight", lambda s, _: s % DAY == 0, lambda s, _: (s % DAY) / DAY),
    Habit("full hour", lambda s, _: s % HOUR == 0, lambda s, _: (s % HOUR) / HOUR),
    Habit(
        "first of month",
        lambda s, _: day_of(s) == 0,
        lambda s, _: (day_of(s) - 0.5) / (month_days(s) - 1),
    ),
    Habit("weekday", _weekday, _from_weekday),
)
