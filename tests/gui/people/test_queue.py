"""Whom to call next, from the sheet alone."""

from dataclasses import replace

import pytest

from leakverify.case import call_sheet
from leakverify.gui.people.queue import ATTEMPTS, Part, lines_of, next_line
from leakverify.model.call_desk import Call, CallPlan, CallSheet, Outcome
from leakverify.model.calling import Draw, DrawnRow, Stratum


def sheet_of(drawn=(5, 9, 2), reserve=(7, 4), story=(1,), looks=(2,)):
    """A sheet whose order no seed made: only what is called next is looked at."""
    listed = tuple(DrawnRow(place, row, "all") for place, row in enumerate(drawn, 1))
    spare = tuple(DrawnRow(place, row, "all") for place, row in enumerate(reserve, len(drawn) + 1))
    draw = Draw("seed", 20, 19, listed, spare, (Stratum("all", 19, len(drawn), len(reserve)),))
    plan = CallPlan("", ("0" * 64,), draw, looks, "2026-11-22T09:00:00Z", (), tuple(story))
    return CallSheet(plan)


def called(sheet, *outcomes):
    """The sheet after so many calls, each to the row that was next."""
    rows = []
    for outcome in outcomes:
        line = next_line(sheet, lines_of(sheet))
        rows.append(line.row)
        when = f"2026-11-22T10:00:{len(sheet.calls):02}Z"
        sheet = call_sheet.record(sheet, Call(line.row, when, "AB", outcome))
    return sheet, rows


U, R, M, X = Outcome.UNREACHABLE, Outcome.REFUSES, Outcome.MATCH, Outcome.NO_NUMBER


@pytest.mark.parametrize(
    ("outcomes", "rows"),
    [
        ((M, M), [5, 9]),  # the second answer is the last that was planned
        ((R, M, R), [5, 9, 2]),
        ((R, R, R, R, R), [5, 9, 2, 7, 4]),
        ((U, R, R), [5, 9, 2]),
        ((U, R, R, U, U, R), [5, 9, 2, 5, 5, 7]),  # thrice, then the reserve
        ((U, U, U, U, R), [5, 9, 2, 5, 9]),
    ],
)
def test_the_next_row_is_the_draws_then_the_unreached_then_the_reserve(outcomes, rows):
    assert called(sheet_of(), *outcomes)[1] == rows


def test_rows_that_carry_the_story_come_last_and_after_the_planned_answers():
    sheet, _rows = called(sheet_of(), M, M)
    line = next_line(sheet, lines_of(sheet))
    assert (line.row, line.part) == (1, Part.STORY)
    sheet, _rows = called(sheet, M)
    assert next_line(sheet, lines_of(sheet)) is None


def test_nobody_is_tried_without_end():
    sheet, rows = called(sheet_of(drawn=(5,), reserve=(), story=(), looks=(1,)), *[U] * ATTEMPTS)
    assert rows == [5] * ATTEMPTS
    assert next_line(sheet, lines_of(sheet)) is None


def test_the_sheet_of_one_caller_lists_that_callers_rows_alone():
    sheet = replace(sheet_of(), caller="AB", mine=(1, 4, 9))
    assert [line.row for line in lines_of(sheet)] == [9, 4, 1]
    assert next_line(sheet, lines_of(sheet)).row == 9


def test_lines_tell_attempts_and_the_call_that_counts():
    sheet, _rows = called(sheet_of(drawn=(5,), story=()), U, U, R)
    line = lines_of(sheet)[0]
    assert (line.attempts, line.call.outcome, line.place) == (3, R, 1)
