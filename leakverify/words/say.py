"""One door to all words, for the window, the command line and the reports."""

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
from leakverify.words.language import _, plural, use
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
    "use",
    "weight",
]
