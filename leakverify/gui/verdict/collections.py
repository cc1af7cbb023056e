"""A finding's charts: the shape that it counted, and its number beside what other collections showed."""

from leakverify.gui.session import Session
from leakverify.model.figure import Figure
from leakverify.model.finding import Finding
from leakverify.reference import calibration
from leakverify.reports.figures import against_lists
from leakverify.reports.shapes import Around, shape_of
from leakverify.words.say import headline_of, role_name


class Collections:
    """Reads what was measured once, when the first chart needs it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._measured: calibration.Calibration | None = None

    def figures_of(self, finding: Finding) -> tuple[Figure | None, Figure | None]:
        """The shape that the finding counted, and its number beside other collections'."""
        shape = shape_of(finding, self._around())
        headline = headline_of(finding.check)
        if not headline:
            return shape, None
        if self._measured is None:
            self._measured = calibration.load()
        return shape, against_lists(finding, headline, self._measured)

    def _around(self) -> Around:
        """What a picture needs beside its finding."""
        session = self._session
        roles = {i.name: role_name(session.role_of(i.position)) for i in session.heard.infos}
        result = session.assessment
        if result is None:
            return Around(session.findings, session.claim, roles=roles)
        return Around(result.findings, result.claim, result.tool.as_of, roles=roles)
