"""Walks JSON text value by value, however large the whole is; numbers keep their text."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from leakverify.sources.json.mongo_values import plain
from leakverify.sources.records import Number
from leakverify.sources.text_window import TextWindow

_SPACE: Final = re.compile(r"[ \t\r\n\ufeff]*")
_COMMON: Final = frozenset('{}[],:"')
_NEAR_THE_END: Final = 64


class BrokenJson(Exception):  # noqa: N818  (a state of the text, told as truncated or skipped)
    """The text ends or breaks here."""


class PairCounter:
    """Makes objects of pairs and counts names given twice; the last one wins, as everywhere.

    Objects that MongoDB writes for values which JSON has not, such as `{"$oid": …}`, become these values.
    """

    def __init__(self) -> None:
        self.duplicates = 0

    def __call__(self, pairs: list[tuple[str, Any]]) -> Any:
        """Make one object."""
        record = dict(pairs)
        if len(record) != len(pairs):
            self.duplicates += len(pairs) - len(record)
        if pairs and pairs[0][0].startswith("$"):
            return plain(record)
        return record


def decoder(pairs: PairCounter, *, strict: bool) -> json.JSONDecoder:
    """A decoder that changes no number; `strict` refuses raw control characters in strings."""
    return json.JSONDecoder(
        parse_int=Number,
        parse_float=Number,
        parse_constant=Number,
        object_pairs_hook=pairs,
        strict=strict,
    )


class JsonStream(TextWindow):
    """A cursor over blocks of JSON text."""

    def __init__(
        self,
        blocks: Iterator[bytes],
        pairs: PairCounter,
        value_limit: int,
        *,
        by_line: bool = False,
    ) -> None:
        super().__init__(blocks)
        self._by_line = by_line
        self._decoder = decoder(pairs, strict=by_line)
        self._lenient = decoder(pairs, strict=False)
        self._limit = value_limit

    def peek(self) -> str:
        """The next character that is no white space, "" at the end."""
        if self._at < len(self._text) and self._text[self._at] in _COMMON:
            return self._text[self._at]
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        """Step over one character.

        Raises:
            BrokenJson: another one stands there.
        """
        if self.peek() != expected:
            raise BrokenJson
        self._at += 1

    def value(self) -> Any:
        """The next value, whole.

        Raises:
            BrokenJson: it is none, ends early, is too long or too deep.
        """
        self.peek()
        if self._by_line:
            return self._line_value()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._may_be_cut(error) or not self._more():
                    raise BrokenJson from error
            except RecursionError as error:
                raise BrokenJson from error
            else:
                at_the_end = end == len(self._text)  # where a number may go on
                if at_the_end and isinstance(value, Number) and self._more():
                    continue
                self._at = end
                return value

    def _line_value(self) -> Any:
        """The value that begins on this line and must end on it; raw controls pass at the second try.

        The line is cut out first: an error counts all lines before it, which would be paid for each.
        """
        while (end := self._text.find("\n", self._at)) < 0:
            if len(self._text) - self._at > self._limit:
                raise BrokenJson
            if not self._more():
                end = len(self._text)
                break
        line = self._text[self._at : end]
        try:
            value, length = self._decoder.raw_decode(line)
        except (json.JSONDecodeError, RecursionError):
            try:
                value, length = self._lenient.raw_decode(line)
            except (json.JSONDecodeError, RecursionError) as error:
                raise BrokenJson from error
        self._at += length
        return value

    def skip_line(self) -> bool:
        """Leave the rest of the line, after something broken; False at the end."""
        while True:
            end = self._text.find("\n", self._at)
            if end >= 0:
                self._at = end + 1
                return True
            self._at = len(self._text)
            if not self._more():
                return False

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        if len(self._text) - self._at > self._limit:
            return False
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_THE_END
