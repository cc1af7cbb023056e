"""The desk at a terminal: a card with what a call needs, one key an outcome, and nothing on the screen between two calls."""

import contextlib
import itertools

import pytest

from leakverify.case import call_plan, call_sheet, script_file
from leakverify.cli import call_store
from leakverify.cli.call_round import Round, Spoken, next_row
from leakverify.model.call_desk import CallSheet, Foil, Outcome
from leakverify.model.call_script import Ask, Blank, Card
from tests.call_sheets import called, moment, not_drawn, plan_of, reserve_of, rows_of

CARD = Card((2,), (4,), {Ask.TOWN: (5,), Ask.AMOUNT: (7, 8)})


class Player:
    """Presses keys and keeps what was shown before each."""

    def __init__(self, keys):
        self.keys = iter(keys)
        self.shown = []
        self.now = ""

    def show(self, lines):
        self.now = "\n".join(lines)

    def key(self):
        self.shown.append(self.now)
        try:
            return next(self.keys)
        except StopIteration:
            raise EOFError from None


class Cells:
    """Answers with the row and column, and keeps what was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, row, columns):
        self.asked.append((row, tuple(columns)))
        return {column: f"cell{row}-{column}\x1b[2J" for column in self.asked[-1][1]}


@pytest.fixture
def start(tmp_path):
    def started(plan, keys, card=CARD):
        path = tmp_path / "s.lvcalls"
        call_store.write_new(path, CallSheet(plan))
        spoken = Spoken(script_file.default("en"), "en", {Blank.OUTLET: "The Paper"}, card)
        cells, player = Cells(), Player(keys)
        moments = map(moment, itertools.count(1))
        made = Round(path, "AB", spoken, cells, lambda: next(moments))
        with contextlib.suppress(EOFError):
            made.work(player)
        return call_sheet.read(path), player, cells

    return started


def test_a_card_shows_what_the_call_needs_and_is_gone_afterwards(start):
    plan = plan_of(3, 0)
    row = rows_of(plan)[0]
    _sheet, player, cells = start(plan, ["x", "u", "q"])
    assert cells.asked == [(row, (2, 4, 5, 7, 8))]
    before, card, after = player.shown
    assert "Do not read the entry out" in before
    assert "cell" not in before + after
    for part in (
        f"Name: cell{row}-2",
        f"Telephone: cell{row}-4",
        f"Am I speaking with cell{row}-2",
        "at The Paper",
        "To which town was it delivered",
        f"Town: cell{row}-5",
        f"Amount: cell{row}-7",
        "(Name three amounts, one of them right",
        "Leave no message",
        "m: Match",
    ):
        assert part in card, part
    assert "\x1b" not in card
    assert f"Row {row} noted: Unreachable" in after


def test_one_key_notes_an_outcome_and_a_match_asks_for_its_fields(start):
    plan = plan_of(20, 0)
    rows, foils = rows_of(plan), call_plan.foil_rows(plan)
    keys, expected = ["x"], []
    for row, (key, outcome) in zip(
        rows,
        [("m", Outcome.MATCH), ("z", Outcome.NO), ("p", Outcome.PARTLY), ("d", Outcome.DENIES)],
        strict=False,
    ):
        foil = row in foils and key != "d"
        keys += [key, "n"] if key == "z" else [key]
        keys += ["3"] if key in "mp" else []
        keys += ["y"] if foil else []
        keys += [" "]
        expected.append((row, outcome, 3 if key in "mp" else 0, foil))
    sheet, _player, _cells = start(plan, [*keys, "q"])
    noted = [(c.row, c.outcome, c.fields, c.foil is Foil.ASKED_ACCEPTED) for c in sheet.calls]
    assert noted == expected


@pytest.mark.parametrize(
    ("key", "foil"), [("y", Foil.ASKED_ACCEPTED), ("n", Foil.ASKED_REJECTED), ("0", None)]
)
def test_at_planned_rows_something_wrong_is_to_be_said(start, key, foil):
    plan = plan_of(1, 0)
    sheet, player, _cells = start(plan, ["x", "m", "2", key, "q"])
    assert sheet.calls[0].foil is foil
    assert "Say an amount that is wrong" in player.shown[1]


def test_where_nothing_can_be_asked_nothing_wrong_is_said(start):
    _sheet, player, _cells = start(plan_of(1, 0), ["x", "n"], Card((), (4,), {}))
    assert "wrong, as if" not in player.shown[1]
    assert "Name: …" in player.shown[1]


def test_not_now_leaves_a_row_and_a_correction_keeps_both(start):
    plan = plan_of(3, 0)
    first, second, third = rows_of(plan)
    sheet, _player, cells = start(plan, ["x", "s", "w", "c", "d", " ", "q"])
    assert [row for row, _ in cells.asked] == [first, second, second, third]
    noted = [(c.row, c.outcome) for c in sheet.calls]
    assert noted == [(second, Outcome.WRONG_PERSON), (second, Outcome.DENIES)]


def test_a_call_that_cannot_be_noted_is_told_and_the_round_goes_on(start, tmp_path):
    plan = plan_of(2, 0)
    path = tmp_path / "s.lvcalls"
    call_store.write_new(path, CallSheet(plan))
    spoken = Spoken(script_file.default("en"), "en", {}, CARD)
    player = Player(["x", "u", " ", "q"])
    Round(path, "AB", spoken, Cells(), lambda: "2026-03-01T08:00:00Z").work(player)
    assert "Not noted." in player.shown[2]
    assert call_sheet.read(path).calls == ()
    assert len(player.shown) == 4


def test_a_terminal_that_goes_away_notes_nothing_by_itself(start):
    sheet, _player, _cells = start(plan_of(3, 0), ["x", "m"])
    assert sheet.calls == ()


def test_the_round_ends_when_everything_is_called(start):
    plan = plan_of(2, 1, looks=(2,), story=not_drawn(plan_of(2, 1)))
    sheet, player, cells = start(plan, ["x", *["r", " "] * 9])
    called_rows = [row for row, _ in cells.asked]
    assert called_rows == [*rows_of(plan), *reserve_of(plan), *plan.story]
    assert len(sheet.calls) == 4
    assert len(player.shown) == 9


def test_the_next_row_is_of_the_draw_then_the_reserve_then_those_to_try_again():
    plan = plan_of(2, 2, looks=(2,), story=not_drawn(plan_of(2, 2)))
    rows, reserve = rows_of(plan), reserve_of(plan)
    assert next_row(CallSheet(plan), set()) == rows[0]
    assert next_row(CallSheet(plan), {rows[0]}) == rows[1]
    silent = called(plan, [Outcome.UNREACHABLE, Outcome.UNREACHABLE])
    assert next_row(silent, set(rows)) == reserve[0]
    assert next_row(silent, {reserve[0]}) == rows[0]
    assert next_row(silent, {*rows, reserve[0]}) == plan.story[0]
    full = called(plan, [Outcome.MATCH, Outcome.NO])
    assert next_row(full, set()) == plan.story[0]
    assert next_row(full, set(plan.story)) is None
