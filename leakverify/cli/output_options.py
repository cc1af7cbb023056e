"""The options of what `check` writes."""

import argparse
from pathlib import Path

from leakverify.cli import dossier_options, language_options
from leakverify.words.say import ui


def add(parser: argparse.ArgumentParser) -> None:
    """Reports, the JSON, the short form, and whether words are printed."""
    option = parser.add_argument
    option("--json", metavar="OUT", help=ui("write the assessment as JSON; - for standard output"))
    option(
        "--report",
        action="append",
        default=[],
        type=Path,
        metavar="OUT",
        help=ui("write a report: .pdf, .html, .json or .lvdossier; may be repeated"),
    )
    option(
        "--edition",
        choices=("full", "shareable"),
        default="shareable",
        help=ui("what a report may hold (default: shareable, no personal data)"),
    )
    option(
        "--short-form",
        type=Path,
        metavar="OUT",
        help=ui(
            "write the result on one picture for colleagues: .png, .svg or .pdf, no personal data"
        ),
    )
    option(
        "--short-form-named",
        action="store_true",
        help=ui("name the file on the short form"),
    )
    language_options.add_report_language(parser)
    dossier_options.add_signing(parser)
    option("--quiet", action="store_true", help=ui("no progress and no words"))
