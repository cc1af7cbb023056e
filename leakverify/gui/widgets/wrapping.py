"""Radio buttons, check boxes and wide buttons whose text breaks into lines where there is no room for one: Qt's own would be cut."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from leakverify.gui.widgets.button import PressedByEnter

BESIDE: Final = 34
"""What the sign and the margins take."""
AROUND: Final = 8
CHOICE: Final = 24
"""Above and below the text, of a sign's text and of a wide button's."""
ANY: Final = 100_000
NARROWEST: Final = 12
"""In digits of the font: a text gets no narrower than that."""


class _Wrapping:
    """What the three have in common: their size is that of their lines. Stands before Qt's class, whose answers it takes the place of."""

    _lines: "Lines"

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines.height(width)

    def sizeHint(self) -> QSize:
        return self._lines.size()

    def minimumSizeHint(self) -> QSize:
        return self._lines.least()


class WrappingRadio(_Wrapping, QRadioButton):
    """One of several choices."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = Lines(self, text)


class WrappingCheck(_Wrapping, QCheckBox):
    """Yes or no."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines = Lines(self, text)


class WrappingButton(_Wrapping, PressedByEnter):
    """A wide button of the kind "choice", or a link."""

    def __init__(self, text: str, *, name: str = "", kind: str = "choice") -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self._lines = Lines(self, text, CHOICE if kind == "choice" else AROUND)


class Lines(QObject):
    """The whole text of a button and its lines; the height follows from the width."""

    def __init__(self, of: QAbstractButton, text: str, around: int = AROUND) -> None:
        super().__init__(of)
        self._of = of
        self._whole = text
        self._around = around
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        of.setSizePolicy(policy)
        of.setAccessibleName(text)
        of.setText(text.replace("&", "&&"))
        of.installEventFilter(self)

    def height(self, width: int) -> int:
        """What the lines need at this width."""
        return self._high("\n".join(self._broken(width)))

    def size(self) -> QSize:
        """All of it in one line."""
        metrics = self._of.fontMetrics()
        wide = metrics.horizontalAdvance(self._whole) + BESIDE
        return QSize(wide, self._high(self._whole))

    def _high(self, shown: str) -> int:
        """The height of lines as they are set, in whatever typefaces they need."""
        box = self._of.fontMetrics().boundingRect(QRect(0, 0, ANY, ANY), 0, shown)
        return max(box.height(), self._of.fontMetrics().lineSpacing()) + self._around

    def least(self) -> QSize:
        """The narrowest."""
        metrics = self._of.fontMetrics()
        wide = metrics.horizontalAdvance("0") * NARROWEST + BESIDE
        return QSize(min(wide, self.size().width()), self._high(self._whole))

    def set_out(self) -> None:
        """Break the text for the width that the button has now."""
        shown = "\n".join(self._broken(self._of.width())).replace("&", "&&")
        if shown != self._of.text():
            self._of.setText(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.Resize):
            self.set_out()
        return super().eventFilter(watched, event)

    def _broken(self, width: int) -> list[str]:
        """The text in lines of words; a word longer than a line has one to itself."""
        metrics = self._of.fontMetrics()
        room = max(width - BESIDE, metrics.horizontalAdvance("0") * NARROWEST)
        lines: list[str] = []
        for word in self._whole.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines
