"""Groups of one column with their rows, the chosen ones ticked. Cells among them are masked as everywhere."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from leakverify.gui.widgets.mask import masked
from leakverify.model.messages import Facet
from leakverify.model.picks import DATE_PARTS, HOLDS, VALUE, Pick
from leakverify.model.terms import Role
from leakverify.safe_text import for_screen
from leakverify.words.facets import group_name
from leakverify.words.numbers import count
from leakverify.words.say import ui

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
CHOSEN: Final = "✓"
SHARE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
LONGEST: Final = 120
IN_ORDER: Final = DATE_PARTS | {"length", "digit"}
"""Groups with an order of their own are listed in it, the others by their rows."""


def shown_group(kind: str, key: str, role: Role, *, is_masked: bool) -> str:
    """A group as the screen may show it."""
    if kind in {VALUE, HOLDS} and key and is_masked:
        key = masked(key, role)
    return for_screen(group_name(kind, key), LONGEST)


class FacetModel(QAbstractTableModel):
    """The groups of one facet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facet: Facet | None = None
        self._groups: tuple[tuple[str, int], ...] = ()
        self._role = Role.UNKNOWN
        self._chosen: frozenset[str] = frozenset()
        self._masked = True

    @property
    def facet(self) -> Facet | None:
        """What is listed."""
        return self._facet

    def show(self, facet: Facet | None, role: Role, chosen: frozenset[str]) -> None:
        """List other groups, or none."""
        self.beginResetModel()
        self._facet, self._role, self._chosen = facet, role, chosen
        groups = facet.values if facet is not None else ()
        if facet is not None and facet.kind in IN_ORDER:
            groups = tuple(sorted(groups, key=lambda g: (g[0] == "none", len(g[0]), g[0])))
        self._groups = groups
        self.endResetModel()

    def set_masked(self, *, masked: bool) -> None:
        """Mask cells or show them."""
        self.beginResetModel()
        self._masked = masked
        self.endResetModel()

    def pick(self, row: int) -> Pick | None:
        """The group in a line, as a filter."""
        if self._facet is None or not 0 <= row < len(self._groups):
            return None
        return Pick(self._facet.column, self._facet.kind, self._groups[row][0])

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _across(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return ui("Rows") if section else ui("Group")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._facet is None:
            return None
        key, rows = self._groups[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return count(rows) if index.column() else self._shown(key)
            case Qt.ItemDataRole.AccessibleTextRole:
                return count(rows) if index.column() else self._heard(key, rows)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _across(index.column())
            case _ if role == SHARE_ROLE:
                return rows / max(1, self._facet.rows)
        return None

    def _shown(self, key: str) -> str:
        text = shown_group(self._facet_kind, key, self._role, is_masked=self._masked)
        return f"{CHOSEN} {text}" if key in self._chosen else text

    def _heard(self, key: str, rows: int) -> str:
        text = shown_group(self._facet_kind, key, self._role, is_masked=self._masked)
        line = (
            ui("{group}, {rows} rows, chosen")
            if key in self._chosen
            else ui("{group}, {rows} rows")
        )
        return line.format(group=text, rows=count(rows))

    @property
    def _facet_kind(self) -> str:
        return self._facet.kind if self._facet is not None else VALUE


def _across(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
