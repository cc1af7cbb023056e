"""Questions about rows, each with a token: pages and facets, under what narrows the rows pane down."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from leakverify.gui.returning import Returning
from leakverify.limits import MAX_PAGE_ROWS
from leakverify.model.messages import AskFacet, AskRows, Facet, FromChild, Page
from leakverify.model.picks import Pick


@dataclass(frozen=True, slots=True)
class Lens:
    """Which rows, in which order: of a finding ("" all), holding a text, under picks; sorted by a column (negative: falling)."""

    finding: str = ""
    text: str = ""
    picks: tuple[Pick, ...] = ()
    sort: int = 0

    @property
    def is_open(self) -> bool:
        """Whether every row is seen."""
        return not (self.finding or self.text or self.picks)

    @property
    def is_plain(self) -> bool:
        """Whether rows stand where they stand in the file."""
        return self.is_open and not self.sort


class RowQuestions(QObject):
    """Asks the analyst of the open sample; answers come as signals with the token that was returned."""

    page_arrived = Signal(object)
    facet_arrived = Signal(object)

    def __init__(self, talk: Returning, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._talk = talk
        self._token = 0
        talk.spoke.connect(self._on_spoke)

    def page(self, start: int, count: int, lens: Lens, *, seek: int = 0) -> int:
        """Ask for a page of rows, or for the page with the record `seek`."""
        self._token += 1
        named = self._named(lens.finding)
        self._talk.send(
            AskRows(
                self._token,
                lens.finding,
                lens.sort,
                start,
                min(count, MAX_PAGE_ROWS),
                lens.text,
                named=named,
                picks=lens.picks,
                seek=seek,
            )
        )
        return self._token

    def facet(self, column: int, kind: str, lens: Lens) -> int:
        """Ask for the groups of a column."""
        self._token += 1
        named = self._named(lens.finding)
        self._talk.send(
            AskFacet(self._token, column, kind, lens.finding, lens.text, named, lens.picks)
        )
        return self._token

    def _named(self, finding: str) -> tuple[int, ...]:
        """The rows that a finding showed, for an analyst that has not run the checks itself."""
        known = self._talk.heard.findings.get(finding)
        return known.rows.shown if known is not None else ()

    def _on_spoke(self, message: FromChild) -> None:
        if isinstance(message, Page):
            self.page_arrived.emit(message)
        elif isinstance(message, Facet):
            self.facet_arrived.emit(message)
