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
        """The page to ask for so that a row can be shown; None if it is here or asked for already."""
        page = row // MAX_PAGE_ROWS
        return None if page in self._pages or page in self._asked else page

    def asked(self, page: int, token: int) -> None:
        """Note that a page was asked for. Only the newest few wishes count: a fast scroll leaves the rest."""
        self._asked[page] = token
        while len(self._asked) > PENDING:
            self._asked.popitem(last=False)

    def take(self, token: int, start: int, held: HeldPage) -> bool:
        """Keep a page that was asked for; False if nobody waits for it."""
        page = start // MAX_PAGE_ROWS
        if self._asked.get(page) != token:
            return False
        del self._asked[page]
        self._pages[page] = held
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return True

    def clear(self) -> None:
        """Forget everything; answers still under way are not taken any more."""
        self._pages.clear()
        self._asked.clear()
