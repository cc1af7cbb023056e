"""`leakverify case …`: look into a case, change its passphrase, take its log out, destroy it."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from leakverify.case import certificate, claim_file, custody
from leakverify.case.case_file import CaseFile
from leakverify.case.custody import Act, Head
from leakverify.cli import passphrases
from leakverify.cli.clock import now
from leakverify.engine import case_keeping
from leakverify.engine.case_keeping import Restored
from leakverify.model.call_desk import Outcome
from leakverify.model.errors import OutputProblem, UnreadableInput, UsageProblem
from leakverify.model.outside import Outside
from leakverify.model.verification import Act as Told
from leakverify.reports import atomic
from leakverify.safe_text import for_terminal
from leakverify.words import cases as words
from leakverify.words import outside as outside_words
from leakverify.words import say
from leakverify.words.say import error_sentence, ui

OK: Final = 0
DIFFERS: Final = 6
ALTERED: Final = frozenset({"CASE_BROKEN_LOG", "CASE_BROKEN_PART", "CASE_DAMAGED"})
LONGEST: Final = 2_000
_LOG_BEGINS: Final = b'{"details":{'


def run(options: argparse.Namespace) -> int:
    """Carry out one command; the exit code of CONTRACTS 1."""
    if not custody.is_initials(getattr(options, "who", "")):
        raise UsageProblem("BAD_INITIALS")
    return _COMMANDS[options.case_command](options)


def _opened(options: argparse.Namespace) -> CaseFile:
    """The case, with its passphrase."""
    word = passphrases.given(options.passphrase_file, prompt=ui("Passphrase of the case: "))
    return CaseFile.open(options.case, word)


def _show(options: argparse.Namespace) -> int:
    """Claim, files by hash, result, calls in counts."""
    console = Console(highlight=False, markup=False)
    with _opened(options) as case:
        found = case_keeping.restored(case)
        console.print(
            Text(for_terminal(ui("Case {number}").format(number=case.number)), style="bold")
        )
        for heading, lines in _parts(case, found):
            if lines:
                console.print(Text(f"\n{heading}", style="bold"))
            for line in lines:
                text = Text(for_terminal(line, LONGEST))
                console.print(Padding(text, (0, 0, 0, 2), expand=False))
    return OK


def _parts(case: CaseFile, found: Restored) -> Iterator[tuple[str, list[str]]]:
    """What a case holds, in parts with their lines."""
    yield ui("What the source claims"), words.claim_lines(claim_file.as_dict(found.claim))
    yield (
        ui("Files"),
        [
            words.file_line(PurePath(file.path).name, file.sha256, file.size)
            for file in (*found.sample.files, *found.sample.earlier)
        ]
        if found.sample
        else [],
    )
    yield ui("From outside the file"), _outside(found.outside)
    made = found.assessment()
    yield ui("Result"), [say.status_headline(made.verdict)] if made else []
    yield ui("People called"), words.calls_lines(_calls(found))
    head = case.head
    yield ui("Custody log"), [words.head_sentence(head.entries, head.last)]


def _outside(outside: Outside) -> list[str]:
    """The mark of the source, answers and facts, as they were written down."""
    mark = outside.admiralty
    lines = [outside_words.admiralty_line(mark)] if mark else []
    lines += [outside_words.response_line(response) for response in outside.responses]
    lines += [outside_words.fact_line(fact) for fact in outside.facts]
    return lines + [outside_words.mark_line(on) for on in outside.marks]


def _calls(found: Restored) -> dict[Outcome, int]:
    """How many rows came to what; the latest call to a row counts."""
    if found.calls is None:
        return {}
    sheet = found.calls
    counts = Counter(call.outcome for call in sheet.latest().values())
    return {outcome: counts[outcome] for outcome in Outcome}


def _log(options: argparse.Namespace) -> int:
    """The custody log in words, on the terminal or in a file."""
    with _opened(options) as case:
        lines = [
            for_terminal(words.log_line(e.seq, Told(e.when, e.who, e.what), e.details), LONGEST)
            for e in custody.entries(case.log())
        ]
        head = case.head
    lines.append(words.head_sentence(head.entries, head.last))
    text = "".join(f"{line}\n" for line in lines)
    if options.out:
        _refuse_own(options.out, options.case)
        atomic.write(options.out, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    return OK


def _export_log(options: argparse.Namespace) -> int:
    """The log as it stands, byte for byte; a case that may be written to tells of it in its next entry."""
    _refuse_own(options.out, options.case)
    with _opened(options) as case:
        head = case.head
        atomic.write(options.out, case.log())
        if not case.read_only:
            case_keeping.keep_export(case, "log", "", now=now(), who=options.who)
    _tell([words.head_sentence(head.entries, head.last)])
    return OK


def _rekey(options: argparse.Namespace) -> int:
    """Another passphrase."""
    with _opened(options) as case:
        if case.read_only:
            raise OutputProblem("CASE_READ_ONLY")
        word = passphrases.given(
            options.new_passphrase_file, twice=True, prompt=ui("New passphrase: ")
        )
        case.rekey(word, step=case_keeping.step(Act.REKEYED, now()), who=options.who)
    _tell([ui("The case is locked with the new passphrase.")])
    return OK


def _purge(options: argparse.Namespace) -> int:
    """Destroy the case once its number was given."""
    if options.certificate:
        _refuse_own(options.certificate, options.case)
    with _opened(options) as case:
        if case.read_only:
            raise OutputProblem("CASE_READ_ONLY")
        if _confirmed(options.number, case.number) != case.number:
            raise UsageProblem("CASE_NOT_CONFIRMED")
        told = case.purge(when=now(), who=options.who)
    if options.certificate:
        _write_certificate(options.certificate, certificate.to_bytes(told))
    _tell(words.purge_lines(told))
    return OK


def _write_certificate(path: Path, data: bytes) -> None:
    """The case is gone, so the certificate goes to standard output where its file cannot be written."""
    try:
        atomic.write(path, data)
    except OutputProblem:
        sys.stdout.write(data.decode("ascii"))
        raise


def _confirmed(given: str, number: str) -> str:
    """The number as the user gives it."""
    if given or not sys.stdin.isatty():
        return given
    prompt = ui("To destroy the case for good, type its number ({number}): ")
    sys.stderr.write(for_terminal(prompt.format(number=number)))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _check(options: argparse.Namespace) -> int:
    """Whether a case or an exported log is whole; the first entry that is not is named."""
    data = _exported_log(options.case)
    try:
        head = _head_of(data) if data is not None else _head_of_case(options)
    except UnreadableInput as error:
        if error.code not in ALTERED:
            raise
        sys.stdout.write(f"{error_sentence(error.code, error.place)}\n")
        return DIFFERS
    if isinstance(head, int):
        sys.stdout.write(f"{words.broken_sentence(head)}\n")
        return DIFFERS
    sys.stdout.write(f"{words.head_sentence(head.entries, head.last)}\n")
    return OK


def _head_of_case(options: argparse.Namespace) -> Head:
    """The head of a case all of whose parts can be read."""
    with _opened(options) as case:
        case_keeping.restored(case)
        return case.head


def _head_of(log: bytes) -> Head | int:
    """The head of a log, or the place of the first entry that does not fit."""
    broken = custody.first_broken(log)
    return broken.seq if broken else custody.Log.resume(log).head


def _exported_log(path: Path) -> bytes | None:
    """The bytes of an exported log; None for what does not begin like one."""
    try:
        with path.open("rb") as handle:
            data = handle.read(custody.MOST_BYTES + 1)
    except (OSError, ValueError):
        return None  # the case's own reader says why
    return data if data.startswith(_LOG_BEGINS) else None


def _refuse_own(out: Path, case: Path) -> None:
    """No output may take the place of the case."""
    if out.resolve() == case.resolve():
        raise OutputProblem("CASE_OVERWRITTEN")


def _tell(lines: list[str]) -> None:
    sys.stderr.write("".join(f"leakverify: {for_terminal(line, LONGEST)}\n" for line in lines))


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "show": _show,
    "log": _log,
    "export-log": _export_log,
    "rekey": _rekey,
    "purge": _purge,
    "check": _check,
}
