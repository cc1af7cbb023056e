"""GEN010: John Doe, Test User and other names of nobody."""

from typing import ClassVar, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

MIN_NAMES: Final = 20


class PlaceholderNames(StateCheck[RowLog]):
    """Names that stand for nobody: John Doe, Test User, asdf.

    Looks at:
        Each name against the usual stand-ins in many languages and against runs along the keyboard.

    Why it tells:
        Programmers and staff leave test records in real systems, and visitors type nonsense into forms. A few such
        rows are what real tables have; a generator writes none.

    Innocent explanations:
        - A clean-up before the export removed all test records.
        - A few people really bear such names.

    Reads as:
        A few speak lightly for the claim; none says next to nothing.

    Source:
        Test rows as described by investigators of earlier leaks; measured on labelled tables.
    """

    info: ClassVar = CheckInfo(
        "GEN010",
        "generator.placeholder-names",
        Family.GENERATOR,
        "placeholder_share",
        evidence=Evidence.ABSENCE,
        needs=("full_name",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of names."""
        return each(roles, Role.FULL_NAME, Role.LAST_NAME, Role.FIRST_NAME)

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Marked rows."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the stand-ins."""
        names = facts.names(binding.columns[0])
        state.add(names.filled, names.on_rows(names.placeholder, False))

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Weigh the share by the calibration."""
        if state.eligible < MIN_NAMES:
            return self.not_applicable("FEW_VALUES", binding, {"name_count": state.eligible})
        return self.weighed(
            binding,
            context,
            state.eligible,
            {
                "placeholder_share": state.share,
                "placeholder_rows": state.hits,
                "name_rows": state.eligible,
            },
            state.rows(),
        )
