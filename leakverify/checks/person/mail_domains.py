"""PER025: addresses in domains that no mail can reach, as far as the bundled tables can tell."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import SOME_ROWS, Beta, Trace, traced
from leakverify.facts.domains import registrable
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.look_up import DomainKind
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import domain_kinds

MIN_ADDRESSES: Final = 20

GENUINE: Final = Beta(0.25, 100.0, 0.003)
"""One of 12,513 addresses in seven genuine tables; people type endings that do not exist, and a rare export is masked on purpose."""

TRACES: Final = {
    Reading.FABRICATED: Trace(Beta(0.7, 0.5), 0.1),
    Reading.TAMPERED: Trace(SOME_ROWS, 0.05),
}

MACHINES: Final = frozenset(
    ["lan", "home", "corp", "intranet", "private", "domain", "workgroup", "office", "router", "dhcp", "mshome"]
)  # fmt: skip
"""What networks at home and at work call their machines (RFC 6762, appendix G): in logs of developers these are real."""

_KINDS: Final = tuple(DomainKind)
_NOT_COUNTED: Final = -1
_SHARES: Final = {
    "provider_share": (DomainKind.PROVIDER, DomainKind.FREE_MAIL),
    "university_share": (DomainKind.UNIVERSITY,),
    "government_share": (DomainKind.GOVERNMENT,),
    "closed_share": (DomainKind.CLOSED,),
    "own_domain_share": (DomainKind.OTHER,),
}
_UNUSABLE: Final = (DomainKind.NO_SUFFIX, DomainKind.HOMOGRAPH)


class MailDomains(StateCheck[Marked]):
    """Addresses in domains that no mail can reach, and what the domains of a list are.

    Looks at:
        The domain of each well-formed address: whether its ending exists (public suffix list). The check also sees
        whether its letters only look like those of a great provider. Each distinct address weighs once, up to 4,096
        of them drawn by lot. Beside it stands how many are at mail providers, universities, offices and in domains of
        their own. Reserved names such as example.com, slips of the finger and closed providers are left to the checks
        on those.

    Why it tells:
        Nobody can be reached under an ending that does not exist, so a real list hardly has such an address. Who makes addresses
        up, or hides the real ones, may write any ending.

    Innocent explanations:
        - People who did not want to leave an address typed a made-up one: a few, not a share.
        - The addresses were masked before the file was passed on.
        - Names of machines inside an office; the usual ones (.lan, .corp, .home) are not counted.
        - An ending that is younger than this program's table.

    Reads as:
        A large share reads as invented, a small block among other addresses as altered. A handful reads as nothing,
        and none says next to nothing. Fewer than 20 addresses are not judged.

    Source:
        The public suffix list. Letters that look alike, as listed by Unicode. Measured on seven genuine tables, at
        most 4,096 distinct addresses of each: 1 of 12,513, in a list of offices. Of two older copies of that list 3
        of 3,938 and 3 of 4,096.
    """

    info: ClassVar = CheckInfo(
        "PER025",
        "person.mail-domains",
        Family.PERSON,
        "unusable_share",
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
        """Lay the kinds of domains over the rows."""
        emails = facts.emails(binding.columns[0])
        kinds = emails.by_domain(
            np.array([_kind(domain) for domain in emails.domains.tolist()], np.int64), _NOT_COUNTED
        )
        counted = emails.on_rows(emails.valid, False) & (kinds != _NOT_COUNTED)
        hit = counted & np.isin(kinds, [_KINDS.index(kind) for kind in _UNUSABLE])
        state.log.add(counted, hit)
        keys = facts.key(binding.columns, context.seed, folded=True)
        places = state.things.pick(keys, counted)
        values = {"hit": hit[places].astype(np.int64), "kind": kinds[places]}
        state.things.take(keys, places, dict(values))

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """A share far beyond a few made-up answers speaks for invention."""
        if state.n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": state.n})
        counts = np.bincount(state.things.whole("kind"), minlength=len(_KINDS))
        measured: dict[str, Number] = {
            "unusable_share": state.hits / state.n,
            "unusable_rows": state.log.hits,
            "address_rows": state.log.eligible,
            "address_count": state.n,
            "unknown_ending_count": int(counts[_KINDS.index(DomainKind.NO_SUFFIX)]),
            "look_alike_count": int(counts[_KINDS.index(DomainKind.HOMOGRAPH)]),
        }
        for name, kinds in _SHARES.items():
            measured[name] = int(sum(counts[_KINDS.index(kind)] for kind in kinds)) / state.n
        return self.exhibited(
            binding,
            measured,
            traced(state.hits, state.n, GENUINE, TRACES),
            state.log.rows(),
            {"usual_share": 0.0},
        )


def _kind(name: str) -> int:
    """The kind of a name's domain by its place among the kinds; -1 for what other checks look at."""
    domain = registrable(name)
    if not domain or domain.rpartition(".")[2] in MACHINES:
        return _NOT_COUNTED
    known = domain_kinds.about(domain)
    if known.kind is DomainKind.RESERVED or (
        known.kind is DomainKind.NO_SUFFIX and known.resembles
    ):
        return _NOT_COUNTED
    return _KINDS.index(known.kind)
