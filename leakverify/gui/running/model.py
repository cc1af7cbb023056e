"""Findings as they come in: a sign, a title, the kind of evidence, a figure."""

from bisect import bisect_left
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from leakverify.gui.widgets.line_model import SIDE_ROLE
from leakverify.model.finding import Finding
from leakverify.model.terms import State
from leakverify.safe_text import ours_on_screen
from leakverify.words.lists import dotted
from leakverify.words.say import (
    family_name,
    finding_figure,
    finding_title,
    reason_sentence,
    side,
    ui,
    weight,
)

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FINDING_ROLE = Qt.ItemDataRole.UserRole + 1
SIGNS = {"against": "◆", "supports": "◇", "nothing": "–"}


class Field(IntEnum):
    """The table's columns."""

    SIGN = 0
    TITLE = 1
    FAMILY = 2
    FIGURE = 3


class FindingsModel(QAbstractTableModel):
    """Findings, the heaviest first; those that do not apply come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []

    def clear(self) -> None:
        """A new run begins."""
        self.beginResetModel()
        self._findings = []
        self.endResetModel()

    def add(self, finding: Finding) -> None:
        """Take a finding in at its place; a provisional one of the same name goes."""
        for row, old in enumerate(self._findings):
            if old.id == finding.id:
                self.beginRemoveRows(ROOT, row, row)
                del self._findings[row]
                self.endRemoveRows()
                break
        row = bisect_left(self._findings, _order(finding), key=_order)
        self.beginInsertRows(ROOT, row, row)
        self._findings.insert(row, finding)
        self.endInsertRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Field)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Field.FIGURE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = ("", ui("Finding"), ui("Kind of evidence"), ui("Figure"))
        return names[section] if 0 <= section < len(names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._findings):
            return None
        finding = self._findings[index.row()]
        field = Field(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(finding, field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _said(finding) if field is Field.SIGN else _text(finding, field)
        if role == FINDING_ROLE:
            return finding
        if role == SIDE_ROLE:
            return side(finding)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            level = Qt.AlignmentFlag.AlignVCenter
            across = (
                Qt.AlignmentFlag.AlignRight if field is Field.FIGURE else Qt.AlignmentFlag.AlignLeft
            )
            return level | across
        return None


def _order(finding: Finding) -> tuple[int, float, str]:
    """What has weight first, then what says nothing, then what does not apply."""
    applies = 0 if finding.state is State.COMPUTED else 1
    return applies, -abs(weight(finding)), finding.id


def _said(finding: Finding) -> str:
    """The sign in a word, for those who hear it."""
    words = {
        "against": ui("speaks against the claim"),
        "supports": ui("speaks for the claim"),
        "nothing": ui("says nothing either way"),
    }
    return words[side(finding)]


def _text(finding: Finding, field: Field) -> str:
    match field:
        case Field.SIGN:
            return SIGNS[side(finding)]
        case Field.TITLE if finding.state is State.COMPUTED:
            return ours_on_screen(finding_title(finding), 200)
        case Field.TITLE:
            title = ours_on_screen(finding_title(finding), 200)
            return dotted((title, reason_sentence(finding.reason or "")))
        case Field.FAMILY:
            return family_name(finding.family)
        case Field.FIGURE:
            return ours_on_screen(finding_figure(finding), 60)
