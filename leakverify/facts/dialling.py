"""Digit strings to country code and national number, many at once, as phonenumbers would read them.

This follows libphonenumber's `parse` step by step (international prefix, country code written without +,
national prefix), each step as one RE2 pass over all numbers of a numbering plan instead of a pass per number.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from leakverify.facts import arrow_text
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.kinds import Bools
from leakverify.validators import numbering, telephone
from leakverify.validators.numbering import Length, Plan

Rows = NDArray[np.intp]

_SHORTEST: Final = 2
_LONGEST: Final = 17
_CODE_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Dialled:
    """Numbers of one country calling code: which of the given texts, and their national significant numbers."""

    code: int
    rows: Rows
    national: ArrowTexts


@dataclass(slots=True)
class _Sorted:
    """Where numbers are gathered until their plan is known."""

    national: dict[tuple[int, str], tuple[Plan, list[tuple[Rows, ArrowTexts]]]]
    international: list[tuple[Rows, ArrowTexts]]


def dial(
    digits: ArrowTexts, plus: Bools, regions: NDArray[np.int32], names: list[str]
) -> list[Dialled]:
    """Read numbers given as ASCII digits; `plus` tells of a written +, `regions` point into `names`.

    A number that stands in no result is one that phonenumbers cannot read, or one with an unknown country
    code: the caller asks the library about those.
    """
    found = _Sorted({}, [])
    if plus.any():
        _add_international(found, np.flatnonzero(plus), digits.filter(pa.array(plus)))
    for number, name in enumerate(names):
        home = numbering.plan_of_region(name)
        rows = np.flatnonzero(~plus & (regions == number))
        if home is not None and len(rows):
            _sort_national(found, home, rows, digits.take(pa.array(rows)))
    for rows, full in found.international:
        _split_codes(found, rows, full)
    by_code: dict[int, list[tuple[Rows, ArrowTexts]]] = {}
    for (code, _), (plan, parts) in found.national.items():
        by_code.setdefault(code, []).append(_without_prefix(plan, *_joined(parts)))
    return [Dialled(code, *_joined(parts)) for code, parts in sorted(by_code.items())]


def whole_matches(texts: ArrowTexts, pattern: str) -> Bools:
    """Which texts the pattern covers from end to end."""
    return arrow_text.matches(texts, f"^(?:{pattern})$")


def _sort_national(found: _Sorted, plan: Plan, rows: Rows, digits: ArrowTexts) -> None:
    """Numbers without +, dialled in a region: international prefix, bare country code, or national."""
    if plan.international_prefix:
        pattern = f"^(?:{plan.international_prefix})"
        abroad = arrow_text.matches(digits, pattern)
        if abroad.any():
            rest = pc.replace_substring_regex(
                digits.filter(pa.array(abroad)), pattern, "", max_replacements=1
            )
            stays = arrow_text.bools(pc.starts_with(rest, "0"))
            left = np.flatnonzero(abroad)[~stays]
            _add_international(found, rows[left], rest.filter(pa.array(~stays)))
            keep = np.ones(len(rows), dtype=np.bool_)
            keep[left] = False
            rows, digits = rows[keep], digits.filter(pa.array(keep))
    coded, rest = _bare_country_code(plan, digits)
    if coded.any():
        main = numbering.plan_of_code(plan.code)
        _add(found, plan.code, main or plan, rows[coded], rest)
        rows, digits = rows[~coded], digits.filter(pa.array(~coded))
    _add(found, plan.code, plan, rows, digits)


def _bare_country_code(plan: Plan, digits: ArrowTexts) -> tuple[Bools, ArrowTexts]:
    """Which numbers begin with their country's own code though no + says so, and what follows it."""
    code = str(plan.code)
    begins = arrow_text.bools(pc.starts_with(digits, code))
    if not begins.any():
        return begins, digits.slice(0, 0)
    where = np.flatnonzero(begins)
    full = digits.take(pa.array(where))
    rest = _strip(plan, pc.utf8_slice_codeunits(full, len(code)))
    pattern = plan.general.pattern
    coded = (~whole_matches(full, pattern) & whole_matches(rest, pattern)) | (
        _length_says(plan, full) == Length.TOO_LONG
    )
    begins[where[~coded]] = False
    return begins, rest.filter(pa.array(coded))


def _split_codes(found: _Sorted, rows: Rows, full: ArrowTexts) -> None:
    """Cut the country code off numbers that begin with one."""
    if not len(rows):
        return
    heads = arrow_text.whole_numbers(pc.utf8_slice_codeunits(pc.utf8_rpad(full, 3, "0"), 0, 3))
    codes = _code_of_head()[heads]
    long = arrow_text.lengths(full) > _SHORTEST
    for code in np.unique(codes[codes > 0]):
        chosen = (codes == code) & long
        plan = numbering.plan_of_code(int(code))
        if plan is not None and chosen.any():
            rest = pc.utf8_slice_codeunits(full.filter(pa.array(chosen)), len(str(code)))
            _add(found, int(code), plan, rows[chosen], rest)


def _without_prefix(plan: Plan, rows: Rows, digits: ArrowTexts) -> tuple[Rows, ArrowTexts]:
    """National significant numbers: the national prefix goes where what is left has a possible length."""
    fits = arrow_text.lengths(digits) >= _SHORTEST
    stripped = _strip(plan, digits)
    if stripped is not digits:
        says = _length_says(plan, stripped)
        taken = (says == Length.POSSIBLE) | (says == Length.TOO_LONG)
        stripped = pc.if_else(pa.array(taken), stripped, digits)
    sizes = arrow_text.lengths(stripped)
    fits &= (sizes >= _SHORTEST) & (sizes <= _LONGEST)
    return rows[fits], stripped.filter(pa.array(fits))


def _strip(plan: Plan, digits: ArrowTexts) -> ArrowTexts:
    """Take the national prefix (and a carrier code) off, unless that makes a viable number unviable."""
    if not plan.national_prefix:
        return digits
    begins = arrow_text.matches(digits, f"^(?:{plan.national_prefix})")
    if not begins.any():
        return digits
    before = digits.filter(pa.array(begins))
    after = _transformed(plan, before) if plan.transform else _cut(plan, before)
    pattern = plan.general.pattern
    spoilt = whole_matches(before, pattern) & ~whole_matches(after, pattern)
    after = pc.if_else(pa.array(spoilt), before, after)
    if begins.all():
        return after
    return pc.replace_with_mask(digits, pa.array(begins), after)


def _cut(plan: Plan, digits: ArrowTexts) -> ArrowTexts:
    return pc.replace_substring_regex(
        digits, f"^(?:{plan.national_prefix})", "", max_replacements=1
    )


def _transformed(plan: Plan, digits: ArrowTexts) -> ArrowTexts:
    """For the plans that rewrite a number by the last group of its prefix; few numbers come here."""
    pattern = re.compile(plan.national_prefix)

    def rewritten(text: str) -> str:
        found = pattern.match(text)
        if found is None:
            return text
        if found.groups()[-1] is None:
            return text[found.end() :]
        return pattern.sub(plan.transform, text, count=1)

    return arrow_text.from_objects([rewritten(text) for text in digits.to_pylist()])


def _length_says(plan: Plan, digits: ArrowTexts) -> NDArray[np.int8]:
    table = np.array(plan.length_says, dtype=np.int8)
    return table[np.minimum(arrow_text.lengths(digits), numbering.MAX_LENGTH)]


def _add(found: _Sorted, code: int, plan: Plan, rows: Rows, digits: ArrowTexts) -> None:
    if len(rows):
        found.national.setdefault((code, plan.region), (plan, []))[1].append((rows, digits))


def _add_international(found: _Sorted, rows: Rows, digits: ArrowTexts) -> None:
    if len(rows):
        found.international.append((rows, digits))


def _joined(parts: list[tuple[Rows, ArrowTexts]]) -> tuple[Rows, ArrowTexts]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([rows for rows, _ in parts]), pa.concat_arrays([t for _, t in parts])


@cache
def _code_of_head() -> NDArray[np.int32]:
    """The calling code that the first three digits begin with, 0 if none."""
    table = np.zeros(10**_CODE_DIGITS, dtype=np.int32)
    for code in sorted(telephone.calling_codes(), key=lambda code: -len(str(code))):
        width = 10 ** (_CODE_DIGITS - len(str(code)))
        table[code * width : (code + 1) * width] = code
    return table
