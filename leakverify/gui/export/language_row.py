"""In which language a report is written; JSON is for programs and always English."""

from PySide6.QtWidgets import QComboBox, QWidget

from leakverify.gui.carrying import FOLLOWS
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.words.language import OWN_NAMES, in_use, offered
from leakverify.words.say import ui


class LanguageRow(QWidget):
    """A list of languages by their own names. Until another is chosen it is the window's, whichever that becomes."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        for code in offered():
            self.box.addItem(OWN_NAMES[code], code)
        self.box.setCurrentIndex(max(0, self.box.findData(in_use())))
        self.box.setAccessibleName(ui("Language of the report"))
        self.box.setObjectName("report_language")
        self.box.setProperty(FOLLOWS, True)
        self.box.activated.connect(self._stay)
        label = plain_label(ui("Language of the report"), wrap=True)
        label.setBuddy(self.box)
        self.setLayout(row(label, self.box, None))

    @property
    def code(self) -> str:
        """The chosen one."""
        return str(self.box.currentData())

    def _stay(self, _index: int) -> None:
        """What was chosen here is no longer the window's to change."""
        self.box.setProperty(FOLLOWS, False)
