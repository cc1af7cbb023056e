"""PER020: people of one surname at one address."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.columns import hashes
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import MIXER
from leakverify.checks.state import RowSample
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

MIN_PEOPLE: Final = 200
SAMPLE: Final = 8_192
PLACE_ROLES: Final = (Role.HOUSE_NUMBER, Role.POSTCODE, Role.CITY)


class Households(StateCheck[RowSample]):
    """Whether relatives share an address, as in lists of real households.

    Looks at:
        Rows with the same street, place and surname but different first names. The same person twice counts
        once.

    Why it tells:
        Couples and families take out two cards or two subscriptions. Streets and surnames drawn at random never meet
        twice.

    Innocent explanations:
        - A list of one member per household, or of offices.
        - A small sample of a large list seldom holds both.

    Reads as:
        Households speak lightly for the claim; none says next to nothing.

    Source:
        Shares measured on labelled tables.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "PER020",
        "person.households",
        Family.PERSON,
        "household_share",
        evidence=Evidence.ABSENCE,
        needs=("street", "last_name"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Street and place with the name."""
        street, names = roles.first(Role.STREET), name_columns(roles)
        places = tuple(p for p in map(roles.first, PLACE_ROLES) if p is not None)
        if street is None or not names or not places:
            return NotApplicable("NO_COLUMN")
        return [Binding((names[-1], *names[:-1], street, *places))]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """All rows of some households."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by household, so that its members stay together."""
        roles = context.settings.roles
        names = tuple(c for c in binding.columns if c in name_columns(roles))
        where = tuple(c for c in binding.columns if c not in names)
        street = facts.cells(where[0])
        last = facts.names(binding.columns[0])
        surname = last.on_rows(hashes(last.last), 0)
        home = facts.key(where, context.seed, folded=True) * MIXER ^ surname
        person = facts.key(names, context.seed, folded=True)
        eligible = street.filled & last.on_rows(last.last != "", False)
        state.add(home, eligible, {"person": person})

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The share of people who live with a namesake."""
        person = np.asarray(state.values.get("person", np.empty(0)), np.uint64)
        pairs = (
            np.unique(np.stack([state.keys, person]), axis=1) if len(person) else np.empty((2, 0))
        )
        people = pairs.shape[1]
        if people < MIN_PEOPLE:
            return self.not_applicable("FEW_VALUES", binding, {"people_count": people})
        _, members = np.unique(pairs[0], return_counts=True)
        shared = members[members > 1]
        measured: dict[str, Number] = {
            "household_share": int(shared.sum()) / people,
            "households_count": len(shared),
            "people_count": people,
        }
        return self.weighed(binding, context, people, measured)
