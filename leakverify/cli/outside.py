"""What is known from outside the file, on the command line: `--outside` and `--calls` of `check`."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from leakverify.case import call_sheet, outside_file
from leakverify.engine.fingerprints import marks_of
from leakverify.model.call_desk import PeopleAsked
from leakverify.model.errors import UsageProblem
from leakverify.model.outside import NOTHING, Outside
from leakverify.scoring.people import asked_of


def given(options: argparse.Namespace) -> Outside:
    """As the options say.

    Raises:
        UsageProblem: `BAD_OUTSIDE`, `BAD_CALL_SHEET`, `OTHER_CALL_PLAN`, `CALLS_OF_ANOTHER_SAMPLE`, `NOT_FOUND`.
    """
    told = outside_file.load(options.outside) if options.outside else NOTHING
    return replace(told, people=_people(options.calls, options.files)) if options.calls else told


def _people(sheets: Sequence[Path], files: Sequence[Path]) -> PeopleAsked:
    """What the calls came to. The sheets must be about just these files, in their order."""
    read = [call_sheet.read(path) for path in sheets]
    hashes = tuple(mark.sha256 for mark in marks_of(files))
    for place, sheet in enumerate(read, start=1):
        if sheet.plan.files != hashes:
            raise UsageProblem("CALLS_OF_ANOTHER_SAMPLE", sheet=place)
    return asked_of(call_sheet.merge(read))
