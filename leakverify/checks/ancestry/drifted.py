"""ANC011: people or bodies that stand in the list exactly twice, in two states."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import content
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample, rows_at
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

BY: Final = (
    Role.URL, Role.EMAIL, Role.USERNAME, Role.NATIONAL_ID, Role.COMPANY_ID, Role.PHONE, Role.FULL_NAME,
)  # fmt: skip
"""What names one person or body, the surest first."""
SAMPLE: Final = 4_000
MIN_ROWS: Final = 50
MIN_COLUMNS: Final = 3
PAIR: Final = 2


class DriftedTwins(StateCheck[RowSample]):
    """How many people or bodies stand in the list exactly twice, with something changed in between.

    Looks at: Rows that share a web address, an e-mail address, a user name, an official number, a phone number or a
        name, case aside. The check sees what else they say, and whether the shared value itself is spelled in two
        ways.
    Why it tells: two old snapshots of one list, put together to look bigger or newer, hold most entries twice. They
        stand there once as they were and once as they became. A list that is kept holds each entry once, and
        customers who order often stand more than twice.
    Innocent explanations: two systems of one organisation merged by it; a yearly register; accounts made twice.
    Reads as: reused or assembled where many entries stand exactly twice in two states.
    Source: counts of pairs; shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC011", "ancestry.drifted-twins", Family.ANCESTRY, "twice_surplus"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The surest column, if others stand beside it."""
        name = roles.first(*BY)
        if name is None or len(content(roles)) < MIN_COLUMNS:
            return NotApplicable("NO_COLUMN")
        return [Binding((name,))]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of entries with all their rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by the shared value, so that all rows of an entry are in or out together."""
        rest = tuple(c for c in content(context.settings.roles) if c not in binding.columns)
        keys = facts.key(binding.columns, context.seed, folded=True)
        values = {
            "raw": facts.key(binding.columns, context.seed),
            "rest": facts.key(rest, context.seed, folded=True),
        }
        state.add(keys, facts.cells(binding.columns[0]).filled, dict(values))

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Count entries that stand exactly twice and differ."""
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        order = np.argsort(state.keys, kind="stable")
        _, starts, sizes = np.unique(state.keys[order], return_index=True, return_counts=True)
        first = starts[sizes == PAIR]
        left, right = order[first], order[first + 1]
        drifted = state.values["rest"][left] != state.values["rest"][right]
        left, right = left[drifted], right[drifted]
        spelled = state.values["raw"][left] != state.values["raw"][right]
        places = np.sort(state.places[np.concatenate([left, right])])
        pairs, more = len(left) / len(starts), float(np.mean(sizes > PAIR))
        measured: dict[str, Number] = {
            # Buyers and authors stand any number of times; snapshots put together make pairs and little else.
            "twice_surplus": pairs - more,
            "pairs_share": pairs,
            "pairs_count": len(left),
            "entries_count": len(starts),
            "more_often_share": more,
            "spelled_anew_share": float(np.mean(spelled)) if len(spelled) else None,
        }
        return self.weighed(
            binding, context, state.eligible, measured, rows_at(len(places), places)
        )
