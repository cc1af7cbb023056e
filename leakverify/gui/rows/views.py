"""The two ways to look at rows: the table, and the file at a glance in its place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leakverify.gui.rows.glance_card import GlanceCard
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.words.say import ui


class RowViews(QStackedWidget):
    """Shows the table first; `lay` takes what belongs to it, and `button` where the picture is asked for."""

    def __init__(self, session: Session, table: QWidget) -> None:
        super().__init__()
        self._table = table
        page = QWidget()
        self._lines = QVBoxLayout(page)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(14)
        self.glance = GlanceCard(session)
        self.button = button(ui("The file at a glance"), self.show_glance, name="glance_button")
        for view in (page, self.glance):
            self.addWidget(view)
        self.glance.table_wanted.connect(self.show_table)
        self.glance.changed.connect(self._on_glance)
        self._on_glance()

    def lay(self, *parts: QWidget | Sequence[QWidget], stretch: int = 0) -> None:
        """Put parts of the table under each other, those of a sequence beside each other, the first of these widest."""
        for part in parts:
            if isinstance(part, QWidget):
                self._lines.addWidget(part)
                continue
            line = QHBoxLayout()
            line.setSpacing(12)
            for place, widget in enumerate(part):
                line.addWidget(widget, 0 if place else 1)
            self._lines.addLayout(line, stretch)

    def show_glance(self) -> None:
        """Show the picture of the whole file in place of the table, or the table again."""
        if self.currentIndex() or not self.glance.has_picture:
            self.show_table()
        else:
            self.setCurrentWidget(self.glance)
            self.glance.strips.setFocus()

    def show_table(self) -> None:
        """Show the table."""
        if self.currentIndex():
            self.setCurrentIndex(0)
            self._table.setFocus()

    def _on_glance(self) -> None:
        self.button.setEnabled(self.glance.has_picture)
        if not self.glance.has_picture:
            self.show_table()
