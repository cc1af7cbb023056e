"""The claim sheet as a form: texts in, a `Claim` out, and for every field that cannot be followed a sentence."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from leakverify.case.claim_file import from_dict
from leakverify.model.claim import Claim
from leakverify.model.errors import UsageProblem
from leakverify.words.say import ui

WHOLE: Final = re.compile(r"[0-9]+|[0-9]{1,3}(?:([ .,'’\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
PRICE: Final = re.compile(
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+)"
    r"(?:[.,](?P<part>[0-9]{1,2}|[0-9]{4,8}))?"
)
"""Three digits after a point or comma would be thousands to one reader and decimals to the next: not taken."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the form: a claim, or sentences by field."""

    claim: Claim | None
    problems: dict[str, str]


def read(texts: dict[str, str]) -> Reading:
    """The claim that the form's texts state. Empty fields are unknown."""
    data: dict[str, object] = {}
    problems: dict[str, str] = {}
    filled = {key: text.strip() for key, text in texts.items() if text.strip()}
    for key, text in filled.items():
        if key in READERS:
            value, problem = READERS[key](text)
            if problem:
                problems[key] = problem
            else:
                data[key] = value
    _read_price(filled, data, problems)
    start, end = _date(filled.get("from", "")), _date(filled.get("to", ""))
    if start and end and start > end:
        problems["to"] = ui("The end of the period lies before its beginning.")
    if problems:
        return Reading(None, problems)
    try:
        return Reading(from_dict(data), {})
    except UsageProblem as error:
        return Reading(None, {str(error.place.get("key", "")): ui("This cannot be followed.")})


def texts_of(claim: Claim) -> dict[str, str]:
    """The form's texts for a claim."""

    def day(date: dt.date | None) -> str:
        return date.isoformat() if date else ""

    return {
        "source": claim.source or "",
        "organisation": claim.organisation or "",
        "country": claim.country or "",
        "records": str(claim.records) if claim.records else "",
        "from": day(claim.period_from),
        "to": day(claim.period_to),
        "stolen": day(claim.stolen),
        "software": ", ".join(claim.software),
        "seen_before": ", ".join(claim.seen_before),
        "statement": claim.statement or "",
        "amount": f"{claim.price.amount:g}" if claim.price else "",
        "currency": claim.price.currency if claim.price else "",
    }


def _read_price(filled: dict[str, str], data: dict[str, object], problems: dict[str, str]) -> None:
    amount, currency = filled.get("amount"), filled.get("currency")
    if amount is None and currency is None:
        return
    number = _number(amount or "")
    if number is None:
        problems["amount"] = ui("Write a number, such as 20 or 1500.50.")
    elif currency is None:
        problems["currency"] = ui("In what currency?")
    else:
        data["price"] = {"amount": number, "currency": currency}


def _read_text(text: str) -> tuple[object, str]:
    return text, ""


def _read_list(text: str) -> tuple[object, str]:
    return [part.strip() for part in text.split(",")], ""


def _read_day(text: str) -> tuple[object, str]:
    return text, "" if _date(text) else ui("Write the date as 2023-01-31.")


def _read_records(text: str) -> tuple[object, str]:
    number = _whole(text)
    return number, "" if number else ui("Write a whole number, such as 200000.")


def _read_country(text: str) -> tuple[object, str]:
    fits = len(text) == 2 and text.isascii() and text.isalpha()  # noqa: PLR2004  (ISO alpha-2)
    return text, "" if fits else ui("Write the two letters of the country, such as FR.")


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2023-01-31") else None
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    """A whole number, its thousands apart or not: `200000`, `200 000`, `200.000`."""
    if not WHOLE.fullmatch(text):
        return None
    digits = "".join(c for c in text if c.isdecimal())
    return int(digits) if len(digits) <= 12 else None  # noqa: PLR2004  (more people than there are)


def _number(text: str) -> float | None:
    """A price, its decimals after a point or a comma."""
    found = PRICE.fullmatch(text)
    whole = _whole(found["whole"]) if found else None
    return None if found is None or whole is None else float(f"{whole}.{found['part'] or 0}")


READERS: Final[dict[str, Callable[[str], tuple[object, str]]]] = {
    "source": _read_text,
    "organisation": _read_text,
    "statement": _read_text,
    "country": _read_country,
    "records": _read_records,
    "from": _read_day,
    "to": _read_day,
    "stolen": _read_day,
    "software": _read_list,
    "seen_before": _read_list,
}
"""How each field is read: its value, and a sentence if it cannot be followed."""
