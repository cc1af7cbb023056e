"""What the user makes of a finding: accepted, explained or disputed, with a note. It changes no weight, can be undone, goes into the report."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from leakverify.case.outside_file import LONGEST_TEXT
from leakverify.gui.session import Session
from leakverify.gui.widgets.label import plain_label
from leakverify.model.outside import FindingMark, Stand
from leakverify.words.outside import stand_name
from leakverify.words.say import ui


class MarkForm(QWidget):
    """One finding's mark."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding = ""
        self.stand = QComboBox()
        self.note = QLineEdit()
        self.share = QCheckBox(ui("Share the note"))
        self._build()
        session.decisions_changed.connect(self.refresh)

    def show_finding(self, finding: str) -> None:
        """Show the mark of another finding; what was typed at the last one is kept there first."""
        self._keep()
        self._finding = finding
        self.refresh()

    def refresh(self) -> None:
        """Show what is decided."""
        mark = self._session.outside.mark_of(self._finding)
        self.stand.setCurrentIndex(self.stand.findData(mark.stand.value) if mark else 0)
        note = mark.note if mark else ""
        if self.note.text() != note:
            self.note.setText(note)
        self.share.setChecked(bool(mark and mark.share_note))
        self._enable()

    def _build(self) -> None:
        self.stand.setObjectName("finding_mark")
        self.stand.setAccessibleName(ui("Your mark on this finding"))
        self.stand.addItem(ui("Not marked"), "")
        self.stand.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.stand.setMinimumContentsLength(8)
        for stand in Stand:
            name = stand_name(stand)
            self.stand.addItem(name[:1].upper() + name[1:], stand.value)
        self.note.setObjectName("finding_note")
        self.note.setAccessibleName(ui("Note on this finding"))
        self.note.setPlaceholderText(ui("Note: why?"))
        self.note.setMaxLength(LONGEST_TEXT)
        self.share.setObjectName("finding_share_note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.stand, self.note, self.share):
            layout.addWidget(part)
        hint = ui(
            "A mark changes no weight. It is printed in every report; the note in the full edition alone, unless you share it."
        )
        layout.addWidget(plain_label(hint, kind="small", wrap=True))
        self.stand.activated.connect(lambda _i: self._keep())
        self.note.editingFinished.connect(self._keep)
        self.share.clicked.connect(lambda _c: self._keep())
        self._enable()

    def _enable(self) -> None:
        marked = bool(self.stand.currentData())
        self.note.setEnabled(marked)
        self.share.setEnabled(marked and bool(self.note.text()))

    def _keep(self) -> None:
        """State what is chosen and written."""
        if not self._finding:
            return
        word, note = self.stand.currentData(), self.note.text().strip()
        share = self.share.isChecked() and bool(note)
        mark = FindingMark(self._finding, Stand(word), note, share) if word else None
        if mark != self._session.outside.mark_of(self._finding):
            self._session.choices.mark(self._finding, mark)
        self._enable()
