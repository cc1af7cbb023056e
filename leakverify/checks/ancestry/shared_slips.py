"""ANC003: whether an earlier file has the sample's own mistakes."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

import numpy as np

from leakverify.checks.ancestry.candidates import weigh_all
from leakverify.checks.ancestry.keys import rows_by_kind
from leakverify.checks.ancestry.kinship import MAX_FILES, Kinship, kinship_of, within
from leakverify.checks.ancestry.related import bind, reason_of
from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role

MIN_SLIPS: Final = 3
GENUINE: Final = Beta(0.3, 5.0, 0.05)
"""Who mistypes an address in one list mostly gets it right in the other."""
TRACES: Final = {Reading.RECYCLED: Trace(Beta(8.0, 0.6), 0.8)}
PASS: Final = -0.1


@dataclass(slots=True)
class Slips:
    """The sample beside the earlier files, and its mistaken addresses and numbers by file."""

    kinship: Kinship = field(default_factory=Kinship)
    marked: dict[tuple[int, str], Marked] = field(default_factory=dict)

    def merge(self, later: Self) -> None:
        """Append the rows that follow directly."""
        self.kinship.merge(later.kinship)
        for name, marked in later.marked.items():
            self.marked.setdefault(name, Marked()).merge(marked)


class SharedSlips(StateCheck[Slips]):
    """Whether slips of the pen in the sample stand in an earlier file, letter by letter.

    Looks at: Addresses at mistyped providers, addresses that cannot be written so, phone numbers with a wrong number
        of digits. Each distinct one weighs once.
    Why it tells: a mistake is made once. A person who stands in two lists does not mistype both in the same way, but
        a copy takes every mistake along.
    Innocent explanations: two forms filled in by the same browser; one organisation bought the other's list.
    Reads as: reused where most mistakes of the sample stand in the earlier file.
    Source: slips by one letter lost, doubled, swapped or missed from the great providers; rules of addresses and numbers.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "ANC003", "ancestry.shared-slips", Family.ANCESTRY, "shared_share", exhibit=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Addresses and numbers, if there is a file to compare with."""
        bound = bind(roles, context)
        if isinstance(bound, NotApplicable) or roles.first(Role.EMAIL, Role.PHONE):
            return bound
        return NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Slips:
        """No rows yet."""
        return Slips()

    def look(self, state: Slips, facts: Facts, binding: Binding, context: Context) -> None:
        """Look the mistaken cells up in each earlier file."""
        later = Slips(kinship_of(facts, context))
        rows = rows_by_kind(facts, context.seed)
        slips = _slips(facts)
        for i, earlier in enumerate(context.earlier[:MAX_FILES]):
            for kind, wrong in slips.items():
                if kind in earlier.keys:
                    keys, filled = rows[kind]
                    marked = later.marked.setdefault((i, kind), Marked())
                    marked.add(keys, filled & wrong, within(earlier.keys[kind], keys))
        state.merge(later)

    def judge(self, state: Slips, binding: Binding, context: Context) -> Finding:
        """The share of the mistakes that the likeliest origin has as well."""
        found = weigh_all(state.kinship, context)
        best = found.best
        if best is None or (found.own and best.weight <= 0):
            return self.not_applicable(reason_of(found), binding)
        mine = [m for (i, _), m in state.marked.items() if i == best.index]
        marked = max(mine, key=lambda m: m.n, default=None)
        if marked is None or marked.n < MIN_SLIPS:
            return self.not_applicable("FEW_SLIPS", binding)
        measured: dict[str, Number] = best.measured() | {
            "shared_share": marked.hits / marked.n,
            "shared_count": marked.hits,
            "slips_count": marked.n,
        }
        weights = {
            r: max(PASS, min(best.most, w))
            for r, w in traced(marked.hits, marked.n, GENUINE, TRACES).items()
        }
        return self.exhibited(binding, measured, weights, marked.log.rows())


def _slips(facts: Facts) -> dict[str, Bools]:
    """Rows whose address or number cannot be right, by kind of value."""
    roles = facts.settings.roles
    out: dict[str, Bools] = {}
    address, number = roles.first(Role.EMAIL), roles.first(Role.PHONE)
    if address is not None:
        emails = facts.emails(address)
        mistyped = emails.by_domain((emails.typo_of != "").astype(np.bool_), False)
        written = emails.on_rows(emails.domain_codes >= 0, False)
        broken = emails.on_rows(~emails.valid, False)
        out[Role.EMAIL.value] = written & (mistyped | broken)
    if number is not None:
        phones = facts.phones(number)
        out[Role.PHONE.value] = phones.on_rows(~phones.valid & (phones.e164 != ""), False)
    return out
