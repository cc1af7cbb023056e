"""Answers questions about the rows while a run goes on: pages, facets, and whether texts are personal cells.

Works on the kept pages alone, with Arrow, which lets the run's thread go on meanwhile.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leakverify.engine import domain_table, strata, wire
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
FACET_VALUES: Final = 50
MIN_SCANNED: Final = 6
_NUMBER: Final = r"^-?[0-9]{1,15}([.][0-9]{1,9})?$"

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
    ) -> None:
        self._store = store
        self._roles = roles
        self._rows_of = rows_of
        self._order_key: tuple[object, ...] | None = None
        self._order: list[int] = []

    def page(self, ask: AskRows) -> Page:
        """A page of rows, in the order and with the filter asked for."""
        order = self._ordered(ask)
        total = self._store.rows if order is None else len(order)
        last = min(ask.start + min(ask.count, MAX_PAGE_ROWS), total)
        wanted = range(ask.start, last)
        places = list(wanted) if order is None else [order[i] for i in wanted]
        rows = tuple(
            tuple(None if cell is None else cell[:MAX_CELL_SHOWN] for cell in row)
            for row in self._store.take(places, ask.column, MAX_CELLS)
        )
        return _fitting(Page(ask.token, total, ask.start, tuple(p + 1 for p in places), rows))

    def facet(self, ask: AskFacet) -> Facet:
        """The commonest values, lengths or patterns of a column."""
        if not 1 <= ask.column <= len(self._roles()):
            return Facet(ask.token, ask.column, (), 0)
        counted = pc.value_counts(self._store.column(ask.column).combine_chunks().drop_null())
        values = counted.field("values")
        totals: dict[str, int] = {}
        shown = _pattern(values) if ask.kind == "pattern" else values
        if ask.kind == "length":
            shown = pc.cast(pc.utf8_length(values), pa.string())
        for text, count in zip(shown.to_pylist(), counted.field("counts").to_pylist(), strict=True):
            totals[text] = totals.get(text, 0) + count
        best = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:FACET_VALUES]
        clipped = tuple((text[:MAX_CELL_SHOWN], count) for text, count in best)
        return Facet(ask.token, ask.column, clipped, len(totals))

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

    def _ordered(self, ask: AskRows) -> list[int] | None:
        """The places of the rows asked for; None where it is simply all of them in order."""
        if not ask.finding and not ask.text and not ask.sort:
            return None
        key = (ask.finding, ask.sort, ask.text, ask.named, self._store.rows)
        if key == self._order_key:
            return self._order
        kept = self._filtered(ask)
        if 1 <= abs(ask.sort) <= len(self._roles()):
            sorted_places = _sorted_places(
                self._store.column(abs(ask.sort)), descending=ask.sort < 0
            )
            chosen = None if kept is None else set(kept)
            kept = [p for p in sorted_places if chosen is None or p in chosen]
        self._order_key, self._order = key, kept if kept is not None else []
        return self._order

    def _filtered(self, ask: AskRows) -> list[int] | None:
        """The places that a finding names or that hold a text; None for all."""
        places: list[int] | None = None
        if ask.finding:
            named = self._rows_of(ask.finding) or Rows(len(ask.named), ask.named)
            places = [row - 1 for row in _numbers(named) if row <= self._store.rows]
        if not ask.text:
            return places
        holding = [
            offset + place
            for offset, table in self._offsets()
            for place in _holding(table, ask.text)
        ]
        return holding if places is None else sorted(set(places) & set(holding))

    def _offsets(self) -> list[tuple[int, pa.Table]]:
        """Every page with the place of its first row."""
        out, offset = [], 0
        for index in range(self._store.pages):
            table = self._store.table(index)
            out.append((offset, table))
            offset += table.num_rows
        return out


def _numbers(rows: Rows) -> Sequence[int]:
    """All record numbers that a finding names, as far as they were kept."""
    if not rows.packed:
        return rows.shown
    return [number for (number,) in struct.iter_unpack("<I", rows.packed)]


def _fitting(page: Page) -> Page:
    """As many rows as one frame holds; whoever asks goes on from there."""
    while len(page.rows) > 1 and len(wire.payload_from_child(page)) > MAX_FRAME:
        half = len(page.rows) // 2
        page = replace(page, rows=page.rows[:half], numbers=page.numbers[:half])
    return page


def _holding(table: pa.Table, text: str) -> list[int]:
    """The rows of a page with a cell that holds the text, whatever its case."""
    mask = None
    for column in table.columns:
        found = pc.fill_null(pc.match_substring(column, text, ignore_case=True), False)
        mask = found if mask is None else pc.or_(mask, found)
    return [] if mask is None else pc.indices_nonzero(mask).to_pylist()


def _sorted_places(column: pa.ChunkedArray, *, descending: bool) -> list[int]:
    """The rows in the order of a column: as numbers where all cells are, else as text; empty ones last."""
    filled = pc.if_else(pc.equal(column, ""), None, column)
    numeric = pc.all(pc.match_substring_regex(filled, _NUMBER)).as_py()
    keys = pc.cast(filled, pa.float64()) if numeric else filled
    order = "descending" if descending else "ascending"
    places: list[int] = pc.array_sort_indices(
        keys.combine_chunks(), order=order, null_placement="at_end"
    ).to_pylist()
    return places


def _pattern(values: pa.Array) -> pa.Array:
    """Texts with digits as 9, capitals as A and other letters as a."""
    letters = r"[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]"
    for pattern, mark in ((letters, "a"), (r"\p{Nd}", "9"), (r"\p{Lu}", "A")):
        values = pc.replace_substring_regex(values, pattern, mark)
    return values


def _folded(text: str) -> str:
    """A text as cells are compared: without outer space and case."""
    return text.strip().lower()
