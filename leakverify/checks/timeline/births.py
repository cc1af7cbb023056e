"""TIM007: whether birth dates look like those of a population."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each, row_keys
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog, RowSample, States
from leakverify.checks.statistics import ks_p, ks_uniform, trimmed
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

DAY: Final = 86_400
YEAR_DAYS: Final = 365.2425
OLDEST_YEARS: Final = 115
TRIM: Final = 0.01
MIN_ROWS: Final = 30


class Births(StateCheck[States]):
    """How far birth dates are from an even spread, and which ages nobody has.

    Looks at: birth dates of up to 5,000 rows without one per cent at each end; ages under 0 and over 115 in all rows.
    Why it tells: ages of customers, members or officials heap up somewhere. The distance from an even spread is
        0.11-0.47 in published tables, 0.01 where ages were drawn between two bounds.
    Innocent explanations: a service for all ages; 1 January or 1900 as a stand-in for "not told".
    Reads as: invented where all ages are equally common.
    Source: Kolmogorov-Smirnov distance. Shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "TIM007", "timeline.birth-dates", Family.TIMELINE, "distance"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Each column of birth dates."""
        return each(roles.named(Role.BIRTH_DATE), "NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A sample of births, and the rows of impossible age."""
        return States(logs={"age": RowLog()}, samples={"births": RowSample()})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample births and mark impossible ages."""
        seconds = facts.dates(binding.columns[0]).seconds_on_rows()
        dated = seconds != NO_TIME
        days = np.where(dated, seconds, 0) // DAY
        today = context.as_of.toordinal() - 719_163
        wrong = dated & ((days > today) | (days < today - OLDEST_YEARS * YEAR_DAYS))
        state.logs["age"].add(dated, wrong)
        state.samples["births"].add(row_keys(facts, context), dated & ~wrong, {"days": days})

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """Measure the distance from an even spread."""
        sample, log = state.samples["births"], state.logs["age"]
        n = len(sample.keys)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        days = trimmed(np.asarray(sample.values["days"], np.float64), TRIM)
        distance = ks_uniform(days)
        measured: dict[str, Number] = {
            "distance": distance,
            "p": ks_p(distance, len(days)),
            "span_years": float(days[-1] - days[0]) / YEAR_DAYS,
            "impossible_age_count": log.hits,
            "compared_rows": n,
        }
        return self.weighed(binding, context, sample.eligible, measured, log.rows())
