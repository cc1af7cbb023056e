"""What is known from outside the file, on disk: `outside.toml` as a person writes it, JSON as a case and a dossier keep it.

Both have the same keys. Anybody may have made either: every key is known, every text, list and number bounded. What calls came to
stands in the JSON alone; on the command line it comes from call sheets.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from leakverify.case import people_form, strict_json
from leakverify.case.claim_file import read_toml
from leakverify.model.errors import UsageProblem
from leakverify.model.outside import (
    NOTHING,
    Admiralty,
    FindingMark,
    Fits,
    Outside,
    OutsideFact,
    Party,
    Response,
    Stance,
    Stand,
)

CODE: Final = "BAD_OUTSIDE"
SCHEMA: Final = "leakverify.outside/1"
MOST_BYTES: Final = 8 << 20
MOST_ENTRIES: Final = 200
LONGEST_NAME: Final = 300
LONGEST_TEXT: Final = 10_000
RELIABILITY: Final = "ABCDEF"
CREDIBILITY: Final = range(1, 7)
ADMIRALTY: Final = frozenset({"reliability", "credibility", "reason"})
RESPONSE: Final = frozenset({"party", "name", "stance", "asked", "answered", "words"})
FACT: Final = frozenset({"what", "fits", "source", "on"})
MARK: Final = frozenset({"id", "mark", "note", "share_note"})
LONGEST_ID: Final = 8_192
BY_HAND: Final = frozenset({"admiralty", "response", "fact", "finding"})
KEPT: Final = BY_HAND | {"schema", "people", "told"}

Word = TypeVar("Word", Party, Stance, Fits, Stand)
Entry = TypeVar("Entry", Response, OutsideFact, FindingMark)


def load(path: Path) -> Outside:
    """Read `outside.toml`; raises UsageProblem `BAD_OUTSIDE` naming the key that cannot be followed, or `NOT_FOUND`."""
    return from_dict(read_toml(path, CODE))


def from_dict(data: Mapping[str, Any]) -> Outside:
    """What was written by hand, or what a form holds; dates may be dates or ISO text."""
    _known(data, BY_HAND)
    return Outside(
        _admiralty(data.get("admiralty")),
        _entries(data, "response", _response),
        _entries(data, "fact", _fact),
        marks=_marks(data),
    )


def to_bytes(outside: Outside) -> bytes:
    """Everything, in the one spelling of `strict_json`; of the calls `told` is kept only where there are no counts to make it from."""
    told = outside.told if outside.people is None else None
    return strict_json.to_bytes(
        {
            "schema": SCHEMA,
            **as_dict(outside),
            "people": people_form.asked_dict(outside.people) if outside.people else None,
            "told": people_form.told_dict(told) if told else None,
        }
    )


def from_bytes(data: bytes) -> Outside:
    """What `to_bytes` wrote, or UsageProblem `BAD_OUTSIDE` for anything else."""
    try:
        found = strict_json.parse(data, MOST_BYTES)
        if found.get("schema") != SCHEMA:
            raise ValueError("schema")  # noqa: TRY301  (one error for all that is no such file)
        _known(found, KEPT)
        people = people_form.asked_from(found["people"]) if found.get("people") else None
        told = people_form.told_from(found["told"]) if found.get("told") else None
    except (ValueError, TypeError, KeyError):
        raise UsageProblem(CODE, key="JSON") from None
    by_hand = from_dict({key: found[key] for key in BY_HAND if found.get(key) is not None})
    return replace(by_hand, people=people, told=told)


def as_dict(outside: Outside) -> dict[str, Any]:
    """What was written by hand, as plain JSON; unknown days are left out."""
    mark = outside.admiralty
    out: dict[str, Any] = {
        "response": [
            _filled(
                party=r.party.value,
                name=r.name,
                stance=r.stance.value,
                asked=r.asked,
                answered=r.answered,
                words=r.words,
            )
            for r in outside.responses
        ],
        "fact": [
            _filled(what=f.what, fits=f.fits.value, source=f.source, on=f.on) for f in outside.facts
        ],
    }
    if mark:
        out["admiralty"] = {
            "reliability": mark.reliability,
            "credibility": mark.credibility,
            "reason": mark.reason,
        }
    if outside.marks:
        out["finding"] = [
            {"id": m.finding, "mark": m.stand.value, "note": m.note, "share_note": m.share_note}
            for m in outside.marks
        ]
    return out


def is_empty(outside: Outside) -> bool:
    """Whether nothing from outside is known."""
    return outside == NOTHING


def _filled(**fields: object) -> dict[str, object]:
    """Fields without those that are unknown."""
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in fields.items()
        if value is not None
    }


def _known(data: Mapping[str, Any], keys: frozenset[str]) -> None:
    for key in data:
        if key not in keys:
            raise UsageProblem(CODE, key=str(key)[:LONGEST_NAME])


def _admiralty(data: object) -> Admiralty | None:
    """The mark: a letter and a digit."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise UsageProblem(CODE, key="admiralty")
    _known(data, ADMIRALTY)
    letter, digit = data.get("reliability"), data.get("credibility")
    if not isinstance(letter, str) or len(letter) != 1 or letter.upper() not in RELIABILITY:
        raise UsageProblem(CODE, key="reliability")
    if isinstance(digit, bool) or not isinstance(digit, int) or digit not in CREDIBILITY:
        raise UsageProblem(CODE, key="credibility")
    return Admiralty(letter.upper(), digit, _text(data, "reason", LONGEST_TEXT))


def _entries(
    data: Mapping[str, Any], key: str, read: Callable[[dict[str, Any]], Entry]
) -> tuple[Entry, ...]:
    """A bounded list of tables."""
    listed = data.get(key, [])
    if not isinstance(listed, list) or len(listed) > MOST_ENTRIES:
        raise UsageProblem(CODE, key=key)
    if not all(isinstance(item, dict) for item in listed):
        raise UsageProblem(CODE, key=key)
    return tuple(read(item) for item in listed)


def _response(data: dict[str, Any]) -> Response:
    _known(data, RESPONSE)
    return Response(
        _word(data, "party", Party),
        _text(data, "name", LONGEST_NAME),
        _word(data, "stance", Stance),
        _day(data, "asked"),
        _day(data, "answered"),
        _text(data, "words", LONGEST_TEXT),
    )


def _fact(data: dict[str, Any]) -> OutsideFact:
    _known(data, FACT)
    return OutsideFact(
        _text(data, "what", LONGEST_TEXT),
        _word(data, "fits", Fits),
        _text(data, "source", LONGEST_TEXT),
        _day(data, "on"),
    )


def _marks(data: Mapping[str, Any]) -> tuple[FindingMark, ...]:
    """Marks on findings, one on each at most."""
    marks = _entries(data, "finding", _mark)
    if len({mark.finding for mark in marks}) < len(marks):
        raise UsageProblem(CODE, key="id")
    return marks


def _mark(data: dict[str, Any]) -> FindingMark:
    _known(data, MARK)
    finding = _text(data, "id", LONGEST_ID)
    share = data.get("share_note", False)
    if not finding:
        raise UsageProblem(CODE, key="id")
    if not isinstance(share, bool):
        raise UsageProblem(CODE, key="share_note")
    note = _text(data, "note", LONGEST_TEXT)
    return FindingMark(finding, _word(data, "mark", Stand), note, share)


def _word(data: dict[str, Any], key: str, words: type[Word]) -> Word:
    """One of a closed list."""
    value = data.get(key)
    if not isinstance(value, str) or value not in set(words):
        raise UsageProblem(CODE, key=key)
    return words(value)


def _text(data: dict[str, Any], key: str, most: int) -> str:
    value = data.get(key, "")
    if not isinstance(value, str) or len(value) > most:
        raise UsageProblem(CODE, key=key)
    return value.strip()


def _day(data: dict[str, Any], key: str) -> dt.date | None:
    """A date, given as such or as ISO text."""
    value = data.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise UsageProblem(CODE, key=key) from None
