"""The columns pane."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView

from leakverify.case.setting_file import dkim_keys
from leakverify.gui.columns.file_card import FileCard
from leakverify.gui.columns.model import ColumnsModel, Field
from leakverify.gui.columns.role_editor import RoleDelegate
from leakverify.gui.columns.traps_card import TrapsCard
from leakverify.gui.files import choose_files
from leakverify.gui.heard import Phase
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.cells import CellDelegate
from leakverify.gui.widgets.empty import EmptyState
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.table import FittedTable, dress, set_row_height, set_widths
from leakverify.model.errors import UsageProblem
from leakverify.words.say import ui

WIDTHS = {
    Field.NUMBER: 6,
    Field.NAME: 18,
    Field.ROLE: 20,
    Field.SURE: 10,
    Field.WHY: 18,
    Field.FILLED: 11,
}
LEAST_EXAMPLES = 16
SPARE: dict[int, int] = {Field.FILLED: 112, Field.WHY: 80, Field.SURE: 70, Field.NUMBER: 60}
"""In digits of the font in use; examples take the rest."""


class ColumnsPane(Pane):
    """What each column holds, and the user's word on it. `verdict_wanted`: the user wants to read the result."""

    open_wanted = Signal()
    verdict_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            ui("What the columns hold"),
            ui(
                "Found out from the cells first and the names second. The checks have begun on this; "
                "what you change is checked again, and can be undone."
            ),
        )
        self.setAccessibleName(ui("Columns"))
        self._session = session
        self.choose_files = choose_files
        self._nothing = EmptyState("", "", "", self.open_wanted.emit)
        self.file_card = FileCard()
        self.traps_card = TrapsCard()
        self.model = ColumnsModel(session.overrule, self)
        self.table = FittedTable(most=40, spare=SPARE)
        dress(self.table, "columns_table", ui("Columns of the sample"))
        self.verdict_button = button(
            ui("Read the result"), self.verdict_wanted.emit, kind="primary", name="columns_done"
        )
        self.verdict_button.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.set_empty(self._nothing)
        self._say_nothing_yet()
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setItemDelegateForColumn(Field.ROLE, RoleDelegate(self.table))
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            triggers.EditKeyPressed | triggers.SelectedClicked | triggers.DoubleClicked
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(self.table)
        hint = plain_label(
            ui("Press Enter or F2 on a row to change what the column holds."),
            kind="small",
            wrap=True,
        )
        self.content.addWidget(self.file_card)
        self.content.addWidget(self.traps_card)
        self.content.addWidget(card)
        below = row(hint, self.verdict_button)
        below.setStretch(0, 1)
        self.content.addLayout(below)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.file_card.read_as.connect(self._session.choices.read_as)
        self.file_card.keys_wanted.connect(self._ask_for_keys)
        self._session.phase_changed.connect(self._say_nothing_yet)
        self._session.sample_changed.connect(self.refresh_file)
        self._session.columns_changed.connect(self.refresh)
        self._session.decisions_changed.connect(self.refresh)
        self._session.masked_changed.connect(self._on_masked)
        self._session.assessment_changed.connect(self._on_assessment)
        self.table.activated.connect(
            lambda index: self.table.edit(self.model.index(index.row(), Field.ROLE))
        )
        self.table.clicked.connect(self._on_clicked)

    def catch_up(self) -> None:
        """Show what was told before this pane was made."""
        self._say_nothing_yet()
        self._on_masked()
        self.refresh_file()
        self.refresh()
        self._on_assessment()

    def _ask_for_keys(self) -> None:
        """Have the signatures of mails checked against keys in a file; can be undone."""
        chosen = self.choose_files(self)
        if not chosen:
            return
        try:
            self._session.choices.read_as("dkim_keys", dkim_keys(chosen[0]))
        except UsageProblem as error:
            self._session.problem_met.emit(error.code, error.place, chosen[0].name)

    def refresh_file(self) -> None:
        """Show the file as it was read."""
        source = self._session.heard.source
        if source is None or not source.files:
            self.file_card.forget()
            self.traps_card.show_files(())
            self.show_empty()
            return
        self.file_card.show_source(source, self._session.decisions.read)
        self.traps_card.show_files(source.files)
        self.show_content()

    def _on_assessment(self) -> None:
        """The checks end while one looks at the columns: say so here, with the way on."""
        self.verdict_button.setVisible(self._session.assessment is not None)

    def refresh(self) -> None:
        """Show the columns as they are mapped now."""
        heard = self._session.heard
        whole = heard.source is not None and heard.source.final
        self.model.set_columns(heard.columns, self._session.decisions.roles, whole=whole)
        self.fit()

    def fit(self) -> None:
        """Give the table its height and its columns their width, by the font in use."""
        set_row_height(self.table)
        digit = self.table.fontMetrics().horizontalAdvance("0")
        set_widths(self.table, WIDTHS)
        self.table.horizontalHeader().setMinimumSectionSize(2 * digit)
        self.table.setColumnWidth(Field.EXAMPLES, LEAST_EXAMPLES * digit)
        self.table.fit()

    def _say_nothing_yet(self) -> None:
        """Before the first rows are read: invite, or tell that a file is being opened."""
        if self._session.phase is Phase.OPENING:
            self._nothing.say(
                ui("Opening the sample…"),
                ui("Its fingerprint is taken, and its first rows are read."),
                ui("Stop"),
                self._session.cancel,
            )
        else:
            self._nothing.say(
                ui("No sample yet"),
                ui("Open a file, and this page tells what each of its columns holds."),
                ui("Open a file…"),
                self.open_wanted.emit,
            )

    def _on_masked(self) -> None:
        self.model.set_masked(masked=self._session.masked)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == Field.ROLE:
            self.table.edit(index)
