"""Answers and outside facts as forms: texts in, an entry out, or a sentence for the field that cannot be followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from leakverify.case import outside_file
from leakverify.model.errors import UsageProblem
from leakverify.model.outside import Fits, OutsideFact, Party, Response, Stance
from leakverify.words.outside import fits_name, party_name, stance_name
from leakverify.words.say import ui

Entry = Response | OutsideFact
DAYS: Final = ("asked", "answered", "on")


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its key in the file, what stands before it, what is written or chosen into it."""

    key: str
    caption: str
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    long: bool = False


@dataclass(frozen=True, slots=True)
class EntryForm:
    """One kind of entry: its place in the file, its heading, its fields."""

    key: str
    heading: str
    lines: tuple[Line, ...]


def answer_form() -> EntryForm:
    """What somebody answered."""
    return EntryForm(
        "response",
        ui("An answer"),
        (
            Line(
                "party",
                ui("Who was asked"),
                choices=tuple((p.value, party_name(p)) for p in Party),
            ),
            Line("name", ui("Name"), ui("Of the organisation or office, not of a person")),
            Line(
                "stance",
                ui("What the answer says"),
                choices=tuple((s.value, stance_name(s)) for s in Stance),
            ),
            Line("asked", ui("Asked on"), "2026-01-31"),
            Line("answered", ui("Answered on"), ui("2026-02-03; without a day it does not count")),
            Line("words", ui("In their own words"), long=True),
        ),
    )


def fact_form() -> EntryForm:
    """Something from outside the file that was held against the claim."""
    return EntryForm(
        "fact",
        ui("A fact from outside"),
        (
            Line("what", ui("What"), ui("Such as: the number of readers that was printed")),
            Line(
                "fits",
                ui("Held against the claim, it"),
                choices=tuple((f.value, fits_name(f)) for f in Fits),
            ),
            Line("source", ui("Where it is from"), ui("Without a source it does not count")),
            Line("on", ui("Day"), "2026-01-31"),
        ),
    )


def form_of(entry: Entry) -> EntryForm:
    """The form that an entry is edited in."""
    return answer_form() if isinstance(entry, Response) else fact_form()


def texts_of(entry: Entry) -> dict[str, str]:
    """The form's texts for an entry."""
    names = [line.key for line in form_of(entry).lines]
    values = {name: getattr(entry, name) for name in names}
    return {
        name: value.isoformat() if name in DAYS and value else str(value or "")
        for name, value in values.items()
    }


def read(form: EntryForm, texts: Mapping[str, str]) -> tuple[Entry | None, dict[str, str]]:
    """The entry that the texts state, or sentences by field."""
    if form.key == "fact" and not texts.get("what", "").strip():
        return None, {"what": ui("Write what it is.")}
    filled = {key: text.strip() for key, text in texts.items() if text.strip()}
    try:
        found = outside_file.from_dict({form.key: [filled]})
    except UsageProblem as error:
        key = str(error.place.get("key", ""))
        words = ui("Write the date as 2023-01-31.") if key in DAYS else ui("This is too long.")
        return None, {key: words}
    entries: tuple[Entry, ...] = (*found.responses, *found.facts)
    return entries[0], {}
