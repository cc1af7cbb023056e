"""The script beside the card: what to say, in which order, in the language of the people called; it can be changed and set back."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from leakverify.case import script_file
from leakverify.gui.people.teller import asks_of
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.model.call_script import STEPS, Blank, CallScript, Part
from leakverify.model.errors import UsageProblem
from leakverify.words.call_script import SCRIPTS, fill, questions, three_to_choose, wrong_question
from leakverify.words.people_desk import named_too_early, script_text
from leakverify.words.say import error_sentence, ui

LINES: Final = 20
TONGUES: Final = (("en", "English"), ("fr", "Français"))


class ScriptDetail(QWidget):
    """Keeps what was changed in each language while the window lives. `changed`: another language, or other words."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setAccessibleName(ui("What to say"))
        self._session = session
        self._sources: dict[str, str] = {}
        self._is_edited = False
        self.language = QComboBox()
        self.text = QPlainTextEdit()
        self.problem = plain_label(kind="against", wrap=True, name="script_problem")
        self.edit_button = button("", self._toggle, name="edit_script")
        self.reset_button = button(ui("As it was"), self._reset, kind="link", name="reset_script")
        self._layout = QVBoxLayout(self)
        self._build()
        self.refresh()

    @property
    def code(self) -> str:
        """The language of the script."""
        return str(self.language.currentData())

    def wrong_question(self) -> str:
        """What to ask wrong on purpose, "" where nothing can be asked."""
        return wrong_question(asks_of(self._session), self.code)

    def three_to_choose(self) -> str:
        """How to ask where a plain question brings nothing, a line for each question."""
        return "\n".join(three_to_choose(ask, self.code) for ask in asks_of(self._session))

    def refresh(self) -> None:
        """Show the script as it is read out, or its source while it is changed."""
        edit = ui("Done") if self._is_edited else ui("Change the words")
        self.edit_button.setText(edit)
        self.edit_button.setAccessibleName(edit)
        self.reset_button.setVisible(self.code in self._sources or self._is_edited)
        self.text.setReadOnly(not self._is_edited)
        self.language.setEnabled(not self._is_edited)
        if self._is_edited:
            self.text.setPlainText(self._source())
            self._say("")
        else:
            script = script_file.parse(self._source().encode("utf-8"))
            said = self._read_out(script)
            if said != self.text.toPlainText():  # else it stays where it was scrolled to
                self.text.setPlainText(said)
            early = script_file.names_too_early(script, self._session.claim.organisation or "")
            self._say(named_too_early([part.value for part in early]) if early else "")

    def set_edge(self, edge: int) -> None:
        """How far the text keeps from the border."""
        self._layout.setContentsMargins(edge, edge, edge, edge)

    def fit(self) -> None:
        """By the font in use."""
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * LINES)

    def _build(self) -> None:
        for code, name in TONGUES:
            self.language.addItem(name, code)
        self.language.setObjectName("script_language")
        self.language.setAccessibleName(ui("Language of the script"))
        self.language.currentIndexChanged.connect(lambda _i: self._on_language())
        self.text.setObjectName("script_text")
        self.text.setAccessibleName(ui("Script of the call"))
        self.text.setTabChangesFocus(True)
        heading = plain_label(ui("What to say").upper(), kind="caps")
        heading.setAccessibleName(ui("What to say"))
        self._layout.setSpacing(8)
        self._layout.addLayout(row(heading, None, self.language))
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.problem)
        self._layout.addLayout(row(self.edit_button, self.reset_button, None))
        self._session.columns_changed.connect(self._on_columns)
        self._session.decisions_changed.connect(self._on_columns)

    def _source(self) -> str:
        return self._sources.get(self.code, SCRIPTS[self.code])

    def _read_out(self, script: CallScript) -> str:
        """The script with the questions that this sample can answer; no cell goes into it."""
        values = {Blank.QUESTIONS: questions(asks_of(self._session), self.code)}
        parts = {part.value: fill(text, values) for part, text in script.parts.items()}
        return script_text(parts, tuple(step.value for step in STEPS), Part.BEFORE.value)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _toggle(self) -> None:
        """Begin to change the words, or take them as they were changed, if they are still a script."""
        if self._is_edited:
            text = self.text.toPlainText()
            try:
                script_file.parse(text.encode("utf-8", "replace"))
            except UsageProblem as problem:
                self._say(error_sentence(problem.code, problem.place))
                return
            self._keep(text)
        self._is_edited = not self._is_edited
        self.refresh()
        self.text.setFocus()
        self.changed.emit()

    def _keep(self, text: str) -> None:
        if text == SCRIPTS[self.code]:
            self._sources.pop(self.code, None)
        else:
            self._sources[self.code] = text

    def _reset(self) -> None:
        self._sources.pop(self.code, None)
        self._is_edited = False
        self.refresh()
        self.edit_button.setFocus()
        self.changed.emit()

    def _on_language(self) -> None:
        self.refresh()
        self.changed.emit()

    def _on_columns(self) -> None:
        if not self._is_edited:
            self.refresh()
