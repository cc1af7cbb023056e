"""Telephone numbers of a column: ordinary ones decided in bulk, the rest by phonenumbers one by one.

The bulk road takes ASCII digits with ordinary punctuation, at most one leading + and a short extension; a
property test over every region holds that both roads give the same answers.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.dialling import dial
from leakverify.facts.kinds import Bools, Cells, Codes, PhoneFacts, Texts
from leakverify.facts.line_types import tell_lines
from leakverify.reference.fiction import FICTION_PATTERN
from leakverify.validators import numbering, telephone

_AHEAD: Final = r"[ !-*,./:<-~\-]*"  # words before the number, which libphonenumber passes over
_NUMBER: Final = r"(?:\+[ (]*)?[0-9][0-9 ().\-/\x{a0}]*"
_EXTENSION: Final = r"([0-9)]) ?(?i:x|ext|ext\.|extension) ?[0-9]{1,6}$"
_ORDINARY: Final = rf"^{_AHEAD}{_NUMBER}$|^{_AHEAD}{_NUMBER}{_EXTENSION}"
_LONGEST: Final = 250
_FEWEST_DIGITS: Final = 4
_MOST_DIGITS: Final = 18
_WRITTEN_CODE: Final = r"^[\s(]*(?:\+|00)[\s(]*(?P<code>[1-9][0-9]{0,2})"
_NO_DIGIT: Final = r"^[\x00-/:-\x7f]*$"
_MASK: Final = np.arange(256, dtype=np.uint8)
_MASK[48:58] = ord("9")
_MASK[65:91] = ord("a")
_MASK[97:123] = ord("a")


@dataclass(slots=True)
class _Answers:
    """The columns of `PhoneFacts` while they are being filled."""

    valid: Bools
    region: Texts
    kind: Codes
    e164: Texts
    calling_code: Codes
    national: Texts
    extension: Bools


def phone_facts(cells: Cells, countries: Cells | None, country: str) -> PhoneFacts:
    """Parse a column of telephone numbers, each dialled from its row's country, else from `country`."""
    codes, which, regions, names = _with_regions(cells, countries, country)
    values = cells.values[which]
    texts = arrow_text.with_western_digits(arrow_text.from_objects(values))
    answers, asked = _dialled(texts, regions, names)
    for at in np.flatnonzero(asked):
        _ask_library(answers, int(at), values[at], names[regions[at]])
    e164 = arrow_text.from_objects(answers.e164)
    return PhoneFacts(
        codes=codes,
        values=values,
        valid=answers.valid,
        region=answers.region,
        kind=answers.kind,
        e164=answers.e164,
        calling_code=answers.calling_code,
        regions_of_code=_regions_of_codes(answers.calling_code),
        unassigned=_unassigned(texts),
        fiction=arrow_text.matches(e164, FICTION_PATTERN),
        mask=_masks(texts),
        extension=answers.extension,
        national=answers.national,
    )


def _with_regions(
    cells: Cells, countries: Cells | None, country: str
) -> tuple[Codes, "np.typing.NDArray[np.intp]", Codes, list[str]]:
    """Distinct (text, region) pairs: codes per row; per pair the text's number and the region's; region names."""
    home = country.upper()
    if countries is None:
        count = len(cells.values)
        return cells.codes, np.arange(count), np.zeros(count, dtype=np.int32), [home]
    named = [str(name).upper() or home for name in countries.values] + [home]
    names = sorted(set(named))
    to_name = np.array([names.index(name) for name in named], dtype=np.int64)
    filled = cells.codes >= 0
    pairs = cells.codes[filled].astype(np.int64) * len(names) + to_name[countries.codes[filled]]
    distinct, inverse = np.unique(pairs, return_inverse=True)
    codes = np.full(len(cells.codes), -1, dtype=np.int32)
    codes[filled] = inverse
    return codes, distinct // len(names), (distinct % len(names)).astype(np.int32), names


def _dialled(texts: ArrowTexts, regions: Codes, names: list[str]) -> tuple[_Answers, Bools]:
    """The answers for ordinary numbers, and which texts must still be asked about."""
    count = len(texts)
    answers = _Answers(
        valid=np.zeros(count, dtype=np.bool_),
        region=np.full(count, "", dtype=object),
        kind=np.full(count, telephone.NO_KIND, dtype=np.int32),
        e164=np.full(count, "", dtype=object),
        calling_code=np.zeros(count, dtype=np.int32),
        national=np.full(count, "", dtype=object),
        extension=np.zeros(count, dtype=np.bool_),
    )
    # the library refuses longer texts as well, but would be slow about many of them
    asked = ~arrow_text.matches(texts, _NO_DIGIT) & (arrow_text.lengths(texts) <= _LONGEST)
    rows = np.flatnonzero(arrow_text.matches(texts, _ORDINARY))
    chosen = texts.take(pa.array(rows))
    extended = arrow_text.matches(chosen, _EXTENSION)
    if extended.any():
        chosen = pc.replace_substring_regex(chosen, _EXTENSION, r"\1", max_replacements=1)
    digits = arrow_text.only_digits(chosen)
    sizes = arrow_text.lengths(digits)
    usual = (sizes >= _FEWEST_DIGITS) & (sizes <= _MOST_DIGITS)
    usual &= arrow_text.matches(digits, "[1-9]")
    rows, digits, extended = rows[usual], digits.filter(pa.array(usual)), extended[usual]
    plus = arrow_text.bools(pc.match_substring(texts.take(pa.array(rows)), "+"))
    plans = {name for name in names if numbering.plan_of_region(name) is not None}
    homeless = np.array([name not in plans for name in names], dtype=np.bool_)
    asked[rows[~plus & homeless[regions[rows]]]] = False
    for part in dial(digits, plus, regions[rows], names):
        where = rows[part.rows]
        lines = tell_lines(part)
        asked[where] = False
        named = np.array([*(plan.region for plan in lines.plans), ""], dtype=object)
        answers.region[where] = named[lines.plan]
        answers.kind[where] = lines.kind
        answers.valid[where] = (lines.kind != numbering.UNKNOWN) & (lines.plan >= 0)
        answers.calling_code[where] = part.code
        answers.extension[where] = extended[part.rows]
        answers.national[where] = arrow_text.to_objects(part.national)
        e164 = pc.binary_join_element_wise(
            pa.scalar(f"+{part.code}", pa.large_string()),
            part.national,
            pa.scalar("", pa.large_string()),
        )
        answers.e164[where] = arrow_text.to_objects(e164)
    return answers, asked


def _ask_library(answers: _Answers, at: int, text: str, region: str) -> None:
    number = telephone.parse(text, region)
    if number is None:
        return
    answers.valid[at] = number.valid
    answers.region[at] = number.region
    answers.kind[at] = number.kind
    answers.e164[at] = number.e164
    answers.calling_code[at] = number.calling_code
    answers.national[at] = number.national
    answers.extension[at] = number.extension


def _unassigned(texts: ArrowTexts) -> Bools:
    """Whether the country code as written, up to the first separator, begins with none that is assigned."""
    unassigned = np.zeros(len(texts), dtype=np.bool_)
    rows = np.flatnonzero(arrow_text.matches(texts, _WRITTEN_CODE))
    if len(rows):
        written = arrow_text.groups(texts.take(pa.array(rows)), _WRITTEN_CODE)["code"]
        codes, heads = arrow_text.distinct(written)
        free = [not telephone.is_assigned(head) for head in heads.to_pylist()]
        unassigned[rows] = np.array(free, dtype=np.bool_)[codes]
    return unassigned


def _regions_of_codes(codes: Codes) -> Texts:
    present, inverse = np.unique(codes, return_inverse=True)
    joined = np.array([" ".join(telephone.regions_of(int(c))) for c in present], dtype=object)
    return joined[inverse] if len(joined) else np.zeros(0, dtype=object)


def _masks(texts: ArrowTexts) -> Texts:
    """Digits as 9, letters as a, everything else as it stands."""
    foreign = ~arrow_text.bools(pc.string_is_ascii(texts))
    if foreign.any():
        plain = pc.replace_substring_regex(texts.filter(pa.array(foreign)), r"\pL", "a")
        plain = pc.replace_substring_regex(plain, r"\p{Nd}", "9")
        texts = pc.replace_with_mask(texts, pa.array(foreign), plain)
    codes, masks = arrow_text.distinct(arrow_text.translate_bytes(texts, _MASK))
    return arrow_text.to_objects(masks)[codes]
