"""Charts: what they show, tell and let choose, in any width and scheme."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from leakverify.gui.theme import palette
from leakverify.gui.tokens import DARK, LIGHT
from leakverify.gui.verdict.waterfall import waterfall
from leakverify.gui.widgets.chart import Chart
from leakverify.gui.widgets.chart_marks import colour_of
from leakverify.gui.widgets.chart_plan import places, plan
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.model.terms import Reading
from leakverify.reference import calibration
from leakverify.reports.figures import against_lists, readings
from leakverify.reports.shapes import Around, shape_of
from leakverify.words.numbers import signed
from leakverify.words.say import headline_of
from tests.gui.verdict.cases import FINDINGS, WEIGHINGS, accusing, weighing

LANES = Figure(
    "readings",
    "Title",
    "a: strong; b: weak.",
    -1.0,
    4.0,
    2.0,
    (
        Mark("line", 0.0, 0.0, 0.0, Tone.AXIS),
        Mark("range", 2.0, 3.0, 0, Tone.AGAINST, value="strong"),
        Mark("dot", 2.5, 2.5, 0, Tone.AGAINST, value="strong"),
        Mark("dot", -0.5, -0.5, 1, Tone.FOR, value="weak for"),
    ),
    (Tick(0.0, "equal"), Tick(3.0, "strong"), Tick(0, "a", lane=True), Tick(1, "b", lane=True)),
)


@pytest.fixture
def chart(dressed, qtbot):
    made = Chart(choosable=True)
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.show_figure(LANES)
    made.show()
    return made


def hover(chart, point):
    """The move itself: the pointer of the machine may stand there already, and then no event comes."""
    at, no = QPointF(point), Qt.MouseButton.NoButton
    where = QPointF(chart.mapToGlobal(point))
    moved = QMouseEvent(QEvent.Type.MouseMove, at, where, no, no, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(chart, moved)


def middle(chart, lane):
    return chart._plan.lanes[lane].center().toPoint()


def test_it_has_a_name_and_its_summary_is_its_description(chart):
    assert chart.accessibleName() == "Title"
    assert chart.accessibleDescription() == LANES.summary


def test_hovering_a_mark_tells_its_exact_figure_and_leaving_stops(chart, qtbot):
    at = next(p.at for p in chart._places if p.mark.kind == "dot").toPoint()
    hover(chart, at)
    qtbot.waitUntil(lambda: chart.told() == "a: strong")
    assert chart.accessibleDescription().startswith("a: strong. ")
    assert chart.toolTip() == ""
    hover(chart, QPoint(chart.width() - 2, chart.height() - 2))
    qtbot.waitUntil(lambda: chart.told() == "")
    assert chart.accessibleDescription() == LANES.summary


def test_arrows_walk_the_marks_and_choose_lanes(chart, qtbot):
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.told()
    with qtbot.waitSignal(chart.lane_chosen) as got:
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert got.args == [0]
    with qtbot.waitSignal(chart.lane_chosen) as got:
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert got.args == [1]
    with qtbot.waitSignal(chart.lane_chosen) as got:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert got.args == [1]


def test_a_click_chooses_the_lane_under_it_and_none_beside(chart, qtbot):
    with qtbot.waitSignal(chart.lane_chosen) as got:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, 1))
    assert got.args == [1]
    assert chart._plan.lane_at(QPointF(5, 10_000)) == -1


def test_a_chart_that_is_not_for_choosing_chooses_nothing(dressed, qtbot):
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(600, 100)
    chart.show_figure(LANES)
    heard = []
    chart.lane_chosen.connect(heard.append)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, 0))
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert heard == []


def picture(chart, tokens):
    chart.setPalette(palette(tokens))
    return chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def has(image, colour):
    wanted = QColor(colour).rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_it_is_painted_in_the_colours_of_the_scheme(chart, tokens):
    image = picture(chart, tokens)
    assert has(image, tokens.against)
    assert has(image, tokens.supports)


def test_against_and_for_differ_in_shape_too(chart):
    """A full diamond against, a hollow one for: the middle of the one is painted, of the other not."""
    image = picture(chart, LIGHT)
    ratio = image.devicePixelRatio()
    full, hollow = (
        next(p.at for p in chart._places if p.mark.kind == "dot" and p.mark.tone is tone) * ratio
        for tone in (Tone.AGAINST, Tone.FOR)
    )
    assert image.pixel(full.toPoint()) == QColor(LIGHT.against).rgb()
    assert image.pixel(hollow.toPoint()) != QColor(LIGHT.supports).rgb()


def test_every_tone_has_a_colour():
    assert all(colour_of(tone, tokens).isValid() for tone in Tone for tokens in (LIGHT, DARK))


def laid_out(figure, width):
    font = QFont("Inter")
    font.setPixelSize(13)
    small = QFont("Inter")
    small.setPixelSize(11)
    return plan(figure, width, QFontMetricsF(font), QFontMetricsF(small))


@pytest.mark.parametrize("width", [240.0, 300.0, 350.0, 452.0, 700.0, 1000.0])
def test_labels_never_touch_and_stay_inside_on_one_baseline(dressed, width):
    made = laid_out(readings(accusing().verdict), width)
    boxes = [label.area for label in made.labels]
    assert len(boxes) >= (5 if width > 300 else 3)
    assert len({box.top() for box in boxes}) == 1
    assert all(box.left() >= 0 and box.right() <= width + 0.5 for box in boxes)
    assert all(a.right() <= b.left() + 0.01 for a, b in itertools.pairwise(boxes))


@given(
    st.floats(120, 1600),
    st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.integers(0, 3)), max_size=12),
)
def test_marks_stay_inside_any_chart(dressed, width, spans):
    marks = tuple(Mark("range", min(a, b), max(a, b), lane, Tone.AGAINST) for a, b, lane in spans)
    ticks = tuple(Tick(i, f"lane {i}", lane=True) for i in range(4))
    made = laid_out(Figure("readings", "", "", -3.0, 3.0, 4.0, marks, ticks), width)
    for place in places(made):
        assert place.area.left() >= -0.5
        assert place.area.right() <= max(width, 120) + 3
        assert place.area.bottom() <= made.height


def test_collections_with_the_same_number_do_not_hide_each_other(dressed):
    marks = tuple(Mark("dot", 0.0, 0.0, 0, Tone.GENUINE, value="0") for _ in range(4))
    figure = Figure("lists", "", "", 0.0, 1.0, 1.0, marks, (Tick(0, "genuine", lane=True),))
    spots = {(p.at.x(), p.at.y()) for p in places(laid_out(figure, 350.0))}
    assert len(spots) == 4


def test_the_steps_of_a_sum_follow_each_other_and_reach_the_support():
    for one in WEIGHINGS:
        steps = [m for m in waterfall(one, str).marks if m.kind == "range"]
        at = 0.0
        for mark, step in zip(steps, one.steps, strict=False):
            assert min(abs(mark.low - at), abs(mark.high - at)) < 1e-9
            at += step.value
        total = steps[-1]
        assert pytest.approx(one.support) == at
        assert total.value == signed(one.support)
        assert {total.low, total.high} == {min(0.0, one.support), max(0.0, one.support)}


def test_an_exhibit_is_named_by_its_finding():
    figure = waterfall(weighing(Reading.FABRICATED, -0.4, 1.0, 1.0, 2.0), {"GEN003": "Towns"}.get)
    assert "Exhibit: Towns" in [t.label for t in figure.ticks]


def test_no_sign_without_a_size():
    assert signed(0.001) == "0.00"
    assert signed(-0.5) == "−0.50"


def test_hours_are_bars_with_their_counts_beside_an_even_spread():
    figure = shape_of(FINDINGS[1], Around())
    bars = [m for m in figure.marks if m.kind == "bar"]
    assert len(bars) == 24
    assert bars[12].y == 40
    assert "12:00" in bars[12].value
    assert shape_of(FINDINGS[0], Around()) is None


def test_a_sample_stands_beside_other_collections_where_some_were_measured():
    measured = calibration.load()
    beside = against_lists(FINDINGS[2], headline_of("STR007"), measured)
    tones = {mark.tone for mark in beside.marks}
    assert {Tone.SAMPLE, Tone.GENUINE, Tone.FORGED} <= tones
    assert "5" in beside.summary
    assert "genuine collections, " in beside.summary
    assert against_lists(FINDINGS[0], headline_of("GEN003"), measured) is None
