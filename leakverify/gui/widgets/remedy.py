"""What can be done at once about a problem: give the password, raise a limit for this one file, save what is withheld from."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.flow import flowing
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mirror import from_left
from leakverify.words.say import ui

WITHHELD: Final = "TEXTS_WITHHELD"
PASSWORD: Final = frozenset({"PASSWORD_NEEDED", "PASSWORD_WRONG"})
RAISED: Final = {
    "TOO_MANY_COLUMNS": ("columns",),
    "ARCHIVE_RATIO": ("ratio",),
    "ARCHIVE_TOO_BIG": ("member_bytes", "expanded_bytes"),
    "ARCHIVE_MEMBERS": ("members",),
    "ARCHIVE_NESTING": ("nesting",),
    "ARCHIVE_DICTIONARY": ("dictionary_bytes",),
    "PASSWORD_ROUNDS": ("key_rounds",),
    "WORKBOOK_TOO_BIG": ("workbook_bytes",),
}
"""Which limits each problem is about. Columns go no further than a message to the window may name."""
FACTOR: Final = 4
MOST: Final = {"columns": 2_000}


class Remedies:
    """What a problem's remedies call; None where there is nobody to call."""

    def __init__(
        self,
        unlock: Callable[[str], None] | None = None,
        raise_limits: Callable[[tuple[str, ...]], None] | None = None,
        agree: Callable[[], None] | None = None,
    ) -> None:
        self.unlock = unlock
        self.raise_limits = raise_limits
        self.agree = agree


def remedy_for(code: str, remedies: Remedies) -> QWidget | None:
    """The controls that help with this problem, None where only the sentence does."""
    if code in PASSWORD and remedies.unlock is not None:
        return _PasswordLine(remedies.unlock)
    if code == WITHHELD and remedies.agree is not None:
        holder = QWidget()
        holder.setLayout(row(button(ui("Save it so"), remedies.agree, name="save_withheld"), None))
        return holder
    names = tuple(n for n in RAISED.get(code, ()) if n not in MOST)
    if names and remedies.raise_limits is not None:
        return _limit_line(names, remedies.raise_limits)
    return None


class _PasswordLine(QWidget):
    """A line for the password: hidden as it is typed, kept nowhere, wiped once it is handed on."""

    def __init__(self, unlock: Callable[[str], None]) -> None:
        super().__init__()
        self._unlock = unlock
        self.line = QLineEdit()
        from_left(self.line)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(ui("Password of the file"))
        self.line.setPlaceholderText(ui("Password of the file"))
        self.line.setMaxLength(1_000)
        self.line.setMinimumWidth(30 * self.fontMetrics().averageCharWidth())
        self.line.setObjectName("password")
        self.line.returnPressed.connect(self._give)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        give = button(ui("Open with this password"), self._give, name="unlock")
        layout.addLayout(flowing(self.line, give))
        layout.addWidget(
            plain_label(
                ui("It is kept in memory until you open another file. It is written nowhere."),
                kind="small",
                wrap=True,
            )
        )

    def _give(self) -> None:
        password = self.line.text()
        if password:
            self.line.clear()
            self._unlock(password)


def _limit_line(names: tuple[str, ...], raise_limits: Callable[[tuple[str, ...]], None]) -> QWidget:
    """A button that tries again with a higher limit, and what it risks."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(4)
    text = ui("Try with a limit {factor} times as high").format(factor=FACTOR)
    layout.addLayout(row(button(text, lambda: raise_limits(names), name="raise_limit"), None))
    layout.addWidget(
        plain_label(
            ui(
                "For this file only. It may take long; the reader stays locked, and you can stop it."
            ),
            kind="small",
            wrap=True,
        )
    )
    return holder
