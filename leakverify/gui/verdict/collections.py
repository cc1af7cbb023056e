"""What other collections showed, read once when the first chart needs it."""

from leakverify.model.figure import Figure
from leakverify.model.finding import Finding
from leakverify.reference import calibration
from leakverify.reports.figures import against_lists
from leakverify.words.say import headline_of


class Collections:
    """Makes a finding's chart, where other collections were measured for its check."""

    def __init__(self) -> None:
        self._measured: calibration.Calibration | None = None

    def figure_of(self, finding: Finding) -> Figure | None:
        """The chart of a finding; None where nothing is there to compare with."""
        headline = headline_of(finding.check)
        if not headline:
            return None
        if self._measured is None:
            self._measured = calibration.load()
        return against_lists(finding, headline, self._measured)
