"""Reports on disk: built in this process from strings, PDF drawn by the writer child, nothing half-written.

The shareable edition has no field for a cell. As a second layer its strings are compared with whole personal cells of the
sample, asked of the analyst; a hit becomes `[withheld]` and is told.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leakverify.case import claim_file
from leakverify.model.assessment import Assessment
from leakverify.model.errors import OutputProblem
from leakverify.model.looked_up import AnsweredDomain
from leakverify.model.old_leak import About
from leakverify.model.verification import Exported
from leakverify.reference.calibration import Calibration
from leakverify.reports import atomic, build, glyphs, json_report, mail_part, writer_job
from leakverify.reports.content import AnswerTable, Examples, Report
from leakverify.reports.outside_edition import shareable
from leakverify.safe_text import ours_in_print, ours_on_screen
from leakverify.words.language import SOURCE, spoken

WITHHELD: Final = "[withheld]"
LONGEST: Final = 4_000
MIN_SCANNED: Final = 6
EXAMPLE_FINDINGS: Final = 6
EXAMPLE_ROWS: Final = 5

Texts = Sequence[str]

Scan = Callable[[Texts], frozenset[str]]
"""Which of these texts are whole personal cells of the sample."""

FetchRows = Callable[[str, int], tuple[tuple[str, ...], Sequence[Sequence[str | None]]]]
"""Header and the first rows of a finding, by finding id and count."""

Answered = Callable[[], Sequence[AnsweredDomain]]
"""The sample's domains that were looked up, those with most rows first: shown in the full edition alone."""

Leaks = Callable[[], Mapping[int, About]]
"""What the user says of the vault's leaks, by number: named in the full edition alone."""

WritePdf = Callable[[str, dict[str, Any], str], bytes]
"""The writer child: template, data, date to PDF bytes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export may ask of others: the analyst's scan and rows, the writer's PDF, answers of mail domains, labels of leaks."""

    scan: Scan
    rows: FetchRows
    write_pdf: WritePdf
    answered: Answered = tuple
    leaks: Leaks = dict


def export(
    assessment: Assessment,
    path: Path,
    edition: str,
    calibration: Calibration,
    asked: Asked,
    *,
    agreed: int | None = None,
    language: str = "",
) -> Exported:
    """Write one report; the ending of `path` chooses the format, `language` its words ("": those in use).

    Raises OutputProblem; `agreed` as in `Basis`.
    """
    with spoken(language):
        data, withheld = rendered(assessment, path.suffix.lower(), edition, calibration, asked)
    refuse_untold(withheld, agreed)
    atomic.write(path, data)
    return Exported(path, withheld)


def refuse_untold(withheld: int, agreed: int | None) -> None:
    """Nothing is written while more is withheld than the user was told of.

    Raises:
        OutputProblem: `TEXTS_WITHHELD`.
    """
    if agreed is not None and withheld > agreed:
        raise OutputProblem("TEXTS_WITHHELD", number=withheld)


def rendered(
    assessment: Assessment, ending: str, edition: str, calibration: Calibration, asked: Asked
) -> tuple[bytes, int]:
    """One report's bytes in the language in use, and how many strings were withheld. Raises OutputProblem for an unknown ending."""
    full = edition == "full"
    assessment = assessment if full else shareable(assessment)
    match ending:
        case ".json":
            return _json(assessment, asked, full=full)
        case ".html" | ".htm":
            from leakverify.reports import html

            report, examples, withheld = _report(
                assessment, calibration, asked, full=full, clean=_for_page
            )
            return html.render(report, examples, _answers(asked, _for_page, full=full)), withheld
        case ".pdf":
            report, examples, withheld = _report(
                assessment, calibration, asked, full=full, clean=_for_paper
            )
            job = writer_job.job(report, examples, _answers(asked, _for_paper, full=full))
            return asked.write_pdf("report", job, assessment.tool.as_of.isoformat()), withheld
        case _:
            raise OutputProblem("OUTPUT_FORMAT")


def json_bytes(assessment: Assessment, asked: Asked) -> tuple[bytes, int]:
    """The shareable JSON, as `--json` prints it."""
    return _json(shareable(assessment), asked, full=False)


def _for_page(text: str) -> str:
    """Plain and whole for a page; the template escapes."""
    return ours_on_screen(text, LONGEST)


def _for_paper(text: str) -> str:
    """Drawable by the bundled fonts."""
    return ours_in_print(text, glyphs.has_glyph, LONGEST)


def _report(
    assessment: Assessment,
    calibration: Calibration,
    asked: Asked,
    *,
    full: bool,
    clean: Callable[[str], str],
) -> tuple[Report, tuple[Examples, ...], int]:
    """The report's strings; examples in the full edition only, the second layer in the shareable one."""
    # Loads every check, numpy and pandas: only a report needs the cards, and `--json` must start quickly.
    from leakverify.engine import catalogue

    sheet = claim_file.as_dict(assessment.claim)
    leaks = asked.leaks() if full else build.NO_LEAKS
    report = build.report(
        assessment, sheet, calibration, catalogue.by_id(), full=full, clean=clean, leaks=leaks
    )
    if full:
        return report, tuple(_examples(report, assessment, asked, clean)), 0
    # What stands in every report was written by the program: it says nothing of the sample.
    own = {t for t in _texts(report) if len(t) >= MIN_SCANNED} - _said_by_program(report)
    hits = hits_of(sorted(own), asked)
    if not hits:
        return report, (), 0
    hidden: Report = build.walk(report, lambda t: WITHHELD if t in hits else t)
    # A finding's id names its columns; without examples nothing refers to it.
    pages = tuple(dataclasses.replace(p, id=str(p.number)) for p in hidden.findings)
    return dataclasses.replace(hidden, findings=pages), (), len(hits)


def _answers(asked: Asked, clean: Callable[[str], str], *, full: bool) -> AnswerTable | None:
    """The domains by name: full edition only."""
    return mail_part.answer_table(asked.answered(), clean) if full else None


def _said_by_program(report: Report) -> set[str]:
    """Strings that no cell can have reached: everything but names, columns, tables and the claim sheet."""
    own: set[str] = {report.title, report.edition, report.date, report.headline, report.footer}
    own.add(report.next_heading)
    own |= {
        *report.sentences,
        *report.method,
        *report.limits,
        *report.not_done,
        *report.next_steps,
        *report.measured,
    }
    for part in (
        report.readings_figure,
        report.glance,
        report.readings,
        report.claims,
        report.mail,
        report.skipped,
        report.tool,
        report.tables,
    ):
        own |= set(_texts(part))
    if report.outside is not None:
        own |= set(_texts(report.outside)) - {pair.text for pair in report.outside.people}
    for page in report.findings:
        own |= set(_texts(page)) - {*page.columns, page.id}
    own |= {pair.label for file in report.files for pair in file}
    own |= {pair.text for file in report.files for pair in file[1:]}
    return own | {column[2] for column in report.columns}


def _examples(
    report: Report, assessment: Assessment, asked: Asked, clean: Callable[[str], str]
) -> Iterator[Examples]:
    """A few rows of the findings that weigh most."""
    numbers = {page.id: page.number for page in report.findings}
    telling = (f for f in assessment.findings if f.rows.count and clean(f.id) in numbers)
    ordered = sorted(telling, key=lambda f: -max(f.support.values(), default=0.0))
    for finding in ordered[:EXAMPLE_FINDINGS]:
        header, rows = asked.rows(finding.id, EXAMPLE_ROWS)
        yield Examples(
            numbers[clean(finding.id)],
            tuple(clean(h) for h in header),
            tuple(tuple(clean(c) if c is not None else "–" for c in row) for row in rows),
        )


def _json(assessment: Assessment, asked: Asked, *, full: bool) -> tuple[bytes, int]:
    """The same writer for `--json` and `.json` reports, in English whoever asks; names of columns pass the second layer."""
    with spoken(SOURCE):
        data = json_report.as_dict(assessment, claim_file.as_dict(assessment.claim), full=full)
    if full:
        return json_report.to_bytes(data), 0
    data["claim"].pop("source", None)
    names = sorted({c["name"] for c in data["sample"]["columns"] if len(c["name"]) >= MIN_SCANNED})
    hits = hits_of(names, asked)
    if hits:
        data = _without_names(_replace(data, hits))
    return json_report.to_bytes(data), len(hits)


def _without_names(data: dict[str, Any]) -> dict[str, Any]:
    """Ids of findings name their columns: make them anew from what may be shown."""
    fresh = {}
    for finding in data["findings"]:
        old = finding["id"]
        finding["id"] = ":".join(filter(None, (finding["check"], ",".join(finding["columns"]))))
        fresh[old] = finding["id"]
    data["verdict"]["exhibits"] = [fresh[old] for old in data["verdict"]["exhibits"]]
    return data


def _replace(value: Any, hits: frozenset[str]) -> Any:
    """The same JSON without the strings that are cells."""
    if isinstance(value, dict):
        return {(WITHHELD if k in hits else k): _replace(v, hits) for k, v in value.items()}
    if isinstance(value, list):
        return [_replace(v, hits) for v in value]
    return WITHHELD if isinstance(value, str) and value in hits else value


def hits_of(texts: Sequence[str], asked: Asked) -> frozenset[str]:
    """The texts that are whole personal cells."""
    return asked.scan(texts) if texts else frozenset()


def _texts(value: Any) -> Iterator[str]:
    """Every string inside frozen dataclasses and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
