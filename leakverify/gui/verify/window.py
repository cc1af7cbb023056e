"""Verify a dossier: choose it and its files, run it again, and see then and now side by side."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QPlainTextEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from leakverify.case import signing
from leakverify.gui.long_job import LongJob
from leakverify.gui.running.delegate import SignDelegate
from leakverify.gui.verify.form import VerifyForm
from leakverify.gui.verify.model import ComparisonModel, Field
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.remedy import Remedies
from leakverify.gui.widgets.table import dress, heading_width, set_row_height, widths_of
from leakverify.model.errors import Cancelled, LeakverifyError
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.verification import Request, Verification
from leakverify.safe_text import ours_on_screen
from leakverify.words import verification as words
from leakverify.words.say import stage_name, ui

Verify = Callable[[Request, OnProgress, CancelToken], Verification]
STEPS: Final = 1_000
DIGITS: Final = {Field.SIGN: 5, Field.THEN: 23, Field.NOW: 23, Field.OUTCOME: 19}
MOST_SHARE: Final = 0.27
WIDE_DIGITS: Final = 90
"""Below this width the sign alone tells the comparison."""
LONGEST: Final = 500
MOST_LINES: Final = 40


class VerifyWindow(QDialog):
    """One dossier at a time; the last result stays until another is verified."""

    def __init__(self, parent: QWidget | None, job: LongJob, verify: Verify) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Verify a dossier"))
        self.setMinimumSize(640, 440)
        self.job = job
        self._verify = verify
        self.told: Verification | None = None
        self.limits: dict[str, int] = {}
        self.form = VerifyForm()
        self.notices = NoticeList()
        self.said = plain_label(wrap=True, kind="strong", name="verify_said")
        self.bar = QProgressBar()
        self.far = plain_label(kind="small", name="verify_far")
        self.model = ComparisonModel(self)
        self.table = QTableView()
        self.about = QPlainTextEdit()
        self.verify_button = button(ui("Verify"), self.start, kind="primary", name="verify_start")
        self.limits_button = button(
            ui("Allow the raised limit"), self._allow, name="verify_allow_limit"
        )
        self.stop_button = button(ui("Stop"), self._stop, name="verify_stop")
        self.close_button = button(ui("Close"), self.close, name="verify_close")
        self._result = Card()
        self._build()
        self._connect()
        self.refresh()

    def start(self) -> None:
        """Verify what is chosen."""
        self._start("")

    def take(self, paths: Sequence[Path]) -> None:
        """Fill in what was given elsewhere, unless something is being verified."""
        if paths and not self.job.is_running:
            self.form.take(paths)

    def refresh(self) -> None:
        """Show how things stand."""
        running = self.job.is_running
        told = self.told
        for widget in (self.bar, self.far, self.stop_button):
            widget.setVisible(running)
        self.form.setEnabled(not running)
        self.verify_button.setEnabled(self.form.is_filled and not running)
        code = told.refusal.code if told and told.refusal else ""
        self.limits_button.setVisible(code == "VERIFY_LIMITS" and not running)
        self._result.setVisible(told is not None and not running)
        self.table.setVisible(told is not None and told.now is not None)
        self.said.setText(_said(told, running=running))
        if running:
            self._on_moved()

    def fit(self) -> None:
        """Row height and column widths, by the font in use."""
        set_row_height(self.table)
        digit, room = self.fontMetrics().horizontalAdvance("0"), self.table.viewport().width()
        for field, wide in widths_of(self.table, DIGITS).items():
            least = heading_width(self.table, field)
            self.table.setColumnWidth(field, min(wide, max(round(room * MOST_SHARE), least)))
        self.table.setColumnHidden(Field.OUTCOME, room < WIDE_DIGITS * digit)

    def _build(self) -> None:
        self.setObjectName("pane")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Progress"))
        self.notices.remedies = Remedies(self._start)
        dress(self.table, "verify_table", ui("Then and now"))
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(Field.SIGN, SignDelegate(self.table))
        self.table.horizontalHeader().setSectionResizeMode(
            Field.TITLE, QHeaderView.ResizeMode.Stretch
        )
        self.about.setReadOnly(True)
        self.about.setTabChangesFocus(True)
        self.about.setObjectName("verify_about")
        self.about.setAccessibleName(ui("What was found"))
        self._result.body.setSpacing(8)
        self._result.body.addWidget(self.table, 3)
        self._result.body.addWidget(self.about, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(ui("Verify a dossier"), kind="headline", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.notices)
        layout.addWidget(self.said)
        layout.addLayout(row(self.far, None))
        layout.addWidget(self.bar)
        layout.addWidget(self._result, 1)
        layout.addStretch(0)
        layout.addLayout(
            row(self.stop_button, self.limits_button, None, self.close_button, self.verify_button)
        )

    def _connect(self) -> None:
        self.job.moved.connect(self._on_moved)
        self.job.ended.connect(self.show_result)
        self.job.failed.connect(self._on_failed)
        self.form.changed.connect(self._on_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        parent = self.parent()
        if parent is not None:
            parent.installEventFilter(self)

    def _on_chosen(self) -> None:
        """Other files: what was allowed for the last ones is forgotten, and so is what came of them."""
        self.limits = {}
        self.told = None
        self.notices.clear()
        self.refresh()

    def _start(self, password: str) -> None:
        if self.form.dossier is None or self.job.is_running:
            return
        self.notices.clear()
        self.told = None
        request = Request(
            self.form.dossier,
            self.form.files,
            {"password": password} if password else {},
            dict(self.limits),
            self.form.fingerprint.text().strip(),
            self.form.vault.path,
            self.form.passphrase.text(),
        )
        self.job.start(partial(self._verify, request))
        self.stop_button.setEnabled(True)
        self.refresh()
        self.stop_button.setFocus()

    def _allow(self) -> None:
        """Follow the limit that the dossier asks for, for this one dossier."""
        place = self.told.refusal.place if self.told and self.told.refusal else {}
        name, number = place.get("limit"), place.get("number")
        if isinstance(name, str) and isinstance(number, int):
            self.limits[name] = number
            self.start()

    def _stop(self) -> None:
        self.job.stop()
        self.stop_button.setEnabled(False)
        self.far.setText(ui("Stopping…"))

    def _on_moved(self) -> None:
        made = self.job.made
        self.bar.setRange(0, STEPS if made.total else 0)
        if made.total:
            self.bar.setValue(min(STEPS, made.done * STEPS // made.total))
        if not self.job.is_stopping:
            self.far.setText(stage_name(made.stage))

    def show_result(self, told: Verification) -> None:
        """Show what came of it."""
        self.told = told
        self.model.show(told)
        self.about.setPlainText("\n".join(_lines(told)))
        if told.refusal is not None:
            self.notices.add(told.refusal.code, dict(told.refusal.place))
        self.refresh()
        self.fit()
        self.close_button.setFocus()

    def _on_failed(self, error: LeakverifyError) -> None:
        self.refresh()
        if isinstance(error, Cancelled):
            self.said.setText(ui("Stopped as you asked. Nothing was compared."))
        else:
            self.notices.add(error.code, error.place)

    def _on_row(self, current: QModelIndex) -> None:
        if (line := self.model.line(current.row())) is not None and self.told is not None:
            self.about.setPlainText("\n".join([*line.detail, "", *_lines(self.told)]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:  # the window behind would wait for the job
            self.job.stop()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.fit)  # the table hears of its font after this

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def reject(self) -> None:
        """Escape stops what runs before it closes the window."""
        if self.job.is_running:
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.job.stop()
        super().closeEvent(event)


def _said(told: Verification | None, *, running: bool) -> str:
    """Where things stand, in a line."""
    if running:
        return ui("The dossier is looked through and run again.")
    if told is not None:
        return words.headline(told)
    return ui(
        "A dossier tells whether anything in it was changed. With its files it is run again, and you see what says the same."
    )


def _lines(told: Verification) -> Iterator[str]:
    """Everything beside the comparison, part by part."""
    parts = [
        [words.counts_sentence(told), *words.vault_sentences(told)] if told.now else [],
        [words.fault_sentence(fault) for fault in told.faults],
        [words.file_sentence(file) for file in told.files],
        words.version_sentences(told.then, told.now, told.findings) if told.then else [],
    ]
    if told.signer:
        digits = told.signer.fingerprint
        parts.append(
            words.signer_sentences(told.signer, signing.in_groups(digits), signing.in_words(digits))
        )
    parts.append([words.act_line(act) for act in told.custody])
    for part in parts:
        for line in part[:MOST_LINES]:
            yield ours_on_screen(line, LONGEST)
