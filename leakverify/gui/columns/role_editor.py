"""The choice of a column's role, by keyboard or mouse, right in the table."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.mirror import is_mirrored
from leakverify.model.terms import Role
from leakverify.words.say import role_name, ui

Index = QModelIndex | QPersistentModelIndex
CHEVRON = 14


class RoleDelegate(QStyledItemDelegate):
    """Shows the role with a chevron; editing opens a list of all roles in the language's order."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect = option.rect
        sign = tinted("chevron", tokens_of(option.widget).soft)
        top = rect.center().y() - CHEVRON // 2
        left = rect.left() + 6 if is_mirrored(option.widget) else rect.right() - CHEVRON - 6
        sign.paint(painter, QRect(left, top, CHEVRON, CHEVRON))

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QComboBox:
        box = QComboBox(parent)
        box.setAccessibleName(ui("What this column holds"))
        known = sorted((r for r in Role if r not in (Role.UNKNOWN, Role.IGNORE)), key=role_name)
        for role in (*known, Role.UNKNOWN, Role.IGNORE):
            box.addItem(role_name(role), str(role))
        box.activated.connect(lambda _i: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
