"""The pane over the real analyst, and a look-up child that answers honestly: from the file to the finding and back."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from leakverify.engine import look_up
from leakverify.engine.look_up_room import is_built_in
from leakverify.gui.dialogs import Sheet
from leakverify.gui.heard import Phase
from leakverify.gui.mail_domains.pane import MailDomainsPane
from leakverify.gui.session import Session
from leakverify.gui.wiring import real_desk

pytestmark = pytest.mark.skipif(not is_built_in(), reason="the offline build asks nobody")

LOOKER = Path(__file__).parents[2] / "engine" / "doubles" / "looker.py"
NAMES = ("gmail.com", "orange.fr", "web.de", "libero.it")
WAIT = 30_000


@pytest.fixture
def session(tmp_path, qtbot):
    """A real desk; the child that asks is the honest double."""

    def ask(domains, asking, on_progress, on_answers, cancel):
        return look_up.run(
            domains,
            asking,
            on_progress=on_progress,
            on_answers=on_answers,
            cancel=cancel,
            words=(sys.executable, str(LOOKER), "honest"),
        )

    made = Session(replace(real_desk(tmp_path), look_up=ask))
    yield made
    made.close()


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "sample.csv"
    rows = [f"{n},user{n}@{NAMES[n % 4]},2021-03-{n % 28 + 1:02}" for n in range(400)]
    rows.append("400,solo@petite-boulangerie-du-coin.fr,2021-03-01")
    path.write_text("\n".join(["id,email,created", *rows, ""]), encoding="utf-8")
    return path


def test_from_the_file_to_the_finding(session, sample, dressed, qtbot):
    session.open_files([sample])
    pane = MailDomainsPane(session)
    qtbot.addWidget(pane)
    pane.resize(1170, 780)
    pane.show()
    qtbot.waitUntil(lambda: session.assessment is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: pane.table.model.rowCount() > 0, timeout=WAIT)
    assert set(pane.table.model.to_ask()) == set(NAMES)
    before = [f for f in session.findings if f.check == "PER024"]
    assert [f.reason for f in before] == ["NO_LOOK_UP"]
    pane.ask.allow.click()
    with qtbot.waitSignal(pane._look_ups.answers_changed, timeout=WAIT):
        pane.ask.ask_button.click()
        pane.findChild(Sheet).findChild(QPushButton, "ask_now").click()
    qtbot.waitUntil(lambda: session.assessment is not None, timeout=WAIT)
    assert session.phase is Phase.DONE
    told = session.assessment.network.look_up
    assert told.domains == len(NAMES)
    assert told.statuses == {"no_domain": len(NAMES)}
    assert session.look_ups.questions == 7
    after = [f for f in session.findings if f.check == "PER024"]
    assert "NO_LOOK_UP" not in [f.reason for f in after]
    pane.ask.forget_button.click()
    qtbot.waitUntil(lambda: session.assessment is not None, timeout=WAIT)
    assert session.assessment.network.look_up is None
    assert [f.reason for f in session.findings if f.check == "PER024"] == ["NO_LOOK_UP"]
