"""The history of decisions: by name, back to any point, forward again, and gone with its sample."""

import pytest
from PySide6.QtCore import Qt

from leakverify.model.claim import Claim
from leakverify.model.outside import FindingMark, Stand
from leakverify.model.terms import Role
from tests.gui.stage import play_run, play_to_columns


@pytest.fixture
def history(window, desk, session, sample, qtbot):
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    session.overrule("e-mail", Role.USERNAME)
    session.choices.set_claim(Claim(organisation="Example Weekly"))
    session.choices.mark("GEN003:e-mail", FindingMark("GEN003:e-mail", Stand.DISPUTED, "why"))
    action = next(a for a in window.actions() if a.shortcut().toString() == "Ctrl+H")
    action.trigger()
    return window.aside._history


def listed(history):
    return [history.list.item(i).text() for i in range(history.list.count())]


def test_decisions_are_listed_by_name_the_last_one_first(history):
    assert listed(history) == [
        "Towns that exist nowhere, spelled as a generator spells them (GEN003): disputed (now)",
        "Change the claim",
        "Column “e-mail”: User name",
        "As it was opened",
    ]


def test_one_press_goes_back_to_a_point_and_forward_again(history, session):
    history.list.setCurrentRow(2)
    history.go_button.click()
    assert session.claim == Claim()
    assert session.outside.marks == ()
    assert session.role_of(2) is Role.USERNAME
    assert listed(history)[:3] == [
        "Towns that exist nowhere, spelled as a generator spells them (GEN003): disputed (taken back)",
        "Change the claim (taken back)",
        "Column “e-mail”: User name (now)",
    ]
    history.list.setCurrentRow(3)
    history.list.itemActivated.emit(history.list.currentItem())
    assert session.role_of(2) is Role.EMAIL
    assert not history.undo_button.isEnabled()
    history.list.setCurrentRow(0)
    history.go_button.click()
    assert session.claim.organisation == "Example Weekly"
    assert session.outside.mark_of("GEN003:e-mail").note == "why"


def test_undo_and_redo_keys_move_the_history_along(history, window, session):
    actions = {a.shortcut().toString(): a for a in window.actions()}
    actions["Ctrl+Z"].trigger()
    assert history.list.currentItem().data(Qt.ItemDataRole.UserRole) == 2
    actions["Ctrl+Y"].trigger()
    assert history.list.currentItem().data(Qt.ItemDataRole.UserRole) == 3


def test_another_sample_begins_another_history(history, window, sample):
    window.open_paths([sample])
    assert listed(history) == ["As it was opened (now)"]


def test_decisions_are_named_in_the_language_in_use_whenever_they_were_made(history, window):
    window.tongue.choose("fr")
    try:
        told = listed(window.aside._history)
    finally:
        window.tongue.choose("en")
    assert any("colonne « e-mail »" in text.casefold().replace("\xa0", " ") for text in told)
    assert not any("Change the claim" in text for text in told)
