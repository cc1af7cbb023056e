"""What stands in a pane and nowhere else, carried over when the pane is made again in another language: what was typed, chosen, ticked, scrolled to, and the focus."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
QT_OWN: Final = "qt_"
"""How Qt names parts that it makes itself, such as the line inside a spin box."""
FOLLOWS: Final = "follows"
"""The property of a list that nobody has touched and whose first entry the window's language decides."""


def carry(before: QWidget, after: QWidget) -> None:
    """From one pane to the same one made again: the n-th field of a kind is the n-th field of that kind."""
    _carry_choices(before, after)
    refresh = getattr(after, "refresh", None)
    if refresh is not None:
        refresh()
    _carry_texts(before, after)  # last: a form shows what was decided when it is refreshed
    for view, fresh in _pairs(before, after, QAbstractItemView):
        _choose_again(view, fresh)


def _carry_texts(before: QWidget, after: QWidget) -> None:
    for line, made in _pairs(before, after, QLineEdit):
        if line.text() != made.text() and not line.isReadOnly():
            made.setText(line.text())
    for text, again in _pairs(before, after, QPlainTextEdit):
        if not text.isReadOnly() and text.toPlainText() != again.toPlainText():
            again.setPlainText(text.toPlainText())


def _carry_choices(before: QWidget, after: QWidget) -> None:
    for spin, anew in _pairs(before, after, QSpinBox):
        anew.setValue(spin.value())
    for box, other in _pairs(before, after, QComboBox):
        if box.property(FOLLOWS):
            continue
        if box.count() == other.count() and box.currentIndex() != other.currentIndex():
            other.setCurrentIndex(box.currentIndex())
            other.activated.emit(box.currentIndex())  # as if the user had chosen it
    for button, twin in _pairs(before, after, QAbstractButton):
        if button.isCheckable() and twin.isEnabled() and button.isChecked() != twin.isChecked():
            twin.setChecked(button.isChecked())


def places_of(pane: QWidget) -> tuple[int, ...]:
    """How far each part is scrolled down."""
    return tuple(a.verticalScrollBar().value() for a in _parts(pane, QAbstractScrollArea))


def scroll_to(pane: QWidget, places: tuple[int, ...]) -> None:
    """Scroll each part to where it was; once the parts are laid out."""
    parts = list(_parts(pane, QAbstractScrollArea))
    if len(parts) == len(places):
        for part, place in zip(parts, places, strict=True):
            part.verticalScrollBar().setValue(place)


def focus_place(root: QWidget | None) -> tuple[type[QWidget], int] | None:
    """Where the focus is: the n-th part of its kind inside `root`."""
    focused = QApplication.focusWidget()
    if root is None or focused is None or not root.isAncestorOf(focused):
        return None
    kind = type(focused)
    return kind, list(_parts(root, kind)).index(focused)


def focus_again(root: QWidget | None, place: tuple[type[QWidget], int] | None) -> bool:
    """Put the focus back to the same place; whether there is one."""
    if root is None or place is None:
        return False
    parts = list(_parts(root, place[0]))
    if place[1] >= len(parts):
        return False
    parts[place[1]].setFocus()
    return True


def _pairs(before: QWidget, after: QWidget, kind: type[W]) -> Iterable[tuple[W, W]]:
    """The same fields of both; none where they have not as many, since then it is unclear which is which."""
    old, new = list(_parts(before, kind)), list(_parts(after, kind))
    return zip(old, new, strict=True) if len(old) == len(new) else ()


def _parts(root: QWidget, kind: type[W]) -> Iterator[W]:
    for found in root.findChildren(kind):
        if not found.objectName().startswith(QT_OWN):
            yield found


def _choose_again(view: QAbstractItemView, fresh: QAbstractItemView) -> None:
    """The same line of a list or table, where both have as many."""
    old, new = view.model(), fresh.model()
    current = view.currentIndex()
    if old is None or new is None or not current.isValid() or old.rowCount() != new.rowCount():
        return
    index = new.index(current.row(), current.column())
    fresh.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
