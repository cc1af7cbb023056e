"""Pictures of every pane over a real file, read by the real analyst, to be looked at.

`QT_QPA_PLATFORM=offscreen python -m tests.gui.pictures FOLDER FILE`. Every state of the program, played: `tests.gui.gallery`.
"""

import sys
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.theme import Look, Scheme
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.gui.wiring import real_desk
from tests.gui.camera import PANES, SIZE, Camera, Looks, settle, wait


def main(folder: Path, sample: Path) -> None:
    """Make all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    guard = PlainTextGuard(app)
    look = Look(app)
    look.apply()  # as the program does, before there is any widget
    session = Session(real_desk(folder))
    window = MainWindow(session, look)
    window.show()
    session.open_files([sample])
    wait(lambda: session.assessment is not None or session.phase is Phase.FAILED)
    settle(400)
    schemes = (Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK)
    camera = Camera(folder, look, Looks(SIZE), frozenset(), window)

    def show(step: int) -> QWidget:
        window.go(step)
        settle(200)
        return window

    for camera.scale, camera.scheme in product((100, 200), schemes):
        camera.dress()
        for step, name in enumerate(PANES):
            camera.take(name, partial(show, step))
    window.close()
    session.close()
    app.removeEventFilter(guard)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
