"""Walks the text of an SQL dump with a tokenizer of our own: no engine ever sees it, nothing in it is run."""

import re
from collections.abc import Iterator
from typing import Final

from leakverify.sources.table import Cell
from leakverify.sources.text_window import TextWindow

_LOOK_AHEAD: Final = 1 << 16
_BETWEEN: Final = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|/\*.*?\*/|;)*", re.DOTALL)
_STEP: Final = re.compile(
    r"[^;'\"`(]+|'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'|\"[^\"]*\"|`[^`]*`|[('\"`]", re.DOTALL
)
_BODY: Final = {
    True: r"[^'\\]*(?:(?:\\.|'')[^'\\]*)*",  # backslash escapes, as MySQL writes them
    False: r"[^']*(?:''[^']*)*",
}
_PREFIX: Final = r"(?:[NnEeBbXx]|_binary\s*|_utf8(?:mb[34])?\s*|_latin1\s*)?"
_ESCAPES: Final = {"0": "\0", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "Z": "\x1a"}
_ESCAPED: Final = re.compile(r"\\(.)|''", re.DOTALL)
_COPY_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_COPY_ESCAPED: Final = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)


class SqlText(TextWindow):
    """A cursor over blocks of SQL text. `backslash` tells whether strings have backslash escapes."""

    def __init__(self, blocks: Iterator[bytes], value_limit: int, *, backslash: bool) -> None:
        super().__init__(blocks)
        self._limit = value_limit
        self._backslash = backslash
        body = _BODY[backslash]
        self._value = re.compile(
            rf"\s*(?:{_PREFIX}'({body})'(?!')|([^\s,()'\"]+))\s*([,)])", re.DOTALL
        )
        self._step = re.compile(rf"[^(),']+|'{body}'|[(),]|'", re.DOTALL)

    def next_statement(self) -> bool:
        """Step over white space, comments and semicolons to a statement; False at the end."""
        while True:
            self._look_ahead()
            found = _BETWEEN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                if self._text.startswith("/*", self._at) and self._more():
                    continue
                return True
            if not self._more():
                return False

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what matches here, if it does; patterns span less than 64 kB."""
        self._look_ahead()
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def skip_statement(self) -> None:
        """Step behind the next semicolon outside quotes."""
        while True:
            self._look_ahead()
            if self._at >= len(self._text):
                return
            found = _STEP.match(self._text, self._at)
            if found is None:
                self._at += 1
                return
            cut = found.end() == len(self._text) and len(self._text) - self._at < self._limit
            if cut and self._more():
                continue
            self._at = found.end()

    def values(self) -> list[Cell] | None:
        """One tuple, the cursor standing behind its opening bracket; None where the text breaks."""
        cells: list[Cell] = []
        while True:
            found = self._value.match(self._text, self._at)
            if found is None:
                if self._is_short() and self._more():
                    continue
                cell, end = self._odd_value()
                if not end:
                    return None
                cells.append(cell)
            else:
                quoted, bare, end = found.groups()
                self._at = found.end()
                cells.append(self._unescaped(quoted) if quoted is not None else _bare(bare))
            if end == ")":
                return cells

    def skip_definition(self) -> bool:
        """Step behind the comma that ends a column's definition; False at the bracket that ends them all."""
        _, end = self._odd_value()
        return end == ","

    def copy_lines(self) -> Iterator[list[str]]:
        r"""The lines of a COPY up to `\.`, block by block."""
        while True:
            end = self._text.rfind("\n", self._at)
            stop = _end_of_copy(self._text, self._at)
            if stop is not None:
                yield self._text[self._at : stop[0]].split("\n")[:-1]
                self._at = stop[1]
                return
            if end >= 0:
                block = self._text[self._at : end].split("\n")
                self._at = end + 1
                yield block
            if not self._more():
                rest = self._text[self._at :]
                self._at = len(self._text)
                if rest:
                    yield [rest]
                return

    def _odd_value(self) -> tuple[Cell, str]:
        """A call, cast or sum: kept as written, up to the comma or bracket that ends it."""
        start, depth = self._at, 0
        while self._at - start <= self._limit:
            found = self._step.match(self._text, self._at)
            if found is None or (found.end() == len(self._text) and self._is_short(start)):
                start_offset = self._at - start
                self._at = start
                if not self._more():
                    return None, ""
                start = self._at
                self._at = start + start_offset
                continue
            piece = found.group()
            self._at = found.end()
            if piece in {",", ")"} and not depth:
                return self._text[start : self._at - 1].strip(), piece
            if piece == "'":
                return None, ""
            depth += (piece == "(") - (piece == ")")
        return None, ""

    def _unescaped(self, text: str) -> str:
        if self._backslash:
            if "\\" not in text and "'" not in text:
                return text
            return _ESCAPED.sub(_unescape, text)
        return text.replace("''", "'")

    def _is_short(self, start: int | None = None) -> bool:
        return len(self._text) - (self._at if start is None else start) <= self._limit

    def _look_ahead(self) -> None:
        while len(self._text) - self._at < _LOOK_AHEAD and self._more():
            pass


def copy_cell(text: str) -> Cell:
    r"""A cell of a COPY line: `\N` is missing, the escapes of that format are taken back."""
    if "\\" not in text:
        return text
    return None if text == "\\N" else _COPY_ESCAPED.sub(_copy_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    escaped = found.group(1)
    if escaped is None:
        return "'"
    return "\\" + escaped if escaped in "%_" else _ESCAPES.get(escaped, escaped)


def _copy_unescape(found: re.Match[str]) -> str:
    code = found.group(1)
    if len(code) > 1 and code[0] == "x":
        return chr(int(code[1:], 16))
    if code.isascii() and code.isdecimal() and code < "8":
        return chr(int(code, 8) & 0xFF)
    return _COPY_ESCAPES.get(code, code)


def _bare(text: str) -> Cell:
    return None if text.upper() == "NULL" else text


def _end_of_copy(text: str, at: int) -> tuple[int, int] | None:
    """Where the data end and where the text goes on."""
    if text.startswith(("\\.\n", "\\.\r\n"), at):
        return at, text.index("\n", at) + 1
    found = re.compile(r"\n\\\.\r?(?:\n|$)").search(text, at)
    return (found.start() + 1, found.end()) if found else None
