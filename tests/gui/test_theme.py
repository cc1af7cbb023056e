import shutil

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessibilityHints, QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QCheckBox

from leakverify.gui import theme
from leakverify.gui.icons import tinted
from leakverify.gui.theme import SYSTEM_PALETTES, Look, Scheme, style_sheet, tokens_of
from leakverify.gui.tokens import (
    BY_ACCENT,
    DARK,
    LIGHT,
    PALETTES,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    contrast,
)
from leakverify.paths import resource

EVERY = pytest.mark.parametrize("name", PALETTES)
STRONG = [name for name in PALETTES if name.startswith("contrast")]


def weak(name, pairs, least):
    tokens = PALETTES[name]
    return [p for p in pairs if contrast(getattr(tokens, p[0]), getattr(tokens, p[1])) < least]


@EVERY
def test_text_is_readable_on_every_ground(name):
    assert weak(name, TEXT_PAIRS, 4.5) == []


@EVERY
def test_lines_and_signs_are_seen(name):
    assert weak(name, SHAPE_PAIRS, 3.0) == []


@pytest.mark.parametrize("name", STRONG)
def test_high_contrast_text_is_seven_to_one_and_its_areas_are_parted_by_seen_lines(name):
    assert weak(name, TEXT_PAIRS, 7.0) == []
    assert weak(name, [("hairline", "paper"), ("hairline", "panel"), ("mask", "ink")], 3.0) == []


def test_the_accent_tells_which_palette_is_in_use():
    assert list(BY_ACCENT.values()) == list(PALETTES.values())
    assert {scheme.value for scheme in Scheme} - {"system"} == set(PALETTES)
    assert set(SYSTEM_PALETTES.values()) == set(PALETTES)


@pytest.mark.parametrize(("strong", "dark"), SYSTEM_PALETTES)
def test_the_system_chooses_the_palette_where_it_tells(dressed, monkeypatch, strong, dark):
    wants = Qt.ContrastPreference
    hints = type(QGuiApplication.styleHints())
    monkeypatch.setattr(
        QAccessibilityHints,
        "contrastPreference",
        lambda _self: wants.HighContrast if strong else wants.NoPreference,
    )
    monkeypatch.setattr(
        hints, "colorScheme", lambda _self: Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    )
    try:
        dressed.apply(scheme=Scheme.SYSTEM)
        assert dressed.tokens is PALETTES[SYSTEM_PALETTES[strong, dark]]
    finally:
        dressed.apply(scheme=Scheme.LIGHT)


def test_contrast_is_the_wcag_ratio():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_leaves_no_token_and_scales_text():
    once, twice = style_sheet(LIGHT, 1.0), style_sheet(LIGHT, 2.0)
    assert "@" not in once
    assert "sp" not in [word[-2:] for word in once.split() if word[:-2].isdigit()]
    assert "font-size: 25px" in once
    assert "font-size: 50px" in twice


def test_switching_the_look_reaches_widgets_at_once(dressed: Look, window):
    for name, tokens in PALETTES.items():
        dressed.apply(scheme=Scheme(name))
        assert tokens_of(window) is tokens
        assert tokens_of(window.footer) is tokens  # its ground is another one
    dressed.apply(scheme=Scheme.DARK)
    assert tokens_of(window) is DARK
    dressed.apply(scheme=Scheme.LIGHT)
    assert tokens_of(window) is LIGHT


ICONS = sorted(p.stem for p in resource("icons").glob("*.svg"))


def test_every_icon_is_a_plain_drawing_in_the_colour_of_its_place():
    for name in ICONS:
        drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 16 16"' in drawing
        assert ("currentColor" in drawing) is not name.endswith(("-dark", "-light"))
        assert "href" not in drawing
        assert "<script" not in drawing


@EVERY
def test_every_icon_is_seen_at_sixteen_pixels(dressed, name):
    """Enough of its pixels stand out from the ground, 3:1 where lines are full."""
    tokens = PALETTES[name]
    for icon in (i for i in ICONS if not i.endswith(("-dark", "-light"))):
        image = tinted(icon, tokens.ink, 16, 1.0).pixmap(QSize(16, 16), 1.0).toImage()
        full = [
            image.pixelColor(x, y)
            for x in range(16)
            for y in range(16)
            if image.pixelColor(x, y).alphaF() > 0.6
        ]
        assert len(full) >= 6, icon
        assert all(contrast(pixel.name(), tokens.panel) >= 3.0 for pixel in full)


@pytest.mark.parametrize("name", ["with spaces, é and ش", "12sp", 'a "b" (c)'])
def test_the_program_may_lie_in_a_folder_of_any_name(name, tmp_path, monkeypatch, qtbot):
    """Qt says that it cannot read the sheet where it cannot, and the icon is found where it can."""
    place = tmp_path / name
    shutil.copytree(resource("icons"), place / "icons")
    monkeypatch.setattr(theme, "resource", lambda at: place / at if at == "icons" else resource(at))
    box = QCheckBox("x")
    qtbot.addWidget(box)
    box.setStyleSheet(style_sheet(LIGHT, 1.0))
    box.setChecked(True)
    box.ensurePolished()
    ticked = box.grab().toImage()
    for icon in (place / "icons").glob("tick-*"):
        icon.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    QPixmapCache.clear()
    other = QCheckBox("x")
    qtbot.addWidget(other)
    other.setStyleSheet(style_sheet(LIGHT, 1.0))
    other.setChecked(True)
    assert other.grab().toImage() != ticked
