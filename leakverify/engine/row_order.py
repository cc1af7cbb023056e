"""Which rows are shown, in which order: those of a finding, with a text, under picks; by one column. As arrays of places from 0."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.engine.facet_keys import falls_under
from leakverify.engine.store import RowStore
from leakverify.model.finding import Rows
from leakverify.model.messages import AskFacet, AskRows
from leakverify.model.picks import Pick
from leakverify.model.terms import TIME_ROLES, Role

Places = npt.NDArray[np.int64]
DayFirst = Callable[[int], bool]
_NUMBER: Final = r"^-?[0-9]{1,15}([.][0-9]{1,9})?$"
_KEPT: Final = 4
"""Results kept: the filter and the order in use, and the ones before."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows the rows down."""

    finding: str
    text: str
    named: tuple[int, ...]
    picks: tuple[Pick, ...]

    @property
    def is_open(self) -> bool:
        """Whether every row passes."""
        return not (self.finding or self.text or self.picks)


def filter_of(ask: AskRows | AskFacet) -> Filter:
    """The filter of a question; a facet lists what its own picks leave out as well, so that another can be chosen."""
    picks = ask.picks
    if isinstance(ask, AskFacet):
        picks = tuple(p for p in picks if (p.column, p.kind) != (ask.column, ask.kind))
    return Filter(ask.finding, ask.text, ask.named if ask.finding else (), picks)


class RowOrder:
    """Filters and sorts the kept rows; the last results stay, since pages of one list are asked for again and again."""

    def __init__(
        self,
        store: RowStore,
        roles: Callable[[], Sequence[Role]],
        rows_of: Callable[[str], Rows | None],
        day_first: DayFirst,
    ) -> None:
        self._store = store
        self._roles = roles
        self._rows_of = rows_of
        self._day_first = day_first
        self._recent: OrderedDict[Hashable, Places] = OrderedDict()

    def filtered(self, wanted: Filter) -> Places | None:
        """The places that pass, rising; None where all do."""
        if wanted.is_open:
            return None
        return self._remembered(self._key(wanted), partial(self._filter, wanted))

    def ordered(self, ask: AskRows) -> Places | None:
        """The places in the order asked for; None where that is all of them in file order."""
        wanted = filter_of(ask)
        kept = self.filtered(wanted)
        if not 1 <= abs(ask.sort) <= len(self._roles()):
            return kept
        whole = self._remembered((ask.sort, self._store.rows), partial(self._sorted, ask.sort))
        if kept is None:
            return whole
        key = (ask.sort, *self._key(wanted))
        return self._remembered(key, lambda: whole[np.isin(whole, kept, kind="table")])

    def notation(self, column: int) -> tuple[bool, bool]:
        """Whether the day comes first in a column (from 1), and whether bare numbers in it are times."""
        roles = self._roles()
        role = roles[column - 1] if column <= len(roles) else Role.UNKNOWN
        return self._day_first(column), role in TIME_ROLES

    def _key(self, wanted: Filter) -> tuple[Hashable, ...]:
        """All that the answer rests on: rows may have come, a run named others, another role changes how dates are read."""
        named = self._rows_of(wanted.finding) if wanted.finding else None
        return (wanted, self._store.rows, named, tuple(self._roles()))

    def _remembered(self, key: Hashable, make: Callable[[], Places]) -> Places:
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        made = self._recent[key] = make()
        while len(self._recent) > _KEPT:
            self._recent.popitem(last=False)
        return made

    def _filter(self, wanted: Filter) -> Places:
        chosen: Places | None = None
        if wanted.finding:
            named = self._rows_of(wanted.finding) or Rows(len(wanted.named), wanted.named)
            chosen = np.unique(_numbers(named) - 1)
            chosen = chosen[chosen < self._store.rows]
        if not wanted.text and not wanted.picks:
            return chosen if chosen is not None else np.arange(self._store.rows)
        found = []
        for index, start in enumerate(self._store.starts()):
            mask = self._mask(index, wanted)
            found.append(np.flatnonzero(mask) + start)
        holding = np.concatenate(found) if found else np.zeros(0, np.int64)
        return holding if chosen is None else np.intersect1d(holding, chosen)

    def _mask(self, index: int, wanted: Filter) -> npt.NDArray[np.bool_]:
        """The rows of a page that hold the text and fall under the picks."""
        table = self._store.table(index)
        mask = np.ones(table.num_rows, np.bool_)
        if wanted.text:
            mask &= _holding(table, wanted.text)
        groups: dict[tuple[int, str], npt.NDArray[np.bool_]] = {}
        for pick in wanted.picks:
            if pick.column > table.num_columns:
                continue
            day_first, epochs = self.notation(pick.column)
            cells = self._store.cells(index, pick.column)
            found = falls_under(cells, pick, day_first=day_first, epochs=epochs)
            same = groups.setdefault((pick.column, pick.kind), np.zeros(len(cells), np.bool_))
            same |= np.asarray(found)
        for same in groups.values():
            mask &= same
        return mask

    def _sorted(self, sort: int) -> Places:
        """All rows in the order of a column: as numbers where all cells are, else as text; empty ones last."""
        column = self._store.column(abs(sort))
        filled = pc.if_else(pc.equal(column, ""), None, column)
        numeric = pc.all(pc.match_substring_regex(filled, _NUMBER)).as_py()
        keys = pc.cast(filled, pa.float64()) if numeric else filled
        order = "descending" if sort < 0 else "ascending"
        places = pc.array_sort_indices(keys.combine_chunks(), order=order, null_placement="at_end")
        return np.asarray(places).astype(np.int64)


def found_at(places: Places | None, record: int, total: int) -> int:
    """The place of a record (from 1) in an order, -1 where it is not in it."""
    if places is None:
        return record - 1 if 1 <= record <= total else -1
    hits = np.flatnonzero(places == record - 1)
    return int(hits[0]) if len(hits) else -1


def _numbers(rows: Rows) -> Places:
    """All record numbers that a finding names, as far as they were kept."""
    if not rows.packed:
        return np.array(rows.shown, np.int64)
    return np.frombuffer(rows.packed, "<u4").astype(np.int64)


def _holding(table: pa.Table, text: str) -> npt.NDArray[np.bool_]:
    """The rows of a page with a cell that holds the text, whatever its case."""
    mask = np.zeros(table.num_rows, np.bool_)
    for column in table.columns:
        found = pc.match_substring(column, text, ignore_case=True)
        mask |= np.asarray(pc.fill_null(found, False))
    return mask
