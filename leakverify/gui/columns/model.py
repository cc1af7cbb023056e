"""The columns of the sample as a table: what each holds, how sure that is, and five masked cells."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from leakverify.gui.columns.reason import why
from leakverify.gui.widgets.mask import masked
from leakverify.model.messages import Columns
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen, in_sentence
from leakverify.words.numbers import share
from leakverify.words.say import role_name, ui

if TYPE_CHECKING:
    from leakverify.model.mapping import ColumnRole
    from leakverify.model.sample import ColumnInfo

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SHOWN_LENGTH = 48


class Field(IntEnum):
    """The table's columns."""

    NUMBER = 0
    NAME = 1
    ROLE = 2
    SURE = 3
    WHY = 4
    FILLED = 5
    EXAMPLES = 6


class ColumnsModel(QAbstractTableModel):
    """One row a column. Editing the role asks `overrule(name, role)`; the model itself decides nothing."""

    def __init__(
        self, overrule: Callable[[str, Role], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._overrule = overrule
        self._infos: tuple[ColumnInfo, ...] = ()
        self._guesses: dict[str, ColumnRole] = {}
        self._examples: tuple[tuple[str, ...], ...] = ()
        self._roles: Mapping[str, Role] = {}
        self._whole = True
        self._masked = True

    def set_columns(
        self, columns: Columns | None, roles: Mapping[str, Role], *, whole: bool = True
    ) -> None:
        """Show what the analyst found and what the user overruled; `whole`: all rows were read."""
        infos = columns.columns if columns else ()
        same = [i.name for i in infos] == [i.name for i in self._infos]
        if not same:
            self.beginResetModel()
        self._infos = infos
        self._guesses = {g.name: g for g in columns.guesses} if columns else {}
        self._examples = columns.examples if columns else ()
        self._roles = dict(roles)
        self._whole = whole
        if not same:
            self.endResetModel()
        elif infos:
            self._touch()

    def set_masked(self, *, masked: bool) -> None:
        """Mask the example cells or show them."""
        self._masked = masked
        if self._infos:
            self._touch()

    def role_at(self, row: int) -> Role:
        """What the column in this row holds."""
        info = self._infos[row]
        return self._roles.get(info.name, Role(info.role))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._infos)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Field.ROLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = {
            Field.NUMBER: "",
            Field.NAME: ui("Column"),
            Field.ROLE: ui("Holds"),
            Field.SURE: ui("Sure"),
            Field.WHY: ui("Because of"),
            Field.FILLED: ui("Filled"),
            Field.EXAMPLES: ui("Examples"),
        }
        return names[Field(section)] if 0 <= section < len(Field) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._infos):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index.row(), Field(index.column()))
        if role == Qt.ItemDataRole.EditRole and index.column() == Field.ROLE:
            return str(self.role_at(index.row()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != Field.ROLE:
            return False
        try:
            wanted = Role(value)
        except ValueError:
            return False
        self._overrule(self._infos[index.row()].name, wanted)
        return True

    def _text(self, row: int, field: Field) -> str:
        info = self._infos[row]
        overruled = info.name in self._roles
        guess = self._guesses.get(info.name)
        match field:
            case Field.NUMBER:
                return str(info.position)
            case Field.NAME:
                return for_screen(info.name, 80)
            case Field.ROLE:
                return role_name(self.role_at(row))
            case Field.SURE:
                sure = guess.confidence if guess else info.confidence
                return "–" if overruled else share(round(sure, 2))
            case Field.WHY:
                return why(guess.reason if guess else info.reason, overruled=overruled)
            case Field.FILLED:
                return share(info.filled) if self._whole else "…"
            case Field.EXAMPLES:
                return self._example_text(row)

    def _example_text(self, row: int) -> str:
        cells = self._examples[row] if row < len(self._examples) else ()
        holds = self.role_at(row)
        shown = (in_sentence(masked(c, holds) if self._masked else c, SHOWN_LENGTH) for c in cells)
        return "   ".join(shown)

    def _touch(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._infos) - 1, len(Field) - 1))
