"""What a picture would show as wrong, found by asking the widgets: text that is cut, parts on top of each other, text that was not translated, controls without a name."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QTableView,
    QWidget,
)

from leakverify.gui.verdict.link import Link
from leakverify.gui.widgets.badge import Badge
from leakverify.gui.widgets.label import CellLabel, ElidedLabel
from leakverify.gui.widgets.wrapping import WrappingButton, WrappingCheck, WrappingRadio
from tests.pseudo import CLOSE, OPEN

Check = Callable[[QWidget], list[str]]
SLACK = 1
LEAST_PART = 3
"""Letters of a name that was cut short: fewer could be a word of ours."""
WORD = re.compile(r"\w*[^\W\d_]\w+|\w+[^\W\d_]")
HEX = re.compile(r"[0-9a-f]+")
ESCAPED = re.compile(r"\[U\+20(0E|0F|2[A-E]|6[6-9])\]")
PROGRAM = frozenset(
    [
        "Leakverify",
        "SHA",
        "PDF",
        "HTML",
        "JSON",
        "CSV",
        "DNS",
        "DKIM",
        "GiB",
        "MiB",
        "KiB",
        "Tab",
        "Shift",
        "Enter",
        "Space",
        "Ctrl",
        "Esc",
        "FR",
        "BTC",
        "F1",
        "F2",
        "F5",
        "landlock",
        "seccomp",
    ]
)
FLOATING = frozenset({"AxisHead", "Spot", "TourCard"})
"""The first paints beside the heading or not at all; the tour lies over the window on purpose."""
OF_SAMPLE = frozenset({"rows_table", "rows_preview", "practice_table", "compare_table"})
TO_BE_SAID = frozenset({"three_to_choose"})
"""In the language of the people who are called."""
INTERACTIVE = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.SpinBox,
        QAccessible.Role.List,
        QAccessible.Role.Table,
        QAccessible.Role.Slider,
        QAccessible.Role.PushButton,
    }
)


def _seen(root: QWidget) -> Iterator[QWidget]:
    """Every visible part of a window."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisibleTo(root) and widget.window() is root.window():
            yield widget


def _told(widget: QWidget, text: str) -> str:
    return f"{type(widget).__name__}#{widget.objectName() or '-'}: {text[:70]!r}"


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose text does not fit, or that stick out of what can be scrolled to."""
    out = []
    for widget in _seen(root):
        text = _cut(widget)
        if text or (text := _sticks_out(widget)):
            out.append(_told(widget, text))
    return out


def _cut(widget: QWidget) -> str:
    """The text that does not fit; "" where all does."""
    if isinstance(widget, ElidedLabel | CellLabel | Badge | Link):
        return ""  # they end in … or wrap, and tell the whole to a screen reader
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            return widget.text() if need > widget.height() + SLACK else ""
        return widget.text() if _needs(widget) > widget.width() + SLACK else ""
    if isinstance(widget, WrappingButton | WrappingCheck | WrappingRadio):
        return (
            widget.text() if widget.heightForWidth(widget.width()) > widget.height() + SLACK else ""
        )
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton) and widget.text():
        return widget.text() if _needs(widget) > widget.width() + SLACK else ""
    if isinstance(widget, QListWidget) and widget.objectName() == "rail":
        wide = widget.sizeHintForColumn(0) > widget.viewport().width() + SLACK
        return "rail" if wide else ""
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        return _cut_heading(widget)
    return ""


def _needs(widget: QWidget) -> int:
    widget.ensurePolished()
    return max(widget.sizeHint().width(), 0)


def _cut_heading(header: QHeaderView) -> str:
    model, table = header.model(), header.parentWidget()
    if table is not None and table.objectName() in OF_SAMPLE:
        return ""  # its columns are named by whoever made the file
    for section in range(header.count()) if model is not None else ():
        text = model.headerData(section, Qt.Orientation.Horizontal)
        if not isinstance(text, str) or header.isSectionHidden(section):
            continue
        if header.fontMetrics().horizontalAdvance(text) + 12 > header.sectionSize(section):
            return text
    return ""


def _sticks_out(widget: QWidget) -> str:
    """The text of a part that reaches beyond an area which cannot be scrolled across."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if not text or area is None:
        return ""
    if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return ""
    left = widget.mapTo(area.viewport(), QPoint(0, 0)).x()
    inside = left >= -SLACK and left + widget.width() <= area.viewport().width() + SLACK
    return "" if inside else text


def overlapping(root: QWidget) -> list[str]:
    """Parts of one whole that lie on top of each other."""
    out = []
    for parent in _seen(root):
        if isinstance(
            parent,
            QStackedWidget
            | QAbstractScrollArea
            | QAbstractSpinBox
            | QComboBox
            | QLineEdit
            | QSplitter
            | QHeaderView,
        ):
            continue
        parts = [
            w
            for w in parent.children()
            if isinstance(w, QWidget) and w.isVisibleTo(root) and not w.isWindow()
        ]
        for one, other in combinations(parts, 2):
            if FLOATING & {type(one).__name__, type(other).__name__}:
                continue
            shared = _area(one).intersected(_area(other))
            if shared.width() > SLACK and shared.height() > SLACK:
                out.append(f"{_told(one, _text(one))} / {_told(other, _text(other))}")
    return out


def _area(widget: QWidget) -> QRect:
    return widget.geometry()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def untranslated(root: QWidget, data: frozenset[str] = frozenset()) -> list[str]:
    """Texts with letters outside the brackets of a pseudo-language; `data` are words of the sample."""
    out = []
    for widget in _seen(root):
        for text in _texts(widget):
            found = WORD.findall(outside_brackets(text))
            if any(not _is_known(word, data) for word in found):
                out.append(_told(widget, text))
    return out


def _is_known(word: str, data: frozenset[str]) -> bool:
    """Whether a word is one of the program's names or the sample's, whole or cut short."""
    known = word in PROGRAM | data or HEX.fullmatch(word) is not None
    return known or (len(word) > LEAST_PART and any(word in name for name in data))


def outside_brackets(text: str) -> str:
    """What stands in no pair of brackets."""
    depth, out = 0, []
    for character in text:
        depth += (character == OPEN) - (character == CLOSE)
        if not depth:
            out.append(" " if character == CLOSE else character)
    return "".join(out)


def _texts(widget: QWidget) -> Iterator[str]:
    """Every text of ours that a part shows or tells; cells of the sample are not ours."""
    if isinstance(widget, CellLabel | QScrollBar) or widget.objectName() in TO_BE_SAID:
        return
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text().replace("&&", "&")
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(i) for i in range(widget.count()))
    if isinstance(widget, QListWidget):
        yield from (widget.item(i).text() for i in range(widget.count()))
    is_sample = widget.objectName() == "practice_table"
    if isinstance(widget, QTableView) and not is_sample and widget.model() is not None:
        model = widget.model()
        heads = (model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount()))
        yield from (h for h in heads if isinstance(h, str))
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader would call by their kind alone."""
    out = []
    for widget in _seen(root):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        if isinstance(widget, QScrollArea) or widget.objectName().startswith("qt_"):
            continue
        made = QAccessible.queryAccessibleInterface(widget)
        named = made is not None and made.text(QAccessible.Text.Name).strip()
        wants = isinstance(widget, QAbstractItemView) or (
            made is not None and made.role() in INTERACTIVE
        )
        if wants and not named:
            out.append(_told(widget, "without a name"))
    return out


def escaped(root: QWidget) -> list[str]:
    """Sentences of ours that were made visible as if they were cells: the islands in them show as code points."""
    found = ((widget, text) for widget in _seen(root) for text in _texts(widget))
    return [_told(widget, text) for widget, text in found if ESCAPED.search(text)]


CHECKS = {
    "clipped": clipped,
    "overlapping": overlapping,
    "untranslated": untranslated,
    "unnamed": unnamed,
    "escaped": escaped,
}
