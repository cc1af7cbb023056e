"""`leakverify calls`: the plan of calls, the callers' sheets, and what the answers allow one to write."""

import argparse
import datetime as dt
import json
import sys
from dataclasses import asdict
from typing import Any, Final

from leakverify.case import call_plan, call_record, call_sheet
from leakverify.cli import bound, call_store, draw
from leakverify.engine.moments import moment_of
from leakverify.model.call_desk import Call, CallPlan, CallSheet
from leakverify.model.call_standing import Standing, standing
from leakverify.model.calling import ShareOf
from leakverify.model.errors import OutputProblem, UsageProblem
from leakverify.reports import atomic
from leakverify.scoring import people
from leakverify.words import call_desk
from leakverify.words.call_script import SCRIPTS
from leakverify.words.language import SOURCE, spoken
from leakverify.words.say import ui

OK: Final = 0
EARLY: Final = 4
CANCELLED: Final = 130
_BEFORE_A_LOOK: Final = frozenset(
    {
        "drawn",
        "looks",
        "at_look",
        "rows",
        "seed",
        "callers",
        "first",
        "last",
        "story_called",
        "strata",
    }
)
"""Counts that may be told between two looks; all others would be a live bound."""


def run(options: argparse.Namespace) -> int:
    """The command that was chosen."""
    match options.calls_command:
        case "plan":
            return _plan(options)
        case "share":
            return _share(options)
        case "note":
            return _note(options)
        case "run":
            from leakverify.cli import call_terminal

            return call_terminal.run(options)
        case "merge":
            return _merge(options)
        case "result":
            return _result(options)
        case _:
            return _script(options)


def now() -> str:
    """This moment, as a sheet writes it."""
    return moment_of(dt.datetime.now(dt.UTC))


def _plan(options: argparse.Namespace) -> int:
    """Fix a plan; it is never overwritten."""
    if options.out.exists():
        raise OutputProblem("FILE_EXISTS")
    if bool(options.files) == bool(options.draw) or (options.files and not options.calls):
        raise UsageProblem("CALL_WITHOUT_SAMPLE")
    early = False
    if options.draw:
        plan = call_record.load(options.draw, fixed=now(), looks=options.looks, story=options.story)
    else:
        drawn = draw.make(_without_story(options))
        if drawn is None:
            return CANCELLED
        plan, early = _plan_of(options, drawn), drawn.cut_short
        if not options.quiet:
            draw.tell(drawn)
    call_store.write_new(options.out, CallSheet(plan))
    if not options.quiet:
        for line in _told(plan):
            print(line)
    return EARLY if early else OK


def _without_story(options: argparse.Namespace) -> argparse.Namespace:
    """The options of a draw that leaves out the rows that are called anyway."""
    changed = argparse.Namespace(**vars(options))
    if options.story:
        spans = tuple(range(row, row + 1) for row in sorted(set(options.story)))
        changed.exclude = [*options.exclude, (spans, ui("carry the story"))]
    return changed


def _plan_of(options: argparse.Namespace, drawn: draw.Drawn) -> CallPlan:
    """The plan of a draw from the sample."""
    return call_plan.fix(
        drawn.draw,
        drawn.order,
        [file.sha256 for file in drawn.files],
        fixed=now(),
        case=drawn.case or "",
        looks=options.looks,
        story=options.story,
        by=drawn.by,
    )


def _told(plan: CallPlan) -> list[str]:
    """What a plan fixes, for whoever fixes it."""
    lines = call_desk.plan_lines(plan.looks, len(plan.story), len(call_plan.foil_rows(plan)))
    return [*lines, ui("The plan's hash: {hash}").format(hash=call_plan.hash_of(plan))]


def _share(options: argparse.Namespace) -> int:
    """A sheet for each caller, beside each other."""
    sheets = call_sheet.share(call_sheet.read(options.sheet), options.callers)
    paths = [options.out / f"{options.sheet.stem}-{one.caller}.lvcalls" for one in sheets]
    if any(path.exists() for path in paths):
        raise OutputProblem("FILE_EXISTS")
    try:
        options.out.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem("OUTPUT_FAILED") from error
    for path, sheet in zip(paths, sheets, strict=True):
        call_store.write_new(path, sheet)
        told = ui("{caller}: {n} rows").format(caller=sheet.caller, n=len(sheet.mine))
        print(told)
    return OK


def _note(options: argparse.Namespace) -> int:
    """One more call in a sheet."""

    def noted(sheet: CallSheet) -> CallSheet:
        call = Call(
            options.row,
            now(),
            options.who or sheet.caller,
            options.outcome,
            options.fields,
            options.foil,
            options.note,
        )
        return call_sheet.record(sheet, call)

    print(call_desk.standing_line(standing(call_store.update(options.sheet, noted))))
    return OK


def _merge(options: argparse.Namespace) -> int:
    """All calls in one sheet; a merged sheet may stand in the place of one of its parts."""
    given = {path.resolve() for path in options.sheets}
    if options.out.exists() and options.out.resolve() not in given:
        raise OutputProblem("FILE_EXISTS")
    with call_store.alone(options.out.parent):
        sheet = call_sheet.merge([call_sheet.read(path) for path in options.sheets])
        atomic.write(options.out, call_sheet.to_bytes(sheet))
    for line in (call_desk.standing_line(standing(sheet)), *_contradictions(sheet)):
        print(line)
    return OK


def _result(options: argparse.Namespace) -> int:
    """What may be written, at a look; before it only how far the calls are."""
    read = [call_sheet.read(path) for path in options.sheets]
    sheet = read[0] if len(read) == 1 else call_sheet.merge(read)
    if options.json:
        with spoken(SOURCE):
            print(json.dumps(_fields(sheet), ensure_ascii=False))
        return OK
    show(sheet)
    return OK


def show(sheet: CallSheet) -> None:
    """The result of a sheet, in words."""
    asked, where = people.asked_of(sheet), standing(sheet)
    found = people.bound_of(asked)
    if found is None:
        print(call_desk.standing_line(where))
        print(_why_not(sheet, where))
        return
    bound.show(found, people.sayable_of(asked, found))
    lines = [
        call_desk.silence_line(asked),
        call_desk.dead_line(people.dead_numbers(asked)),
        call_desk.yes_saying_line(people.yes_saying(asked)),
        *call_desk.not_counted_lines(asked),
        call_desk.reserve_early_line(where.reserve_early),
        *_contradictions(sheet),
    ]
    for line in filter(None, lines):
        print(line)


def _why_not(sheet: CallSheet, where: Standing) -> str:
    """Why there is no bound to read."""
    if sheet.caller:
        return call_desk.part_only()
    return call_desk.nobody_answered() if where.is_finished else call_desk.not_yet()


def _contradictions(sheet: CallSheet) -> list[str]:
    return [call_desk.conflict_line(one.row, one.outcomes) for one in call_sheet.conflicts(sheet)]


def _fields(sheet: CallSheet) -> dict[str, Any]:
    """The result as JSON; what is not to be told yet is null."""
    asked, where = people.asked_of(sheet), standing(sheet)
    found = people.bound_of(asked)
    counts = {
        key: value if found or key in _BEFORE_A_LOOK else None
        for key, value in asdict(asked).items()
    }
    said = people.sayable_of(asked, found) if found else None
    return {
        "schema": "leakverify.calls-result/1",
        "plan_sha256": call_plan.hash_of(sheet.plan),
        "case": sheet.plan.case,
        "fixed": sheet.plan.fixed,
        "caller": sheet.caller or None,
        "people": counts,
        "asked": where.asked,
        "to_next_look": people.to_next_look(asked),
        "to_call": len(where.open_rows),
        "finished": where.is_finished,
        "reserve_early": where.reserve_early,
        "conflicts": [asdict(one) for one in call_sheet.conflicts(sheet)] if found else None,
        "bound": bound.fields(found, said) if found and said else None,
        "yes_saying": _share_fields(people.yes_saying(asked)) if found else None,
        "dead_numbers": _share_fields(people.dead_numbers(asked)) if found else None,
    }


def _share_fields(found: ShareOf | None) -> dict[str, Any] | None:
    return asdict(found) if found else None


def _script(options: argparse.Namespace) -> int:
    """The script to begin with, as a file that can be changed."""
    text = SCRIPTS[options.language]
    if options.out is None:
        sys.stdout.write(text)
        return OK
    if options.out.exists():
        raise OutputProblem("FILE_EXISTS")
    atomic.write(options.out, text.encode("utf-8"))
    return OK
