"""Plans and calls for tests: drawn as the program draws, noted as it notes."""

from leakverify.case import call_draw, call_plan, call_sheet
from leakverify.model.call_desk import Call, CallSheet, Outcome
from leakverify.model.calling import DrawOrder

FIXED = "2026-03-01T09:00:00Z"
FILES = ("ab" * 32,)


def plan_of(calls=10, reserve=4, *, rows=200, looks=(), story=(), seed="seed", excluded=()):
    order = DrawOrder(calls, seed, reserve, excluded)
    made = call_draw.draw(order, *call_draw.undivided(rows))
    return call_plan.fix(made, order, FILES, fixed=FIXED, case="7", looks=looks, story=story)


def not_drawn(plan, count=1):
    """Rows of the file that are in no list of the plan."""
    listed = {one.row for one in plan.draw.drawn + plan.draw.reserve} | set(plan.story)
    return [row for row in range(1, plan.draw.rows + 1) if row not in listed][:count]


def rows_of(plan):
    return [one.row for one in plan.draw.drawn]


def reserve_of(plan):
    return [one.row for one in plan.draw.reserve]


def moment(n):
    """The n-th second after nine."""
    return f"2026-03-01T{9 + n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z"


def call(row, outcome=Outcome.MATCH, at=1, *, who="AB", fields=None, foil=None, note=""):
    stated = {Outcome.MATCH: 2, Outcome.PARTLY: 1}.get(outcome, 0) if fields is None else fields
    return Call(row, moment(at), who, outcome, stated, foil, note)


def called(plan, outcomes, *, rows=None, start=1):
    """A sheet with one call to each row in turn."""
    sheet = CallSheet(plan)
    for n, (row, outcome) in enumerate(zip(rows or rows_of(plan), outcomes, strict=False), start):
        sheet = call_sheet.record(sheet, call(row, outcome, n))
    return sheet
