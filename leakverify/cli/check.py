"""`leakverify check`: the whole road on the command line.

What comes after the start of the child is imported after it: the child takes longer to be ready than that takes.
"""

import argparse
import datetime as dt
import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leakverify.case import claim_file
from leakverify.cli import read_files
from leakverify.cli.interrupts import interrupts
from leakverify.engine.talk import Order, Talk
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import Cancelled, OutputProblem, UsageProblem
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.terms import Stopped
from leakverify.words import cluster as words
from leakverify.words.say import error_sentence

if TYPE_CHECKING:
    from leakverify.cli.kept_case import KeptCase
    from leakverify.model.looked_up import LookUp

OK: Final = 0
STOPPED_EARLY: Final = 4
CANCELLED: Final = 130
ENGINES: Final = ("analyst", "inline")
REPORTS: Final = frozenset({".pdf", ".html", ".htm", ".json", ".lvdossier"})
"""The endings of what `--report` writes."""


def run(options: argparse.Namespace) -> int:
    """Check a sample; write what was asked for; the exit code of CONTRACTS 1."""
    order = _order(options)
    _refuse_overwriting(options)
    with _case(options) as case:
        return _run(options, case.order(order, options) if case else order, case)


def _case(options: argparse.Namespace) -> "AbstractContextManager[KeptCase | None]":
    """The case that the run is kept in, where one was named."""
    if options.case is None:
        return nullcontext()
    from leakverify.cli.kept_case import kept_case

    return kept_case(options)


def _run(options: argparse.Namespace, order: Order, case: "KeptCase | None") -> int:
    """The run itself, kept in the case where there is one."""
    order = _with_vault(order, options)
    cancel = threading.Event()
    with interrupts(cancel), _talk(order, options.engine) as talk:
        from leakverify.cli import outputs

        signing = outputs.Signing.of(options, order)
        if order.vault is not None:
            signing = signing.with_vault(order.vault.contents())
        try:
            with outputs.ProgressBar(quiet=options.quiet) as told:
                assessment = talk.run(told, cancel)
        except Cancelled as stopped:
            outputs.write(stopped.partial, options, talk, None)
            return CANCELLED
        if case:
            case.keep(assessment, talk, order, signing.basis)
        outputs.write(assessment, options, talk, signing, case)
    wrote = options.json or options.report or options.short_form
    if not wrote and not options.quiet:
        outputs.show(assessment)
    if not assessment.complete:
        sys.stderr.write(f"leakverify: {error_sentence(stopped_code(assessment))}\n")
        return STOPPED_EARLY
    return OK


def stopped_code(assessment: Assessment) -> str:
    """The code whose sentence tells why reading or checking ended early."""
    return f"STOPPED_{(assessment.stopped or Stopped.CRASH).value.upper()}"


def _talk(order: Order, engine: str) -> Talk:
    """A talk with a locked analyst, or with one in this process."""
    if engine == "inline":
        from leakverify.engine.inline_analyst import start_inline

        return Talk(order, start_inline)
    name, _, count = engine.partition(":")
    if name == "dask":
        from leakverify.engine.cluster import of_text, start_with_cluster

        place = of_text(count)
        start = start_with_cluster(place.text)
        sys.stderr.write(f"leakverify: {words.rows_are_sent(place.text)}\n")
        return Talk(replace(order, cluster=place.text), start)
    if name == "processes" and (not count or count.isdecimal()):
        from leakverify.engine.processes import start_with_workers

        return Talk(order, start_with_workers(int(count) if count else None))
    if engine not in ENGINES:
        raise UsageProblem("ENGINE_UNAVAILABLE")
    return Talk(order)


def _order(options: argparse.Namespace) -> Order:
    """What the options ask for."""
    claim = claim_file.load(options.claim) if options.claim else Claim()
    read, limits = read_files.reading(options)
    columns = read_files.columns(options.columns, read)
    return Order(
        tuple(options.files),
        as_of_day(options.as_of),
        claim,
        columns,
        tuple(options.earlier),
        read,
        options.seed or 0,
        limits,
        _answers(options),
        outside=_outside(options),
    )


def _answers(options: argparse.Namespace) -> "LookUp | None":
    """What mail domains answered elsewhere, where it was given."""
    if not options.mx:
        return None
    from leakverify.case import domain_list

    return domain_list.read_answers(options.mx)


def _outside(options: argparse.Namespace) -> Outside:
    """What is known from outside the file, where it was given."""
    if not options.outside and not options.calls:
        return NOTHING
    from leakverify.cli import outside

    return outside.given(options)


def _with_vault(order: Order, options: argparse.Namespace) -> Order:
    """The order with its vault open."""
    if options.vault is None:
        return order
    from leakverify.case.vault import Vault
    from leakverify.cli import passphrases

    word = passphrases.of_vault(options.vault_passphrase_file)
    return replace(order, vault=Vault.open(options.vault, word))


def as_of_day(text: str | None) -> dt.date:
    """The day that counts as today: the one given, or the user's own."""
    if text is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageProblem("BAD_OPTION", option="--as-of") from error


def _refuse_overwriting(options: argparse.Namespace) -> None:
    """No output may replace a file of the sample, and its ending must be known, before any work is done."""
    sources = {path.resolve() for path in (*options.files, *options.earlier, *options.calls)}
    sources |= {path.resolve() for path in (options.outside, options.case) if path}
    targets = [*options.report, *([Path(options.json)] if options.json not in {None, "-"} else [])]
    short = options.short_form
    if short and short.suffix.lower() not in {".png", ".svg", ".pdf"}:
        raise UsageProblem("OUTPUT_FORMAT")
    for path in (*targets, *([short] if short else [])):
        if path.resolve() in sources:
            raise OutputProblem("OUTPUT_EXISTS")
        if not path.resolve().parent.is_dir():  # told now, and not after the whole road
            raise OutputProblem("OUTPUT_FAILED")
    for path in options.report:
        if path.suffix.lower() not in REPORTS:
            raise UsageProblem("OUTPUT_FORMAT")
