"""Ties the window to the real engine; everything heavy is imported when it is first needed, after the first paint."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leakverify.case.claim_file import as_dict
from leakverify.engine.client import Analyst, AnalystClient, OnMessage
from leakverify.engine.look_up import Made, OnAnswers
from leakverify.engine.look_up_wire import Asking
from leakverify.engine.second_try import SecondTry
from leakverify.gui.desk import Ask, Desk, Terms, Wanted
from leakverify.model.assessment import Assessment
from leakverify.model.errors import ChildDied
from leakverify.model.looked_up import AnsweredDomain
from leakverify.model.messages import AskDomains, AskRows, Domains, FromChild, Page, Scan, Scanned
from leakverify.model.museum import SelfTest
from leakverify.model.old_leak import About
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.verification import Basis, Exported, Request, Verification

if TYPE_CHECKING:
    from leakverify.engine.export import Asked

SCANNED_AT_ONCE: Final = 100
LONGEST_SCANNED: Final = 1_000


def real_desk(private_folder: Path) -> Desk:
    """The engine as the window uses it; `private_folder` may hold nameless spill files."""

    def start(on_message: OnMessage) -> Analyst:
        return SecondTry(
            on_message, lambda hear: AnalystClient(hear, private_folder=private_folder)
        )

    return Desk(
        start=start,
        weigh=_weigh,
        export=_export,
        claim_json=as_dict,
        today=dt.date.today,
        self_test=_self_test,
        looks_up=_looks_up,
        look_up=_look_up,
        decoys=_decoys,
        verify=_verify,
        short_form=_short_form,
    )


def _self_test(on_progress: OnProgress, cancel: CancelToken) -> SelfTest:
    from leakverify.engine.self_test_client import run

    return run(on_progress, cancel)


def _looks_up() -> bool:
    from leakverify.engine.look_up_room import is_built_in

    return is_built_in()


def _look_up(
    domains: Sequence[str],
    asking: Asking,
    on_progress: OnProgress,
    on_answers: OnAnswers,
    cancel: CancelToken,
) -> Made:
    from leakverify.engine.look_up import run

    return run(domains, asking, on_progress=on_progress, on_answers=on_answers, cancel=cancel)


def _decoys(number: int, own: Collection[str]) -> tuple[str, ...]:
    from leakverify.engine.decoys import draw

    return draw(number, own)


def _verify(request: Request, on_progress: OnProgress, cancel: CancelToken) -> Verification:
    from leakverify.engine.verify import verify

    return verify(request, on_progress, cancel)


def _weigh(said: Iterable[FromChild], terms: Terms) -> Assessment:
    from leakverify.engine.session import weigh

    return weigh(
        said,
        terms.claim,
        terms.as_of,
        seed=terms.seed,
        look_up=terms.look_up,
        outside=terms.outside,
    )


def _export(assessment: Assessment, path: Path, edition: str, ask: Ask, basis: Basis) -> Exported:
    """Write a report or a dossier; the analyst counts the mail domains, and compares the strings with personal cells."""
    from leakverify.engine.dossier import ENDING
    from leakverify.engine.export import export
    from leakverify.engine.mail_counts import answered
    from leakverify.engine.session import with_domains
    from leakverify.reference import calibration

    domains = ask(AskDomains)
    if not isinstance(domains, Domains):
        raise ChildDied("WORKER_PROTOCOL")
    told = answered(basis.look_up, domains.rows) if basis.look_up else ()
    whole = with_domains(assessment, domains, basis.look_up)
    asked = _asked(assessment, ask, told, basis.leaks)
    if path.suffix.lower() == ENDING:
        return _export_dossier(whole, path, edition, asked, basis)
    return export(
        whole,
        path,
        edition,
        calibration.load(),
        asked,
        agreed=basis.agreed,
        language=basis.language,
    )


def _short_form(assessment: Assessment, wanted: Wanted, ask: Ask) -> bytes:
    """Draw the short form; only a file's name is compared with personal cells, for nothing else comes from the sample."""
    from leakverify.engine import short_form

    return short_form.drawn(
        assessment, wanted.ending, _asked(assessment, ask, (), {}), named=wanted.named
    )[0]


def _export_dossier(
    assessment: Assessment, path: Path, edition: str, asked: "Asked", basis: Basis
) -> Exported:
    """Write a dossier, signed with the key that was named or with one of its own."""
    from leakverify.case import signing
    from leakverify.engine.dossier import export_dossier
    from leakverify.engine.moments import moment_of
    from leakverify.reference import calibration

    key = signing.load_key(basis.key, basis.passphrase or None) if basis.key else None
    now = moment_of(dt.datetime.now(dt.UTC))
    return export_dossier(
        assessment, path, edition, calibration.load(), asked, basis=basis, now=now, key=key
    )


def _asked(
    assessment: Assessment, ask: Ask, told: Sequence[AnsweredDomain], leaks: Mapping[int, About]
) -> "Asked":
    """What an export asks of the analyst and of the writer."""
    from leakverify.engine.export import Asked
    from leakverify.engine.writer_client import render_pdf

    names = tuple(column.name for column in assessment.sample.columns)
    shown = {finding.id: finding.rows.shown for finding in assessment.findings}

    def scan(texts: Sequence[str]) -> frozenset[str]:
        hits: set[str] = set()
        for at in range(0, len(texts), SCANNED_AT_ONCE):
            part = tuple(text[:LONGEST_SCANNED] for text in texts[at : at + SCANNED_AT_ONCE])
            answer = ask(partial(Scan, texts=part))
            if not isinstance(answer, Scanned):
                raise ChildDied("WORKER_PROTOCOL")
            hits.update(texts[at + hit] for hit in answer.hits if hit < len(part))
        return frozenset(hits)

    def rows(finding: str, count: int) -> tuple[tuple[str, ...], Sequence[Sequence[str | None]]]:
        named = shown.get(finding, ())
        answer = ask(partial(AskRows, finding=finding, sort=0, start=0, count=count, named=named))
        if not isinstance(answer, Page):
            return ("", *names), ()
        numbered = zip(answer.numbers, answer.rows, strict=True)
        return ("", *names), [(str(number), *row) for number, row in numbered]

    return Asked(scan, rows, render_pdf, lambda: told, lambda: leaks)
