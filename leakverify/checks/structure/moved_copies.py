"""STR010: rows that are another row with its figures, letters or dates moved a little."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.moved import cells_of, copies_of, keys_of, ways_of
from leakverify.checks.repeated import repeats_of
from leakverify.checks.state import RowSample, States, rows_at
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading

SAMPLE: Final = 3_000
MIN_ROWS: Final = 30

GENUINE: Final = Beta(0.3, 30.0, 0.02)
TAMPERED: Final = Beta(1.0, 1.0)


class MovedCopies(StateCheck[States]):
    """Rows that equal another row in all columns, but for figures, letters, case or dates moved a little.

    Looks at: Rows that share all columns but one kind (figures, names and addresses, dates). The check sees whether
        that kind differs by up to a tenth, by a letter or by letter case. It compares this with rows picked at
        random.
    Why it tells: a list that is inflated to a claimed size repeats its rows with small changes. A second entry of a
        real person differs in what it is about, such as the amount, the day or the product.
    Innocent explanations: one form sent twice; the same table exported twice and put together; one thing that was
        measured several times.
    Reads as: altered where many rows have such a copy.
    Source: arithmetic of coincidence. Coarse tables are left out by what they show themselves: pairs that
        differ in one further column, and how near random pairs lie.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR010",
        "structure.moved-copies",
        Family.STRUCTURE,
        "copies_share",
        exhibit=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if ways_of(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A sample of groups per way of moving."""
        return States(samples={way: RowSample(SAMPLE) for way in ways_of(context.settings.roles)})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by what must agree, so that all rows of a group are in or out together."""
        roles = context.settings.roles
        everyone = np.ones(facts.rows, np.bool_)
        for way, sample in state.samples.items():
            keys = keys_of(facts, roles, way, context.seed)
            places = sample.pick(keys, everyone)
            values = cells_of(facts, roles, places)
            sample.take(facts.rows, facts.rows, places, keys[places], values)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """The way of moving that brings most copies together."""
        roles = context.settings.roles
        samples = {w: s for w, s in state.samples.items() if len(s.keys) >= MIN_ROWS}
        found = [copies_of(way, sample, roles, context.seed) for way, sample in samples.items()]
        again = (repeats_of(way, sample, roles, context.seed) for way, sample in samples.items())
        found += [copies for copies in again if copies is not None]
        if not found:
            return self.not_applicable("FEW_VALUES", binding)
        best = max(found, key=lambda copies: (copies.sure, copies.share))
        n, hits = len(best.sample.keys), len(best.rows) if best.share else 0
        measured: dict[str, Number] = {
            "copies_share": best.share,
            "copies_count": hits,
            "moved": best.way,
            "repeated": int(best.repeated),
            "agreeing_count": best.agreeing,
            "alike_count": best.alike,
            "chance_share": best.chance,
            "rivals_count": round(best.rivals),
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(best.sample.places[best.rows[:hits]]))
        if best.sure:
            weight = log10_ratio(hits, n, TAMPERED, GENUINE)
            return self.exhibited(binding, measured, {Reading.TAMPERED: min(2.0, weight)}, rows)
        return self.weighed(binding, context, best.sample.eligible, measured, rows)
