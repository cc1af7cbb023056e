import shutil

import pytest
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QCheckBox

from leakverify.gui import theme
from leakverify.gui.theme import (
    DARK,
    LIGHT,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    Scheme,
    contrast,
    style_sheet,
    tokens_of,
)
from leakverify.paths import resource


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(tokens):
    weak = [p for p in TEXT_PAIRS if contrast(getattr(tokens, p[0]), getattr(tokens, p[1])) < 4.5]
    assert weak == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_and_signs_are_seen(tokens):
    weak = [p for p in SHAPE_PAIRS if contrast(getattr(tokens, p[0]), getattr(tokens, p[1])) < 3.0]
    assert weak == []


def test_contrast_is_the_wcag_ratio():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_leaves_no_token_and_scales_text():
    once, twice = style_sheet(LIGHT, 1.0), style_sheet(LIGHT, 2.0)
    assert "@" not in once
    assert "sp" not in [word[-2:] for word in once.split() if word[:-2].isdigit()]
    assert "font-size: 25px" in once
    assert "font-size: 50px" in twice


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


def test_switching_the_look_reaches_widgets_at_once(dressed, window):
    dressed.apply(scheme=Scheme.DARK)
    assert tokens_of(window) is DARK
    dressed.apply(scheme=Scheme.LIGHT)
    assert tokens_of(window) is LIGHT
