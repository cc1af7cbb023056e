"""The findings that could be made, heaviest first, for the list on the verdict page."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from leakverify.gui.verdict.wording import row_said, title_of
from leakverify.model.finding import Finding
from leakverify.model.terms import State
from leakverify.words.say import side, weight

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FINDING_ROLE = Qt.ItemDataRole.UserRole + 1
SHORT: Final = (3, 8)


class WeighedModel(QAbstractListModel):
    """Findings in the order of their weight; only the first few until all are wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: tuple[Finding, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._side = ""
        self._all = False
        self._short = SHORT[0]

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show other findings; those that could not be made are not for this list."""
        made = [f for f in findings if f.state is State.COMPUTED]
        self._every = tuple(sorted(made, key=lambda f: (-abs(weight(f)), f.id)))
        self.show_side(self._side)

    def show_side(self, which: str) -> None:
        """Show the findings of one side alone (`against`, `supports`, `nothing`), or of all ("")."""
        self.beginResetModel()
        self._side = which
        self._findings = tuple(f for f in self._every if not which or side(f) == which)
        self.endResetModel()

    def count(self, which: str) -> int:
        """How many findings stand on a side."""
        return sum(side(f) == which for f in self._every)

    @property
    def shown_side(self) -> str:
        """The side that is shown alone; "" for all."""
        return self._side

    def set_all(self, *, wanted: bool) -> None:
        """Show all findings, or only the heaviest."""
        self._show(wanted=wanted, short=self._short)

    def set_short(self, lines: int) -> None:
        """How many of the heaviest are shown while not all are wanted."""
        self._show(wanted=self._all, short=min(SHORT[1], max(SHORT[0], lines)))

    def _show(self, *, wanted: bool, short: int) -> None:
        """Lines come and go at the end only, so what is chosen stays chosen."""
        before = self.rowCount()
        after = len(self._findings) if wanted else min(short, len(self._findings))
        if after > before:
            self.beginInsertRows(ROOT, before, after - 1)
        elif after < before:
            self.beginRemoveRows(ROOT, after, before - 1)
        self._all, self._short = wanted, short
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()

    @property
    def is_all(self) -> bool:
        """Whether all findings are wanted."""
        return self._all

    @property
    def total(self) -> int:
        """How many findings there are on the side that is shown, listed or not."""
        return len(self._findings)

    def row_of(self, finding: str) -> int:
        """The row of a finding by its id, or of the heaviest of a check by the check's; -1 for none."""
        ids = [f.id for f in self._findings]
        if finding in ids:
            return ids.index(finding)
        return next((i for i, f in enumerate(self._findings) if f.check == finding), -1)

    def finding(self, row: int) -> Finding | None:
        """The finding of a row, shown or not."""
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        if parent.isValid():
            return 0
        return len(self._findings) if self._all else min(self._short, len(self._findings))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        finding = self._findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(finding)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_said(finding)
        return finding if role == FINDING_ROLE else None
