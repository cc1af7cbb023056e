"""The one text that a MongoDB value has here, whether it came as BSON, as extended JSON or from the shell.

ObjectId: 24 small hex digits. Dates: ISO 8601 in UTC with Z, milliseconds only where there are some; what no calendar
holds stays a number of milliseconds. Whole numbers, decimals and doubles: digits as MongoDB writes them. UUIDs (subtype
4): their usual form; other binary values: small hex digits. Timestamps of replication: seconds:number. Patterns:
/pattern/options. MinKey and MaxKey by name; undefined is missing.

Source: https://github.com/mongodb/specifications/blob/master/source/extended-json/extended-json.md
"""

import base64
import binascii
import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any, Final

from leakverify.sources.records import Number

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_UUID_SUBTYPE: Final = 4
_UUID_BYTES: Final = 16
_MOST_DIGITS: Final = 18
_WHOLE: Final = re.compile(rf"-?\d{{1,{_MOST_DIGITS}}}")
_DATE: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-]\d\d):?(\d\d))?"
)
_LONGEST_DATE: Final = 40
_MILLISECOND_DIGITS: Final = 3


def date_text(milliseconds: int) -> str:
    """A date as ISO 8601 in UTC."""
    try:
        moment = _EPOCH + dt.timedelta(milliseconds=milliseconds)
    except OverflowError:
        return Number(milliseconds)
    whole = moment.replace(tzinfo=None, microsecond=0).isoformat()
    fraction = milliseconds % 1000
    return f"{whole}.{fraction:03d}Z" if fraction else whole + "Z"


def binary_text(data: bytes, subtype: int) -> str:
    """A binary value: UUIDs in their usual form, the rest as hex digits."""
    if subtype == _UUID_SUBTYPE and len(data) == _UUID_BYTES:
        return str(uuid.UUID(bytes=data))
    return data.hex()


def double_text(value: float) -> str:
    """A double in the spelling of extended JSON."""
    if value != value:  # noqa: PLR0124  (the only number that differs from itself)
        return Number("NaN")
    if value in {float("inf"), float("-inf")}:
        return Number("Infinity" if value > 0 else "-Infinity")
    return Number(repr(value))


def pattern_text(pattern: str, options: str) -> str:
    """A regular expression as it is written in the shell."""
    return f"/{pattern}/{options}"


def plain(record: dict[str, Any]) -> Any:
    """What an object of extended JSON stands for; an object that stands for itself comes back."""
    for key, meant in _MEANT.items():
        if key in record:
            try:
                return meant(record)
            except (KeyError, TypeError, ValueError, AttributeError):
                return record
    return record


def _alone(record: dict[str, Any]) -> Any:
    """The only value of an object.

    Raises:
        ValueError: there are others.
    """
    (value,) = record.values()
    return value


def _number(record: dict[str, Any]) -> Number:
    value = _alone(record)
    if not isinstance(value, str):
        raise TypeError
    return Number(value)


def _text(record: dict[str, Any]) -> str:
    value = _alone(record)
    if not isinstance(value, str):
        raise TypeError
    return str(value)


def _date(record: dict[str, Any]) -> str:
    """All three spellings: an ISO string, a number of milliseconds, or that as `$numberLong`."""
    value = _text(record)
    if _WHOLE.fullmatch(value):
        return date_text(int(value))
    return iso_date(value)


def iso_date(text: str) -> str:
    """A date that is written out, moved to UTC; what is none stays as it is."""
    found = _DATE.fullmatch(text) if len(text) <= _LONGEST_DATE else None
    if found is None:
        return text
    day, time, fraction, hours, minutes = found.groups()
    moment = dt.datetime.fromisoformat(f"{day}T{time}+00:00")
    if hours:
        away = dt.timedelta(hours=int(hours[1:]), minutes=int(minutes))
        moment = moment + away if hours[0] == "-" else moment - away
    milliseconds = int((fraction or "0").ljust(_MILLISECOND_DIGITS, "0")[:_MILLISECOND_DIGITS])
    return date_text((moment - _EPOCH) // dt.timedelta(milliseconds=1) + milliseconds)


def _binary(record: dict[str, Any]) -> str:
    """Version 2 holds an object, version 1 stands the type beside the data."""
    inner = record["$binary"]
    if isinstance(inner, dict):
        data, kind = inner["base64"], inner["subType"]
    else:
        data, kind = inner, record["$type"]
    try:
        return binary_text(base64.b64decode(data, validate=True), int(kind[-2:], 16))
    except binascii.Error:
        return str(data)


def _timestamp(record: dict[str, Any]) -> str:
    inner = _alone(record)
    return f"{inner['t']:.20}:{inner['i']:.20}"


def _pattern(record: dict[str, Any]) -> str:
    inner = record.get("$regularExpression")
    if inner is not None:
        return pattern_text(inner["pattern"], inner["options"])
    if not record.keys() <= {"$regex", "$options"} or not isinstance(record["$regex"], str):
        raise ValueError
    return pattern_text(record["$regex"], record.get("$options") or "")


def _code(record: dict[str, Any]) -> str:
    if not record.keys() <= {"$code", "$scope"} or not isinstance(record["$code"], str):
        raise ValueError
    return str(record["$code"])


def _undefined(record: dict[str, Any]) -> None:
    _alone(record)


def _named(name: str) -> Callable[[dict[str, Any]], str]:
    def meant(record: dict[str, Any]) -> str:
        _alone(record)
        return name

    return meant


_MEANT: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "$oid": _text,
    "$date": _date,
    "$numberLong": _number,
    "$numberInt": _number,
    "$numberDouble": _number,
    "$numberDecimal": _number,
    "$binary": _binary,
    "$uuid": _text,
    "$symbol": _text,
    "$timestamp": _timestamp,
    "$regularExpression": _pattern,
    "$regex": _pattern,
    "$code": _code,
    "$undefined": _undefined,
    "$minKey": _named("MinKey"),
    "$maxKey": _named("MaxKey"),
}
