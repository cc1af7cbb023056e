"""Data generators as makers of values: Faker and mimesis, where they are installed (`leakverify[calibrate]`)."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from leakverify.model.terms import Role
from leakverify.museum.terms import Draws, Maker

FAKER_LOCALES: Final = {
    "US": "en_US", "GB": "en_GB", "UK": "en_GB", "FR": "fr_FR", "DE": "de_DE", "IT": "it_IT", "ES": "es_ES", "BR": "pt_BR",
    "IN": "en_IN", "NL": "nl_NL", "PL": "pl_PL", "JP": "ja_JP", "AU": "en_AU", "CA": "en_CA", "SE": "sv_SE", "CH": "de_CH",
    "AT": "de_AT", "BE": "fr_BE", "RU": "ru_RU", "TR": "tr_TR", "IR": "fa_IR", "MX": "es_MX", "PT": "pt_PT", "NO": "no_NO",
}  # fmt: skip
FAKER_VALUES: Final = {
    Role.EMAIL: "email", Role.PHONE: "phone_number", Role.FULL_NAME: "name", Role.FIRST_NAME: "first_name",
    Role.LAST_NAME: "last_name", Role.STREET: "street_address", Role.POSTCODE: "postcode", Role.CITY: "city",
    Role.USERNAME: "user_name", Role.URL: "url", Role.IP: "ipv4", Role.USER_AGENT: "user_agent", Role.UUID: "uuid4",
    Role.IBAN: "iban", Role.CARD: "credit_card_number", Role.PASSWORD: "password", Role.FREE_TEXT: "sentence",
}  # fmt: skip
MIMESIS_LOCALES: Final = {
    "US": "en", "GB": "en-gb", "FR": "fr", "DE": "de", "IT": "it", "ES": "es", "BR": "pt-br", "NL": "nl", "PL": "pl",
    "JP": "ja", "RU": "ru", "TR": "tr", "IR": "fa", "SE": "sv", "CZ": "cs",
}  # fmt: skip
MIMESIS_VALUES: Final = {
    Role.EMAIL: "person.email", Role.PHONE: "person.phone_number", Role.FULL_NAME: "person.full_name",
    Role.FIRST_NAME: "person.first_name", Role.LAST_NAME: "person.last_name", Role.STREET: "address.address",
    Role.POSTCODE: "address.zip_code", Role.CITY: "address.city", Role.USERNAME: "person.username",
    Role.URL: "internet.url", Role.IP: "internet.ip_v4", Role.UUID: "cryptographic.uuid",
    Role.CARD: "payment.credit_card_number", Role.PASSWORD: "person.password", Role.FREE_TEXT: "text.sentence",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Library:
    """A generator library: its name with the locale, and a function that makes one value per kind."""

    name: str
    tool: Callable[[int], Any]
    kinds: dict[Role, str]

    def values(self, role: Role, n: int, rng: Draws) -> list[str] | None:
        """`n` values, seeded; None where the library has no such kind."""
        kind = self.kinds.get(role)
        if kind is None:
            return None
        make: Any = self.tool(int(rng.integers(1 << 31)))
        for part in kind.split("."):
            make = getattr(make, part)
        return [str(make()).replace("\n", ", ") for _ in range(n)]


def faker(country: str) -> Maker | None:
    """Faker in the language of a country; None where it is not installed."""
    try:
        module = importlib.import_module("faker")
    except ImportError:
        return None
    locale = FAKER_LOCALES.get(country, "en_US")

    def tool(seed: int) -> Any:
        made = module.Faker(locale)
        made.seed_instance(seed)
        return made

    return Library(f"faker {locale}", tool, FAKER_VALUES)


def mimesis(country: str) -> Maker | None:
    """Mimesis in the language of a country; None where it is not installed."""
    try:
        module = importlib.import_module("mimesis")
    except ImportError:
        return None
    locale = MIMESIS_LOCALES.get(country, "en")
    return Library(
        f"mimesis {locale}",
        lambda seed: module.Generic(module.Locale(locale), seed=seed),
        MIMESIS_VALUES,
    )


def makers(country: str) -> tuple[Maker, ...]:
    """The generators that are installed, for a country."""
    return tuple(m for m in (faker(country), mimesis(country)) if m is not None)


@dataclass(frozen=True, slots=True)
class Lists:
    """A maker that picks from given lists: for tests, and for a program without a generator library."""

    name: str
    lists: dict[Role, tuple[str, ...]]

    def values(self, role: Role, n: int, rng: Draws) -> list[str] | None:
        """`n` picks, each as likely as the other."""
        values = self.lists.get(role)
        if values is None:
            return None
        return [values[i] for i in np.asarray(rng.integers(0, len(values), n))]
