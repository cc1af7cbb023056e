"""A chart with its menu: its data as a table, copied, saved; and the newer kinds of marks as they are painted."""

import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from leakverify.gui.theme import palette
from leakverify.gui.tokens import LIGHT, PALETTES
from leakverify.gui.widgets.chart_frame import ChartFrame
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.reports.shapes import Around, shape_of
from tests.gui.test_window import unnamed
from tests.reports.test_shapes import AROUND, DATES, EVERY, PROVIDERS, TOWNS, week

BARS = Figure(
    "lists",
    "Beside others",
    "In words.",
    0.0,
    10.0,
    2.0,
    (
        Mark("bar", 0.0, 4.0, 0, Tone.GENUINE, value="3 of 9", size=1.0),
        Mark("bar", 0.0, 4.0, 1, Tone.FORGED, value="6 of 9", size=1.0),
    ),
    (Tick(0, "genuine", lane=True), Tick(1, "made", lane=True), Tick(0.0, "0"), Tick(10.0, "10")),
)


@pytest.fixture
def frame(dressed, qtbot):
    made = ChartFrame(name="a_chart")
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show_figure(PICTURE, "How to read it.")
    made.show()
    return made


PICTURE = shape_of(PROVIDERS, AROUND)


def test_it_shows_title_chart_and_caption_and_hides_without_a_figure(frame):
    assert frame.heading.text() == PICTURE.title
    assert frame.caption.text() == "How to read it."
    assert frame.chart.accessibleDescription() == PICTURE.summary
    assert unnamed(frame) == []
    frame.show_figure(None)
    assert frame.isHidden()


def test_the_data_are_a_table_on_demand(frame):
    assert frame.table.isHidden()
    frame.toggle_table()
    shown = [label.text() for label in frame.table.findChildren(QLabel)]
    assert shown[:2] == ["What", "Value"]
    assert "orange.fr · FR" in shown
    assert "20\u202f%, FR" in shown
    frame.toggle_table()
    assert frame.table.isHidden()
    frame.toggle_table()
    frame.show_figure(PICTURE)
    assert frame.table.isHidden()


def test_it_is_copied_as_picture_svg_and_csv(frame):
    frame.copy_picture()
    assert QGuiApplication.clipboard().image().width() == frame.chart.width() * 2
    frame.copy_svg()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith("<svg")
    assert data.hasFormat("image/svg+xml")
    frame.copy_csv()
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))
    assert rows[0] == ["What", "Value"]
    assert ["web.de · DE", "10\u202f%, DE"] in rows
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(
    ("ending", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"What,Value")]
)
def test_it_is_saved_in_the_form_of_its_ending(frame, tmp_path, ending, beginning):
    path = tmp_path / f"chart.{ending}"
    frame.save(path)
    assert path.read_bytes().startswith(beginning)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_told(frame, tmp_path):
    frame.save(tmp_path / "no folder" / "chart.svg")
    assert frame._problem.isVisible()
    assert frame._problem.text()


def test_every_command_of_its_menu_works_from_the_menu(frame):
    actions = frame.menu.actions()
    assert [a.text() for a in actions][:2] == [
        "Show or hide the data as a table",
        "Copy as a picture",
    ]
    actions[0].trigger()
    assert not frame.table.isHidden()


def painted(frame, figure, tokens=LIGHT):
    frame.show_figure(figure)
    frame.setPalette(palette(tokens))
    frame.chart.setPalette(palette(tokens))
    return frame.picture().convertToFormat(QImage.Format.Format_RGB32)


def inked(image, area, colour):
    """The share of an area's pixels that have exactly this colour."""
    wanted, ratio = QColor(colour).rgb(), image.devicePixelRatio()
    left, top = int(area.left() * ratio) + 3, int(area.top() * ratio) + 3
    right, bottom = int(area.right() * ratio) - 3, int(area.bottom() * ratio) - 3
    spots = [(x, y) for x in range(left, right) for y in range(top, bottom)]
    return sum(image.pixel(*spot) == wanted for spot in spots) / len(spots)


def test_made_collections_are_hatched_and_genuine_ones_full(frame):
    image = painted(frame, BARS)
    full, hatched = (place.area for place in frame.chart._places)
    assert inked(image, full, LIGHT.supports) > 0.95
    assert 0.02 < inked(image, hatched, LIGHT.against) < 0.7


def test_a_field_is_darker_where_more_happened(frame):
    image = painted(frame, shape_of(week(), AROUND))
    spots = {p.mark.low: p.area.center() * image.devicePixelRatio() for p in frame.chart._places}
    quiet, busy = (QColor(image.pixel(spots[h].toPoint())).lightness() for h in (3.0, 12.0))
    assert busy < quiet - 60


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("one", EVERY, ids=lambda f: f.check)
def test_every_kind_is_painted_in_every_palette(frame, one, name):
    figure = shape_of(one, AROUND)
    image = painted(frame, figure, PALETTES[name])
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(image.height())}
    assert len(colours) > 3
    for place in frame.chart._places:
        assert place.area.right() <= frame.chart.width() + 1
        assert place.area.bottom() <= frame.chart.height() + 1


def test_keys_walk_the_fields_and_tell_each(frame, qtbot):
    frame.show_figure(shape_of(TOWNS, Around(EVERY)))
    frame.chart.setFocus()
    qtbot.keyClick(frame.chart, Qt.Key.Key_Right)
    assert frame.chart.told() == "town: town / postcode: 75\u202f% do not fit"


def test_a_strip_tells_dates_and_providers(frame, qtbot):
    frame.show_figure(shape_of(DATES, AROUND))
    frame.chart.setFocus()
    told = set()
    for _ in range(12):
        qtbot.keyClick(frame.chart, Qt.Key.Key_Right)
        told.add(frame.chart.told())
    assert "claimed period: 2019-01-01 to 2021-06-30" in told
    assert "providers that closed: voila.fr, 2016-01" in told
