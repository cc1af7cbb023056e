"""The window's start: first paint first, then the locked reader, then the files that were given."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from leakverify import __version__, isolation
from leakverify.gui.dialogs import sorry_sheet
from leakverify.gui.jobs import on_thread_error
from leakverify.gui.main_window import MainWindow
from leakverify.gui.mishap import Mishaps
from leakverify.gui.preferences import Preferences, private_folder
from leakverify.gui.session import Session
from leakverify.gui.theme import Look
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.gui.wiring import real_desk

NOWHERE: Final = os.path.join(os.devnull, "leakverify")  # noqa: PTH118  (no path: nothing can lie there)
"""Where Qt keeps what its dialogs remember, such as the last folders: no place at all."""


def offer_tour(window: MainWindow, preferences: Preferences) -> None:
    """Offer the tour to who has neither taken nor declined it; an answer, either way, is kept."""
    for settled in (window.opening.tour_declined, window.lessons.tour_taken):
        settled.connect(preferences.settle_tour)
    if not preferences.tour_settled:
        window.opening.offer_tour()


def main(paths: Sequence[str]) -> int:
    """Show the window with these files until it is closed; the exit status."""
    isolation.keep_private()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    folder = private_folder()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, NOWHERE)
    app.setApplicationName("leakverify")
    app.setApplicationDisplayName("Leakverify")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.leakverify.Leakverify")
    guard = PlainTextGuard(app)
    look = Look(app)
    preferences = Preferences(folder)
    look.apply(scheme=preferences.scheme, scale=preferences.scale)
    look.changed.connect(lambda: preferences.save(look.scheme, look.scale))
    session = Session(real_desk(folder))
    window = MainWindow(session, look)
    mishaps = Mishaps(lambda line: sorry_sheet(window, line).open())
    sys.excepthook, sys.unraisablehook = mishaps.hook, mishaps.hook_unraisable
    on_thread_error(lambda told: mishaps.hook_thread(told.exc_type, told.exc_traceback))
    qInstallMessageHandler(mishaps.hook_qt)
    window.painted.connect(lambda: QTimer.singleShot(0, session.warm_up))
    offer_tour(window, preferences)
    window.resize(1360, 860)
    window.show()
    if paths:
        given = [Path(p) for p in paths]
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: window.open_paths(given)))
    status = app.exec()
    session.close()
    app.removeEventFilter(guard)
    return status
