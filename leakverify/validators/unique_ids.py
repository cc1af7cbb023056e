"""Identifiers that machines draw, some with the time of their making inside: UUID, ObjectId, ULID, KSUID, Snowflake.

- https://www.rfc-editor.org/rfc/rfc9562
- https://www.mongodb.com/docs/manual/reference/method/ObjectId/
- https://github.com/ulid/spec

>>> read("507f1f77bcf86cd799439011")
UniqueId(kind='objectid', seconds=1350508407)
>>> read("9b9f5c1e-7c3a-4d6e-9b1a-2f3c4d5e6f70")
UniqueId(kind='uuid4', seconds=None)
>>> read("no such thing")
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

Reason = Literal["empty", "format"]

_UUID: Final = re.compile(
    r"[{]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[}]?",
    re.ASCII | re.IGNORECASE,
)
_OBJECT_ID: Final = re.compile(
    r"(?:ObjectId\([\"'])?([0-9a-f]{24})(?:[\"']\))?", re.ASCII | re.IGNORECASE
)
_ULID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", re.ASCII)
_KSUID: Final = re.compile(r"[0-9A-Za-z]{27}", re.ASCII)
_SNOWFLAKE: Final = re.compile(r"\d{17,19}", re.ASCII)

_CROCKFORD: Final = {c: i for i, c in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}
_BASE_62: Final = {
    c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
}
_GREGORIAN_TO_UNIX: Final = 0x01B21DD213814000
_TICKS: Final = 10_000_000
_KSUID_EPOCH: Final = 1_400_000_000
TWITTER_EPOCH_MS: Final = 1_288_834_974_657
_WRITTEN_BARE: Final = 32


@dataclass(frozen=True, slots=True)
class UniqueId:
    """What was found, and the time inside as seconds since 1970 (None: holds none)."""

    kind: str
    seconds: int | None


def read(text: str, *, snowflakes: bool = False) -> UniqueId | None:
    """The identifier that this text is; `snowflakes` also takes bare numbers of 17 to 19 digits."""
    match = _UUID.fullmatch(text)
    if match is not None:
        return _uuid("".join(match.groups()).lower(), bare=len(text) == _WRITTEN_BARE)
    match = _OBJECT_ID.fullmatch(text)
    if match is not None:
        return UniqueId("objectid", int(match.group(1)[:8], 16))
    if _ULID.fullmatch(text):
        return UniqueId("ulid", _number(text[:10], _CROCKFORD, 32) // 1000)
    if _KSUID.fullmatch(text):
        stamp = _number(text, _BASE_62, 62) >> 128
        return UniqueId("ksuid", stamp + _KSUID_EPOCH) if stamp >> 32 == 0 else None
    if snowflakes and _SNOWFLAKE.fullmatch(text):
        return UniqueId("snowflake", snowflake_seconds(text, TWITTER_EPOCH_MS))
    return None


def snowflake_seconds(text: str, epoch_ms: int) -> int:
    """The time in a Snowflake, counted from the service's own epoch."""
    return ((int(text) >> 22) + epoch_ms) // 1000


def explain(text: str) -> Reason | None:
    """Why this is no such identifier, or None if it is one."""
    if not text:
        return "empty"
    return None if read(text) is not None else "format"


def is_valid(text: str) -> bool:
    """Whether this is such an identifier."""
    return explain(text) is None


def _uuid(digits: str, *, bare: bool) -> UniqueId | None:
    """A UUID by version; 32 bare hexadecimal digits are one only with the variant that RFC 9562 writes."""
    standard = digits[16] in "89ab"
    version = digits[12]
    if digits in {"0" * 32, "f" * 32}:
        return UniqueId("uuid.nil" if digits[0] == "0" else "uuid.max", None)
    if bare and not (standard and version in "1467"):
        return None
    if not standard or version not in "12345678":
        return UniqueId("uuid", None)
    return UniqueId(f"uuid{version}", _uuid_seconds(digits, version))


def _uuid_seconds(digits: str, version: str) -> int | None:
    if version == "1":
        ticks = int(digits[13:16] + digits[8:12] + digits[:8], 16)
    elif version == "6":
        ticks = int(digits[:12] + digits[13:16], 16)
    elif version == "7":
        return int(digits[:12], 16) // 1000
    else:
        return None
    return (ticks - _GREGORIAN_TO_UNIX) // _TICKS


def _number(text: str, alphabet: dict[str, int], base: int) -> int:
    total = 0
    for character in text:
        total = total * base + alphabet[character]
    return total
