"""The files that the user gave, and what they need to be opened: a password, limits raised for them alone."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leakverify.gui.widgets.remedy import FACTOR
from leakverify.limits import Limits


class Given(QObject):
    """`again` says that the files are to be opened anew. The password is no decision: no undo and no report knows it."""

    again = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths: tuple[Path, ...] = ()
        self.limits: dict[str, int] = {}
        self.taken_in = dt.datetime.now(dt.UTC)
        self.as_of: dt.date | None = None
        self._password = ""

    def start_over(self, paths: tuple[Path, ...], as_of: dt.date | None = None) -> None:
        """Other files: what the last ones needed is forgotten. `as_of` is the day that counts as today for them."""
        self.paths, self.limits, self._password, self.as_of = paths, {}, "", as_of
        self.taken_in = dt.datetime.now(dt.UTC)

    def take_up(
        self, paths: tuple[Path, ...], taken_in: dt.datetime, as_of: dt.date | None
    ) -> None:
        """Files of a case, as they were taken in then; its raised limits are not followed unless the user raises them again."""
        self.start_over(paths, as_of)
        self.taken_in = taken_in

    def unlock(self, password: str) -> None:
        """Open the files with this password; it is kept until other files are given."""
        self._password = password
        self.again.emit()

    def raise_limits(self, names: tuple[str, ...]) -> None:
        """Open the files with these limits raised."""
        usual = asdict(Limits())
        for name in names:
            self.limits[name] = FACTOR * self.limits.get(name, usual[name])
        self.again.emit()

    def read(self, decided: Mapping[str, str]) -> dict[str, str]:
        """How the files are read: what was decided, and the password."""
        return {**decided, "password": self._password} if self._password else dict(decided)


def readable(
    paths: Sequence[Path], report: Callable[[str, dict[str, str | int], str], None]
) -> list[Path]:
    """The paths that can be a sample, each once; the others are reported by name."""
    faults = {path: _problem_of(path) for path in paths}
    for path, code in faults.items():
        if code:
            report(code, {}, path.name)
    return [path for path, code in faults.items() if not code]


def _problem_of(path: Path) -> str:
    """Why a path cannot be a sample ("": it can)."""
    try:
        if not path.exists():
            return "NOT_FOUND"
        if not path.is_file():
            return "NOT_A_FILE"
        return "EMPTY_FILE" if path.stat().st_size == 0 else ""
    except (OSError, ValueError):
        return "NOT_FOUND"
