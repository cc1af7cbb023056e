"""Several cases in turn: nothing of the first can be read off the window once the second is open, wherever one looks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QUndoStack
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from leakverify.gui.main_window import ROWS, VERDICT
from leakverify.gui.steps import CLAIM, COLUMNS
from leakverify.model.claim import Claim
from leakverify.model.messages import AskFacet, AskRows, Columns, Facet, FindingMade, Page
from leakverify.model.outside import FindingMark, Fits, OutsideFact, Stand
from leakverify.model.picks import Pick
from leakverify.model.terms import Role
from tests.gui import stage
from tests.gui.case.conftest import play_checks, play_reading, save

PLANTED = "Zyxwplanted"
TEXT_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def planted(what):
    return f"{PLANTED}{what}@example.org"


def texts_of(thing):
    """Every text that a widget, an action, a model or a stack of decisions can be made to show."""
    match thing:
        case QLabel() | QAbstractButton() | QLineEdit() | QAction():
            yield thing.text()
        case QPlainTextEdit() | QTextEdit():
            yield thing.toPlainText()
            assert not thing.document().isUndoAvailable() or thing.toPlainText(), thing.objectName()
        case QComboBox():
            yield from (thing.itemText(i) for i in range(thing.count()))
            yield from (str(thing.itemData(i)) for i in range(thing.count()))
        case QGroupBox():
            yield thing.title()
        case QUndoStack():
            yield from (thing.text(i) for i in range(thing.count()))
        case QAbstractItemModel():
            yield from model_texts(thing)
    if isinstance(thing, QLineEdit):
        assert not thing.isUndoAvailable() or not thing.text().startswith(PLANTED)
        yield from (thing.placeholderText(), thing.selectedText())
    if isinstance(thing, QWidget):
        yield from (thing.windowTitle(), thing.accessibleName(), thing.accessibleDescription())
        yield from (thing.toolTip(), thing.statusTip(), thing.whatsThis())


def model_texts(model):
    wide = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    columns = range(min(wide, 40))
    for column in columns:
        for role in TEXT_ROLES:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role))
    for row in range(min(model.rowCount(), 60)):
        for column in columns:
            for role in TEXT_ROLES:
                yield str(model.data(model.index(row, column), role))


def everything(window):
    """All texts of this program."""
    yield QGuiApplication.clipboard().text()
    tops = [w for w in QApplication.topLevelWidgets() if w is window or w.window() is window]
    tops += [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
    for top in {window, window._session, *tops}:
        for thing in (top, *top.findChildren(QObject)):
            for text in texts_of(thing):
                yield f"{type(thing).__name__} {thing.objectName()}: {text}"


def residue(window):
    return sorted({text[:120] for text in everything(window) if PLANTED in text})


def columns_of_a():
    made = stage.columns()
    infos = tuple(replace(i, name=planted(f"column{i.position}")) for i in made.columns)
    guesses = tuple(replace(g, name=planted(f"column{g.position}")) for g in made.guesses)
    return Columns(infos, guesses, tuple((planted("example"),) * 5 for _ in infos))


@pytest.fixture
def full_of_a(window, desk, session, sample, tmp_path, qtbot, cheap_keys):
    """A case with a planted string wherever one can be put."""
    path = tmp_path / f"{planted('file')}.csv"
    path.write_bytes(sample.read_bytes())
    window.open_paths([path])
    play_reading(desk.analyst, path)
    desk.analyst.say(columns_of_a())
    qtbot.waitUntil(lambda: bool(desk.analyst.asked(stage.Run)))
    finding = replace(stage.finding(), columns=(planted("column2"),), id=f"GEN003:{planted('id')}")
    desk.analyst.say(FindingMade(finding))
    play_checks(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    fact = OutsideFact(planted("fact"), Fits.AGREES, planted("source"))
    mark = FindingMark(finding.id, Stand.DISPUTED, planted("note"))
    session.choices.set_claim(Claim(organisation=planted("claim"), statement=planted("said")))
    session.choices.set_outside(replace(session.outside, facts=(fact,), marks=(mark,)))
    session.choices.overrule(planted("column2"), Role.USERNAME, ())
    play_checks(desk.analyst)
    play_checks(desk.analyst)
    window.case_windows.show_notes()
    window.case_windows.notes.text.setPlainText(planted("notes"))
    window.aside.show_history()
    window.case_windows.show_log()
    for step in (CLAIM, COLUMNS, VERDICT):
        window.go(step)
    qtbot.waitUntil(lambda: session.assessment is not None)
    window.verdict.detail.show_finding(finding)
    fill_rows(window, desk, qtbot)
    assert len(residue(window)) > 20
    return window


def fill_rows(window, desk, qtbot):
    """The rows pane in use: shown, sorted, searched, grouped, compared."""
    pane = window.rows
    window.go(ROWS)
    window._session.veil.reveal()
    pane.search.setText(planted("search"))
    qtbot.waitSignal(pane.bar.changed).wait()
    pane.bar.record.setText("77")
    pane.table.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    answer_rows(desk)
    qtbot.waitUntil(lambda: pane.model.total == 9)
    pane.table.setCurrentIndex(pane.model.index(0, 2))
    pane.show_facet("value")
    ask = desk.analyst.asked(AskFacet)[-1]
    desk.analyst.say(Facet(ask.token, ask.column, ((planted("group"), 4),), 1, "value", 9, 9))
    qtbot.waitUntil(lambda: pane.facets.model.rowCount() == 1)
    pane.facets.holding.setText(planted("holding"))
    pane.picks.toggle(Pick(2, "value", planted("pick")))
    answer_rows(desk)
    qtbot.waitUntil(lambda: pane.model.total == 9)
    pane.table.setCurrentIndex(pane.model.index(0, 2))
    pane.compare_current()
    pane.table.setCurrentIndex(pane.model.index(1, 2))
    assert PLANTED in pane.whole.toPlainText()


def answer_rows(desk):
    ask = desk.analyst.asked(AskRows)[-1]
    rows = tuple(tuple(planted(f"cell{n}") for _ in stage.COLUMNS) for n in range(9))
    desk.analyst.say(Page(ask.token, 9, 0, tuple(range(1, 10)), rows))


def test_another_sample_shows_nothing_of_the_first_case(full_of_a, desk, session, tmp_path, qtbot):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    window = full_of_a
    save(window, tmp_path / "first.lvcase", qtbot)
    window.open_paths([other])
    qtbot.waitUntil(lambda: session.given.paths == (other,))
    play_reading(desk.analyst, other)
    qtbot.waitUntil(lambda: session.heard.columns is not None)
    qtbot.waitUntil(lambda: not residue(window))
    play_checks(desk.analyst)
    qtbot.waitUntil(lambda: session.assessment is not None)
    for step in range(window.stack.count()):
        window.go(step)
    assert residue(window) == []
    assert session.choices.undo_stack.count() == 0
    assert session.outside.marks == ()
    assert window.rows.table.currentIndex().isValid() is False
    asked = desk.analyst.asked(AskRows)
    assert all((a.text, a.sort, a.picks) == ("", 0, ()) for a in asked)


def test_an_empty_case_shows_nothing_of_the_first(full_of_a, tmp_path, qtbot):
    save(full_of_a, tmp_path / "first.lvcase", qtbot)
    full_of_a.cabinet.new()
    qtbot.waitUntil(lambda: full_of_a.windowTitle() == "Leakverify")
    stage.settle()
    assert residue(full_of_a) == []
