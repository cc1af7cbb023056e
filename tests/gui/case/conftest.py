"""A window over a played analyst that tells the true hash of the file it was given, and a lock that costs little."""

import hashlib
from dataclasses import replace

import pytest

from leakverify.gui.case.keeper import Standing
from leakverify.gui.dialogs import Sheet
from leakverify.model.messages import Done, FindingMade, Ready, Source
from tests.case.conftest import cheap_keys  # noqa: F401  (a fixture)
from tests.gui import stage

WORD = "five random words are good"


def true_source(sample, *, final=True):
    """What an analyst says of this very file."""
    data = sample.read_bytes()
    file = replace(
        stage.source().files[0],
        name=sample.name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return Source((file,), final)


def play_reading(analyst, sample):
    """Head and rows are read; nothing is checked."""
    analyst.say(Ready("full", ("landlock", "seccomp")))
    analyst.say(true_source(sample, final=False))
    analyst.say(stage.columns())
    analyst.say(true_source(sample))
    analyst.say(stage.columns())


def play_checks(analyst):
    """A run that ends well."""
    for one in stage.findings():
        analyst.say(FindingMade(one))
    analyst.say(Done(complete=True, reason="", rows=1914, attempts_refused=0, checks=5, country=""))


def sheet_of(window, kind=Sheet):
    """The sheet that is open."""
    return next(s for s in window.findChildren(kind) if s.isVisible())


@pytest.fixture
def done(window, desk, sample, qtbot):
    """A sample that was opened and checked, in a case that is not saved."""
    window.open_paths([sample])
    play_reading(desk.analyst, sample)
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(stage.Run)))
    play_checks(desk.analyst)
    qtbot.waitUntil(lambda: window._session.assessment is not None)
    return window


@pytest.fixture
def saved(done, tmp_path, qtbot, cheap_keys):  # noqa: F811  (the fixture imported above)
    """The same, saved."""
    save(done, tmp_path / "leak.lvcase", qtbot)
    return done


def save(window, path, qtbot, word=WORD):
    """Save the case there, as the user would."""
    window.cabinet.choose = lambda *_: path
    window.cabinet.save_elsewhere()
    sheet = sheet_of(window)
    sheet.line.setText(word)
    sheet.again.setText(word)
    sheet.go_button.click()
    qtbot.waitUntil(lambda: window.cabinet.keeper.standing is Standing.SAVED)


def open_case(window, path, qtbot, word=WORD, given=()):
    """Open a case, as the user would."""
    with qtbot.waitSignal(window.cabinet.shown):
        window.open_paths([path, *given])
        sheet = sheet_of(window)
        sheet.line.setText(word)
        sheet.go_button.click()
