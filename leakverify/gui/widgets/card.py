"""Cards: panels with a hairline and a small heading, the window's way to group things."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from leakverify.gui.widgets.label import plain_label


class Card(QFrame):
    """A panel; put content into `body`."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 16)
        self.body.setSpacing(12)
        self.heading = plain_label(kind="caps", wrap=True)
        if heading:
            self.set_heading(heading)
            self.body.addWidget(self.heading)

    def set_heading(self, heading: str) -> None:
        """Head the card otherwise."""
        self.heading.setText(heading.upper())
        self.heading.setAccessibleName(heading)


def row(*items: QWidget | QLayout | None, spacing: int = 8) -> QHBoxLayout:
    """Things side by side; None is the stretch."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for item in items:
        if item is None:
            line.addStretch(1)
        elif isinstance(item, QWidget):
            line.addWidget(item)
        else:
            line.addLayout(item)
    return line


def hairline() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setObjectName("line")
    return line
