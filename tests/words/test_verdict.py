"""Sentences of the verdict that are put together from two."""

import pytest

from leakverify.words import language, verdict
from tests.gui.verdict.cases import accusing


@pytest.mark.parametrize(
    ("spoken", "end"),
    [
        ("en", "innocent cause: the places were replaced on purpose"),
        ("fr", "cause innocente\N{NARROW NO-BREAK SPACE}: les lieux ont été remplacés exprès"),
        ("de", "harmlose Ursache haben: Die Orte wurden"),
    ],
)
def test_a_cause_follows_its_colon_as_the_language_writes_it(spoken, end):
    with language.spoken(spoken):
        assert end in verdict.evidence_sentence(accusing())
