"""A line by the places of its characters on a screen, where an ideograph takes two and an accent none."""

import unicodedata
from typing import Final

_WIDE: Final = frozenset("WF")


class DisplayLine:
    """A line that is cut at places of the screen; one of ASCII alone is cut as it is."""

    __slots__ = ("_cells",)

    def __init__(self, line: str) -> None:
        self._cells: str | list[str] = line if line.isascii() else _cells(line)

    def __len__(self) -> int:
        return len(self._cells)

    def cut(self, start: int, end: int | None) -> str:
        """What stands between two places."""
        return "".join(self._cells[start:end])

    def filled(self) -> list[int]:
        """The places where no blank stands."""
        return [place for place, cell in enumerate(self._cells) if cell != " "]


def _cells(line: str) -> list[str]:
    cells: list[str] = []
    for character in line:
        if cells and unicodedata.category(character) in {"Mn", "Me"}:
            cells[-1] += character
        elif unicodedata.east_asian_width(character) in _WIDE:
            cells += (character, "")
        else:
            cells.append(character)
    return cells
