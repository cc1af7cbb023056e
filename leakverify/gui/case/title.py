"""The title of the window: the name that the user gave the case, and never a path or a word of the sample (S39)."""

from PySide6.QtWidgets import QWidget

from leakverify.safe_text import for_screen

PROGRAM = "Leakverify"
LONGEST = 60


def name_window(window: QWidget, case: str) -> None:
    """Name the window after the case; "" is none."""
    window.setWindowTitle(for_screen(case, LONGEST) or PROGRAM)
