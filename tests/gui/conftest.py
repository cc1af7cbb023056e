"""A window over an analyst that is played by the test: nothing is read, everything is said on cue."""

import datetime as dt
import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from leakverify.gui.main_window import MainWindow
from leakverify.gui.session import Session
from leakverify.gui.theme import Look, Scheme
from leakverify.gui.widgets.guard import PlainTextGuard
from tests.gui.stage import FakeDesk


@pytest.fixture(scope="module", autouse=True)
def _collector_held():
    """As in the program: nothing is collected while Qt is at work, nor on another thread. Later tests inherit no widgets."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _swept(_collector_held):
    """The window of the test before is gone: every widget that lives makes a change of the look dearer."""
    gc.collect(1)


@pytest.fixture
def desk():
    return FakeDesk(dt.date(2026, 11, 22))


@pytest.fixture
def session(desk, qtbot):
    made = Session(desk.desk())
    yield made
    made.close()


@pytest.fixture(scope="session")
def dressed():
    app = QApplication.instance() or QApplication([])
    look = Look(app)
    look.apply(scheme=Scheme.LIGHT)
    guard = PlainTextGuard(app)
    yield look
    app.removeEventFilter(guard)


@pytest.fixture
def window(session, dressed, qtbot):
    made = MainWindow(session, dressed)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def sample(tmp_path) -> Path:
    path = tmp_path / "sample.csv"
    path.write_text("email,name\na@example.org,Ana\n", encoding="utf-8")
    return path
