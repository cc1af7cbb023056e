"""What the checks against earlier files have in common: all telling columns, looked up in each file."""

from leakverify.checks.ancestry.candidates import Candidates
from leakverify.checks.ancestry.keys import columns_by_kind
from leakverify.checks.ancestry.kinship import Kinship, kinship_of
from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.facts.facts import Facts
from leakverify.model.mapping import Mapping


class KinshipCheck(StateCheck[Kinship]):
    """A check that judges the rows found in earlier files; each supplies `judge`."""

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """All telling columns together."""
        return bind(roles, context)

    def state(self, binding: Binding, context: Context) -> Kinship:
        """No rows yet."""
        return Kinship()

    def look(self, state: Kinship, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the rows up in each earlier file."""
        state.merge(kinship_of(facts, context))


def bind(roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
    """All telling columns together, if there is a file to compare with."""
    if not context.earlier:
        return NotApplicable("NO_EARLIER")
    return [Binding(())] if columns_by_kind(roles) else NotApplicable("NO_COLUMN")


def reason_of(found: Candidates) -> str:
    """Why no file can be weighed."""
    if found.own:
        return "OWN_EARLIER"
    return "COVERS_ALL" if found.compilations else "FEW_VALUES"
