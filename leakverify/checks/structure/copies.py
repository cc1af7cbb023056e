"""STR001: rows that copy an earlier row."""

from typing import ClassVar

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import content, used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import KeyTally, States
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family


class CopiedRows(StateCheck[States]):
    """Rows that repeat an earlier row in every column.

    Looks at: whole rows, once with and once without the record's number.
    Why it tells: a database gives each record its own row; 39 of 42 published tables hold no copied row at
        all. Copies come from pasting, from padding a list to a size, or from joining two exports.
    Innocent explanations: an export of joined tables; a log whose fields are coarse; a column that told
        the rows apart was left out by whoever passed the sample on.
    Reads as: assembled or altered where copies are many; a handful says little.
    Source: shares of published tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR001", "structure.copied-rows", Family.STRUCTURE, "copies_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if used(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A tally of whole rows, and one of what they say of the record."""
        return States(tallies={"whole": KeyTally(), "record": KeyTally(1 << 20)})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Tally the rows that hold something."""
        everything, record = used(context.settings.roles), content(context.settings.roles)
        filled = facts.any_filled(everything)
        state.tallies["whole"].add(facts.key(everything, context.seed), filled)
        if record and record != everything:
            filled = facts.any_filled(record)
            state.tallies["record"].add(facts.key(record, context.seed), filled)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """Count second and later copies."""
        whole, record = state.tallies["whole"], state.tallies["record"]
        if not whole.eligible:
            return self.not_applicable("FEW_ROWS", binding)
        alike = record if record.eligible else whole
        measured: dict[str, Number] = {
            "rows_count": whole.eligible,
            "copies_count": whole.copies,
            "copies_share": whole.copies / whole.eligible,
            "same_content_count": alike.copies,
            "same_content_share": alike.copies / alike.eligible,
        }
        return self.weighed(binding, context, whole.eligible, measured, whole.rows())
