"""GEN001: addresses in domains that nobody can have."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import SOME_ROWS, Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_ADDRESSES: Final = 10

GENUINE: Final = Beta(0.25, 250.0, 0.003)
"""No genuine table of ten had one; sites keep a few test accounts, and a rare export is masked on purpose."""

MACHINES: Final = (".local", ".localhost", ".localdomain", ".internal", ".onion")
"""Reserved too, but written by real machines and hidden services, so no sign of a generator."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(0.7, 0.5), 0.3),
    Reading.TAMPERED: Trace(SOME_ROWS, 0.15),
}


class ReservedDomains(StateCheck[Marked]):
    """E-mail addresses in domains that the standards keep free for examples and tests.

    Looks at:
        The domain of each address: example.com, example.net, example.org and all names under .test,
        .example, .invalid and .localhost. Each distinct address weighs once.

    Why it tells:
        No person can receive mail there, so no customer has such an address. Generators of test data use these
        domains on purpose. One common tool puts all addresses there, another one in five.

    Innocent explanations:
        - The addresses were masked before the file was passed on, to protect the people.
        - The sample comes from a test copy of the real system.
        - A site that never confirmed addresses kept what visitors typed: a handful, not a share.

    Reads as:
        A large share reads as invented. A small block among other addresses reads as altered. A handful reads as
        nothing.

    Source:
        RFC 2606 and RFC 6761 for the names; none among the genuine tables that the program was measured on.
    """

    info: ClassVar = CheckInfo(
        "GEN001",
        "generator.reserved-domains",
        Family.GENERATOR,
        "reserved_share",
        exhibit=True,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses."""
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> Marked:
        """Rows counted, addresses weighed."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the rows whose domain is reserved."""
        emails = facts.emails(binding.columns[0])
        has_domain = emails.on_rows(emails.domain_codes >= 0, False)
        machine = np.array([f".{d}".endswith(MACHINES) for d in emails.domains], dtype=np.bool_)
        reserved = emails.by_domain(emails.reserved & ~machine, False)
        state.add(facts.key(binding.columns, context.seed, folded=True), has_domain, reserved)

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """A share far beyond a handful of test accounts speaks for invention."""
        if state.n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": state.n})
        return self.exhibited(
            binding,
            {
                "reserved_share": state.hits / state.n,
                "reserved_rows": state.log.hits,
                "address_rows": state.log.eligible,
            },
            traced(_hits(state), state.n, GENUINE, TRACES),
            state.log.rows(),
            {"usual_share": 0.0},
        )


def _hits(state: Marked) -> int:
    """So many of the distinct addresses as there are rows with a reserved one among all rows, one at least if any.

    Where a few people stand in many rows, a few rows of a generator bring most of the distinct addresses: they are a part of
    the list all the same.
    """
    return min(state.hits, max(round(state.n * state.log.share), int(state.hits > 0)))
