"""Region and type of national numbers, many at once, as phonenumbers would tell them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from leakverify.facts import arrow_text
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.dialling import Dialled, whole_matches
from leakverify.facts.kinds import Bools, Codes, Ints
from leakverify.validators import numbering
from leakverify.validators.numbering import Description, Plan


@dataclass(frozen=True, slots=True)
class Lines:
    """For each number of one calling code: its plan (-1 none) and its type (99 unknown, that is invalid)."""

    plans: tuple[Plan, ...]
    plan: Codes
    kind: Codes


def tell_lines(dialled: Dialled) -> Lines:
    """Find each number's region among those that share its calling code, and its type there."""
    plans = numbering.plans_of_code(dialled.code)
    numbers, sizes = dialled.national, arrow_text.lengths(dialled.national)
    plan = np.full(len(numbers), -1, dtype=np.int32)
    kind = np.full(len(numbers), numbering.UNKNOWN, dtype=np.int32)
    if len(plans) == 1:
        plan[:] = 0
        kind[:] = types_of(plans[0], numbers, sizes)
        return Lines(plans, plan, kind)
    open_rows = np.arange(len(numbers))
    for index, candidate in enumerate(plans):
        if not len(open_rows):
            break
        left = numbers.take(pa.array(open_rows))
        if candidate.leading_digits:
            here = arrow_text.matches(left, f"^(?:{candidate.leading_digits})")
            mine = left.filter(pa.array(here))
            kind[open_rows[here]] = types_of(candidate, mine, sizes[open_rows[here]])
        else:
            types = types_of(candidate, left, sizes[open_rows])
            here = types != numbering.UNKNOWN
            kind[open_rows[here]] = types[here]
        plan[open_rows[here]] = index
        open_rows = open_rows[~here]
    return Lines(plans, plan, kind)


def types_of(plan: Plan, numbers: ArrowTexts, sizes: Ints) -> Codes:
    """The type of each number against one plan, in libphonenumber's order of asking."""
    kind = np.full(len(numbers), numbering.UNKNOWN, dtype=np.int32)
    open_rows = np.flatnonzero(_fits(plan.general, numbers, sizes))
    for description in plan.types:
        here = _fits_among(description, numbers, sizes, open_rows)
        kind[open_rows[here]] = description.kind
        open_rows = open_rows[~here]
    fixed = np.zeros(len(open_rows), dtype=np.bool_)
    if plan.fixed is not None:
        fixed = _fits_among(plan.fixed, numbers, sizes, open_rows)
        kind[open_rows[fixed]] = plan.fixed.kind
    if plan.fixed_is_mobile:
        kind[open_rows[fixed]] = numbering.FIXED_OR_MOBILE
    elif plan.mobile is not None:
        mobile = _fits_among(plan.mobile, numbers, sizes, open_rows)
        kind[open_rows[mobile & ~fixed]] = plan.mobile.kind
        kind[open_rows[mobile & fixed]] = numbering.FIXED_OR_MOBILE
    return kind


def _fits_among(
    description: Description, numbers: ArrowTexts, sizes: Ints, rows: "np.typing.NDArray[np.intp]"
) -> Bools:
    if not len(rows):
        return np.zeros(0, dtype=np.bool_)
    chosen = numbers if len(rows) == len(numbers) else numbers.take(pa.array(rows))
    return _fits(description, chosen, sizes[rows])


def _fits(description: Description, numbers: ArrowTexts, sizes: Ints) -> Bools:
    """Which numbers have a possible length for this type and fit its pattern from end to end."""
    if not description.pattern:
        return np.zeros(len(numbers), dtype=np.bool_)
    fits = whole_matches(numbers, description.pattern)
    if description.lengths:
        fits &= _possible(description.lengths)[sizes]
    return fits


@lru_cache(maxsize=1024)
def _possible(lengths: frozenset[int]) -> Bools:
    """A flag per length of a national number."""
    return np.isin(np.arange(numbering.MAX_LENGTH + 1), list(lengths))
