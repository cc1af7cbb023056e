"""A sheet takes what its rules allow, keeps it, is shared evenly, and merges the same whoever merges what first."""

import dataclasses
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify import paths
from leakverify.case import call_plan, call_sheet
from leakverify.model.call_desk import ASKED, KEYS, CallSheet, Foil, Outcome
from leakverify.model.call_standing import standing
from leakverify.model.errors import UsageProblem
from tests.call_sheets import (
    call,
    called,
    moment,
    not_drawn,
    plan_of,
    reserve_of,
    rows_of,
)

PLAN = plan_of(12, 6, story=not_drawn(plan_of(12, 6), 2))
ROWS, RESERVE, FOILS = rows_of(PLAN), reserve_of(PLAN), call_plan.foil_rows(PLAN)
OTHER = plan_of(12, 6, seed="other")

noted = st.builds(
    call,
    st.sampled_from([*ROWS, *RESERVE, *PLAN.story]),
    st.sampled_from(Outcome),
    st.integers(0, 4),
    who=st.sampled_from(["AB", "CD", "é"]),
    note=st.sampled_from(["", "ß \U0001f4de"]),
)
sheets = st.lists(noted, max_size=12).map(
    lambda calls: call_sheet.merge([CallSheet(PLAN, tuple(calls))])
)


def refused(sheet, one):
    with pytest.raises(UsageProblem) as told:
        call_sheet.record(sheet, one)
    return told.value.code, told.value.place


@given(sheets)
def test_a_sheet_reads_back_as_it_was_written(sheet):
    data = call_sheet.to_bytes(sheet)
    assert call_sheet.from_bytes(data) == sheet
    assert data == call_sheet.to_bytes(call_sheet.from_bytes(data))


@settings(max_examples=40)
@given(sheets, sheets, sheets)
def test_merging_is_the_same_in_any_order_and_any_number_of_times(one, two, three):
    merge = call_sheet.merge
    whole = merge([one, two, three])
    assert merge([three, one, two]) == whole
    assert merge([merge([one, two]), three]) == merge([one, merge([two, three])]) == whole
    assert merge([whole, one, whole]) == whole
    assert set(whole.calls) == {*one.calls, *two.calls, *three.calls}


@settings(max_examples=30)
@given(st.integers(1, 7), st.integers(0, 12))
def test_sharing_deals_every_open_row_once_and_evenly(callers, done):
    sheet = called(PLAN, [Outcome.MATCH, Outcome.UNREACHABLE] * 6, rows=ROWS[:done] or [ROWS[0]])
    names = list("ABCDEFG"[:callers])
    shares = call_sheet.share(sheet, names)
    assert [one.caller for one in shares] == names
    dealt = [row for one in shares for row in one.mine]
    matched = {c.row for c in sheet.calls if c.outcome is Outcome.MATCH}
    assert sorted(dealt) == sorted({*ROWS, *RESERVE, *PLAN.story} - matched)
    drawn = [len(set(one.mine) & set(ROWS)) for one in shares]
    assert max(drawn) - min(drawn) <= 1
    assert call_sheet.merge([sheet, *shares]) == sheet
    for one in shares:
        assert call_sheet.from_bytes(call_sheet.to_bytes(one)) == one


def test_a_share_takes_its_own_rows_alone():
    first, second = call_sheet.share(CallSheet(PLAN), ["AB", "CD"])
    mine, theirs = (next(row for row in ROWS if row in one.mine) for one in (first, second))
    assert refused(first, call(theirs)) == ("CALL_ROW_NOT_YOURS", {"row": theirs})
    one = call_sheet.record(first, call(mine))
    two = call_sheet.record(second, call(theirs, Outcome.NO, who="CD"))
    whole = call_sheet.merge([one, two])
    assert (whole.caller, whole.mine) == ("", ())
    assert [c.row for c in whole.calls] == sorted([mine, theirs])
    with pytest.raises(UsageProblem, match="SHARE_OF_A_SHARE"):
        call_sheet.share(one, ["EF"])


@pytest.mark.parametrize("callers", [[], ["AB", "AB"], ["AB", ""], ["A1"], ["ABCDEFGHI"]])
def test_callers_are_named_by_initials_each_once(callers):
    with pytest.raises(UsageProblem, match="BAD_CALLERS"):
        call_sheet.share(CallSheet(PLAN), callers)


def test_sheets_of_another_plan_do_not_merge():
    with pytest.raises(UsageProblem, match="OTHER_CALL_PLAN") as told:
        call_sheet.merge([CallSheet(PLAN), CallSheet(PLAN), CallSheet(OTHER)])
    assert told.value.place == {"sheet": 3}


def test_two_callers_who_contradict_each_other_are_both_kept_and_told_and_the_worse_counts():
    one = call_sheet.record(CallSheet(PLAN), call(ROWS[0], Outcome.MATCH, 5))
    two = call_sheet.record(CallSheet(PLAN), call(ROWS[0], Outcome.DENIES, 5, who="CD"))
    for order in ([one, two], [two, one]):
        whole = call_sheet.merge(order)
        assert len(whole.calls) == 2
        assert whole.latest()[ROWS[0]].outcome is Outcome.DENIES
        (found,) = call_sheet.conflicts(whole)
        assert (found.row, found.when) == (ROWS[0], moment(5))
        assert found.outcomes == (Outcome.MATCH, Outcome.DENIES)
    assert call_sheet.conflicts(one) == ()


def test_a_later_call_takes_the_place_of_an_earlier_and_both_are_kept():
    sheet = call_sheet.record(CallSheet(PLAN), call(ROWS[0], Outcome.UNREACHABLE, 1))
    sheet = call_sheet.record(sheet, call(ROWS[0], Outcome.MATCH, 2))
    assert sheet.latest()[ROWS[0]].outcome is Outcome.MATCH
    assert len(sheet.calls) == 2
    assert call_sheet.conflicts(sheet) == ()


def test_only_planned_rows_are_called_by_somebody_in_order_of_time():
    row = not_drawn(PLAN)[0]
    assert refused(CallSheet(PLAN), call(row)) == ("CALL_ROW_NOT_PLANNED", {"row": row})
    assert refused(CallSheet(PLAN), call(ROWS[0], who=""))[0] == "CALL_NEEDS_INITIALS"
    assert refused(CallSheet(PLAN), call(ROWS[0], who="A1"))[0] == "BAD_CALL"
    sheet = call_sheet.record(CallSheet(PLAN), call(ROWS[0], at=10))
    assert refused(sheet, call(ROWS[1], at=9))[0] == "CALL_OUT_OF_TIME"
    assert refused(sheet, call(ROWS[0], Outcome.NO, at=10))[0] == "CALL_OUT_OF_TIME"
    early = dataclasses.replace(call(ROWS[0]), when="2026-03-01T08:59:59Z")
    assert refused(CallSheet(PLAN), early)[0] == "CALL_OUT_OF_TIME"
    assert len(call_sheet.record(sheet, call(ROWS[1], at=10)).calls) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"when": "now"},
        {"when": "2026-13-01T09:00:00Z"},
        {"fields": -1},
        {"fields": 21},
        {"note": "a\nb"},
        {"note": "x" * 301},
        {"outcome": Outcome.UNREACHABLE},
        {"outcome": Outcome.DENIES},
    ],
)
def test_a_call_that_no_sheet_could_hold_is_refused(changes):
    one = dataclasses.replace(call(ROWS[0]), **changes)
    assert refused(CallSheet(PLAN), one)[0] == "BAD_CALL"


def test_something_wrong_is_asked_only_where_it_was_planned():
    other = next(row for row in ROWS if row not in FOILS)
    wrong = call(other, foil=Foil.ASKED_REJECTED)
    assert refused(CallSheet(PLAN), wrong) == ("FOIL_NOT_PLANNED", {"row": other})
    planned = next(row for row in ROWS if row in FOILS)
    assert call_sheet.record(CallSheet(PLAN), call(planned, foil=Foil.ASKED_ACCEPTED)).calls
    silent = call(planned, Outcome.UNREACHABLE, foil=Foil.ASKED_REJECTED)
    assert refused(CallSheet(PLAN), silent)[0] == "BAD_CALL"


@pytest.mark.parametrize("silent", [Outcome.REFUSES, Outcome.UNREACHABLE, Outcome.NO_NUMBER])
def test_the_reserve_waits_for_a_row_without_an_answer_and_keeps_its_order(silent):
    sheet = called(PLAN, [Outcome.MATCH, Outcome.NO])
    first, second, *_ = RESERVE
    assert refused(sheet, call(first, at=9)) == ("RESERVE_TOO_EARLY", {"row": first})
    sheet = call_sheet.record(sheet, call(ROWS[2], silent, 3))
    place = {"row": second, "next": first}
    assert refused(sheet, call(second, at=9)) == ("RESERVE_OUT_OF_ORDER", place)
    sheet = call_sheet.record(sheet, call(first, silent, 4))
    sheet = call_sheet.record(sheet, call(second, Outcome.MATCH, 5))
    assert refused(sheet, call(RESERVE[2], at=9))[0] == "RESERVE_TOO_EARLY"
    assert standing(sheet).reserve_early == 0


def test_the_reserve_that_was_used_before_its_turn_is_counted():
    early = call_sheet.merge(
        [CallSheet(PLAN, (call(RESERVE[0], at=1), call(ROWS[0], Outcome.REFUSES, 2)))]
    )
    assert standing(early).reserve_early == 1
    same = CallSheet(PLAN, (call(RESERVE[0], at=2), call(ROWS[0], Outcome.REFUSES, 2)))
    assert standing(call_sheet.merge([same])).reserve_early == 0


def test_once_the_planned_answers_are_in_no_further_answer_is_taken():
    plan = plan_of(12, 6, looks=(2, 4), story=not_drawn(plan_of(12, 6)))
    rows = rows_of(plan)
    sheet = called(plan, [Outcome.UNREACHABLE, *[Outcome.MATCH] * 3, Outcome.NO_NUMBER])
    assert standing(sheet).is_full
    assert refused(sheet, call(rows[5], at=9)) == ("CALLS_COMPLETE", {"answers": 4})
    assert refused(sheet, call(rows[0], at=9))[0] == "CALLS_COMPLETE"
    assert len(call_sheet.record(sheet, call(rows[1], Outcome.NO, 9)).calls) == 6
    assert len(call_sheet.record(sheet, call(plan.story[0], at=9)).calls) == 6


def test_where_a_sheet_stands():
    plan = plan_of(4, 3, looks=(2, 3), story=not_drawn(plan_of(4, 3)))
    rows, reserve = rows_of(plan), reserve_of(plan)
    now = standing(CallSheet(plan))
    assert now.open_rows == tuple(rows)
    assert now.story_open == plan.story
    assert (now.asked, now.next_look, now.is_finished) == (0, 2, False)
    outcomes = [Outcome.MATCH, Outcome.REFUSES, Outcome.UNREACHABLE, Outcome.UNREACHABLE]
    now = standing(called(plan, outcomes))
    assert now.open_rows == tuple(reserve)
    assert now.again == tuple(rows[2:])
    assert (now.asked, now.reserve_used, now.next_look) == (1, 0, 2)
    sheet = called(plan, [*outcomes, Outcome.NO, Outcome.NO_NUMBER], rows=rows + reserve)
    now = standing(sheet)
    assert (now.asked, now.reserve_used, now.next_look) == (3, 2, None)
    assert now.open_rows == tuple(reserve[2:])


def test_a_plan_that_was_changed_in_the_file_is_found():
    data = call_sheet.to_bytes(called(PLAN, [Outcome.MATCH]))
    for old, new in (
        (b'"looks":[12]', b'"looks":[11]'),
        (b'"case":"7"', b'"case":"8"'),
        (b'"fixed":"2026-03-01T09:00:00Z"', b'"fixed":"2026-03-01T08:00:00Z"'),
    ):
        assert old in data
        with pytest.raises(UsageProblem, match="CALL_PLAN_CHANGED"):
            call_sheet.from_bytes(data.replace(old, new))


def spoilt(change):
    found = json.loads(call_sheet.to_bytes(called(PLAN, [Outcome.MATCH, Outcome.NO])))
    change(found)
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f["calls"][0].update(row=not_drawn(PLAN)[0]),
        lambda f: f["calls"][0].update(row=True),
        lambda f: f["calls"][0].update(outcome="certainly"),
        lambda f: f["calls"][0].update(outcome=["match"]),
        lambda f: f["calls"][0].update(who=""),
        lambda f: f["calls"][0].update(when="2026-03-01T08:00:00Z"),
        lambda f: f["calls"][0].update(more=1),
        lambda f: f["calls"][1].update(foil="accepted"),
        lambda f: f["calls"].reverse(),
        lambda f: f["calls"].append(f["calls"][-1]),
        lambda f: f.update(calls={}),
        lambda f: f.update(schema="leakverify.calls/2"),
        lambda f: f.update(share={"caller": "AB", "rows": [1]}),
        lambda f: f.update(share={"caller": "", "rows": []}),
        lambda f: f.update(share={"caller": "AB", "rows": []}),
        lambda f: f.pop("plan"),
        lambda f: f.update(more=1),
        lambda f: f["plan"]["draw"]["drawn"][0].update(row=-1),
        lambda f: f["plan"].update(looks="10"),
    ],
)
def test_what_is_no_sheet_is_refused(change):
    with pytest.raises(UsageProblem, match="BAD_CALL_SHEET"):
        call_sheet.from_bytes(spoilt(change))


@given(st.binary(max_size=300))
def test_bytes_of_anybody_are_refused_with_a_told_error(data):
    with pytest.raises(UsageProblem, match="BAD_CALL_SHEET"):
        call_sheet.from_bytes(data)


def test_a_sheet_is_bounded(monkeypatch, tmp_path):
    monkeypatch.setattr(call_sheet, "MOST_CALLS", 2)
    sheet = called(PLAN, [Outcome.MATCH] * 2)
    assert refused(sheet, call(ROWS[5], at=9)) == ("CALL_SHEET_FULL", {"limit": 2})
    with pytest.raises(UsageProblem, match="CALL_SHEET_FULL"):
        call_sheet.merge([sheet, CallSheet(PLAN, (call(ROWS[5]),))])
    monkeypatch.setattr(call_sheet, "MOST_BYTES", 100)
    path = tmp_path / "a.lvcalls"
    path.write_bytes(call_sheet.to_bytes(sheet))
    with pytest.raises(UsageProblem, match="BAD_CALL_SHEET"):
        call_sheet.read(path)
    with pytest.raises(UsageProblem, match="NOT_FOUND"):
        call_sheet.read(tmp_path / "none")


def page():
    return paths.resource("help/call-sheets.md").read_text(encoding="utf-8")


def test_the_page_names_every_field_outcome_and_key():
    found = json.loads(call_sheet.to_bytes(called(PLAN, [Outcome.MATCH])))
    plan, draw = found["plan"], found["plan"]["draw"]
    text = page()
    for name in (*found, *plan, *draw, *found["calls"][0]):
        assert f"`{name}`" in text, name
    for key, outcome in KEYS.items():
        (line,) = [line for line in text.split("\n") if line.startswith(f"| `{outcome}`")]
        assert line.split("|")[2].strip() == key
        assert (line.split("|")[3].strip() == "no") == (outcome not in ASKED)


def test_the_hash_and_the_wrong_questions_are_found_by_the_page_alone():
    found = json.loads(call_sheet.to_bytes(CallSheet(PLAN)))
    text = json.dumps(found["plan"], sort_keys=True, separators=(",", ":")) + "\n"
    assert hashlib.sha256(text.encode("ascii")).hexdigest() == found["plan_sha256"]
    draw = found["plan"]["draw"]
    listed = [one["row"] for one in draw["drawn"] + draw["reserve"]]
    tens = [listed[at : at + 10] for at in range(0, len(listed), 10)]
    by_hand = tuple(
        min(ten, key=lambda row: hashlib.sha256(f"{draw['seed']}\nfoil\n{row}".encode()).digest())
        for ten in tens
    )
    assert by_hand == FOILS
