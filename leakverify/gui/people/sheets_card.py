"""Several callers: a sheet for each goes out, the sheets come back and are put together. No sheet holds a cell."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from leakverify.case import call_sheet
from leakverify.gui.call_book import CallBook
from leakverify.gui.files import choose_one, choose_place
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import for_screen
from leakverify.words import people_desk as words
from leakverify.words.call_desk import conflict_line
from leakverify.words.lists import listed
from leakverify.words.say import ui

NAME = "calls.lvcalls"
MOST_SHOWN = 12


class SheetsCard(Card):
    """`read_wanted` carries the file of a colleague's sheet."""

    read_wanted = Signal(object)

    def __init__(self, book: CallBook) -> None:
        super().__init__(ui("Several callers"))
        self.setAccessibleName(ui("Several callers"))
        self._book = book
        self.choose_place = choose_place
        self.choose_file = choose_one
        self.callers = QLineEdit()
        self.share_button = button(ui("Write a sheet for each…"), self._share, name="share_calls")
        self.whole_button = button(ui("Write the whole sheet…"), self._whole, name="write_calls")
        self.read_button = button(ui("Take a sheet in…"), self._read, name="read_calls")
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self.done = plain_label(wrap=True, name="sheets_done")
        self.conflicts = plain_label(kind="against", wrap=True, name="call_conflicts")
        self._build()
        book.changed.connect(self.refresh)
        book.written.connect(self._on_written)
        book.merged.connect(self._on_merged)
        book.failed.connect(self._say_nothing)
        self.say("")
        self.refresh()

    def refresh(self) -> None:
        """What can be done with the sheet as it is, and where callers contradict each other."""
        sheet = self._book.sheet
        whole = sheet is not None and not sheet.caller
        self.share_button.setEnabled(whole and bool(self._named()))
        self.whole_button.setEnabled(sheet is not None)
        found = call_sheet.conflicts(sheet) if sheet is not None else ()
        said = [conflict_line(one.row, one.outcomes) for one in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            said.append(words.more_conflicts(len(found) - MOST_SHOWN))
        self.conflicts.setText("\n".join(said))
        self.conflicts.setVisible(bool(said))

    def stack(self, *, narrow: bool) -> None:
        """One button above the other where there is no room for all."""
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def say(self, text: str) -> None:
        """Tell how it went; nothing takes no room."""
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def _say_nothing(self, _error: object = None) -> None:
        self.say("")

    def _build(self) -> None:
        explained = ui(
            "Give each caller a part of the rows. A sheet holds numbers of rows, outcomes and "
            "notes, and no name or number. Each caller opens the same file in this program "
            "and takes the sheet in. What comes back is put together here, in any order, even "
            "twice."
        )
        self.callers.setObjectName("callers")
        self.callers.setAccessibleName(ui("Initials of the callers"))
        self.callers.setPlaceholderText("AB, CD")
        self.callers.setMaxLength(400)
        self.callers.textChanged.connect(lambda _text: self.refresh())
        label = plain_label(ui("Initials of the callers"), kind="soft")
        label.setBuddy(self.callers)
        self.body.addWidget(plain_label(explained, wrap=True))
        self.body.addLayout(row(label, self.callers, spacing=12))
        for one in (self.share_button, self.whole_button, self.read_button):
            self._buttons.addWidget(one)
        self._buttons.addStretch(1)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self.done)
        self.body.addWidget(self.conflicts)

    def _named(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self.callers.text().split(","))
        return tuple(part for part in parts if part)

    def _share(self) -> None:
        self._write(self._named())

    def _whole(self) -> None:
        self._write(())

    def _write(self, callers: Sequence[str]) -> None:
        path = self.choose_place(self, ui("Write sheets of calls"), NAME)
        if path is not None:
            self.say(ui("Writing…"))
            self._book.write(path, callers)

    def _read(self) -> None:
        path = self.choose_file(self, ui("Take a sheet of calls in"))
        if path is not None:
            self.say(ui("Reading…"))
            self.read_wanted.emit(path)

    def _on_written(self, places: Sequence[Path]) -> None:
        names = listed(for_screen(place.name, 60) for place in places[:MOST_SHOWN])
        self.say(ui("Saved as {name}.").format(name=names))

    def _on_merged(self, calls: int) -> None:
        self.say(words.merged_line(calls))
