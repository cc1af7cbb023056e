"""How far the calls have come, and at an announced look what the answers carry; between looks nothing of it is shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar

from leakverify.gui.call_book import CallBook
from leakverify.gui.calls.sentences import Sentences
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.scoring.people import bound_of, dead_numbers, sayable_of, yes_saying
from leakverify.words.call_desk import (
    dead_line,
    not_counted_lines,
    reserve_early_line,
    silence_line,
    standing_line,
    yes_saying_line,
)
from leakverify.words.calling import fixed_before
from leakverify.words.people_desk import why_no_bound
from leakverify.words.say import status_name, ui


class ResultsCard(Card):
    """Reads the book; counts nothing itself."""

    def __init__(self, book: CallBook) -> None:
        super().__init__(ui("What the answers carry"))
        self.setAccessibleName(ui("What the answers carry"))
        self._book = book
        self.progress = plain_label(kind="strong", wrap=True, name="call_progress")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(ui("Answers towards the next look"))
        self.why = plain_label(kind="soft", wrap=True, name="why_no_bound")
        self.status = plain_label(kind="title", wrap=True, name="call_status")
        self.sentences = Sentences("copy_call_sentences")
        self.condition = plain_label(fixed_before(), kind="small", wrap=True)
        self.beside = plain_label(kind="soft", wrap=True, name="call_beside")
        for widget in (self.progress, self.bar, self.why, self.status):
            self.body.addWidget(widget)
        self.body.addWidget(self.sentences)
        self.body.addLayout(row(self.sentences.copy_button, None))
        self.body.addWidget(self.beside)
        self.body.addWidget(self.condition)
        book.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say where the calls stand now."""
        now, sheet = self._book.standing, self._book.sheet
        if now is None or sheet is None:
            return
        people, look = self._book.people, now.next_look or sheet.plan.looks[-1]
        self.progress.setText(standing_line(now))
        self.bar.setRange(0, look)
        self.bar.setValue(min(now.asked, look))
        found = bound_of(people) if people is not None else None
        self.why.setText(why_no_bound(now, sheet))
        self.why.setVisible(found is None)
        for widget in (self.status, self.sentences, self.sentences.copy_button, self.condition):
            widget.setVisible(found is not None)
        if people is None or found is None:
            self._show_beside([reserve_early_line(now.reserve_early)])
            self.sentences.clear()
            return
        said = sayable_of(people, found)
        self.status.setText(status_name(said.status) if said.status else ui("Nobody confirmed"))
        self.sentences.show_bound(found, said)
        beside = [yes_saying_line(yes_saying(people)), dead_line(dead_numbers(people))]
        beside += [silence_line(people), *not_counted_lines(people)]
        self._show_beside([*beside, reserve_early_line(now.reserve_early)])

    def stack(self, *, narrow: bool) -> None:
        """One card above the other where there is no room for both."""
        self.sentences.stack(narrow=narrow)

    def _show_beside(self, texts: Sequence[str]) -> None:
        """What was measured beside the bound."""
        said = [text for text in texts if text]
        self.beside.setText("\n".join(said))
        self.beside.setVisible(bool(said))
