"""The pane of people to be called: why, then the plan, then the desk."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget

from leakverify.gui.people.desk_page import DeskPage
from leakverify.gui.people.nothing import Where, why_nothing
from leakverify.gui.people.plan_page import PlanPage
from leakverify.gui.session import Session
from leakverify.gui.widgets.empty import EmptyState
from leakverify.words.say import ui


class PeoplePane(QStackedWidget):
    """Shows what the book of calls makes possible now."""

    open_wanted = Signal()
    columns_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(ui("People"))
        self._session = session
        self._is_planning = False
        self.nothing = EmptyState("", "", "", self.open_wanted.emit)
        self.plan = PlanPage(session)
        self.desk = DeskPage(session)
        for page in (self.nothing, self.plan, self.desk):
            self.addWidget(page)
        session.sample_changed.connect(self.refresh)
        session.columns_changed.connect(self.refresh)
        session.call_book.changed.connect(self._on_book)
        self.plan.fixed.connect(self.take_focus)
        self.refresh()

    def refresh(self) -> None:
        """Show the page that fits."""
        self._is_planning = self._is_planning and self._session.is_open
        if self._session.call_book.sheet is not None:
            self.setCurrentWidget(self.desk)
        elif self._is_planning:
            self.setCurrentWidget(self.plan)
        else:
            title, sentence, action, where = why_nothing(self._session)
            self.nothing.say(title, sentence, action, lambda: self._on_action(where))
            self.setCurrentWidget(self.nothing)

    def fit(self) -> None:
        """By the font in use."""
        self.plan.fit()
        self.desk.fit()

    def take_focus(self) -> None:
        """Let keys work at once on the page that is shown."""
        if self.currentWidget() is self.desk:
            self.desk.take_focus()
        elif self.currentWidget() is self.plan:
            self.plan.form.looks.setFocus()
        else:
            self.nothing.setFocus()

    def take_back(self) -> bool:
        """Strike the last outcome, where the desk is looked at; tells whether there was one."""
        return self.desk.take_back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _on_book(self) -> None:
        self._is_planning = False
        self.refresh()

    def _on_action(self, where: Where) -> None:
        match where:
            case Where.OPEN:
                self.open_wanted.emit()
            case Where.COLUMNS:
                self.columns_wanted.emit()
            case Where.PLAN:
                self._is_planning = True
                self.refresh()
                self.take_focus()
