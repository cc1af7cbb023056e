"""The report pane: format, edition, what is in it, and a typed word before personal data leave."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from leakverify.gui.export.contents import DOSSIER, ContentsCard
from leakverify.gui.export.language_row import LanguageRow
from leakverify.gui.export.signing import SigningCard
from leakverify.gui.files import choose_place
from leakverify.gui.session import Session
from leakverify.gui.widgets.busy import Busy
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.remedy import WITHHELD, Remedies
from leakverify.gui.widgets.wrapping import WrappingRadio
from leakverify.model.verification import Basis, Exported
from leakverify.safe_text import for_screen
from leakverify.words.say import ui

ChoosePath = Callable[[QWidget, str], Path | None]
FORMATS = ("pdf", "html", "json", "lvdossier")


def choose_path(parent: QWidget, proposed: str) -> Path | None:
    """Ask where to write, in Qt's own dialog, which leaves no trace in the system's recent files."""
    return choose_place(parent, ui("Save the report"), proposed)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A report that is to be written."""

    path: Path
    edition: str
    basis: Basis


class ExportPane(Pane):
    """One decision after the other; the button says what will be written."""

    open_wanted = Signal()
    checks_wanted = Signal()

    def __init__(self, session: Session, choose: ChoosePath = choose_path) -> None:
        super().__init__(
            ui("Report"), ui("Nothing leaves this computer until you save it somewhere yourself.")
        )
        self.setAccessibleName(ui("Report"))
        self._session = session
        self._choose = choose
        self._formats = QButtonGroup(self)
        self._editions = QButtonGroup(self)
        self.language = LanguageRow()
        self.confirm = QLineEdit()
        self.signing = SigningCard()
        self.notices = NoticeList()
        self.done = plain_label(wrap=True, name="export_done")
        self.save_button = button(ui("Save…"), self.save, kind="primary", name="save_report")
        self._busy = Busy(self.save_button)
        self._wanted: _Wanted | None = None
        self._told: _Wanted | None = None
        self._contents = ContentsCard()
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self._build()
        self._connect()
        self.refresh()

    @property
    def format(self) -> str:
        """The chosen ending of the file."""
        return FORMATS[self._formats.checkedId()]

    @property
    def edition(self) -> str:
        """`shareable` or `full`."""
        return "full" if self._editions.checkedId() == 1 else "shareable"

    @property
    def confirmed(self) -> bool:
        """Whether the chosen edition may be written: the full one only after the word was typed."""
        word = self.confirm.text().strip().casefold()
        return self.edition == "shareable" or word == self._word().casefold()

    def save(self) -> None:
        """Ask for a place and write the report there."""
        if not self.confirmed or self._session.assessment is None:
            return
        day = self._session.assessment.tool.as_of.isoformat()
        kind = "dossier" if self.format == DOSSIER else "report"
        path = self._choose(self, f"leakverify-{kind}-{day}.{self.format}")
        if path is None:
            return
        if path.suffix.lower() != f".{self.format}":
            path = path.with_name(f"{path.name}.{self.format}")
        basis = replace(self.signing.basis(self._session), agreed=0, language=self.language.code)
        self._write(_Wanted(path, self.edition, basis))

    def refresh(self) -> None:
        """Show what can be written now."""
        if self._session.assessment is None or not self._session.has_rows:
            self._say_nothing_yet()
            self.show_empty()
            return
        self.show_content()
        full = self.edition == "full"
        self.confirm.setVisible(full)
        self._ask.setVisible(full)
        self.save_button.setEnabled(self.confirmed)
        kind = ui("dossier") if self.format == DOSSIER else self.format.upper()
        self.save_button.setText(
            ui("Save the full {kind}…").format(kind=kind)
            if full
            else ui("Save the shareable {kind}…").format(kind=kind)
        )
        self.signing.setVisible(self.format == DOSSIER)
        self.language.setVisible(self.format != "json")
        self.save_button.setAccessibleName(self.save_button.text())
        self._contents.show_for(self.format, full=full)

    def add_problem(self, code: str, place: dict[str, str | int]) -> None:
        """Tell that the report could not be written, or what would be withheld from it."""
        wanted, self._wanted = self._wanted, None
        self.done.setText("")
        self.notices.add(code, place)
        number = place.get("number")
        if wanted is not None and code == WITHHELD and isinstance(number, int):
            self._told = replace(wanted, basis=replace(wanted.basis, agreed=number))
        self._end()

    def _write(self, wanted: _Wanted) -> None:
        self.done.setText(ui("Writing…"))
        self.notices.clear()
        self._wanted, self._told = wanted, None
        self._busy.begin()
        self._session.export(wanted.path, wanted.edition, wanted.basis)

    def _write_told(self) -> None:
        """The user was told what is withheld, and wants the report so."""
        if self._told is not None:
            self._write(self._told)

    def _end(self) -> None:
        """Written or not: the button can be pressed again, and is in sight for whoever pressed it by keyboard."""
        self.refresh()
        if self._busy.end():
            QTimer.singleShot(0, self, lambda: self.reveal(self.save_button))  # laid out by then

    def _say_nothing_yet(self) -> None:
        title, sentence = (
            ui("No result yet"),
            ui("A report can be written when the checks are through."),
        )
        if self._session.assessment is not None:
            sentence = ui(
                "A report is held against the sample before it is written, so that no personal data stay in it."
            )
            action = ui("Find the files…")
            self._nothing.say(ui("The sample is not here"), sentence, action, self.open_wanted.emit)
        elif self._session.is_open:
            self._nothing.say(title, sentence, ui("See the checks"), self.checks_wanted.emit)
        else:
            self._nothing.say(title, sentence, ui("Open a file…"), self.open_wanted.emit)

    def _word(self) -> str:
        return ui("personal data")

    def _build(self) -> None:
        self.set_empty(self._nothing)
        form = Card(ui("Form"))
        form.body.setSpacing(4)
        for number, text in enumerate(
            (
                ui("PDF, to print and to file"),
                ui("HTML, one page for a browser; it holds no script and loads nothing"),
                ui("JSON, for other programs"),
                ui("Dossier: all of it with a custody log, signed, for a colleague to run again"),
            )
        ):
            _radio(form.body, self._formats, number, text)
        self.content.addWidget(form)
        form.body.addWidget(self.language)
        edition = Card(ui("Edition"))
        edition.body.setSpacing(4)
        _radio(edition.body, self._editions, 0, ui("Shareable: no personal data"))
        _radio(edition.body, self._editions, 1, ui("Full: contains personal data"))
        self._ask = plain_label(
            ui("Type “{word}” to say that you mean it:").format(word=self._word()), wrap=True
        )
        self.confirm.setAccessibleName(ui("Confirmation"))
        self.confirm.setObjectName("confirm")
        self.confirm.setMaximumWidth(280)
        edition.body.addWidget(self._ask)
        edition.body.addWidget(self.confirm)
        self.content.addWidget(edition)
        self.content.addWidget(self.signing)
        self.content.addWidget(self._contents)
        below = row(self.save_button, spacing=12)
        below.addWidget(self.done, 1)
        self.content.addLayout(below)
        self.content.addWidget(self.notices)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.notices.remedies = Remedies(agree=self._write_told)
        for group in (self._formats, self._editions):
            group.idClicked.connect(lambda _i: self._on_other())
        for signal in (self._session.assessment_changed, self._session.sample_changed):
            signal.connect(self._forget)
        self.confirm.textChanged.connect(lambda _t: self.refresh())
        self._session.assessment_changed.connect(self.refresh)
        self._session.sample_changed.connect(self.refresh)
        self._session.phase_changed.connect(self.refresh)
        self._session.exported.connect(self._on_exported)

    def _on_other(self) -> None:
        """Another form or edition: what was told of the last one counts for it no more."""
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        if self._told is not None:
            self._told = None
            self.notices.clear()

    def _on_exported(self, made: object) -> None:
        self._wanted = None
        if isinstance(made, Exported):
            self.done.setText(ui("Saved as {name}.").format(name=for_screen(made.path.name, 80)))
            self.signing.tell(made.fingerprint)
        self._end()


def _radio(body: QVBoxLayout, group: QButtonGroup, number: int, text: str) -> None:
    """One choice of a group; the first is chosen."""
    made = WrappingRadio(text)
    made.setChecked(number == 0)
    group.addButton(made, number)
    body.addWidget(made)
