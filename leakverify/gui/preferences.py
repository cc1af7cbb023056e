"""What the window remembers between two starts: colours, text size, language, when to mask, whether the tour is settled. No file names, ever."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

from leakverify.gui.theme import SCALES, Scheme
from leakverify.gui.veil import IDLE_MINUTES, REMASK_MINUTES
from leakverify.words.language import exists

SETTLED: Final = "settled"


def private_folder() -> Path:
    """The folder for the program's own settings, readable by this user alone."""
    import platformdirs

    folder = platformdirs.user_config_path("leakverify", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(os.devnull).parent
    return folder


class Preferences:
    """Reads and writes one small file; a bad value counts as none."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """The colours to begin with."""
        try:
            return Scheme(str(self._file.value("scheme", Scheme.SYSTEM.value)))
        except ValueError:
            return Scheme.SYSTEM

    @property
    def scale(self) -> float:
        """The text size to begin with."""
        try:
            scale = float(str(self._file.value("scale", 1.0)))
        except ValueError:
            return 1.0
        return scale if scale in SCALES else 1.0

    @property
    def language(self) -> str:
        """The language that was chosen; "" where none was, or the program does not speak it any more."""
        code = str(self._file.value("language", ""))
        return code if exists(code) else ""

    def save_language(self, code: str) -> None:
        """Remember the language."""
        self._file.setValue("language", code)

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a touch personal data are masked."""
        try:
            minutes = int(str(self._file.value("idle_minutes", REMASK_MINUTES)))
        except ValueError:
            return REMASK_MINUTES
        return minutes if minutes in IDLE_MINUTES else REMASK_MINUTES

    @property
    def masks_when_left(self) -> bool:
        """Whether personal data are masked when another program comes to the front."""
        return str(self._file.value("mask_when_left", "no")) == "yes"

    def save_masking(self, minutes: int, *, when_left: bool) -> None:
        """Remember when to mask."""
        self._file.setValue("idle_minutes", minutes)
        self._file.setValue("mask_when_left", "yes" if when_left else "no")

    @property
    def tour_settled(self) -> bool:
        """Whether the tour was taken or declined: it is never offered again."""
        return str(self._file.value("tour", "")) == SETTLED

    def settle_tour(self) -> None:
        """Remember that the tour was taken or declined."""
        self._file.setValue("tour", SETTLED)

    def save(self, scheme: Scheme, scale: float) -> None:
        """Remember the look."""
        self._file.setValue("scheme", scheme.value)
        self._file.setValue("scale", scale)
