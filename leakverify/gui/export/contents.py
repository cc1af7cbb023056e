"""What is in a report, by its form and edition."""

from typing import Final

from leakverify.gui.widgets.card import Card
from leakverify.gui.widgets.label import plain_label
from leakverify.words.say import ui

DOSSIER: Final = "lvdossier"


class ContentsCard(Card):
    """One line for each thing that goes in, and what is left out."""

    def __init__(self) -> None:
        super().__init__(ui("What is in it"))
        both = (
            ui("The result in words, with confidence, readings, claims and limits"),
            ui("Every check with its numbers; rows by number only"),
            ui(
                "The file's name and fingerprint, the settings and the version, for running it again"
            ),
        )
        full = (
            ui("Some rows that findings name, cell by cell"),
            ui("Your name for the source, and exact small counts"),
        )
        left_out = (
            ui(
                "Left out: every cell, your name for the source, counts of one to four, names of users and machines."
            ),
        )
        self._full_parts = [plain_label(f"+ {text}", kind="against", wrap=True) for text in full]
        self._left_out = [plain_label(text, kind="small", wrap=True) for text in left_out]
        for text in both:
            self.body.addWidget(plain_label(f"· {text}", wrap=True))
        self._of_dossier = plain_label(
            ui(
                "· The report as PDF and JSON, hashes of the sample and of older files, the custody log, a signature"
            ),
            wrap=True,
        )
        for label in (self._of_dossier, *self._full_parts, *self._left_out):
            self.body.addWidget(label)

    def show_for(self, form: str, *, full: bool) -> None:
        """Say it of this form, in the full or the shareable edition."""
        cells, names = self._full_parts
        cells.setVisible(full and form != "json")  # rows are for people; JSON has none
        names.setVisible(full)
        for part in self._left_out:
            part.setVisible(not full)
        self._of_dossier.setVisible(form == DOSSIER)
