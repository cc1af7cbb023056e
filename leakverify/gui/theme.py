"""The look of the window: the tokens of a palette made into Qt's colours and one style sheet, type, and following the system."""

import re
from dataclasses import asdict
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from leakverify.gui.tokens import (
    BY_ACCENT,
    DARK,
    LIGHT,
    PALETTES,
    STRIPS_DARK,
    STRIPS_LIGHT,
    Tokens,
)
from leakverify.paths import resource
from leakverify.words.language import right_to_left

BASE_PX: Final = 13
SCALES: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
FONT_FOLDER: Final = "fonts/window"
ARABIC_FONTS: Final = "fonts/report"
"""The report's own: Persian and Arabic are written in it on screen too, since a bare system has no such typeface."""


DARK_BELOW: Final = 128
SYSTEM_PALETTES: Final = {
    (False, False): "light",
    (False, True): "dark",
    (True, False): "contrast-light",
    (True, True): "contrast-dark",
}
"""By whether the system wants high contrast, and whether it is dark."""


class Scheme(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


def tokens_of(widget: QWidget) -> Tokens:
    """The tokens a widget should paint itself with now; call it in `paintEvent`."""
    colours = widget.palette()
    dark = colours.color(QPalette.ColorRole.Window).lightness() < DARK_BELOW
    return BY_ACCENT.get(colours.color(QPalette.ColorRole.Link).name(), DARK if dark else LIGHT)


def is_dark(tokens: Tokens) -> bool:
    """Whether light text stands on a dark ground."""
    return QColor(tokens.paper).lightness() < DARK_BELOW


def strips_of(tokens: Tokens) -> tuple[str, ...]:
    """The colours of kinds in strips."""
    return STRIPS_DARK if is_dark(tokens) else STRIPS_LIGHT


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of some tokens."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.panel),
        (role.AlternateBase, tokens.paper),
        (role.Text, tokens.ink),
        (role.Button, tokens.panel),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.against),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.ink),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.ToolTipBase, tokens.panel),
        (role.ToolTipText, tokens.ink),
        (role.PlaceholderText, tokens.soft),
        (role.Mid, tokens.hairline),
        (role.Midlight, tokens.hairline),
        (role.Light, tokens.panel),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.hairline),
        (role.Accent, tokens.accent),
    ):
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.soft))
    return made


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The style sheet: `@name` becomes a colour, `12sp` pixels at the user's text size, `@icons` the icon folder."""
    text = resource("styles/window.qss").read_text(encoding="utf-8")
    values = asdict(tokens) | {
        "icons": _in_quotes(resource("icons").as_posix()),
        "scheme": "dark" if is_dark(tokens) else "light",
    }
    if right_to_left():  # letters that are joined must not be moved apart
        text = text.replace("letter-spacing: 1px;", "")
        text = text.replace("border-right:", "border-@:").replace("border-left:", "border-right:")
        text = text.replace("border-@:", "border-left:")
    text = re.sub(r"\b(\d+)sp\b", lambda m: f"{round(int(m[1]) * scale)}px", text)
    return re.sub(r"@(\w+)", lambda m: values[m[1]], text)


def _in_quotes(path: str) -> str:
    """A path for between the quotes of a style sheet: the program may lie in a folder of any name."""
    return path.replace("\\", r"\\").replace('"', r"\"")


def load_fonts() -> None:
    """Make the bundled typefaces known to Qt."""
    paths = sorted(resource(FONT_FOLDER).glob("*.[ot]tf"))
    for path in (*paths, *sorted(resource(ARABIC_FONTS).glob("NotoSansArabic-*.ttf"))):
        QFontDatabase.addApplicationFont(str(path))


def text_font(scale: float) -> QFont:
    """The window's font with figures of equal width, and letters as they are: Inter would show `7x2` as `7×2`."""
    font = QFont("Inter")
    font.setFamilies(["Inter", "Noto Sans Arabic", "Noto Sans", "DejaVu Sans"])
    font.setPixelSize(round(BASE_PX * scale))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


class Look(QObject):
    """The look of one application: scheme and text size, applied to it at once when they change."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = Scheme.SYSTEM
        self._scale = 1.0
        load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def app(self) -> QApplication:
        """Whose look it is."""
        return self._app

    @property
    def scheme(self) -> Scheme:
        """What the user asked for."""
        return self._scheme

    @property
    def scale(self) -> float:
        """How large text is; 1.0 is normal."""
        return self._scale

    @property
    def tokens(self) -> Tokens:
        """The colours in use now."""
        if self._scheme is not Scheme.SYSTEM:
            return PALETTES[self._scheme.value]
        hints = QGuiApplication.styleHints()
        strong = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        return PALETTES[SYSTEM_PALETTES[strong, dark]]

    def apply(self, *, scheme: Scheme | None = None, scale: float | None = None) -> None:
        """Change scheme or text size and repaint everything."""
        self._scheme = self._scheme if scheme is None else scheme
        self._scale = self._scale if scale is None else scale
        tokens = self.tokens
        self._app.setFont(text_font(self._scale))
        self._app.setPalette(palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens, self._scale))
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self.apply()
