"""Numbers and amounts of a column, by pattern only (CONTRACTS 10): at most 64 characters, 18 digits, exponent ±30.

Marks that group thousands: space, no-break spaces, apostrophe, point, comma, and India's 12,34,567. Where one
mark could be either ("1.234"), the column's hint decides; where the form leaves no doubt ("1,5"; "1.234.567"),
the form does.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.kinds import Bools, Cells, Codes, Floats, NumberFacts, Texts

MAX_CHARACTERS: Final = 64
MAX_DIGITS: Final = 18
MAX_EXPONENT: Final = 30

_CODES: Final = (
    "AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTC|BTN|BWP|BYN|BZD|CAD|"
    "CDF|CHF|CLP|CNY|COP|CRC|CUP|CVE|CZK|DEM|DJF|DKK|DOP|DZD|EGP|ERN|ESP|ETB|ETH|EUR|FJD|FRF|GBP|GEL|GHS|GIP|"
    "GMD|GNF|GTQ|GYD|HKD|HNL|HRK|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|ITL|JMD|JOD|JPY|KES|KGS|KHR|KMF|KRW|KWD|KYD|"
    "KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|"
    "NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SLE|SOS|SRD|SSP|STN|SYP|"
    "SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW|ZWL"
)
_SIGNS: Final = r"(?:US|CA|AU|NZ|HK|R|A|C|S)?\$|[€£¥₹₽₩₪₺₴₫฿₦₱₡₿]|Rs\.?|kr\.?|zł|Kč|Ft|Fr\.?|лв\.?|руб\.?|ریال|تومان|د\.إ"
_MONEY: Final = rf"(?i:{_CODES})|{_SIGNS}"
_WHOLE: Final = (
    rf"^(?P<open>\()?(?P<before>[+\-] ?)?(?P<ahead>{_MONEY})? ?(?P<between>[+\-])?"
    r"(?P<body>[0-9][0-9.,' ]*[0-9]|[0-9]|[.,][0-9]+|[0-9]+[.,])(?:[eE](?P<power>[+\-]?[0-9]{1,2}))?"
    rf" ?(?P<behind>{_MONEY})?(?P<trailing>-)?(?P<close>\))?$"
)
_PLAIN: Final = r"^-?[0-9]{1,18}(?:\.[0-9]{1,6})?$"
_FOREIGN_MARKS: Final = {
    0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x2007: " ", 0x2019: "'", 0x02BC: "'", 0x066C: "'",
    0x066B: ".", 0x2212: "-", 0x2013: "-", 0xFF0C: ",", 0xFF0E: ".", 0xFFE5: "¥", 0xFF04: "$",
}  # fmt: skip

POINT_SURE: Final = (
    r"^(?:[0-9]*\.(?:[0-9]{1,2}|[0-9]{4,})?|[0-9]{4,}\.[0-9]{3}|0*\.[0-9]{3}"
    r"|[0-9]{1,3}(?:[ '][0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]*|[0-9]{1,3}(?:,[0-9]{3}){2,}"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]*)?)$"
)
"""Forms in which the point can only be the decimal mark."""

COMMA_SURE: Final = (
    r"^(?:[0-9]*,(?:[0-9]{1,2}|[0-9]{4,})?|[0-9]{4,},[0-9]{3}|0*,[0-9]{3}"
    r"|[0-9]{1,3}(?:[ '][0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*|[0-9]{1,3}(?:\.[0-9]{3}){2,})$"
)
"""Forms in which the comma can only be the decimal mark."""

_EITHER: Final = r"^[0-9]{1,3}[.,][0-9]{3}$"
_NEITHER: Final = r"^(?:[0-9]+|[0-9]{1,3}(?:[ '][0-9]{3})+)$"


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of texts that look like numbers: `rows` says which texts, `body` digits and marks."""

    rows: "np.typing.NDArray[np.intp]"
    body: ArrowTexts
    power: ArrowTexts
    negative: Bools
    currency: ArrowTexts


def number_facts(cells: Cells, *, decimal_comma: bool) -> NumberFacts:
    """Parse a column of numbers; `decimal_comma` settles "1.234" and "1,234"."""
    count = len(cells.values)
    number: Floats = np.full(count, np.nan, dtype=np.float64)
    decimals: Codes = np.zeros(count, dtype=np.int32)
    currency: Texts = np.full(count, "", dtype=object)
    texts = arrow_text.from_objects(cells.values)
    plain = arrow_text.matches(texts, _PLAIN) & ~_too_many_digits(texts)
    if decimal_comma:
        plain &= ~arrow_text.matches(texts, r"\.[0-9]{3}$")
    if plain.any():
        chosen = texts.filter(pa.array(plain))
        number[plain] = _as_floats(chosen)
        decimals[plain] = _places(chosen, ".")
    rest = np.flatnonzero(~plain)
    if len(rest):
        parts = take_apart(texts.take(pa.array(rest)))
        rows = rest[parts.rows]
        value, places = _read(parts, decimal_comma=decimal_comma)
        number[rows] = value
        good = ~np.isnan(value)
        decimals[rows[good]] = places[good]
        currency[rows[good]] = arrow_text.to_objects(parts.currency)[good]
    return NumberFacts(cells.codes, cells.values, number, decimals, currency)


def take_apart(texts: ArrowTexts) -> Parts:
    """Cut texts that have the outer form of a number into sign, currency, digits and exponent."""
    rows = np.flatnonzero(arrow_text.matches(texts, rf"(?s)^.{{1,{MAX_CHARACTERS}}}$"))
    chosen = _western(texts.take(pa.array(rows)))
    formed = arrow_text.matches(chosen, _WHOLE)
    rows, chosen = rows[formed], chosen.filter(pa.array(formed))
    found = arrow_text.groups(chosen, _WHOLE)
    has = {name: arrow_text.lengths(found[name]) > 0 for name in ("open", "close", "trailing")}
    signs = [found["before"], found["between"]]
    minus = has["open"] | has["trailing"]
    for sign in signs:
        minus = minus | arrow_text.bools(pc.starts_with(sign, "-"))
    marks = has["trailing"].astype(np.int8) + has["open"]
    for sign in signs:
        marks = marks + (arrow_text.lengths(sign) > 0)
    doubled = (arrow_text.lengths(found["ahead"]) > 0) & (arrow_text.lengths(found["behind"]) > 0)
    sound = (has["open"] == has["close"]) & (marks <= 1) & ~doubled
    sound &= ~_too_many_digits(found["body"])
    keep = pa.array(sound)
    money = pc.binary_join_element_wise(
        found["ahead"], found["behind"], pa.scalar("", pa.large_string())
    )
    return Parts(
        rows[sound],
        found["body"].filter(keep),
        found["power"].filter(keep),
        minus[sound],
        money.filter(keep),
    )


def _read(parts: Parts, *, decimal_comma: bool) -> tuple[Floats, Codes]:
    """The value and the written decimal places; NaN where the marks make no sense."""
    body = parts.body
    either = arrow_text.matches(body, _EITHER)
    comma_sure, point_sure = (
        arrow_text.matches(body, COMMA_SURE),
        arrow_text.matches(body, POINT_SURE),
    )
    comma = comma_sure | (either & ~point_sure & decimal_comma)
    point = point_sure | (either & ~comma_sure & (not decimal_comma))
    good = comma | point | arrow_text.matches(body, _NEITHER)
    power = arrow_text.groups(parts.power, r"^(?P<sign>[+\-]?)(?P<size>[0-9]*)$")
    size = arrow_text.whole_numbers(power["size"])
    good &= size <= MAX_EXPONENT
    written = pc.if_else(
        pa.array(comma),
        pc.replace_substring(pc.replace_substring_regex(body, r"[. ']", ""), ",", "."),
        pc.replace_substring_regex(body, r"[, ']", ""),
    )
    value = np.full(len(body), np.nan, dtype=np.float64)
    if good.any():
        value[good] = _as_floats(written.filter(pa.array(good)))
    scaled = good & (size > 0)
    if scaled.any():
        down = arrow_text.bools(pc.equal(power["sign"], "-"))
        factor = 10.0 ** size[scaled].astype(np.float64)
        value[scaled] = np.where(down[scaled], value[scaled] / factor, value[scaled] * factor)
    value[parts.negative] *= -1.0
    places = np.where(comma | point, _places(written, "."), 0).astype(np.int32)
    return value, places


def _western(texts: ArrowTexts) -> ArrowTexts:
    """Digits and marks of other scripts as ASCII ones."""
    foreign = ~arrow_text.bools(pc.string_is_ascii(texts))
    if not foreign.any():
        return texts
    values = arrow_text.to_objects(arrow_text.with_western_digits(texts))
    values[foreign] = [value.translate(_FOREIGN_MARKS) for value in values[foreign]]
    return arrow_text.from_objects(values)


def _too_many_digits(texts: ArrowTexts) -> Bools:
    return arrow_text.lengths(arrow_text.only_digits(texts)) > MAX_DIGITS


def _places(texts: ArrowTexts, mark: str) -> Codes:
    """How many characters follow the decimal mark, 0 without one."""
    at = np.asarray(pc.find_substring(texts, mark).to_numpy(zero_copy_only=False), dtype=np.int64)
    sizes = arrow_text.lengths(texts)
    return np.where(at >= 0, sizes - at - 1, 0).astype(np.int32)


def _as_floats(texts: ArrowTexts) -> Floats:
    """Texts of ASCII digits, at most one point and a leading minus as numbers; Arrow rounds correctly."""
    return np.asarray(pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
