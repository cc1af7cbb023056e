"""Dates as each language writes them in a sentence; for Persian the Jalali date first, the Gregorian beside it.

Files, forms, JSON and CSV keep `YYYY-MM-DD`; English does so everywhere, as a record of evidence is filed by it.
"""

import datetime as dt
from itertools import pairwise
from typing import Final

from leakverify.safe_text import island
from leakverify.words.language import in_use, spelling

_MONTHS: Final = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_FORMS: Final = {"de": "{day}. {month} {year}", "es": "{day} de {month} de {year}"}
_FORM: Final = "{day} {month} {year}"
_JALALI: Final = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_BREAKS: Final = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip
"""Years in which the rhythm of Jalali leap years is broken: K. M. Borkowski, The Persian calendar for 3000 years, 1996."""
_HALF: Final = 186
"""Days in the six months of 31 days."""


def day(date: dt.date | str) -> str:
    """A date in the language in use; a text that is no ISO date stays as it is.

    >>> day(dt.date(2026, 11, 22))
    '2026-11-22'
    """
    if isinstance(date, str):
        try:
            return day(dt.date.fromisoformat(date))
        except ValueError:
            return date
    language = in_use()
    if language not in _MONTHS:
        return date.isoformat()
    written = _written(language, _MONTHS[language].split(), date.year, date.month, date.day)
    if language != "fa" or date < dt.date(622, 3, 22):
        return written
    return f"{_written(language, _JALALI.split(), *jalali(date))} ({written})"


def moment(when: str) -> str:
    """A moment as logs write it, without its letters; date and time stay in this order where lines begin at the right.

    >>> moment("2026-11-22T09:00:04Z")
    '2026-11-22 09:00:04'
    """
    shown = when.replace("T", " ").removesuffix("Z")
    return island(shown) if spelling().right_to_left else shown


def _written(language: str, months: list[str], year: int, month: int, of_month: int) -> str:
    """Day, month and year, the year without thousands."""
    spelled = spelling()
    text = _FORMS.get(language, _FORM)
    parts = {"day": str(of_month), "year": str(year)}
    if language == "fr" and of_month == 1:
        return text.format(day="1er", month=months[month - 1], year=parts["year"])
    told = {name: spelled.spell(value) for name, value in parts.items()}
    return text.format(month=months[month - 1], **told)


def jalali(date: dt.date) -> tuple[int, int, int]:
    """Year, month and day in the calendar of Iran.

    >>> jalali(dt.date(2026, 3, 21)), jalali(dt.date(2025, 3, 20))
    ((1405, 1, 1), (1403, 12, 30))
    """
    year = date.year - 621
    if date < _new_year(year):
        year -= 1
    past = (date - _new_year(year)).days
    if past < _HALF:
        return year, past // 31 + 1, past % 31 + 1
    past -= _HALF
    return year, past // 30 + 7, past % 30 + 1


def _new_year(year: int) -> dt.date:
    """The Gregorian day on which a Jalali year begins."""
    leaps, past = -14, 0
    for start, end in pairwise(_BREAKS):
        past = year - start
        if year < end:
            break
        leaps += (end - start) // 33 * 8 + (end - start) % 33 // 4
    leaps += past // 33 * 8 + (past % 33 + 3) // 4
    if (end - start) % 33 == 4 and end - start - past == 4:  # noqa: PLR2004  (the last leap year of a short run)
        leaps += 1
    gregorian = year + 621
    leap_days = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return dt.date(gregorian, 3, 20 + leaps - leap_days)
