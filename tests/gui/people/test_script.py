"""The script beside the card: in two languages, changed and set back, without a cell and without a name too early."""

from dataclasses import replace

from leakverify.words.call_script import SCRIPTS
from tests.gui.people.hands import answer
from tests.gui.stage import COLUMNS


def test_the_script_is_read_out_with_the_questions_that_the_file_can_answer(planned):
    script = planned.desk.script
    text = script.text.toPlainText()
    assert (
        text.index("1. Hello.") < text.index("3. In …, did you buy") < text.index("5. Thank you.")
    )
    assert "To which town" in text
    assert "how much did you pay" not in text
    assert "{" not in text
    script.language.setCurrentIndex(1)
    assert "Êtes-vous seul" in script.text.toPlainText()


def test_it_can_be_changed_and_set_back(planned):
    script = planned.desk.script
    assert script.text.isReadOnly()
    script.edit_button.click()
    assert script.text.toPlainText() == SCRIPTS["en"]
    script.text.setPlainText(SCRIPTS["en"].replace("Hello.", "Good evening."))
    script.edit_button.click()
    assert "1. Good evening." in script.text.toPlainText()
    script.language.setCurrentIndex(1)
    script.language.setCurrentIndex(0)
    assert "Good evening." in script.text.toPlainText()
    script.reset_button.click()
    assert "1. Hello." in script.text.toPlainText()
    assert script.reset_button.isHidden()


def test_a_script_that_is_none_is_told_and_stays_to_be_mended(planned):
    script = planned.desk.script
    script.edit_button.click()
    script.text.setPlainText(SCRIPTS["en"].replace("[3]", "[33]"))
    script.edit_button.click()
    assert not script.text.isReadOnly()
    assert "Line 17" in script.problem.text() or "Line" in script.problem.text()
    script.reset_button.click()
    assert script.text.isReadOnly()
    assert not script.problem.isVisible()


def test_a_script_that_names_the_organisation_first_is_warned_of(planned, session):
    session.choices.set_claim(replace(session.claim, organisation="Blumenhaus"))
    script = planned.desk.script
    script.edit_button.click()
    script.text.setPlainText(SCRIPTS["en"].replace("buy or order {kind}", "order at Blumenhaus"))
    script.edit_button.click()
    assert "Step 3 names the organisation" in script.problem.text()


def test_no_cell_goes_into_the_script(planned, desk, qtbot):
    planned.desk.turns.open()
    answer(desk)
    text = planned.desk.script.text.toPlainText()
    for _name, _role, _sure, cells in COLUMNS:
        assert not any(len(cell) > 3 and cell in text for cell in cells)
