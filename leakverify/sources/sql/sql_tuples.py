"""The tuples of INSERT statements: one by one at first, then many at once, and one by one again where that stops."""

import re
from collections.abc import Iterator
from typing import Final

from leakverify.limits import Limits
from leakverify.sources.sql.sql_scan import Run, scan_tuples
from leakverify.sources.sql.sql_text import SqlText
from leakverify.sources.sql.sql_tuple import Tuple, read_tuple

_FIRST: Final = 8
_MOST: Final = 4_096
_GOOD_RUN: Final = 64
_LEAST_SPAN: Final = 1 << 14
_MOST_SPAN: Final = 1 << 20
_LEFT_OUT: Final = Tuple([], -1)
_ASIDE: Final = rb"(?:\s++|--[^\n]*+\n|#[^\n]*+\n|/\*(?!!).*?\*/)*+"
_COMMA: Final = re.compile(rb"%b,%b(?=\()" % (_ASIDE, _ASIDE), re.DOTALL)
_BETWEEN: Final = (b";\n", b"\n", b";\r\n", b"\r\n", b"; ", b";")
_UNSAFE: Final = re.compile(rb"['\\]|--|/\*")


class TupleReader:
    """Reads the tuples behind one INSERT after another. `broken` and `over_limit` count what could not be read."""

    def __init__(self, text: SqlText, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._separators: list[bytes] = []
        self._separator: bytes | None = None
        self._patience = _FIRST
        self._most_span = min(_MOST_SPAN, limits.line_bytes)  # so that no longer tuple is found
        self._span = min(_LEAST_SPAN, self._most_span)
        self.broken = self.over_limit = 0

    def runs(self, header: bytes) -> Iterator[Run | list[list[bytes]]]:
        """Tuples found at once, or the values of some as written; statements with the same header are one run."""
        self._separator = None
        self._separators = [] if _UNSAFE.search(header) else [gap + header for gap in _BETWEEN]
        goes_on = True
        while goes_on:
            slowly, goes_on = self._one_by_one()
            if slowly:
                yield slowly
            if not goes_on:
                return
            rows = 0
            while goes_on:
                run = self._at_once()
                if run is None:
                    break
                rows += run.rows
                goes_on = self._goes_on()
                yield run
            self._patience = _FIRST if rows >= _GOOD_RUN else min(2 * self._patience, _MOST)

    def _one_by_one(self) -> tuple[list[list[bytes]], bool]:
        rows: list[list[bytes]] = []
        for _ in range(self._patience):
            found = self._tuple()
            if found is None:
                return rows, False
            if found.end >= 0:
                rows.append(found.cells)
            if not self._goes_on():
                return rows, False
        return rows, True

    def _tuple(self) -> Tuple | None:
        """The tuple here; its end is -1 where it was too long and left out; None where the text breaks."""
        text = self._text
        while True:
            found = read_tuple(
                text.data,
                text.at,
                backslash=text.backslash,
                final=text.ended,
                most=self._limits.columns + 1,
            )
            if found is not None and found.end >= 0:
                is_long = found.end - text.at > self._limits.line_bytes
                self.over_limit += is_long
                text.at = found.end
                return _LEFT_OUT if is_long else found
            if found is None and text.left > 2 * self._limits.line_bytes:
                self.over_limit += 1
                return _LEFT_OUT if text.pass_tuple() else None
            if found is not None or not text.more():
                self.broken += 1
                return None

    def _at_once(self) -> Run | None:
        """A run of tuples; None where the tokenizer has to look."""
        text = self._text
        while True:
            text.look_ahead(self._span)
            data = text.data[text.at : text.at + self._span]
            run = scan_tuples(data, backslash=text.backslash, separator=self._separator)
            if run.met_end and self._span < self._most_span:
                self._span = min(2 * self._span, self._most_span)
            elif not run.rows:
                return None
            elif not run.met_end:
                self._span = max(min(_LEAST_SPAN, self._most_span), self._span // 2)
            if run.rows:
                text.at += run.end
                return run
            if len(data) == text.left and text.ended:
                return None

    def _goes_on(self) -> bool:
        """Step over what separates this tuple from the next of the run, if that is all that stands here."""
        text = self._text
        text.look_ahead(1 << 12)
        if text.match(_COMMA):
            return True
        for separator in self._separators:
            text.look_ahead(len(separator) + 1)
            if text.data.startswith(separator, text.at):
                text.at += len(separator)
                self._separator = separator
                return True
        return False
