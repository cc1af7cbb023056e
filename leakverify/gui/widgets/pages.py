"""A few pages of a long table in memory: the 20 last used, of 256 rows each."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from leakverify.limits import MAX_PAGE_ROWS

PAGES_KEPT: Final = 20
PENDING: Final = 4
Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class HeldPage:
    """One page as it came."""

    numbers: tuple[int, ...]
    rows: tuple[Row, ...]


class PageCache:
    """Which pages are here, which were asked for. Forgets the page that was not used for longest."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, HeldPage] = OrderedDict()
        self._asked: OrderedDict[int, int] = OrderedDict()

    def __len__(self) -> int:
        """How many pages are held."""
        return len(self._pages)

    def row(self, row: int) -> tuple[int, Row] | None:
        """A row's record number and cells, if its page is here."""
        page = self._pages.get(row // MAX_PAGE_ROWS)
        offset = row % MAX_PAGE_ROWS
        if page is None or offset >= len(page.rows):
            return None
        self._pages.move_to_end(row // MAX_PAGE_ROWS)
        return page.numbers[offset], page.rows[offset]

    def wants(self, row: int) -> int | None:
        """The first row to ask for so that a row can be shown; None if it is here or asked for already.

        Rows of a wide table do not fill a page at once: what is asked for then begins after those that came.
        """
        page = row // MAX_PAGE_ROWS
        held = self._pages.get(page)
        start = page * MAX_PAGE_ROWS + (len(held.rows) if held is not None else 0)
        return None if row < start or start in self._asked else start

    def asked(self, start: int, token: int) -> None:
        """Note that rows were asked for from here on. Only the newest few wishes count: a fast scroll leaves the rest."""
        self._asked[start] = token
        while len(self._asked) > PENDING:
            self._asked.popitem(last=False)

    def take(self, token: int, start: int, held: HeldPage) -> bool:
        """Keep rows that were asked for; False if nobody waits for them."""
        if self._asked.get(start) != token:
            return False
        del self._asked[start]
        page, offset = divmod(start, MAX_PAGE_ROWS)
        if offset:
            before = self._pages.get(page)
            if before is None or len(before.rows) != offset:
                return False
            held = HeldPage(before.numbers + held.numbers, before.rows + held.rows)
        self._pages[page] = held
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return True

    def clear(self) -> None:
        """Forget everything; answers still under way are not taken any more."""
        self._pages.clear()
        self._asked.clear()
