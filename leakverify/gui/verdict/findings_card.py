"""The card "What speaks for and against": the list, the rest of it on demand, and the checks that were not made."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from leakverify.gui.verdict.findings_list import AxisHead, FindingsList
from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.tally import Tally
from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.finding import Finding
from leakverify.model.terms import State
from leakverify.safe_text import ours_on_screen
from leakverify.words.numbers import count
from leakverify.words.say import help_of, plural, reason_sentence, ui

TOP: Final = Qt.AlignmentFlag.AlignTop
TIGHT: Final = (16, 10, 16, 6)


class FindingsCard(Card):
    """`chosen` carries a finding; `rows_wanted` too."""

    chosen = Signal(object)
    rows_wanted = Signal(object)
    side_shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(ui("What speaks for and against"))
        self.list = FindingsList()
        self.head = AxisHead(self.heading, self.list)
        self.none = plain_label(kind="soft", wrap=True, name="no_findings")
        self.tally = Tally()
        self.more = Link(name="more_findings")
        self.not_made = plain_label(kind="strong", wrap=True, name="not_made")
        self._reasons = QWidget()
        self._grid = QGridLayout(self._reasons)
        self._skipped: tuple[Finding, ...] = ()
        self._counts = QGridLayout()
        self._more_below = False
        self._build()

    def show_findings(self, findings: Iterable[Finding], *, provisional: bool) -> None:
        """Show these findings; `provisional` while rows are still coming."""
        known = tuple(findings)
        self._skipped = tuple(f for f in known if f.state is not State.COMPUTED)
        self.list.weighed.set_findings(known)
        total = self.list.weighed.total
        self.set_heading(
            ui("Found so far, provisionally") if provisional else ui("What speaks for and against")
        )
        self.none.setText(
            ui("Nothing has been found yet.")
            if provisional
            else ui("No check could be made on this file, so nothing speaks for or against.")
        )
        for widget in (self.list, self.head):
            widget.setVisible(total > 0)
        self.tally.setVisible(bool(known))
        self.none.setVisible(total == 0 and not self.list.weighed.shown_side)
        self._say()
        self._fill_reasons()

    def set_short(self, lines: int) -> None:
        """How many lines are shown while not all are wanted."""
        self.list.weighed.set_short(lines)
        self._say()
        self.body.invalidate()  # the row of links may have come or gone
        self.updateGeometry()

    def choose(self, finding: str) -> bool:
        """Choose a finding by its id or its check's; tells whether there is one."""
        at = self.list.weighed.row_of(finding)
        if at < 0 and self.list.weighed.shown_side:
            self.show_side("")
            at = self.list.weighed.row_of(finding)
        if at < 0:
            return False
        if at >= self.list.weighed.rowCount():
            self._set_all(wanted=True)
        self.list.unpick()
        self.list.pick(at)
        return True

    def show_side(self, which: str) -> None:
        """Show the findings of one side alone, or the heaviest of all (""); what could not be made goes with what cannot be told."""
        self.tally.choose(which)
        self.list.weighed.set_all(wanted=bool(which))
        self.list.weighed.show_side(which)
        total = self.list.weighed.total
        self.list.setVisible(total > 0)
        self.head.setVisible(total > 0)
        self._say()
        self.side_shown.emit()

    def _build(self) -> None:
        self.body.setContentsMargins(*TIGHT)
        self.body.setSpacing(2)
        self._grid.setContentsMargins(26, 4, 8, 8)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._reasons.setVisible(False)
        top = QGridLayout()
        top.addWidget(self.heading, 0, 0)
        top.addWidget(self.head, 0, 0)
        self.body.addLayout(top)
        self.body.addWidget(self.none)
        self._counts.setHorizontalSpacing(12)
        self._counts.setVerticalSpacing(0)
        self._counts.setColumnStretch(0, 1)
        self._counts.addWidget(self.tally, 0, 0)
        self._counts.addWidget(self.more, 0, 1)
        self.body.addLayout(self._counts)
        self.body.addWidget(self.list)
        for widget in (self.not_made, self._reasons):
            self.body.addWidget(widget)
        self.more.clicked.connect(self._toggle_all)
        self.tally.chosen.connect(self.show_side)
        self.heading.setWordWrap(True)
        self.list.chosen.connect(self.chosen)
        self.list.rows_wanted.connect(self.rows_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def _place_more(self) -> None:
        """Beside the counts where there is room for both, else under them."""
        wide = self.tally.minimumSizeHint().width() + self.more.sizeHint().width() + 12
        below = wide > self.width() - TIGHT[0] - TIGHT[2]
        if below != self._more_below:
            self._more_below = below
            self._counts.removeWidget(self.more)
            self._counts.addWidget(self.more, int(below), int(not below))

    def _say(self) -> None:
        weighed, left = self.list.weighed, len(self._skipped)
        self.tally.show_counts(
            weighed.count("against"), weighed.count("supports"), weighed.count("nothing") + left
        )
        alone = weighed.shown_side
        self.more.say(
            ui("Show the heaviest only")
            if weighed.is_all
            else ui("Show all {n} findings").format(n=count(weighed.total)),
        )
        self.more.setVisible(not alone and (weighed.is_all or weighed.total > weighed.rowCount()))
        text = plural("{n} check was not made", "{n} checks were not made", left)
        self.not_made.setText(text.format(n=count(left)))
        for widget in (self.not_made, self._reasons):
            widget.setVisible(alone == "nothing" and left > 0)
        self._place_more()

    def _fill_reasons(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, finding in enumerate(self._skipped):
            what = ours_on_screen(help_of(finding.check).summary, 200)
            why = ours_on_screen(reason_sentence(finding.reason or ""), 200)
            self._grid.addWidget(plain_label(what, kind="small", wrap=True), line, 0, TOP)
            self._grid.addWidget(plain_label(why, kind="small", wrap=True), line, 1, TOP)

    def _toggle_all(self) -> None:
        self._set_all(wanted=not self.list.weighed.is_all)

    def _set_all(self, *, wanted: bool) -> None:
        self.list.weighed.set_all(wanted=wanted)
        self._say()
