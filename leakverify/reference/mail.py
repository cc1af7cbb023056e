"""Mail domains: reserved, disposable, free, mistyped; registrable part; the flat lists of generators."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from publicsuffixlist import PublicSuffixList

from leakverify.reference import slips
from leakverify.reference.tables import Table

RESERVED_DOMAINS: Final = frozenset({"example.com", "example.net", "example.org", "example.edu"})
"""RFC 2606 section 3; example.edu is held by IANA for the same use."""

RESERVED_ENDS: Final = frozenset(
    {"test", "example", "invalid", "localhost", "local", "onion", "internal", "localdomain"}
)
"""RFC 2606 and 6761 (test, example, invalid, localhost), 6762 (local), 7686 (onion), ICANN 2024 (internal)."""

SPLIT_MEMORY: Final = 65_536


@dataclass(frozen=True, slots=True)
class MailTables:
    """What is known of mail domains. All domains are lower case.

    `popular` runs from most to least used; `provider_country` gives the country where nearly all users of a
    provider live; `dead` the day on which a provider's mailboxes closed; `providers` are those compiled by hand.
    """

    disposable: frozenset[str]
    free: frozenset[str]
    popular: tuple[str, ...]
    provider_country: dict[str, str]
    dead: dict[str, str]
    providers: frozenset[str]


@cache
def load() -> MailTables:
    """The bundled table, read once."""
    table = Table("mail")
    lines = {
        key: table.texts(key) for key in ("disposable", "free", "popular", "country", "closed")
    }
    table.close()
    popular = tuple(lines["popular"])
    country = dict(_pair(line) for line in lines["country"])
    return MailTables(
        frozenset(lines["disposable"]),
        frozenset(lines["free"]),
        popular,
        country,
        dict(_pair(line) for line in lines["closed"]),
        frozenset(popular) | frozenset(country),
    )


@cache
def possibly_disposable() -> frozenset[str]:
    """A wider list that also holds forwarding and alias services: a hint, never an exhibit."""
    table = Table("mail")
    lines = table.texts("possibly_disposable")
    table.close()
    return frozenset(lines)


@cache
def generator_providers() -> dict[str, frozenset[str]]:
    """The providers that generators draw from, each about as often as the next, by tool and locale."""
    table = Table("mail")
    lines = table.texts("generators")
    table.close()
    lists: dict[str, frozenset[str]] = {}
    for line in lines:
        tool, *domains = line.split(" ")
        lists[tool] = frozenset(domains)
    return lists


def is_reserved(domain: str) -> bool:
    """Whether no mailbox can ever exist there.

    >>> is_reserved("mail.example.org"), is_reserved("example.fr")
    (True, False)
    """
    labels = domain.lower().rstrip(".").split(".")
    return labels[-1] in RESERVED_ENDS or ".".join(labels[-2:]) in RESERVED_DOMAINS


@lru_cache(maxsize=SPLIT_MEMORY)
def split(domain: str) -> tuple[str, bool]:
    """The registrable domain, and whether the public suffix list knows the ending.

    >>> split("mail.bbc.co.uk"), split("intranet.corp")
    (('bbc.co.uk', True), ('intranet.corp', False))
    """
    name = domain.lower().rstrip(".")
    if not name:
        return "", False
    registrable = _suffixes().privatesuffix(name)
    if registrable is not None:
        return registrable, True
    if _suffixes().publicsuffix(name) is None:
        return ".".join(name.split(".")[-2:]), False
    return name, True


@lru_cache(maxsize=SPLIT_MEMORY)
def typo_of(domain: str) -> str:
    """The popular provider that a domain mistypes, "" if none; never for a domain known to be real.

    >>> typo_of("gmial.com"), typo_of("hotmail.con"), typo_of("gmx.de"), typo_of("mail.com")
    ('gmail.com', 'hotmail.com', '', '')
    """
    name = domain.lower().rstrip(".")
    tables = load()
    if (
        name in tables.free
        or name in tables.disposable
        or name in tables.provider_country
        or name in tables.dead
        or "." not in name
        or is_reserved(name)
    ):
        return ""
    registrable, known = split(name)
    if known and registrable != name:
        return ""
    return slip_of(name, suffix_known=known)


def slip_of(domain: str, *, suffix_known: bool) -> str:
    """The popular provider that a registrable domain of no list mistypes, "" if none: `typo_of` for who has asked the lists."""
    return slips.nearest(domain, _targets(), suffix_known=suffix_known)


@cache
def _targets() -> slips.Targets:
    return slips.Targets.of(load().popular)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition(" ")
    return key, value
