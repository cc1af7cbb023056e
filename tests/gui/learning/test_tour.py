"""The tour: six stops in the real window, by keys alone, offered once and never again."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from leakverify.gui.app import offer_tour
from leakverify.gui.opening.pane import shown_sample
from leakverify.gui.preferences import Preferences
from leakverify.gui.steps import CHECKS, COLUMNS, REPORT, ROWS, SAMPLE, VERDICT
from leakverify.words.tour import STOPS, stop
from tests.gui.stage import play_run, play_to_columns


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path)


@pytest.fixture
def walking(window, session, desk, qtbot):
    window.lessons.start_tour()
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    return window


def enter():
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_it_opens_the_invented_list_and_stops_at_six_panes(walking, desk, session):
    assert desk.analyst.opened().paths == (str(shown_sample()),)
    assert session.invented
    card = walking.lessons.tour.card
    seen = []
    while not card.isHidden():
        seen.append((walking.rail.currentRow(), card.title.text()))
        assert QApplication.focusWidget() is card.next_button
        assert card.text.text() in card.next_button.accessibleDescription()
        enter()
    panes = (SAMPLE, COLUMNS, CHECKS, VERDICT, ROWS, REPORT)
    assert seen == [(pane, stop(at).heading) for at, pane in enumerate(panes)]
    assert len(STOPS) == len(panes)
    assert session.is_open


def test_a_sample_that_is_open_is_walked_through_instead(window, desk, sample):
    window.open_paths([sample])
    opened = len(desk.analysts)
    window.lessons.start_tour()
    assert len(desk.analysts) == opened
    assert window.lessons.tour.is_under_way


def test_escape_ends_it_and_does_not_stop_the_run(window, desk, qtbot):
    window.lessons.start_tour()
    play_to_columns(desk.analyst)
    with qtbot.waitSignal(window.lessons.tour_taken):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.lessons.tour.is_under_way
    assert desk.analyst.cancelled == 0
    assert QApplication.focusWidget() is window.rail


def test_one_can_go_back(walking):
    card = walking.lessons.tour.card
    assert not card.back_button.isEnabled()
    enter()
    card.back_button.click()
    assert walking.rail.currentRow() == SAMPLE


@pytest.mark.parametrize("size", [(1360, 860), (1024, 600)])
def test_the_card_stays_in_the_window_and_what_is_told_is_framed(walking, size, qtbot):
    walking.resize(*size)
    tour = walking.lessons.tour
    for _ in STOPS[:-1]:
        QApplication.processEvents()
        inside = QRect(0, 0, *size)
        assert inside.contains(tour.card.geometry())
        for label in tour.card.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        assert not tour.spot.isVisible() or inside.contains(tour.spot.geometry())
        enter()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_head_of_what_is_framed_is_never_covered(walking, dressed, scale, qtbot):
    dressed.apply(scale=scale)
    walking.resize(1360, 860)
    tour = walking.lessons.tour
    try:
        for _ in STOPS[:-1]:
            qtbot.wait(0)
            spot = tour.spot.geometry()
            head = QRect(spot.topLeft(), QSize(spot.width(), min(spot.height(), 40)))
            covers = tour.spot.isVisible() and head.intersects(tour.card.geometry())
            assert not covers, tour.card.title.text()
            enter()
    finally:
        dressed.apply(scale=1.0)


@pytest.mark.parametrize("answer", ["no", "taken"])
def test_it_is_offered_until_it_is_answered_and_never_again(
    window, preferences, tmp_path, desk, answer
):
    offer_tour(window, preferences)
    assert not window.opening.offer.isHidden()
    if answer == "no":
        window.opening.offer.findChild(type(window.opening.drop.open_button), "tour_no").click()
    else:
        window.opening.tour_wanted.emit()
        window.lessons.tour.end()
    assert window.opening.offer.isHidden()
    assert Preferences(tmp_path).tour_settled


def test_who_has_answered_is_not_asked(window, preferences):
    preferences.settle_tour()
    offer_tour(window, preferences)
    assert window.opening.offer.isHidden()


def test_a_tour_that_was_only_begun_is_offered_again(window, preferences, desk):
    offer_tour(window, preferences)
    window.opening.tour_wanted.emit()
    assert not preferences.tour_settled
