"""The forms of the vault's window: a passphrase for a vault, and what is said of a leak."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mirror import from_left
from leakverify.model.old_leak import About
from leakverify.safe_text import for_screen
from leakverify.words.say import ui

LONGEST_WORD = 1_024


class PassphraseForm(Card):
    """Opens or makes the vault at a place; the words are wiped once they are handed on."""

    def __init__(
        self,
        open_vault: Callable[[Path, str], None],
        make: Callable[[Path, str], None],
        differs: Callable[[], None],
    ) -> None:
        super().__init__()
        self._open, self._make, self._differs = open_vault, make, differs
        self._path: Path | None = None
        self._is_new = False
        self.name = plain_label(kind="strong", wrap=True, name="vault_name")
        self.word = line(ui("Passphrase of the vault"), "vault_passphrase", secret=True)
        self.again = line(ui("The same again"), "vault_passphrase_again", secret=True)
        self.go = button(ui("Open"), self._give, kind="primary", name="vault_go")
        self.hint = plain_label(
            ui("Without the passphrase nobody can open the vault, you included."),
            kind="small",
            wrap=True,
        )
        self.body.addWidget(self.name)
        words = row(self.word, self.again, self.go)
        for at in (0, 1):
            words.setStretch(at, 1)
        self.body.addLayout(words)
        self.body.addWidget(self.hint)
        self.word.returnPressed.connect(self._give)
        self.again.returnPressed.connect(self._give)
        self.hide()

    def ask(self, path: Path, *, is_new: bool) -> None:
        """Ask for the passphrase of the vault at this place."""
        self._path, self._is_new = path, is_new
        self.name.setText(for_screen(path.name, 120))
        text = ui("Make the vault") if is_new else ui("Open")
        self.go.setText(text)
        self.go.setAccessibleName(text)
        self.again.setVisible(is_new)
        self.hint.setVisible(is_new)
        self.show()
        self.word.setFocus()

    def _give(self) -> None:
        word, again = self.word.text(), self.again.text()
        if self._path is None or not word:
            return
        if self._is_new and word != again:
            self._differs()
            return
        self.word.clear()
        self.again.clear()
        self.hide()
        (self._make if self._is_new else self._open)(self._path, word)


class LeakForm(Card):
    """What is said of a leak that is about to be added."""

    def __init__(self, add: Callable[[About], None]) -> None:
        super().__init__(ui("Add a leak"))
        self._add = add
        self._allowed = True
        self.label = line(ui("Label"), "leak_label", most=120)
        self.leaked = line(ui("Day of the leak, YYYY-MM-DD"), "leak_day", most=10)
        self.origin = line(ui("Where it is said to come from"), "leak_origin", most=300)
        self.go = button(ui("Choose its file and add…"), self._give, name="leak_add")
        self.body.addLayout(row(self.label, self.leaked))
        self.body.addLayout(row(self.origin, self.go))
        self.body.addWidget(
            plain_label(
                ui("Only keyed hashes of its values are kept, no cell."), kind="small", wrap=True
            )
        )
        self.label.textChanged.connect(lambda _text: self.allow(allowed=self._allowed))
        self.allow(allowed=True)

    def allow(self, *, allowed: bool) -> None:
        """Whether a leak may be added now."""
        self._allowed = allowed
        self.go.setEnabled(allowed and bool(self.label.text().strip()))

    def clear(self) -> None:
        """Begin anew."""
        for field in (self.label, self.leaked, self.origin):
            field.clear()

    def _give(self) -> None:
        texts = (field.text().strip() for field in (self.label, self.leaked, self.origin))
        self._add(About(*texts))


def line(
    name: str, object_name: str, *, secret: bool = False, most: int = LONGEST_WORD
) -> QLineEdit:
    """A line that shows its name while it is empty; a secret one shows dots."""
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    made.setMaxLength(most)
    made.setObjectName(object_name)
    if secret:
        from_left(made)
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
