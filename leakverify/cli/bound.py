"""`leakverify bound`: what the answers allow one to say, or with `--plan` how many calls that would take."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any, Final

from leakverify.model.calling import Bound, Plan, Sayable
from leakverify.scoring.bound import bound, sayable
from leakverify.scoring.planner import CERTAINTY, plans
from leakverify.words import calling
from leakverify.words.language import SOURCE, spoken
from leakverify.words.say import status_name, ui

RESPONSES: Final = (0.2, 0.3, 0.4, 0.5)
USAGE: Final = 2


def run(options: argparse.Namespace) -> int:
    """Print the sentences, or JSON with `--json -`."""
    is_plan = options.plan is not None
    if is_plan == (options.answered is not None):
        return _refuse(ui("give CONFIRMED and ANSWERED, or --plan alone"))
    try:
        return _plan(options) if is_plan else _bound(options)
    except ValueError:
        return _refuse(ui("these counts contradict each other."))


def _refuse(why: str) -> int:
    print(ui("leakverify: {why}").format(why=why), file=sys.stderr)
    return USAGE


def _bound(options: argparse.Namespace) -> int:
    """The bound of answers that came."""
    found = bound(
        options.confirmed,
        options.answered,
        rows=options.rows,
        drawn=options.drawn,
        dead=options.dead,
        looks=options.looks,
    )
    if options.json == "-":
        with spoken(SOURCE):
            print(json.dumps(fields(found, sayable(found)), ensure_ascii=False))
        return 0
    show(found, sayable(found))
    print(calling.fixed_before())
    return 0


def show(found: Bound, said: Sayable) -> None:
    """The sentences that may be written, and those that may not with the reason."""
    sentences = calling.may_write(found, said) or [calling.nothing_confirmed()]
    print(sentences[0])
    for text in sentences[1:]:
        print(f"  + {text}")
    print()
    print(ui("Not supported by these answers:"))
    for text, why in calling.may_not_write(found, said):
        print(f"  - “{text}” {why}")
    print()


def fields(found: Bound, said: Sayable) -> dict[str, Any]:
    """The JSON: the fields of CONTRACTS 1, then what grew."""
    sentences = calling.may_write(found, said) or [calling.nothing_confirmed()]
    return {
        "confirmed": found.confirmed,
        "answered": found.answered,
        "rows": found.rows,
        "lower95": found.lower95,
        "floor": found.floor,
        "sentence": sentences[0],
        "drawn": found.drawn,
        "dead": found.dead,
        "unreached": found.unreached,
        "looks": found.looks,
        "level": found.level,
        "lower": found.lower,
        "best": found.best,
        "lower_all": found.lower_all,
        "status": said.status.value if said.status else None,
        "status_name": status_name(said.status) if said.status else None,
        "may_write": sentences,
        "may_not_write": [
            {"sentence": text, "reason": why} for text, why in calling.may_not_write(found, said)
        ],
    }


def _plan(options: argparse.Namespace) -> int:
    """How many calls for which bound."""
    responses = tuple(options.response or RESPONSES)
    misses = tuple(options.miss) if options.miss else (0, 1, 2, 3)
    made = plans(
        options.plan,
        rows=options.rows,
        responses=responses,
        misses=misses,
        planted=options.planted,
        looks=options.looks,
    )
    if options.json == "-":
        with spoken(SOURCE):
            print(json.dumps(_plan_fields(options, made, responses), ensure_ascii=False))
        return 0
    print(
        ui(
            "To be able to write “at least {percent} %” ({confidence}), the answers coming in 9 of 10 cases:"
        ).format(percent=f"{options.plan * 100:g}", confidence=calling.confidence(options.looks))
    )
    for plan in made:
        print(f"  {calling.plan_line(plan, responses)}")
    planted = calling.planted_line(made[0], options.planted) if options.planted else ""
    if planted:
        print(planted)
    print(calling.fixed_before())
    return 0


def _plan_fields(
    options: argparse.Namespace, made: tuple[Plan, ...], responses: tuple[float, ...]
) -> dict[str, Any]:
    """A plan as JSON."""
    return {
        "target": options.plan,
        "rows": options.rows,
        "looks": options.looks,
        "certainty": CERTAINTY,
        "responses": responses,
        "planted": options.planted or None,
        "plans": [asdict(plan) for plan in made],
    }
