"""The file at a glance in the window: painted, told, linked, and a door to the rows."""

import itertools
import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from leakverify.gui.rows.glance_images import image_of
from leakverify.gui.steps import ROWS, VERDICT
from leakverify.gui.theme import strips_of
from leakverify.gui.tokens import DARK, LIGHT, STRIPS_DARK, STRIPS_LIGHT
from leakverify.model.finding import Rows
from leakverify.model.glance import FORMS, LEVELS, PROVIDERS, Glance, Measure, Strip
from leakverify.model.messages import AskRows, FindingMade
from tests.gui.stage import COLUMNS, finding, play_run, play_to_columns, source

ROWS_THERE = 1914
SPAN = 2
PARTS = 957


def levels(measure, inside, outside, kinds):
    """One kind along the file, another in a block of it."""
    del measure
    out = bytearray()
    for part in range(PARTS):
        kind = inside if 300 <= part < 340 else outside
        out += bytes(LEVELS if k == kind else 0 for k in kinds)
    return bytes(out)


def glance():
    draw = random.Random(2)
    form = levels(Measure.FORM, "word", "number", FORMS)
    strips = (
        Strip(1, Measure.FORM, levels(Measure.FORM, "number", "number", FORMS)),
        Strip(1, Measure.LENGTH, bytes(draw.randint(4, 6) for _ in range(PARTS))),
        Strip(2, Measure.PROVIDER, levels(Measure.PROVIDER, "reserved", "gmail", PROVIDERS)),
        Strip(5, Measure.FORM, form),
        Strip(5, Measure.EMPTY, bytes([0] * 900 + [51] * 57)),
    )
    return Glance(ROWS_THERE, SPAN, 1500, 3, strips)


def seam(p=0.01, row=601):
    made = finding("STR006", 0.9, 1)
    return replace(made, rows=Rows(1, (row,)), measured={"p": p, "strength": 0.9}, exhibit=False)


@pytest.fixture
def shown(window, session, desk, sample, qtbot):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    desk.analyst.say(source())
    desk.analyst.say(FindingMade(seam()))
    desk.analyst.say(glance())
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    window.go(ROWS)
    desk.analyst.answer_rows(ROWS_THERE)
    qtbot.waitUntil(lambda: window.rows.model.total == ROWS_THERE)
    return window


def test_the_key_shows_the_picture_and_the_key_again_the_table(shown):
    views = shown.rows.views
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for wanted in (1, 0):
        QTest.keyClick(shown, Qt.Key.Key_G, both)
        assert views.currentIndex() == wanted


def test_there_is_no_picture_before_a_run_has_counted(window):
    window.go(ROWS)
    assert not window.rows.views.button.isEnabled()
    window.rows.views.show_glance()
    assert window.rows.views.currentIndex() == 0


def test_only_what_varies_is_shown_until_a_measure_is_asked_for(shown):
    card = shown.rows.glance
    lanes = card.strips.plan.lanes
    assert [(lane.column, lane.heads) for lane in lanes] == [
        (COLUMNS[0][0], True),
        (COLUMNS[1][0], True),
        (COLUMNS[4][0], True),
        (COLUMNS[4][0], False),
    ]
    card.measures.setCurrentIndex(card.measures.findData("form"))
    assert [lane.strip.column for lane in card.strips.plan.lanes] == [1, 5]


def test_hover_tells_the_rows_and_what_is_there(shown):
    shown.rows.views.show_glance()
    strips = shown.rows.glance.strips
    area = strips.plan.strip(2)
    QTest.mouseMove(strips, area.center().toPoint())
    point = QPoint(round(strips.plan.x(640)), round(area.center().y()))
    QTest.mouseMove(strips, point)
    first = 2 * strips.plan.place_at(QPointF(point))[1] + 1
    assert abs(first - 640) <= 4
    told = strips.told()
    assert told.startswith(f"Rows {first} to {first + 1} · phone · Form: letters 100")
    assert told == shown.rows.glance.told.text()
    assert told in strips.accessibleDescription()


def test_keys_walk_the_strips_and_enter_goes_to_the_rows(shown, desk):
    shown.rows.views.show_glance()
    strips = shown.rows.glance.strips
    for key in ("Right", "Down", "Right", "PageDown", "End", "Left", "Home", "Right"):
        QTest.keyClick(strips, getattr(Qt.Key, f"Key_{key}"))
    assert strips.place == (1, 1)
    QTest.keyClick(strips, Qt.Key.Key_End)
    QTest.keyClick(strips, Qt.Key.Key_Return)
    assert shown.rows.views.currentIndex() == 0
    assert shown.rows.table.currentIndex().row() == 1912
    assert desk.analyst.asked(AskRows)[-1].start <= 1912


def test_a_click_goes_to_the_rows_even_where_others_were_filtered(shown, desk, qtbot):
    shown.rows.show_finding("GEN003:e-mail")
    desk.analyst.answer_rows(7)
    qtbot.waitUntil(lambda: shown.rows.model.total == 7)
    shown.rows.views.show_glance()
    strips = shown.rows.glance.strips
    place = QPoint(round(strips.plan.x(602)), round(strips.plan.strip(1).center().y()))
    part = strips.plan.place_at(QPointF(place))[1]
    QTest.mouseClick(strips, Qt.MouseButton.LeftButton, pos=place)
    assert desk.analyst.asked(AskRows)[-1].finding == ""
    desk.analyst.answer_rows(ROWS_THERE)
    qtbot.waitUntil(lambda: shown.rows.model.total == ROWS_THERE)
    assert shown.rows.table.currentIndex().row() == 2 * part


def test_a_seam_is_marked_and_leads_to_its_finding(shown):
    shown.rows.views.show_glance()
    card = shown.rows.glance
    assert "Row 601" in card.mark.accessibleName()
    image = card.strips.grab().toImage()
    ratio = image.devicePixelRatio()
    x = round(card.strips.plan.x(601) * ratio)
    y = round((card.strips.plan.plot.bottom() - 3) * ratio)
    painted = {image.pixelColor(at, y).name() for at in range(x - 2, x + 3)}
    assert LIGHT.against in painted
    card.mark.click()
    assert shown.rail.currentRow() == VERDICT
    assert shown.verdict._chosen == "STR006:e-mail"


def test_a_seam_that_chance_makes_is_not_marked(window, session, desk, sample, qtbot):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    desk.analyst.say(FindingMade(seam(p=0.4)))
    desk.analyst.say(glance())
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    window.go(ROWS)
    assert window.rows.glance.mark.isHidden()


def test_what_is_left_out_is_told(shown):
    text = shown.rows.glance.notes.text()
    assert "1,500" in text
    assert "3 further columns" in text


def test_another_sample_takes_the_picture_away(shown, session, sample):
    shown.rows.views.show_glance()
    session.open_files([sample])
    assert not shown.rows.glance.has_picture
    assert shown.rows.views.currentIndex() == 0


def test_mirrored_the_rows_run_from_the_right(shown):
    strips = shown.rows.glance.strips
    before = strips.plan.x(1)
    strips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert strips.plan.mirrored
    assert before < strips.plan.x(1)
    assert strips.plan.place_at(strips.plan.plot.topRight() + QPointF(-0.2, 2)) == (0, 0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_a_block_is_seen_in_the_picture_of_its_strip(tokens):
    strip = glance().strips[3]
    image = image_of(strip, tokens)
    colours = strips_of(tokens)
    assert image.width() == PARTS
    assert image.pixelColor(320, 4).name() == colours[FORMS.index("word")]
    assert image.pixelColor(200, 4).name() == colours[FORMS.index("number")]


@pytest.mark.parametrize("colours", [STRIPS_LIGHT, STRIPS_DARK])
def test_kinds_are_told_apart_in_grey(colours):
    weights = [
        0.2126 * c.redF() ** 2.2 + 0.7152 * c.greenF() ** 2.2 + 0.0722 * c.blueF() ** 2.2
        for c in map(QColor, colours)
    ]
    bright = [weight ** (1 / 3) for weight in weights]
    ordered = sorted(bright)
    assert bright in (ordered, ordered[::-1])
    assert all(b - a > 0.04 for a, b in itertools.pairwise(ordered))
    assert len(colours) >= len(PROVIDERS)
