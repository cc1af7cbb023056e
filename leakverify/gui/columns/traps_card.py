"""Before you go on: what the file would do in another program, and what it tells of its making."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout

from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.model.sample import SampleFile
from leakverify.safe_text import for_screen
from leakverify.words.say import property_name, trap_line, trap_meaning, traps_together, ui


class TrapsCard(Card):
    """A list to read; takes no room where there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__(ui("Before you open this file anywhere else"))
        self.setAccessibleName(ui("Before you open this file anywhere else"))
        self._shown: tuple[object, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.hide()

    def show_files(self, files: Sequence[SampleFile]) -> None:
        """List what was met in these files; called again as rows come in."""
        met = traps_together(f.tripwires for f in files)
        told = [told for f in files for told in f.properties]
        if (met, *told) == self._shown:
            return
        self._shown = (met, *told)
        self._clear()
        if met:
            note = ui("Nothing of this was done here: the file is only read as text.")
            self._list.addWidget(plain_label(note, wrap=True))
        for tripwire in met:
            self._list.addSpacing(6)
            self._list.addWidget(plain_label(trap_line(tripwire), kind="strong", wrap=True))
            meaning = plain_label(trap_meaning(tripwire.trap), kind="small", wrap=True)
            self._list.addWidget(meaning)
        if told:
            self._list.addSpacing(8)
            heading = ui(
                "What it tells of its making. Only you see this; shared reports leave it out."
            )
            self._list.addWidget(plain_label(heading, kind="small", wrap=True))
        for leftover in told:
            text = f"{property_name(leftover.what)}: {for_screen(leftover.text)}"
            self._list.addWidget(plain_label(text, wrap=True))
        self.setVisible(bool(met or told))

    def texts(self) -> list[str]:
        """Everything that the card says, in order."""
        return [label.text() for label in self.findChildren(QLabel) if label is not self.heading]

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
