"""The steps of the work in their order, and which are through."""

from dataclasses import dataclass

from leakverify.gui.heard import Phase
from leakverify.gui.session import Session
from leakverify.model.claim import Claim
from leakverify.words.say import ui

SAMPLE, CLAIM, COLUMNS, CHECKS, VERDICT, ROWS, MAIL, PEOPLE, REPORT = range(9)


def step_names() -> tuple[str, ...]:
    """The names of the steps, as the rail and the list of keys show them."""
    return (
        ui("Sample"),
        ui("Claim"),
        ui("Columns"),
        ui("Checks"),
        ui("Verdict"),
        ui("Rows"),
        ui("Mail domains"),
        ui("People"),
        ui("Report"),
    )


@dataclass(slots=True)
class Steps:
    """What the session cannot know: whether rows were looked at and a report was saved."""

    rows_seen: bool = False
    report_saved: bool = False

    def through(self, session: Session) -> tuple[bool, ...]:
        """Which steps are done."""
        return (
            session.is_open,
            session.claim != Claim(),
            session.heard.columns is not None,
            session.phase is Phase.DONE,
            session.assessment is not None,
            self.rows_seen,
            session.look_ups.look_up is not None,
            session.call_book.people is not None and session.call_book.people.at_look,
            self.report_saved,
        )
