"""The tour: what is said at each of its stops."""

from dataclasses import dataclass
from typing import Final

from leakverify.words.language import _
from leakverify.words.phrases import N_

STOPS: Final = ("sample", "columns", "checks", "verdict", "rows", "report")
"""The stops in their order, each about one pane."""

_SAID: Final = {
    "sample": (
        N_("The sample"),
        N_(
            "Here a file is opened: press Ctrl+O, or drop it anywhere. The list of this tour is invented, and nobody in it exists. A file is read in a locked process; nothing of it leaves this computer."
        ),
    ),
    "columns": (
        N_("What the columns hold"),
        N_(
            "The program guesses what each column holds and says why. Where it is wrong, press F2 and choose: the checks run again by themselves. The five examples stay masked until you press Ctrl+M."
        ),
    ),
    "checks": (
        N_("The checks"),
        N_(
            "Each line is one question put to the rows. The first answers come at once and may still change. A check that has nothing to look at says so; that is no sign either way."
        ),
    ),
    "verdict": (
        N_("The verdict"),
        N_(
            "One sentence says how far the file carries its claim. Under it five readings stand on one scale, with what speaks for and against. Choose a line to see what was seen, innocent explanations, and what would settle it. “Cannot tell” is a result too."
        ),
    ),
    "rows": (
        N_("The rows"),
        N_(
            "Every number leads to rows that you can look at. “The file at a glance” (Ctrl+Shift+G) shows all rows in one picture: pasted blocks and seams stand out. Enter goes to these rows."
        ),
    ),
    "report": (
        N_("The report"),
        N_(
            "Save the result as PDF, page or JSON. The shareable edition holds no personal data; you are shown what leaves. Numbers of people who were called go in here as well."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A stop in words."""

    place: str
    heading: str
    text: str


def stop(at: int) -> Told:
    """What is said at a stop, from 0."""
    heading, text = _SAID[STOPS[at]]
    place = _("Stop {n} of {all}").format(n=at + 1, all=len(STOPS))
    return Told(place, _(heading), _(text))
