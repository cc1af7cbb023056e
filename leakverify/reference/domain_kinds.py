"""What the bundled tables say of one registrable domain, without asking anybody."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from leakverify.model.look_up import DomainKind
from leakverify.reference import domain_names, mail

PUBLIC: Final = frozenset(
    {
        DomainKind.DISPOSABLE,
        DomainKind.CLOSED,
        DomainKind.PROVIDER,
        DomainKind.FREE_MAIL,
        DomainKind.UNIVERSITY,
        DomainKind.GOVERNMENT,
    }
)
"""Kinds that stand in lists anybody can fetch: that somebody asks for one of them tells nothing of a list."""


@dataclass(frozen=True, slots=True)
class KnownDomain:
    """One domain's kind, with the fields of `SampleDomain` that go with it."""

    kind: DomainKind = DomainKind.OTHER
    country: str = ""
    closed: str = ""
    resembles: str = ""
    shown: str = ""


@lru_cache(maxsize=65_536)
def about(domain: str) -> KnownDomain:
    """What is known of a registrable domain, lower case and in ASCII.

    >>> about("web.de").kind, about("web.de").country, about("gmial.com").resembles
    (<DomainKind.PROVIDER: 'provider'>, 'DE', 'gmail.com')
    """
    tables = mail.load()
    shown = domain_names.own_script(domain)
    country = tables.provider_country.get(domain, "")
    if mail.is_reserved(domain):
        return KnownDomain(DomainKind.RESERVED, shown=shown)
    if not mail.split(domain)[1]:
        return KnownDomain(DomainKind.NO_SUFFIX, resembles=mail.typo_of(domain), shown=shown)
    if domain in tables.disposable:
        return KnownDomain(DomainKind.DISPOSABLE, shown=shown)
    if domain in tables.dead:
        return KnownDomain(DomainKind.CLOSED, country, tables.dead[domain], shown=shown)
    if country or domain in tables.providers:
        return KnownDomain(DomainKind.PROVIDER, country, shown=shown)
    if domain in tables.free:
        return KnownDomain(DomainKind.FREE_MAIL, shown=shown)
    meant = mail.typo_of(domain)
    return KnownDomain(DomainKind.TYPO if meant else DomainKind.OTHER, resembles=meant, shown=shown)
