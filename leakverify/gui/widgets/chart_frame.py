"""A chart with its caption and a small menu: its data as a table, copied or saved as a picture, SVG or CSV."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QRegion
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from leakverify.gui.files import choose_place
from leakverify.gui.icons import tinted
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.chart import Chart
from leakverify.gui.widgets.label import plain_label
from leakverify.model.errors import OutputProblem
from leakverify.model.figure import Figure
from leakverify.reports import atomic, figure_table, svg
from leakverify.safe_text import ours_on_screen
from leakverify.words.say import error_sentence, ui

MOST_LINES: Final = 200
SHARP: Final = 2.0
LONGEST: Final = 900


class ChartFrame(QWidget):
    """Hidden while it has no figure. `chart` is the picture itself."""

    def __init__(self, *, choosable: bool = False, name: str = "") -> None:
        super().__init__()
        self.chart = Chart(choosable=choosable, name=name)
        self.heading = plain_label(kind="strong", wrap=True)
        self.caption = plain_label(kind="small", wrap=True, name=f"{name}_caption")
        self.menu = QMenu(self)
        self.more = button(
            ui("What can be done with this chart"), kind="quiet", name=f"{name}_menu"
        )
        self.table = QWidget()
        self._grid = QGridLayout(self.table)
        self._problem = plain_label(kind="against", wrap=True)
        self._build()
        self.show_figure(None)

    def show_figure(self, figure: Figure | None, caption: str = "", name: str = "") -> None:
        """Show another figure with what is said under it; None hides everything."""
        self.chart.show_figure(figure, name)
        self.setVisible(figure is not None)
        self.heading.setText(ours_on_screen(figure.title, LONGEST) if figure else "")
        self.heading.setVisible(bool(figure and figure.title))
        self.caption.setText(ours_on_screen(caption, LONGEST))
        self.caption.setVisible(bool(caption))
        self.table.setVisible(False)
        self._problem.setVisible(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._tint()

    def picture(self) -> QImage:
        """The chart as it is shown, sharp, on the ground of its panel."""
        image = QImage(self.chart.size() * SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARP)
        image.fill(tokens_of(self).panel)
        self.chart.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        return image

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        self.more.setText("")
        self.more.setMenu(self.menu)
        head = row(self.heading, self.more)
        head.setStretch(0, 1)
        head.setAlignment(self.more, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing)
        layout.addLayout(head)
        for widget in (self.chart, self.caption, self.table, self._problem):
            layout.addWidget(widget)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        for text, run in (
            (ui("Show or hide the data as a table"), self.toggle_table),
            (ui("Copy as a picture"), self.copy_picture),
            (ui("Copy as SVG"), self.copy_svg),
            (ui("Copy the data as CSV"), self.copy_csv),
            (ui("Save as SVG, PNG or CSV…"), self._ask_to_save),
        ):
            self.menu.addAction(text).triggered.connect(lambda _checked=False, run=run: run())
        self._tint()

    def _tint(self) -> None:
        size = self.fontMetrics().height()
        self.more.setIconSize(QSize(size, size))
        self.more.setIcon(tinted("more", tokens_of(self).soft, size))

    def toggle_table(self) -> None:
        """The exact figures under the chart, or the chart alone again."""
        figure = self.chart.figure
        if figure is None or not self.table.isHidden():
            self.table.setVisible(False)
            return
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        lines = [figure_table.header(), *figure_table.lines(figure)[:MOST_LINES]]
        for place, (of, value) in enumerate(lines):
            kind = "strong" if place == 0 else "small"
            self._grid.addWidget(
                plain_label(ours_on_screen(of, 80), kind=kind, wrap=True), place, 0
            )
            self._grid.addWidget(
                plain_label(ours_on_screen(value, 200), kind=kind, wrap=True), place, 1
            )
        self.table.setVisible(True)

    def copy_picture(self) -> None:
        """The chart as a picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    def copy_svg(self) -> None:
        """The chart as SVG on the clipboard, as a picture and as its text."""
        if self.chart.figure is not None:
            text = svg.draw(self.chart.figure)
            data = QMimeData()
            data.setText(text)
            data.setData("image/svg+xml", text.encode())
            QGuiApplication.clipboard().setMimeData(data)

    def copy_csv(self) -> None:
        """The exact figures on the clipboard."""
        if self.chart.figure is not None:
            QGuiApplication.clipboard().setText(figure_table.as_csv(self.chart.figure).decode())

    def _ask_to_save(self) -> None:
        path = choose_place(self, ui("Save as SVG, PNG or CSV"), "chart.svg")
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the chart where the user wants it; the ending chooses the form."""
        figure = self.chart.figure
        if figure is None:
            return
        data = {".csv": lambda: figure_table.as_csv(figure), ".png": self._png}.get(
            path.suffix.lower(), lambda: svg.draw(figure).encode()
        )
        try:
            atomic.write(path, data())
        except OutputProblem as problem:
            self._problem.setText(error_sentence(problem.code))
            self._problem.setVisible(True)

    def _png(self) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(self.picture())
        return bytes(buffer.data().data())
