"""Goes to a row of the sample by its number, once the table has been told that there are so many."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QTableView

from leakverify.gui.rows.model import RowsModel


class Jump(QObject):
    """For a table that shows all rows in file order; whoever asks sees to that."""

    def __init__(self, table: QTableView, model: RowsModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._wanted = 0
        model.modelReset.connect(self._go)

    def to(self, row: int) -> None:
        """Go to a row, from 1, now or as soon as it is known to be there."""
        self._wanted = row
        self._go()

    def _go(self) -> None:
        if not 0 < self._wanted <= self._model.total:
            return
        index = self._model.index(self._wanted - 1, 0)
        self._wanted = 0
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
