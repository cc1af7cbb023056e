"""`check --case`: the case that a run is kept in, opened or begun before any work is done."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leakverify.case import call_sheet
from leakverify.case.case_file import CaseFile
from leakverify.case.custody import Act
from leakverify.cli import passphrases
from leakverify.cli.clock import now
from leakverify.engine import case_keeping
from leakverify.engine.case_keeping import Restored
from leakverify.engine.fingerprints import marks_of
from leakverify.engine.talk import Order, Talk
from leakverify.limits import Limits
from leakverify.model.assessment import Assessment
from leakverify.model.errors import OutputProblem
from leakverify.model.kept import KeptFile, KeptSample
from leakverify.model.outside import Outside
from leakverify.model.verification import Basis
from leakverify.safe_text import for_terminal
from leakverify.scoring.people import asked_of
from leakverify.words import cases as words
from leakverify.words.say import ui

if TYPE_CHECKING:
    from leakverify.model.call_desk import CallSheet


class KeptCase:
    """A case beside a run on the command line; one that is made gets its file when the run has ended."""

    def __init__(self, case: CaseFile, path: Path, passphrase: str, *, quiet: bool) -> None:
        self._case = case
        self._path = path
        self._passphrase = passphrase
        self._quiet = quiet
        self._calls: CallSheet | None = None
        self._sample: tuple[tuple[KeptFile, ...], tuple[KeptFile, ...]] = ((), ())

    def order(self, order: Order, options: argparse.Namespace) -> Order:
        """The order with what the case knows wherever the options are silent. No file is opened because a case names it.

        Raises:
            UsageProblem: `CASE_OTHER_SAMPLE`.
            UnreadableInput: a file that cannot be read, or a part of the case that nobody of ours has written.
        """
        files, earlier = _kept_files(order.files), _kept_files(order.earlier)
        case_keeping.refuse_other_sample(self._case, tuple(file.sha256 for file in files))
        self._sample = files, earlier
        found = case_keeping.restored(self._case)
        self._tell_missing(found, earlier)
        sample, run = found.sample, found.run
        return replace(
            order,
            as_of=sample.as_of if sample and options.as_of is None else order.as_of,
            seed=run.seed if run and options.seed is None else order.seed,
            claim=found.claim if not options.claim else order.claim,
            columns=dict(order.columns if options.columns else found.columns()),
            read={**(sample.read if sample else {}), **order.read},
            look_up=order.look_up if options.mx else found.look_up,
            outside=self._outside(order.outside, found, options),
        )

    def _outside(self, given: Outside, found: Restored, options: argparse.Namespace) -> Outside:
        """What is known from outside: the file given before the case's, and calls of both together."""
        told = given if options.outside else found.outside
        self._calls = found.calls
        if options.calls:
            sheets = [call_sheet.read(path) for path in options.calls]
            self._calls = call_sheet.merge([*([found.calls] if found.calls else []), *sheets])
        return replace(told, people=asked_of(self._calls)) if self._calls else told

    def keep(self, assessment: Assessment, talk: Talk, order: Order, basis: Basis) -> None:
        """The run that ended goes into the case; errors as `CaseFile.keep` and `save_as`."""
        files, earlier = self._sample
        usual = asdict(Limits())
        limits = {k: v for k, v in asdict(order.limits).items() if v not in {None, usual[k]}}
        sample = KeptSample(files, order.as_of, basis.began, earlier, order.read, limits)
        case_keeping.keep_run(
            self._case,
            assessment,
            basis,
            now=now(),
            sample=sample,
            run=talk.kept(),
            outside=order.outside,
            calls=self._calls,
        )
        if not self._case.is_saved:
            saved = case_keeping.step(Act.SAVED, now())
            self._case.save_as(self._path, self._passphrase, step=saved, who=basis.who)
            self._tell(words.made_lines(self._case.number))
        self._tell([words.kept_sentence(self._case.head.entries)])

    def log(self) -> bytes:
        """The custody log so far."""
        return self._case.log()

    def exported(self, form: str, edition: str, when: str, who: str) -> None:
        """A file that was written from the run."""
        case_keeping.keep_export(self._case, form, edition, now=when, who=who)

    def _tell_missing(self, found: Restored, earlier: tuple[KeptFile, ...]) -> None:
        known = {file.sha256 for file in found.sample.earlier} if found.sample else set()
        missing = known - {file.sha256 for file in earlier}
        if missing:
            self._tell([words.earlier_missing(len(missing))])

    def _tell(self, lines: list[str]) -> None:
        if not self._quiet:
            sys.stderr.write("".join(f"leakverify: {for_terminal(line)}\n" for line in lines))


@contextmanager
def kept_case(options: argparse.Namespace) -> Iterator[KeptCase | None]:
    """The case of `--case`, closed at the end; None without that option.

    Raises:
        OutputProblem: `CASE_READ_ONLY`; `CASE_NOT_WRITTEN` where its folder is not there; `OUTPUT_EXISTS` where it is the sample.
        UnreadableInput, UsageProblem: as `CaseFile.open` and `passphrases.given`.
    """
    path: Path | None = options.case
    if path is None:
        yield None
        return
    if path.resolve() in {p.resolve() for p in (*options.files, *options.earlier)}:
        raise OutputProblem("OUTPUT_EXISTS")
    with _opened(path, options) as (case, word):
        if case.read_only:
            raise OutputProblem("CASE_READ_ONLY")
        yield KeptCase(case, path, word, quiet=options.quiet)


@contextmanager
def _opened(path: Path, options: argparse.Namespace) -> Iterator[tuple[CaseFile, str]]:
    """The case that is there, or one that is begun, with its passphrase."""
    there = path.exists()
    if not there and not path.absolute().parent.is_dir():
        raise OutputProblem("CASE_NOT_WRITTEN")
    prompt = ui("Passphrase of the case: ") if there else ui("Passphrase of the new case: ")
    word = passphrases.given(options.case_passphrase_file, twice=not there, prompt=prompt)
    case = CaseFile.open(path, word) if there else CaseFile.begin(options.case_number)
    with case:
        yield case, word


def _kept_files(paths: tuple[Path, ...]) -> tuple[KeptFile, ...]:
    """Files by where they lie and what they are."""
    marks = marks_of(paths)
    return tuple(
        KeptFile(str(path.absolute()), mark.sha256, mark.bytes)
        for path, mark in zip(paths, marks, strict=True)
    )
