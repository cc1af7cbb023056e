"""GEN008: telephone numbers in ranges that regulators keep free for drama."""

from typing import ClassVar, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import SOME_ROWS, Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_NUMBERS: Final = 10

GENUINE: Final = Beta(0.25, 250.0, 0.003)
"""A joker or a test account in many thousands; no genuine table of nine had one beyond 0.1 %."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(1.0, 0.5), 0.25),
    Reading.TAMPERED: Trace(SOME_ROWS, 0.15),
}


class FictionPhones(StateCheck[Marked]):
    """Telephone numbers from the ranges that regulators reserve for films and books.

    Looks at:
        Each distinct number, in the plan of its country, against the published ranges for drama. They are those of
        France, the United Kingdom, Germany, North America, Australia, Sweden and Ireland.

    Why it tells:
        Nobody can be reached there. Careful inventors use these ranges so that no real person is rung up. Some
        generators draw from nothing else.

    Innocent explanations:
        - The numbers were replaced on purpose before the file was passed on, to protect the
          people.
        - A few people gave a number from a film rather than their own.

    Reads as:
        A large share reads as invented; a block among other numbers as altered; one or two as nothing.

    Source:
        ARCEP decision 2018-0881, Ofcom, Bundesnetzagentur, the North American plan (555-01xx), ACMA, PTS, ComReg.
    """

    info: ClassVar = CheckInfo(
        "GEN008",
        "generator.fiction-phones",
        Family.GENERATOR,
        "fiction_share",
        exhibit=True,
        needs=("phone",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of telephone numbers."""
        return each(roles, Role.PHONE)

    def state(self, binding: Binding, context: Context) -> Marked:
        """Rows counted, numbers weighed."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the rows whose number is reserved."""
        phones = facts.phones(binding.columns[0])
        state.add(
            facts.key(binding.columns, context.seed),
            phones.filled,
            phones.on_rows(phones.fiction, False),
        )

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """A share far beyond a joker or two speaks for invention."""
        if state.n < MIN_NUMBERS:
            return self.not_applicable("FEW_VALUES", binding, {"phone_count": state.n})
        return self.exhibited(
            binding,
            {
                "fiction_share": state.hits / state.n,
                "fiction_rows": state.log.hits,
                "phone_rows": state.log.eligible,
            },
            traced(state.hits, state.n, GENUINE, TRACES),
            state.log.rows(),
        )
