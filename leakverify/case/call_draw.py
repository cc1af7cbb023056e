"""A seeded draw of rows for calls, before anybody reads them, that a stranger can repeat in ten lines of any language.

Every row number is hashed: SHA-256 of the seed, a line feed and the number in ASCII digits (the first record is 1), as
UTF-8. The rows with the smallest digests are drawn. With strata, each stratum gets its part of the calls by largest
remainder (calls x rows of the stratum / rows of the frame, the whole part first, then one each in the order of the
remainders, a tie to the stratum named first) and gives the rows with its own smallest digests. The reserve is shared and
taken in the same way from what is left. Both lists are in the order of the digests, the reserve after the draw.

The seed is the user's, or 16 digits of each file's SHA-256 joined by "+", a colon and the case number: whoever made the
file must not be able to foresee it, which the file alone does not prevent.
"""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from leakverify.model.calling import Draw, DrawnRow, DrawOrder, Stratum
from leakverify.model.errors import UsageProblem

MOST_CALLS: Final = 100_000
LONGEST_SEED: Final = 500
BLOCKS: Final = 4
ALL: Final = "all"
NOWHERE: Final = 255
"""The code of a row that cannot be drawn."""
_SHOWN_DIGITS: Final = 16
_SPARE: Final = 1_000
_ABOVE_ALL: Final = b"\xff" * 33
_SPAN: Final = re.compile(r"([0-9]{1,12})(?:-([0-9]{1,12}))?")

Codes = bytearray
"""For each row, in order, the place of its stratum."""


def seed_of(hashes: Sequence[str], case: str) -> str:
    """The seed of a draw from files with these SHA-256 under this case number.

    >>> seed_of(["0123456789abcdef" * 4], "2026-14")
    '0123456789abcdef:2026-14'
    """
    return f"{'+'.join(digest[:_SHOWN_DIGITS] for digest in hashes)}:{case}"


def checked_seed(seed: str) -> str:
    """A seed that can be printed and typed again.

    Raises:
        UsageProblem: `BAD_SEED`.
    """
    if not seed or len(seed) > LONGEST_SEED or not seed.isprintable() or seed != seed.strip():
        raise UsageProblem("BAD_SEED")
    return seed


def digest_of(seed: str, row: int) -> bytes:
    """What rows are ordered by."""
    return hashlib.sha256(f"{seed}\n{row}".encode()).digest()


def spans(text: str) -> tuple[range, ...]:
    """Record numbers as a user lists them.

    Raises:
        ValueError: for anything else.

    >>> spans("3,10-12")
    (range(3, 4), range(10, 13))
    """
    out = []
    for part in text.split(","):
        found = _SPAN.fullmatch(part.strip())
        if not found:
            raise ValueError("rows")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 0 < first <= last:
            raise ValueError("rows")
        out.append(range(first, last + 1))
    return tuple(out)


def by_position(rows: int) -> tuple[tuple[str, ...], Codes]:
    """Quarters of the file, named by their rows."""
    blocks = min(BLOCKS, rows)
    edges = [rows * n // blocks for n in range(blocks + 1)] if blocks else []
    pairs = list(itertools.pairwise(edges))
    names = tuple(f"rows {start + 1}-{end}" for start, end in pairs)
    return names, Codes(b"".join(bytes([n]) * (e - s) for n, (s, e) in enumerate(pairs)))


def undivided(rows: int) -> tuple[tuple[str, ...], Codes]:
    """One stratum."""
    return (ALL,), Codes(rows)


def draw(order: DrawOrder, names: Sequence[str], codes: Codes) -> Draw:
    """Draw from rows whose strata are given; `codes` are used up.

    Raises:
        UsageProblem: `TOO_MANY_CALLS` where more are asked for than can be drawn, `BAD_SEED`, `ROW_NOT_THERE` for an
            excluded row that is not in the file.
    """
    seed, rows = checked_seed(order.seed), len(codes)
    _exclude(order, codes)
    sizes = [codes.count(place) for place in range(len(names))]
    frame = sum(sizes)
    wanted = order.calls + order.reserve
    if not 0 < order.calls <= wanted <= min(frame, MOST_CALLS):
        raise UsageProblem("TOO_MANY_CALLS", calls=wanted, rows=frame, limit=MOST_CALLS)
    calls = quotas(order.calls, sizes)
    spare = quotas(order.reserve, [size - n for size, n in zip(sizes, calls, strict=True)])
    drawn: list[tuple[bytes, int, str]] = []
    reserve: list[tuple[bytes, int, str]] = []
    for place, name in enumerate(names):
        taken = smallest(seed, _rows_of(codes, place), calls[place] + spare[place])
        named = [(digest, row, name) for digest, row in taken]
        drawn += named[: calls[place]]
        reserve += named[calls[place] :]
    strata = tuple(map(Stratum, names, sizes, calls, spare))
    first = order.calls + 1
    return Draw(seed, rows, frame, _listed(drawn, 1), _listed(reserve, first), strata)


def quotas(calls: int, sizes: Sequence[int]) -> list[int]:
    """Calls shared in proportion by largest remainder, in whole numbers.

    >>> quotas(10, [50, 30, 21]), quotas(1, [5, 5]), quotas(0, [0, 0])
    ([5, 3, 2], [1, 0], [0, 0])
    """
    whole = sum(sizes)
    if not whole:
        return [0] * len(sizes)
    out = [calls * size // whole for size in sizes]
    order = sorted(range(len(sizes)), key=lambda n: (-(calls * sizes[n] % whole), n))
    for n in order[: calls - sum(out)]:
        out[n] += 1
    return out


def smallest(seed: str, rows: Iterable[int], count: int) -> list[tuple[bytes, int]]:
    """The rows with the smallest digests, in their order."""
    if not count:
        return []
    start = hashlib.sha256(f"{seed}\n".encode())
    kept: list[tuple[bytes, int]] = []
    worst, room = _ABOVE_ALL, 2 * count + _SPARE
    for row in rows:
        state = start.copy()
        state.update(b"%d" % row)
        digest = state.digest()
        if digest < worst:
            kept.append((digest, row))
            if len(kept) >= room:  # a heap would compare every row; this one compares few
                kept = sorted(kept)[:count]
                worst = kept[-1][0]
    return sorted(kept)[:count]


def _exclude(order: DrawOrder, codes: Codes) -> None:
    """Take rows out of the frame."""
    for numbers, _reason in order.excluded:
        for span in numbers:
            if span.stop - 1 > len(codes):
                raise UsageProblem("ROW_NOT_THERE", row=span.stop - 1, rows=len(codes))
            codes[span.start - 1 : span.stop - 1] = bytes([NOWHERE]) * len(span)


def _rows_of(codes: Codes, place: int) -> Iterator[int]:
    """The row numbers of one stratum."""
    wanted = bytes([place])
    at = codes.find(wanted)
    while at >= 0:
        yield at + 1
        at = codes.find(wanted, at + 1)


def _listed(taken: list[tuple[bytes, int, str]], first: int) -> tuple[DrawnRow, ...]:
    """Rows in the order of their digests, numbered from `first`."""
    return tuple(
        DrawnRow(place, row, name) for place, (_, row, name) in enumerate(sorted(taken), first)
    )
