"""The whole window over a played analyst."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from leakverify.gui.columns.model import Field
from leakverify.gui.heard import Phase
from leakverify.gui.steps import CHECKS, CLAIM, COLUMNS, REPORT, ROWS, SAMPLE, VERDICT
from leakverify.gui.widgets.notice import Notice
from leakverify.gui.widgets.rail import Step
from leakverify.model.messages import AskRows, Failed, Run, Source
from leakverify.model.sample import SampleFile
from leakverify.model.terms import Role
from tests.gui.stage import columns, play_run, play_to_columns, source

EVIL = (
    "<b>x</b><table>\u202egnp.exe" + "<table><tr><td>" * 20 + " & <img src='file:///etc/hostname'>"
)
INTERACTIVE = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.Tree,
    QAccessible.Role.ButtonMenu,
}


@pytest.fixture
def opened(window, desk, sample, qtbot):
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    qtbot.waitUntil(lambda: window._session.phase is Phase.RUNNING)
    return window


@pytest.fixture
def done(opened, desk, qtbot):
    play_run(desk.analyst)
    qtbot.waitUntil(lambda: opened._session.assessment is not None)
    return opened


def drop(window, paths, text=""):
    data = QMimeData()
    if text:
        data.setText(text)
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def notices(pane):
    return [
        " ".join(label.text() for label in notice.findChildren(QLabel))
        for notice in pane.findChildren(Notice)
        if not notice.isHidden()
    ]


def unnamed(root):
    """Interactive things without a name, walked as a screen reader does."""
    found = []

    def walk(face, depth):
        if face is None or not face.isValid() or depth > 30:
            return
        role = face.role()
        if role in INTERACTIVE and not face.state().invisible:
            name = face.text(QAccessible.Text.Name)
            owner = face.object()
            part_of = isinstance(owner, QWidget) and owner.objectName().startswith("qt_")
            inside = isinstance(owner, QLineEdit) and isinstance(owner.parent(), QComboBox)
            if not name and not part_of and not inside:
                found.append((role, type(owner).__name__, owner.objectName() if owner else ""))
        if role is QAccessible.Role.Table:
            return
        for i in range(face.childCount()):
            walk(face.child(i), depth + 1)

    walk(QAccessible.queryAccessibleInterface(root), 0)
    return found


def test_a_drop_of_bad_and_good_opens_the_good_and_names_the_bad(
    window, desk, sample, tmp_path, qtbot
):
    drop(window, [tmp_path / "gone.csv", sample])
    assert desk.analyst.opened().paths == (str(sample),)
    told = notices(window.opening)
    assert len(told) == 1
    assert "gone.csv" in told[0]


@pytest.mark.parametrize("text", ["hello", "http://example.org/x.csv"])
def test_a_drop_of_text_or_an_address_is_told_and_opens_nothing(window, desk, text):
    drop(window, [], text)
    assert desk.analysts == []
    assert window.rail.currentRow() == SAMPLE
    assert len(notices(window.opening)) == 1


def test_a_folder_is_told(window, desk, tmp_path):
    drop(window, [tmp_path])
    assert desk.analysts == []
    assert len(notices(window.opening)) == 1


def test_opening_shows_the_columns_and_the_rail_marks_what_is_done(opened):
    assert opened.rail.currentRow() == COLUMNS
    assert opened.rail.state_of(SAMPLE) is Step.DONE
    assert opened.rail.state_of(COLUMNS) is Step.HERE
    assert opened.rail.state_of(VERDICT) is Step.OPEN
    item = opened.rail.item(SAMPLE)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Sample, done"


def test_provisional_findings_show_while_it_runs_and_no_verdict(opened, desk, qtbot):
    from tests.gui.stage import FindingMade, finding

    desk.analyst.say(FindingMade(finding()))
    qtbot.waitUntil(lambda: opened.running.model.rowCount() == 1)
    assert not opened.running.verdict_button.isEnabled()
    assert not opened.header.report.isEnabled()


def test_the_columns_lead_on_to_the_result_by_enter(opened, desk, qtbot):
    way_on = opened.columns.verdict_button
    assert not way_on.isVisible()
    play_run(desk.analyst)
    qtbot.waitUntil(way_on.isVisible)
    QTest.keyClick(way_on, Qt.Key.Key_Return)
    assert opened.rail.currentRow() == VERDICT


def test_enter_presses_the_button_that_has_the_focus(window, qtbot):
    chosen = []
    window.opening.sample_chosen.disconnect()
    window.opening.sample_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(window.findChild(QPushButton, "sample_generated"), key)
    assert [path.name for path in chosen] == ["generated.csv"] * 3


def test_the_older_leaks_open_by_their_key_from_a_text_field(window, qtbot):
    window.go(CLAIM)
    field = window.claim.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    shown = [w for w in window.findChildren(QWidget) if w.isWindow() and w.isVisible()]
    assert [w.windowTitle() for w in shown] == ["Older leaks"]
    shown[0].close()


def test_the_header_takes_the_name_that_a_case_is_saved_under(window, monkeypatch):
    keeper = window._session.keeper
    monkeypatch.setattr(type(keeper), "name", property(lambda _self: "harbour"))
    keeper.changed.emit()
    assert window.header.title.text() == "harbour"


def test_stop_keeps_rows_and_findings(opened, desk, qtbot):
    opened.go(CHECKS)
    qtbot.mouseClick(opened.running.stop_button, Qt.MouseButton.LeftButton)
    assert desk.analyst.cancelled == 1
    play_run(desk.analyst, complete=False, reason="cancelled")
    qtbot.waitUntil(lambda: opened._session.phase is Phase.DONE)
    assert opened.running.model.rowCount() == 5
    assert "Stopped early" in opened.running.headline.text()
    assert opened.rows.model.columnCount() > 1


def test_a_role_changed_by_keyboard_runs_again_and_is_undone(done, desk, qtbot):
    done.go(COLUMNS)
    table = done.columns.table
    table.setFocus()
    table.setCurrentIndex(done.columns.model.index(1, Field.ROLE))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    box = table.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData("username"))
    box.activated.emit(box.currentIndex())
    assert done._session.role_of(2) is Role.USERNAME
    assert desk.analyst.run().roles == {"e-mail": "username"}
    done._session.choices.undo_stack.undo()
    assert done._session.role_of(2) is Role.EMAIL


def test_cells_are_masked_by_default_and_shown_when_pressed(done, desk, qtbot):
    done.go(ROWS)
    desk.analyst.answer_rows()
    qtbot.waitUntil(lambda: done.rows.model.total == 1000)
    assert "b.k" not in done.rows.model.index(0, 2).data()
    qtbot.mouseClick(done.header.mask_badge, Qt.MouseButton.LeftButton)
    assert done.rows.model.index(0, 2).data() == "b.k@example.com"
    assert done.header.mask_badge.accessibleName() == "Personal data shown"
    qtbot.mouseClick(done.header.mask_badge, Qt.MouseButton.LeftButton)
    assert "b.k" not in done.rows.model.index(0, 2).data()


def test_a_finding_leads_to_its_rows(done, desk, qtbot):
    done._session.show_rows("GEN003:e-mail")
    assert done.rail.currentRow() == ROWS
    assert desk.analyst.asked(AskRows)[-1].finding == "GEN003:e-mail"
    desk.analyst.answer_rows(3)
    qtbot.waitUntil(lambda: done.rows.model.total == 3)
    assert "3 rows" in done.rows.sentence.text()


def test_rows_are_sorted_by_the_analyst(done, desk):
    header = done.rows.table.horizontalHeader()
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert desk.analyst.asked(AskRows)[-1].sort == -2
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert desk.analyst.asked(AskRows)[-1].sort == 2


def test_hostile_names_are_literal_everywhere_and_never_in_the_title(window, desk, sample, qtbot):
    window.open_paths([sample])
    file = SampleFile(EVIL, 1, "0" * 64, EVIL, EVIL, EVIL, True, EVIL, 9, 0, 0, 0)
    desk.analyst.say(Source((file,), True, (EVIL, EVIL)))
    desk.analyst.say(columns())
    desk.analyst.say(Failed(EVIL, {EVIL: EVIL}))
    qtbot.waitUntil(lambda: window._session.phase is Phase.FAILED)
    assert window.columns.file_card.name.text().startswith("<b>x</b><table>")
    assert "[U+202E]" in window.columns.file_card.name.text()
    assert window.windowTitle() == "Leakverify"
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()


def test_labels_that_qt_makes_turn_plain_too(window, qtbot):
    box = QMessageBox(window)
    box.setText("<b>x</b>")
    qtbot.addWidget(box)
    box.ensurePolished()
    for label in box.findChildren(QLabel):
        label.ensurePolished()
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("step", range(9))
def test_every_control_has_a_name(done, desk, step, qtbot):
    done.go(step)
    assert unnamed(done) == []


def test_an_unnamed_control_is_seen(window, qtbot):
    from PySide6.QtWidgets import QPushButton

    bad = QPushButton(window.header)
    bad.show()
    assert unnamed(window) != []


def test_the_tab_key_reaches_every_control_of_a_pane(done, qtbot):
    done.go(CLAIM)
    reached, start = set(), done.claim._fields["organisation"]
    start.setFocus()
    for _ in range(60):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {*done.claim._fields.values(), done.claim.apply_button, done.header.mask_badge}
    assert wanted <= reached
    assert done.rail in reached


def test_the_claim_is_taken_or_its_fault_told_at_the_field(done, desk):
    done.go(CLAIM)
    done.claim._fields["country"].setText("France")
    done.claim.apply()
    assert not done.claim._problems["country"].isHidden()
    assert QApplication.focusWidget() is done.claim._fields["country"]
    done.claim._fields["country"].setText("F")
    assert not done.claim._problems["country"].isHidden()
    done.claim._fields["records"].setText("many")
    assert done.claim._problems["records"].isHidden(), "found wrong when it is used, not before"
    done.claim._fields["records"].setText("")
    done.claim._fields["country"].setText("FR")
    assert done.claim._problems["country"].isHidden(), "followed, and gone at once"
    assert not done.claim._fields["country"].property("wrong")
    assert done.claim.state.text() == ""
    done.claim._fields["organisation"].setText("<i>Charivari</i>")
    runs = len(desk.analyst.asked(Run))
    done.claim.apply()
    assert len(desk.analyst.asked(Run)) == runs + 1
    assert done.header.title.text() == "<i>Charivari</i>"


def test_the_full_report_needs_the_typed_word(done, desk, tmp_path, qtbot):
    done.go(REPORT)
    pane = done.export
    asked = []
    pane._choose = lambda _parent, name: asked.append(name) or tmp_path / name
    pane._editions.button(1).click()
    assert not pane.save_button.isEnabled()
    pane.save()
    assert asked == []
    pane.confirm.setText("Personal Data")
    assert pane.save_button.isEnabled()
    assert any("cell by cell" in text for text in shown_texts(pane))
    pane._formats.button(2).click()
    assert not any("cell by cell" in text for text in shown_texts(pane))
    pane._formats.button(0).click()
    with qtbot.waitSignal(done._session.exported):
        pane.save()
    assert asked == ["leakverify-report-2026-11-22.pdf"]
    assert desk.exports[0][2] == "full"


def test_the_menu_and_the_keys_know_the_same_commands(window, qtbot):
    window.show_keys()
    texts = {label.text() for label in QApplication.activeWindow().findChildren(QLabel)} | {
        label.text() for w in QApplication.topLevelWidgets() for label in w.findChildren(QLabel)
    }
    for keys in ("Ctrl+O", "Ctrl+Z", "F5", "Esc", "F1", "Shift+F1"):
        assert keys in texts
    used = [c.keys for c in window.commands if c is not None and c.keys]
    assert len(used) == len(set(used))


def test_the_window_fits_its_smallest_size(done):
    for step in range(9):
        done.go(step)
        assert done.minimumSizeHint().width() <= 1024
        assert done.minimumSizeHint().height() <= 600


def test_the_first_paint_comes_before_any_child(desk, window):
    assert window._was_painted
    assert desk.analysts == []


def test_the_offline_sheet_tells_the_level_of_isolation(done):
    done.aside.show_offline()
    texts = [
        label.text() for w in QApplication.topLevelWidgets() for label in w.findChildren(QLabel)
    ]
    assert any("fully locked" in text for text in texts)


def test_dragging_over_lights_the_zone_up_and_leaving_puts_it_out(window):
    window.opening.drop.set_over(over=True)
    assert window.opening.drop.property("over") is True
    window.opening.drop.set_over(over=False)
    assert window.opening.drop.property("over") is False
    assert window.childAt(QPoint(5, 5)) is not None


def test_the_window_of_older_leaks_opens_from_the_card_of_older_files(done, qtbot):
    card = done.claim.earlier
    assert card.vault_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    card.vault_button.click()
    shown = done.aside._vault
    assert shown.isVisible()
    card.vault_button.click()
    assert done.aside._vault is shown
    shown.close()


def test_older_files_are_added_and_removed(done, desk, tmp_path, qtbot):
    older = tmp_path / "<b>older.csv"
    older.write_text("email\nb@example.org\n")
    card = done.claim.earlier
    card.choose = lambda _parent: [older]
    card.add()
    assert card.list.item(0).text() == "<b>older.csv"
    assert desk.analyst.opened().earlier == (str(older),)
    card.list.setCurrentRow(0)
    card.remove()
    assert card.list.count() == 0
    assert desk.analyst.opened().earlier == ()


def test_reading_otherwise_is_one_choice_away(done, desk):
    box = done.columns.file_card._choices["encoding"][1]
    assert box.currentText() == "cp1252"
    box.setCurrentIndex(box.findData("utf-8"))
    box.activated.emit(box.currentIndex())
    assert desk.analyst.opened().read == {"encoding": "utf-8"}


def test_a_file_that_is_being_opened_is_said_to_be(window, desk, sample, qtbot):
    assert "No sample yet" in shown_texts(window.columns)
    window.open_paths([sample])
    assert "Opening the sample…" in shown_texts(window.columns)
    stop = window.columns.findChild(QPushButton, "empty_action")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert desk.analyst.cancelled == 1


def test_no_share_of_filled_cells_is_given_before_all_rows_are_read(opened, desk, qtbot):
    model = opened.columns.model
    filled = model.index(0, Field.FILLED)
    assert filled.data() == "…"
    desk.analyst.say(source())
    desk.analyst.say(columns())
    qtbot.waitUntil(lambda: filled.data() == "97.0\u202f%")


def test_nothing_of_the_last_sample_stays_in_the_rows(done, desk, tmp_path, qtbot):
    rows = done.rows
    done.go(ROWS)
    desk.analyst.answer_rows()
    qtbot.waitUntil(lambda: rows.model.total > 0)
    rows.table.horizontalHeader().setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    desk.analyst.answer_rows()
    qtbot.waitUntil(lambda: rows.model.total > 0)
    rows.table.setCurrentIndex(rows.model.index(0, 6))
    assert rows.whole.toPlainText()
    rows.search.setText("Paris")
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    done.open_paths([other])
    assert rows.whole.toPlainText() == ""
    assert rows.search.text() == ""
    assert rows.table.horizontalHeader().sortIndicatorSection() == -1


def shown_texts(root):
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]
