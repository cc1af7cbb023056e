"""Strips as small pictures: kinds as shares stacked over each other, measures as shades between ground and ink."""

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QImage

from leakverify.gui.theme import strips_of
from leakverify.gui.tokens import Tokens
from leakverify.model.glance import KINDS, LEVELS, Measure, Strip, width_of

STACK: Final = 8
"""Kinds are stacked in so many steps."""
LEAST_RANGE: Final = 5
"""Characters: means of lengths that lie nearer together are drawn alike, or chance would look like a pattern."""
_GROUND: Final = 255


@lru_cache(maxsize=512)
def image_of(strip: Strip, tokens: Tokens) -> QImage:
    """A strip, one pixel wide a part."""
    if strip.measure in KINDS:
        return _stacked(strip, tokens)
    return _shaded(strip, tokens)


def _stacked(strip: Strip, tokens: Tokens) -> QImage:
    """From the bottom the first kind, then the next, each as high as its share."""
    width = width_of(strip.measure)
    parts = len(strip.levels) // width
    lines = [bytearray([_GROUND]) * parts for _ in range(STACK)]
    known: dict[bytes, bytes] = {}
    for part in range(parts):
        levels = strip.at(part)
        column = known.get(levels)
        if column is None:
            column = known[levels] = _column(levels)
        for y, kind in enumerate(column):
            lines[y][part] = kind
    colours = [QColor(name).rgb() for name in strips_of(tokens)]
    table = colours + [QColor(tokens.paper).rgb()] * (256 - len(colours))
    return _indexed([bytes(line) for line in lines], table)


def _column(levels: bytes) -> bytes:
    """The kind at each step from the top; what is filled by none stays ground."""
    total = sum(levels)
    if not total:
        return bytes([_GROUND]) * STACK
    out = bytearray()
    for step in range(STACK):
        wanted = (2 * (STACK - step) - 1) * total / (2 * STACK)
        reached = 0
        for kind, level in enumerate(levels):
            reached += level
            if reached >= wanted:
                out.append(kind)
                break
    return bytes(out)


def _shaded(strip: Strip, tokens: Tokens) -> QImage:
    """Shades: a length between the column's shortest and longest mean, a share with small ones made visible."""
    low, high = 0, LEVELS
    power, least = 0.5, 1
    if strip.measure is Measure.LENGTH:
        low, high, power, least = min(strip.levels), max(strip.levels), 1.0, LEAST_RANGE
    ground, ink = QColor(tokens.paper), QColor(tokens.ink)
    table = []
    for level in range(256):
        depth = min(max((level - low) / max(high - low, least), 0.0), 1.0) ** power
        if strip.measure is Measure.LENGTH:
            depth = 0.15 + 0.7 * depth
        parts = (
            round(a + (b - a) * depth)
            for a, b in zip(ground.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]
        )
        table.append(QColor(*parts).rgb())
    return _indexed([strip.levels], table)


def _indexed(lines: list[bytes], table: list[int]) -> QImage:
    """An image of one byte a pixel through a table of colours."""
    width = len(lines[0])
    data = b"".join(lines)
    image = QImage(data, width, len(lines), width, QImage.Format.Format_Indexed8)
    image.setColorTable(table)
    return image.convertToFormat(QImage.Format.Format_RGB32)
