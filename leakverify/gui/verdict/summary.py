"""The words at the top of the page: the headline, what qualifies it, the confidence, the reservations."""

from PySide6.QtCore import Qt

from leakverify.gui.heard import Phase
from leakverify.gui.verdict.link import Link
from leakverify.gui.verdict.wording import LONGEST, explanation, from_outside, reservations
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.card import row
from leakverify.gui.widgets.label import plain_label
from leakverify.gui.widgets.pane import Pane
from leakverify.model.assessment import Assessment
from leakverify.model.terms import ACCUSED
from leakverify.safe_text import ours_on_screen
from leakverify.words.say import confidence_sentence, status_headline, ui


class Summary:
    """Puts its lines under the headline of a pane and keeps them true."""

    def __init__(self, page: Pane) -> None:
        self._page = page
        self.partial = plain_label(kind="against", wrap=True, name="partial")
        self.confidence = plain_label(kind="soft", wrap=True, name="confidence")
        self.outside = plain_label(kind="small", wrap=True, name="from_outside")
        self.reservations = plain_label(kind="small", wrap=True, name="reservations")
        self.card_link = Link(ui("How it was measured"), name="model_card")
        self.checks_button = button(ui("See the checks"), kind="primary", name="see_checks")
        page.content.insertWidget(1, self.partial)
        page.content.addWidget(self.confidence)
        page.content.addWidget(self.outside)
        page.content.addWidget(self.reservations)
        self.computed_link = Link(ui("How was this computed?"), name="how_computed")
        page.content.addLayout(row(self.computed_link, self.card_link, None, spacing=18))
        page.content.addWidget(self.checks_button, 0, Qt.AlignmentFlag.AlignLeft)

    def say_result(self, assessment: Assessment) -> None:
        """Word a result; one of a part of the sample says so first."""
        self._say(status_headline(assessment.verdict), explanation(assessment))
        self.partial.setText(
            ui("Not the whole sample was read or checked; this is about the part that was.")
        )
        self.partial.setVisible(not assessment.complete)
        self.confidence.setText(ours_on_screen(confidence_sentence(assessment), LONGEST))
        self.confidence.setVisible(True)
        told = from_outside(assessment)
        self.outside.setText(told)
        self.outside.setVisible(bool(told))
        said = reservations(assessment)
        self.reservations.setText(said)
        self.reservations.setVisible(bool(said))
        self.card_link.setVisible(assessment.verdict.status in ACCUSED)
        self.computed_link.setVisible(bool(assessment.verdict.weighing))
        self.checks_button.setVisible(False)

    def say_meanwhile(self, phase: Phase) -> None:
        """Say why there is no result."""
        match phase:
            case Phase.FAILED:
                self._say(
                    ui("There is no result"),
                    ui(
                        "The sample could not be checked to the end. What was found until then is kept."
                    ),
                )
            case Phase.DONE:
                self._say(ui("All checks are through"), ui("The evidence is being weighed."))
            case _:
                self._say(
                    ui("The checks are running"),
                    ui(
                        "The result is worded when all checks are through. What is listed here is provisional."
                    ),
                )
        for label in (
            self.partial,
            self.confidence,
            self.outside,
            self.reservations,
            self.card_link,
            self.computed_link,
        ):
            label.setVisible(False)
        self.checks_button.setVisible(True)

    def _say(self, headline: str, sentence: str) -> None:
        self._page.headline.setText(headline)
        self._page.sentence.setText(sentence)
        self._page.sentence.setVisible(True)
