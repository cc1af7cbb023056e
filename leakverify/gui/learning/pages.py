"""Pages to read beside the window: help of a pane, the glossary."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from leakverify.gui.model_card import PartsWindow
from leakverify.gui.steps import step_names
from leakverify.words import glossary, pane_help
from leakverify.words.say import ui


class PaneHelpWindow(PartsWindow):
    """The help of one pane, by its place in the rail."""

    def __init__(self, parent: QWidget | None, step: int) -> None:
        title = ui("Help: {pane}").format(pane=step_names()[step])
        super().__init__(parent, title, pane_help.parts(pane_help.PANES[step]))
        self.setWindowTitle(ui("Help for this pane"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


class GlossaryWindow(PartsWindow):
    """The words of this work."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, ui("Glossary"), glossary.parts())
        self.setWindowTitle(ui("Glossary"))
