"""The frame of a pane: a heading, a sentence, and content that scrolls when the window is small."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from leakverify.gui.widgets.label import plain_label

MARGIN = 26


class Pane(QStackedWidget):
    """Two pages: an empty state (if any), and `content`, a column under a serif headline."""

    def __init__(self, headline: str, sentence: str = "", *, scrolls: bool = True) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        self.content = QVBoxLayout(self._inner)
        self.content.setContentsMargins(MARGIN, 22, MARGIN, MARGIN)
        self.content.setSpacing(14)
        self.headline = plain_label(headline, kind="headline", wrap=True, name="headline")
        self.sentence = plain_label(sentence, kind="soft", wrap=True, name="sentence")
        if (
            not sentence
        ):  # never shown from here: without a parent it would be a window of its own for a moment
            self.sentence.hide()
        self.content.addWidget(self.headline)
        self.content.addWidget(self.sentence)
        self._empty: QWidget | None = None
        if scrolls:
            scroll = QScrollArea()
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(self._inner)
            self._full: QWidget = scroll
        else:
            self._full = self._inner
        self.addWidget(self._full)

    def set_empty(self, state: QWidget) -> None:
        """Give the pane something to show before it has content, and show it."""
        self._empty = state
        self.addWidget(state)
        self.setCurrentWidget(state)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget of the content is in sight."""
        if isinstance(self._full, QScrollArea):
            self._full.ensureWidgetVisible(widget)

    def show_content(self) -> None:
        """Show the content."""
        self.setCurrentWidget(self._full)

    def show_empty(self) -> None:
        """Show the empty state again, if there is one."""
        self.setCurrentWidget(self._full if self._empty is None else self._empty)
