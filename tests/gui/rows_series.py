"""Pictures of the rows pane with its cards and of the history, for `tests.gui.pictures`."""

from collections.abc import Callable
from pathlib import Path

from leakverify.gui.main_window import MainWindow
from leakverify.gui.steps import ROWS
from leakverify.gui.theme import Look, Scheme
from leakverify.model.messages import AskFacet, Facet
from leakverify.model.picks import Pick
from tests.gui.stage import COLUMNS, FakeDesk

GROUPS = {
    "value": lambda at: tuple(
        (text, 900 - 170 * i) for i, text in enumerate(COLUMNS[at][3]) if text
    ),
    "pattern": lambda _at: (("a.aaa@aaaaaaa.aaa", 1204), ("a.a@aaaaaaa.aaa", 388), ("", 322)),
}


class RowsSeries:
    """A window that has run its checks, its rows looked at in one way after the other."""

    def __init__(
        self, window: MainWindow, desk: FakeDesk, folder: Path, settle: Callable[..., None]
    ) -> None:
        self._window = window
        self._pane = window.rows
        self._desk = desk
        self._folder = folder
        self._settle = settle

    def shoot_all(self, look: Look) -> None:
        """Light, dark, twice as large and small: groups, filters, two rows side by side."""
        window = self._window
        window.go(ROWS)
        for name, scheme, scale, size in (
            ("light", Scheme.LIGHT, 1.0, (1360, 860)),
            ("dark", Scheme.DARK, 1.0, (1360, 860)),
            ("light200", Scheme.LIGHT, 2.0, (1360, 860)),
            ("small", Scheme.LIGHT, 1.0, (1024, 600)),
        ):
            look.apply(scheme=scheme, scale=scale)
            window.resize(*size)
            self._settle()
            self._groups(name)
            self._compare(name)
        look.apply(scheme=Scheme.LIGHT, scale=1.0)

    def _answer(self) -> None:
        self._desk.analyst.answer_rows(1914)
        self._settle()

    def _facet(self, rows: int = 1914) -> None:
        ask = self._desk.analyst.asked(AskFacet)[-1]
        groups = GROUPS[ask.kind](ask.column - 1)
        counted = tuple((text, min(n, rows // 4)) for text, n in groups)
        self._desk.analyst.say(
            Facet(ask.token, ask.column, counted, len(groups), ask.kind, rows, 1914)
        )
        self._settle()

    def _groups(self, name: str) -> None:
        pane = self._pane
        pane.show_finding("")
        self._answer()
        pane.table.setCurrentIndex(pane.model.index(1, 2))
        pane.show_facet("pattern")
        self._facet(1200)
        self._shoot(f"{name}-facet-estimate")
        pane.facets.toggled.emit(Pick(6, "value", "Paris"))
        pane.facets.toggled.emit(Pick(2, "pattern", "a.aaa@aaaaaaa.aaa"))
        self._answer()
        pane.table.setCurrentIndex(pane.model.index(1, 6))
        pane.show_facet("value")
        self._facet()
        self._shoot(f"{name}-facet")

    def _compare(self, name: str) -> None:
        pane = self._pane
        pane.show_finding("")
        self._answer()
        pane.table.setCurrentIndex(pane.model.index(1, 2))
        pane.compare_current()
        pane.table.setCurrentIndex(pane.model.index(2, 2))
        self._settle()
        self._shoot(f"{name}-compare")
        pane.compare.close_button.click()

    def _shoot(self, name: str) -> None:
        self._settle(120)
        self._window.grab().save(str(self._folder / f"rows-{name}.png"))
