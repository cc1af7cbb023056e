"""One door to all words, for the window, the command line and the reports.

The words of findings, verdicts and questions bring the model along, which a start and a help page need nothing of:
a room of words is entered when the first of its words is asked for.
"""

import importlib
from typing import TYPE_CHECKING, Final

from leakverify.words.language import _, plural, ui_in, use

if TYPE_CHECKING:
    from leakverify.words.beside import Beside, finding_beside
    from leakverify.words.findings import (
        Help,
        finding_caveat,
        finding_figure,
        finding_seen,
        finding_settle,
        finding_title,
        headline_of,
        help_of,
        side,
        towards,
        weight,
    )
    from leakverify.words.names import (
        claim_name,
        claim_state_name,
        confidence_name,
        family_name,
        if_reading,
        reading_name,
        role_name,
        stage_name,
        status_name,
        step_name,
        strength_word,
    )
    from leakverify.words.problems import error_sentence, reason_sentence
    from leakverify.words.seals import seals_sentence
    from leakverify.words.tripwires import property_name, trap_line, trap_meaning, traps_together
    from leakverify.words.verdict import (
        bound_sentence,
        claim_sentence,
        confidence_sentence,
        dump_sentence,
        evidence_sentence,
        exhibits,
        fragile_sentence,
        status_explanation,
        status_headline,
    )

ui = _
"""A fixed text of the window or the command line, in the language in use; extracted as `ui("…")`."""

_HOMES: Final = {
    **dict.fromkeys(("Beside", "finding_beside"), "beside"),
    **dict.fromkeys(
        (
            "Help",
            "finding_caveat",
            "finding_figure",
            "finding_seen",
            "finding_settle",
            "finding_title",
            "headline_of",
            "help_of",
            "side",
            "towards",
            "weight",
        ),
        "findings",
    ),
    **dict.fromkeys(
        (
            "claim_name",
            "claim_state_name",
            "confidence_name",
            "family_name",
            "if_reading",
            "reading_name",
            "role_name",
            "stage_name",
            "status_name",
            "step_name",
            "strength_word",
        ),
        "names",
    ),
    **dict.fromkeys(("error_sentence", "reason_sentence"), "problems"),
    **dict.fromkeys(("seals_sentence",), "seals"),
    **dict.fromkeys(("property_name", "trap_line", "trap_meaning", "traps_together"), "tripwires"),
    **dict.fromkeys(
        (
            "bound_sentence",
            "claim_sentence",
            "confidence_sentence",
            "dump_sentence",
            "evidence_sentence",
            "exhibits",
            "fragile_sentence",
            "status_explanation",
            "status_headline",
        ),
        "verdict",
    ),
}
"""In which module of this room each word is made."""


def __getattr__(name: str) -> object:
    """Fetch a word from where it is made, once; AttributeError where there is none such."""
    if name not in _HOMES:
        raise AttributeError(name)
    word: object = getattr(importlib.import_module(f"leakverify.words.{_HOMES[name]}"), name)
    globals()[name] = word
    return word


__all__ = [
    "Beside",
    "Help",
    "bound_sentence",
    "claim_name",
    "claim_sentence",
    "claim_state_name",
    "confidence_name",
    "confidence_sentence",
    "dump_sentence",
    "error_sentence",
    "evidence_sentence",
    "exhibits",
    "family_name",
    "finding_beside",
    "finding_caveat",
    "finding_figure",
    "finding_seen",
    "finding_settle",
    "finding_title",
    "fragile_sentence",
    "headline_of",
    "help_of",
    "if_reading",
    "plural",
    "property_name",
    "reading_name",
    "reason_sentence",
    "role_name",
    "seals_sentence",
    "side",
    "stage_name",
    "status_explanation",
    "status_headline",
    "status_name",
    "step_name",
    "strength_word",
    "towards",
    "trap_line",
    "trap_meaning",
    "traps_together",
    "ui",
    "ui_in",
    "use",
    "weight",
]
