"""One value of a tuple as text: a string without its quotes, prefix, cast or call; anything else as it is written.

No SQL is run. The few calls that dump programs wrap around a literal (`CAST`, `to_date`, `replace(…, char(10))`,
`unistr`, `||`) are taken off or worked out here, bounded in depth and length; the rest stays as written.
"""

import re
from typing import TYPE_CHECKING, Final

from leakverify.sources.sql.sql_hex import hex_bytes, text_of_hex
from leakverify.sources.sql.sql_words import text_of
from leakverify.sources.table import Cell

if TYPE_CHECKING:
    from collections.abc import Callable

_DEEPEST: Final = 12
_MISSING: Final = ("DEFAULT", "NULL")
_TOKEN: Final = re.compile(
    r"""\s*+(?:
      (?P<prefix>[NnBb]|[Uu]&|_\w++\s*+)?'(?P<plain>(?:[^'\\]++|\\.|'')*+)'
    | [Ee]'(?P<escape>(?:[^'\\]++|\\.|'')*+)'
    | [Xx]'(?P<hex>[0-9A-Fa-f\s]*+)'
    | \$(?P<tag>\w*+)\$(?P<dollar>.*?)\$(?P=tag)\$
    | (?:_binary\s++)?(?P<hexnumber>0[xX][0-9A-Fa-f]++)(?!\w)
    | (?P<word>(?![Ee]')[A-Za-z_][\w.]*+)
    | (?P<number>-?[0-9][\w.]*+)
    | (?P<mark>\|\||::|[(),\[\]])
    )""",
    re.DOTALL | re.VERBOSE,
)
_SIMPLE: Final = re.compile(rb"'[^'\\]*+'")
_MYSQL: Final = {"0": "\0", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "Z": "\x1a"}
_ESCAPED: Final = re.compile(r"\\(.)|''", re.DOTALL)
_C_ESCAPED: Final = re.compile(
    r"''|\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{1,3})|(.))", re.DOTALL
)
_C: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_U_ESCAPED: Final = re.compile(
    r"\\(?:\+([0-9A-Fa-f]{6})|u?([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\\))"
)
_TYPE_WORDS: Final = frozenset(
    "TIMESTAMP TIMESTAMPTZ DATE TIME TIMETZ DATETIME INTERVAL JSON JSONB UUID WITH WITHOUT ZONE LOCAL".split()  # noqa: SIM905  (reads as the grammar does)
)
_FIRST_ARGUMENT: Final = frozenset(
    [
        "TO_DATE",
        "TO_TIMESTAMP",
        "TO_TIMESTAMP_TZ",
        "STR_TO_DATE",
        "TO_CLOB",
        "TO_NCLOB",
        "TO_NCHAR",
        "TO_CHAR",
        "CONVERT",
        "CAST",
        "TRY_CAST",
        "TO_DSINTERVAL",
        "TO_YMINTERVAL",
    ]
)


class _NotKnownError(Exception):
    """What is written here is none of the forms that are taken apart."""


def value(raw: bytes, *, backslash: bool, longest: int, hex_text: bool = False) -> Cell:
    """The cell that one value means; `hex_text` tells that hex literals of its column are text.

    >>> value(b"CAST(N'2020-01-01' AS date)", backslash=False, longest=99)
    '2020-01-01'
    """
    if _SIMPLE.fullmatch(raw):
        return text_of(raw[1:-1])
    text = text_of(raw).strip(" \t\r\n")
    if len(text) < len(_MISSING[0]) + 1 and text.upper() in _MISSING:
        return None
    packed = hex_bytes(raw)
    if packed is not None:
        return (text_of_hex(packed) if hex_text else None) or _hex(packed, text)
    try:
        return _Expression(text, backslash=backslash, longest=longest).whole()
    except _NotKnownError:
        return text


def unescaped(text: str, *, backslash: bool) -> str:
    """The inside of a quoted string as MySQL (with backslashes) or the standard reads it."""
    if not backslash:
        return text.replace("''", "'")
    return _ESCAPED.sub(_mysql_escape, text) if "\\" in text or "'" in text else text


def _mysql_escape(found: re.Match[str]) -> str:
    escaped = found.group(1)
    if escaped is None:
        return "'"
    return "\\" + escaped if escaped in "%_" else _MYSQL.get(escaped, escaped)


def _hex(packed: bytes, text: str) -> str:
    if text[:2] in {"0x", "0X"}:
        return text
    return "0x" + packed.hex().upper() if packed else ""


def _c_escape(found: re.Match[str]) -> str:
    byte, short, long, octal, other = found.groups()
    if byte or octal:
        return chr(int(byte, 16) if byte else int(octal, 8) & 0xFF)
    if short or long:
        return _character(int(short or long, 16))
    return "'" if other is None else _C.get(other, other)


def _u_escape(found: re.Match[str]) -> str:
    digits = found.group(1) or found.group(2) or found.group(3)
    return _character(int(digits, 16)) if digits else "\\"


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004  (Unicode)


class _Expression:
    """Reads one expression from the left, nothing of it twice."""

    def __init__(self, text: str, *, backslash: bool, longest: int) -> None:
        self._text = text
        self._at = 0
        self._backslash = backslash
        self._longest = longest
        self._calls: dict[str, Callable[[list[str]], str]] = {
            "REPLACE": self._replace,
            "CHAR": _char,
            "CHR": _char,
            "NCHAR": _char,
            "UNISTR": lambda found: _U_ESCAPED.sub(_u_escape, _only(found)),
            "CONCAT": "".join,
        }

    def whole(self) -> str:
        """What all of it means."""
        found = self._sum(0)
        if self._at < len(self._text):
            raise _NotKnownError
        return found

    def _sum(self, depth: int) -> str:
        """Terms joined by `||` or by standing beside each other."""
        parts = [self._term(depth)]
        while True:
            token = self._peek()
            if token is None or (token["mark"] and token["mark"] != "||"):
                break
            if token["mark"]:
                self._at = token.end()
            elif token["plain"] is None and token["escape"] is None:
                break
            parts.append(self._term(depth))
        return self._bounded("".join(parts))

    def _term(self, depth: int) -> str:
        token = self._peek()
        if token is None or depth > _DEEPEST:
            raise _NotKnownError
        self._at = token.end()
        if token["word"] is not None:
            return self._called(token["word"].upper(), depth)
        found = self._literal(token)
        while (after := self._peek()) is not None and after["mark"] == "::":
            self._at = after.end()
            self._type()
        return found

    def _literal(self, token: re.Match[str]) -> str:
        if (plain := token["plain"]) is not None:
            if (token["prefix"] or "").upper() == "U&":
                return _U_ESCAPED.sub(_u_escape, plain.replace("''", "'"))
            return unescaped(plain, backslash=self._backslash)
        if (escape := token["escape"]) is not None:
            return _C_ESCAPED.sub(_c_escape, escape)
        if (dollar := token["dollar"]) is not None:
            return str(dollar)
        packed = hex_bytes(token.group().encode("ascii", "replace"))
        text = None if packed is None else text_of_hex(packed)
        if text is None:
            raise _NotKnownError
        return text

    def _called(self, word: str, depth: int) -> str:
        token = self._peek()
        while (
            word in _TYPE_WORDS
            and token is not None
            and (token["word"] or "").upper() in _TYPE_WORDS
        ):
            self._at = token.end()
            token = self._peek()
        if token is None:
            raise _NotKnownError
        if token["mark"] != "(":
            if word in _TYPE_WORDS and token["plain"] is not None:
                self._at = token.end()
                return self._literal(token)
            raise _NotKnownError
        self._at = token.end()
        if word in _FIRST_ARGUMENT:
            return self._first_argument(word, depth)
        if word not in self._calls:
            raise _NotKnownError
        return self._bounded(self._calls[word](self._arguments(depth)))

    def _first_argument(self, word: str, depth: int) -> str:
        """The literal that a cast or conversion holds; what it is converted to is of no interest."""
        token = self._peek()
        if word == "CONVERT" and token is not None and token["word"] is not None:
            self._type()
            self._expect(",")
        found = self._sum(depth + 1)
        open_brackets = 1
        while open_brackets:
            token = self._peek()
            if token is None:
                raise _NotKnownError
            self._at = token.end()
            open_brackets += (token["mark"] == "(") - (token["mark"] == ")")
        return found

    def _arguments(self, depth: int) -> list[str]:
        found: list[str] = []
        while True:
            token = self._peek()
            if token is not None and token["number"] is not None:
                self._at = token.end()
                found.append(token["number"])
            else:
                found.append(self._sum(depth + 1))
            token = self._peek()
            if token is None or token["mark"] not in {",", ")"}:
                raise _NotKnownError
            self._at = token.end()
            if token["mark"] == ")":
                return found

    def _type(self) -> None:
        """Step over the name of a type with its measures: `varchar(20)`, `integer[]`, `timestamp with time zone`."""
        seen = False
        while (token := self._peek()) is not None:
            if token["word"] is None and token["mark"] not in {"(", "["}:
                break
            seen = True
            self._at = token.end()
            if token["mark"]:
                closing = {"(": ")", "[": "]"}[token["mark"]]
                while (inner := self._peek()) is not None and inner["mark"] != closing:
                    self._at = inner.end()
                self._expect(closing)
        if not seen:
            raise _NotKnownError

    def _expect(self, mark: str) -> None:
        token = self._peek()
        if token is None or token["mark"] != mark:
            raise _NotKnownError
        self._at = token.end()

    def _peek(self) -> re.Match[str] | None:
        if self._backslash:
            return _TOKEN.match(self._text, self._at)
        return _TOKEN_STANDARD.match(self._text, self._at)

    def _replace(self, found: list[str]) -> str:
        if len(found) != 3 or not found[1]:  # noqa: PLR2004  (text, old, new)
            raise _NotKnownError
        text, old, new = found
        if len(text) + text.count(old) * (len(new) - len(old)) > self._longest:
            raise _NotKnownError
        return text.replace(old, new)

    def _bounded(self, text: str) -> str:
        if len(text) > self._longest:
            raise _NotKnownError
        return text


_TOKEN_STANDARD: Final = re.compile(
    _TOKEN.pattern.replace(r"(?P<plain>(?:[^'\\]++|\\.|'')*+)", "(?P<plain>(?:[^']|'')*+)"),
    re.DOTALL | re.VERBOSE,
)


def _only(found: list[str]) -> str:
    if len(found) != 1:
        raise _NotKnownError
    return found[0]


def _char(found: list[str]) -> str:
    codes = [code for code in found if code.isascii() and code.isdecimal() and len(code) <= 7]  # noqa: PLR2004  (digits of the last code point)
    if len(codes) != len(found):
        raise _NotKnownError
    return "".join(_character(int(code)) for code in codes)
