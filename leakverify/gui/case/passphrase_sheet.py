"""Asks for a passphrase: once to open a case, twice to lock one. It is in its lines alone, and wiped when the sheet goes."""

import secrets
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from leakverify.case import signing
from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.initials import initials_line
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mirror import from_left
from leakverify.gui.widgets.wrapping import WrappingCheck
from leakverify.model.errors import LeakverifyError
from leakverify.safe_text import for_screen
from leakverify.words import case as words
from leakverify.words.say import error_sentence, ui

LONGEST: Final = 1_024
SUGGESTED_BYTES: Final = 10
"""Five words of sixteen bits each: far more than anybody can try against a lock that is slow to try."""
Give = Callable[[str], object]


class PassphraseSheet(Sheet):
    """`give` is called with the passphrase; who called it says with `tell` how it ended. `twice`: a new one is chosen."""

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        action: str,
        give: Give,
        *,
        twice: bool,
        name: str = "",
        who: str | None = None,
    ) -> None:
        super().__init__(parent, heading)
        self._give = give
        self._twice = twice
        self._busy = False
        self.is_left = False
        self.line = _line("case_passphrase", ui("Passphrase of the case"))
        self.again = _line("case_passphrase_again", ui("Passphrase once more"))
        self.initials = initials_line("case_initials", who or "")
        self.show_box = WrappingCheck(ui("Show the passphrase"))
        self.strength = plain_label(kind="small", wrap=True, name="case_strength")
        self.state = plain_label(wrap=True, kind="against", name="case_state")
        self.suggest = button(ui("Suggest one"), self._suggest, kind="link", name="case_suggest")
        self.go_button = button(action, self._go, kind="primary", name="case_go")
        self._build(name, with_initials=who is not None)
        self._refresh()

    def tell(self, error: LeakverifyError | None) -> None:
        """It worked, or why not. A sheet that the user has left hears nothing."""
        if self.is_left:
            return
        self._busy = False
        if error is None:
            self._wipe()
            self.accept()
            return
        self.state.setText(error_sentence(error.code, error.place))
        self.strength.setVisible(self._twice)
        self._refresh()
        self.line.setFocus()
        self.line.selectAll()

    def _build(self, name: str, *, with_initials: bool) -> None:
        if name:
            self.body.addWidget(plain_label(for_screen(name, 120), kind="strong", wrap=True))
        if self._twice:
            self.body.addWidget(plain_label(words.passphrase_warning(), wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(plain_label(ui("Passphrase of the case")), 0, 0)
        grid.addWidget(self.line, 0, 1)
        if self._twice:
            grid.addWidget(plain_label(ui("Once more")), 1, 0)
            grid.addWidget(self.again, 1, 1)
        grid.addWidget(self.show_box, 2, 1)
        if with_initials:
            grid.addWidget(plain_label(ui("Your initials")), 3, 0)
            grid.addWidget(self.initials, 3, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.strength)
        self.body.addWidget(self.state)
        self.strength.setVisible(self._twice)
        self.suggest.setVisible(self._twice)
        self.setMinimumWidth(560)
        self._build_buttons()
        self.show_box.toggled.connect(self._on_show)
        for line in (self.line, self.again):
            line.textChanged.connect(lambda _t: self._refresh())
            line.returnPressed.connect(self._go)
        self.line.setFocus()

    def _build_buttons(self) -> None:
        """Cancel, suggest, go."""
        self.show_box.setObjectName("case_show")
        self.show_box.setAccessibleName(ui("Show the passphrase"))
        self.close_button.setText(ui("Cancel"))
        self.close_button.setAccessibleName(ui("Cancel"))
        self.close_button.setProperty("kind", "")
        self.close_button.setDefault(False)
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.reject)
        self.buttons.insertWidget(0, self.suggest)
        self.buttons.addWidget(self.go_button)
        self.go_button.setDefault(True)

    def _refresh(self) -> None:
        """What can be done now, and what can be told of what was typed."""
        text, again = self.line.text(), self.again.text()
        same = not self._twice or text == again
        self.go_button.setEnabled(bool(text) and same and not self._busy)
        if self._twice:
            differ = bool(again) and not same
            told = ui("The two differ.") if differ else words.strength_sentence(text)
            self.strength.setText(told)
        if self._busy:
            self.state.setText("")

    def _go(self) -> None:
        if self.go_button.isEnabled():
            self._busy = True
            self._refresh()
            self.strength.setText(ui("The key is being worked out…"))
            self.strength.setVisible(True)
            self._give(self.line.text())

    def _suggest(self) -> None:
        """Random words, shown so that they can be written down."""
        made = signing.in_words(secrets.token_hex(SUGGESTED_BYTES))
        self.show_box.setChecked(True)
        for line in (self.line, self.again):
            line.setText(made)

    def _on_show(self, shown: bool) -> None:  # noqa: FBT001  (a signal's argument)
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in (self.line, self.again):
            line.setEchoMode(mode)

    def _wipe(self) -> None:
        for line in (self.line, self.again):
            line.clear()

    def reject(self) -> None:
        """Opening may be left while it goes on; a case that is being locked is locked first."""
        if self._busy and self._twice:
            return
        self.is_left = True
        self._wipe()
        super().reject()


def _line(name: str, accessible: str) -> QLineEdit:
    made = QLineEdit()
    from_left(made)
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(LONGEST)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return made
