"""The short form: one result on one picture, for colleagues. It has no field for a cell, a header or a name of a person."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from leakverify.model.assessment import Assessment, Verdict
from leakverify.model.figure import Figure
from leakverify.model.finding import Finding
from leakverify.model.terms import ACCUSED, ClaimKey, ClaimState, State
from leakverify.reports import figures
from leakverify.reports.build import walk
from leakverify.reports.content import Pair
from leakverify.words import numbers, say
from leakverify.words.dates import day
from leakverify.words.language import in_use, right_to_left
from leakverify.words.say import plural, ui

EACH: Final = 4
HASHES: Final = 2
SIDES: Final = {
    ClaimState.SUPPORTED: "supports",
    ClaimState.COMPATIBLE: "supports",
    ClaimState.CONTRADICTED: "against",
    ClaimState.NOT_TESTED: "nothing",
    ClaimState.OUTSIDE: "nothing",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one side: a heading, the heaviest by title with a short figure, and how many more there are."""

    side: str
    heading: str
    lines: tuple[Pair, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ClaimShort:
    """One of the six claims: its name, its state in words, and on which side that stands."""

    name: str
    state: str
    side: str


@dataclass(frozen=True, slots=True)
class ShortForm:
    """Everything on the picture, worded."""

    language: str
    direction: str
    title: str
    headline: str
    sentences: tuple[str, ...]
    readings_figure: Figure | None
    claims_heading: str
    claims: tuple[ClaimShort, ...]
    groups: tuple[Group, ...]
    file: str
    hashes: tuple[str, ...]
    caveat: str
    made: str


def short_form(
    assessment: Assessment, *, file_name: str | None, clean: Callable[[str], str]
) -> ShortForm:
    """The short form of a shareable assessment; `file_name` only where the user asked for it."""
    verdict = assessment.verdict
    tool = assessment.tool
    whole = ShortForm(
        in_use(),
        "rtl" if right_to_left() else "ltr",
        ui("Short form for colleagues: no personal data"),
        say.status_headline(verdict),
        tuple(_sentences(assessment)),
        _readings(verdict) if verdict.weighing else None,
        ui("The six claims"),
        tuple(
            ClaimShort(
                say.claim_name(key),
                say.claim_state_name(verdict.claims[key].state),
                SIDES[verdict.claims[key].state],
            )
            for key in ClaimKey
            if key in verdict.claims
        ),
        _groups(assessment.findings),
        _file(assessment, file_name),
        tuple(f"SHA-256 {file.sha256}" for file in assessment.sample.files[:HASHES]),
        ui(
            "This describes a file, not the person who sent it. A file alone settles nothing; asking people does."
        ),
        ui("Leakverify {version}, {date}, seed {seed}").format(
            version=tool.version, date=day(tool.as_of), seed=tool.seed
        ),
    )
    made: ShortForm = walk(whole, clean)
    return made


def _readings(verdict: Verdict) -> Figure:
    """The readings, the best supported on top, on little height."""
    ordered = tuple(sorted(verdict.weighing, key=lambda w: -w.support))
    figure = figures.readings(replace(verdict, weighing=ordered))
    return replace(figure, height=22 * int(figure.y_high) + 44)


def _sentences(assessment: Assessment) -> list[str]:
    """What qualifies the headline; likelihood and confidence in sentences of their own."""
    verdict = assessment.verdict
    out = [say.status_explanation(assessment)]
    evidence = say.evidence_sentence(assessment)
    if verdict.status in ACCUSED and evidence and evidence not in out[0]:
        out.append(evidence)
    out.append(say.confidence_sentence(assessment))
    if verdict.fragile:
        out.append(say.fragile_sentence(verdict))
    if verdict.status in ACCUSED:
        out.append(say.bound_sentence(verdict))
    if not assessment.complete:
        out.insert(
            0, ui("Not the whole sample was read or checked; this is about the part that was.")
        )
    return out


def _groups(findings: tuple[Finding, ...]) -> tuple[Group, ...]:
    """What speaks against, what speaks for, and what cannot be told."""
    made = sorted(
        (f for f in findings if f.state is State.COMPUTED),
        key=lambda f: (-abs(say.weight(f)), f.id),
    )
    untold = [f for f in findings if f.state is not State.COMPUTED]
    sides = {
        side: [f for f in made if say.side(f) == side]
        for side in ("against", "supports", "nothing")
    }
    silent = len(sides["nothing"])
    telling = (
        Group("against", ui("Speaks against the claim"), *_lines(sides["against"])),
        Group("supports", ui("Speaks for the claim"), *_lines(sides["supports"])),
    )
    said = plural("{n} check says nothing either way", "{n} checks say nothing either way", silent)
    not_made = plural("{n} check could not be made", "{n} checks could not be made", len(untold))
    lines = (Pair(said.format(n=silent), ""), Pair(not_made.format(n=len(untold)), ""))
    return (*telling, Group("nothing", ui("Cannot be told"), lines, ""))


def _lines(findings: list[Finding]) -> tuple[tuple[Pair, ...], str]:
    """The heaviest, one for each title, and how many are not shown."""
    titles: dict[str, str] = {}
    for finding in findings:
        titles.setdefault(say.finding_title(finding), say.finding_figure(finding, hide_small=True))
    shown = tuple(Pair(title, figure) for title, figure in list(titles.items())[:EACH])
    left = len(titles) - len(shown)
    if not titles:
        return (Pair(ui("nothing"), ""),), ""
    more = plural("and {n} more", "and {n} more", left).format(n=left) if left else ""
    return shown, more


def _file(assessment: Assessment, file_name: str | None) -> str:
    """What was examined: rows and columns, and the name only where it was asked for."""
    rows = sum(file.rows_read for file in assessment.sample.files)
    text = ui("{rows} rows, {columns} columns").format(
        rows=numbers.count(rows), columns=len(assessment.sample.columns)
    )
    return f"{file_name} · {text}" if file_name else text
