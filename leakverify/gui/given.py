"""The files that the user gave, and what they need to be opened: a password, limits raised for them alone."""

import datetime as dt
from collections.abc import Mapping
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
        self._password = ""

    def start_over(self, paths: tuple[Path, ...]) -> None:
        """Other files: what the last ones needed is forgotten."""
        self.paths, self.limits, self._password = paths, {}, ""
        self.taken_in = dt.datetime.now(dt.UTC)

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
