"""The fixed words of the report's page: headings, heads of tables, what a screen reader is told."""

from typing import Final

from leakverify.words.language import _
from leakverify.words.phrases import N_

WORDS: Final = {
    "reading": N_("Reading"),
    "support": N_("Support"),
    "sum": N_("How the sum is made (log₁₀)"),
    "claims": N_("The six claims"),
    "claim": N_("Claim"),
    "state": N_("State"),
    "can_be_said": N_("What can be said"),
    "basis": N_("Basis"),
    "outside": N_("From outside the file"),
    "people_asked": N_("People asked"),
    "may_be_printed": N_("Sentences that may be printed"),
    "may_not_be_printed": N_("Sentences that these answers do not carry"),
    "answers": N_("Answers"),
    "facts": N_("Facts from outside"),
    "marks": N_("Marks on findings"),
    "source_says": N_("What the source says"),
    "examined": N_("What was examined"),
    "columns": N_("Columns"),
    "number": N_("No."),
    "name": N_("Name"),
    "holds": N_("Holds"),
    "filled": N_("Filled"),
    "distinct": N_("Distinct"),
    "mail_domains": N_("Mail domains"),
    "kind": N_("Kind"),
    "domains": N_("Domains"),
    "addresses": N_("Addresses"),
    "share_of_addresses": N_("Share of addresses"),
    "look_up": N_("The look-up"),
    "answered": N_("What was answered"),
    "answer": N_("Answer"),
    "asked_most_first": N_("The domains asked for, those with most rows first"),
    "asked": N_("The domains asked for"),
    "findings": N_("Findings, by weight"),
    "exhibit": N_("Exhibit"),
    "why": N_("Why it matters"),
    "innocent": N_("Innocent explanations"),
    "settle": N_("What would settle it"),
    "rows": N_("Rows of this finding"),
    "not_made": N_("Checks that were not made"),
    "check": N_("Check"),
    "about": N_("About"),
    "why_not": N_("Why not"),
    "method": N_("How the result was made"),
    "limits": N_("Limits"),
    "not_done": N_("What was not done"),
    "measured": N_("What it was measured on"),
    "tool": N_("Program and tables"),
}


def report_words() -> dict[str, str]:
    """Every fixed word of the report by the name that the templates use, in the language in use."""
    return {name: _(text) for name, text in WORDS.items()}


_LEVELS: Final = {
    "full": N_("fully locked: no network, no other files, no other programs"),
    "partial": N_("partly locked: this system offers only some of the layers"),
    "none": N_("not locked: this system offers no layer that the program knows"),
}


def isolation_level(level: str) -> str:
    """How far the process that reads the sample is locked in; a word that is not known stays as it is."""
    return _(_LEVELS[level]) if level in _LEVELS else level
