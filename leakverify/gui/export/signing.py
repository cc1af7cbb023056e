"""How a dossier is signed: with a key of its own, or with the newsroom's; who did it; and its fingerprint once it is saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from leakverify.case import custody, signing
from leakverify.engine.moments import moment_of
from leakverify.gui.files import choose_one
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.initials import initials_line
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.mirror import from_left
from leakverify.model.verification import Basis
from leakverify.safe_text import for_screen
from leakverify.words.say import ui
from leakverify.words.verification import signed_sentences

ChooseKey = Callable[[QWidget], Path | None]


def choose_key(parent: QWidget) -> Path | None:
    """The key file that the user chose, in Qt's own dialog."""
    return choose_one(parent, ui("Open a key"))


class SigningCard(Card):
    """Shown where a dossier is chosen. The passphrase is kept in its line alone, and wiped once it was used."""

    def __init__(self) -> None:
        super().__init__(ui("Signature"))
        self.choose: ChooseKey = choose_key
        self.initials = initials_line("initials")
        self.passphrase = QLineEdit()
        from_left(self.passphrase)
        self.key_button = button(ui("Use a newsroom's key…"), self._on_key, name="choose_key")
        self.own_button = button(
            ui("Use a key of its own"), self._on_own, kind="link", name="own_key"
        )
        self.told = plain_label(wrap=True, name="fingerprint")
        self._key: Path | None = None
        self._about = plain_label(wrap=True, kind="small")
        self._build()
        self._refresh()

    def basis(self, session: Session) -> Basis:
        """What the run of this session rested on, and how it is to be signed."""
        passphrase = self.passphrase.text()
        self.passphrase.clear()
        given, decisions = session.given, session.decisions
        initials = self.initials.text().strip()
        return Basis(
            given.read(decisions.read),
            decisions.earlier,
            dict(given.limits),
            began=moment_of(given.taken_in),
            who=initials if custody.is_initials(initials) else session.keeper.who,
            key=self._key,
            passphrase=passphrase,
            vault=session.talk.vault.contents,
            leaks=session.talk.vault.leaks,
            log=session.keeper.case.log(),
        )

    def tell(self, fingerprint: str) -> None:
        """Show what to read to a colleague; "" shows nothing."""
        digits, spoken = signing.in_groups(fingerprint), signing.in_words(fingerprint)
        self.told.setText("\n".join(signed_sentences(digits, spoken)) if fingerprint else "")
        self.told.setVisible(bool(fingerprint))

    def _build(self) -> None:
        self.passphrase.setObjectName("key_passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(ui("Passphrase of the key"))
        self.passphrase.setPlaceholderText(ui("if it has one"))
        self.passphrase.setMaxLength(1_000)
        self._asked = plain_label(ui("Passphrase of the key"))
        asked = plain_label(ui("Initials for the custody log"))
        self.body.addLayout(row(asked, self.initials, None, spacing=12))
        self.body.addWidget(self._about)
        self.body.addLayout(row(self.key_button, self.own_button, None))
        self.body.addLayout(row(self._asked, self.passphrase, None, spacing=12))
        self.body.addWidget(self.told)
        self.tell("")

    def _on_key(self) -> None:
        chosen = self.choose(self)
        if chosen is not None:
            self._key = chosen
            self._refresh()

    def _on_own(self) -> None:
        self._key = None
        self.passphrase.clear()
        self._refresh()

    def _refresh(self) -> None:
        """Say with what will be signed."""
        own = self._key is None
        self.own_button.setVisible(not own)
        self._asked.setVisible(not own)
        self.passphrase.setVisible(not own)
        self._about.setText(
            ui(
                "A key is made for this dossier and kept nowhere: a key that lasts would link all your reports."
            )
            if self._key is None
            else ui(
                "Signed with {name}. Whoever sees several reports sees that one key made them."
            ).format(name=for_screen(self._key.name, 80))
        )
