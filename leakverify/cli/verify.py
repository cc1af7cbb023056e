"""`leakverify verify DOSSIER FILE…`: look a dossier through, run it again, and tell what differs."""

import argparse
import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from leakverify.case import setting_file, signing
from leakverify.cli import passphrases, read_files
from leakverify.cli.interrupts import interrupts
from leakverify.cli.progress_bar import ProgressBar
from leakverify.engine import verify
from leakverify.model.errors import Cancelled, UsageProblem
from leakverify.model.verification import Compared, Outcome, Request, Verification
from leakverify.reports import atomic
from leakverify.safe_text import for_terminal
from leakverify.words import verification as words
from leakverify.words.language import SOURCE, spoken
from leakverify.words.say import error_sentence, ui

OK: Final = 0
USAGE: Final = 2
UNREADABLE: Final = 3
DIFFERS: Final = 6
CANCELLED: Final = 130
SCHEMA: Final = "leakverify.verification/1"
STILL_NEEDED: Final = frozenset(
    {"VERIFY_FILES_MISSING", "VERIFY_NO_VAULT", "VERIFY_SETTING", "VERIFY_LIMITS", "KEY_PASSPHRASE"}
)
LONGEST: Final = 400
MOST_ACTS: Final = 60


def run(options: argparse.Namespace) -> int:
    """Verify; words on the terminal or JSON; the exit code of CONTRACTS 1."""
    request = Request(
        options.dossier,
        tuple(options.files),
        read_files.read_settings(options.read),
        dict(options.limit),
        _expected(options),
        options.vault,
        passphrases.of_vault(options.vault_passphrase_file) if options.vault else "",
    )
    cancel = threading.Event()
    with interrupts(cancel):
        try:
            with ProgressBar(quiet=options.quiet) as told:
                made = verify.verify(request, told, cancel)
        except Cancelled:
            return CANCELLED
    _write(made, options)
    return exit_code(made)


def exit_code(made: Verification) -> int:
    """0 the same, 6 differs or altered, 3 the sample could not be read, 2 something is still needed."""
    if made.same:
        return OK
    if made.refusal is None or not made.unaltered or made.refusal.code == verify.OTHER_FILE:
        return DIFFERS
    return USAGE if made.refusal.code in STILL_NEEDED else UNREADABLE


def as_dict(made: Verification) -> dict[str, Any]:
    """The whole verification for other programs."""
    return {"schema": SCHEMA, "same": made.same, "unaltered": made.unaltered, **asdict(made)}


def _expected(options: argparse.Namespace) -> str:
    """The fingerprint of the key that should have signed, "" where none was named."""
    if options.fingerprint and options.key:
        raise UsageProblem("BAD_OPTION", option="--fingerprint")
    if options.key:
        passphrase = options.passphrase_file and setting_file.password(options.passphrase_file)
        return signing.fingerprint(signing.load_public(options.key, passphrase or None))
    return signing.digits_of(options.fingerprint) if options.fingerprint else ""


def _write(made: Verification, options: argparse.Namespace) -> None:
    """JSON where it was asked for, else words."""
    if options.json:
        with spoken(SOURCE):
            told = as_dict(made)
        text = json.dumps(told, ensure_ascii=True, sort_keys=True, indent=1) + "\n"
        if options.json == "-":
            sys.stdout.write(text)
            sys.stdout.flush()
        else:
            atomic.write(Path(options.json), text.encode("ascii"))
    if options.json != "-" and not options.quiet:
        show(made, Console(highlight=False, markup=False))
    elif made.refusal is not None:
        sys.stderr.write(f"leakverify: {_refusal(made)}\n")


def show(made: Verification, console: Console) -> None:
    """Headline first, then what it stands on."""
    console.print(Text(f"\n{words.headline(made)}", style="bold"))
    if made.refusal is not None:
        console.print(Text(_refusal(made)))
    for heading, lines in _parts(made):
        if lines:
            console.print(Text(f"\n{heading}", style="bold"))
        for line in lines:
            console.print(Padding(Text(for_terminal(line, LONGEST)), (0, 0, 0, 2), expand=False))


def _parts(made: Verification) -> Iterator[tuple[str, list[str]]]:
    """The parts under the headline, each with its lines."""
    yield ui("What was altered"), [words.fault_sentence(fault) for fault in made.faults]
    if made.signer:
        digits = made.signer.fingerprint
        yield (
            ui("Who signed"),
            words.signer_sentences(
                made.signer, signing.in_groups(digits), signing.in_words(digits)
            ),
        )
    yield ui("Files"), [words.file_sentence(file) for file in made.files]
    if made.then:
        yield ui("With what"), words.version_sentences(made.then, made.now, made.findings)
    yield ui("Custody log"), [words.act_line(act) for act in made.custody[:MOST_ACTS]]
    if made.now is None:
        return
    yield ui("The result"), [words.difference_line(d) for d in made.result] or [ui("The same.")]
    yield ui("Finding by finding"), [words.counts_sentence(made), *map(_finding, _other(made))]
    yield ui("The vault"), words.vault_sentences(made)


def _other(made: Verification) -> list[Compared]:
    """The findings that are not the same."""
    return [f for f in made.findings if f.outcome is not Outcome.SAME]


def _finding(finding: Compared) -> str:
    """A finding with everything in it that differs."""
    told = [words.difference_line(d) for d in finding.differences]
    return f"{finding.id}: {words.outcome_name(finding.outcome)}" + (
        f" ({'; '.join(told)})" if told else ""
    )


def _refusal(made: Verification) -> str:
    """Why nothing was run again."""
    return error_sentence(made.refusal.code, dict(made.refusal.place)) if made.refusal else ""
