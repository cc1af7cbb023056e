"""What `leakverify check` gives: progress on the way, JSON, reports and dossiers, or the verdict in the terminal."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from leakverify.cli import verdict_text
from leakverify.cli.clock import now
from leakverify.cli.dossier import DOSSIER, Signing
from leakverify.cli.kept_case import KeptCase
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import export
from leakverify.engine.asking import asked_of
from leakverify.engine.talk import Talk
from leakverify.model.assessment import Assessment
from leakverify.reference import calibration
from leakverify.reports import atomic
from leakverify.words.say import plural

__all__ = ["ProgressBar", "Signing", "show", "write"]


def show(assessment: Assessment) -> None:
    """The verdict as words for a terminal."""
    verdict_text.show(assessment, Console(highlight=False, markup=False))


def write(
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
