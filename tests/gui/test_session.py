"""The session without any widget: what it asks of the analyst and what it keeps."""

from dataclasses import replace

import pytest

from leakverify.gui.heard import Phase
from leakverify.model.call_desk import PeopleAsked
from leakverify.model.claim import Claim
from leakverify.model.errors import OutputProblem
from leakverify.model.messages import Failed, FindingMade, Open, Page, Ready, Run, Scan, Scanned
from leakverify.model.outside import Fits, Outside, OutsideFact
from leakverify.model.terms import Role
from tests.gui.stage import finding, play_run, play_to_columns, source


@pytest.fixture
def opened(session, desk, sample, qtbot):
    session.open_files([sample])
    with qtbot.waitSignal(session.columns_changed):
        play_to_columns(desk.analyst)
    return session


@pytest.fixture
def done(opened, desk, qtbot):
    with qtbot.waitSignal(opened.assessment_changed):
        play_run(desk.analyst)
    return opened


def test_nothing_starts_before_it_is_asked_for(session, desk):
    assert desk.analysts == []
    session.warm_up()
    session.warm_up()
    assert len(desk.analysts) == 1


def test_the_waiting_analyst_gets_the_first_file(session, desk, sample):
    session.warm_up()
    session.open_files([sample])
    assert len(desk.analysts) == 1
    assert desk.analyst.opened().paths == (str(sample),)


def test_the_run_starts_at_once_on_the_guessed_mapping(opened, desk):
    assert opened.phase is Phase.RUNNING
    assert desk.analyst.run() == Run({}, {}, 0, "2026-11-22")


def test_another_file_gets_another_analyst_and_late_words_are_not_heard(
    opened, desk, sample, tmp_path, qtbot
):
    old = desk.analyst
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    opened.open_files([other])
    qtbot.waitUntil(lambda: old.closed)
    old.say(FindingMade(finding()))
    desk.analyst.say(source("other.csv"))
    qtbot.waitUntil(lambda: opened.is_open)
    assert opened.findings == ()


def test_findings_and_assessment_arrive(done):
    assert done.phase is Phase.DONE
    assert len(done.findings) == 5
    assert len(done.assessment.findings) == 5


def test_an_overruled_role_runs_again_and_can_be_undone(done, desk):
    done.overrule("e-mail", Role.USERNAME)
    assert desk.analyst.run().roles == {"e-mail": "username"}
    assert done.role_of(2) is Role.USERNAME
    assert done.assessment is None
    done.choices.undo_stack.undo()
    assert done.role_of(2) is Role.EMAIL
    done.choices.undo_stack.redo()
    assert done.role_of(2) is Role.USERNAME


def test_overruling_with_the_guess_is_no_decision(done):
    done.overrule("e-mail", Role.EMAIL)
    assert done.choices.undo_stack.count() == 0


def test_a_change_while_running_stops_the_run_first(opened, desk, qtbot):
    runs = len(desk.analyst.asked(Run))
    opened.overrule("e-mail", Role.USERNAME)
    opened.overrule("ville", Role.REGION)
    assert desk.analyst.cancelled == 1
    assert len(desk.analyst.asked(Run)) == runs
    play_run(desk.analyst, complete=False, reason="cancelled")
    qtbot.waitUntil(lambda: len(desk.analyst.asked(Run)) == runs + 1)
    assert desk.analyst.run().roles == {"e-mail": "username", "ville": "region"}


def test_reading_otherwise_opens_again_and_can_be_undone(done, desk):
    done.choices.read_as("encoding", "utf-8")
    assert desk.analyst.opened().read == {"encoding": "utf-8"}
    assert not done.is_open
    done.choices.undo_stack.undo()
    assert desk.analyst.opened().read == {}


def test_older_files_are_opened_with_the_sample_and_can_be_undone(done, desk, sample, tmp_path):
    older = tmp_path / "older.csv"
    older.write_text("email\nb@example.org\n")
    done.compare_with([older, older, tmp_path / "gone.csv"])
    assert desk.analyst.opened().earlier == (str(older),)
    assert desk.analyst.opened().paths == (str(sample),)
    done.choices.undo_stack.undo()
    assert desk.analyst.opened().earlier == ()


def test_an_older_file_that_cannot_be_read_is_named_and_left_out(
    done, desk, sample, tmp_path, qtbot
):
    older = tmp_path / "older.csv"
    older.write_text("x")
    done.compare_with([older])
    with qtbot.waitSignal(done.problem_met) as told:
        desk.analyst.say(Failed("NOT_A_TABLE", {"file": 2}))
    assert told.args[2] == "older.csv"
    assert done.decisions.earlier == ()
    assert desk.analyst.opened() == Open((str(sample),))


def test_the_claim_goes_with_the_run(done, desk):
    done.choices.set_claim(Claim(organisation="Charivari", country="FR"))
    assert desk.analyst.run().claim == {"organisation": "Charivari", "country": "FR"}


def test_cancel_keeps_what_was_found(opened, desk, qtbot):
    opened.cancel()
    assert desk.analyst.cancelled == 1
    with qtbot.waitSignal(opened.assessment_changed):
        play_run(desk.analyst, complete=False, reason="cancelled")
    assert len(opened.findings) == 5
    assert opened.heard.rows == 1914
    assert not opened.heard.done.complete


def test_stop_while_opening_stops_the_run_that_follows(session, desk, sample, qtbot):
    session.open_files([sample])
    session.cancel()
    assert desk.analyst.cancelled == 1
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(Run)))
    assert desk.analyst.cancelled == 2


def test_bad_files_are_named_and_the_good_ones_opened(session, desk, sample, tmp_path, qtbot):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    problems = []
    session.problem_met.connect(lambda code, _place, name: problems.append((code, name)))
    session.open_files([tmp_path / "gone.csv", tmp_path, empty, sample])
    assert problems == [
        ("NOT_FOUND", "gone.csv"),
        ("NOT_A_FILE", tmp_path.name),
        ("EMPTY_FILE", "empty.csv"),
    ]
    assert desk.analyst.opened().paths == (str(sample),)


def test_a_file_the_analyst_refuses_does_not_block_the_others(
    session, desk, sample, tmp_path, qtbot
):
    other = tmp_path / "picture.csv"
    other.write_bytes(b"x")
    problems = []
    session.problem_met.connect(lambda code, _place, name: problems.append((code, name)))
    session.open_files([sample, other])
    desk.analyst.say(Failed("UNSUPPORTED_IMAGE", {"file": 2}))
    qtbot.waitUntil(lambda: len(desk.analysts) == 2)
    assert problems == [("UNSUPPORTED_IMAGE", "picture.csv")]
    assert desk.analyst.opened().paths == (str(sample),)


def test_a_dead_analyst_is_told_and_what_was_found_stays(opened, desk, qtbot):
    desk.analyst.say(FindingMade(finding()))
    with qtbot.waitSignal(opened.problem_met) as told:
        desk.analyst.say(Failed("CHILD_DIED"))
    assert told.args[0] == "CHILD_DIED"
    assert opened.phase is Phase.FAILED
    assert len(opened.findings) == 1


def test_shown_data_are_masked_again(session):
    session.veil.reveal()
    assert not session.masked
    session.veil._clock = lambda: session.veil._touched + 300
    session.veil.look()
    assert session.masked


def test_export_writes_or_tells(done, desk, tmp_path, qtbot):
    with qtbot.waitSignal(done.exported):
        done.export(tmp_path / "r.pdf", "shareable")
    assert desk.exports[0][1:3] == (tmp_path / "r.pdf", "shareable")
    desk.export_error = OutputProblem("OUTPUT_FAILED")
    with qtbot.waitSignal(done.problem_met) as told:
        done.export(tmp_path / "r.pdf", "full")
    assert told.args[0] == "OUTPUT_FAILED"


def test_an_export_may_ask_the_analyst_and_panes_do_not_hear_it(done, desk, qtbot):
    pages, answers = [], []
    done.page_arrived.connect(pages.append)
    ask = done.talk.line.ask
    done.jobs.submit(lambda: ask(lambda token: Scan(token, ("abc",))), on_success=answers.append)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(Scan)))
    desk.analyst.say(Scanned(desk.analyst.asked(Scan)[0].token, (0,)))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].hits == (0,)
    desk.analyst.say(Page(1_000_999, 1, 0, (1,), (("x",),)))
    desk.analyst.say(Ready("full"))
    qtbot.waitUntil(lambda: done.heard.ready is not None)
    assert pages == []


def test_closing_ends_every_analyst(session, desk, sample):
    session.warm_up()
    session.open_files([sample])
    session.close()
    assert all(a.closed for a in desk.analysts)
    assert not desk.analyst.asked(Open)[1:]


OUTSIDE = Outside(facts=(OutsideFact("a company register lists it", Fits.AGREES),))


def test_what_is_known_from_outside_is_weighed_again_without_another_run(done, desk, qtbot):
    runs = len(desk.analyst.asked(Run))
    with qtbot.waitSignal(done.assessment_changed):
        done.choices.set_outside(OUTSIDE)
    assert desk.weighed[-1].outside == done.outside == OUTSIDE
    with qtbot.waitSignal(done.assessment_changed):
        done.choices.undo_stack.undo()
    assert desk.weighed[-1].outside == Outside()
    done.choices.undo_stack.redo()
    assert done.outside == OUTSIDE
    assert len(desk.analyst.asked(Run)) == runs
    assert done.assessment is not None


def test_what_is_known_from_outside_while_a_run_is_under_way_waits_for_its_end(opened, desk, qtbot):
    opened.choices.set_outside(OUTSIDE)
    assert desk.weighed == []
    with qtbot.waitSignal(opened.assessment_changed):
        play_run(desk.analyst)
    assert desk.weighed[-1].outside == OUTSIDE


def test_another_sample_keeps_what_is_known_but_for_the_people_asked(done, sample):
    done.choices.set_outside(replace(OUTSIDE, people=PeopleAsked(10, 9, 10)))
    done.open_files([sample])
    assert done.outside == OUTSIDE
