"""Every command of the window with its keys: one list that makes the menu, the shortcuts and the page on F1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from leakverify.gui.theme import SCALES, Look, Scheme
from leakverify.words.say import ui


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
    """Sub-menus for colours and text size."""
    colours = menu.addMenu(ui("Colours"))
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
    sizes = menu.addMenu(ui("Text size"))
    size_group = QActionGroup(window)
    for scale in SCALES:
        text = f"{round(scale * 100)} %"
        action = QAction(text, size_group, checkable=True, checked=look.scale == scale)
        action.triggered.connect(lambda _c=False, s=scale: look.apply(scale=s))
        sizes.addAction(action)


def step_scale(look: Look, step: int) -> None:
    """One text size up or down."""
    at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - look.scale))
    look.apply(scale=SCALES[max(0, min(len(SCALES) - 1, at + step))])
