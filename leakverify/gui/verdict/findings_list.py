"""The list of findings, as high as its lines, and the words over its bars."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QWidget

from leakverify.gui.theme import tokens_of
from leakverify.gui.verdict.finding_line import LineDelegate, areas_of, line_height
from leakverify.gui.verdict.findings_model import FINDING_ROLE, WeighedModel
from leakverify.gui.verdict.wording import figure_of
from leakverify.gui.widgets.chart_paint import small_font
from leakverify.gui.widgets.mirror import LEFT, RIGHT, is_mirrored
from leakverify.words.say import ui


class AxisHead(QWidget):
    """The words over the bars: which side is which; left out where they would touch the heading."""

    def __init__(self, heading: QWidget, findings: "FindingsList") -> None:
        super().__init__()
        self._heading = heading
        self._findings = findings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, _event: QEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self)
        digit = QFontMetricsF(self.font()).horizontalAdvance("0")
        line, figures = QRectF(self.rect()), self._findings.lines.figures
        bar = areas_of(line, digit, figures, mirrored=is_mirrored(self)).bar
        painter.setFont(small_font(self.font()))
        painter.setPen(QColor(tokens.soft))
        middle = bar.center().x()
        wide = bar.width()
        from_edge = self.width() - middle if is_mirrored(self) else middle
        if self._heading.sizeHint().width() > from_edge - wide / 2 - 16:
            return
        painter.drawText(QRectF(middle - wide - 6, 0, wide, self.height()), RIGHT, ui("against"))
        painter.drawText(QRectF(middle + 6, 0, wide, self.height()), LEFT, ui("for"))

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().height() + 2)


class FindingsList(QListView):
    """As high as its lines. `chosen` carries a finding; Enter or a double click asks for its rows."""

    chosen = Signal(object)
    rows_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self.setAccessibleName(ui("What speaks for and against"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.lines = LineDelegate(self)
        self.setItemDelegate(self.lines)
        self.weighed = WeighedModel(self)
        self.setModel(self.weighed)
        for changed in (
            self.weighed.modelReset,
            self.weighed.rowsInserted,
            self.weighed.rowsRemoved,
        ):
            changed.connect(self.fit)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_current)
        self.activated.connect(self._on_activated)

    def pick(self, row: int) -> None:
        """Choose a line, as a click would."""
        index = self.weighed.index(row, 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def unpick(self) -> None:
        """Nothing is chosen any more; the next arrow key starts where one was."""
        self.clearSelection()

    def fit(self) -> None:
        """Take the height of the lines."""
        high = line_height(self) * self.weighed.rowCount() + 2
        if high != self.height():
            self.setFixedHeight(high)
            self.updateGeometry()
        shown = (self.weighed.finding(row) for row in range(self.weighed.rowCount()))
        texts = (figure_of(finding) for finding in shown if finding is not None)
        measured = QFontMetricsF(self.font())
        self.lines.figures = (
            max((measured.horizontalAdvance(text) for text in texts), default=0.0) + 2
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
            self.fit()
        super().changeEvent(event)

    def _on_current(self, current: QModelIndex, _before: QModelIndex | None = None) -> None:
        finding = current.data(FINDING_ROLE) if current.isValid() else None
        if finding is not None:
            self.chosen.emit(finding)

    def _on_activated(self, index: QModelIndex) -> None:
        finding = index.data(FINDING_ROLE)
        if finding is not None:
            self.rows_wanted.emit(finding)
