"""The desk over the real analyst: the row on the card is the row that was drawn."""

import csv

import pytest
from PySide6.QtWidgets import QLabel

from leakverify.gui.people.pane import PeoplePane
from leakverify.gui.session import Session
from leakverify.gui.wiring import real_desk
from leakverify.model.errors import LeakverifyError
from tests.gui.people.hands import plan

WAIT = 60_000
FIRST = ("Anna", "Bruno", "Clara", "David", "Emma", "Felix", "Gerda")
LAST = ("Becker", "Dubois", "Fischer", "Moreau", "Schmidt", "Weber")
TOWNS = ("Lyon", "Nantes", "Köln", "Dresden", "Lille")


@pytest.fixture
def session(tmp_path, qtbot):
    made = Session(real_desk(tmp_path))
    yield made
    made.close()


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["prenom", "nom", "telephone", "ville", "email"])
        for n in range(400):
            first, last = FIRST[n % 7], LAST[n % 6]
            mail = f"{first}.{last}{n}@gmail.com".lower()
            out.writerow(
                [first, last, f"+33 6 39 98 {n // 100:02} {n % 100:02}", TOWNS[n % 5], mail]
            )
    return path


def numbers(pane):
    """The telephone numbers on the card."""
    found = pane.desk.card.findChildren(QLabel, "cell_phone")
    return [label.text() for label in found if label.text()]


def test_the_card_shows_the_row_that_was_drawn(session, sample, dressed, qtbot):
    problems = []
    session.call_book.failed.connect(problems.append)
    session.open_files([sample])
    pane = PeoplePane(session)
    qtbot.addWidget(pane)
    pane.resize(1170, 780)
    pane.show()
    qtbot.waitUntil(lambda: session.assessment is not None, timeout=WAIT)
    pane.nothing._press()
    plan(qtbot, pane, calls=10, answers=10)
    pane.desk.who.setText("AB")
    pane.take_focus()
    for line in session.call_book.lines[:3]:
        assert pane.desk.turns.line.row == line.row
        pane.desk.turns.open()
        qtbot.waitUntil(lambda: bool(numbers(pane)), timeout=WAIT)
        n = line.row - 1
        assert numbers(pane) == [f"+33 6 39 98 {n // 100:02} {n % 100:02}"]
        pane.desk.turns.press("2")
        pane.desk.turns.press("m")
    assert [type(p) for p in problems if isinstance(p, LeakverifyError)] == []
    qtbot.waitUntil(
        lambda: session.assessment is not None and session.outside.people.confirmed == 3,
        timeout=WAIT,
    )
