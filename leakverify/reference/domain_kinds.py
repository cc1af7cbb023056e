"""What the bundled tables say of one registrable domain, without asking anybody."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from leakverify.model.look_up import DomainKind
from leakverify.reference import domain_names, homographs, mail
from leakverify.reference.tables import Table

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

_ABROAD: Final = frozenset(
    ["ac", "ai", "am", "cc", "co", "eu", "fm", "gg", "im", "io", "la", "ly", "me", "nu", "sh", "st", "su", "to", "tv", "vc", "ws"]
)  # fmt: skip
"""Endings of two letters that are sold to everybody, or are no country's."""
_OTHER_CODES: Final = {"uk": "GB", "gov": "US", "mil": "US"}


@dataclass(frozen=True, slots=True)
class KnownDomain:
    """One domain's kind, with the fields of `SampleDomain` that go with it."""

    kind: DomainKind = DomainKind.OTHER
    country: str = ""
    closed: str = ""
    resembles: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class _Endings:
    """Whole endings that tell a kind, and labels that do so second under a country's ending."""

    ends: frozenset[str]
    labels: frozenset[str]

    def hold(self, labels: list[str]) -> bool:
        """Whether the ending of a name tells it all; something must stand before the ending."""
        last = labels[-1]
        if last in self.ends or (len(labels) > 2 and len(last) == 2 and labels[-2] in self.labels):  # noqa: PLR2004 (a country)
            return True
        return any(".".join(labels[at:]) in self.ends for at in range(1, len(labels) - 1))


@lru_cache(maxsize=65_536)
def about(domain: str) -> KnownDomain:
    """What is known of a registrable domain, lower case and in ASCII.

    >>> about("web.de").kind, about("web.de").country, about("gmial.com").resembles
    (<DomainKind.PROVIDER: 'provider'>, 'DE', 'gmail.com')
    >>> about("ox.ac.uk"), about("mairie.gouv.fr").kind
    (KnownDomain(kind=<DomainKind.UNIVERSITY: 'university'>, country='GB', closed='', resembles='', shown=''), <DomainKind.GOVERNMENT: 'government'>)
    """
    shown = domain_names.own_script(domain)
    if mail.is_reserved(domain):
        return KnownDomain(DomainKind.RESERVED, shown=shown)
    if not mail.split(domain)[1]:
        return KnownDomain(DomainKind.NO_SUFFIX, resembles=mail.typo_of(domain), shown=shown)
    return _listed(domain, shown) or _imitating(domain, shown)


def country_of(domain: str) -> str:
    """The country of a domain's ending, "" where the ending is nobody's or everybody's.

    >>> country_of("ox.ac.uk"), country_of("epfl.ch"), country_of("kcu.ac"), country_of("mit.edu")
    ('GB', 'CH', '', '')
    """
    ending = domain.rpartition(".")[2]
    if ending in _OTHER_CODES:
        return _OTHER_CODES[ending]
    return ending.upper() if len(ending) == 2 and ending not in _ABROAD else ""  # noqa: PLR2004 (countries)


def _listed(domain: str, shown: str) -> KnownDomain | None:
    """A domain of the public lists, or under a school's or an office's ending."""
    listed = _lists().get(domain)
    if listed is not None:
        return replace(listed, shown=shown) if shown else listed
    labels = domain.split(".")
    for kind, endings in _endings():
        if endings.hold(labels):
            return KnownDomain(kind, country_of(domain), shown=shown)
    return None


def _imitating(domain: str, shown: str) -> KnownDomain:
    """A domain of no list: a slip, a look-alike, or simply somebody's."""
    meant = mail.typo_of(domain)
    if meant:
        return KnownDomain(DomainKind.TYPO, resembles=meant, shown=shown)
    looks = homographs.imitated(domain, shown)
    if looks is not None:
        return KnownDomain(DomainKind.HOMOGRAPH, resembles=looks, shown=shown)
    return KnownDomain(shown=shown)


@cache
def _lists() -> dict[str, KnownDomain]:
    """Every listed domain with what is known of it; of two lists the earlier kind."""
    tables, table = mail.load(), Table("domains")
    schools, offices = (_countries(table.texts(name)) for name in ("universities", "governments"))
    table.close()
    country = tables.provider_country
    found = {d: KnownDomain(DomainKind.GOVERNMENT, c or country_of(d)) for d, c in offices.items()}
    found |= {d: KnownDomain(DomainKind.UNIVERSITY, c or country_of(d)) for d, c in schools.items()}
    found |= {d: KnownDomain(DomainKind.FREE_MAIL) for d in tables.free}
    found |= {d: KnownDomain(DomainKind.PROVIDER, country.get(d, "")) for d in tables.providers}
    found |= {
        d: KnownDomain(DomainKind.CLOSED, country.get(d, ""), day) for d, day in tables.dead.items()
    }
    return found | {d: KnownDomain(DomainKind.DISPOSABLE) for d in tables.disposable}


def _countries(lines: list[str]) -> dict[str, str]:
    return {domain: country for domain, _, country in (line.partition(" ") for line in lines)}


@cache
def _endings() -> tuple[tuple[DomainKind, _Endings], ...]:
    table = Table("domains")
    found = tuple(
        (
            kind,
            _Endings(
                frozenset(table.texts(f"{name}_ends")), frozenset(table.texts(f"{name}_labels"))
            ),
        )
        for kind, name in (
            (DomainKind.UNIVERSITY, "universities"),
            (DomainKind.GOVERNMENT, "governments"),
        )
    )
    table.close()
    return found
