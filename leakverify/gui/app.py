"""The window's start: first paint first, then the locked reader, then the files that were given."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from leakverify import __version__, isolation
from leakverify.gui.announcer import announcer
from leakverify.gui.dialogs import sorry_sheet
from leakverify.gui.jobs import on_thread_error
from leakverify.gui.main_window import MainWindow
from leakverify.gui.mishap import Mishaps
from leakverify.gui.preferences import Preferences, private_folder
from leakverify.gui.session import Session
from leakverify.gui.sweeping import Sweeper
from leakverify.gui.theme import Look
from leakverify.gui.tongue import Tongue, of_system
from leakverify.gui.watch import Watch
from leakverify.gui.widgets.fronting import size_for
from leakverify.gui.widgets.guard import PlainTextGuard
from leakverify.gui.wiring import real_desk
from leakverify.words import language

NOWHERE: Final = os.path.join(os.devnull, "leakverify")  # noqa: PTH118  (no path: nothing can lie there)
"""Where Qt keeps what its dialogs remember, such as the last folders: no place at all."""


def _introduce(app: QApplication) -> None:
    """Tell the desktop what runs."""
    app.setApplicationName("leakverify")
    app.setApplicationDisplayName("Leakverify")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.leakverify.Leakverify")


def _watched(app: QApplication, session: Session, preferences: Preferences) -> Watch:
    """Mask when nobody is there, as was chosen; what is chosen next is remembered."""
    veil = session.veil
    veil.choose(minutes=preferences.idle_minutes, when_left=preferences.masks_when_left)
    veil.chosen.connect(
        lambda: preferences.save_masking(veil.idle_minutes, when_left=veil.masks_when_left)
    )
    return Watch(app, veil)


def offer_tour(window: MainWindow, preferences: Preferences) -> None:
    """Offer the tour to who has neither taken nor declined it; an answer, either way, is kept."""
    for settled in (window.opening.tour_declined, window.lessons.tour_taken):
        settled.connect(preferences.settle_tour)
    if not preferences.tour_settled:
        window.opening.offer_tour()


def main(paths: Sequence[str], asked: str = "") -> int:
    """Show the window with these files until it is closed; the exit status. `asked` is a language for this once."""
    isolation.keep_private()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    sweeper = Sweeper(app)
    folder = private_folder()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, NOWHERE)
    _introduce(app)
    guard = PlainTextGuard(app)
    look = Look(app)
    preferences = Preferences(folder)
    tongue = Tongue(app)
    language.use(asked or preferences.language or of_system())
    tongue.apply()
    tongue.changed.connect(lambda: preferences.save_language(tongue.code))
    look.apply(scheme=preferences.scheme, scale=preferences.scale)
    look.changed.connect(lambda: preferences.save(look.scheme, look.scale))
    session = Session(real_desk(folder))
    watch = _watched(app, session, preferences)
    window = MainWindow(session, look, tongue)
    window.cabinet.renewed.connect(watch.clipboard.clear)
    announcer(window, session)
    mishaps = Mishaps(lambda line: sorry_sheet(window, line).open())
    sys.excepthook, sys.unraisablehook = mishaps.hook, mishaps.hook_unraisable
    on_thread_error(lambda told: mishaps.hook_thread(told.exc_type, told.exc_traceback))
    qInstallMessageHandler(mishaps.hook_qt)
    window.painted.connect(lambda: QTimer.singleShot(0, session.warm_up))
    offer_tour(window, preferences)
    window.renewed.connect(lambda: offer_tour(window, preferences))
    size_for(window, 1360, 860)
    window.show()
    if paths:
        given = [Path(p) for p in paths]
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: window.open_paths(given)))
    status = app.exec()
    session.close()
    watch.stop()
    app.removeEventFilter(guard)
    sweeper.stop()
    return status
