"""Pictures of the verdict page in every state that it must bear, for `tests.gui.pictures` and by itself.

`QT_QPA_PLATFORM=offscreen python -m tests.gui.verdict.series FOLDER [KIND…]`
"""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from leakverify.gui.main_window import VERDICT, MainWindow
from leakverify.gui.session import Session
from leakverify.gui.theme import Look, Scheme
from leakverify.model.messages import Done, FindingMade
from tests.gui.stage import play_to_columns, source
from tests.gui.verdict.cases import KINDS, PlayedDesk, of

LOOKS = (
    ("light", Scheme.LIGHT, 1.0, (1360, 860)),
    ("dark", Scheme.DARK, 1.0, (1360, 860)),
    ("contrast", Scheme.CONTRAST_LIGHT, 1.0, (1360, 860)),
    ("contrast_dark", Scheme.CONTRAST_DARK, 1.0, (1360, 860)),
    ("dark200", Scheme.DARK, 2.0, (1360, 860)),
    ("small", Scheme.LIGHT, 1.0, (1024, 600)),
)


class VerdictSeries:
    """Plays a run of each kind into a window of its own and takes its picture in every look."""

    def __init__(self, look: Look, folder: Path, settle: Callable[..., None]) -> None:
        self._look = look
        self._folder = folder
        self._settle = settle
        self._desk = PlayedDesk(dt.date(2026, 11, 22))
        self._session = Session(self._desk.desk())
        look.apply(scheme=Scheme.LIGHT, scale=1.0)
        self._window = MainWindow(self._session, look)

    def shoot_all(self, kinds: Sequence[str] = KINDS) -> None:
        """Every kind; the first in all looks, the others light."""
        self._window.show()
        for place, kind in enumerate(kinds):
            self._play(kind)
            for name, scheme, scale, size in LOOKS if place == 0 else LOOKS[:1]:
                self._look.apply(scheme=scheme, scale=scale)
                self._window.resize(*size)
                self._window.go(VERDICT)
                self._settle(150)
                self._window.grab().save(str(self._folder / f"verdict-{kind}-{name}.png"))
            self._look.apply(scheme=Scheme.LIGHT, scale=1.0)
        self._window.close()

    def _play(self, kind: str) -> None:
        """A whole run whose result is of this kind."""
        self._desk.kind = kind
        path = self._folder / "sample.csv"
        path.write_text("a,b\n1,2\n", encoding="utf-8")
        self._session.open_files([path])
        analyst = self._desk.analyst
        play_to_columns(analyst)
        self._settle()
        found = of(kind).findings
        analyst.say(source())
        for one in found:
            analyst.say(FindingMade(one))
        whole = kind != "cancelled"
        analyst.say(Done(whole, "" if whole else kind, 1914, 0, len(found)))
        self._settle(250)
        path.unlink()


def settle(ms: int = 60) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def main(folder: Path, kinds: Sequence[str]) -> None:
    """The pictures of these kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    VerdictSeries(Look(app), folder, settle).shoot_all(kinds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or KINDS)
