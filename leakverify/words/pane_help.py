"""Help beside each pane: what it is for, what can be done there, and what its checks look at, from their docstrings."""

from dataclasses import dataclass, field
from typing import Final

from leakverify.model.terms import Family
from leakverify.words.findings import help_of, phrases
from leakverify.words.language import _
from leakverify.words.model_card import Part
from leakverify.words.names import family_name
from leakverify.words.phrases import N_


@dataclass(frozen=True, slots=True)
class _Page:
    """Sentences on what a pane is for, and what can be done there; `families` of checks that it shows."""

    purpose: tuple[str, ...]
    doing: tuple[str, ...]
    families: tuple[Family, ...] = field(default=())


_FAMILY_OF: Final = {
    "STR": Family.STRUCTURE,
    "ANC": Family.ANCESTRY,
    "GEN": Family.GENERATOR,
    "TIM": Family.TIMELINE,
    "NUM": Family.NUMBERS,
    "PER": Family.PERSON,
    "PPL": Family.PEOPLE,
}
_PAGES: Final = {
    "sample": _Page(
        (
            N_("Open the file that you were offered, or a case that you saved."),
            N_("It is read in a locked process. It is never changed, and nothing in it is run."),
        ),
        (
            N_("Ctrl+O chooses a file; a file can be dropped anywhere in the window."),
            N_("Ctrl+I opens an invented list to try things out."),
        ),
    ),
    "claim": _Page(
        (
            N_("Write down what the source says before you look at the result."),
            N_("Several checks hold the rows against it: country, money, software, size, time."),
        ),
        (
            N_("Every field may stay empty. What is empty is not tested."),
            N_("Note answers and facts from outside the file here as well."),
        ),
    ),
    "columns": _Page(
        (
            N_("See what each column is taken to hold, how sure that is, and why."),
            N_("A wrong role makes wrong findings: look at this before the result."),
        ),
        (
            N_("F2 changes a role; the checks run again. Ctrl+Z takes it back."),
            N_("If rows look shifted, choose another encoding or delimiter above."),
        ),
    ),
    "checks": _Page(
        (
            N_("Follow the checks while they run. First answers may still change."),
            N_("A pass is weak and a fail is strong: a careful inventor passes most checks."),
        ),
        (
            N_("F5 runs them again, Esc stops. What was found so far stays."),
            N_("Enter on a line shows the rows that it names."),
        ),
        tuple(_FAMILY_OF.values()),
    ),
    "verdict": _Page(
        (
            N_("One sentence says how far the file carries its claim, and below stands why."),
            N_(
                "Five readings stand on one scale. How likely they are to start with is for you to judge."
            ),
        ),
        (
            N_(
                "Choose a line to see what was seen, innocent explanations, and what would settle it."
            ),
            N_("Look at “Fragile” and at what would change the result before you write."),
        ),
        tuple(_FAMILY_OF.values()),
    ),
    "rows": _Page(
        (
            N_("Leaf through all rows, or through those that a finding names."),
            N_("The file at a glance shows the whole file in one picture, row by row."),
        ),
        (
            N_("Ctrl+Shift+G shows the picture. Arrow keys walk in it, Enter goes to the rows."),
            N_(
                "A strip that changes at one row for several columns is a seam. A short stretch unlike the rest may have been pasted in."
            ),
            N_("Sorted files change by themselves: look at what the rows are sorted by."),
            N_("Ctrl+M shows what is masked; five idle minutes mask it again."),
        ),
    ),
    "mail": _Page(
        (
            N_("See which mail domains stand in the list, and what is known of each offline."),
            N_("Asking for a domain tells others that somebody asks. Nothing is asked by itself."),
        ),
        (
            N_("Space ticks a domain. You are told who would learn what before anything is asked."),
            N_("Better: carry the list to another computer and bring its answers back."),
        ),
    ),
    "people": _Page(
        (
            N_("Only people can say that their row is right. Chance chooses whom to call."),
            N_("Plan first, then call: what is planned after looking says nothing."),
        ),
        (
            N_("Ctrl+D opens the desk. One key notes what a call came to."),
            N_("Ctrl+B tells what the answers allow you to write."),
        ),
    ),
    "report": _Page(
        (
            N_("Save the result as PDF, page, JSON or dossier."),
            N_("The shareable edition holds no cell, and small counts print as <5."),
        ),
        (N_("Read what leaves before you save. The full edition asks for a word first."),),
    ),
}
PANES: Final = tuple(_PAGES)
"""The panes in the order of the rail."""


def parts(pane: str) -> tuple[Part, ...]:
    """The whole page of a pane."""
    page = _PAGES[pane]
    out = [
        Part(_("What it is for"), tuple(map(_, page.purpose))),
        Part(_("What you can do here"), entries=tuple(map(_, page.doing))),
    ]
    for family in page.families:
        told = tuple(_check(check) for check in sorted(phrases()) if _family(check) is family)
        if told:
            out.append(Part(family_name(family), entries=told))
    return tuple(out)


def _family(check: str) -> Family | None:
    return _FAMILY_OF.get(check[:3])


def _check(check: str) -> str:
    """A check in two sentences: what it looks at in short, and why that tells something."""
    page = help_of(check)
    return _("{check}: {summary} {why}").format(check=check, summary=page.summary, why=page.why)
