"""What is done is written in order, again where it failed, and nothing is told to be kept that is not."""

import pytest

from leakverify.case import custody
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act
from leakverify.gui.case.keeper import Keeper, Standing
from leakverify.gui.jobs import JobQueue
from leakverify.model.errors import OutputProblem

pytestmark = pytest.mark.usefixtures("cheap_keys")
NOW = "2026-11-27T10:00:00Z"
WORD = "five random words are good"


@pytest.fixture
def keeper(qtbot):
    jobs = JobQueue()
    made = Keeper(jobs, lambda: NOW)
    yield made
    jobs.close()
    made.close()


def save(keeper, path, qtbot, word=WORD):
    told = []
    keeper.save_as(path, word, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [None]


def acts(case):
    return [(e.what, e.who) for e in custody.entries(case.log())]


def test_a_case_is_not_saved_until_it_is(keeper, tmp_path, qtbot):
    assert keeper.standing is Standing.NOT_SAVED
    assert not keeper.would_be_lost
    keeper.note(Act.NOTED, {Part.NOTES: b"one"})
    qtbot.waitUntil(lambda: keeper.case.head.entries == 1)
    assert keeper.would_be_lost
    keeper.who = "AB"
    save(keeper, tmp_path / "a.lvcase", qtbot)
    assert keeper.standing is Standing.SAVED
    assert not keeper.would_be_lost
    assert keeper.name == "a"
    with qtbot.waitSignal(keeper.kept):
        keeper.note(Act.NOTED, {Part.NOTES: lambda: b"two"})
    keeper.case.close()
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.part(Part.NOTES) == b"two"
        assert acts(again) == [("noted", ""), ("saved", "AB"), ("noted", "AB")]


def test_many_acts_keep_their_order(keeper, qtbot):
    for n in range(60):
        keeper.note(Act.NOTED, {Part.NOTES: str(n).encode()}, number=n)
    qtbot.waitUntil(lambda: keeper.case.head.entries == 60)
    told = [e.details["number"] for e in custody.entries(keeper.case.log())]
    assert told == list(range(60))


def test_what_could_not_be_written_waits_and_is_written_in_order_later(
    keeper, tmp_path, qtbot, monkeypatch
):
    save(keeper, tmp_path / "a.lvcase", qtbot)
    real, full = CaseFile.keep, [True]

    def keep(case, steps, **more):
        if full:
            raise OutputProblem("CASE_DISK_FULL")
        return real(case, steps, **more)

    monkeypatch.setattr(CaseFile, "keep", keep)
    with qtbot.waitSignal(keeper.failed):
        keeper.note(Act.NOTED, {Part.NOTES: b"one"}, number=1)
    keeper.note(Act.NOTED, {Part.NOTES: b"two"}, number=2)
    assert keeper.standing is Standing.FAILED
    assert keeper.would_be_lost
    with qtbot.waitSignal(keeper.failed):
        keeper.try_again()
    full.clear()
    with qtbot.waitSignal(keeper.kept):
        keeper.try_again()
    assert keeper.standing is Standing.SAVED
    entries = [e for e in custody.entries(keeper.case.log()) if e.what == "noted"]
    assert [e.details["number"] for e in entries] == [1, 2]


def test_a_case_whose_disk_is_gone_is_saved_elsewhere_with_what_waited(
    keeper, tmp_path, qtbot, monkeypatch
):
    save(keeper, tmp_path / "a.lvcase", qtbot)
    real = CaseFile.keep

    def keep(case, steps, **more):
        if case.path.name == "a.lvcase":
            raise OutputProblem("CASE_GONE")
        return real(case, steps, **more)

    monkeypatch.setattr(CaseFile, "keep", keep)
    with qtbot.waitSignal(keeper.failed):
        keeper.note(Act.NOTED, {Part.NOTES: b"kept"})
    save(keeper, tmp_path / "b.lvcase", qtbot)
    qtbot.waitUntil(lambda: keeper.standing is Standing.SAVED)
    keeper.case.close()
    with CaseFile.open(tmp_path / "b.lvcase", WORD) as again:
        assert again.part(Part.NOTES) == b"kept"


def test_a_second_opener_reads_and_keeps_nothing(keeper, tmp_path, qtbot):
    save(keeper, tmp_path / "a.lvcase", qtbot)
    jobs = JobQueue()
    second = Keeper(jobs, lambda: NOW)
    second.take(CaseFile.open(tmp_path / "a.lvcase", WORD))
    assert second.standing is Standing.READ_ONLY
    second.note(Act.NOTED, {Part.NOTES: b"x"})
    assert not second.would_be_lost
    jobs.close()
    assert second.case.part(Part.NOTES) is None
    second.close()


def test_a_new_passphrase_takes_the_place_of_the_old(keeper, tmp_path, qtbot):
    save(keeper, tmp_path / "a.lvcase", qtbot)
    told = []
    keeper.rekey("another one", told.append)
    qtbot.waitUntil(lambda: told == [None])
    keeper.case.close()
    with CaseFile.open(tmp_path / "a.lvcase", "another one") as again:
        assert acts(again) == [("saved", ""), ("rekeyed", "")]


def test_a_case_that_is_destroyed_leaves_a_certificate_and_no_file(keeper, tmp_path, qtbot):
    save(keeper, tmp_path / "a.lvcase", qtbot)
    number, told = keeper.case.number, []
    with qtbot.waitSignal(keeper.purged) as heard:
        keeper.purge(told.append)
    assert told == [None]
    assert heard.args[0].number == number
    assert list(tmp_path.iterdir()) == []
    assert keeper.standing is Standing.NOT_SAVED
    assert keeper.case.head.entries == 0


def test_closing_writes_what_was_said_before(qtbot, tmp_path):
    jobs = JobQueue()
    keeper = Keeper(jobs, lambda: NOW)
    save(keeper, tmp_path / "a.lvcase", qtbot)
    for n in range(20):
        keeper.note(Act.NOTED, {Part.NOTES: str(n).encode()})
    jobs.close()
    keeper.close()
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.part(Part.NOTES) == b"19"
        assert again.head.entries == 21
