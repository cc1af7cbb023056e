"""The look-up pane: the sample's mail domains as known offline, asking for them, and the courier."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from leakverify.engine.look_up_wire import Asking
from leakverify.gui.mail_domains.ask_card import AskCard
from leakverify.gui.mail_domains.confirm import confirm_sheet
from leakverify.gui.mail_domains.courier_card import CourierCard
from leakverify.gui.mail_domains.detail import DomainDetail
from leakverify.gui.mail_domains.nothing import Where, why_nothing
from leakverify.gui.mail_domains.table_card import TableCard
from leakverify.gui.mail_domains.taking_over import TakesOver
from leakverify.gui.session import Session
from leakverify.gui.widgets.beside import Beside
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.wrapping import WrappingButton
from leakverify.model.errors import LeakverifyError
from leakverify.model.look_up import Answer
from leakverify.words.asking import asked_line, ticked_line
from leakverify.words.mail_domains import beside_line, summary_line
from leakverify.words.say import ui


class MailDomainsPane(TakesOver):
    """Listens to the session; nothing is asked before the user has said yes twice."""

    open_wanted = Signal()
    checks_wanted = Signal()
    columns_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(ui("Mail domains"))
        self._session = session
        self._look_ups = session.look_ups
        self.answers: dict[str, Answer] = {}
        self._chosen = ""
        self.page = Pane(ui("Mail domains"), " ")
        self.notices = NoticeList()
        self.table = TableCard()
        self.ask = AskCard(self._look_ups)
        self.courier = CourierCard(self._look_ups)
        self.detail = DomainDetail()
        self._beside = Beside(self.page, self.detail, self.detail)
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self._ways_out = {
            Where.OPEN: self.open_wanted,
            Where.COLUMNS: self.columns_wanted,
            Where.CHECKS: self.checks_wanted,
        }
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the table, or why there is none."""
        has_table = bool(self._look_ups.rows)
        if has_table:
            self.page.show_content()
        else:
            title, sentence, action, where = why_nothing(self._session)
            self._nothing.say(title, sentence, action, self._ways_out[where].emit)
            self.page.show_empty()
        self._beside.place(self.width(), shown=has_table)
        if self.isVisible():
            self._look_ups.want()

    def fit(self) -> None:
        """By the font in use."""
        self.table.fit()
        self._beside.place(self.width(), shown=bool(self._look_ups.rows))

    def stop(self) -> bool:
        """Stop asking if that is what is looked at; tells whether it was."""
        wanted = self.isVisible() and self._look_ups.is_asking
        if wanted:
            self._look_ups.stop()
            self.ask.refresh()
        return wanted

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_ups.want()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.place(self.width(), shown=bool(self._look_ups.rows))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _build(self) -> None:
        self.page.set_empty(self._nothing)
        self.page.sentence.setVisible(True)
        content = self.page.content
        explained = ui("What mail domains tell, and what asking for them gives away")
        link = WrappingButton(explained, name="mail_help", kind="link")
        link.clicked.connect(self.help_wanted)
        above = QVBoxLayout()  # the notices take no room while there are none
        above.setSpacing(0)
        above.addWidget(link)
        above.addWidget(self.notices)
        content.addLayout(above)
        for widget in (self.table, self._beside.inline, self.ask, self.courier):
            content.addWidget(widget)
        content.addStretch(1)
        self._beside.fill(self)

    def _connect(self) -> None:
        session, look_ups, model = self._session, self._look_ups, self.table.model
        for signal in (session.phase_changed, session.sample_changed, session.columns_changed):
            signal.connect(self.refresh)
        session.problems_cleared.connect(self.notices.clear)
        look_ups.domains_changed.connect(self.show_domains)
        look_ups.answers_changed.connect(self._on_look_up)
        look_ups.forgotten.connect(self._on_forgotten)
        look_ups.asking_changed.connect(self._count)
        look_ups.answered.connect(self._on_answered)
        look_ups.failed.connect(self._on_failed)
        model.ticked.connect(self._on_ticked)
        model.word_wanted.connect(self._on_word_wanted)
        self.table.chosen.connect(self._on_chosen)
        self.detail.tick_wanted.connect(self._on_tick_wanted)
        self.ask.wanted.connect(self._confirm)
        self.courier.write_wanted.connect(self._write)

    def show_domains(self) -> None:
        """Show the table as it is known now."""
        told = self._look_ups.domains
        beside = beside_line(told.no_domain, told.left_out) if told is not None else ""
        self.table.show_domains(self._look_ups.rows, beside)
        if not self._look_ups.is_asking:
            self._on_look_up()
        self._count()
        self.refresh()

    def _on_forgotten(self) -> None:
        self.answers = {}
        self._chosen = ""
        self.notices.clear()
        self.table.forget()
        self.table.show_answers({})
        self.detail.show_domain(None, None, is_ticked=False)

    def _on_answered(self, answers: tuple[Answer, ...]) -> None:
        """Answers while they come: shown where their rows stand."""
        self.answers = self.answers | {a.domain: a for a in answers}
        self.table.show_answers(self.answers, arrange=False)
        self._show_chosen()

    def _on_look_up(self) -> None:
        """All that is answered by now, or nothing any more."""
        look_up = self._look_ups.look_up
        self.answers = {a.domain: a for a in look_up.own} if look_up else {}
        self.table.show_answers(self.answers)
        self._count()
        self._show_chosen()

    def _on_ticked(self) -> None:
        self._count()
        self._show_chosen()

    def _count(self) -> None:
        """How many would be asked, said wherever it matters."""
        ticks = self.table.model.ticks
        number = len(self.table.model.to_ask())
        left_out = ticks.left_out(self.answers)
        self.table.ticked.setText(ticked_line(number, left_out))
        self.ask.show_number(number, asked_line(number, left_out))
        self.courier.show_number(number)
        answered = sum(a.status.is_known for a in self.answers.values())
        self.page.sentence.setText(
            summary_line(len(self._look_ups.rows), answered, asking=self._look_ups.is_asking)
        )

    def _on_chosen(self, name: str) -> None:
        self._chosen = name
        self._show_chosen()

    def _show_chosen(self) -> None:
        domain = self.table.model.domain(self.table.model.row_of(self._chosen))
        ticked = domain is not None and self.table.model.ticks.is_ticked(self._chosen)
        self.detail.show_domain(domain, self.answers.get(self._chosen), is_ticked=ticked)

    def _on_word_wanted(self, name: str) -> None:
        self.table.choose(name)
        self._on_chosen(name)
        self.detail.ask_for_word()
        if self._beside.inline.isVisible():
            self.page.reveal(self.detail.tick_button)

    def _on_tick_wanted(self, name: str, on: bool) -> None:  # noqa: FBT001  (a signal's argument)
        second = not self.detail.warning.isHidden()
        self.table.model.tick(name, on=on, word=second)

    def _confirm(self) -> None:
        """Ask once more; nothing leaves before."""
        form, names = self.ask.form, self.table.model.to_ask()
        if form.way is None or not names:
            return
        decoys = self._look_ups.decoys(form.decoys)
        asking = Asking(form.way, form.pace)

        def go() -> None:
            self.notices.clear()
            self._look_ups.ask((*names, *decoys), asking)
            self.ask.stop_button.setFocus()

        sheet = confirm_sheet(self, len(names), len(decoys), form.way, form.line, go)
        sheet.open()

    def _write(self, path: object) -> None:
        if isinstance(path, Path):
            decoys = self._look_ups.decoys(self.courier.decoys)
            self.notices.clear()
            self._look_ups.write_list(path, (*self.table.model.to_ask(), *decoys))

    def _on_failed(self, error: LeakverifyError) -> None:
        self.notices.add(error.code, error.place)
