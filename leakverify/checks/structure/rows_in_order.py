"""STR017: columns that rise with the rows of the file, and in some rows lie anywhere."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from leakverify.checks.columns import SERIAL_ROLES, hashes, used
from leakverify.checks.contract import Binding, Context
from leakverify.checks.follow import (
    CLOSE,
    FOLLOWS,
    TWICE,
    Follow,
    at_an_end,
    follow,
    huddled,
    ranks,
)
from leakverify.checks.state import RowSample, rows_at
from leakverify.checks.structure.features import numbers
from leakverify.checks.whole_rows import WholeRows, texts_of
from leakverify.facts.kinds import Bools, Floats, Ints, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Role
from leakverify.reference.hashing import fold

SAMPLE: Final = 3_000
MAX_COLUMNS: Final = 24
MIN_ROWS: Final = 100
MIN_KINDS: Final = 20
NEXT: Final = 0.25
"""Of rows that stand one after the other so many lie close in a column that runs with the rows; by chance one in twelve."""
MOSTLY: Final = 0.6
"""So many rows must keep the order before others are said to break it."""
RISES: Final = (0.35, 0.65)
"""Strays put in anywhere rise from one to the next as often as they fall; a second list has an order of its own."""
COARSE: Final = 0.12
"""Of shuffled rows hardly more than one in twelve may lie close: a column of few values follows by chance."""
AT_AN_END: Final = 1.0
"""Rows at the start or the end weigh no more: new records stand there."""
APART: Final = frozenset({*TIME_ROLES, Role.FREE_TEXT, Role.PASSWORD_HASH, Role.SALT})
"""Dates are looked at by a check of their own; nobody sorts by the others."""


@dataclass(frozen=True, slots=True)
class Order:
    """A column as it runs with the rows: which rows have it, how they follow, and whether some were put in."""

    column: str
    known: Ints
    found: Follow
    shown: bool
    at_an_end: bool


class RowsInOrder(WholeRows):
    """Whether a file is sorted by one of its columns, and some rows stand where they do not belong.

    Looks at:
        Each column but dates beside the order of the rows. Names and words go by the alphabet, figures by size. The check
        measures how far each row lies off its neighbours, and compares it with the same column shuffled.

    Why it tells:
        An export is sorted, or follows the order in which records were made. Rows that were put in between lie anywhere
        in that order, and nothing lies between them and the rows in order.

    Innocent explanations:
        - Records that were added later and stand where there was room.
        - Two lists put together, one of them in another order.
        - A column that is sorted by a rule that is not the alphabet.

    Reads as:
        Altered where some rows lie anywhere, in no order of their own, and all others keep it. Rows at the start or the end
        of the file weigh less, for new records stand there.

    Source:
        Arithmetic against the same column shuffled. How the share of strays varies from list to list is set wide.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR017",
        "structure.rows-in-order",
        Family.STRUCTURE,
        "strays_share",
        exhibit=True,
        uses_order=True,
    )

    kept_rows: ClassVar = SAMPLE
    fewest_columns: ClassVar = 1

    def columns(self, roles: Mapping) -> tuple[str, ...]:
        """Columns that a file may be sorted by."""
        return tuple(n for n in used(roles) if roles.role_of(n) not in APART)[:MAX_COLUMNS]

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The column that runs with the rows most: what follows less may only follow that one."""
        if len(state.keys) < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        rows = np.argsort(state.places, kind="stable")
        texts = [column[rows] for column in texts_of(state)]
        orders = list(self._orders(texts, state.places[rows], context))
        if not orders:
            return self.not_applicable("NO_ORDER", binding)
        best = max(orders, key=lambda order: order.found.follows)
        far = best.found.far if best.found.likely else np.zeros(len(best.known), np.bool_)
        hits, n = int(np.count_nonzero(far)), len(best.known)
        measured: dict[str, Number] = {
            "strays_share": best.found.likely,
            "strays_count": hits,
            "follows_share": best.found.follows,
            "by_chance_share": best.found.by_chance,
            "orders_count": len(orders),
            "compared_rows": n,
        }
        named = rows_at(hits, state.places[rows[best.known[far]]])
        most = AT_AN_END if best.at_an_end else math.inf
        finding = self.only_astray(binding, measured, named, n, shown=best.shown, most=most)
        return replace(finding, columns=(best.column,))

    def _orders(self, texts: list[Texts], places: Ints, context: Context) -> Iterator[Order]:
        """The columns that run with the rows; one that only counts them says nothing."""
        roles = context.settings.roles
        for name, cells in zip(self.columns(roles), texts, strict=True):
            known = np.flatnonzero(cells != "")
            if len(known) < MIN_ROWS or len(np.unique(hashes(cells[known]))) < MIN_KINDS:
                continue
            sizes = numbers(cells[known])
            column = _by_alphabet(cells[known]) if sizes is None else sizes
            serial = roles.role_of(name) in SERIAL_ROLES
            if not _close(column) or _counts(column, sizes, places[known], serial=serial):
                continue
            order = np.arange(len(known), dtype=np.float64)
            found = follow(order, column, context.seed)
            if found.follows >= FOLLOWS and found.by_chance <= COARSE:
                parted = found.parted and found.follows >= MOSTLY and found.twice <= TWICE
                shown = parted and _put_in(column, found.far)
                yield Order(name, known, found, shown, shown and at_an_end(order, found.far))


def _by_alphabet(texts: Texts) -> Floats:
    """The place of each word in the alphabet."""
    folded = np.array([fold(text) for text in texts.tolist()], dtype=object)
    return np.unique(folded, return_inverse=True)[1].astype(np.float64)


def _close(column: Floats) -> bool:
    """Whether rows that stand one after the other lie close often enough to look closer."""
    return float(np.mean(np.abs(np.diff(ranks(column))) <= CLOSE)) >= NEXT


def _counts(column: Floats, sizes: Floats | None, places: Ints, *, serial: bool) -> bool:
    """Whether a column counts the rows: made for the file, it says nothing of where they came from."""
    each_row = sizes is not None and float(np.ptp(sizes - places)) == 0.0
    return each_row or (serial and bool(np.all(np.diff(column) > 0.0)))


def _put_in(column: Floats, far: Bools) -> bool:
    """Whether strays were put in one by one: they have no order of their own, and do not lie near each other."""
    steps = np.sign(np.diff(column[far]))
    rises = float(np.mean(steps[steps != 0] > 0)) if np.any(steps) else 0.0
    return RISES[0] <= rises <= RISES[1] and not huddled(column, far)
