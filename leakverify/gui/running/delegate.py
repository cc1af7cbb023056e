"""The sign of a finding in its colour; shape and place say the same in grey."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.line_model import SIDE_ROLE

Index = QModelIndex | QPersistentModelIndex


class SignDelegate(QStyledItemDelegate):
    """Colours the sign by the side that it stands on."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        side = index.data(SIDE_ROLE)
        colour = QColor(getattr(tokens_of(option.widget), side or "soft"))
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            option.palette.setColor(group, QPalette.ColorRole.Text, colour)
            option.palette.setColor(group, QPalette.ColorRole.HighlightedText, colour)
        option.displayAlignment = Qt.AlignmentFlag.AlignCenter
