"""The courier: the list is carried to another machine and asked for there, and the answers are carried back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from leakverify.gui.files import choose_one, choose_place
from leakverify.gui.look_ups import LookUps
from leakverify.gui.mail_domains.ways import DECOYS
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.flow import flowing
from leakverify.gui.widgets.label import plain_label
from leakverify.safe_text import for_screen
from leakverify.words.asking import listed_line
from leakverify.words.say import ui

LIST_NAME = "domains.txt"
ANSWERS_NAME = "answers.jsonl"
USUAL_DECOYS = 50


class CourierCard(Card):
    """`write_wanted` with the place that was chosen for the list."""

    write_wanted = Signal(object)

    def __init__(self, look_ups: LookUps) -> None:
        super().__init__(ui("Or let another machine ask"))
        self.setAccessibleName(ui("Or let another machine ask"))
        self._look_ups = look_ups
        self._number = 0
        self.choose_place = choose_place
        self.choose_file = choose_one
        self.decoys_box = QComboBox()
        self.said = plain_label(kind="strong", wrap=True, name="courier_list")
        self.done = plain_label(wrap=True, name="courier_done")
        self.write_button = button(ui("Write the list…"), self._write, name="write_list")
        self.read_button = button(ui("Read answers…"), self._read, name="read_answers")
        self.save_button = button(ui("Save the answers…"), self._save, name="save_answers")
        self._build()
        look_ups.written.connect(self._on_written)
        look_ups.failed.connect(self._say_nothing)
        look_ups.answers_changed.connect(self._on_answers)
        look_ups.forgotten.connect(self._say_nothing)
        look_ups.asking_changed.connect(self._enable)
        self.show_number(0)
        self.say("")

    @property
    def decoys(self) -> int:
        """How many common domains pad the list."""
        return int(self.decoys_box.currentData())

    def show_number(self, number: int) -> None:
        """How many domains the list would hold."""
        self._number = number
        self._enable()

    def say(self, text: str) -> None:
        """Tell how it went; nothing takes no room."""
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def _say_nothing(self, _error: object = None) -> None:
        self.say("")

    def _build(self) -> None:
        explained = ui(
            "A machine that must never be online can still have answers. Write the list, which holds the ticked domains and no "
            "address. Carry it to another machine, and ask there with “leakverify mx LIST --out ANSWERS”. Then read the answers "
            "here. Both files are sealed by a hash; saved answers let a colleague check your report."
        )
        for number in DECOYS:
            self.decoys_box.addItem(str(number) if number else ui("none"), number)
        self.decoys_box.setCurrentIndex(self.decoys_box.findData(USUAL_DECOYS))
        self.decoys_box.setObjectName("list_decoys")
        self.decoys_box.setAccessibleName(ui("Decoys in the list"))
        self.decoys_box.activated.connect(lambda _index: self._enable())
        decoys = plain_label(ui("Decoys in the list"), kind="soft")
        self.body.addWidget(plain_label(explained, wrap=True))
        self.body.addWidget(self.said)
        self.body.addLayout(row(decoys, self.decoys_box, None, spacing=12))
        self.body.addLayout(flowing(self.write_button, self.read_button, self.save_button))
        self.body.addWidget(self.done)

    def _enable(self) -> None:
        self.said.setText(listed_line(self._number, self.decoys))
        self.write_button.setEnabled(self._number > 0)
        self.read_button.setEnabled(not self._look_ups.is_asking)
        has_answers = self._look_ups.look_up is not None
        self.save_button.setEnabled(has_answers and not self._look_ups.is_asking)

    def _write(self) -> None:
        path = self.choose_place(self, ui("Write the list of domains"), LIST_NAME)
        if path is not None:
            self.say(ui("Writing…"))
            self.write_wanted.emit(path)

    def _save(self) -> None:
        path = self.choose_place(self, ui("Save the answers"), ANSWERS_NAME)
        if path is not None:
            self.say(ui("Writing…"))
            self._look_ups.write_answers(path)

    def _read(self) -> None:
        path = self.choose_file(self, ui("Read answers"))
        if path is not None:
            self.say(ui("Reading…"))
            self._look_ups.read_answers(path)

    def _on_written(self, path: object) -> None:
        if isinstance(path, Path):
            self.say(ui("Saved as {name}.").format(name=for_screen(path.name, 80)))

    def _on_answers(self) -> None:
        self._enable()
        taken = self._look_ups.look_up is not None and self.done.text() == ui("Reading…")
        self.say(ui("The answers were taken. The checks run again with them.") if taken else "")
