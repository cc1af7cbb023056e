"""The claim sheet as JSON on the wire and in the assessment: the keys of CONTRACTS M2, only those that are filled."""

import datetime as dt
import math
from typing import Any

from leakverify.model.claim import Claim, Price
from leakverify.model.messages import ProtocolError

_DATES = {"from": "period_from", "to": "period_to", "stolen": "stolen"}
_TEXTS = ("source", "organisation", "country", "statement")
_LISTS = ("software", "seen_before")


def to_json(claim: Claim) -> dict[str, object]:
    """A claim as plain JSON."""
    out: dict[str, object] = {name: getattr(claim, name) for name in (*_TEXTS, "records")}
    out |= {name: list(getattr(claim, name)) for name in _LISTS}
    for key, field in _DATES.items():
        date: dt.date | None = getattr(claim, field)
        out[key] = date.isoformat() if date else None
    if claim.price is not None:
        out["price"] = {"amount": claim.price.amount, "currency": claim.price.currency}
    return {key: value for key, value in out.items() if value not in (None, [], "")}


def from_json(data: dict[str, Any]) -> Claim:
    """A claim from plain JSON; what does not fit raises `ProtocolError`."""
    known = {*_TEXTS, *_LISTS, *_DATES, "records", "price"}
    if not set(data) <= known:
        raise ProtocolError("claim")
    fields: dict[str, Any] = {name: _checked(data, name, str) for name in _TEXTS}
    fields["records"] = _checked(data, "records", int)
    for name in _LISTS:
        items = _checked(data, name, list) or []
        if not all(isinstance(item, str) for item in items):
            raise ProtocolError(name)
        fields[name] = tuple(items)
    for key, field in _DATES.items():
        fields[field] = _date(_checked(data, key, str))
    fields["price"] = _price(_checked(data, "price", dict))
    return Claim(**fields)


def _checked(data: dict[str, Any], name: str, kind: type) -> Any:
    """A value of the right type, or None."""
    value = data.get(name)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise ProtocolError(name)
    return value


def _date(text: str | None) -> dt.date | None:
    """An ISO date."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise ProtocolError("date") from None


def _price(data: dict[str, Any] | None) -> Price | None:
    """What is asked for the records."""
    if not data:
        return None
    amount, currency = data.get("amount"), data.get("currency")
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not math.isfinite(amount):
        raise ProtocolError("price")
    if not isinstance(currency, str):
        raise ProtocolError("price")
    return Price(float(amount), currency)
