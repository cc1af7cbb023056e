"""A title never contradicts its number: weight may come from either side of genuine lists."""

import pytest

from leakverify.engine.catalogue import by_id
from leakverify.model.finding import Finding
from leakverify.model.terms import Reading, State
from leakverify.reference import calibration
from leakverify.words.findings import finding_title, phrases

MEASURED = calibration.load().spreads
"""A check that was not measured on genuine lists carries no weight, so its title takes no side."""
SIDED = sorted(c for c, phrase in phrases().items() if phrase.against_when and c in MEASURED)


def finding(check, value, support):
    info = by_id()[check]
    return Finding(
        check,
        check,
        info.family,
        State.COMPUTED,
        measured={info.headline: value},
        support={Reading.FABRICATED: support},
        basis="calibration",
    )


@pytest.mark.parametrize("check", SIDED)
def test_each_side_has_its_own_title(check):
    genuine = MEASURED[check].genuine
    low, high = genuine[0] - 1.0, genuine[-1] + 1.0
    phrase = phrases()[check]
    subject = phrase.subject or phrase.nothing
    telling, other = (low, high) if phrase.against_when == "low" else (high, low)
    assert finding_title(finding(check, telling, 1.0)) == phrase.against
    assert finding_title(finding(check, other, 1.0)) == f"{subject}, unlike in genuine lists"
    assert finding_title(finding(check, other, -1.0)) == phrase.supports
    assert finding_title(finding(check, telling, -1.0)) == f"{subject}, as in genuine lists"
    assert finding_title(finding(check, telling, 0.0)) == phrase.nothing
