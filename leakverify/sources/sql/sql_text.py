"""Walks the statements of an SQL dump with a tokenizer of our own: no engine ever sees it, nothing in it is run."""

import re
from collections.abc import Iterator
from typing import Final

from leakverify.sources.binary.byte_window import ByteWindow

LOOK_AHEAD: Final = 1 << 18
_GATHERED: Final = 1 << 16
_COMMAND: Final = 1 << 12
_BETWEEN: Final = re.compile(rb"(?:[\s;\x00\x1a]++|\xef\xbb\xbf|\*/|/\*M?!(?!9{6})\d*+|/(?!\*))*+")
_COMMAND_LINE: Final = re.compile(
    rb"\\|\.[a-z]|DELIMITER[ \t]|(?:GO|REM|SPOOL|PROMPT|SOURCE|SYSTEM|HOST|TEE|PAGER|EDIT|\.)(?:[ \t][^\n;]*)?\r?(?:\n|\Z)"
    rb"|SET (?:DEFINE|SQLBLANKLINES|SCAN|ECHO|FEEDBACK|SQLT|SERVEROUTPUT)\b|[@!]",
    re.IGNORECASE,
)
_DELIMITER: Final = re.compile(rb"DELIMITER[ \t]+(\S{1,16})", re.IGNORECASE)
_INSIDE: Final = {
    (quote, backslash): re.compile(
        rb"(?:[^%b\\]++|\\.|%b%b)*+" % (quote, quote, quote)
        if backslash
        else rb"(?:[^%b]++|%b%b)*+" % (quote, quote, quote),
        re.DOTALL,
    )
    for quote in (b"'", b'"', b"`")
    for backslash in (True, False)
}
_PLAIN: Final = re.compile(rb"[^;'\"`$/\-#\\|\n]++")
_IN_VALUE: Final = re.compile(rb"[^;'\"`$/\-#(),]++|\(++|\)++")
_OPENED: Final = re.compile(rb"/\*M?!\d*+")
_DOLLAR: Final = re.compile(rb"\$(?:[A-Za-z_\x80-\xff][\w\x80-\xff]{0,62})?\$")
_CODE: Final = re.compile(
    rb"\s*(?:(?:CREATE|ALTER)\b[^;]*?\b(?:TRIGGER|PROCEDURE|PROC|FUNCTION|EVENT|PACKAGE|TYPE\s+BODY)\b"
    rb"|BEGIN\b(?!\s*(?:\Z|TRAN|WORK\b|IMMEDIATE|EXCLUSIVE|DEFERRED|ISOLATION|READ)))",
    re.IGNORECASE,
)
_BLOCK: Final = re.compile(
    rb"\b(?:(BEGIN|CASE)|(END)(?!\s+(?:IF|LOOP|WHILE|REPEAT|FOR)\b))\b", re.IGNORECASE
)
_NEXT_STATEMENT: Final = re.compile(
    rb"\n[ \t]*(?=(?:INSERT|SET|USE|PRINT|DELETE|TRUNCATE|ALTER|CREATE|EXEC|DROP|COMMIT|BEGIN TRAN)\b)",
    re.IGNORECASE,
)
_GO: Final = re.compile(rb"\n[ \t]*GO[ \t]*\r?(?:\n|\Z)", re.IGNORECASE)


class SqlText(ByteWindow):
    """A cursor over SQL. `backslash`: strings have backslash escapes; `lines`: a line may end a statement (T-SQL)."""

    def __init__(self, blocks: Iterator[bytes], *, backslash: bool, lines: bool = False) -> None:
        super().__init__(blocks)
        self.backslash = backslash
        self._lines = lines
        self._delimiter = b";"

    def next_statement(self) -> bool:
        """Step over white space, comments and semicolons to a statement; False at the end."""
        while True:
            self.look_ahead(LOOK_AHEAD)
            found = _BETWEEN.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.data.startswith(b"/*", self.at):
                self.at += 2  # or the star would begin the mark of "/*/"
                self.pass_mark(b"*/")
            elif self.data.startswith((b"--", b"#"), self.at):
                self.pass_line()
            elif not self._pass_delimiter():
                if self.left:
                    return True
                if not self.more():
                    return False

    def _pass_delimiter(self) -> bool:
        if not self.left or not self.data.startswith(self._delimiter, self.at):
            return False
        self.at += len(self._delimiter)
        return True

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Take what matches here, if it does; patterns span less than 256 kB."""
        found = pattern.match(self.data, self.at)
        if found:
            self.at = found.end()
        return found

    def command(self) -> bytes | None:
        """Take a line that is for a client program, not for a server: its first 4 kB; None where none stands here."""
        if not _COMMAND_LINE.match(self.data, self.at):
            return None
        end = self.data.find(b"\n", self.at)
        line = self.data[self.at : min(self.at + _COMMAND, end if end >= 0 else len(self.data))]
        if told := _DELIMITER.match(line):
            self._delimiter = told.group(1)
        self.pass_line()
        return line

    def skip_statement(self) -> bytes:
        """Step behind the statement; its first 64 kB, strings left out, are what is known of it."""
        gathered = _Gathered()
        while self.left or self.more():
            if self._delimiter != b";" and self._pass_delimiter():
                break
            here = self.data[self.at]
            if here in b"'\"`":
                self.pass_string()
                gathered.take(b"''" if here == ord("'") else b" ")
            elif self._pass_aside():
                gathered.take(b" ")
            elif here == ord("\n") and self._lines and self._ends_at_line(gathered):
                break
            elif here == ord(";") and self._delimiter == b";":
                self.at += 1
                if gathered.is_complete():
                    break
                gathered.take(b";")
            else:
                gathered.take(self._plain())
        return gathered.text()

    def _plain(self) -> bytes:
        """What stands up to the next character of note, no word cut where the window ends."""
        found = _PLAIN.match(self.data, self.at)
        end = found.end() if found else self.at + 1
        if end == len(self.data) and not self.ended:
            cut = max(self.data.rfind(b" ", self.at, end), self.data.rfind(b"\n", self.at, end)) + 1
            if cut <= self.at and end - self.at < LOOK_AHEAD:
                self.more()
                return b""
            end = cut if cut > self.at else end
        piece = self.data[self.at : end]
        self.at = end
        return piece

    def pass_string(self) -> None:
        """Step behind the string or name whose quote stands here, however long it is."""
        quote = self.data[self.at : self.at + 1]
        before = self.data[max(0, self.at - 2) : self.at]
        backslash = (
            self.backslash or re.fullmatch(rb"\W?[eE]", before) is not None
        ) and quote != b"`"
        inside = _INSIDE[quote, backslash]
        self.at += 1
        while True:
            found = inside.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.left > 1 or not self.more():
                break  # a quote or backslash at the very end needs the character after it
        self.at = min(len(self.data), self.at + 1)

    def _pass_aside(self) -> bool:
        """Step behind a comment or a dollar-quoted text, if one begins here."""
        if self.data[self.at] not in b"-/#$":
            return False
        self.look_ahead(128)
        if self.data.startswith(b"--", self.at) or (
            self.backslash and self.data[self.at] == ord("#")
        ):
            self.pass_line()
            self.at -= self._lines and self.data[self.at - 1 : self.at] == b"\n"
            return True
        if opened := _OPENED.match(self.data, self.at):
            self.at = opened.end()
            return True
        if self.data.startswith(b"/*", self.at):
            self.at += 2
            self.pass_mark(b"*/")
            return True
        dollar = _DOLLAR.match(self.data, self.at)
        if dollar is None:
            return False
        self.at = dollar.end()
        self.pass_mark(dollar.group())
        return True

    def _ends_at_line(self, gathered: "_Gathered") -> bool:
        self.look_ahead(_COMMAND)
        if _GO.match(self.data, self.at):
            return True
        return not gathered.is_code() and _NEXT_STATEMENT.match(self.data, self.at) is not None

    def pass_tuple(self) -> bool:
        """Step behind the tuple whose bracket stands here, without keeping it; False where it does not end."""
        self.at += 1
        while True:
            ended = self.pass_value()[1]
            if ended != b",":
                return ended == b")"

    def pass_value(self) -> tuple[bytes, bytes]:
        """Step behind the comma or bracket that ends a value: its first 4 kB, strings left out, and what ended it."""
        pieces: list[bytes] = []
        size = depth = 0
        while self.left or self.more():
            here = self.data[self.at : self.at + 1]
            if here in {b"'", b'"', b"`"}:
                self.pass_string()
                continue
            if self._pass_aside():
                continue
            if here == b";" or (here in {b",", b")"} and not depth):
                self.at += here != b";"
                return b"".join(pieces), here if here != b";" else b""
            found = _IN_VALUE.match(self.data, self.at)
            piece = found.group() if found else here
            if here == b")":
                piece = piece[:depth]
            depth += (here == b"(") * len(piece) - (here == b")") * len(piece)
            self.at += len(piece)
            if size < _COMMAND:
                pieces.append(piece[:_COMMAND])
                size += len(piece)
        return b"".join(pieces), b""


class _Gathered:
    """What a statement says outside of its strings, and how deep its blocks are nested."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._depth = 0
        self._code = self._decided = False

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        if self._size < _GATHERED:
            self._pieces.append(piece[: _GATHERED - self._size])
            self._size += len(piece)
        for found in _BLOCK.finditer(piece):
            self._depth += 1 if found[1] else -1

    def is_code(self) -> bool:
        """Whether this makes a routine or a block, in which statements stand that are not run by loading."""
        if not self._code and not self._decided:
            self._decided = self._size > _COMMAND
            self._code = _CODE.match(self.text()[:_COMMAND]) is not None
        return self._code

    def is_complete(self) -> bool:
        """Whether a semicolon here ends the statement."""
        return self._depth <= 0 or not self.is_code()

    def text(self) -> bytes:
        """What was gathered."""
        return b"".join(self._pieces)
