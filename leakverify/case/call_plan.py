"""The plan of calls, fixed before anybody reads a row: how one is made, spelled, hashed and read back.

The hash is that of the plan in the spelling of `strict_json`. It stands in every sheet, so that a plan that was changed afterwards no
longer fits its sheets. Drawn rows stand in the order of their digests; a list that does not was not drawn with this seed.
"""

import datetime as dt
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from leakverify.case import strict_json
from leakverify.case.call_draw import LONGEST_SEED, checked_seed, digest_of
from leakverify.model.call_desk import CallPlan, Excluded
from leakverify.model.calling import Draw, DrawnRow, DrawOrder, Stratum
from leakverify.model.errors import UsageProblem
from leakverify.safe_text import is_seen

MOST_ROWS: Final = 10_000
"""Drawn, in reserve and carrying the story: more than anybody calls, and few enough to be read at once."""
MOST_LOOKS: Final = 3
MOST_LISTED: Final = 1_000
LONGEST: Final = 300
CALLS_A_FOIL: Final = 10
_MOST_IN_FILE: Final = 10**12
_HASH: Final = re.compile(r"[0-9a-f]{64}\Z")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
_BY: Final = re.compile(r"(?:position|[1-9]\d{0,5})?\Z")
_ROWS: Final = re.compile(r"\A[0-9][0-9, \-]{0,65535}\Z")
_FEWEST_FOR_A_FOIL: Final = 5


def fix(
    draw: Draw,
    order: DrawOrder,
    files: Sequence[str],
    *,
    fixed: str,
    case: str = "",
    looks: Sequence[int] = (),
    story: Iterable[int] = (),
    by: str = "",
) -> CallPlan:
    """A plan of a draw; `files` are SHA-256, `fixed` is the moment in UTC. Without `looks` one looks after as many answers as were drawn.

    Raises:
        UsageProblem: `BAD_LOOKS`; `STORY_ROW_DRAWN` for a row that stands in the draw too; `TOO_MANY_CALLS`; `BAD_CALL_PLAN` for
            anything else that no plan can hold.
    """
    chosen = tuple(looks) or (len(draw.drawn),)
    listed = tuple(sorted(set(story)))
    excluded = tuple(
        Excluded(",".join(map(_span, spans)), sum(map(len, spans)), reason)
        for spans, reason in order.excluded
    )
    plan = CallPlan(case, tuple(files), draw, chosen, fixed, excluded, listed, by)
    rows = {one.row for one in draw.drawn + draw.reserve}
    check_looks(chosen, len(rows))
    for row in listed:
        if row in rows:
            raise UsageProblem("STORY_ROW_DRAWN", row=row)
        if not 0 < row <= draw.rows:
            raise UsageProblem("ROW_NOT_THERE", row=row, rows=draw.rows)
    if len(rows) + len(listed) > MOST_ROWS:
        raise UsageProblem("TOO_MANY_CALLS", calls=len(rows), rows=draw.frame, limit=MOST_ROWS)
    try:
        return from_dict(as_dict(plan))
    except ValueError:
        raise UsageProblem("BAD_CALL_PLAN") from None


def check_looks(looks: Sequence[int], most: int) -> None:
    """Refuse looks that are not one to three rising counts of answers, at most as many as there are rows: `BAD_LOOKS`."""
    rising = all(a < b for a, b in itertools.pairwise(looks))
    if not 0 < len(looks) <= MOST_LOOKS or not rising or looks[0] < 1 or looks[-1] > most:
        raise UsageProblem("BAD_LOOKS", rows=most)


def hash_of(plan: CallPlan) -> str:
    """What tells this plan from all others, 64 hexadecimal digits."""
    return hashlib.sha256(strict_json.to_bytes(as_dict(plan))).hexdigest()


def is_moment(text: str) -> bool:
    """Whether a text is a moment in UTC to the second, such as 2026-03-01T09:30:00Z."""
    if not _MOMENT.match(text):
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def foil_rows(plan: CallPlan) -> tuple[int, ...]:
    """The rows at which one question holds something wrong on purpose: one of every ten in the order of the draw, chosen by the seed.

    Chance chooses them, so that no caller picks those who sound agreeable.
    """
    listed = plan.draw.drawn + plan.draw.reserve
    out = []
    for start in range(0, len(listed), CALLS_A_FOIL):
        rows = [one.row for one in listed[start : start + CALLS_A_FOIL]]
        if len(rows) >= _FEWEST_FOR_A_FOIL or not start:
            out.append(min(rows, key=lambda row: digest_of(f"{plan.draw.seed}\nfoil", row)))
    return tuple(out)


def as_dict(plan: CallPlan) -> dict[str, Any]:
    """The plan as it stands in a sheet."""
    draw = plan.draw
    return {
        "case": plan.case,
        "files": list(plan.files),
        "fixed": plan.fixed,
        "looks": list(plan.looks),
        "story": list(plan.story),
        "by": plan.by,
        "excluded": [asdict(one) for one in plan.excluded],
        "draw": {
            "seed": draw.seed,
            "rows": draw.rows,
            "frame": draw.frame,
            "strata": [asdict(stratum) for stratum in draw.strata],
            "drawn": [asdict(one) for one in draw.drawn],
            "reserve": [asdict(one) for one in draw.reserve],
        },
    }


def from_dict(found: Any) -> CallPlan:
    """A plan of parsed JSON, field by field; ValueError for anything else."""
    try:
        plan = CallPlan(
            text(found["case"]),
            tuple(_match(one, _HASH) for one in _list(found["files"], MOST_LISTED)),
            _draw(found["draw"]),
            tuple(count(one, 1, MOST_ROWS) for one in _list(found["looks"], MOST_LOOKS)),
            found["fixed"],
            tuple(_excluded(one) for one in _list(found["excluded"], MOST_LISTED)),
            tuple(count(one, 1, _MOST_IN_FILE) for one in _list(found["story"], MOST_ROWS)),
            _match(found["by"], _BY),
        )
        _check(plan)
    except (KeyError, TypeError, UsageProblem):
        raise ValueError("plan") from None
    if as_dict(plan) != found:
        raise ValueError("plan")
    return plan


def _check(plan: CallPlan) -> None:
    """What holds between the fields of a plan."""
    listed = plan.draw.drawn + plan.draw.reserve
    check_looks(plan.looks, len(listed))
    rows = {one.row for one in listed}
    story = plan.story
    if not plan.files or not isinstance(plan.fixed, str) or not is_moment(plan.fixed):
        raise ValueError("plan")
    if rows & set(story) or not all(a < b for a, b in itertools.pairwise(story)):
        raise ValueError("story")
    if len(rows) + len(story) > MOST_ROWS or (story and story[-1] > plan.draw.rows):
        raise ValueError("story")


def _draw(found: Any) -> Draw:
    """A draw whose lists are what its seed makes of them."""
    seed = checked_seed(text(found["seed"], LONGEST_SEED))
    rows = count(found["rows"], 1, _MOST_IN_FILE)
    draw = Draw(
        seed,
        rows,
        count(found["frame"], 1, rows),
        _rows(found["drawn"], rows, 1),
        _rows(found["reserve"], rows, 1 + len(found["drawn"])),
        tuple(_stratum(one, rows) for one in _list(found["strata"], MOST_LISTED)),
    )
    listed = draw.drawn + draw.reserve
    if not draw.drawn or not len({one.row for one in listed}) == len(listed) <= draw.frame:
        raise ValueError("rows")
    for part in (draw.drawn, draw.reserve):
        digests = [digest_of(seed, one.row) for one in part]
        if digests != sorted(digests):
            raise ValueError("order")
    for told, part in (("drawn", draw.drawn), ("reserve", draw.reserve)):
        taken = Counter(one.stratum for one in part)
        if taken != Counter({one.name: getattr(one, told) for one in draw.strata}):
            raise ValueError("strata")
    return draw


def _rows(found: Any, rows: int, first: int) -> tuple[DrawnRow, ...]:
    return tuple(
        DrawnRow(
            count(one["place"], place, place), count(one["row"], 1, rows), text(one["stratum"])
        )
        for place, one in enumerate(_list(found, MOST_ROWS), first)
    )


def _stratum(found: Any, rows: int) -> Stratum:
    counts = (count(found[key], 0, rows) for key in ("rows", "drawn", "reserve"))
    return Stratum(text(found["name"]), *counts)


def _excluded(found: Any) -> Excluded:
    return Excluded(
        _match(found["rows"], _ROWS),
        count(found["count"], 1, _MOST_IN_FILE),
        text(found["reason"]),
    )


def _span(span: range) -> str:
    return str(span.start) if len(span) == 1 else f"{span.start}-{span.stop - 1}"


def _list(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return value


def _match(value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.match(value):
        raise ValueError("form")
    return value


def text(value: Any, most: int = LONGEST) -> str:
    """A short text that can be seen; ValueError for anything else."""
    if not isinstance(value, str) or len(value) > most or not is_seen(value):
        raise ValueError("text")
    return value


def count(value: Any, low: int, high: int) -> int:
    """A whole number within its bounds; ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError("count")
    return value
