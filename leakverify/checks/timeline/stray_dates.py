"""TIM009: dates that run with the rows, or with another date, and in some rows do not."""

from dataclasses import replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import hashes, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.evenly import drawn_evenly, out_of_sequence, restless_block
from leakverify.checks.follow import (
    KIND,
    LARGEST,
    LEAST,
    TOLD,
    TWICE,
    Columns,
    Follow,
    Tie,
    at_an_end,
    binned,
    explained,
    follow,
    huddled,
    kinds_of,
    repeated,
)
from leakverify.checks.redrawn import FOLLOWS, redrawn
from leakverify.checks.state import RowSample, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Role

SAMPLE: Final = 3_000
MAX_DATES: Final = 4
MAX_SERIALS: Final = 2
MIN_ROWS: Final = 100
MIN_MOMENTS: Final = 20
EVEN: Final = 0.4
"""Dates drawn anew are early about as often as late; a last visit or a correction is only ever later."""
SEQUENCE: Final = 0.95
"""Of two dates one is never before the other, such as a key and what was added to it: a long gap is no stray."""
ORDER: Final = "order of rows"
PREFIX: Final = "^"
"""Numbers of two kinds run by themselves; only those of the commonest prefix are a guide."""


class StrayDates(StateCheck[RowSample]):
    """Dates that rise with the rows, the record's number or another date in most rows, and lie anywhere in some.

    Looks at: Each date beside the order of rows, the record's number and every other date. The check measures how far
        each row lies off its neighbours, and compares it with the same dates shuffled. It is looked at from either
        side.
    Why it tells: records are written one after the other, so dates run along. Late entries and corrections
        lie near their place, fewer the farther off. Dates put in afterwards lie anywhere, and nothing lies
        between them and the rows in order.
    Innocent explanations: records brought over from an older system; two lists put together; a
        column of dates that is filled in only for some records. Strays that go with another column, that keep
        one date behind the other, or that lie near each other row by row, do not count.
    Reads as: altered where some rows lie anywhere and all others keep the order.
    Source: arithmetic against the same dates shuffled, and against dates drawn evenly; how the share of strays
        varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM009",
        "timeline.stray-dates",
        Family.TIMELINE,
        "strays_share",
        exhibit=True,
        uses_order=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All moments together."""
        return [Binding(())] if roles.named(*TIME_ROLES) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample dates and numbers."""
        values: Columns = {}
        has = np.zeros(facts.rows, np.bool_)
        for name in _dates(context.settings.roles):
            values[name] = facts.dates(name).seconds_on_rows()
            has |= values[name] != NO_TIME
        for name in _serials(context.settings.roles):
            serials = facts.serials(name)
            numbers = serials.on_rows(serials.serial, -1)
            values[name] = np.where(numbers < 0, NO_TIME, numbers)
            kinds = hashes(serials.prefix).view(np.int64)
            values[f"{name}{PREFIX}"] = serials.on_rows(kinds, 0)
        for name in kinds_of(context.settings.roles):
            values[f"{name}{KIND}"] = facts.key((name,), context.seed).view(np.int64)
        state.add(row_keys(facts, context), has, values)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The date and its guide that show most strays."""
        roles = context.settings.roles
        best: tuple[tuple[bool, float, float, int, float], Tie, str, str, Ints] | None = None
        names = [f"{name}{KIND}" for name in kinds_of(roles)]
        names += [f"{name}{PREFIX}" for name in _serials(roles)]
        kinds = [np.asarray(state.values[n], np.int64) for n in names if n in state.values]
        for date in _dates(roles):
            for guide in (ORDER, *_serials(roles), *_dates(roles)):
                known, one, other = _both(state, guide, date)
                if guide == date or len(known) < MIN_ROWS or len(np.unique(other)) < MIN_MOMENTS:
                    continue
                between = guide in _dates(roles)
                found = _tie(one, other, [k[known] for k in kinds], context.seed, between=between)
                most = found.follows if found.shown else found.strays
                rank = (found.shown, most, found.follows, len(known), found.by_chance)
                if best is None or rank > best[0]:
                    best = (rank, found, guide, date, known)
        if best is None:
            return self.not_applicable("FEW_VALUES", binding)
        _, found, guide, date, known = best
        hits = int(np.count_nonzero(found.far)) if found.strays else 0
        measured: dict[str, Number] = {
            "strays_share": found.strays,
            "strays_count": hits,
            "follows_share": found.follows,
            "by_chance_share": found.by_chance,
            "compared_rows": len(known),
        }
        rows = rows_at(hits, state.places[known[found.far]][:hits])
        finding = self.astray(
            binding, context, state.eligible, measured, rows, len(known), shown=found.shown
        )
        return replace(finding, columns=(date,) if guide == ORDER else (date, guide))


def _tie(one: Floats, other: Floats, kinds: list[Ints], seed: int, *, between: bool) -> Tie:
    """How a date runs with its guide; strays that belong together were not drawn anew, one by one."""
    tie = _torn(one, other, kinds, seed, between=between)
    return replace(tie, shown=False) if tie.shown and huddled(other, tie.far) else tie


def _torn(one: Floats, other: Floats, kinds: list[Ints], seed: int, *, between: bool) -> Tie:
    """The tie and what breaks it; `between` two dates a gap may be long, so only strays on both sides count."""
    found = follow(one, other, seed)
    told = explained(found.far, [binned(one), *kinds])
    even = found.lesser >= EVEN * found.strays and told < TOLD
    even &= not between or not _in_sequence(one, other, found.far)
    strays = found.likely if even else 0.0
    tie = Tie(strays, found.follows, found.by_chance, found.far, even and found.shown)
    if tie.shown:
        return tie
    anew = None if between else _anew(one, other, found, kinds)
    return anew or _drawn(one, other, found, kinds, seed, between=between) or tie


def _anew(one: Floats, other: Floats, found: Follow, kinds: list[Ints]) -> Tie | None:
    """Dates drawn evenly over the whole period: such strays may stand in one block, or on one side of the others."""
    if found.parted and found.twice <= TWICE and drawn_evenly(other, found.far):
        far = found.far
    else:
        order: Ints = np.lexsort((other, one))
        off = out_of_sequence(other[order])
        if off is None:
            off = restless_block(other[order])
        if off is None or not LEAST <= float(off.mean()) <= LARGEST:
            return None
        far = np.zeros(len(other), np.bool_)
        far[order[off]] = True
    if explained(far, kinds) >= TOLD or at_an_end(one, far):
        return None
    return Tie(float(far.mean()), 1.0 - float(far.mean()), found.by_chance, far, shown=True)


def _drawn(
    one: Floats, other: Floats, found: Follow, kinds: list[Ints], seed: int, *, between: bool
) -> Tie | None:
    """Dates that lie off just where even draws put them; of two dates both were drawn."""
    if found.follows < FOLLOWS:
        return None
    anew = redrawn(one, other, seed, both=between)
    if anew is None or not anew.shown or repeated(one, other, anew.far) > TWICE:
        return None
    if explained(anew.far, kinds) >= TOLD or (between and _in_sequence(one, other, anew.far)):
        return None
    if not between and at_an_end(one, anew.far):
        return None
    return Tie(anew.share, anew.follows, found.by_chance, anew.far, shown=True)


def _dates(roles: Mapping) -> tuple[str, ...]:
    """The columns of moments; births do not run with anything."""
    return roles.named(*TIME_ROLES)[:MAX_DATES]


def _serials(roles: Mapping) -> tuple[str, ...]:
    """The columns that number the records."""
    return roles.named(Role.RECORD_ID)[:MAX_SERIALS]


def _both(state: RowSample, guide: str, date: str) -> tuple[Ints, Floats, Floats]:
    """The sampled rows that have both, with guide and date as numbers."""
    column = np.asarray(state.values.get(date, np.empty(0)), np.int64)
    known: Bools = column != NO_TIME
    if guide == ORDER:
        lead = state.places
    else:
        lead = np.asarray(state.values[guide], np.int64)
        known &= lead != NO_TIME
        if f"{guide}{PREFIX}" in state.values:
            known &= _commonest(np.asarray(state.values[f"{guide}{PREFIX}"], np.int64))
    places = np.flatnonzero(known)
    return places, lead[places].astype(np.float64), column[places].astype(np.float64)


def _in_sequence(one: Floats, other: Floats, far: Bools) -> bool:
    """Whether strays keep the sequence of the two dates, which dates drawn anew break about every second time."""
    if not far.any():
        return False
    return any(float(np.mean(kept[far])) >= SEQUENCE for kept in (one <= other, one >= other))


def _commonest(kinds: Ints) -> Bools:
    """Rows of the commonest kind."""
    values, place, counts = np.unique(kinds, return_inverse=True, return_counts=True)
    out: Bools = place == (int(counts.argmax()) if len(values) else 0)
    return out
