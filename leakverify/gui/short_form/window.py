"""The short form: one picture of the result, looked at before it leaves, copied to the clipboard or saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QSizePolicy, QVBoxLayout, QWidget

from leakverify.gui.desk import Wanted
from leakverify.gui.files import choose_place
from leakverify.gui.long_job import LongJob
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.model.errors import LeakverifyError, OutputProblem
from leakverify.reports import atomic
from leakverify.words.say import error_sentence, ui

Drawn = Callable[[Wanted], bytes]
"""The bytes of a short form; asked for off the window's thread."""

NAME: Final = "result.png"


class Picture(QWidget):
    """A picture as wide as there is room for, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setObjectName("short_form_picture")
        self.setAccessibleName(ui("The short form as a picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        """Show another one."""
        self.image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(760, 600)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)


class ShortFormWindow(QDialog):
    """Draws anew whenever it is opened or the choice changes; nothing leaves before a button is pressed."""

    def __init__(self, parent: QWidget | None, job: LongJob, drawn: Drawn) -> None:
        super().__init__(parent)
        self.setWindowTitle(ui("Short form for colleagues"))
        self._job = job
        self._drawn = drawn
        self._path: Path | None = None
        self.said = plain_label(kind="soft", wrap=True, name="short_form_said")
        self.picture = Picture()
        self.named = QCheckBox(ui("Name the file"))
        self.copy = button(
            ui("Copy the picture"), self.copy_picture, kind="primary", name="copy_short_form"
        )
        self.save = button(
            ui("Save as PNG, SVG or PDF…"), self._ask_to_save, name="save_short_form"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.said)
        layout.addWidget(self.picture, 1)
        close = button(ui("Close"), self.accept, name="close_short_form")
        layout.addLayout(row(self.named, None, self.save, self.copy, close))
        self.named.toggled.connect(lambda _on: self.draw())
        job.ended.connect(self._on_end)
        job.failed.connect(self._on_error)

    def draw(self) -> None:
        """Make the picture of the result as it is now."""
        named = self.named.isChecked()
        if self._job.start(lambda _note, _wish: (named, self._drawn(Wanted(".png", named)))):
            self._busy()

    def copy_picture(self) -> None:
        """The picture, on the clipboard."""
        if not self.picture.image.isNull():
            QGuiApplication.clipboard().setImage(self.picture.image)
            self.said.setText(ui("The picture is on the clipboard. It holds no personal data."))

    def save_to(self, path: Path) -> None:
        """Write it there; the ending chooses the form."""
        named, ending = self.named.isChecked(), path.suffix.lower() or ".png"
        path = path.with_suffix(ending)

        def work(_note: object, _wish: object) -> Path:
            atomic.write(path, self._drawn(Wanted(ending, named)))
            return path

        if self._job.start(work):
            self._busy()

    def _ask_to_save(self) -> None:
        path = choose_place(self, ui("Save the short form"), NAME)
        if path is not None:
            self.save_to(path)

    def _busy(self) -> None:
        self.said.setText(ui("The picture is being drawn."))
        for one in (self.copy, self.save):
            one.setEnabled(False)

    def _on_end(self, result: object) -> None:
        for one in (self.copy, self.save):
            one.setEnabled(True)
        if isinstance(result, Path):
            self.said.setText(ui("The short form was saved."))
            return
        if isinstance(result, tuple):
            named, data = result
            self.picture.show_image(QImage.fromData(data))
            self.said.setText(
                ui("No personal data, no column headers. The name of the file is shown.")
                if named
                else ui("No personal data, no column headers, no name of the file.")
            )
            if named != self.named.isChecked():
                self.draw()

    def _on_error(self, error: LeakverifyError) -> None:
        self.copy.setEnabled(not self.picture.image.isNull())
        self.save.setEnabled(isinstance(error, OutputProblem))
        self.said.setText(error_sentence(error.code))
