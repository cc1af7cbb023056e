"""What calls came to, as JSON: the counts of a case, and those that may leave the newsroom. Read as from a stranger.

Everything that does not fit raises ValueError, TypeError or KeyError, without a word of what was read.
"""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from leakverify.model.call_desk import PeopleAsked
from leakverify.model.calling import Stratum
from leakverify.model.outside import PeopleSaid, PeopleTold
from leakverify.model.terms import ACCUSING, Reading

MOST: Final = 1_000_000_000
MOST_LOOKS: Final = 3
MOST_CALLERS: Final = 1_000
MOST_STRATA: Final = 10_000
LONGEST: Final = 300
MOST_WEIGHT: Final = 4
FEW: Final = "<5"
COUNTS: Final = tuple(
    f.name
    for f in fields(PeopleAsked)
    if f.name not in {"looks", "at_look", "rows", "seed", "callers", "first", "last", "strata"}
)
TOLD: Final = frozenset({"drawn", "asked", "confirmed", "missed", "silent", *COUNTS} - {"answered"})
"""The names of counts that may be told."""
FRAME: Final = ("looks", "rows", "seed", "first", "last", "strata")
FLAGS: Final = ("at_look", "agrees", "disagrees", "contradicted", "verified", "story_denied")
_MOMENT: Final = re.compile(r"(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)?)?\Z")


def asked_dict(people: PeopleAsked) -> dict[str, Any]:
    """Every count."""
    return {
        **{name: getattr(people, name) for name in COUNTS},
        **_frame(people),
        "at_look": people.at_look,
        "callers": list(people.callers),
        "strata": [[s.name, s.rows, s.drawn, s.reserve] for s in people.strata],
    }


def asked_from(data: Mapping[str, Any]) -> PeopleAsked:
    """The counts of a case."""
    if not isinstance(data, dict) or not set(data) <= {*COUNTS, *FRAME, "at_look", "callers"}:
        raise ValueError("keys")
    counts: dict[str, Any] = {name: _count(data.get(name, 0)) for name in COUNTS}
    strata = tuple(
        Stratum(_text(name), _count(rows), _count(drawn), _count(reserve))
        for name, rows, drawn, reserve in _listed(data["strata"], MOST_STRATA)
    )
    return PeopleAsked(
        **counts,
        **_frame_from(data),
        at_look=_flag(data["at_look"]),
        callers=tuple(_text(who) for who in _listed(data["callers"], MOST_CALLERS)),
        strata=strata,
    )


def told_dict(told: PeopleTold) -> dict[str, Any]:
    """What may leave the newsroom: no initials, and counts as they are printed."""
    said = told.said
    return {
        "counts": dict(told.counts),
        **_frame(told),
        "strata": told.strata,
        "said": {
            **{name: getattr(said, name) for name in FLAGS},
            "per_cent": said.per_cent,
            "next_look": said.next_look,
            "support": {reading.value: value for reading, value in said.support.items()},
        },
    }


def told_from(data: Mapping[str, Any]) -> PeopleTold:
    """What a dossier tells of calls."""
    _keys(data, {"counts", "said", *FRAME})
    counts, said = data["counts"], data["said"]
    _keys(said, {*FLAGS, "per_cent", "next_look", "support"})
    _keys(counts, set(TOLD))
    if not isinstance(said["support"], dict):
        raise TypeError("support")
    return PeopleTold(
        {name: _printed(value) for name, value in counts.items()},
        PeopleSaid(
            **{name: _flag(said[name]) for name in FLAGS},
            per_cent=_known(said["per_cent"], 100),
            next_look=_known(said["next_look"]),
            support={_accusing(key): _weight(value) for key, value in said["support"].items()},
        ),
        **_frame_from(data),
        strata=_count(data["strata"]),
    )


def _frame(people: PeopleAsked | PeopleTold) -> dict[str, Any]:
    """How was drawn and when was called."""
    return {
        "looks": list(people.looks),
        "rows": people.rows,
        "seed": people.seed,
        "first": people.first,
        "last": people.last,
    }


def _frame_from(data: Mapping[str, Any]) -> dict[str, Any]:
    for name in ("first", "last"):
        if not _MOMENT.match(data[name]):
            raise ValueError("moment")
    return {
        "looks": tuple(_count(look) for look in _listed(data["looks"], MOST_LOOKS)),
        "rows": _known(data["rows"]),
        "seed": _text(data["seed"]),
        "first": data["first"],
        "last": data["last"],
    }


def _keys(data: Mapping[str, Any], keys: set[str]) -> None:
    if not isinstance(data, dict) or set(data) != keys:
        raise ValueError("keys")


def _listed(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("list")
    return value


def _count(value: object, most: int = MOST) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError("count")
    return value


def _known(value: object, most: int = MOST) -> int | None:
    return None if value is None else _count(value, most)


def _printed(value: object) -> int | str | None:
    return FEW if value == FEW else _known(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("flag")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("text")
    return value


def _accusing(value: str) -> Reading:
    reading = Reading(value)
    if reading not in ACCUSING:
        raise ValueError("reading")
    return reading


def _weight(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > MOST_WEIGHT:
        raise ValueError("weight")
    return float(value)
