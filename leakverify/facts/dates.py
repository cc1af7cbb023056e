"""Dates and times of a column in any common notation, read per mask for all cells at once.

Jalali dates (years 1200-1499) are converted; a two-digit year is the latest such year that is
not after `newest`. Bare numbers are times since 1970 only where the caller says so.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leakverify.facts import arrow_text, calendars, month_names
from leakverify.facts.arrow_text import ArrowTexts, Bytes
from leakverify.facts.date_layouts import LONGEST, Layout, Span, layouts_of
from leakverify.facts.kinds import NO_TIME, Bools, Cells, Codes, DateFacts, Ints

NO_OFFSET: Final = -9999
DAY: Final = 86_400
_SHORTEST: Final = 6
_MASK: Final = np.arange(256, dtype=np.uint8)
_MASK[48:58] = ord("9")
_MASK[65:91] = ord("a")
_MASK[97:123] = ord("a")
_LOWER: Final = np.arange(256, dtype=np.uint8)
_LOWER[65:91] += 32
_EAST_ASIAN: Final = {
    0x5E74: "-",
    0x6708: "-",
    0x65E5: " ",
    0x6642: ":",
    0x65F6: ":",
    0x5206: ":",
    0x79D2: "",
}
_SPACES: Final = {
    0x00A0: " ",
    0x202F: " ",
    0x2009: " ",
    0x200F: "",
    0x200E: "",
    0x060C: ",",
    0x0131: "i",
    0x2013: "-",
}
_EPOCH_FORM: Final = r"^(?:[1-9][0-9]{8,9}(?:\.[0-9]{1,9})?|[1-9][0-9]{11,12}|[1-9][0-9]{14,15})$"
_EPOCH_RANGE: Final = (315_532_800, 4_102_444_800)  # 1980 to 2100


@dataclass(frozen=True, slots=True)
class Reading:
    """What cells of one mask say in one notation, one entry per cell."""

    like: Bools
    exists: Bools
    seconds: Ints
    offset: Codes
    precision: int
    ambiguous: Bools


def date_facts(
    cells: Cells, *, day_first: bool = True, epochs: bool = False, newest: int = 2030
) -> DateFacts:
    """Parse a column of dates; `newest` is the latest year that a two-digit year may mean."""
    count = len(cells.values)
    facts = DateFacts(
        codes=cells.codes,
        values=cells.values,
        seconds=np.full(count, NO_TIME, dtype=np.int64),
        offset_minutes=np.full(count, NO_OFFSET, dtype=np.int32),
        date_like=np.zeros(count, dtype=np.bool_),
        impossible=np.zeros(count, dtype=np.bool_),
        precision=np.zeros(count, dtype=np.int32),
        ambiguous=np.zeros(count, dtype=np.bool_),
    )
    texts = arrow_text.from_objects(cells.values)
    if epochs:
        _read_epochs(facts, texts)
    for rows, mask, letters in by_mask(texts):
        for layout in layouts_of(mask):
            reading = _read(layout, letters, day_first=day_first, newest=newest)
            taken = reading.like & ~facts.date_like[rows]
            _write(facts, rows[taken], reading, taken)
    return facts


def by_mask(
    texts: ArrowTexts,
) -> "list[tuple[np.typing.NDArray[np.intp], str, Bytes]]":
    """Texts that could be dates, grouped by mask: row numbers, mask, a matrix of lower-case bytes."""
    sizes = arrow_text.lengths(texts)
    rows = np.flatnonzero((sizes >= _SHORTEST) & (sizes <= LONGEST))
    plain = _plain(texts.take(pa.array(rows)))
    plausible = arrow_text.matches(plain, r"^[ -~]{6,}$") & arrow_text.matches(plain, r"[0-9][0-9]")
    rows, plain = rows[plausible], plain.filter(pa.array(plausible))
    codes, masks = arrow_text.distinct(arrow_text.translate_bytes(plain, _MASK))
    lower = arrow_text.translate_bytes(plain, _LOWER)
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(masks)))
    out = []
    start = 0
    for mask, end in zip(masks.to_pylist(), ends, strict=True):
        if layouts_of(mask):
            chosen = order[start:end]
            same = lower if len(chosen) == len(lower) else lower.take(pa.array(chosen))
            matrix = np.frombuffer("".join(same.to_pylist()).encode("ascii"), dtype=np.uint8)
            out.append((rows[chosen], mask, matrix.reshape(len(chosen), len(mask))))
        start = int(end)
    return out


def _plain(texts: ArrowTexts) -> ArrowTexts:
    """Western digits, names of months in English, spaces that are spaces; ASCII cells stay untouched."""
    foreign = ~arrow_text.bools(pc.string_is_ascii(texts))
    if not foreign.any():
        return texts
    values = arrow_text.to_objects(arrow_text.with_western_digits(texts))
    values[foreign] = [_in_ascii(value) for value in values[foreign]]
    return arrow_text.from_objects(values)


def _in_ascii(text: str) -> str:
    folded = unicodedata.normalize(
        "NFKD", text.translate(_EAST_ASIAN).translate(_SPACES).casefold()
    )
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("ß", "ss")
    words = [_month_in_english(word) for word in folded.replace("г.", "").split()]
    return " ".join(words).strip(" :-")


def _month_in_english(word: str) -> str:
    """A word of another script that names a month, as `jan`; anything else as it is."""
    if word.isascii():
        return word
    place = month_names.months().get(word.strip(".,"))
    if place is None:
        return word
    return month_names.ENGLISH[place - 1]


def _read_epochs(facts: DateFacts, texts: ArrowTexts) -> None:
    """Seconds, milliseconds and microseconds since 1970."""
    rows = np.flatnonzero(arrow_text.matches(texts, _EPOCH_FORM))
    if not len(rows):
        return
    whole = pc.replace_substring_regex(texts.take(pa.array(rows)), r"\..*$", "")
    sizes = arrow_text.lengths(whole)
    scale = np.where(sizes <= 10, 1, np.where(sizes <= 13, 1_000, 1_000_000))  # noqa: PLR2004  (digits of s, ms, µs)
    seconds = arrow_text.whole_numbers(whole) // scale
    good = (seconds >= _EPOCH_RANGE[0]) & (seconds < _EPOCH_RANGE[1])
    facts.seconds[rows[good]] = seconds[good]
    facts.date_like[rows[good]] = True
    finer = (scale > 1) | (sizes != arrow_text.lengths(texts.take(pa.array(rows))))
    facts.precision[rows[good]] = np.where(finer[good], 3, 2)


def _read(layout: Layout, letters: Bytes, *, day_first: bool, newest: int) -> Reading:
    """Cut the fields of one notation out of all cells of its mask."""
    count = len(letters)
    like = _words_fit(layout, letters)
    year = number_at(letters, layout.fields["Y"])
    if layout.fields["Y"].size == 2:  # noqa: PLR2004  (digits of a year)
        year = newest - (newest - year) % 100
    ambiguous = np.zeros(count, dtype=np.bool_)
    if layout.kind == "either":
        day, month, ambiguous = _day_and_month(layout, letters, day_first=day_first)
    else:
        month = _month(layout, letters)
        like &= month >= 0
        day = (
            number_at(letters, layout.fields["d"]) if layout.has("d") else np.ones(count, np.int64)
        )
    like &= _is_year(year, loose=layout.loose)
    within, clock, clock_ok, precision = _clock(layout, letters)
    like &= within
    exists = calendars.exists(year, month, day) & clock_ok
    if layout.loose:
        plausible = exists | ((day <= 31) & (month <= 12) & (day >= 1) & (month >= 1))  # noqa: PLR2004
        like &= exists if layout.kind != "either" else plausible
    safe = [np.where(exists, part, 1) for part in (year, month, day)]
    seconds = calendars.days_since_epoch(*safe) * DAY + clock
    return Reading(
        like=like,
        exists=exists,
        seconds=np.where(exists, seconds, NO_TIME),
        offset=_offset(layout, letters),
        precision=precision,
        ambiguous=ambiguous,
    )


def _write(
    facts: DateFacts, rows: "np.typing.NDArray[np.intp]", reading: Reading, taken: Bools
) -> None:
    facts.date_like[rows] = True
    facts.seconds[rows] = reading.seconds[taken]
    facts.impossible[rows] = ~reading.exists[taken]
    facts.offset_minutes[rows] = reading.offset[taken]
    facts.precision[rows] = reading.precision
    facts.ambiguous[rows] = (reading.ambiguous & reading.exists)[taken]


def _is_year(year: Ints, *, loose: bool) -> Bools:
    """Years that records bear: 0 and 1 and 9999 are what databases write for none."""
    if loose:
        return (year >= 1900) & (year <= 2099)  # noqa: PLR2004  (digits alone must look modern)
    usual = (year >= 1500) & (year <= 2299)  # noqa: PLR2004  (what a record may hold)
    return usual | calendars.is_jalali(year) | np.isin(year, (0, 1, 9999))


def _day_and_month(layout: Layout, letters: Bytes, *, day_first: bool) -> tuple[Ints, Ints, Bools]:
    """Day and month by the hint, unless only the other order has such a month."""
    first, second = number_at(letters, layout.fields["a"]), number_at(letters, layout.fields["b"])
    day, month = (first, second) if day_first else (second, first)
    swapped = (month > 12) & (day <= 12) & (month <= 31)  # noqa: PLR2004  (months, days)
    day, month = np.where(swapped, month, day), np.where(swapped, day, month)
    both = (first >= 1) & (first <= 12) & (second >= 1) & (second <= 12)  # noqa: PLR2004  (months)
    return day, month, both & (first != second)


def _month(layout: Layout, letters: Bytes) -> Ints:
    """The month's number, -1 where a word names none."""
    if layout.has("m"):
        return number_at(letters, layout.fields["m"])
    codes, words = words_at(letters, layout.fields["N"])
    table = month_names.months()
    return np.array([table.get(word, -1) for word in words], dtype=np.int64)[codes]


def _clock(layout: Layout, letters: Bytes) -> tuple[Bools, Ints, Bools, int]:
    """Whether the time is one in form, its seconds, whether the clock has it, and how fine it is."""
    count = len(letters)
    zero, right = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.bool_)
    if not layout.has("H"):
        return right, zero, right, 0
    hour = number_at(letters, layout.fields["H"])
    minute = number_at(letters, layout.fields["M"]) if layout.has("M") else zero
    second = number_at(letters, layout.fields["S"]) if layout.has("S") else zero
    half = _halves(layout, letters)
    like = right if layout.has("M") else (half >= 0) | layout.has("hour")
    twelve = half >= 0
    hour_ok = np.where(twelve, (hour >= 1) & (hour <= 12), hour <= 23)  # noqa: PLR2004  (a clock's hours)
    hour = np.where(twelve, hour % 12 + half, hour)
    midnight = ~twelve & (hour == 24) & (minute == 0) & (second == 0)  # noqa: PLR2004  (ISO's end of day)
    sound = (hour_ok | midnight) & (minute <= 59) & (second <= 60)  # noqa: PLR2004  (a leap second)
    precision = 3 if layout.has("F") else 2 if layout.has("S") else 1
    return like, hour * 3600 + minute * 60 + second, sound, precision


def _halves(layout: Layout, letters: Bytes) -> Ints:
    """0 for am, 12 for pm, -1 where neither is written."""
    if not layout.has("W"):
        return np.full(len(letters), -1, dtype=np.int64)
    codes, words = words_at(letters, layout.fields["W"])
    return np.array([month_names.HALVES.get(word, -1) for word in words], dtype=np.int64)[codes]


def _offset(layout: Layout, letters: Bytes) -> Codes:
    """Minutes east of Greenwich as written, NO_OFFSET where nothing is."""
    out = np.full(len(letters), NO_OFFSET, dtype=np.int32)
    for name in ("W", "V"):
        if layout.has(name):
            codes, words = words_at(letters, layout.fields[name])
            universal = np.array([word in month_names.UNIVERSAL for word in words], dtype=np.bool_)
            out[universal[codes]] = 0
    if layout.has("sign", "OH"):
        minutes = number_at(letters, layout.fields["OH"]) * 60
        if layout.has("OM"):
            minutes = minutes + number_at(letters, layout.fields["OM"])
        west = letters[:, layout.fields["sign"].start] == ord("-")
        out[:] = np.where(west, -minutes, minutes)
    return out


_WORDS: Final = {
    "week": month_names.WEEKDAYS,
    "th": month_names.ORDINALS,
    "of": month_names.LINKS,
    "of2": month_names.LINKS,
    "hour": frozenset(("h",)),
    "hour2": frozenset(("h",)),
    "minute": frozenset(("m",)),
    "J": month_names.JOINTS,
    "K": month_names.JOINTS,
    "W": month_names.UNIVERSAL | month_names.ZONES | frozenset(month_names.HALVES),
    "V": month_names.UNIVERSAL | month_names.ZONES,
}


def _words_fit(layout: Layout, letters: Bytes) -> Bools:
    """Whether every word stands where such a word may stand."""
    fits = np.ones(len(letters), dtype=np.bool_)
    for name, allowed in _WORDS.items():
        if layout.has(name):
            codes, words = words_at(letters, layout.fields[name])
            fits &= np.array([word in allowed for word in words], dtype=np.bool_)[codes]
    return fits


def number_at(letters: Bytes, span: Span) -> Ints:
    """The digits of a field as integers."""
    out = np.zeros(len(letters), dtype=np.int64)
    for column in range(span.start, span.end):
        out = out * 10 + (letters[:, column].astype(np.int64) - 48)
    return out


def words_at(letters: Bytes, span: Span) -> "tuple[np.typing.NDArray[np.intp], list[str]]":
    """The words of a field: codes per cell, and the distinct words, outer spaces taken off."""
    wide = np.ascontiguousarray(letters[:, span.start : span.end]).view(f"S{span.size}").ravel()
    distinct, codes = np.unique(wide, return_inverse=True)
    return codes, [word.decode("ascii").strip() for word in distinct]
