"""`leakverify calls run`: one card at a time on a terminal, asked of the locked analyst, one key an outcome, gone after the call."""

import argparse
import contextlib
import threading
from dataclasses import replace
from pathlib import Path
from typing import Final

from leakverify.case import call_sheet, script_file
from leakverify.cli import calls, draw, read_files
from leakverify.cli.call_round import Round, Spoken
from leakverify.cli.call_screen import Terminal
from leakverify.cli.calls_options import BLANKS
from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine.talk import Talk, chosen_roles
from leakverify.model.call_desk import CallSheet
from leakverify.model.call_script import STEPS, Blank, CallScript, Card, card_of
from leakverify.model.errors import Cancelled, UsageProblem
from leakverify.safe_text import for_terminal
from leakverify.words.say import ui

OK: Final = 0
CANCELLED: Final = 130


def run(options: argparse.Namespace) -> int:
    """Call until the planned answers are in, everybody was called, or the user ends; every call is saved as it is noted."""
    sheet, script = call_sheet.read(options.sheet), _script(options)
    who = options.who or sheet.caller
    if not who:
        raise UsageProblem("CALL_NEEDS_INITIALS")
    terminal = Terminal()
    cancel = threading.Event()
    with Talk(draw.order_of(options)) as talk:
        try:
            with interrupts(cancel), ProgressBar(quiet=options.quiet) as told:
                talk.read(told, cancel)
        except Cancelled:
            return CANCELLED
        card = _card(options, talk, sheet)
        spoken = Spoken(script, options.language, _values(options, who), card)
        with contextlib.suppress(KeyboardInterrupt, EOFError), terminal:
            Round(options.sheet, who, spoken, talk.cells_of, calls.now).work(terminal)
    _tell(options.sheet)
    return OK


def _tell(path: Path) -> None:
    """Where the calls stand, and at a look what may be written."""
    sheet = call_sheet.read(path)
    calls.show(sheet)
    print(ui("Every call stands in the sheet."))


def _script(options: argparse.Namespace) -> CallScript:
    """The script, which never names the organisation first."""
    script = (
        script_file.load(options.script)
        if options.script
        else script_file.default(options.language)
    )
    for part in script_file.names_too_early(script, options.organisation):
        raise UsageProblem("ORGANISATION_NAMED", step=STEPS.index(part) + 1)
    return script


def _values(options: argparse.Namespace, who: str) -> dict[Blank, str]:
    """What the user fills in; without a name the caller's initials."""
    given = {blank: for_terminal(getattr(options, blank)) for blank in BLANKS}
    return given | {Blank.CALLER: given[Blank.CALLER] or who}


def _card(options: argparse.Namespace, talk: Talk, sheet: CallSheet) -> Card:
    """The columns of a card, where these are the files of the plan."""
    source, columns = talk.record.source, talk.record.columns
    read = tuple(file.sha256 for file in source.files) if source else ()
    if columns is None or read != sheet.plan.files:
        raise UsageProblem("NOT_THIS_SAMPLE")
    chosen = chosen_roles(read_files.columns(options.columns), columns)
    card = card_of(tuple(replace(c, role=chosen.get(c.name, c.role)) for c in columns.columns))
    if not card.phone:
        raise UsageProblem("NO_PHONE_COLUMN")
    return card
