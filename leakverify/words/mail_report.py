"""What a report says of mail domains: what was counted, who was asked, how to check it, what an answer cannot say."""

from collections.abc import Sequence
from typing import Final

from leakverify.model.look_up import Dnssec, DomainKind, Risk, Transport, Way
from leakverify.model.looked_up import LookUpInfo
from leakverify.model.ways import PUBLIC_RESOLVERS, parse_way, way_text
from leakverify.words.language import _, plural
from leakverify.words.lists import chained, dotted
from leakverify.words.look_up import kind_name, look_up_counts, risk_name, way_name
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

ORDER: Final = (
    DomainKind.PROVIDER,
    DomainKind.FREE_MAIL,
    DomainKind.UNIVERSITY,
    DomainKind.GOVERNMENT,
    DomainKind.OTHER,
    DomainKind.DISPOSABLE,
    DomainKind.CLOSED,
    DomainKind.TYPO,
    DomainKind.HOMOGRAPH,
    DomainKind.RESERVED,
    DomainKind.NO_SUFFIX,
)
"""One order for every sample: sorting by size would tell of counts that are kept back."""

NOT_TOLD: Final = N_("not told")

PROXIES: Final = {
    "none": N_("directly, without a proxy"),
    "some": N_("partly through a SOCKS proxy"),
    "all": N_("through a SOCKS proxy"),
}

SIGNED: Final = {
    Dnssec.SECURE: N_("signed"),
    Dnssec.UNSIGNED: N_("not signed"),
    Dnssec.BOGUS: N_("signature wrong"),
    Dnssec.UNKNOWN: N_("not known"),
}

HOW_TO_CHECK: Final = (
    N_(
        "How a colleague checks the list: “grep -v '^#' LIST | LC_ALL=C sort | sha256sum” gives the SHA-256 of the list, whatever the order of its lines."
    ),
    N_(
        "How a colleague checks the answers: “head -n -1 ANSWERS | sha256sum” gives the "
        "SHA-256 of the answers. Their last line repeats it with that of the list. "
        "“leakverify check FILE --mx ANSWERS” gives them to the program again, offline."
    ),
)
TODAY: Final = N_(
    "An answer says how a domain stood when it was asked. It cannot say whether the domain "
    "took mail on the day of the leak. Domains are given up, sold and moved, and a name that "
    "died since was alive then. Nor does it say that a mailbox exists."
)
LEFT_OUT: Final = N_(
    "Some domains are left out unless they were chosen one by one, as their owner would learn that this list is being read. "
    "They have one or few addresses or a random name, or belong to alarm services. Names that cannot exist are left out too."
)
NO_LOOK_UP: Final = N_(
    "No domain was looked up. What is said of the domains comes from the program's own tables."
)
KEPT_BACK: Final = N_(
    "“<5” stands for one to four; “not told” for a number from which such a count could be computed."
)
HASH_KEPT_BACK: Final = N_("not told: so short a list could be guessed from it")


def is_public(resolver: str) -> bool:
    """Whether this is a resolver that everybody may use, so that its name tells nothing of who asked."""
    way = _way(resolver)
    return way is not None and any(
        way_text(known.way(way.transport)) == way_text(way) for known in PUBLIC_RESOLVERS
    )


def shareable_resolver(resolver: str) -> str:
    """A public resolver by its line; of any other, which may be the newsroom's own, the transport alone."""
    if is_public(resolver):
        return resolver
    way = _way(resolver)
    return way.transport.value if way else "other"


def resolver_sentence(resolver: str) -> str:
    """Who was asked, and how, from a resolver's line or from a transport alone."""
    if resolver in set(Transport):
        named = {
            Transport.SYSTEM: N_("this computer's own resolver"),
            Transport.TLS: N_("a resolver of the user's choice, encrypted (DNS over TLS)"),
            Transport.HTTPS: N_("a resolver of the user's choice, encrypted (DNS over HTTPS)"),
        }
        return _(named[Transport(resolver)])
    way = _way(resolver)
    if way is None:
        return _(N_("another resolver")) if resolver == "other" else resolver
    public = next(
        (k for k in PUBLIC_RESOLVERS if way_text(k.way(way.transport)) == way_text(way)), None
    )
    owner = f"{public.name}: " if public else ""
    return dotted((f"{owner}{resolver}", way_name(way.transport)))


def proxy_name(proxied: str) -> str:
    """Whether a proxy stood between."""
    return _(PROXIES.get(proxied, PROXIES["none"]))


def asked_sentence(info: LookUpInfo, resolvers: Sequence[str], refused: int) -> str:
    """What left the machine, in place of "nothing was sent"; `resolvers` as the edition names them."""
    asked = plural(
        "{n} question about mail domains was sent, {proxy}, to {whom}.",
        "{n} questions about mail domains were sent, {proxy}, to {whom}.",
        info.queries,
    )
    whom = chained(map(resolver_sentence, resolvers)) or _(N_("a resolver that is not named"))
    rest = _(
        N_(
            "No address, no row and nothing else of the sample was sent; {refused} attempts to reach anything else were refused."
        )
    )
    said = asked.format(n=count(info.queries), proxy=proxy_name(info.proxied), whom=whom)
    return f"{said} {rest.format(refused=count(refused))}"


def nothing_sent(refused: int) -> str:
    """What left the machine where no look-up was made."""
    return _(
        N_("Nothing was sent to a network: 0 queries made, {refused} attempts refused.")
    ).format(refused=count(refused))


def nothing_else_sent(refused: int) -> str:
    """What else left the machine where rows went to a cluster and no look-up was made."""
    return _(
        N_("Nothing else was sent to a network: 0 queries made, {refused} attempts refused.")
    ).format(refused=count(refused))


def moments(info: LookUpInfo) -> str:
    """From when to when, in UTC."""
    if not info.began:
        return "–"
    began, ended = (text.replace("T", " ").removesuffix("Z") for text in (info.began, info.ended))
    return _(N_("{began} to {ended} (UTC)")).format(began=began, ended=ended)


def not_asked_sentence(listed: str, number: int, reasons: dict[str, int]) -> str:
    """How many domains are not on the list, and, where the edition tells it, why; `listed` is the number as printed."""
    told = plural(
        "{n} domain of the sample is not on the list.",
        "{n} domains of the sample are not on the list.",
        number,
    ).format(n=listed)
    why = chained(
        f"{_reason(code)}: {count(n)}" for code, n in sorted(reasons.items(), key=lambda i: -i[1])
    )
    return f"{told} {_(N_('Why'))}: {why}." if why else told


def terminal_lines(info: LookUpInfo) -> tuple[str, str]:
    """A look-up in two lines for the user's own eyes, every number exact."""
    whom = chained(map(resolver_sentence, info.resolvers)) or "–"
    line = _(N_("Asked of {whom}, {proxy}, {moments}; {queries} questions, {decoys} decoys."))
    asked = line.format(
        whom=whom,
        proxy=proxy_name(info.proxied),
        moments=moments(info),
        queries=count(info.queries),
        decoys=count(info.decoys),
    )
    return look_up_counts(info), asked


def dnssec_name(state: Dnssec) -> str:
    """What the resolver said of the signatures."""
    return _(SIGNED[state])


def _reason(code: str) -> str:
    """Why a domain is not on the list."""
    if code in set(Risk):
        return risk_name(Risk(code))
    if code in set(DomainKind) - {DomainKind.OTHER}:
        return kind_name(DomainKind(code))
    return _(N_("not chosen"))


def _way(resolver: str) -> Way | None:
    """The way of a resolver's line, as far as this program wrote it."""
    try:
        return parse_way(resolver, proxy="127.0.0.1:1")
    except ValueError:
        return None
