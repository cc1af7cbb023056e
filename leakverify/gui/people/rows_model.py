"""The list of rows to call as a table: numbers and outcomes, nothing of the rows themselves."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from leakverify.gui.people.queue import Line
from leakverify.gui.widgets.line_model import Index, LineModel
from leakverify.safe_text import for_screen
from leakverify.words.call_desk import outcome_name
from leakverify.words.numbers import count
from leakverify.words.people_desk import part_name
from leakverify.words.say import ui


class Column(IntEnum):
    """The columns of the list."""

    PLACE = 0
    ROW = 1
    STATE = 2
    ATTEMPTS = 3
    PART = 4
    STRATUM = 5
    WHO = 6


RIGHT: Final = frozenset({Column.PLACE, Column.ROW, Column.ATTEMPTS})


@dataclass(frozen=True, slots=True)
class CallRow:
    """One row of the list as it is shown."""

    line: Line

    @property
    def cells(self) -> tuple[str, ...]:
        """The text of each column."""
        line, call = self.line, self.line.call
        return (
            count(line.place),
            count(line.row),
            outcome_name(call.outcome) if call else ui("to call"),
            count(line.attempts) if line.attempts else "",
            part_name(line.part),
            for_screen(line.stratum, 60),
            for_screen(call.who, 16) if call else "",
        )

    @property
    def side(self) -> str:
        """Rows of this list have no side."""
        return "nothing"


class CallRowsModel(LineModel[CallRow]):
    """Numbers stand at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        names = (
            ui("Call"),
            ui("Row"),
            ui("Outcome"),
            ui("Attempts"),
            ui("List"),
            ui("Part of the file"),
            ui("Caller"),
        )
        super().__init__(names, parent)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.isValid():
            return _alignment(index.column())
        return super().data(index, role)


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
