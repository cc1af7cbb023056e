"""A table of lines that are made once and shown as they are: text in every column, a side that colours the sign."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
SIDE_ROLE: Final = Qt.ItemDataRole.UserRole + 2


class TableLine(Protocol):
    """One line: a harmless text for each column, the sign first, and the side that it stands on."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The text of each column."""
        ...

    @property
    def side(self) -> str:
        """The name of the sign's colour."""
        ...


L = TypeVar("L", bound=TableLine)


class LineModel(QAbstractTableModel, Generic[L]):
    """Lines under these names of columns, all of them or those that fit."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._all: list[L] = []
        self._lines: list[L] = []
        self._fits: Callable[[L], bool] = lambda _line: True

    def show_lines(self, lines: Iterable[L]) -> None:
        """Show other lines."""
        self._all = list(lines)
        self.narrow(self._fits)

    def narrow(self, fits: Callable[[L], bool]) -> None:
        """Show only the lines that fit."""
        self.beginResetModel()
        self._fits = fits
        self._lines = [line for line in self._all if fits(line)]
        self.endResetModel()

    def rename(self, names: Sequence[str]) -> None:
        """Head the columns otherwise; there are as many as before."""
        self._names = tuple(names)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._names) - 1)

    def line(self, row: int) -> L | None:
        """One line."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._names[section] if 0 <= section < len(self._names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:  # the sign is heard as the whole line
            return line.cells[column] if column else ", ".join(c for c in line.cells[1:] if c)
        return line.side if role == SIDE_ROLE else None
