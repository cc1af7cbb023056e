"""What the tests of the call desk do again and again: plan, call, and answer for the analyst."""

from PySide6.QtWidgets import QApplication, QLabel

from leakverify.model.messages import AskRows, Page
from tests.gui.stage import COLUMNS, play_to_columns, source

ROWS = 1914


def open_sample(session, desk, sample, rows=ROWS):
    """A file that is read to its end."""
    session.open_files([sample])
    play_to_columns(desk.analyst)
    desk.analyst.say(source(rows=rows))


def cells_of(row):
    return tuple(cells[row % 5] for _name, _role, _sure, cells in COLUMNS)


def asked(desk):
    """Every question for one row: the list of rows asks for more at once."""
    return [ask for ask in desk.analyst.asked(AskRows) if ask.count == 1]


def answer(desk, cells=None):
    """The analyst tells the row that was asked for last."""
    ask = asked(desk)[-1]
    number = ask.start + 1
    desk.analyst.say(Page(ask.token, ROWS, ask.start, (number,), (cells or cells_of(number),)))
    QApplication.processEvents()


def texts(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def plan(qtbot, pane, *, calls=12, answers=10, reserve=0, case="2026-14"):
    """Fix a plan by the form."""
    form = pane.plan.form
    form.answers.set_value(answers)
    form.calls.set_value(calls)
    form.reserve.set_value(reserve)
    form.case.setText(case)
    with qtbot.waitSignal(pane.plan.fixed, timeout=10_000):
        pane.plan.fix()
