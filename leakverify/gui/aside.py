"""Windows beside the main one, made when they are first asked for: the museum and the model card."""

from PySide6.QtWidgets import QDialog, QWidget

from leakverify.gui.session import Session


class Aside:
    """Keeps each window while the program runs, so that a result is still there when it is opened again."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._parent = parent
        self._session = session
        self._museum: QDialog | None = None
        self._card: QDialog | None = None

    def show_museum(self) -> None:
        """What this build catches and misses."""
        if self._museum is None:
            from leakverify.gui.museum.job import MuseumJob
            from leakverify.gui.museum.window import MuseumWindow

            session = self._session
            job = MuseumJob(session.jobs, session.desk.self_test, self._parent)
            self._museum = MuseumWindow(self._parent, job)
            self._museum.resize(1080, 720)
        _raise(self._museum)

    def show_model_card(self) -> None:
        """How the checks were measured."""
        if self._card is None:
            from leakverify.gui.model_card import ModelCardWindow

            self._card = ModelCardWindow(self._parent)
            self._card.resize(760, 720)
        _raise(self._card)


def _raise(window: QDialog) -> None:
    """Bring a window to the front."""
    window.show()
    window.raise_()
    window.activateWindow()
