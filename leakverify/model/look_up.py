"""The vocabulary of mail-domain look-ups: what is known of a domain offline, the ways to ask, what was answered.

A question never holds an address: the registrable domain alone is asked for. Nothing here opens a socket.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MAX_DOMAIN: Final = 253
_DOMAIN: Final = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z0-9-]{1,62}[a-z0-9])\Z"
)


class DomainKind(StrEnum):
    """What the bundled tables say of a domain. A domain has one kind, the first of these that fits."""

    RESERVED = "reserved"
    NO_SUFFIX = "no_suffix"
    DISPOSABLE = "disposable"
    CLOSED = "closed"
    PROVIDER = "provider"
    FREE_MAIL = "free_mail"
    UNIVERSITY = "university"
    GOVERNMENT = "government"
    TYPO = "typo"
    HOMOGRAPH = "homograph"
    OTHER = "other"


class Risk(StrEnum):
    """Why asking for a domain may tell somebody that this list is being read."""

    CANARY = "canary"
    RANDOM_LABEL = "random_label"
    SINGLE = "single"
    RARE = "rare"


@dataclass(frozen=True, slots=True)
class SampleDomain:
    """One registrable domain of the sample, lower case, as an A-label where it is not ASCII.

    `rows` are the rows whose address is in it, `addresses` the distinct addresses. `country` is where nearly all users of
    a provider live, or the university or office is; `closed` the day a provider's mailboxes ended; `resembles` the
    provider that a slip or a homograph imitates; `shown` the name in its own script, "" where it is the same.
    """

    domain: str
    rows: int
    addresses: int
    kind: DomainKind = DomainKind.OTHER
    risks: tuple[Risk, ...] = ()
    country: str = ""
    closed: str = ""
    resembles: str = ""
    shown: str = ""

    @property
    def may_be_asked(self) -> bool:
        """Whether a look-up could say anything: reserved names and unknown endings cannot exist."""
        return self.kind not in {DomainKind.RESERVED, DomainKind.NO_SUFFIX}

    @property
    def asked_by_default(self) -> bool:
        """Whether the domain is ticked without the user's own decision: only what betrays nobody."""
        return self.may_be_asked and not self.risks


class Transport(StrEnum):
    """How a question travels."""

    SYSTEM = "system"
    TLS = "dot"
    HTTPS = "doh"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask: the resolver, how it is reached, and the proxy before it.

    `address` is the resolver's IP address ("" the system's own; a host name only behind a proxy, which then resolves it);
    `port` 0 is the transport's usual one; `name` is what its certificate must say; `path` of HTTPS; `proxy` is
    `host:port` of a SOCKS5 server, host an IP address; `authorities` further root certificates as PEM.
    """

    transport: Transport = Transport.SYSTEM
    address: str = ""
    port: int = 0
    name: str = ""
    path: str = "/dns-query"
    proxy: str = ""
    authorities: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast to ask: queries a second (0: as fast as `at_once` allows), and how many may be under way."""

    per_second: float = 10.0
    at_once: int = 20
    timeout: float = 5.0
    tries: int = 2


class MailStatus(StrEnum):
    """What an answer says about mail to a domain."""

    TAKES_MAIL = "takes_mail"
    BY_ADDRESS = "by_address"
    NULL_MX = "null_mx"
    NO_MAIL = "no_mail"
    NO_DOMAIN = "no_domain"
    BOGUS = "bogus"
    BROKEN = "broken"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    NOT_ASKED = "not_asked"

    @property
    def is_known(self) -> bool:
        """Whether the domain's own servers, or the zone above, have answered."""
        return self in _KNOWN

    @property
    def takes(self) -> bool:
        """Whether a mail server would be found (RFC 5321 section 5.1)."""
        return self in {MailStatus.TAKES_MAIL, MailStatus.BY_ADDRESS}


_KNOWN: Final = frozenset(
    {
        MailStatus.TAKES_MAIL,
        MailStatus.BY_ADDRESS,
        MailStatus.NULL_MX,
        MailStatus.NO_MAIL,
        MailStatus.NO_DOMAIN,
    }
)

NO_REPLY: Final = "TIMEOUT"
NEVER_ASKED: Final = "NOT_ASKED"


class Dnssec(StrEnum):
    """What the resolver says of the signatures; only as good as the resolver and the way to it."""

    SECURE = "secure"
    UNSIGNED = "unsigned"
    BOGUS = "bogus"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one domain was answered; the file of answers holds its fields by these names (CONTRACTS 7, M3).

    `rcode` is DNS's own word, or `TIMEOUT` or `NOT_ASKED`. `a` tells that the domain itself has an address (IPv4 or
    IPv6; only asked for where it has no MX). `asked_at` is UTC to the second. `ttl` is the smallest seen, in seconds.
    `provider` is guessed from the first mail server; `parked` tells that the server belongs to a seller of unused names,
    `wildcard` that a name nobody has registered beside it is answered alike. `extended` is the RFC 8914 code, -1 none.
    `proxied` tells that the question went through a SOCKS proxy.
    """

    domain: str
    rcode: str = NEVER_ASKED
    mx: tuple[tuple[int, str], ...] = ()
    a: bool = False
    asked_at: str = ""
    resolver: str = ""
    ttl: int = 0
    dnssec: Dnssec = Dnssec.UNKNOWN
    provider: str = ""
    parked: bool = False
    wildcard: bool = False
    extended: int = -1
    queries: int = 0
    proxied: bool = False

    @property
    def status(self) -> MailStatus:
        """The answer in one word."""
        by_code = {
            NEVER_ASKED: MailStatus.NOT_ASKED,
            NO_REPLY: MailStatus.NO_ANSWER,
            "NXDOMAIN": MailStatus.NO_DOMAIN,
            "REFUSED": MailStatus.REFUSED,
        }
        if self.rcode in by_code:
            return by_code[self.rcode]
        if self.rcode != "NOERROR":
            return MailStatus.BOGUS if self.dnssec is Dnssec.BOGUS else MailStatus.BROKEN
        if self.mx:
            null = len(self.mx) == 1 and self.mx[0][1] in {".", ""}
            return MailStatus.NULL_MX if null else MailStatus.TAKES_MAIL
        return MailStatus.BY_ADDRESS if self.a else MailStatus.NO_MAIL


def is_domain(text: str) -> bool:
    """Whether a text may be asked for: lower case, ASCII, at least two labels, no address.

    >>> [is_domain(t) for t in ("bbc.co.uk", "xn--bcher-kva.example", "a@b.fr", "Gmail.com", "com", "a..b")]
    [True, True, False, False, False, False]
    """
    return _DOMAIN.match(text) is not None


class LookUpEnd(StrEnum):
    """Why a look-up run ended before its last domain; codes of `words`."""

    CANCELLED = "CANCELLED"
    PROXY_UNREACHABLE = "PROXY_UNREACHABLE"
    PROXY_REFUSED = "PROXY_REFUSED"
    RESOLVER_UNREACHABLE = "RESOLVER_UNREACHABLE"
    CERTIFICATE = "CERTIFICATE"
    NOT_A_RESOLVER = "NOT_A_RESOLVER"
    RESOLVER_REFUSES = "RESOLVER_REFUSES"
    RESOLVER_LIES = "RESOLVER_LIES"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: queries sent (repeats and the random names too), domains answered, and why it stopped early.

    `reason` is None where every domain was asked; what was answered before a reason stays good.
    """

    queries: int
    answered: int
    reason: LookUpEnd | None = None

    @property
    def complete(self) -> bool:
        """Whether every domain was asked."""
        return self.reason is None
