"""The language of the window is switched while it is open, and nothing of the case is lost."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QFrame

from leakverify.gui import menu, tongue
from leakverify.gui.heard import Phase
from leakverify.gui.preferences import Preferences
from leakverify.gui.steps import CLAIM, COLUMNS, REPORT, VERDICT
from leakverify.model.messages import FindingMade
from leakverify.words import language
from tests.gui import faults
from tests.gui.stage import COLUMNS as SAMPLE_COLUMNS
from tests.gui.stage import finding, play_run, play_to_columns
from tests.pseudo import pseudo_languages

GUI = Path(tongue.__file__).parent
DATA = frozenset(
    {
        *" ".join(language.OWN_NAMES.values()).split(),
        *("sample", "csv", "cp1252", "mail"),
        *(name for name, *_rest in SAMPLE_COLUMNS),
    }
)


@pytest.fixture
def speak(window, qtbot):
    """Choose a language; English again at the end."""
    with pseudo_languages():
        yield window.tongue.choose
        window.tongue.choose("en")
        window.tongue.apply()


@pytest.fixture
def checked(window, session, desk, sample, qtbot):
    session.open_files([sample])
    play_to_columns(desk.analyst)
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    window.go(VERDICT)


def test_the_result_stays_and_is_told_in_the_other_language(window, session, desk, checked, speak):
    told, found, weighed = session.assessment, len(session.findings), len(desk.weighed)
    speak("xx")
    assert session.assessment is told
    assert session.phase is Phase.DONE
    assert window.stack.currentIndex() == VERDICT
    assert window.verdict.page.headline.text().startswith("⟦")
    assert window.running.model.rowCount() == found
    assert window.columns.model.rowCount() == len(session.heard.infos)
    assert len(desk.weighed) == weighed
    assert len(desk.analysts) == 1


def test_what_was_typed_and_chosen_is_carried_over(window, session, checked, speak, qtbot):
    window.go(CLAIM)
    field = window.claim.findChild(type(window.claim._fields["source"]), "claim_source")
    field.setText("a seller")
    field.setFocus()
    window.export._formats.button(1).click()
    window.export.confirm.setText("half")
    window.columns.table.setCurrentIndex(window.columns.model.index(3, 1))
    speak("xx")
    again = window.claim._fields["source"]
    assert again is not field
    assert again.text() == "a seller"
    assert window.focusWidget() is again
    assert window.export.format == "html"
    assert window.export.confirm.text() == "half"
    assert window.columns.table.currentIndex().row() == 3


def test_the_panes_that_are_gone_hear_nothing_and_the_new_ones_all(
    window, session, desk, checked, speak, qtbot
):
    """Two switches, then every kind of word: a pane that was not let go would raise, or answer twice."""
    for code in ("xx", "xr", "en"):
        speak(code)
    before = window.running.model.rowCount()
    session.run()
    desk.analyst.say(FindingMade(finding("PER001")))
    qtbot.waitUntil(lambda: window.running.model.rowCount() == 1)
    assert before > 1
    session.stalled.emit()
    session.problem_met.emit("NOT_FOUND", {}, "")
    assert len(window.running.notices.findChildren(QFrame, "notice")) == 1
    session.problems_cleared.emit()
    session.look_ups.forgotten.emit()
    assert len(window.actions()) == len({id(a) for a in window.actions()})
    keys = [a.shortcut().toString() for a in window.actions() if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_no_pane_listens_by_a_nameless_function():
    """Qt lets go of a widget's own methods when it is destroyed, and of nothing else."""
    listened = re.compile(
        r"(session|_session|look_ups|_look_ups|book|_book|keeper|_keeper)(\.\w+)*\.connect\(\s*lambda"
    )
    left = [
        path.name
        for path in GUI.rglob("*.py")
        if listened.search(path.read_text(encoding="utf-8"))
        and path.name not in {"main_window.py", "windows.py"}
    ]
    assert left == []


@pytest.mark.parametrize(("code", "right"), [("xx", False), ("xr", True)])
def test_no_pane_has_a_fault_in_a_long_language(
    window, session, desk, checked, speak, qtbot, code, right
):
    window.resize(1360, 860)
    speak(code)
    direction = QApplication.layoutDirection()
    assert (direction == Qt.LayoutDirection.RightToLeft) is right
    found = []
    for step in range(window.stack.count()):
        window.go(step)
        pane = window.stack.currentWidget()
        with suppress(TimeoutError):  # labels break otherwise once they know their width
            qtbot.waitUntil(lambda pane=pane: not faults.overlapping(pane), timeout=2_000)
        found += [f"{step} cut: {told}" for told in faults.clipped(window)]
        found += [f"{step} over: {told}" for told in faults.overlapping(pane)]
        found += [f"{step} no name: {told}" for told in faults.unnamed(window)]
        if step != COLUMNS:  # names of encodings are no words of ours
            found += [f"{step} words: {told}" for told in faults.untranslated(window, DATA)]
    assert found == []


def test_the_checks_see_what_is_wrong(window, qtbot):
    """Each of the four fails when there is something to find."""
    from PySide6.QtWidgets import QLabel, QPushButton, QWidget

    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 200)
    label, nameless, over = QLabel("a long text", root), QPushButton(root), QPushButton("x", root)
    label.setGeometry(0, 0, 20, 20)
    nameless.setGeometry(0, 100, 60, 40)
    over.setGeometry(30, 110, 60, 40)
    root.show()
    assert faults.clipped(root)
    assert faults.overlapping(root)
    assert faults.unnamed(root)
    assert faults.untranslated(root)
    label.setGeometry(0, 0, 200, 30)
    label.setText("⟦a text⟧")
    nameless.setText("⟦ok⟧")
    over.setText("⟦x⟧")
    over.move(100, 110)
    assert not any(check(root) for check in faults.CHECKS.values())


def test_qt_itself_speaks_the_language(window, speak):
    speak("fr")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert QLocale().language() == QLocale.Language.French
    speak("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_menu_offers_each_language_by_its_own_name(window, speak, qtbot):
    offered = [m for m in window._menu.findChildren(menu.QMenu) if m.title() == "Language"]
    names = [action.text() for action in offered[0].actions()]
    assert names == list(language.OWN_NAMES.values())
    french = offered[0].actions()[1]
    with qtbot.waitSignal(window.tongue.changed):
        french.trigger()
    assert window.tongue.code == "fr"


def test_a_language_that_does_not_exist_is_left_alone(window, speak):
    speak("zz")
    assert window.tongue.code == "en"


def test_the_choice_is_kept_and_a_bad_one_is_none(tmp_path):
    Preferences(tmp_path).save_language("fa")
    assert Preferences(tmp_path).language == "fa"
    Preferences(tmp_path).save_language("../fa")
    assert Preferences(tmp_path).language == ""


def test_the_report_has_a_language_of_its_own(window, desk, checked, speak, qtbot, tmp_path):
    speak("xx")
    pane = window.export
    window.go(REPORT)
    assert pane.language.code == "en"  # a pseudo-language is not offered
    pane.language.box.setCurrentIndex(pane.language.box.findData("fr"))
    pane._choose = lambda _parent, _proposed: tmp_path / "r.pdf"
    pane.save()
    qtbot.waitUntil(lambda: bool(desk.bases))
    assert desk.bases[-1].language == "fr"
    pane._formats.button(2).click()
    assert not pane.language.isVisible()


def test_the_report_follows_the_window_until_it_has_a_language_of_its_own(window, checked, speak):
    speak("fr")
    assert window.export.language.code == "fr"
    box = window.export.language.box
    box.setCurrentIndex(box.findData("de"))
    box.activated.emit(box.currentIndex())
    speak("en")
    assert window.export.language.code == "de"
    speak("fa")
    assert window.export.language.code == "de"


def test_a_job_speaks_the_language_of_who_asked(session, speak, qtbot):
    told = []
    speak("xx")
    session.jobs.submit(language.in_use, on_success=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["xx"]


def test_the_numbers_of_the_footer_stay_with_their_words_from_the_right(window, checked, speak):
    speak("fa")
    told = window.footer.file.text()
    assert re.search("\u2068SHA-256 [^\u2069]+\u2069 [·|] \u2068?[۰-۹٬]+ \\w+\u2069? [·|] ", told)
    speak("en")
    assert "\u2068" not in window.footer.file.text()
