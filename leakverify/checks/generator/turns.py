"""GEN024: names, towns or providers that come in turn, row after row."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import DistinctKeys, States, Track, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Ints
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.mapping import Mapping
from leakverify.model.terms import IDENTITY_ROLES, Family, Reading, Role

TURNING: Final = (Role.FIRST_NAME, Role.LAST_NAME, Role.CITY, Role.EMAIL)
MOST_COLUMNS: Final = 4
MIN_ROWS: Final = 30
MOST_ROWS: Final = 50_000
"""So many rows from the top are read for turns."""

LONGEST: Final = 64
SHORTEST: Final = 3
ROUNDS: Final = 4
"""A turn must come round so often before it is called one."""

PEOPLE: Final = 0.9
"""Records must be different ones: a table with a row per person and month repeats its people in turn, rightly."""

MIXED: Final = 0.9
NEARLY_ALL: Final = 0.9
PRICE: Final = 3.0
"""log10 of how many columns, periods and places were tried, with room."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Rows of one column that come in turn, and log10 of how far beyond chance."""

    period: int
    marked: Bools
    weight: float


class Turns(StateCheck[States]):
    """Whether names, towns or mail providers of different records come round in a fixed turn.

    Looks at:
        First names, last names, towns and the domains of addresses in row order, where the records are different
        ones. Rows count whose value is that of the row a fixed number of places before, again and again. That of the
        row just before is not enough.

    Why it tells:
        A simple program takes the next entry of a short list for each row and starts again at its end. People do not
        enter a database in such an order.

    Innocent explanations:
        - Records that were dealt out in turn on purpose, for example to a fixed list of branches.
        - Test records in a part of the file.

    Reads as:
        Nearly all rows in turn read as invented; a part of them as altered, with these rows. No turn says nothing.

    Source:
        Exact arithmetic: the chance of such a run from the shares of the values in this file.
    """

    info: ClassVar = CheckInfo(
        "GEN024",
        "generator.turns",
        Family.GENERATOR,
        "turn_share",
        exhibit=True,
        uses_order=True,
        needs=("first_name",),
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """Columns that people fill with few values, all at once, beside one that tells records apart."""
        found = roles.named(*TURNING)[:MOST_COLUMNS]
        return [Binding(found)] if found else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """One small number per row and column, and the different records."""
        return States(kinds={"records": DistinctKeys()}, tracks={"values": Track(MOST_ROWS)})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Note the next rows' values."""
        roles = context.settings.roles
        persons = tuple(c.name for c in roles if c.role in IDENTITY_ROLES)
        state.kinds["records"].add(facts.key(persons or binding.columns, context.seed))
        if state.tracks["values"].tracked == MOST_ROWS:
            state.tracks["values"].seen += facts.rows
            return
        values: dict[str, np.ndarray[tuple[int], np.dtype[np.generic]]] = {}
        for i, name in enumerate(binding.columns):
            if roles.role_of(name) is Role.EMAIL:
                emails = facts.emails(name)
                known = [hash_of(domain) for domain in emails.domains.tolist()]
                keys = emails.by_domain(np.array(known, np.uint32), 0)
            else:
                keys = facts.key((name,), context.seed, folded=True).astype(np.uint32)
                keys = np.where(facts.cells(name).filled, keys, 0).astype(np.uint32)
            values[f"{i}"] = keys
        state.tracks["values"].add(values)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """The column with the longest turn."""
        records, track = state.kinds["records"], state.tracks["values"]
        n = track.seen
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding, {"row_count": n})
        best: Turn | None = None
        if records.distinct >= PEOPLE * n:
            turns = [turn_of(track.whole(name).astype(np.int64)) for name in sorted(track.parts)]
            best = max((t for t in turns if t), key=lambda t: int(t.marked.sum()), default=None)
        marked = best.marked if best else np.zeros(0, np.bool_)
        n = min(n, MOST_ROWS)
        hits = int(marked.sum())
        support: dict[Reading, float] = {}
        if best:
            whole = hits >= NEARLY_ALL * n
            support = {Reading.FABRICATED if whole else Reading.TAMPERED: best.weight}
        return self.exhibited(
            binding,
            {
                "turn_share": hits / n,
                "turn_rows": hits,
                "row_count": n,
                "period_count": best.period if best else None,
            },
            support,
            rows_at(hits, np.flatnonzero(marked)),
        )


@lru_cache(maxsize=4_096)
def hash_of(domain: str) -> int:
    """A small number for a domain, the same in every process."""
    number = 2166136261
    for byte in domain.encode("utf-8", "replace"):
        number = (number ^ byte) * 16777619 & 0xFFFFFFFF
    return number or 1


def turn_of(values: Ints) -> Turn | None:
    """The period whose runs cover most rows of a column; None if no run is beyond chance."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    shares = counts / len(values)
    alike = float((shares**2).sum())
    if alike >= 1.0 - 1e-9:
        return None
    new = np.ones(len(values), np.bool_)
    new[1:] = place[1:] != place[:-1]
    best: Turn | None = None
    for period in range(SHORTEST, min(LONGEST, len(values) // (ROUNDS + 1)) + 1):
        same = np.zeros(len(values), np.bool_)
        same[period:] = (place[period:] == place[:-period]) & (values[period:] != 0)
        found = runs(same, new, period, alike)
        if found is not None and (best is None or found.marked.sum() > best.marked.sum()):
            best = found
    return best


def runs(same: Bools, new: Bools, period: int, alike: float) -> Turn | None:
    """The rows in long runs of equal values a period apart, a turn before each run included."""
    edges = np.flatnonzero(np.diff(np.r_[False, same, False].astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    marked = np.zeros(len(same), np.bool_)
    longest = 0
    long = ends - starts >= max(ROUNDS * period, MIN_ROWS)
    for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
        if new[start:end].mean() >= MIXED:
            marked[start - period : end] = True
            longest = max(longest, end - start)
    if not longest:
        return None
    return Turn(period, marked, longest * -math.log10(alike) - PRICE)
