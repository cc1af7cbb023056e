"""The command line's door: parse, run, and turn every error into a sentence and an exit code."""

import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from leakverify import isolation
from leakverify.cli import language_options, parser
from leakverify.model.errors import (
    Cancelled,
    ChildDied,
    LeakverifyError,
    OutputProblem,
    UnreadableInput,
    UsageProblem,
)
from leakverify.safe_text import for_terminal
from leakverify.words import language

INTERNAL: Final = 1
READ: Final = (
    "files",
    "claim",
    "columns",
    "earlier",
    "sheet",
    "sheets",
    "script",
    "dossier",
    "list",
    "answers",
)
"""What options call the files that are read."""
EXIT: Final[dict[type[LeakverifyError], int]] = {
    UsageProblem: 2,
    UnreadableInput: 3,
    ChildDied: 3,
    OutputProblem: 5,
    Cancelled: 130,
}


def main(argv: Sequence[str]) -> int:
    """Run one command; the exit code of CONTRACTS 1."""
    language.use(language_options.language_of(argv))
    options = parser.build().parse_args(argv)
    if options.language:
        language.use(options.language)
    try:
        return _run(options)
    except LeakverifyError as error:
        from leakverify.words.say import error_sentence

        sentence = error_sentence(error.code, error.place)
        sys.stderr.write(f"leakverify: {_missing(options, error.code)}{sentence}\n")
        return next((code for kind, code in EXIT.items() if isinstance(error, kind)), INTERNAL)
    except BrokenPipeError:
        return INTERNAL
    except Exception as error:  # noqa: BLE001  (the last door: a type and a place, never a value)
        sys.stderr.write(f"leakverify: internal error: {describe(error)}\n")
        return INTERNAL


def _missing(options: parser.Options, code: str) -> str:
    """The name of the file that is not there, before the sentence that says so; "" where it cannot be told which."""
    if code not in {"NO_SUCH_FILE", "NOT_FOUND"}:
        return ""
    given: list[Path] = []
    for name in READ:
        value = getattr(options, name, None)
        given += [value] if isinstance(value, Path) else value if isinstance(value, list) else ()
    gone = [path for path in given if isinstance(path, Path) and not path.exists()]
    return f"{for_terminal(gone[0].name)}: " if len(gone) == 1 else ""


def describe(error: BaseException) -> str:
    """Where an unexpected error arose, without its text, which may hold a cell."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return f"{type(error).__name__} at {module}:{trace.tb_lineno}"


def keep_private() -> None:
    """What the program does with its own process before it runs a command: no core file, no text of an error."""
    isolation.keep_private()
    threading.excepthook = _tell_thread


def _tell_thread(told: threading.ExceptHookArgs) -> None:
    """An error in a thread: its kind, never its text."""
    sys.stderr.write(f"leakverify: internal error: {told.exc_type.__name__}\n")


def _people(options: parser.Options) -> int:
    """The commands about people who are asked."""
    if options.command == "bound":
        from leakverify.cli import bound

        return bound.run(options)
    if options.command == "calls":
        from leakverify.cli import calls

        return calls.run(options)
    from leakverify.cli import draw

    return draw.run(options)


def _run(options: parser.Options) -> int:
    """Import a command when it is called; the others cost nothing."""
    match options.command:
        case "check":
            from leakverify.cli import check

            return check.run(options)
        case "checks":
            from leakverify.cli import catalogue

            return catalogue.run(
                with_model_card=options.model_card,
                with_mail_domains=options.mail_domains,
                about=options.about,
            )
        case "bound" | "draw" | "calls":
            return _people(options)
        case "domains":
            from leakverify.cli import domains

            return domains.run(options)
        case "mx":
            from leakverify.cli import mx

            return mx.run(options)
        case "calibrate":
            from leakverify.cli import calibrate

            return calibrate.run(options)
        case "selftest":
            from leakverify.cli import selftest

            return selftest.run(options)
        case _:
            return _run_on_dossier(options)


def _run_on_dossier(options: parser.Options) -> int:
    """The commands that work on what was kept: a dossier, a case, a vault; no command at all shows the help."""
    if options.command == "case":
        from leakverify.cli import case

        return case.run(options)
    if options.command == "verify":
        from leakverify.cli import verify

        return verify.run(options)
    if options.command == "vault":
        from leakverify.cli import vault

        return vault.run(options)
    parser.build().print_help()
    return 2
