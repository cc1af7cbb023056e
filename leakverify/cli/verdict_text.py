"""The verdict in words for a terminal: no cell, no bare number as a headline."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from leakverify.model.assessment import Assessment
from leakverify.model.finding import Finding
from leakverify.model.terms import State, Status
from leakverify.safe_text import for_terminal
from leakverify.words import say
from leakverify.words.say import ui
from leakverify.words.verdict import ACCUSED

SIGNS = {"against": "◆", "supports": "◇", "nothing": "–"}
SHOWN = 12


def show(assessment: Assessment, console: Console) -> None:
    """Print headline, evidence, confidence, readings, claims and the weightiest findings."""
    verdict = assessment.verdict
    console.print(Text(f"\n{say.status_headline(verdict)}", style="bold"))
    for line in _sentences(assessment):
        console.print(Text(line))
    console.print(Text(f"\n{ui('The readings, each against “as claimed”')}", style="bold"))
    for weighing in verdict.weighing:
        word = say.strength_word(weighing.support)
        side = ui("for") if weighing.support > 0 else ui("against")
        said = word if abs(weighing.support) < 0.30103 else f"{word} {side}"  # noqa: PLR2004  (ENFSI: below 2 is none)
        console.print(Text(f"  {say.reading_name(weighing.reading):<12} {said}"))
    console.print(Text(f"\n{ui('The six claims')}", style="bold"))
    for key, result in verdict.claims.items():
        console.print(
            Text(
                f"  {say.claim_name(key)}: {say.claim_state_name(result.state)}. {say.claim_sentence(result)}"
            )
        )
    console.print(Text(f"\n{ui('What was found')}", style="bold"))
    for finding in _weightiest(assessment):
        columns = ", ".join(for_terminal(c) for c in finding.columns)
        where = f" [{columns}]" if columns else ""
        figure = say.finding_figure(finding)
        console.print(
            Text(f"  {SIGNS[say.side(finding)]} {say.finding_title(finding)}{where}: {figure}")
        )
    skipped = sum(f.state is State.NOT_APPLICABLE for f in assessment.findings)
    failed = sum(f.state is State.FAILED for f in assessment.findings)
    console.print(
        Text(
            ui("  {skipped} checks did not apply, {failed} broke off.").format(
                skipped=skipped, failed=failed
            )
        )
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


def _weightiest(assessment: Assessment) -> list[Finding]:
    """The findings that say something, strongest first."""
    made = [f for f in assessment.findings if f.state is State.COMPUTED]
    return sorted(made, key=lambda f: -abs(say.weight(f)))[:SHOWN]
