"""What is said of mail domains and of asking for them: kinds, risks, answers, who learns what, and how a look-up ended."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from leakverify.model.look_up import DomainKind, MailStatus, Risk, SampleDomain, Transport, Way
from leakverify.model.looked_up import LookUpInfo
from leakverify.words.language import _, plural
from leakverify.words.lists import chained, listed
from leakverify.words.numbers import count
from leakverify.words.phrases import N_, N_plural

KINDS: Final = {
    DomainKind.RESERVED: N_("reserved for examples"),
    DomainKind.NO_SUFFIX: N_("ending that does not exist"),
    DomainKind.DISPOSABLE: N_("throw-away addresses"),
    DomainKind.CLOSED: N_("closed provider"),
    DomainKind.PROVIDER: N_("provider"),
    DomainKind.FREE_MAIL: N_("free mail"),
    DomainKind.UNIVERSITY: N_("university or school"),
    DomainKind.GOVERNMENT: N_("government"),
    DomainKind.TYPO: N_("mistyped provider"),
    DomainKind.HOMOGRAPH: N_("look-alike letters"),
    DomainKind.OTHER: N_("not on a public list"),
}

RISKS: Final = {
    Risk.CANARY: (
        N_("alarm service"),
        N_("Names under this domain report to their owner when they are looked up."),
    ),
    Risk.RANDOM_LABEL: (
        N_("random name"),
        N_("A long random name is how a planted alarm looks; its owner would see who asks."),
    ),
    Risk.SINGLE: (
        N_("one address"),
        N_("One address alone uses this domain: whoever planted it learns that this list is read."),
    ),
    Risk.RARE: (
        N_("rare"),
        N_(
            "Few addresses use this domain, and it is on no public list: its owner could connect the question with this list."
        ),
    ),
}

STATUSES: Final = {
    MailStatus.TAKES_MAIL: N_plural("has a mail server", "have a mail server"),
    MailStatus.BY_ADDRESS: N_plural(
        "names no mail server but has an address", "name no mail server but have an address"
    ),
    MailStatus.NULL_MX: N_plural("says that it takes no mail", "say that they take no mail"),
    MailStatus.NO_MAIL: N_plural(
        "exists without mail server and address", "exist without mail server and address"
    ),
    MailStatus.NO_DOMAIN: N_plural("does not exist", "do not exist"),
    MailStatus.BOGUS: N_plural("has signatures that do not fit", "have signatures that do not fit"),
    MailStatus.BROKEN: N_plural("has servers that failed", "have servers that failed"),
    MailStatus.REFUSED: N_plural("was refused by the resolver", "were refused by the resolver"),
    MailStatus.NO_ANSWER: N_plural("gave no answer in time", "gave no answer in time"),
    MailStatus.NOT_ASKED: N_plural("was not asked", "were not asked"),
}

WAYS: Final = {
    Transport.SYSTEM: (
        N_("This computer's own resolver"),
        N_(
            "Questions travel unencrypted. Your network, your provider and anyone between can "
            "read the domains. The resolver learns them with your address and the time."
        ),
    ),
    Transport.TLS: (
        N_("Encrypted (DNS over TLS)"),
        N_(
            "Your network sees that you ask this resolver, and how much, not what. The resolver learns the domains, your "
            "address and the time."
        ),
    ),
    Transport.HTTPS: (
        N_("Encrypted (DNS over HTTPS)"),
        N_(
            "To your network it looks like visiting a web page of this resolver. The resolver learns the domains, your "
            "address and the time."
        ),
    ),
}

PROXIED: Final = {
    Transport.SYSTEM: N_(
        "Questions travel unencrypted from the end of the proxy. With Tor, its exit and the resolver learn the domains and the time, "
        "not your address."
    ),
    Transport.TLS: N_(
        "With Tor, your network sees Tor alone. The resolver learns the domains and the time, not your address."
    ),
    Transport.HTTPS: N_(
        "With Tor, your network sees Tor alone. The resolver learns the domains and the time, not your address."
    ),
}

OWNERS: Final = N_(
    "By every way, the servers of each domain learn that someone asks for it, through which resolver, and when. They do not "
    "learn of this list; a domain that stands in no other list tells its owner all the same."
)

ENDS: Final = {
    "": N_("Every domain was asked."),
    "CANCELLED": N_("You stopped. What was answered is kept."),
    "LOOK_UP_DIED": N_(
        "The process that asks came to a sudden end. What was answered is kept; look the rest up again."
    ),
    "PROXY_UNREACHABLE": N_(
        "The proxy cannot be reached, so nothing was asked by another way. Check that it runs and that its address and port are right (Tor Browser: 127.0.0.1:9150, tor: 127.0.0.1:9050)."
    ),
    "PROXY_REFUSED": N_(
        "The proxy does not connect to the resolver, so nothing was asked by another way. Choose another resolver, or look at the proxy's own messages."
    ),
    "RESOLVER_UNREACHABLE": N_(
        "The resolver cannot be reached. Nothing was asked by another way. Check that this computer is connected and the resolver's address is right."
    ),
    "CERTIFICATE": N_(
        "The resolver's certificate does not fit its name, so someone may stand between. Nothing was asked. Try it on another "
        "network or with another resolver."
    ),
    "RESOLVER_LIES": N_(
        "The resolver answers for names that cannot exist, so it would call every domain real. Nothing of the list was asked. Choose another resolver."
    ),
    "NOT_A_RESOLVER": N_(
        "What answers at the resolver's address does not speak DNS. Nothing more was asked. Check the address, the port and the path."
    ),
    "RESOLVER_REFUSES": N_("The resolver will not answer this computer. Choose another resolver."),
}


def kind_name(kind: DomainKind) -> str:
    """What a domain is, in a word or two."""
    return _(KINDS[kind])


def risk_name(risk: Risk) -> str:
    """A risk's mark."""
    return _(RISKS[risk][0])


def risk_meaning(risk: Risk) -> str:
    """What asking could give away."""
    return _(RISKS[risk][1])


def mail_status(status: MailStatus, n: int = 1) -> str:
    """What `n` domains answered."""
    return plural(*STATUSES[status], n)


def way_name(transport: Transport) -> str:
    """A way of asking."""
    return _(WAYS[transport][0])


def who_learns(way: Way) -> str:
    """Who would learn what by this way, in two or three sentences."""
    own = PROXIED[way.transport] if way.proxy else WAYS[way.transport][1]
    return f"{_(own)} {_(OWNERS)}"


def look_up_end(reason: str) -> str:
    """How a look-up ended, and what to do."""
    return _(ENDS.get(reason, ENDS["LOOK_UP_DIED"]))


def look_up_counts(info: LookUpInfo) -> str:
    """How the sample's own domains answered, in one sentence; every number exact."""
    order = [status for status in MailStatus if info.statuses.get(status.value)]
    said = chained(
        f"{count(n)} {mail_status(status, n)}"
        for status in order
        if (n := info.statuses[status.value])
    )
    asked = plural("Of {n} domain: {said}.", "Of {n} domains: {said}.", info.domains)
    return asked.format(n=count(info.domains), said=said or _(N_("none was answered")))


def domain_counts(found: Sequence[SampleDomain]) -> str:
    """How many mail domains a sample has, above the table of their kinds."""
    return _(
        N_("{domains} mail domains of {addresses} addresses (kind, domains, addresses):")
    ).format(domains=count(len(found)), addresses=count(sum(d.addresses for d in found)))


def left_out(found: Sequence[SampleDomain], asked: Sequence[SampleDomain], decoys: int) -> str:
    """What stands on a list, and what does not, with the reasons; no domain is named."""
    names = {d.domain for d in asked}
    absent = [d for d in found if d.domain not in names]
    reasons = Counter(
        risk_name(d.risks[0]) if d.may_be_asked and d.risks else kind_name(d.kind) for d in absent
    )
    said = chained(f"{count(n)} {reason}" for reason, n in reasons.most_common())
    on_list = plural("{n} domain is on the list", "{n} domains are on the list", len(asked))
    parts = [on_list.format(n=count(len(asked)))]
    if decoys:
        parts.append(plural("with {n} decoy", "with {n} decoys", decoys).format(n=count(decoys)))
    if absent:
        parts.append(_(N_("{n} left out: {said}")).format(n=count(len(absent)), said=said))
    return listed(parts) + "."
