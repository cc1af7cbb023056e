"""PER024: what the mail domains themselves answered, where the user has had them looked up."""

from functools import cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.choose import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import Marked
from leakverify.checks.weight import Beta, Trace, traced
from leakverify.facts.domains import registrable
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.look_up import MailStatus
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Reading, Role
from leakverify.reference import mail

MIN_ADDRESSES: Final = 30

GENUINE: Final = Beta(0.6, 8.0, 0.03)
"""A list's domains die with the years: a few in a hundred addresses, more among firms, and one list in thirty anything at all.

An assumption, for no collection of genuine lists has been looked up for this; it is wide, so that the weight stays small.
"""

TRACES: Final = {Reading.FABRICATED: Trace(Beta(1.2, 1.0), 0.15)}
"""Most inventors use providers that exist; those who make up names of firms mostly hit on none."""

DENIED_COUNT: Final = 3
DENIED_SHARE: Final = 0.2
"""So many great providers called absent, and this share of those that were asked: then it is the resolver that is odd."""

CANNOT: Final = frozenset({MailStatus.NO_DOMAIN, MailStatus.NULL_MX, MailStatus.NO_MAIL})


class AnsweredDomains(StateCheck[Marked]):
    """Addresses in domains that, when looked up, did not exist or take no mail.

    Looks at:
        The answers of the look-up that the user asked for, for all distinct addresses whose domain gave a clear
        answer. Of these, those count where the domain does not exist, says that it takes no mail, or has neither a
        mail server nor an address. Domains that were not asked, or whose servers failed or kept silent, do not count.
        Nor does a great provider that this resolver denies, though it is well known. Where it denies several, none of
        its answers is used.

    Why it tells:
        Mail reached most addresses of a genuine list once. A program that makes up names of firms makes up
        domains that nobody has registered.

    Innocent explanations:
        - The list is old: firms close, and their domains with them. The answer is today's, not that of the day of the leak.
        - A site that never sent a mail kept what visitors typed.
        - Only some domains were asked: the usual choice leaves rare ones out, and those die first.
        - The resolver blocks names, or the network was disturbed.

    Reads as:
        A large share reads as invented. Domains that exist speak for nothing: anybody may use a real one.

    Source:
        RFC 5321 section 5.1, RFC 7505. The rates among genuine lists are an assumption and not a measurement, so the weight is held low.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "PER024",
        "person.answered-domains",
        Family.PERSON,
        "no_mail_share",
        exhibit=True,
        needs=("email",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Every column of addresses, once there are answers."""
        if not context.answers:
            return NotApplicable("NO_LOOK_UP")
        known = [s for d, s in context.answers.items() if s.is_known and d in _open_providers()]
        denied = sum(status in CANNOT for status in known)
        if denied >= max(DENIED_COUNT, DENIED_SHARE * len(known)):
            return NotApplicable("ANSWERS_DOUBTFUL")
        return each(roles, Role.EMAIL)

    def state(self, binding: Binding, context: Context) -> Marked:
        """Rows counted, addresses weighed."""
        return Marked()

    def look(self, state: Marked, facts: Facts, binding: Binding, context: Context) -> None:
        """Mark the rows whose domain cannot take mail, among those whose domain has answered."""
        emails = facts.emails(binding.columns[0])
        said = [_said(registrable(str(name)), context) for name in emails.domains]
        known = _flags([status is not None and status.is_known for status in said])
        cannot = _flags([status in CANNOT for status in said])
        state.add(
            facts.key(binding.columns, context.seed, folded=True),
            emails.by_domain(known, False),
            emails.by_domain(cannot, False),
        )

    def judge(self, state: Marked, binding: Binding, context: Context) -> Finding:
        """A large share speaks for invention, within what an unmeasured rate allows."""
        if state.n < MIN_ADDRESSES:
            return self.not_applicable("FEW_VALUES", binding, {"address_count": state.n})
        return self.exhibited(
            binding,
            {
                "no_mail_share": state.hits / state.n,
                "no_mail_rows": state.log.hits,
                "answered_rows": state.log.eligible,
                "address_count": state.n,
            },
            traced(state.hits, state.n, GENUINE, TRACES),
            state.log.rows(),
        )


def _said(domain: str, context: Context) -> MailStatus | None:
    """What a domain answered; nothing where a provider that everybody knows is denied."""
    status = context.answers.get(domain)
    return None if status in CANNOT and domain in _open_providers() else status


@cache
def _open_providers() -> frozenset[str]:
    """Great providers whose mailboxes were open when the bundled table was made."""
    tables = mail.load()
    return frozenset({*tables.popular, *tables.provider_country} - set(tables.dead))


def _flags(values: list[bool]) -> Bools:
    return np.array(values, dtype=np.bool_)
