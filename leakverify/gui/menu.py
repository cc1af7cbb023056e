"""Every command of the window with its keys: one list that makes the menu, the shortcuts and the page on F1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from leakverify.gui.theme import SCALES, Look, Scheme
from leakverify.gui.tongue import Tongue
from leakverify.gui.veil import IDLE_MINUTES, Veil
from leakverify.words.language import OWN_NAMES, offered
from leakverify.words.numbers import count, percent
from leakverify.words.say import plural, ui


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done, by which keys; `shown` commands stand in the menu."""

    text: str
    keys: str
    run: Callable[[], object]
    shown: bool = True


def add_commands(menu: QMenu, window: QWidget, commands: Sequence[Command | None]) -> None:
    """Put commands into the menu (None: a line) and make their keys work in the whole window."""
    for command in commands:
        if command is None:
            menu.addSeparator()
            continue
        action = QAction(command.text.replace("&", "&&"), window)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        action.triggered.connect(lambda _c=False, run=command.run: run())
        window.addAction(action)
        if command.shown:
            menu.addAction(action)


def add_menu(menu: QMenu, text: str) -> QMenu:
    """A menu inside the menu."""
    return menu.addMenu(text.replace("&", "&&"))


def add_look(menu: QMenu, window: QWidget, look: Look) -> None:
    """A sub-menu for colours and text size, after a line."""
    menu.addSeparator()
    view = add_menu(menu, ui("View"))
    colours = view.addMenu(ui("Colours"))
    group = QActionGroup(window)
    for scheme, text in (
        (Scheme.SYSTEM, ui("Like the system")),
        (Scheme.LIGHT, ui("Light")),
        (Scheme.DARK, ui("Dark")),
        (Scheme.CONTRAST_LIGHT, ui("High contrast, light")),
        (Scheme.CONTRAST_DARK, ui("High contrast, dark")),
    ):
        action = QAction(text, group, checkable=True, checked=look.scheme is scheme)
        action.triggered.connect(lambda _c=False, s=scheme: look.apply(scheme=s))
        colours.addAction(action)
    sizes = view.addMenu(ui("Text size"))
    size_group = QActionGroup(window)
    for scale in SCALES:
        text = percent(round(scale * 100))
        action = QAction(text, size_group, checkable=True, checked=look.scale == scale)
        action.triggered.connect(lambda _c=False, s=scale: look.apply(scale=s))
        sizes.addAction(action)


def add_languages(menu: QMenu, window: QWidget, tongue: Tongue) -> None:
    """A sub-menu of languages, each by the name that its readers give it."""
    languages = menu.addMenu(ui("Language"))
    group = QActionGroup(window)
    for code in offered():
        action = QAction(OWN_NAMES[code], group, checkable=True, checked=tongue.code == code)
        action.setObjectName(f"language_{code}")
        action.triggered.connect(partial(_speak_soon, tongue, code))
        languages.addAction(action)


def _speak_soon(tongue: Tongue, code: str, _checked: object = None) -> None:
    """Not from inside the menu that is about to be made again."""
    QTimer.singleShot(0, tongue, lambda: tongue.choose(code))


def add_masking(menu: QMenu, window: QWidget, veil: Veil) -> None:
    """A sub-menu for when personal data are masked again."""
    masking = menu.addMenu(ui("Masking"))
    group = QActionGroup(window)
    for minutes in IDLE_MINUTES:
        text = plural(
            "After {n} minute without a touch", "After {n} minutes without a touch", minutes
        )
        action = QAction(text.format(n=count(minutes)), group, checkable=True)
        action.setChecked(veil.idle_minutes == minutes)
        action.triggered.connect(lambda _c=False, m=minutes: veil.choose(minutes=m))
        masking.addAction(action)
    masking.addSeparator()
    left = QAction(ui("When another program is in front"), window, checkable=True)
    left.setChecked(veil.masks_when_left)
    left.toggled.connect(lambda on: veil.choose(when_left=on))
    masking.addAction(left)


def step_scale(look: Look, step: int) -> None:
    """One text size up or down."""
    at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - look.scale))
    look.apply(scale=SCALES[max(0, min(len(SCALES) - 1, at + step))])
