"""The three steps of a private comparison: what each side learns, which files are needed, what came of it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from leakverify.case.exchange_file import KINDS
from leakverify.gui.files import choose_one, choose_place
from leakverify.gui.vault.exchanging import Exchanging
from leakverify.gui.vault.forms import line
from leakverify.gui.vault.keeper import Keeper
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.file_line import FileLine
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import for_screen, ours_on_screen
from leakverify.words import vault as words
from leakverify.words.say import ui

QUESTION: Final = "leakverify-question.bin"
SECRET: Final = "leakverify-secret.pem"  # noqa: S105  (a file's name)
ANSWER: Final = "leakverify-answer.bin"


class Page(Card):
    """One step; `changed` when something was chosen, `begun` when it runs, `differs` when two passphrases are not the same."""

    changed = Signal()
    begun = Signal()
    differs = Signal()

    def __init__(self, keeper: Keeper, acts: Exchanging, name: str) -> None:
        super().__init__()
        self._keeper, self._acts = keeper, acts
        self._name = name
        self._files: list[FileLine] = []
        self.needs = plain_label(kind="strong", wrap=True, name=f"{name}_needs")
        self.said = plain_label(kind="strong", wrap=True, name=f"{name}_said")
        self.go: QPushButton
        self.said.hide()

    def refresh(self) -> None:
        """What is still needed for this step, and whether it can be done now."""
        missing = self._missing()
        self.needs.setText(missing)
        self.needs.setVisible(bool(missing))
        self.go.setEnabled(not missing and self._is_filled() and not self._keeper.job.is_running)

    def tell(self, lines: Sequence[str]) -> None:
        """What came of it; no lines forget the last result."""
        self.said.setText("\n".join(ours_on_screen(text, 500) for text in lines))
        self.said.setVisible(bool(lines))

    def wipe(self) -> None:
        """Forget what was typed in secret."""

    def start(self) -> bool:
        """Begin with what is filled in; whether it begins."""
        raise NotImplementedError

    def _missing(self) -> str:
        """What must be there first; "" where nothing is missing."""
        return ""

    def _is_filled(self) -> bool:
        return all(each.path is not None for each in self._files)

    def _told(self, text: str) -> None:
        self.body.addWidget(plain_label(text, wrap=True))

    def _to_read(self, text: str, nothing: str, name: str) -> FileLine:
        return self._file(text, partial(choose_one, title=_bare(text)), nothing, name)

    def _to_write(self, text: str, proposed: str, nothing: str, name: str) -> FileLine:
        choose = partial(choose_place, title=_bare(text), proposed=proposed)
        return self._file(text, choose, nothing, name)

    def _file(self, text: str, choose: partial[Path | None], nothing: str, name: str) -> FileLine:
        made = FileLine(text, choose, nothing, name=name)
        made.changed.connect(self.changed)
        self._files.append(made)
        return made

    def _end(self, text: str) -> None:
        """The button at the end of the page, and the result under it."""
        self.go = button(text, self._press, kind="primary", name=f"{self._name}_go")
        self.body.addWidget(self.needs)
        self.body.addLayout(row(self.go, None))
        self.body.addWidget(self.said)
        self.refresh()

    def _press(self) -> None:
        if self.go.isEnabled() and self.start():
            self.begun.emit()


class AskPage(Page):
    """Step 1: the open sample is blinded."""

    def __init__(self, keeper: Keeper, acts: Exchanging) -> None:
        super().__init__(keeper, acts, "ask")
        self.kind = _choice("ask_kind", ui("Compare by"))
        for kind in KINDS:
            self.kind.addItem(words.kind_name(kind), kind)
        self.send = self._to_write(
            ui("File to send…"),
            QUESTION,
            ui("Blinded values: no row, no address, no number"),
            "ask_send",
        )
        self.keep = self._to_write(
            ui("Secret to keep…"), SECRET, ui("Needed to read the answer; never sent"), "ask_keep"
        )
        self.word = line(ui("Passphrase for the secret"), "ask_passphrase", secret=True)
        self.again = line(ui("The same again"), "ask_passphrase_again", secret=True)
        for field in (self.word, self.again):
            field.textChanged.connect(self.changed)
            field.returnPressed.connect(self._press)
        self._told(words.what_asking_shows())
        self.body.addLayout(_labelled(self.kind))
        for each in (self.send, self.keep):
            self.body.addLayout(each.line())
        self.body.addLayout(row(self.word, self.again))
        self._end(ui("Make both files"))

    def start(self) -> bool:
        word, send, keep = self.word.text(), self.send.path, self.keep.path
        if send is None or keep is None:
            return False
        if word != self.again.text():
            self.differs.emit()
            return False
        self.wipe()
        return self._acts.ask(str(self.kind.currentData()), word, send, keep)

    def wipe(self) -> None:
        self.word.clear()
        self.again.clear()

    def _missing(self) -> str:
        if self._keeper.question() is not None:
            return ""
        return ui("Open a sample first. When its checks are through, it can be asked about.")

    def _is_filled(self) -> bool:
        return super()._is_filled() and bool(self.word.text())


class AnswerPage(Page):
    """Step 2: the other newsroom's question is answered from the open vault."""

    def __init__(self, keeper: Keeper, acts: Exchanging) -> None:
        super().__init__(keeper, acts, "answer")
        self.asked = self._to_read(
            ui("File that you were sent…"), ui("The question of the other newsroom"), "answer_asked"
        )
        self.leak = _choice("answer_leak", ui("Answer from"))
        self.send = self._to_write(
            ui("File to send back…"), ANSWER, ui("The answer: no row, no value"), "answer_send"
        )
        self._told(words.what_answering_shows())
        self.body.addLayout(self.asked.line())
        self.body.addLayout(_labelled(self.leak))
        self.body.addLayout(self.send.line())
        self._end(ui("Make the answer"))

    def refresh(self) -> None:
        chosen = self.leak.currentData()
        self.leak.clear()
        self.leak.addItem(ui("all leaks of the vault"), None)
        for leak in self._keeper.leaks:
            self.leak.addItem(for_screen(f"{leak.number}. {leak.about.label}", 80), leak.number)
        self.leak.setCurrentIndex(max(0, self.leak.findData(chosen)))
        super().refresh()

    def start(self) -> bool:
        asked, send = self.asked.path, self.send.path
        if asked is None or send is None:
            return False
        return self._acts.answer(asked, send, self.leak.currentData())

    def _missing(self) -> str:
        if not self._keeper.is_open:
            return ui("Open your vault first, in the window of older leaks.")
        return "" if self._keeper.leaks else ui("The vault is empty.")


class ReadPage(Page):
    """Step 3: the answer is read with the secret of the question."""

    def __init__(self, keeper: Keeper, acts: Exchanging) -> None:
        super().__init__(keeper, acts, "read")
        self.asked = self._to_read(
            ui("File that you sent…"), ui("The question, as it was sent"), "read_asked"
        )
        self.answer = self._to_read(
            ui("File that came back…"), ui("The answer of the other newsroom"), "read_answer"
        )
        self.secret = self._to_read(
            ui("Secret that you kept…"), ui("Made together with the question"), "read_secret"
        )
        self.word = line(ui("Passphrase of the secret"), "read_passphrase", secret=True)
        self.word.textChanged.connect(self.changed)
        self.word.returnPressed.connect(self._press)
        self._told(words.what_reading_shows())
        for each in (self.asked, self.answer, self.secret):
            self.body.addLayout(each.line())
        self.body.addWidget(self.word)
        self._end(ui("Read the answer"))

    def start(self) -> bool:
        asked, answer, secret = self.asked.path, self.answer.path, self.secret.path
        word = self.word.text()
        if asked is None or answer is None or secret is None:
            return False
        self.wipe()
        return self._acts.read(asked, answer, secret, word)

    def wipe(self) -> None:
        self.word.clear()

    def _is_filled(self) -> bool:
        return super()._is_filled() and bool(self.word.text())


def _choice(name: str, text: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    return made


def _labelled(field: QWidget) -> QGridLayout:
    """A field behind its accessible name."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    label = plain_label(field.accessibleName())
    label.setBuddy(field)
    grid.addWidget(label, 0, 0)
    grid.addWidget(field, 0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _bare(text: str) -> str:
    """A button's text as the title of what it opens."""
    return text.removesuffix("…")
