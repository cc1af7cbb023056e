"""Rows as the planner takes them: those left out with the reason, a line each, and those that carry the story."""

from typing import Final

from leakverify.case.call_draw import spans
from leakverify.case.call_plan import LONGEST, MOST_LISTED, MOST_ROWS
from leakverify.safe_text import is_seen

Excluded = tuple[tuple[range, ...], str]
LONGEST_ROWS: Final = 10_000


class BadLineError(ValueError):
    """A line that names no rows or gives no reason; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__("line")
        self.line = line


def excluded(text: str) -> tuple[Excluded, ...]:
    """Lines of rows, a colon and why; empty lines are nothing.

    Raises:
        BadLineError: for anything else.

    >>> excluded("12, 40-42: children")
    (((range(12, 13), range(40, 43)), 'children'),)
    """
    out: list[Excluded] = []
    for place, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        rows, colon, why = line.partition(":")
        reason = why.strip()
        if not colon or not 0 < len(reason) <= LONGEST or not is_seen(reason):
            raise BadLineError(place)
        if len(rows) > LONGEST_ROWS or len(out) >= MOST_LISTED - 1:
            raise BadLineError(place)
        try:
            out.append((spans(rows), reason))
        except ValueError:
            raise BadLineError(place) from None
    return tuple(out)


def story(text: str) -> tuple[range, ...]:
    """Rows that carry the story; ValueError for anything that names none, or too many to call.

    >>> story(" "), story("7, 9-10")
    ((), (range(7, 8), range(9, 11)))
    """
    if not text.strip():
        return ()
    found = spans(text[:LONGEST_ROWS])
    if sum(map(len, found)) > MOST_ROWS:
        raise ValueError("rows")
    return found
