"""The chosen domain in full: what it is, why asking is risky, what was answered; and the second word for an alarm."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leakverify.gui.verdict.section import Section
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.model.look_up import Answer, SampleDomain
from leakverify.safe_text import for_screen, ours_on_screen
from leakverify.words.look_up import kind_name, risk_meaning, risk_name
from leakverify.words.mail_domains import answer_sentences, domain_sentences
from leakverify.words.say import ui

LONGEST = 300
SERVERS_SHOWN = 8


class DomainDetail(QWidget):
    """`tick_wanted` carries a domain and whether it is to be asked for; the second word for an alarm is said by it."""

    tick_wanted = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setAccessibleName(ui("The chosen domain"))
        self._domain = ""
        self._is_ticked = False
        self.kind = plain_label(kind="chip")
        self.title = plain_label(kind="title", wrap=True, name="domain_title")
        self.own = plain_label(kind="small", wrap=True)
        self.known = Section(ui("Known without asking"), name="domain_known")
        self.risks = Section(ui("Risk of asking"), name="domain_risks")
        self.answer = Section(ui("Answer"), name="domain_answer")
        self.servers = Section(ui("Mail servers"), name="domain_servers")
        self.warning = plain_label(kind="against", wrap=True, name="alarm_warning")
        self.tick_button = button("", self._on_tick, name="tick_domain")
        self.nothing = plain_label(
            ui("Choose a domain to see what is known of it."), kind="soft", wrap=True
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 20, 20, 20)
        self._layout.setSpacing(6)
        self._layout.addLayout(row(self.kind, None))
        for widget in (self.title, self.own, self.known, self.risks, self.answer, self.servers):
            self._layout.addWidget(widget)
        self._layout.addSpacing(8)
        self._layout.addWidget(self.warning)
        self._layout.addLayout(row(self.tick_button, None))
        self._layout.addWidget(self.nothing)
        self._layout.addStretch(1)
        self.show_domain(None, None, is_ticked=False)

    def show_domain(
        self, domain: SampleDomain | None, answer: Answer | None, *, is_ticked: bool
    ) -> None:
        """Show a domain; None shows that none is chosen."""
        self.nothing.setVisible(domain is None)
        self.warning.setVisible(False)
        for widget in (self.kind, self.title, self.own, self.tick_button):
            widget.setVisible(domain is not None)
        if domain is None:
            self._domain = ""
            for section in (self.known, self.risks, self.answer, self.servers):
                section.say("")
            return
        self._domain, self._is_ticked = domain.domain, is_ticked
        self.kind.setText(kind_name(domain.kind))
        self.title.setText(for_screen(domain.shown or domain.domain))
        self.own.setText(for_screen(domain.domain))
        self.own.setVisible(bool(domain.shown))
        self.known.list([ours_on_screen(text, LONGEST) for text in domain_sentences(domain)])
        self.risks.list([f"{risk_name(risk)}: {risk_meaning(risk)}" for risk in domain.risks])
        self._show_answer(answer)
        self.tick_button.setVisible(domain.may_be_asked)
        self._say_tick(ui("Do not ask for it") if is_ticked else ui("Ask for it too"))

    def ask_for_word(self) -> None:
        """This one raises an alarm: say so, and let the button be pressed once more."""
        self.warning.setText(
            ui(
                "Names under this domain are made to report whoever looks them up. Asking will very likely tell the owner "
                "of the alarm that this list is being read. Tick it only if that is what you want."
            )
        )
        self.warning.setVisible(True)
        self._say_tick(ui("Ask for it all the same"))
        self.tick_button.setFocus()

    def set_edge(self, edge: int) -> None:
        """How far the text keeps from the border."""
        self._layout.setContentsMargins(edge, edge, edge, edge)

    def _show_answer(self, answer: Answer | None) -> None:
        texts = answer_sentences(answer) if answer is not None else []
        self.answer.list([ours_on_screen(text, LONGEST) for text in texts])
        hosts = sorted(answer.mx)[:SERVERS_SHOWN] if answer and answer.status.takes else []
        self.servers.list([for_screen(host.rstrip(".")) for _preference, host in hosts])

    def _say_tick(self, text: str) -> None:
        self.tick_button.setText(text)
        self.tick_button.setAccessibleName(text)

    def _on_tick(self) -> None:
        if self._domain:
            self.tick_wanted.emit(self._domain, not self._is_ticked)
