"""Answers questions about the rows while a run goes on: pages, facets, and whether texts are personal cells.

Works on the kept pages alone, with Arrow, which lets the run's thread go on meanwhile.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.engine import domain_table, facets, strata, wire
from leakverify.engine.row_order import DayFirst, RowOrder, filter_of, found_at
from leakverify.engine.store import RowStore
from leakverify.limits import MAX_CELL_SHOWN, MAX_FRAME, MAX_PAGE_ROWS
from leakverify.model.finding import Rows
from leakverify.model.messages import (
    AskDomains,
    AskFacet,
    AskRows,
    AskStrata,
    Domains,
    Facet,
    Page,
    Scan,
    Scanned,
    Strata,
)
from leakverify.model.terms import Role

MAX_CELLS: Final = 256
MIN_SCANNED: Final = 6

IMPERSONAL: Final = frozenset(
    {
        Role.CITY,
        Role.REGION,
        Role.COUNTRY,
        Role.CURRENCY,
        Role.GENDER,
        Role.LANGUAGE,
        Role.AMOUNT,
        Role.CREATED,
        Role.UPDATED,
        Role.LAST_LOGIN,
        Role.EVENT_TIME,
    }
)
"""Columns whose cells say nothing of one person; every other role, the unknown one too, may."""


class Desk:
    """The rows pane's and the redaction's window on the sample."""

    def __init__(
        self,
        store: RowStore,
        roles: Callable[[], Sequence[Role]],
        rows_of: Callable[[str], Rows | None],
        day_first: DayFirst = lambda _: True,
        clock: facets.Clock = time.monotonic,
    ) -> None:
        self._store = store
        self._roles = roles
        self._clock = clock
        self._order = RowOrder(store, roles, rows_of, day_first)

    def page(self, ask: AskRows) -> Page:
        """A page of rows, in the order and with the filter asked for."""
        order = self._order.ordered(ask)
        total = self._store.rows if order is None else len(order)
        found = found_at(order, ask.seek, total) if ask.seek else -1
        start = found - found % MAX_PAGE_ROWS if found >= 0 else ask.start
        wanted = range(start, min(start + min(ask.count, MAX_PAGE_ROWS), total))
        places = wanted if order is None else order[start : wanted.stop].tolist()
        rows = tuple(
            tuple(None if cell is None else cell[:MAX_CELL_SHOWN] for cell in row)
            for row in self._store.take(places, ask.column, MAX_CELLS)
        )
        return _fitting(Page(ask.token, total, start, tuple(p + 1 for p in places), rows, found))

    def facet(self, ask: AskFacet) -> Facet:
        """The commonest groups of a column."""
        if not 1 <= ask.column <= len(self._roles()):
            return Facet(ask.token, ask.column, (), 0, ask.kind)
        made = facets.count(
            self._store,
            facets.Asked(ask.column, ask.kind, *self._order.notation(ask.column)),
            self._order.filtered(filter_of(ask)),
            self._clock,
        )
        groups = tuple(made.groups)
        return Facet(ask.token, ask.column, groups, made.distinct, ask.kind, made.rows, made.total)

    def scan(self, ask: Scan) -> Scanned:
        """Which texts are whole cells of a column that may be about a person."""
        wanted = {i: _folded(text) for i, text in enumerate(ask.texts)}
        wanted = {i: text for i, text in wanted.items() if len(text) >= MIN_SCANNED}
        asked = pa.array(sorted(set(wanted.values())), pa.large_string())
        found: set[str] = set()
        for position, role in enumerate(self._roles(), start=1):
            if role in IMPERSONAL or not len(asked):
                continue
            for index in range(self._store.pages):
                cells = self._store.table(index).column(position - 1)
                folded = pc.utf8_lower(pc.utf8_trim_whitespace(cells))
                hits = pc.filter(folded, pc.is_in(folded, value_set=asked))
                found.update(hits.unique().to_pylist())
        return Scanned(ask.token, tuple(i for i, text in wanted.items() if text in found))

    def domains(self, ask: AskDomains) -> Iterator[Domains | None]:
        """The table of domains in parts, with None between the steps of making it."""
        return domain_table.steps(self._store, self._roles(), ask)

    def strata(self, ask: AskStrata) -> Iterator[Strata | None]:
        """The parts of the sample for a draw, with None between the steps of finding them."""
        return strata.steps(self._store, ask)


def _fitting(page: Page) -> Page:
    """As many rows as one frame holds; whoever asks goes on from there."""
    while len(page.rows) > 1 and len(wire.payload_from_child(page)) > MAX_FRAME:
        half = len(page.rows) // 2
        page = replace(page, rows=page.rows[:half], numbers=page.numbers[:half])
    return page


def _folded(text: str) -> str:
    """A text as cells are compared: without outer space and case."""
    return text.strip().lower()
