"""The day before which a mail address or a telephone number cannot have existed, and the tokens of well-known brands."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from leakverify.reference import mail
from leakverify.reference.tables import Table


@dataclass(frozen=True, slots=True)
class Ages:
    """Births in seconds since 1970. `phones` by the start of the international number, the longest start first."""

    providers: dict[str, int]
    since: dict[str, int]
    before: frozenset[str]
    newest: int
    phones: dict[str, int]
    brands: tuple[str, ...]


@cache
def load() -> Ages:
    """The bundled table, read once."""
    table = Table("ages")
    lines = {
        key: table.texts(key)
        for key in ("providers", "since", "before", "newest", "phones", "brands")
    }
    table.close()
    phones = dict(sorted(_dated(lines["phones"]).items(), key=lambda item: -len(item[0])))
    return Ages(
        _dated(lines["providers"]),
        _dated(lines["since"]),
        frozenset(lines["before"]),
        _seconds(lines["newest"][0]),
        phones,
        tuple(lines["brands"]),
    )


def domain_born(domain: str) -> int | None:
    """The first day of a mail domain in seconds since 1970; None where nothing is known.

    >>> domain_born("proton.me") is None, domain_born("mairie-paris.fr"), domain_born("laptop")
    (False, None, None)
    >>> dt.datetime.fromtimestamp(domain_born("bakers.bio"), dt.UTC).date()
    datetime.date(2013, 10, 23)
    """
    ages = load()
    name = domain.lower().rstrip(".")
    if name in ages.providers:
        return ages.providers[name]
    ending = name.rpartition(".")[2]
    if ending in ages.since and "." in name:
        return ages.since[ending]
    # Endings in other scripts are older for some countries; two letters are countries.
    if len(ending) <= 2 or ending in ages.before or ending.startswith("xn--"):  # noqa: PLR2004
        return None
    # A machine's name, or an ending that nobody delegated, has no birth.
    return ages.newest if "." in name and mail.split(name)[1] else None


def number_born(e164: str) -> int | None:
    """The first day of a telephone number's block in seconds since 1970; None where nothing is known.

    >>> number_born("+33612345678") is None, number_born("+33712345678") is None
    (True, False)
    """
    for start, born in load().phones.items():
        if e164.startswith(start):
            return born
    return None


def _dated(lines: list[str]) -> dict[str, int]:
    pairs = (line.split(" ") for line in lines)
    return {name: _seconds(day) for name, day in pairs}


def _seconds(day: str) -> int:
    return int(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp())
