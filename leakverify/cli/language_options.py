"""In which language the command line speaks and reports are written."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Final

from leakverify.words.language import exists, of_environment, offered
from leakverify.words.say import ui

LANGUAGE: Final = "--language"


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option before all commands."""
    parser.add_argument(
        LANGUAGE,
        metavar="CODE",
        type=language_option,
        help=ui("the language of words and reports: {codes} (default: the system's)").format(
            codes=", ".join(offered())
        ),
    )


def add_report_language(parser: argparse.ArgumentParser) -> None:
    """The option of whoever writes reports."""
    parser.add_argument(
        "--report-language",
        metavar="CODE",
        type=language_option,
        help=ui(
            "the language of reports (default: that of the words on the terminal); JSON is English"
        ),
    )


def language_option(code: str) -> str:
    """A language that the program speaks."""
    if not exists(code):
        raise argparse.ArgumentTypeError(
            ui("no such language; there are {codes}").format(codes=", ".join(offered()))
        )
    return code


def language_of(argv: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """The language of the words, found before the parser is made since its help has words; what is wrong is told by the parser."""
    words = iter(argv)
    for word in words:
        if not word.startswith("-"):
            break
        name, _, code = word.partition("=")
        if name == LANGUAGE and exists(code or (code := next(words, ""))):
            return code
    return of_environment(environment)
