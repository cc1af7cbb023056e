"""`leakverify check`: the whole road on the command line."""

import argparse
import datetime as dt
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Final

from rich.console import Console

from leakverify.case import claim_file, domain_list
from leakverify.cli import outside, passphrases, read_files, verdict_text
from leakverify.cli.clock import now
from leakverify.cli.dossier import DOSSIER, Signing
from leakverify.cli.interrupts import interrupts
from leakverify.cli.kept_case import KeptCase, kept_case
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import export
from leakverify.engine.asking import asked_of
from leakverify.engine.talk import Order, Talk
from leakverify.model.assessment import Assessment
from leakverify.model.claim import Claim
from leakverify.model.errors import Cancelled, OutputProblem, UsageProblem
from leakverify.model.terms import Stopped
from leakverify.reference import calibration
from leakverify.reports import atomic
from leakverify.words import cluster as words
from leakverify.words.say import error_sentence, plural

OK: Final = 0
STOPPED_EARLY: Final = 4
CANCELLED: Final = 130
ENGINES: Final = ("analyst", "inline")


def run(options: argparse.Namespace) -> int:
    """Check a sample; write what was asked for; the exit code of CONTRACTS 1."""
    order = _order(options)
    _refuse_overwriting(options)
    with kept_case(options) as case:
        return _run(options, case.order(order, options) if case else order, case)


def _run(options: argparse.Namespace, order: Order, case: KeptCase | None) -> int:
    """The run itself, kept in the case where there is one."""
    signing = Signing.of(options, order)
    order = _with_vault(order, options)
    if order.vault is not None:
        signing = signing.with_vault(order.vault.contents())
    cancel = threading.Event()
    with interrupts(cancel), _talk(order, options.engine) as talk:
        try:
            with ProgressBar(quiet=options.quiet) as told:
                assessment = talk.run(told, cancel)
        except Cancelled as stopped:
            _write(stopped.partial, options, talk, None)
            return CANCELLED
        if case:
            case.keep(assessment, talk, order, signing.basis)
        _write(assessment, options, talk, signing, case)
    wrote = options.json or options.report or options.short_form
    if not wrote and not options.quiet:
        verdict_text.show(assessment, Console(highlight=False, markup=False))
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
        domain_list.read_answers(options.mx) if options.mx else None,
        outside=outside.given(options),
    )


def _with_vault(order: Order, options: argparse.Namespace) -> Order:
    """The order with its vault open."""
    if options.vault is None:
        return order
    from leakverify.case.vault import Vault

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
        if path.suffix.lower() not in {".pdf", ".html", ".htm", ".json", DOSSIER}:
            raise UsageProblem("OUTPUT_FORMAT")


def _write(
    assessment: Assessment,
    options: argparse.Namespace,
    talk: Talk,
    signing: Signing | None,
    case: KeptCase | None = None,
) -> None:
    """Write JSON and, where a run came to its end, reports and dossiers; tell what was withheld."""
    asked = asked_of(talk)
    withheld = 0
    if options.json:
        data, hidden = export.json_bytes(assessment, asked)
        withheld += hidden
        if options.json == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            atomic.write(Path(options.json), data)
    for path in options.report if signing else ():
        when = now()
        form = path.suffix.lower().removeprefix(".")
        if signing and form == DOSSIER.removeprefix("."):
            log = case.log() if case else b""
            withheld += signing.write(assessment, path, options.edition, asked, when, log)
            form = "dossier"
        else:
            written = export.export(
                assessment,
                path,
                options.edition,
                calibration.load(),
                asked,
                language=options.report_language or "",
            )
            withheld += written.withheld
        if case:
            case.exported(form, options.edition, when, options.initials)
    if signing and options.short_form:
        from leakverify.engine import short_form

        made = short_form.export(
            assessment,
            options.short_form,
            asked,
            named=options.short_form_named,
            language=options.report_language or "",
        )
        withheld += made.withheld
    if withheld:
        message = plural(
            "{n} text equal to a personal cell was withheld from the output.",
            "{n} texts equal to personal cells were withheld from the output.",
            withheld,
        )
        sys.stderr.write(f"leakverify: {message.format(n=withheld)}\n")
