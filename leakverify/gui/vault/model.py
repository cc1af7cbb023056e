"""The table of leaks: what the vault says of each, and how much of the open sample stands in it."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject

from leakverify.gui.widgets.line_model import LineModel
from leakverify.model.old_leak import Leak, Overlap
from leakverify.safe_text import ours_on_screen
from leakverify.words.numbers import count
from leakverify.words.say import ui
from leakverify.words.vault import overlap_cell

MUCH = 0.5


class Field(IntEnum):
    """The table's columns."""

    NUMBER = 0
    LABEL = 1
    ROWS = 2
    LEAKED = 3
    ADDED = 4
    OVERLAP = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One leak."""

    cells: tuple[str, ...]
    leak: Leak
    overlap: Overlap | None

    @property
    def side(self) -> str:
        """Against the claim where the leak has most of the sample."""
        return "against" if self.overlap and self.overlap.share >= MUCH else "nothing"


class LeaksModel(LineModel[Line]):
    """All leaks of the vault."""

    def __init__(self, parent: QObject | None = None) -> None:
        names = (
            ui("No."),
            ui("Leak"),
            ui("Rows"),
            ui("Leaked"),
            ui("Added"),
            ui("Of this sample"),
        )
        super().__init__(names, parent)

    def show(self, leaks: tuple[Leak, ...], overlaps: dict[int, Overlap]) -> None:
        """Show these leaks."""
        self.show_lines(_line(leak, overlaps.get(leak.number)) for leak in leaks)


def _line(leak: Leak, overlap: Overlap | None) -> Line:
    cells = (
        str(leak.number),
        leak.about.label,
        count(leak.rows),
        leak.about.leaked or "–",
        leak.added,
        overlap_cell(overlap),
    )
    return Line(tuple(ours_on_screen(cell, 120) for cell in cells), leak, overlap)
