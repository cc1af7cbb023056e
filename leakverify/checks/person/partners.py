"""PER009: addresses that spell the name of somebody in another row."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import name_columns
from leakverify.checks.columns import row_keys, sample_texts
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.links import Links, links, spelled
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.weight import SOME_ROWS, Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

SAMPLE: Final = 12_000
"""A stranger's partner must be in the sample too, so it is larger than others."""

MIN_PAIRS: Final = 8
LEAST_COVERAGE: Final = 0.15
"""Of columns that have nothing to do with each other, a few values in a hundred meet by chance."""

GENUINE: Final = Beta(0.5, 40.0, 0.02)
"""Up to 2 % in the genuine lists measured; one list in fifty is of another kind."""

MIXED: Final = {
    Reading.STITCHED: Trace(Beta(25.0, 0.8), 0.3),
    Reading.TAMPERED: Trace(SOME_ROWS, 0.1),
}


class MisplacedAddresses(StateCheck[RowSample]):
    """Whether e-mail addresses spell the name beside them, or the name of a person in another row.

    Looks at:
        Up to 12,000 rows with a name and an address or user name. For each name the check finds the one address that
        spells it best. Then it sees whether that stands in the same row. Common names count only against a find.

    Why it tells:
        When columns are joined from two lists, or one is shuffled, one person's address comes to stand beside
        another's name. The address of that other person is elsewhere in the same file. In genuine lists that is so
        for at most two names in a hundred; in a shuffled column for nearly all that have a partner.

    Innocent explanations:
        - A column that was sorted or moved by itself in a spreadsheet.
        - A second person on purpose, such as a deputy, a boss or whoever brought the customer.

    Reads as:
        Partners nearly always in other rows read as assembled; in a part of the rows as altered.

    Source:
        Exact comparison within the file. The genuine rate of published lists of staff, members and authors.
    """

    info: ClassVar = CheckInfo(
        "PER009",
        "person.misplaced-addresses",
        Family.PERSON,
        "misplaced_share",
        exhibit=True,
        needs=("email", "full_name"),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of addresses with the columns of the name."""
        address, names = roles.first(Role.EMAIL, Role.USERNAME), name_columns(roles)
        if address is None or not names:
            return NotApplicable("NO_COLUMN")
        return [Binding((address, *names))]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample rows that hold both."""
        filled = facts.cells(binding.columns[0]).filled & facts.any_filled(binding.columns[1:])
        sample_texts(state, facts, row_keys(facts, context), filled, binding.columns)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """Partners elsewhere against partners at home."""
        if not len(state.keys):
            return self.not_applicable("FEW_VALUES", binding)
        found = compare(state)
        linked = found.own + found.misplaced
        reach = found.coverage(len(state.keys) / state.eligible)
        by_chance = max(reach, found.own / max(1, found.possible)) < LEAST_COVERAGE
        if linked < MIN_PAIRS or by_chance:
            return self.not_applicable("NO_PARTNERS", binding, {"linked_count": linked})
        return self.exhibited(
            binding,
            {
                "misplaced_share": found.share,
                "misplaced_count": found.misplaced,
                "linked_count": linked,
                "possible_count": found.possible,
            },
            traced(found.misplaced, linked, GENUINE, MIXED),
            rows_at(len(found.rows), np.sort(state.places[found.rows])),
            {"usual_most_share": 0.02},
        )


def compare(sample: RowSample) -> Links:
    """Names against the part of the address before the @."""
    columns = [np.asarray(sample.values[name], object) for name in sorted(sample.values)]
    local = np.array([text.partition("@")[0] for text in columns[0].tolist()], object)
    names = [" ".join(parts) for parts in zip(*columns[1:], strict=True)]
    return links(spelled(np.array(names, object)), spelled(local))
