"""The two ways to look at rows: the table, and the file at a glance in its place."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from leakverify.gui.rows.glance_card import GlanceCard
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.words.say import ui


class RowViews(QStackedWidget):
    """Shows the table first; put what belongs to it into `lines`, and `button` where the picture is asked for."""

    def __init__(self, session: Session, table: QWidget) -> None:
        super().__init__()
        self._table = table
        page = QWidget()
        self.lines = QVBoxLayout(page)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(14)
        self.glance = GlanceCard(session)
        self.button = button(ui("The file at a glance"), self.show_glance, name="glance_button")
        for view in (page, self.glance):
            self.addWidget(view)
        self.glance.table_wanted.connect(self.show_table)
        self.glance.changed.connect(self._on_glance)
        self._on_glance()

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
