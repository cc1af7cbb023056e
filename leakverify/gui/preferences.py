"""What the window remembers between two starts: colours, text size and language, in a private folder. No file names, ever."""

import os
from pathlib import Path

from PySide6.QtCore import QSettings

from leakverify.gui.theme import SCALES, Scheme
from leakverify.words.language import exists


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

    def save(self, scheme: Scheme, scale: float) -> None:
        """Remember the look."""
        self._file.setValue("scheme", scheme.value)
        self._file.setValue("scale", scale)
