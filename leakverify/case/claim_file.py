"""The claim sheet `claim.toml` (CONTRACTS M2): all keys optional, unknown keys refused by name."""

import datetime as dt
import math
import tomllib
from pathlib import Path
from typing import Any, Final

from leakverify.model.claim import Claim, Price
from leakverify.model.errors import UsageProblem

MAX_BYTES: Final = 1 << 20
MAX_TEXT: Final = 10_000
MAX_CURRENCY: Final = 32
TEXTS: Final = ("source", "organisation", "statement")
LISTS: Final = ("software", "seen_before")
DATES: Final = {"from": "period_from", "to": "period_to", "stolen": "stolen"}
KEYS: Final = {*TEXTS, *LISTS, *DATES, "country", "records", "price"}


def load(path: Path) -> Claim:
    """Read a claim sheet; raises UsageProblem BAD_CLAIM naming the key that cannot be followed."""
    return from_dict(read_toml(path, "BAD_CLAIM"))


def read_toml(path: Path, code: str) -> dict[str, Any]:
    """A small TOML file, or UsageProblem with `code`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UsageProblem(code, key="size")
        return tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise UsageProblem("NOT_FOUND") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageProblem(code, key="TOML") from error


def from_dict(data: dict[str, Any]) -> Claim:
    """The claim from TOML or JSON data; dates may be dates or ISO text."""
    for key in data:
        if key not in KEYS:
            raise UsageProblem("BAD_CLAIM", key=key)
    fields: dict[str, Any] = {k: _text(data, k) for k in TEXTS}
    fields |= {k: _texts(data, k) for k in LISTS}
    fields |= {field: _date(data, key) for key, field in DATES.items()}
    return Claim(country=_country(data), records=_records(data), price=_price(data), **fields)


def as_dict(claim: Claim) -> dict[str, Any]:
    """The claim as it stands in JSON and on the wire; unknown fields are left out."""
    out: dict[str, Any] = {k: getattr(claim, k) for k in (*TEXTS, "country", "records")}
    out |= {k: list(getattr(claim, k)) or None for k in LISTS}
    for key, field in DATES.items():
        day: dt.date | None = getattr(claim, field)
        out[key] = day.isoformat() if day else None
    if claim.price:
        out["price"] = {"amount": claim.price.amount, "currency": claim.price.currency}
    return {k: v for k, v in out.items() if v is not None}


def _text(data: dict[str, Any], key: str) -> str | None:
    """A text of bounded length."""
    value = data.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise UsageProblem("BAD_CLAIM", key=key)
    return value.strip() or None


def _texts(data: dict[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UsageProblem("BAD_CLAIM", key=key)
    return tuple(v.strip() for v in value if v.strip())


def _date(data: dict[str, Any], key: str) -> dt.date | None:
    """A date, given as such or as ISO text."""
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise UsageProblem("BAD_CLAIM", key=key) from error


def _country(data: dict[str, Any]) -> str | None:
    """An ISO 3166-1 alpha-2 code."""
    value = data.get("country")
    if value is None:
        return None
    if not (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha()):  # noqa: PLR2004  (alpha-2)
        raise UsageProblem("BAD_CLAIM", key="country")
    return value.upper()


def _records(data: dict[str, Any]) -> int | None:
    """A number of records."""
    value = data.get("records")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**12:
        raise UsageProblem("BAD_CLAIM", key="records")
    return value


def _price(data: dict[str, Any]) -> Price | None:
    """What is asked, in what currency."""
    value = data.get("price")
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"amount", "currency"}:
        raise UsageProblem("BAD_CLAIM", key="price")
    amount, currency = value.get("amount"), value.get("currency")
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not math.isfinite(amount):
        raise UsageProblem("BAD_CLAIM", key="price")
    if not isinstance(currency, str) or len(currency) > MAX_CURRENCY:
        raise UsageProblem("BAD_CLAIM", key="price")
    return Price(float(amount), currency)
