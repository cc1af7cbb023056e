"""The verdict page in every state that it must bear, for the gallery."""

from PySide6.QtWidgets import QApplication

from leakverify.gui.steps import CHECKS, VERDICT
from leakverify.model.messages import FindingMade, ProgressMade
from tests.gui.camera import Studio, settle
from tests.gui.stage import findings, play_to_columns, source
from tests.gui.verdict.cases import KINDS


class VerdictSeries:
    """Plays a run of each kind, one half-way, and looks at what can be chosen in a result."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def shoot(self) -> None:
        """Every kind, then a finding, a reading and one side of the scale in full."""
        self._half_way()
        for kind in KINDS[1:]:
            self._studio.play(kind)
            self._studio.shoot(f"verdict-{kind}", VERDICT)
            self._studio.shoot(f"verdict-{kind}-below", VERDICT, 1.0)
        self._studio.play()
        pane = self._studio.window.verdict
        for name in ("TIM001", "PER006", "GEN002"):
            pane.findings.choose(name)
            self._studio.shoot(f"verdict-{name}", VERDICT)
            self._studio.shoot(f"verdict-{name}-below", VERDICT, 1.0)
        pane.findings.show_side("nothing")
        self._studio.shoot("verdict-nothing-side", VERDICT)
        pane.findings.show_side("")
        pane.readings.pick_first()
        self._studio.shoot("verdict-reading", VERDICT)
        pane.findings.choose("GEN003")
        QApplication.processEvents()

    def _half_way(self) -> None:
        """Rows are still coming, and some checks have told."""
        studio = self._studio
        path = studio.sample()
        studio.session.open_files([path])
        analyst = studio.desk.analyst
        play_to_columns(analyst)
        settle()
        analyst.say(source(final=False, rows=1200))
        analyst.say(ProgressMade("read", 1200, 1914))
        for one in findings()[:3]:
            analyst.say(FindingMade(one))
        settle(400)
        path.unlink()
        studio.shoot("half-way-checks", CHECKS)
        studio.shoot("half-way-verdict", VERDICT)
