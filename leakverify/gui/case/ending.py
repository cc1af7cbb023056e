"""The end of a case: left unsaved, or destroyed on purpose, with a certificate of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from leakverify.gui.dialogs import Sheet
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label
from leakverify.model.errors import LeakverifyError
from leakverify.model.purge import Certificate
from leakverify.safe_text import for_screen
from leakverify.words import case as words
from leakverify.words.say import error_sentence, ui


def leaving_sheet(
    parent: QWidget, save: Callable[[], object], discard: Callable[[], object], problem: str = ""
) -> Sheet:
    """Asked before a case that is not kept is left: save, discard, or go on. `problem` tells why a saved one is not kept."""
    sheet = Sheet(parent, ui("Save this case?"))
    sheet.body.addWidget(plain_label(problem or words.unsaved_sentence(), wrap=True))
    sheet.close_button.setText(ui("Cancel"))
    sheet.close_button.setAccessibleName(ui("Cancel"))
    sheet.close_button.setProperty("kind", "")
    sheet.close_button.setDefault(False)

    def then(do: Callable[[], object]) -> Callable[[], None]:
        def act() -> None:
            sheet.accept()
            do()

        return act

    sheet.buttons.insertWidget(0, button(ui("Discard it"), then(discard), name="discard_case"))
    saving = button(ui("Save…"), then(save), kind="primary", name="save_case")
    saving.setDefault(True)
    sheet.buttons.addWidget(saving)
    return sheet


class PurgeSheet(Sheet):
    """The word must be typed. `purge` is called once it was; who called it says with `tell` if it failed."""

    def __init__(self, parent: QWidget, name: str, purge: Callable[[], object]) -> None:
        super().__init__(parent, ui("Destroy this case?"))
        self._purge = purge
        self.confirm = QLineEdit()
        self.state = plain_label(kind="against", wrap=True, name="purge_state")
        self.go_button = button(ui("Destroy it"), self._go, name="purge_go")
        self._build(name)

    def tell(self, error: LeakverifyError | None) -> None:
        """It is gone, or why not."""
        if error is None:
            self.accept()
        else:
            self.state.setText(error_sentence(error.code, error.place))
            self._refresh()

    def _build(self, name: str) -> None:
        if name:
            self.body.addWidget(plain_label(for_screen(name, 120), kind="strong", wrap=True))
        for text in words.purge_sentences():
            self.body.addWidget(plain_label(text, wrap=True))
        self.body.addWidget(
            plain_label(ui("Type “{word}” to say that you mean it:").format(word=_word()))
        )
        self.confirm.setObjectName("purge_confirm")
        self.confirm.setAccessibleName(ui("Confirmation"))
        self.confirm.setMaximumWidth(280)
        self.confirm.textChanged.connect(lambda _t: self._refresh())
        self.body.addWidget(self.confirm)
        self.body.addWidget(self.state)
        self.close_button.setText(ui("Keep the case"))
        self.close_button.setAccessibleName(ui("Keep the case"))
        self.buttons.insertWidget(0, self.go_button)
        self._refresh()
        self.confirm.setFocus()

    def _refresh(self) -> None:
        said = self.confirm.text().strip().casefold() == _word().casefold()
        self.go_button.setEnabled(said)

    def _go(self) -> None:
        self.go_button.setEnabled(False)
        self._purge()


def _word() -> str:
    return ui("destroy")


def certificate_sheet(parent: QWidget, told: Certificate, save: Callable[[], object]) -> Sheet:
    """What is left of a case that was destroyed, to be kept if the user wants."""
    sheet = Sheet(parent, ui("The case is destroyed"))
    for text in words.purged_sentences(len(told.samples), told.bytes, told.last, told.remains):
        sheet.body.addWidget(plain_label(text, wrap=True))
    sheet.buttons.insertWidget(
        0, button(ui("Keep the certificate…"), save, name="keep_certificate")
    )
    return sheet
