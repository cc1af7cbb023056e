"""The card of what a different result would need, and the way to the model card."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.needs_card import NeedsCard
from leakverify.model.assessment import Need
from leakverify.model.terms import Reading, Status
from tests.gui.verdict.cases import accusing

NEEDS = (
    Need("finding_explained", "GEN003", Reading.FABRICATED, change=1.2, status=Status.CANNOT_TELL),
    Need("people_first"),
)


def needing(*needs):
    made = accusing()
    return replace(made, verdict=replace(made.verdict, needs=needs))


@pytest.fixture
def card(dressed, qtbot):
    made = NeedsCard()
    qtbot.addWidget(made)
    made.show()
    return made


def texts(card):
    return [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]


def test_needs_stand_in_their_order_with_a_way_to_the_finding(card, qtbot):
    card.show_assessment(needing(*NEEDS))
    said = [t for t in texts(card) if len(t) > 40]
    assert "has an innocent cause, the result becomes “Cannot tell”" in said[0]
    assert said[1].startswith("Ask people in the file")
    links = card.findChildren(Link)
    assert [link.accessibleName() for link in links] == ["See the finding of GEN003"]
    with qtbot.waitSignal(card.finding_wanted) as asked:
        links[0].click()
    assert asked.args == ["GEN003"]


def test_another_result_leaves_nothing_of_the_last(card):
    card.show_assessment(needing(*NEEDS))
    card.show_assessment(needing(Need("claim_sheet")))
    assert not any("innocent cause" in text for text in texts(card))
    card.show_assessment(needing())
    assert card.isHidden()


def test_the_page_shows_them_and_leads_to_the_finding_and_the_card(arrive, window, qtbot):
    page = arrive("accusing")
    page.needs.show_assessment(needing(*NEEDS))
    assert page.needs.isVisible()
    page.needs.finding_wanted.emit("TIM001")
    assert page.detail.finding.finding.check == "TIM001"
    assert page.summary.card_link.isVisible()
    page.summary.card_link.click()
    assert window.aside._card.isVisible()
    window.aside._card.close()


def test_a_result_that_accuses_nobody_needs_no_card(arrive):
    assert not arrive("unverified").summary.card_link.isVisible()
