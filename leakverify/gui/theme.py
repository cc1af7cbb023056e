"""Colours, type and spacing of the window: tokens for light and dark, made into one palette and one style sheet."""

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from leakverify.paths import resource

BASE_PX: Final = 13
SCALES: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
FONT_FOLDER: Final = "fonts/window"


class Scheme(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the window; `edge` outlines controls (3:1), `hairline` only parts areas."""

    paper: str
    panel: str
    ink: str
    soft: str
    hairline: str
    edge: str
    accent: str
    on_accent: str
    selection: str
    against: str
    supports: str
    nothing: str
    mask: str
    hover: str


LIGHT: Final = Tokens(
    paper="#f6f5f2",
    panel="#ffffff",
    ink="#1d1f23",
    soft="#5b616b",
    hairline="#dddad3",
    edge="#868b94",
    accent="#1f5fa8",
    on_accent="#ffffff",
    selection="#e7f0fa",
    against="#b2500c",
    supports="#0a7a5c",
    nothing="#8b9099",
    mask="#d9d5cc",
    hover="#f2f0ec",
)
DARK: Final = Tokens(
    paper="#17191d",
    panel="#1f2227",
    ink="#eceae4",
    soft="#a3a9b3",
    hairline="#343942",
    edge="#737a87",
    accent="#7db4f0",
    on_accent="#17191d",
    selection="#24344a",
    against="#f0a061",
    supports="#5cc9a4",
    nothing="#838a95",
    mask="#3c424c",
    hover="#292d34",
)
TEXTS: Final = ("ink", "soft", "accent", "against", "supports")
GROUNDS: Final = ("paper", "panel", "selection", "hover")
TEXT_PAIRS: Final = (
    *[(text, ground) for text in TEXTS for ground in GROUNDS],
    ("on_accent", "accent"),
    ("ink", "mask"),
)
"""Which text stands on which ground: 4.5:1 at least."""
SHAPES: Final = ("edge", "nothing", "accent", "against", "supports")
SHAPE_PAIRS: Final = (
    *[(shape, "panel") for shape in SHAPES],
    ("edge", "paper"),
    ("accent", "paper"),
)
"""Which lines and signs stand on which ground: 3:1 at least."""
DARK_BELOW: Final = 128
SRGB_KNEE: Final = 0.04045


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= SRGB_KNEE else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens_of(widget: QWidget) -> Tokens:
    """The tokens a widget should paint itself with now; call it in `paintEvent`."""
    return (
        DARK
        if widget.palette().color(QPalette.ColorRole.Window).lightness() < DARK_BELOW
        else LIGHT
    )


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
        "scheme": "dark" if tokens is DARK else "light",
    }
    text = re.sub(r"\b(\d+)sp\b", lambda m: f"{round(int(m[1]) * scale)}px", text)
    return re.sub(r"@(\w+)", lambda m: values[m[1]], text)


def _in_quotes(path: str) -> str:
    """A path for between the quotes of a style sheet: the program may lie in a folder of any name."""
    return path.replace("\\", r"\\").replace('"', r"\"")


def load_fonts() -> None:
    """Make the bundled typefaces known to Qt."""
    for path in sorted(resource(FONT_FOLDER).glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def text_font(scale: float) -> QFont:
    """The window's font with figures of equal width, and letters as they are: Inter would show `7x2` as `7×2`."""
    font = QFont("Inter")
    font.setFamilies(["Inter", "Noto Sans", "DejaVu Sans"])
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
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

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
        if self._scheme is Scheme.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

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
