"""Every colour of the window, by name, in four palettes; which stands on which, and how far they must be apart."""

from dataclasses import dataclass
from typing import Final


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
CONTRAST_LIGHT: Final = Tokens(
    paper="#ffffff",
    panel="#ffffff",
    ink="#000000",
    soft="#26292e",
    hairline="#767676",
    edge="#000000",
    accent="#00387d",
    on_accent="#ffffff",
    selection="#d3e6ff",
    against="#7d2a00",
    supports="#00543c",
    nothing="#4a4e55",
    mask="#c9c9c9",
    hover="#ececec",
)
CONTRAST_DARK: Final = Tokens(
    paper="#000000",
    panel="#050505",
    ink="#ffffff",
    soft="#e4e4e4",
    hairline="#8c8c8c",
    edge="#ffffff",
    accent="#8ec8ff",
    on_accent="#000000",
    selection="#06305a",
    against="#ffb57a",
    supports="#66ffc8",
    nothing="#bdbdbd",
    mask="#4a4a4a",
    hover="#262626",
)
"""White and black with nothing between: text 7:1 and more, and areas are parted by lines that are seen."""
PALETTES: Final = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}
BY_ACCENT: Final = {tokens.accent: tokens for tokens in PALETTES.values()}
"""The colour of links tells which palette is in use, so that a widget needs to ask nobody; a style sheet changes its ground, not this."""
STRIPS_LIGHT: Final = (
    "#16324f",
    "#0b5c50",
    "#b4530f",
    "#6f87b8",
    "#d79a4a",
    "#9fc5b8",
    "#e3cdb6",
    "#e9edf2",
)
STRIPS_DARK: Final = (
    "#e2e8ef",
    "#94d6c3",
    "#e39c57",
    "#8099d0",
    "#b5742f",
    "#4d7d70",
    "#6a5783",
    "#434955",
)
"""The kinds of a strip, each lighter (darker) than the one before, so that they are told apart in grey as well."""
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
SRGB_KNEE: Final = 0.04045


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= SRGB_KNEE else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
