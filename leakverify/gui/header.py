"""The strip above all panes: what case this is, whether data are masked, what reaches the network, the menu."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from leakverify.gui.case.keeper import Standing
from leakverify.gui.icons import tinted
from leakverify.gui.session import Session
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.badge import Badge
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import ElidedLabel, plain_label
from leakverify.safe_text import for_screen
from leakverify.words.asking import questions_asked
from leakverify.words.case import standing_word
from leakverify.words.say import plural, ui

SIGNS = {
    Standing.NOT_SAVED: ("circle", "soft"),
    Standing.SAVING: ("circle", "accent"),
    Standing.SAVED: ("check", "supports"),
    Standing.FAILED: ("warning", "against"),
    Standing.READ_ONLY: ("file", "against"),
}


ROOMY_DIGITS = 130


class Header(QFrame):
    """Shows the session's state; `case_wanted`, `offline_asked` and `report_wanted` are for the window."""

    case_wanted = Signal()
    offline_asked = Signal()
    report_wanted = Signal()
    short_form_wanted = Signal()

    def __init__(self, session: Session, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("header")
        self._session = session
        self.title = ElidedLabel(kind="title")
        self.invented = plain_label(ui("invented sample"), kind="chip")
        self.case_badge = Badge("file", "soft", name="case_badge")
        self.mask_badge = Badge("masked", "soft", name="mask_badge")
        self.mask_badge.setCheckable(True)
        self.offline = Badge("dot", "supports", name="offline_badge")
        self.report = button(
            ui("Report…"), self.report_wanted.emit, kind="primary", name="to_report"
        )
        self.short_form = button(
            ui("Short form…"), self.short_form_wanted.emit, name="to_short_form"
        )
        self.menu_button = button(ui("Menu"), kind="quiet", name="menu")
        self.menu_button.setText("")
        self.menu_button.setMenu(menu)
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 9, 12, 9)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.invented)
        layout.addWidget(self.case_badge)
        layout.addStretch(1)
        for widget in (
            self.mask_badge,
            self.offline,
            self.short_form,
            self.report,
            self.menu_button,
        ):
            layout.addWidget(widget)
        self.mask_badge.clicked.connect(self._on_mask)
        self.offline.clicked.connect(self.offline_asked)
        self.case_badge.clicked.connect(self.case_wanted)
        session.keeper.changed.connect(self.refresh)
        session.keeper.kept.connect(self._tell_case)
        for signal in (
            session.masked_changed,
            session.isolation_changed,
            session.assessment_changed,
            session.decisions_changed,
            session.sample_changed,
            session.look_ups.asking_changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the session as it stands."""
        session = self._session
        self._tell_case()
        name = session.claim.organisation or session.keeper.name or ui("Untitled case")
        self.title.setText(for_screen(name, 80))
        self.invented.setVisible(session.invented)
        if session.masked:
            self.mask_badge.show_state(
                ui("Personal data masked"), "masked", "soft", short=ui("Masked")
            )
        else:
            self.mask_badge.show_state(
                ui("Personal data shown"), "shown", "against", short=ui("Shown")
            )
        self.mask_badge.setChecked(not session.masked)
        self._tell_network()
        self.report.setEnabled(session.assessment is not None)
        self._place()

    def _tell_network(self) -> None:
        """What reached out, or tried to."""
        look_ups = self._session.look_ups
        refused = self._session.heard.attempts_refused + look_ups.refused
        if look_ups.is_asking:
            self.offline.show_state(
                ui("Asking a resolver"), "dot", "accent", short=ui("Asking a resolver")
            )
        elif refused:
            text = plural(
                "Offline · {n} attempt refused", "Offline · {n} attempts refused", refused
            )
            short = plural("{n} refused", "{n} refused", refused).format(n=refused)
            self.offline.show_state(text.format(n=refused), "dot", "against", short=short)
        else:
            questions = look_ups.questions
            told = questions_asked(questions) if questions else ui("Offline · 0 connections")
            self.offline.show_state(told, "dot", "supports", short=ui("Offline"))

    def _place(self) -> None:
        """The short form has a button where there is room for one; it always stands in the menu."""
        digit = max(1, self.fontMetrics().horizontalAdvance("0"))
        roomy = self.width() > ROOMY_DIGITS * digit
        self.short_form.setVisible(roomy and self._session.assessment is not None)
        self._fit()

    def _fit(self) -> None:
        """As many badges whole as there is room for beside the case's name: the case's own is the last to lose its words."""
        others = [self.title, self.invented, self.short_form, self.report, self.menu_button]
        shown = [w for w in others if not w.isHidden()]
        badges = [b for b in (self.offline, self.mask_badge, self.case_badge) if not b.isHidden()]
        margins = self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        room -= self._line.spacing() * (len(shown) + len(badges))
        room -= sum(widget.sizeHint().width() for widget in shown)
        room -= sum(badge.room_for(brief=False) for badge in badges)
        for badge in badges:
            badge.set_brief(brief=room < 0)
            if room < 0:
                room += badge.room_for(brief=False) - badge.room_for(brief=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _tell_case(self) -> None:
        """How what was done is kept; nothing is said before there is anything to keep."""
        keeper = self._session.keeper
        standing = keeper.standing
        icon, tone = SIGNS[standing]
        self.case_badge.show_state(standing_word(standing.value), icon, tone)
        self.case_badge.setVisible(keeper.would_be_lost or standing is not Standing.NOT_SAVED)

    def tint(self) -> None:
        """Colour the menu's sign again after the look changed."""
        size = self.fontMetrics().height()
        self.menu_button.setIconSize(QSize(size, size))
        self.menu_button.setIcon(tinted("menu", tokens_of(self).ink, size))

    def _on_mask(self) -> None:
        self._session.veil.toggle()
        self.refresh()
