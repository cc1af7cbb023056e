"""Reads one JSON object of a frame field by field; whatever is not expected is a `ProtocolError`.

Errors name the field and never its content: what was sent is the sample's or an attacker's.
"""

import json
import math
import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NoReturn, TypeVar

from leakverify.model.messages import ProtocolError

MAX_INTEGER: Final = 1 << 62
MAX_DIGITS: Final = 20
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,63}\Z")

T = TypeVar("T")


def parse(payload: bytes) -> dict[str, Any]:
    """The JSON object of a frame; hostile nesting, numbers and constants raise `ProtocolError`."""
    try:
        data = json.loads(payload.decode("utf-8"), parse_int=_integer, parse_constant=_constant)
    except ProtocolError:
        raise
    except (ValueError, RecursionError) as error:
        raise ProtocolError("frame") from error
    if not isinstance(data, dict):
        raise ProtocolError("frame")
    return data


def _integer(text: str) -> int:
    """An integer of bounded length: longer ones cost quadratic time."""
    if len(text) > MAX_DIGITS:
        raise ProtocolError("number")
    return int(text)


def _constant(_: str) -> NoReturn:
    """Refuse NaN and the infinities, which JSON does not have."""
    raise ProtocolError("number")


class Fields:
    """One object's fields. Each is taken once; `end` refuses what was not asked for."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict):
            raise ProtocolError("object")
        self._data: dict[str, Any] = dict(data)

    def end(self) -> None:
        """Refuse fields that nobody asked for."""
        if self._data:
            raise ProtocolError("field")

    def take(self, name: str) -> Any:
        """A field as it came."""
        if name not in self._data:
            raise ProtocolError(name)
        return self._data.pop(name)

    def text(self, name: str, limit: int, *, surrogates: bool = False) -> str:
        """A text of at most `limit` characters, without lone surrogates unless it is a path."""
        return as_text(self.take(name), name, limit, surrogates=surrogates)

    def optional_text(self, name: str, limit: int) -> str | None:
        """A text or null."""
        value = self.take(name)
        return None if value is None else as_text(value, name, limit)

    def match(self, name: str, pattern: re.Pattern[str]) -> str:
        """A text of one closed form."""
        value = self.take(name)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ProtocolError(name)
        return value

    def choice(self, name: str, kind: Callable[[str], T]) -> T:
        """A word of a closed list."""
        return as_choice(self.take(name), name, kind)

    def integer(self, name: str, low: int, high: int = MAX_INTEGER) -> int:
        """An integer in a range."""
        return as_integer(self.take(name), name, low, high)

    def real(self, name: str, low: float, high: float) -> float:
        """A number in a range."""
        value = as_number(self.take(name), name)
        if not low <= value <= high:
            raise ProtocolError(name)
        return float(value)

    def share(self, name: str) -> float:
        """A share in 0-1."""
        return self.real(name, 0.0, 1.0)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise ProtocolError(name)
        return value

    def optional_flag(self, name: str, *, default: bool) -> bool:
        """True or false, or what stands for it in messages that were kept before the field existed."""
        return self.flag(name) if name in self._data else default

    def items(self, name: str, limit: int) -> list[Any]:
        """A list of at most `limit` things."""
        value = self.take(name)
        if not isinstance(value, list) or len(value) > limit:
            raise ProtocolError(name)
        return value

    def texts(
        self, name: str, count: int, limit: int, *, surrogates: bool = False
    ) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(
            as_text(v, name, limit, surrogates=surrogates) for v in self.items(name, count)
        )

    def integers(self, name: str, count: int, low: int) -> tuple[int, ...]:
        """A list of integers."""
        return tuple(as_integer(v, name, low, MAX_INTEGER) for v in self.items(name, count))

    def pairs(self, name: str, limit: int) -> Iterable[tuple[str, Any]]:
        """The entries of a flat map with short plain keys."""
        value = self.take(name)
        if not isinstance(value, dict) or len(value) > limit:
            raise ProtocolError(name)
        if not all(_KEY.match(key) for key in value):
            raise ProtocolError(name)
        return value.items()


def as_text(value: object, name: str, limit: int, *, surrogates: bool = False) -> str:
    """A text of at most `limit` characters."""
    if not isinstance(value, str) or len(value) > limit:
        raise ProtocolError(name)
    if not surrogates:
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise ProtocolError(name) from None
    return value


def as_list(value: object, limit: int, *, exactly: bool = False) -> list[Any]:
    """A list inside a list."""
    if not isinstance(value, list) or len(value) > limit or (exactly and len(value) != limit):
        raise ProtocolError("list")
    return value


def as_integer(value: object, name: str, low: int, high: int) -> int:
    """An integer in a range; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ProtocolError(name)
    return value


def as_number(value: object, name: str) -> int | float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ProtocolError(name)
    return value


def as_choice(value: object, name: str, kind: Callable[[str], T]) -> T:
    """A word of a closed list."""
    if not isinstance(value, str):
        raise ProtocolError(name)
    try:
        return kind(value)
    except ValueError:
        raise ProtocolError(name) from None
