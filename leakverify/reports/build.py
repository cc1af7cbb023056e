"""An assessment becomes a `Report`: every sentence from `words`, every string made printable here."""

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from leakverify.model.assessment import Assessment, Verdict, Weighing
from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.old_leak import LEAK_NUMBER, VAULT_CHECKS, About
from leakverify.model.terms import ACCUSED, ClaimKey, State, Status
from leakverify.reference.calibration import Calibration
from leakverify.reports import figures, glance_part, mail_part, outside_part
from leakverify.reports.content import (
    Beside,
    ClaimLine,
    FindingPage,
    Pair,
    ReadingLine,
    Report,
    Skipped,
)
from leakverify.reports.shapes import Around, shape_of
from leakverify.words import model_card, numbers, say
from leakverify.words.dates import day
from leakverify.words.language import in_use, right_to_left
from leakverify.words.lists import chained, listed
from leakverify.words.needs import need_sentences, needs_heading
from leakverify.words.outside import organisation_asked
from leakverify.words.report_words import isolation_level, report_words
from leakverify.words.say import ui
from leakverify.words.vault import leak_sentence

NO_LEAKS: Final[Mapping[int, About]] = MappingProxyType({})
MOST_FIGURES: Final = 16
BASIS_SHOWN: Final = 3
NO_GLYPH: Final = "[U+"

Clean = Callable[[str], str]


def report(
    assessment: Assessment,
    claim_sheet: dict[str, Any],
    calibration: Calibration,
    catalogue: dict[str, CheckInfo],
    *,
    full: bool,
    clean: Clean,
    leaks: Mapping[int, About] = NO_LEAKS,
) -> Report:
    """The report of one run; `clean` makes a string fit for the writer's border (for_print for PDF).

    `leaks` are those of the vault, by number; the shareable edition names none.
    """
    verdict = assessment.verdict
    made = [f for f in assessment.findings if f.state is State.COMPUTED]
    pages = (
        _page(i, f, calibration, catalogue, leaks if full else NO_LEAKS, full=full, clean=clean)
        for i, f in enumerate(sorted(made, key=lambda f: -abs(say.weight(f))), start=1)
    )
    whole = Report(
        language=in_use(),
        direction="rtl" if right_to_left() else "ltr",
        title=ui("Verification report"),
        edition=ui("Full edition: contains personal data")
        if full
        else ui("Shareable edition: no personal data"),
        date=day(assessment.tool.as_of),
        headline=say.status_headline(verdict),
        sentences=tuple(_sentences(assessment)),
        readings_figure=figures.readings(verdict),
        readings=tuple(_reading(w) for w in verdict.weighing),
        claims=_claims(verdict),
        claim_sheet=_claim_sheet(claim_sheet, full=full),
        files=tuple(_file(assessment, i, full=full) for i in range(len(assessment.sample.files))),
        columns=_columns(assessment, full=full),
        mail=mail_part.mail_part(assessment, full=full),
        findings=_illustrated(tuple(pages), assessment, full=full),
        skipped=_skipped(assessment),
        method=_method(assessment, len(made)),
        limits=_limits(),
        not_done=_not_done(assessment, full=full),
        next_heading=needs_heading(verdict.status),
        next_steps=need_sentences(assessment),
        measured=model_card.brief(model_card.load()) if verdict.status in ACCUSED else (),
        tool=_tool(assessment),
        tables=tuple(Pair(n, d) for n, d in sorted(assessment.tool.tables.items())),
        footer=_footer(assessment),
        words=report_words(),
        outside=outside_part.outside_part(assessment, full=full),
        glance=glance_part.glance_figure(assessment, full=full),
    )
    return _cleaned(whole, clean)


def _columns(assessment: Assessment, *, full: bool) -> tuple[tuple[str, ...], ...]:
    """What each column was taken for, and how it is filled."""
    return tuple(
        (
            str(c.position),
            c.name,
            say.role_name(c.role),
            numbers.share(c.filled),
            numbers.count(c.distinct, hide_small=not full),
        )
        for c in assessment.sample.columns
    )


def _footer(assessment: Assessment) -> str:
    """About the file, not a person; and that the organisation was asked, where it was."""
    text = ui("This describes a file, not the person who sent it.")
    asked = organisation_asked(assessment)
    return f"{text} {asked}" if asked else text


def _claims(verdict: Verdict) -> tuple[ClaimLine, ...]:
    """The six claims in their order."""
    return tuple(
        ClaimLine(
            say.claim_name(key),
            say.claim_state_name(verdict.claims[key].state),
            say.claim_sentence(verdict.claims[key]),
            listed(verdict.claims[key].basis[:BASIS_SHOWN]) or "–",
        )
        for key in ClaimKey
    )


def _skipped(assessment: Assessment) -> tuple[Skipped, ...]:
    """The checks that were not made, with the reason."""
    return tuple(
        Skipped(f.check, say.finding_title(f), say.reason_sentence(f.reason or ""))
        for f in assessment.findings
        if f.state is not State.COMPUTED
    )


def _cleaned(report: Report, clean: Clean) -> Report:
    """Every string of the report through the border's function, whatever field it stands in."""
    made: Report = walk(report, clean)
    return made


def walk(value: Any, clean: Clean) -> Any:
    """Rebuild dataclasses and tuples with cleaned strings."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(walk(v, clean) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: walk(getattr(value, f.name), clean) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


def _sentences(assessment: Assessment) -> list[str]:
    """What qualifies the headline; likelihood and confidence never share a sentence."""
    verdict = assessment.verdict
    out = [say.status_explanation(assessment)]
    evidence = say.evidence_sentence(assessment)
    if verdict.status in ACCUSED and evidence and evidence not in out:
        out.append(evidence)
    out.append(say.confidence_sentence(assessment))
    if verdict.status is not Status.CANNOT_TELL:
        out.append(say.fragile_sentence(verdict))
    if verdict.status in ACCUSED:
        out.append(say.bound_sentence(verdict))
    if not assessment.complete:
        out.append(ui("Not the whole sample was read or checked; this is about the part that was."))
    return out


def _reading(weighing: Weighing) -> ReadingLine:
    """One reading with the sum that makes it."""
    steps = tuple(Pair(say.step_name(s.part), numbers.signed(s.value)) for s in weighing.steps)
    word = say.strength_word(weighing.support)
    if abs(weighing.support) >= figures.SAYS:
        side = ui("for this reading") if weighing.support > 0 else ui("for “as claimed”")
        word = f"{word} {side}"
    return ReadingLine(
        say.reading_name(weighing.reading), word, steps, numbers.signed(weighing.support)
    )


def _page(
    number: int,
    finding: Finding,
    calibration: Calibration,
    catalogue: dict[str, CheckInfo],
    leaks: Mapping[int, About],
    *,
    full: bool,
    clean: Clean,
) -> FindingPage:
    """One finding in words, with its chart where numbers of other collections exist."""
    page = say.help_of(finding.check)
    info = catalogue.get(finding.check)
    figure = None
    if info:
        figure = figures.against_lists(finding, info.headline, calibration)
    return FindingPage(
        finding.id,
        finding.check,
        number,
        say.side(finding),
        say.finding_title(finding),
        say.family_name(finding.family),
        finding.columns,
        _seen(finding, leaks, full=full),
        _weight(finding),
        finding.exhibit,
        page.why,
        page.innocent,
        say.finding_settle(finding),
        _rows(finding, full=full),
        figure,
        beside=_beside(finding, clean),
    )


def _illustrated(
    pages: tuple[FindingPage, ...], assessment: Assessment, *, full: bool
) -> tuple[FindingPage, ...]:
    """Pages with the pictures of the heaviest findings that have one; one that several findings share stands once."""
    around = _around(assessment, full=full)
    shapes = {f.id: shape_of(f, around) for f in assessment.findings}
    told: set[object] = set()
    out = []
    for page in pages:
        shape, figure = shapes.get(page.id), page.figure
        if shape in told or len(told) >= MOST_FIGURES:
            shape = None
        told |= {shape} if shape else set()
        if len(told) >= MOST_FIGURES:
            figure = None
        told |= {figure} if figure else set()
        out.append(dataclasses.replace(page, shape=shape, figure=figure))
    return tuple(out)


def _around(assessment: Assessment, *, full: bool) -> Around:
    """What pictures need beside their finding; counts of 1-4 are hidden in the shareable edition."""
    roles = {c.name: say.role_name(c.role) for c in assessment.sample.columns}
    return Around(assessment.findings, assessment.claim, assessment.tool.as_of, not full, roles)


def _seen(finding: Finding, leaks: Mapping[int, About], *, full: bool) -> str:
    """What was seen, and the user's name for the leak that it was seen in."""
    text = say.finding_seen(finding, hide_small=not full)
    number = finding.measured.get(LEAK_NUMBER) if finding.check in VAULT_CHECKS else None
    about = leaks.get(number) if isinstance(number, int) else None
    return f"{text} {leak_sentence(number, about)}" if about and isinstance(number, int) else text


def _beside(finding: Finding, clean: Clean) -> Beside | None:
    """Rows of the generator that the finding names, where the report's fonts can draw them."""
    found = say.finding_beside(finding)
    if found is None or any(NO_GLYPH in clean(line) for line in found.lines):
        return None
    return Beside(found.heading, found.lines)


def _weight(finding: Finding) -> str:
    """A sentence: the weight in ENFSI words with the reading it speaks for."""
    size = say.weight(finding)
    word = say.strength_word(size)
    towards = say.towards(finding)
    if towards is not None:
        return ui("Weight: {word} for “{reading}”.").format(
            word=word, reading=say.reading_name(towards)
        )
    if say.side(finding) == "supports":
        return ui("Weight: {word} for “as claimed”.").format(word=word)
    return ui("Weight: it says nothing either way.")


def _rows(finding: Finding, *, full: bool) -> str:
    """Rows by number only; the first twenty."""
    if not finding.rows.count:
        return ""
    shown = listed(str(n) for n in finding.rows.shown[:20])
    count = numbers.count(finding.rows.count, hide_small=not full)
    return ui("{count} rows; the first: {rows}").format(count=count, rows=shown)


def _claim_sheet(claim: dict[str, Any], *, full: bool) -> tuple[Pair, ...]:
    """What the source says; the source itself is named in the full edition only."""
    labels = {
        "source": ui("Source"),
        "organisation": ui("Organisation"),
        "country": ui("Country"),
        "records": ui("Records"),
        "from": ui("From"),
        "to": ui("To"),
        "stolen": ui("Stolen"),
        "software": ui("Software"),
        "seen_before": ui("Seen before"),
        "statement": ui("Statement"),
        "price": ui("Price"),
    }
    out = []
    for key, label in labels.items():
        value = claim.get(key)
        if value is None or (key == "source" and not full):
            continue
        if isinstance(value, list):
            value = listed(value)
        if isinstance(value, dict):
            value = f"{value['amount']:g} {value['currency']}"
        out.append(Pair(label, numbers.count(value) if isinstance(value, int) else str(value)))
    return tuple(out)


def _file(assessment: Assessment, index: int, *, full: bool) -> tuple[Pair, ...]:
    """One file as examined; what it tells of its making is in the full edition only."""
    file = assessment.sample.files[index]
    size = numbers.count(file.size) if file.size is not None else "–"
    pairs = [
        Pair(ui("Name"), file.name or "–"),
        Pair(ui("Size in bytes"), size),
        Pair(ui("SHA-256"), file.sha256),
        Pair(ui("Format"), file.format),
        Pair(ui("Text encoding"), file.encoding),
        Pair(ui("Rows read"), numbers.count(file.rows_read)),
        Pair(ui("Rows skipped"), numbers.count(file.rows_skipped)),
        Pair(ui("Rows of the wrong width"), numbers.count(file.bad_width)),
        Pair(ui("Rows with undecodable bytes"), numbers.count(file.bad_undecodable)),
    ]
    if file.table:
        pairs.insert(4, Pair(ui("Table"), file.table))
    if file.dump:
        pairs.append(Pair(ui("The dump says of itself"), say.dump_sentence(file.dump)))
    if file.seals:
        pairs.append(Pair(ui("Signatures of the mails (DKIM)"), say.seals_sentence(file.seals)))
    if file.tripwires:
        met = chained(map(say.trap_line, file.tripwires))
        pairs.append(Pair(ui("Would act in another program"), met))
    if full:
        pairs += [Pair(say.property_name(told.what), told.text) for told in file.properties]
    return tuple(pairs)


def _method(assessment: Assessment, made: int) -> tuple[str, ...]:
    """How the result was combined."""
    verdict = assessment.verdict
    return (
        ui("Five readings are always compared: as claimed, reused, assembled, invented, altered."),
        ui(
            "{made} checks were made. Each check's number was compared with what {collections} independent genuine collections and labelled forgeries showed, for this number of rows."
        ).format(made=made, collections=verdict.collections),
        ui(
            "Checks that share a cause form one kind of evidence; inside it the strongest trace leads and a pass barely takes away. "
            "Each kind counts less for overlap, and something is taken off for having looked at many things. Then the sum is shown."
        ),
        ui(
            "An exhibit names rows that a person can look at. It has a rate from a reference list or from exact arithmetic. No "
            "accusation is made without one."
        ),
        ui(
            "What a file alone can say for the claim is limited. Only people asked, or facts from outside the file, can do more."
        ),
        say.fragile_sentence(verdict),
        say.bound_sentence(verdict),
    )


def _limits() -> tuple[str, ...]:
    """What can never be concluded from a sample (METHOD 2.6)."""
    return (
        ui("The sample was chosen by whoever offers it; rows that were not seen may be different."),
        ui("It cannot be concluded how many people are affected, who took the records, or how."),
        ui(
            "Valid formats, domains that exist and plausible names say little. Careful inventions have them too."
        ),
        ui("Any single row that carries a story must be checked itself."),
    )


def _not_done(assessment: Assessment, *, full: bool) -> tuple[str, ...]:
    """What was deliberately not done."""
    return (
        mail_part.sent(assessment.network, full=full),
        ui(
            "No log-in, no password reset, no message to any address, no password was tried or cracked."
        ),
    )


def _tool(assessment: Assessment) -> tuple[Pair, ...]:
    """What made the report."""
    tool = assessment.tool
    return (
        Pair(ui("Program"), f"Leakverify {tool.version}"),
        Pair(ui("Date of the assessment"), day(tool.as_of)),
        Pair(ui("Seed"), str(tool.seed)),
        Pair(ui("Isolation of the reader"), isolation_level(tool.isolation)),
    )
