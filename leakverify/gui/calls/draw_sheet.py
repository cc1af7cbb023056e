"""Draw rows to call: how many, under which seed, shared by what. It writes numbers of rows and shows none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from leakverify.engine.decode_strata import DIVIDING
from leakverify.gui.calls.draw_job import Division, draw_and_write, seed_of
from leakverify.gui.calls.fields import NumberField, add_field
from leakverify.gui.dialogs import Sheet
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.label import plain_label
from leakverify.model.calling import Draw, DrawOrder
from leakverify.model.errors import LeakverifyError
from leakverify.safe_text import for_screen
from leakverify.words import calling
from leakverify.words.say import error_sentence, role_name, ui

ChoosePath = Callable[[QWidget, str], Path | None]
WIDTH = 640
CALLS = 30
PROPOSED = "rows-to-call.csv"
LONGEST_CASE = 200


def choose_path(parent: QWidget, proposed: str) -> Path | None:
    """Ask where to write, in Qt's own dialog, which leaves no trace in the system's recent files."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        ui("Save the list"),
        proposed,
        options=QFileDialog.Option.DontUseNativeDialog,
    )
    return Path(chosen) if chosen else None


class DrawSheet(Sheet):
    """Reads the open sample's counts and columns; the draw itself is a job."""

    def __init__(
        self, parent: QWidget | None, session: Session, choose: ChoosePath = choose_path
    ) -> None:
        super().__init__(parent, ui("Draw rows to call"))
        self._session = session
        self._choose = choose
        self._drawn: list[str] = []
        self.calls = NumberField("draw_calls", ui("Calls"), CALLS, self.refresh)
        self.reserve = NumberField("draw_reserve", ui("In reserve"), 0, self.refresh)
        self.case = QLineEdit()
        self.by = QComboBox()
        self.seed = plain_label(kind="soft", wrap=True, name="draw_seed")
        self.state = plain_label(wrap=True, name="draw_state")
        self.save_button = button(ui("Save the list…"), self.save, kind="primary", name="draw_save")
        self.copy_button = button(ui("Copy how it was drawn"), self._copy, name="draw_copy")
        self._divisions: list[Division] = []
        self._build()
        session.sample_changed.connect(self.refresh)
        session.columns_changed.connect(self._fill)
        self._fill()

    @property
    def order(self) -> DrawOrder:
        """What is asked for."""
        return DrawOrder(self.calls.value(), self._seed(), self.reserve.value())

    def save(self) -> None:
        """Ask for a place, draw, and write the list there."""
        line, place = self._session.talk.line, self.by.currentIndex()
        path = self._choose(self, PROPOSED) if line is not None else None
        if line is None or path is None:
            return
        if path.suffix.lower() != ".csv":
            path = path.with_name(f"{path.name}.csv")
        order, rows, division = self.order, self._session.heard.rows, self._divisions[place]
        self.state.setText(ui("Drawing…"))
        self.save_button.setEnabled(False)
        self._session.jobs.submit(
            lambda: (path, draw_and_write(line, order, rows, division, path)),
            on_success=lambda made: self._on_drawn(*made),
            on_failure=self._on_error,
        )

    def refresh(self) -> None:
        """Show what can be drawn now."""
        heard = self._session.heard
        whole = bool(heard.source and heard.source.final)
        wanted = self.calls.value() + self.reserve.value()
        can = whole and self.calls.value() > 0 and wanted <= heard.rows
        self.save_button.setEnabled(can)
        self.copy_button.setVisible(False)
        self.seed.setText(for_screen(self._seed(), 200) if whole else "")
        self.state.setText(self._said(whole=whole, wanted=wanted, rows=heard.rows))

    def _said(self, *, whole: bool, wanted: int, rows: int) -> str:
        """What keeps a draw from being made, or from being believed."""
        if not self._session.is_open:
            return ui("Open a file first.")
        if not whole:
            return ui("The file is still being read.")
        if wanted > rows:
            return ui("The file has {rows} rows: ask for fewer.").format(rows=f"{rows:,}")
        return "" if self.case.text().strip() else calling.foreseeable_in_window()

    def _seed(self) -> str:
        return seed_of(self._session.heard.files, self.case.text().strip())

    def _build(self) -> None:
        self.body.addWidget(plain_label(calling.why_draw(), wrap=True))
        self.case.setObjectName("draw_case")
        self.case.setAccessibleName(ui("Case number"))
        self.case.setMaxLength(LONGEST_CASE)
        self.case.textChanged.connect(lambda _t: self.refresh())
        self.by.setObjectName("draw_by")
        self.by.setAccessibleName(ui("Share the calls by"))
        self.by.currentIndexChanged.connect(lambda _i: self.refresh())
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        add_field(grid, 0, self.calls, hint=ui("fixed now, not while calling"))
        add_field(
            grid, 1, self.reserve, hint=ui("in their order, for people who cannot be reached")
        )
        add_field(grid, 2, self.case)
        add_field(grid, 3, self.by)
        grid.addWidget(plain_label(ui("Seed")), 4, 0)
        grid.addWidget(self.seed, 4, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.state)
        self.close_button.setProperty("kind", "")
        self.close_button.setDefault(False)
        self.save_button.setDefault(True)
        self.buttons.insertWidget(0, self.copy_button)
        self.buttons.addWidget(self.save_button)
        self.setMinimumWidth(WIDTH)

    def _fill(self) -> None:
        """Offer the columns that a draw can be divided by."""
        chosen = self.by.currentText()
        self.by.blockSignals(True)
        self.by.clear()
        self._divisions = [Division(), Division("position")]
        self.by.addItems([ui("Nothing: one draw from all rows"), ui("Quarters of the file")])
        for info in self._session.heard.infos:
            role = self._session.role_of(info.position)
            if role in DIVIDING:
                self._divisions.append(Division(str(info.position), role))
                self.by.addItem(f"{for_screen(info.name, 60)} ({role_name(role)})")
        self.by.setCurrentIndex(max(self.by.findText(chosen), 0))
        self.by.blockSignals(False)
        self.refresh()

    def _on_drawn(self, path: Path, made: Draw) -> None:
        self.refresh()
        hashes = [file.sha256 for file in self._session.heard.files]
        self._drawn = [*calling.draw_lines(made), *(f"SHA-256: {digest}" for digest in hashes)]
        saved = ui("Saved as {name}.").format(name=for_screen(path.name, 80))
        self.state.setText(f"{saved} {self._drawn[0]}")
        self.copy_button.setVisible(True)

    def _on_error(self, error: LeakverifyError) -> None:
        self.refresh()
        self.state.setText(error_sentence(error.code, error.place))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._drawn))
