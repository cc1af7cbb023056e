"""Every decision since the sample was opened, by name, the last one first; one press goes back to a point, and forward again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from leakverify.gui.decisions import Decision
from leakverify.gui.widgets.announce import announce
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui


class HistoryWindow(QDialog):
    """Shows a stack of decisions and moves along it. Nothing of the sample itself is ever changed."""

    def __init__(self, parent: QWidget, stack: QUndoStack) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("History of decisions"))
        self._stack = stack
        self.list = QListWidget()
        self.go_button = button(
            ui("Go to this point"), self._on_go, kind="primary", name="go_to_point"
        )
        self.undo_button = button(ui("Undo"), stack.undo, name="history_undo")
        self.redo_button = button(ui("Redo"), stack.redo, name="history_redo")
        self._build()
        stack.indexChanged.connect(self._on_moved)
        stack.cleanChanged.connect(self._on_moved)
        self.refresh()

    def refresh(self) -> None:
        """List the decisions as they stand."""
        stack = self._stack
        self.list.clear()
        names = [_named(stack, at) for at in range(stack.count())]
        for point in range(len(names), -1, -1):
            name = names[point - 1] if point else ui("As it was opened")
            self.list.addItem(self._item(point, name[:1].upper() + name[1:]))
        self.list.setCurrentRow(len(names) - stack.index())
        self.undo_button.setEnabled(stack.canUndo())
        self.redo_button.setEnabled(stack.canRedo())

    def _item(self, point: int, name: str) -> QListWidgetItem:
        """One point: now, before, or taken back."""
        now = self._stack.index()
        text = name
        if point == now:
            text = ui("{decision} (now)").format(decision=name)
        elif point > now:
            text = ui("{decision} (taken back)").format(decision=name)
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, point)
        return item

    def _build(self) -> None:
        self.list.setObjectName("history_list")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(ui("Decisions, the last one first"))
        self.list.itemActivated.connect(lambda _i: self._on_go())
        close = button(ui("Close"), self.close, name="close_history")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(ui("History of decisions"), kind="headline", wrap=True))
        told = ui(
            "Choose a point to go back to. What was taken back can be done again until another decision is made."
        )
        layout.addWidget(plain_label(told, kind="soft", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(row(self.undo_button, self.redo_button, None, self.go_button, close))

    def _on_moved(self, _where: object) -> None:
        """A stack that is being deleted says once more that it is empty."""
        if isValid(self._stack):
            self.refresh()

    def _on_go(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._stack.setIndex(item.data(Qt.ItemDataRole.UserRole))
            announce(self, self.list.currentItem().text())


def _named(stack: QUndoStack, at: int) -> str:
    """A decision in the language in use, whichever it was made in."""
    command = stack.command(at)
    return command.name if isinstance(command, Decision) else stack.text(at)
