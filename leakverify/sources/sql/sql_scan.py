"""Finds the cells of many tuples or COPY lines at once, by counting quotes over whole arrays of bytes.

A tokenizer in Python reads some 25,000 rows a second; this reads half a million. It reads only what it provably
reads as `sql_tuple` would: at the first byte outside of strings that a plain list of tuples does not have (a comment,
a name in quotes, a dollar quote, an escape string) it stops, and the tokenizer takes that tuple.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

_OPEN, _COMMA, _CLOSE, _NEXT, _STOP, _HEX, _ASIDE = 1, 2, 4, 8, 16, 32, 64
_QUOTE, _BACKSLASH = 39, 92
Places = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Octets = np.ndarray[Any, np.dtype[np.uint8]]
NOWHERE: Final[Places] = np.empty(0, np.int64)


def _table(marks: dict[bytes, int]) -> Octets:
    table = np.zeros(256, np.uint8)
    for characters, mark in marks.items():
        table[list(characters)] = mark
    return table


_CLASSES: Final = _table(
    {b"(": _OPEN, b",": _COMMA, b")": _CLOSE, b';"`#$\\': _STOP, b"xX": _HEX, b"-/": _ASIDE}
).tobytes()
_SPACE: Final = _table({b" \t\r\n": 1}).view(bool)
_MOST_SPACES: Final = 8


@dataclass(slots=True)
class Found:
    """Cells of whole rows in `data`, row after row: `starts` to `ends` are their insides.

    `first` is the index of each row's first cell. `null` cells are missing, `odd` ones are for `sql_value` to read,
    `hexed` ones begin like a hex literal. `removed` bytes are marks of escapes, `escaped` the bytes that follow them.
    `end` is the place behind the last row.
    """

    data: bytes
    starts: Places
    ends: Places
    first: Places
    null: Flags
    odd: Places
    hexed: Places
    removed: Places
    escaped: Places
    end: int

    @property
    def rows(self) -> int:
        """How many rows are whole."""
        return len(self.first)

    @property
    def widths(self) -> Places:
        """How many cells each row has."""
        return np.diff(self.first, append=len(self.starts))


def escaping(backslashes: Places) -> Places:
    """Of places with a backslash, those where one escapes what follows: every other one of a run."""
    if not len(backslashes):
        return backslashes
    index = np.arange(len(backslashes))
    begins = np.ones(len(backslashes), bool)
    begins[1:] = np.diff(backslashes) != 1
    run = np.maximum.accumulate(np.where(begins, index, 0))
    escapers: Places = backslashes[(index - run) % 2 == 0]
    return escapers


def within_quotes(quotes: Flags) -> Octets:
    """For each place 1 from an opening quote to the place before the closing one, else 0.

    Parity of 64 places at a time, as simdjson does it with a carry-less product.
    """
    packed = np.packbits(quotes, bitorder="little")
    words = np.zeros((len(packed) + 7) // 8 * 8, np.uint8)
    words[: len(packed)] = packed
    parity = words.view(np.uint64)
    for step in (1, 2, 4, 8, 16, 32):
        parity ^= parity << np.uint64(step)
    carried = np.bitwise_xor.accumulate(parity >> np.uint64(63))
    parity[1:] ^= np.uint64(0) - carried[:-1]
    return np.unpackbits(words, count=len(quotes), bitorder="little")


def scan_tuples(data: bytes, *, backslash: bool, separator: bytes | None) -> "Run":
    """The whole tuples at the beginning of some SQL, the first byte being a tuple's bracket.

    `separator` is what stands between two INSERT statements of one table, from the bracket of the one to that of
    the other; it holds no quote, backslash or comment.
    """
    octets = np.frombuffer(data, np.uint8)
    quotes = octets == _QUOTE
    escapes = NOWHERE
    if backslash and b"\\" in data:
        escapes = escaping(np.flatnonzero(octets == _BACKSLASH))
        escapes = escapes[escapes < len(data) - 1]
        quotes[escapes + 1] = False
    inside = within_quotes(quotes)
    classes = np.frombuffer(data.translate(_CLASSES), np.uint8) * (inside ^ 1)
    if separator:
        _mark_separators(classes, inside, data, separator)
    places = np.flatnonzero(classes != 0)
    kinds = classes[places]
    stops = _comments(octets, places[kinds == _ASIDE])
    if not backslash:  # E'it\'s' ends elsewhere
        opening = np.flatnonzero(quotes & inside.view(bool))
        stops = np.append(stops, opening[(octets[opening - 1] | 0x20) == ord("e")])
    has_hex = bool((kinds == _HEX).any())
    structural = kinds < _HEX
    if not structural.all():
        places, kinds = places[structural], kinds[structural]
    depth = np.cumsum((kinds == _OPEN).astype(np.int32) - (kinds == _CLOSE))
    last = _first((kinds == _STOP) | (depth < 0) | ((kinds == _NEXT) & (depth != 0)), len(places))
    if len(stops):
        last = min(last, int(np.searchsorted(places, stops.min())))
    run = Run(data, quotes, escapes, places[:last], kinds[:last], depth[:last])
    run.measure(len(separator or b""), to_end=last == len(places))
    run.is_plain = not has_hex and not bool((run.depth > 1).any())
    return run


def _mark_separators(classes: Octets, inside: Octets, data: bytes, separator: bytes) -> None:
    found = np.array([m.start() for m in re.finditer(re.escape(separator), data)], np.int64)
    if len(found):
        found = found[inside[found] == 0]
        classes[found[:, None] + np.arange(len(separator))] = 0
        classes[found] = _NEXT


def _comments(octets: Octets, places: Places) -> Places:
    """Of dashes and slashes outside of strings, those that begin a comment."""
    places = places[places < len(octets) - 1]
    here, after = octets[places], octets[places + 1]
    begins: Flags = (here == after) & (here == ord("-"))
    begins |= (here == ord("/")) & (after == ord("*"))
    found: Places = places[begins]
    return found


def _first(flags: Flags, otherwise: int) -> int:
    place = int(flags.argmax()) if len(flags) else 0
    return place if len(flags) and flags[place] else otherwise


class Run:
    """Tuples that follow each other: brackets and commas outside of strings, with the depth behind each.

    `rows` are whole, `end` is the place behind the last of them; `met_end` tells that the data ended, not the list.
    `is_plain` tells that no cell is a call or begins like a hex literal.
    """

    def __init__(
        self,
        data: bytes,
        quotes: Flags,
        escapes: Places,
        places: Places,
        kinds: Octets,
        depth: Places,
    ) -> None:
        self._data = data
        self._octets = np.frombuffer(data, np.uint8)
        self._quotes = quotes
        self._escapes = escapes
        self._places = places
        self._kinds = kinds
        self.depth = depth
        self._closes = np.flatnonzero((kinds == _CLOSE) & (depth == 0))
        self._opens = np.flatnonzero((kinds == _OPEN) & (depth == 1))[: len(self._closes)]
        self.rows = self.end = 0
        self.met_end = self.is_plain = True

    def measure(self, gap: int, *, to_end: bool) -> None:
        """Count the tuples that follow each other with nothing odd between them."""
        closed = len(self._closes)
        if closed and self._opens[0] == 0 and self._places[0] == 0:
            self.rows = _first(~self._good_gaps(gap), closed - 1) + 1
            self.end = int(self._places[self._closes[self.rows - 1]]) + 1
        self.met_end = to_end and self.rows == closed

    def _good_gaps(self, gap: int) -> Flags:
        closes, opens = self._closes[:-1], self._opens[1:]
        start, end = self._places[closes] + 1, self._places[opens]
        mark, kind = self._places[closes + 1], self._kinds[closes + 1]
        one = opens - closes == 2  # noqa: PLR2004  (bracket, mark, bracket)
        size = end - mark
        following = kind == _NEXT
        usual = (size == 1) | ((size == 2) & _SPACE[self._octets[mark + 1]])  # noqa: PLR2004  (a comma, a space)
        close = (mark == start) & np.where(following, size == gap, usual)
        good: Flags = one & ((kind == _COMMA) | following) & close
        for index in np.flatnonzero(~good & one & (kind == _COMMA)):  # more white space than usual
            text = self._data[start[index] : end[index]]
            good[index] = text.strip(b" \t\r\n") == b","
        return good

    def found(self) -> Found:
        """The cells of these tuples."""
        upto = int(self._closes[self.rows - 1]) + 1
        places, kinds, depth = self._places[:upto], self._kinds[:upto], self.depth[:upto]
        edges = ((kinds == _OPEN) | (kinds == _COMMA)) & (depth == 1) | (kinds == _CLOSE) & (
            depth == 0
        )
        edge, edge_kind = places[edges], kinds[edges]
        begins = np.flatnonzero(edge_kind != _CLOSE)
        starts, ends = edge[begins] + 1, edge[begins + 1]
        first = np.flatnonzero(edge_kind[begins] == _OPEN)
        odd = np.zeros(len(starts), bool)
        nested = places[(kinds == _OPEN) & (depth == 2)]  # noqa: PLR2004  (a bracket within a cell)
        odd[np.searchsorted(starts, nested, "right") - 1] = True
        starts, ends = _stripped(self._octets, starts, ends)
        pure, doubled = _strings(self._quotes[: self.end], starts, ends, odd)
        null, hexed = _bare_words(self._octets, starts, ends, ~(pure | odd))
        escapes = self._escapes[self._escapes < self.end]
        followed = self._octets[escapes + 1]
        escapes = escapes[(followed != ord("%")) & (followed != ord("_"))]
        removed = np.sort(np.concatenate([escapes, doubled])) if len(doubled) else escapes
        starts, ends = starts + pure, ends - pure
        return Found(
            self._data,
            starts,
            ends,
            first,
            null,
            np.flatnonzero(odd),
            hexed,
            removed,
            escapes + 1,
            self.end,
        )


def _stripped(octets: Octets, starts: Places, ends: Places) -> tuple[Places, Places]:
    """Cells without the spaces around them; `sql_value` strips what is left of many."""
    for _ in range(_MOST_SPACES):
        spaces = _SPACE[octets[starts]] & (starts < ends)
        if not spaces.any():
            break
        starts = starts + spaces
    for _ in range(_MOST_SPACES):
        spaces = _SPACE[octets[ends - 1]] & (starts < ends)
        if not spaces.any():
            break
        ends = ends - spaces
    return starts, ends


def _strings(quotes: Flags, starts: Places, ends: Places, odd: Flags) -> tuple[Flags, Places]:
    """Which cells are one string and nothing else, and where a doubled quote stands; `odd` learns of the others."""
    found = np.flatnonzero(quotes)
    opening, closing = found[0::2], found[1::2]
    touching = closing[:-1] + 1 == opening[1:]
    doubled = closing[:-1][touching]
    if len(opening):
        opening = opening[np.append(True, ~touching)]
        closing = closing[np.append(~touching, True)]
    cell = np.searchsorted(starts, opening, "right") - 1
    whole = (starts[cell] == opening) & (ends[cell] - 1 == closing)
    odd[cell[~whole]] = True
    pure = np.zeros(len(starts), bool)
    pure[cell[whole]] = True
    return pure & ~odd, doubled


def _bare_words(octets: Octets, starts: Places, ends: Places, bare: Flags) -> tuple[Flags, Places]:
    """Which bare cells are NULL or left to a DEFAULT, and which begin like a hex literal."""
    null = np.zeros(len(starts), bool)
    lengths = ends - starts
    for word in (b"null", b"default"):
        like = np.flatnonzero(bare & (lengths == len(word)))
        letters = octets[starts[like][:, None] + np.arange(len(word))] | 0x20
        null[like[(letters == np.frombuffer(word, np.uint8)).all(axis=1)]] = True
    zero = np.flatnonzero(bare & (lengths > 2) & (octets[starts] == ord("0")))  # noqa: PLR2004  (0x and a digit)
    return null, zero[(octets[starts[zero] + 1] | 0x20) == ord("x")]
