"""The rows pane with its cards, and the file at a glance, for the gallery."""

from PySide6.QtWidgets import QWidget

from leakverify.gui.steps import ROWS
from leakverify.model.messages import AskFacet, Facet
from leakverify.model.picks import Pick
from tests.gui.camera import Studio, settle
from tests.gui.stage import COLUMNS

GROUPS = {
    "value": lambda at: tuple(
        (text, 900 - 170 * i) for i, text in enumerate(COLUMNS[at][3]) if text
    ),
    "pattern": lambda _at: (("a.aaa@aaaaaaa.aaa", 1204), ("a.a@aaaaaaa.aaa", 388), ("", 322)),
}


class RowsSeries:
    """A window that has run its checks, its rows looked at in one way after the other."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._pane = studio.window.rows
        self._desk = studio.desk

    def shoot(self) -> None:
        """Groups, filters, two rows side by side, the whole file on one picture, and everything unmasked."""
        self._groups()
        self._compare()
        self._glance()
        self._studio.session.veil.reveal()
        self._pane.show_finding("")
        self._studio.shoot("rows-shown", ROWS)
        self._studio.session.veil.mask()

    def _answer(self) -> None:
        settle()
        self._desk.analyst.answer_rows(1914)
        settle()

    def _facet(self, rows: int = 1914) -> None:
        ask = self._desk.analyst.asked(AskFacet)[-1]
        groups = GROUPS[ask.kind](ask.column - 1)
        counted = tuple((text, min(n, rows // 4)) for text, n in groups)
        self._desk.analyst.say(
            Facet(ask.token, ask.column, counted, len(groups), ask.kind, rows, 1914)
        )
        settle()

    def _groups(self) -> None:
        pane = self._pane
        pane.show_finding("")
        self._answer()
        pane.table.setCurrentIndex(pane.model.index(1, 2))
        pane.show_facet("pattern")
        self._facet(1200)
        self._studio.shoot("rows-estimate", ROWS)
        pane.facets.toggled.emit(Pick(6, "value", "Paris"))
        pane.facets.toggled.emit(Pick(2, "pattern", "a.aaa@aaaaaaa.aaa"))
        self._answer()
        pane.table.setCurrentIndex(pane.model.index(1, 6))
        pane.show_facet("value")
        self._facet()
        self._studio.shoot("rows-picks", ROWS)
        pane.side.close_cards()

    def _compare(self) -> None:
        pane = self._pane
        pane.show_finding("GEN003:ville,phone")
        self._answer()
        pane.table.setCurrentIndex(pane.model.index(1, 2))
        pane.compare_current()
        pane.table.setCurrentIndex(pane.model.index(2, 2))
        self._studio.shoot("rows-compare", ROWS)
        pane.compare.close_button.click()

    def _glance(self) -> None:
        window = self._studio.window

        def show() -> QWidget:
            window.go(ROWS)
            if window.rows.views.currentWidget() is not window.rows.glance:
                window.rows.views.show_glance()
            window.rows.glance.strips.go_to(1, 400)
            return window

        self._studio.camera.take("rows-glance", show)
        window.rows.views.show_table()
