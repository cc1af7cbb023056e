"""The verdict in words for a terminal: no cell, no bare number as a headline."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from leakverify.cli.outside_text import outside_parts
from leakverify.model.assessment import Assessment, Weighing
from leakverify.model.finding import Finding
from leakverify.model.sample import SampleFile
from leakverify.model.terms import ACCUSED, Role, State, Status
from leakverify.safe_text import for_terminal
from leakverify.words import say
from leakverify.words.findings import SPEAKS
from leakverify.words.lists import chained, listed, named
from leakverify.words.mail_report import terminal_lines
from leakverify.words.needs import need_sentences, needs_heading
from leakverify.words.numbers import count, signed
from leakverify.words.say import Beside, plural, ui

SIGNS = {"against": "◆", "supports": "◇", "nothing": "–"}
SEPARATORS = {"\t": "tab", " ": "space", "\x01": "\\x01", "\x1f": "\\x1f"}
SHOWN = 12
LONGEST = 2_000
MANY = 40
"""Columns and tables named; a file of a thousand columns would hide the rest."""


def show(assessment: Assessment, console: Console) -> None:
    """Print headline, evidence, confidence, readings, claims, how it was read, and the weightiest findings."""
    console.print(Text(f"\n{say.status_headline(assessment.verdict)}", style="bold"))
    for line in _sentences(assessment):
        console.print(Text(line))
    for heading, lines in _parts(assessment):
        if lines:
            console.print(Text(f"\n{heading}", style="bold"))
        for line in lines:
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _parts(assessment: Assessment) -> Iterator[tuple[str, list[str]]]:
    """The parts under the headline, each with its lines."""
    verdict = assessment.verdict
    if verdict.reason != "few_rows":  # where nothing is concluded, nothing is weighed aloud
        yield (
            ui("The readings, each against “as claimed”"),
            [line for weighing in verdict.weighing for line in _reading(weighing)],
        )
    yield needs_heading(verdict.status), [f"• {text}" for text in need_sentences(assessment)]
    yield (
        ui("The six claims"),
        [
            f"{named(say.claim_name(key), say.claim_state_name(result.state))}. {say.claim_sentence(result)}"
            for key, result in verdict.claims.items()
        ],
    )
    yield from outside_parts(assessment.outside)
    yield (
        ui("How the sample was read"),
        [*map(_file, assessment.sample.files), *_columns(assessment)],
    )
    yield (
        ui("What this file would do in another program (nothing of it was done here)"),
        [
            f"{say.trap_line(met)}. {say.trap_meaning(met.trap)}"
            for met in say.traps_together(f.tripwires for f in assessment.sample.files)
        ],
    )
    look_up = assessment.network.look_up
    yield (
        ui("Mail domains that were looked up"),
        [for_terminal(line, LONGEST) for line in terminal_lines(look_up)] if look_up else [],
    )
    yield (
        ui("What was found (◆ against the claim, ◇ for it, – neither)"),
        [*map(_finding, _weightiest(assessment)), _others(assessment)],
    )
    beside = _beside(assessment)
    if beside is not None:
        yield beside.heading, list(map(for_terminal, beside.lines))


def _reading(weighing: Weighing) -> Iterator[str]:
    """One reading with its strength in words, and under it the sum that makes it."""
    said = say.strength_word(weighing.support)
    if abs(weighing.support) >= SPEAKS:
        said += f" {ui('for') if weighing.support > 0 else ui('against')}"
    yield f"{say.reading_name(weighing.reading):<12} {said}"
    steps = chained(f"{say.step_name(s.part)} {signed(s.value)}" for s in weighing.steps)
    if steps:
        yield f"  {steps} = {signed(weighing.support)}"


def _file(file: SampleFile) -> str:
    """One file as it was read, with what was odd in it."""
    said = [plural("{n} row", "{n} rows", file.rows_read).format(n=count(file.rows_read))]
    said += [file.format.upper(), file.encoding]
    if file.delimiter:
        said.append(
            ui("separated by {sign}").format(
                sign=SEPARATORS.get(file.delimiter, for_terminal(file.delimiter))
            )
        )
    if file.table:
        said.append(ui("table {name}").format(name=for_terminal(file.table)))
        others = [for_terminal(name) for name in file.tables if name != file.table]
        if others:
            said.append(ui("not read: {names}").format(names=listed(others[:MANY])))
    if file.dump:
        said.append(say.dump_sentence(file.dump))
    if file.seals:
        said.append(say.seals_sentence(file.seals))
    if not file.header:
        said.append(ui("no header"))
    odd = {
        ui("{n} lines skipped"): file.rows_skipped,
        ui("{n} rows of another width"): file.bad_width,
        ui("{n} rows with bytes that are no text in this encoding"): file.bad_undecodable,
    }
    said += [text.format(n=count(number)) for text, number in odd.items() if number]
    return named(for_terminal(file.name or ui("table in memory")), listed(said))


def _columns(assessment: Assessment) -> Iterator[str]:
    """What each column was taken for, and which were not understood."""
    columns = assessment.sample.columns
    known = [c for c in columns if c.role != Role.UNKNOWN]
    rest = [c for c in columns if c.role == Role.UNKNOWN]
    if known:
        yield chained(f"{for_terminal(c.name)} = {say.role_name(c.role)}" for c in known[:MANY])
    if rest:
        names = listed(for_terminal(c.name) for c in rest[:MANY])
        yield ui(
            "Not understood, so not checked as such: {names}. A column map (--columns) can say."
        ).format(names=names)


def _finding(finding: Finding) -> str:
    """A finding with its columns and its figure."""
    columns = listed(for_terminal(c) for c in finding.columns)
    where = f" [{columns}]" if columns else ""
    figure = say.finding_figure(finding)
    return f"{SIGNS[say.side(finding)]} {named(f'{say.finding_title(finding)}{where}', figure)}"


def _others(assessment: Assessment) -> str:
    """What is not in the list of findings."""
    skipped = sum(f.state is State.NOT_APPLICABLE for f in assessment.findings)
    failed = sum(f.state is State.FAILED for f in assessment.findings)
    return ui("{skipped} checks did not apply, {failed} broke off.").format(
        skipped=skipped, failed=failed
    )


def _sentences(assessment: Assessment) -> Iterator[str]:
    """What qualifies the headline, each on its own line."""
    verdict = assessment.verdict
    explanation = say.status_explanation(assessment)
    yield explanation
    evidence = say.evidence_sentence(assessment)
    if verdict.status in ACCUSED and evidence and evidence != explanation:
        yield evidence
    yield say.confidence_sentence(assessment)
    if verdict.status is not Status.CANNOT_TELL:
        yield say.fragile_sentence(verdict)
    if verdict.status in ACCUSED:
        yield say.bound_sentence(verdict)
    if not assessment.complete:
        yield ui("Not the whole sample was read or checked; this is about the part that was.")


def _beside(assessment: Assessment) -> Beside | None:
    """Rows by the recipe of the strongest finding that names one."""
    found = map(say.finding_beside, _weightiest(assessment))
    return next((beside for beside in found if beside is not None), None)


def _weightiest(assessment: Assessment) -> list[Finding]:
    """The findings that say something, strongest first."""
    made = [f for f in assessment.findings if f.state is State.COMPUTED]
    return sorted(made, key=lambda f: -abs(say.weight(f)))[:SHOWN]
