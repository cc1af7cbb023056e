"""Why there is no call desk yet, and where the user can do something about it."""

from enum import StrEnum

from leakverify.gui.people.teller import reach_of
from leakverify.gui.session import Session
from leakverify.words.people_desk import why_people
from leakverify.words.say import ui


class Where(StrEnum):
    """What the one button of the empty state leads to."""

    OPEN = "open"
    COLUMNS = "columns"
    PLAN = "plan"


def why_nothing(session: Session) -> tuple[str, str, str, Where]:
    """Title, sentence, button, and where it leads."""
    if not session.is_open:
        return ui("People decide"), why_people(), ui("Open a file…"), Where.OPEN
    if session.heard.infos and not reach_of(session):
        said = ui(
            "No column is known to hold telephone numbers or addresses, so nobody can be called. If one does, say so where the columns are "
            "listed."
        )
        return ui("Nobody can be reached"), said, ui("See the columns"), Where.COLUMNS
    return ui("People decide"), why_people(), ui("Plan the calls"), Where.PLAN
