"""Why there is no table of domains, and where the user can do something about it."""

from enum import StrEnum

from leakverify.gui.heard import Phase
from leakverify.gui.session import Session
from leakverify.model.terms import Role
from leakverify.words.say import ui


class Where(StrEnum):
    """What the one button of the empty state leads to."""

    OPEN = "open"
    COLUMNS = "columns"
    CHECKS = "checks"


def why_nothing(session: Session) -> tuple[str, str, str, Where]:
    """Title, sentence, button, and where it leads."""
    if session.phase in {Phase.EMPTY, Phase.FAILED} and not session.is_open:
        said = ui("Open a file, and this page lists the mail domains in it. Nobody is asked.")
        return ui("No sample yet"), said, ui("Open a file…"), Where.OPEN
    infos = session.heard.infos
    if infos and not any(session.role_of(i.position) is Role.EMAIL for i in infos):
        said = ui("If one of the columns holds them, say so where the columns are listed.")
        return ui("No column of e-mail addresses"), said, ui("See the columns"), Where.COLUMNS
    if session.look_ups.domains is not None:
        said = ui("No cell of the columns of addresses holds a domain that could exist.")
        return ui("No mail domain"), said, ui("See the columns"), Where.COLUMNS
    said = ui("The domains are counted when all rows are read. Nobody is asked.")
    return ui("Still reading"), said, ui("See the checks"), Where.CHECKS
