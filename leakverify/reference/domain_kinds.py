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


_NOTHING: Final = KnownDomain()


@dataclass(frozen=True, slots=True)
class _Endings:
    """Endings that tell a kind: whole ones, and labels that do so second under a country's ending."""

    ends: dict[str, DomainKind]
    labels: dict[str, DomainKind]
    last: frozenset[str]

    def kind(self, domain: str) -> DomainKind | None:
        """The kind that the ending of a name tells; something must stand before the ending."""
        before, _, last = domain.rpartition(".")
        if last in self.ends:
            return self.ends[last]
        rest, _, second = before.rpartition(".")
        if rest and len(last) == 2 and second in self.labels:  # noqa: PLR2004 (a country's ending)
            return self.labels[second]
        if not rest or last not in self.last:
            return None
        third = rest.rpartition(".")
        end = f"{second}.{last}"
        return self.ends.get(end) or (self.ends.get(f"{third[2]}.{end}") if third[0] else None)


@lru_cache(maxsize=65_536)
def about(domain: str) -> KnownDomain:
    """What is known of a registrable domain, lower case and in ASCII.

    >>> about("web.de").kind, about("web.de").country, about("gmial.com").resembles
    (<DomainKind.PROVIDER: 'provider'>, 'DE', 'gmail.com')
    >>> about("ox.ac.uk"), about("mairie.gouv.fr").kind
    (KnownDomain(kind=<DomainKind.UNIVERSITY: 'university'>, country='GB', closed='', resembles='', shown=''), <DomainKind.GOVERNMENT: 'government'>)
    """
    shown = domain_names.own_script(domain) if domain_names.ACE in domain else ""
    if domain in mail.RESERVED_DOMAINS or domain.rpartition(".")[2] in mail.RESERVED_ENDS:
        return KnownDomain(DomainKind.RESERVED, shown=shown)
    listed = _lists().get(domain)
    if listed is not None:
        return replace(listed, shown=shown) if shown else listed
    if not mail.split(domain)[1]:
        meant = mail.slip_of(domain, suffix_known=False)
        return KnownDomain(DomainKind.NO_SUFFIX, resembles=meant, shown=shown)
    kind = _endings().kind(domain)
    if kind is not None:
        return KnownDomain(kind, country_of(domain), shown=shown)
    return _imitating(domain, shown)


def country_of(domain: str) -> str:
    """The country of a domain's ending, "" where the ending is nobody's or everybody's.

    >>> country_of("ox.ac.uk"), country_of("epfl.ch"), country_of("kcu.ac"), country_of("mit.edu")
    ('GB', 'CH', '', '')
    """
    ending = domain.rpartition(".")[2]
    if ending in _OTHER_CODES:
        return _OTHER_CODES[ending]
    return ending.upper() if len(ending) == 2 and ending not in _ABROAD else ""  # noqa: PLR2004 (countries)


def _imitating(domain: str, shown: str) -> KnownDomain:
    """A domain of no list: a slip, a look-alike, or simply somebody's."""
    meant = mail.slip_of(domain, suffix_known=True)
    if meant:
        return KnownDomain(DomainKind.TYPO, resembles=meant, shown=shown)
    looks = homographs.imitated(domain, shown)
    if looks is not None:
        return KnownDomain(DomainKind.HOMOGRAPH, resembles=looks, shown=shown)
    return KnownDomain(shown=shown) if shown else _NOTHING


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
def _endings() -> _Endings:
    """The rules of both kinds; a school's come first."""
    table = Table("domains")
    kinds = (("governments", DomainKind.GOVERNMENT), ("universities", DomainKind.UNIVERSITY))
    ends = {end: kind for name, kind in kinds for end in table.texts(f"{name}_ends")}
    labels = {label: kind for name, kind in kinds for label in table.texts(f"{name}_labels")}
    table.close()
    return _Endings(ends, labels, frozenset(end.rpartition(".")[2] for end in ends))
