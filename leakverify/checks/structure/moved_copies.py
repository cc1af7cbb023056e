"""STR010: rows that are another row, as it is or with its figures, letters or dates moved a little."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks import closest
from leakverify.checks.base import StateCheck
from leakverify.checks.closest import MOST, SHOWN, Closest, closest_of, weight_of
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.moved import (
    Copies,
    cells_of,
    columns_of,
    copies_of,
    keys_of,
    ways_of,
)
from leakverify.checks.repeated import drawn_anew, repeats_of
from leakverify.checks.state import RowSample, States, rows_at
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

SAMPLE: Final = 3_000
MIN_ROWS: Final = 30
FEWEST: Final = 3
CLOSEST: Final = "closest"
"""The name of the sample in which all rows are compared with each other."""

PASTED: Final = 1.0
"""Rows that stand there again as they are weigh no more: an export that joins two tables doubles rows as well."""
MOSTLY: Final = 0.5
HINT: Final = 0.8
"""Rows that lie so close as a few genuine tables' do weigh no more: measures of one thing, taken year by year."""

GENUINE: Final = Beta(0.3, 30.0, 0.02)
TAMPERED: Final = Beta(1.0, 1.0)


class MovedCopies(StateCheck[States]):
    """Rows that equal another row in all columns, or but for figures, letters, case or dates moved a little.

    Looks at: Rows that share all columns but one kind (figures, names and addresses, dates). The check sees whether
        that kind differs by up to a tenth, by a letter or by letter case. It compares this with rows picked at
        random. Where no column names the record, it counts rows that lie near each other in all columns, and rows
        that do so in all but one.
    Why it tells: a list that is inflated to a claimed size repeats its rows with small changes. A second entry of a
        real person differs in what it is about, such as the amount, the day or the product.
    Innocent explanations: one form sent twice; the same table exported twice and put together; an export of joined
        tables, which doubles rows; one thing that was measured several times.
    Reads as: altered where many rows have such a copy. Rows that stand there again as they are weigh less.
    Source: arithmetic of coincidence. Coarse tables are left out by what they show themselves: pairs that
        differ in one further column, and how near random pairs lie.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR010",
        "structure.moved-copies",
        Family.STRUCTURE,
        "closeness",
        exhibit=True,
        uses_order=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if len(columns_of(roles)) >= FEWEST else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A sample of groups per way of moving, and one of rows that may be near each other."""
        samples = {way: RowSample(SAMPLE) for way in ways_of(context.settings.roles)}
        return States(samples={**samples, CLOSEST: RowSample(closest.ROWS)})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by what must agree, so that all rows of a group are in or out together."""
        roles = context.settings.roles
        everyone = np.ones(facts.rows, np.bool_)
        for way, sample in state.samples.items():
            if way == CLOSEST:
                keys = closest.keys_of(facts, roles, context.seed)
            else:
                keys = keys_of(facts, roles, way, context.seed)
            places = sample.pick(keys, everyone)
            values = cells_of(facts, roles, places)
            sample.take(facts.rows, facts.rows, places, keys[places], values)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """The way of moving that brings most copies together, and how near rows lie that no column names."""
        able = state.samples[CLOSEST]
        if len(able.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        near = closest_of(able, context.settings.roles, context.seed)
        best = _best(state, context)
        by_name = _weight(best, context.settings.roles)
        by_nearness = _by_nearness(near)
        unnamed = by_nearness is not None and by_nearness > (by_name or 0.0)
        weight = by_nearness if unnamed else by_name
        sample, places = near.sample, near.rows if unnamed else near.rows[:0]
        if best is not None and not unnamed:
            sample, places = best.sample, best.rows if best.share else best.rows[:0]
        measured = _measured(best, near, unnamed=unnamed)
        rows = rows_at(len(places), np.sort(sample.places[places]))
        if weight is not None:
            return self.exhibited(binding, measured, {Reading.TAMPERED: min(MOST, weight)}, rows)
        return self.weighed(binding, context, sample.eligible, measured, rows)


def _by_nearness(near: Closest) -> float | None:
    """What rows weigh that lie near each other in all columns; None where those of most genuine tables lie so."""
    if not near.able:
        return None
    most = PASTED if near.same > MOSTLY * near.whole else MOST
    return min(weight_of(near.closeness), most if near.sure else HINT)


def _weight(best: Copies | None, roles: Mapping) -> float | None:
    """What copies in the other columns weigh; None where coarse columns or real events might make so many.

    Dates may be later in each row of a next edition, so they count where they run either way.
    """
    if best is None:
        return None
    if best.sure:
        return log10_ratio(len(best.rows), len(best.sample.keys), TAMPERED, GENUINE)
    closeness = float(np.sqrt(best.share))
    if best.way == "dates" and not drawn_anew(best.sample, roles, *best.pairs):
        return None
    return weight_of(closeness) if closeness >= SHOWN else None


def _best(state: States, context: Context) -> Copies | None:
    """The way of moving that brings most copies together; None where nothing can be compared."""
    roles = context.settings.roles
    samples = {w: s for w, s in state.samples.items() if w != CLOSEST and len(s.keys) >= MIN_ROWS}
    found = [copies_of(way, sample, roles, context.seed) for way, sample in samples.items()]
    again = (repeats_of(way, sample, roles, context.seed) for way, sample in samples.items())
    found += [copies for copies in again if copies is not None]
    return max(found, key=lambda copies: (copies.sure, copies.share), default=None)


def _measured(best: Copies | None, near: Closest, *, unnamed: bool) -> dict[str, Number]:
    """The figures of both ways of looking; the share and the rows are of what is shown."""
    share = best.share if best else 0.0
    hits = len(best.rows) if best and share else 0
    return {
        "closeness": max(float(np.sqrt(share)), near.closeness),
        "copies_share": near.share if unnamed else share,
        "copies_count": len(near.rows) if unnamed else hits,
        "moved": best.way if best and not unnamed else "all",
        "repeated": int(best.repeated) if best else 0,
        "agreeing_count": best.agreeing if best else 0,
        "alike_count": best.alike if best else 0,
        "chance_share": best.chance if best else 0.0,
        "rivals_count": round(best.rivals) if best else 0,
        "near_pairs": near.whole,
        "same_pairs": near.same,
        "short_pairs": near.short,
        "near_share": near.share,
        "compared_rows": len(near.sample.keys) if unnamed or not best else len(best.sample.keys),
    }
