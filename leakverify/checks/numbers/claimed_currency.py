"""NUM020: whether amounts are in the currency of the claimed country."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowLog
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

MIN_AMOUNTS: Final = 20

EURO: Final = frozenset("AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split())  # noqa: SIM905
"""Bulgaria among them, since 2026; its older lev is allowed as well."""
OWN: Final = {
    "US": "USD", "GB": "GBP", "CH": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "PL": "PLN", "CZ": "CZK",
    "HU": "HUF", "RO": "RON", "BG": "BGN", "UA": "UAH", "RU": "RUB", "TR": "TRY", "JP": "JPY", "CN": "CNY",
    "IN": "INR", "BR": "BRL", "MX": "MXN", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "ZA": "ZAR", "IL": "ILS",
    "KR": "KRW", "AR": "ARS", "CL": "CLP", "CO": "COP", "IR": "IRR", "MA": "MAD", "TN": "TND", "DZ": "DZD",
    "EG": "EGP", "NG": "NGN", "KE": "KES", "SG": "SGD", "HK": "HKD", "TH": "THB", "ID": "IDR", "PH": "PHP",
}  # fmt: skip
SIGNS: Final = {
    "€": "EUR", "£": "GBP EGP", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₹": "INR", "₩": "KRW", "₪": "ILS", "zł": "PLN",
    "¥": "JPY CNY", "$": "USD CAD AUD NZD MXN ARS CLP COP SGD HKD BRL", "R$": "BRL", "kr": "SEK NOK DKK",
    "Kč": "CZK", "Ft": "HUF", "lei": "RON", "฿": "THB", "₦": "NGN", "₱": "PHP",
}  # fmt: skip
"""What each sign may stand for."""


class ClaimedCurrency(StateCheck[RowLog]):
    """Whether amounts carry the currency of the country that the claim names.

    Looks at:
        Currency signs and codes in columns of amounts and currencies. They are held against the money of the claimed
        country. Signs that several countries use fit all of them.

    Why it tells:
        A shop keeps its books in its country's money.

    Innocent explanations:
        - Trade abroad, where prices are set in dollars or euros.
        - Books from before a change of currency.

    Reads as:
        The claim of country called into question. Says nothing of the five readings.

    Source:
        ISO 4217.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM020", "numbers.claimed-currency", Family.NUMBERS, "own_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of currencies, else of amounts, where the claim names a country with known money."""
        if not money_of(context.claim.country):
            return NotApplicable("NO_CLAIM")
        column = roles.first(Role.CURRENCY) or roles.first(Role.AMOUNT)
        return NotApplicable("NO_COLUMN") if column is None else [Binding((column,))]

    def state(self, binding: Binding, context: Context) -> RowLog:
        """Rows in other money."""
        return RowLog()

    def look(self, state: RowLog, facts: Facts, binding: Binding, context: Context) -> None:
        """Read the currency of each row."""
        column = binding.columns[0]
        if context.settings.roles.role_of(column) is Role.CURRENCY:
            cells = facts.cells(column)
            written = cells.on_rows(cells.values, "")
        else:
            amounts = facts.numbers(column)
            written = amounts.on_rows(amounts.currency, "")
        own = money_of(context.claim.country)
        kinds, where = np.unique(written.astype(str), return_inverse=True)
        may = [stands_for(str(kind)) for kind in kinds]
        known = np.array([bool(m) for m in may], np.bool_)[where]
        other = np.array([not (m & own) for m in may], np.bool_)[where]
        state.add(known, known & other)

    def judge(self, state: RowLog, binding: Binding, context: Context) -> Finding:
        """Say how many are in the country's own money."""
        n = state.eligible
        if n < MIN_AMOUNTS:
            return self.not_applicable("NO_CURRENCY", binding, {"amounts_count": n})
        measured: dict[str, Number] = {
            "own_share": 1.0 - state.share,
            "other_count": state.hits,
            "amounts_count": n,
        }
        return self._finding(binding, measured, None, {}, state.rows(), "none")


def money_of(country: str | None) -> frozenset[str]:
    """The currencies of a country, none where they are not listed."""
    code = (country or "").upper()
    euro = frozenset({"EUR"}) if code in EURO else frozenset()
    return euro | frozenset({OWN[code]} if code in OWN else ())


def stands_for(text: str) -> frozenset[str]:
    """The currencies that a written sign or code may mean."""
    word = text.strip()
    if len(word) == 3 and word.isascii() and word.isalpha():  # noqa: PLR2004  (an ISO 4217 code)
        return frozenset({word.upper()})
    return frozenset(SIGNS.get(word, "").split())
