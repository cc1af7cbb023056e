"""A button that is switched off while its work is done, and gives the focus back to whoever pressed it by keyboard."""

from PySide6.QtWidgets import QPushButton, QWidget


class Busy:
    """Qt takes the focus from a widget that is switched off, to the next one in the window, wherever that is."""

    def __init__(self, button: QPushButton) -> None:
        self._button = button
        self._went_to: QWidget | None = None

    def begin(self) -> None:
        """Switch the button off."""
        had_focus = self._focused() is self._button
        self._button.setEnabled(False)
        self._went_to = self._focused() if had_focus else None

    def end(self) -> bool:
        """The button can be pressed again; tells whether it has the focus again: not where the user went on meanwhile."""
        returns = self._went_to is not None and self._focused() is self._went_to
        self._went_to = None
        if returns:
            self._button.setFocus()
        return returns

    def _focused(self) -> QWidget | None:
        """Of this window, whether or not a dialog stands before it."""
        return self._button.window().focusWidget()
