"""What other collections showed, read once when the first chart needs it."""

from leakverify.model.figure import Figure
from leakverify.model.finding import Finding
from leakverify.reference import calibration
from leakverify.reports.figures import against_lists, rhythm
from leakverify.words.say import headline_of


class Collections:
    """Makes a finding's charts: its own shape, and its number beside other collections' where these were measured."""

    def __init__(self) -> None:
        self._measured: calibration.Calibration | None = None

    def figures_of(self, finding: Finding) -> tuple[Figure | None, Figure | None]:
        """The shape that the finding counted, and its number beside other collections'."""
        headline = headline_of(finding.check)
        if not headline:
            return rhythm(finding), None
        if self._measured is None:
            self._measured = calibration.load()
        return rhythm(finding), against_lists(finding, headline, self._measured)
