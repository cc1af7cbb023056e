"""The plan as it was fixed: counts, looks, seed; it can be thrown away only while nobody was called."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from leakverify.case.call_plan import foil_rows
from leakverify.gui.call_book import CallBook
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import CellLabel, plain_label
from leakverify.safe_text import ours_on_screen
from leakverify.words.call_desk import plan_lines
from leakverify.words.calling import draw_lines
from leakverify.words.people_desk import fixed_line
from leakverify.words.say import ui

LONGEST = 700


class PlanCard(Card):
    """Reads the book."""

    def __init__(self, book: CallBook) -> None:
        super().__init__(ui("The plan is fixed"))
        self.setAccessibleName(ui("The plan is fixed"))
        self._book = book
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.copy_button = button(ui("Copy how it was drawn"), self._copy, name="copy_draw")
        self.discard_button = button(
            ui("Throw the plan away"), self._discard, kind="link", name="discard_plan"
        )
        self.word = plain_label(
            ui("Press once more to throw it away. Nobody was called under it yet."),
            kind="against",
            wrap=True,
        )
        self.body.addLayout(self.lines)
        self.body.addWidget(self.word)
        self.body.addLayout(row(self.copy_button, None))
        self.body.addLayout(row(self.discard_button, None))
        book.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is fixed."""
        plan, sheet = self._book.plan, self._book.sheet
        self.word.setVisible(False)
        self.discard_button.setVisible(sheet is not None and not sheet.calls)
        if plan is not None:
            foils = len(foil_rows(plan))
            drawn = draw_lines(plan.draw)[0]
            said = [drawn, *plan_lines(plan.looks, len(plan.story), foils), fixed_line(plan)]
            self._show([ours_on_screen(text, LONGEST) for text in said])

    def _show(self, texts: list[str]) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text in texts:
            self.lines.addWidget(CellLabel(text, kind="soft"))

    def _copy(self) -> None:
        plan = self._book.plan
        if plan is not None:
            hashes = [f"SHA-256: {digest}" for digest in plan.files]
            QGuiApplication.clipboard().setText("\n".join([*draw_lines(plan.draw), *hashes]))

    def _discard(self) -> None:
        if self.word.isVisible():
            self._book.discard()
        else:
            self.word.setVisible(True)
