"""The welcome: open a file, try an invented sample, read what this program can and cannot do for you."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from leakverify.gui.icons import tinted
from leakverify.gui.opening.drop import DropZone
from leakverify.gui.theme import tokens_of
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import Card, row
from leakverify.gui.widgets.flow import flowing
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.notice import NoticeList
from leakverify.gui.widgets.pane import Pane
from leakverify.gui.widgets.wrapping import WrappingButton
from leakverify.paths import resource
from leakverify.words.say import ui

SHOWN: Final = "generated"


def invented_samples() -> list[tuple[str, Path]]:
    """The bundled demonstration tables with a title each, mildest first."""
    titles = {
        "subscribers": ui("A plausible subscriber list"),
        "generated": ui("A list made by a program"),
        "stitched": ui("A list put together from two"),
    }
    paths = sorted(resource("demo").glob("*.csv"))
    order = list(titles)

    def kind(path: Path) -> str:
        return next((key for key in order if key in path.stem), path.stem)

    paths.sort(key=lambda p: (order.index(kind(p)) if kind(p) in order else len(order), p.name))
    return [(titles.get(kind(p), ui("An invented list")), p) for p in paths]


def shown_sample() -> Path:
    """The invented table with most to see."""
    return next(path for _title, path in invented_samples() if path.stem == SHOWN)


class OpeningPane(Pane):
    """The first thing seen. `open_wanted`: the user wants to choose a file; `chosen`: an invented one."""

    open_wanted = Signal()
    sample_chosen = Signal(object)
    tour_wanted = Signal()
    tour_declined = Signal()

    def __init__(self) -> None:
        super().__init__(
            ui("Open the sample that you were offered."),
            ui(
                "Leakverify reads it on this computer, tests it, and says in plain words what speaks for and "
                "against what its source claims."
            ),
        )
        self.setAccessibleName(ui("Sample"))
        self.drop = DropZone()
        self.notices = NoticeList()
        self.offer = self._tour_offer()
        self._signs: list[tuple[QLabel, str, str]] = []
        self._build()
        self.drop.open_button.clicked.connect(self.open_wanted)

    def add_problem(self, code: str, place: dict[str, str | int], subject: str) -> None:
        """Tell that something could not be opened."""
        self.notices.add(code, place, subject)

    def clear_problems(self) -> None:
        """A new try begins: forget the last one's problems."""
        self.notices.clear()

    def offer_tour(self) -> None:
        """Ask once whether a tour is wanted."""
        self.offer.setVisible(True)

    def tint(self) -> None:
        """Colour the signs again after the look changed."""
        tokens = tokens_of(self)
        for label, icon, tone in self._signs:
            size = self.fontMetrics().height()
            label.setFixedSize(size, size + 2)
            label.setPixmap(tinted(icon, getattr(tokens, tone), size).pixmap(size, size))

    def _build(self) -> None:
        self.content.addWidget(self.notices)
        self.content.addWidget(self.offer)
        grid = QGridLayout()
        grid.setSpacing(14)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.drop)
        left.addWidget(self._samples())
        left.addStretch(1)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self._honest(), 0, 1, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(grid)
        self.content.addStretch(1)
        self.tint()

    def _tour_offer(self) -> Card:
        """Hidden unless it is asked for, and for good once it was answered."""
        card = Card(ui("New here?"))
        card.hide()
        said = ui("Six stops on an invented list show how a file is checked. It takes two minutes.")
        card.body.addWidget(plain_label(said, wrap=True))
        for signal in (self.tour_wanted, self.tour_declined):
            signal.connect(card.hide)
        card.body.addLayout(
            flowing(
                button(
                    ui("Show me round"), self.tour_wanted.emit, kind="primary", name="tour_start"
                ),
                button(ui("No, thanks"), self.tour_declined.emit, name="tour_no"),
            )
        )
        return card

    def _samples(self) -> QWidget:
        card = Card(ui("Try with an invented sample"))
        for title, path in invented_samples():
            made = WrappingButton(title, name=f"sample_{path.stem}")
            made.clicked.connect(lambda _c=False, p=path: self.sample_chosen.emit(p))
            card.body.addWidget(made)
        card.body.addWidget(
            plain_label(ui("Made by a script. Nobody in them exists."), kind="small", wrap=True)
        )
        return card

    def _honest(self) -> QWidget:
        card = Card(ui("What it protects from"))
        for text in (
            ui("Nothing leaves this computer: the program makes no network connections."),
            ui("The file is read in a locked process, and never changed or run."),
            ui("Personal data stay masked until you press to see them."),
        ):
            card.body.addLayout(self._point("check", "supports", text))
        card.body.addSpacing(6)
        heading = ui("What it does not protect from")
        caption = plain_label(heading.upper(), kind="caps", wrap=True)
        caption.setAccessibleName(heading)
        card.body.addWidget(caption)
        for text in (
            ui("Harmful programs that are on this computer already."),
            ui("Someone who takes the computer while it is unlocked."),
            ui("Memory written to an unencrypted disk."),
        ):
            card.body.addLayout(self._point("less", "soft", text))
        card.body.addSpacing(2)
        card.body.addWidget(
            plain_label(
                ui(
                    "For a dangerous source, use a computer without network, or Tails. The program weighs how "
                    "consistent a file is. What it means, and whether to print it, stays with you."
                ),
                kind="small",
                wrap=True,
            )
        )
        return card

    def _point(self, icon: str, tone: str, text: str) -> QHBoxLayout:
        sign = plain_label()
        self._signs.append((sign, icon, tone))
        line = row(sign, plain_label(text, wrap=True), spacing=10)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return line
