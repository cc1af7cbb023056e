"""What is to be verified: a dossier, its files, and the fingerprint that its key should have."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from leakverify.gui.files import choose_files, choose_one
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.file_line import FileLine
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mirror import from_left
from leakverify.safe_text import for_screen
from leakverify.words.say import ui

Choose = Callable[[QWidget], list[Path]]
ENDING: Final = ".lvdossier"
VAULT: Final = ".lvvault"
LONGEST_WORD: Final = 1_024
NAMED: Final = 3
"""Files named; more are counted."""


def choose_dossier(parent: QWidget) -> list[Path]:
    """The dossier that the user chose, in Qt's own dialog; none if it was closed."""
    filters = ui("Dossiers (*.lvdossier)") + ";;" + ui("All files (*)")
    chosen = choose_one(parent, ui("Open a dossier"), filters)
    return [chosen] if chosen else []


def choose_vault(parent: QWidget) -> Path | None:
    """The vault that the user chose."""
    filters = ui("Vaults (*.lvvault)") + ";;" + ui("All files (*)")
    return choose_one(parent, ui("Open a vault"), filters)


class VerifyForm(Card):
    """`changed` when something else was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dossier: Path | None = None
        self.files: tuple[Path, ...] = ()
        self.choose_dossier: Choose = choose_dossier
        self.choose_files: Choose = choose_files
        self.dossier_button = button(
            ui("Choose the dossier…"), self._on_dossier, name="choose_dossier"
        )
        self.files_button = button(ui("Choose its files…"), self._on_files, name="choose_sample")
        self.fingerprint = QLineEdit()
        self.vault = FileLine(
            ui("Choose the vault…"),
            choose_vault,
            ui("The vault of older leaks, where the dossier was made with one"),
            name="choose_vault",
        )
        self.no_vault_button = button(
            ui("Without a vault"), lambda: self.vault.take(None), kind="link", name="no_vault"
        )
        self.passphrase = QLineEdit()
        from_left(self.fingerprint)
        self._dossier_name = plain_label(kind="soft", wrap=True, name="dossier_name")
        self._file_names = plain_label(kind="soft", wrap=True, name="file_names")
        self._build()
        self._tell()

    @property
    def is_filled(self) -> bool:
        """Whether there is something to verify: a dossier alone can be looked through."""
        return self.dossier is not None

    def take(self, paths: Sequence[Path]) -> None:
        """The first dossier and the first vault of these, and its files where others are among them."""
        dossiers = [path for path in paths if path.suffix.lower() == ENDING]
        vaults = [path for path in paths if path.suffix.lower() == VAULT]
        files = tuple(path for path in paths if path.suffix.lower() not in {ENDING, VAULT})
        self.dossier = dossiers[0] if dossiers else self.dossier
        self.files = files or self.files
        if vaults:
            self.vault.take(vaults[0])
        self._tell()

    def _build(self) -> None:
        self.fingerprint.setObjectName("expected_fingerprint")
        self.fingerprint.setAccessibleName(ui("Fingerprint that the key should have"))
        self.fingerprint.setPlaceholderText(
            ui("Fingerprint as it was read to you, in figures or words (may be left empty)")
        )
        self.fingerprint.setMaxLength(400)
        self.passphrase.setObjectName("vault_passphrase")
        self.passphrase.setAccessibleName(ui("Passphrase of the vault"))
        self.passphrase.setPlaceholderText(ui("Passphrase of the vault"))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setMaxLength(LONGEST_WORD)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.dossier_button, 0, 0)
        grid.addWidget(self._dossier_name, 0, 1)
        grid.addWidget(self.files_button, 1, 0)
        grid.addWidget(self._file_names, 1, 1)
        grid.addWidget(self.vault.button, 2, 0)
        grid.addWidget(self.vault.named, 2, 1)
        grid.addLayout(row(self.passphrase, self.no_vault_button), 3, 0, 1, 2)
        grid.addWidget(self.fingerprint, 4, 0, 1, 2)
        self.body.addLayout(grid)
        self.vault.changed.connect(self._on_vault)

    def _on_dossier(self) -> None:
        chosen = self.choose_dossier(self)
        if chosen:
            self.dossier = chosen[0]
            self._tell()

    def _on_files(self) -> None:
        chosen = self.choose_files(self)
        if chosen:
            self.files = tuple(chosen)
            self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window is closed: what was typed in secret goes."""
        if not event.spontaneous():
            self.passphrase.clear()
        super().hideEvent(event)

    def _on_vault(self) -> None:
        """Another vault has another passphrase."""
        self.passphrase.clear()
        self._tell()

    def _tell(self) -> None:
        """Name what was chosen."""
        for widget in (self.passphrase, self.no_vault_button):
            widget.setVisible(self.vault.path is not None)
        self._dossier_name.setText(
            for_screen(self.dossier.name, 120)
            if self.dossier
            else ui("A file whose name ends in .lvdossier")
        )
        names = [for_screen(path.name, 80) for path in self.files[:NAMED]]
        more = len(self.files) - NAMED
        if more > 0:
            names.append(ui("{n} more").format(n=more))
        self._file_names.setText(
            ", ".join(names)
            or ui("The sample, and older files and answers it was held against, in any order")
        )
        self.changed.emit()
