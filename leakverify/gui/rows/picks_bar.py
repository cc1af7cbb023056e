"""The filters in force, one button each that takes it away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from leakverify.gui.rows.facet_model import shown_group
from leakverify.gui.session import Session
from leakverify.gui.widgets.button import button
from leakverify.gui.widgets.flow import Flow
from leakverify.model.picks import MAX_PICKS, Pick
from leakverify.safe_text import for_screen
from leakverify.words.facets import pick_line
from leakverify.words.say import ui

LONGEST_NAME = 30


class PicksBar(QWidget):
    """Holds the picks, in the order in which they were made. `changed` follows every other set of them."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.picks: tuple[Pick, ...] = ()
        self._flow = Flow()
        self.setLayout(self._flow)
        session.masked_changed.connect(self._lay)
        self._lay()

    def toggle(self, pick: Pick) -> None:
        """Add a filter, or take it away where it is in force."""
        if pick in self.picks:
            self.picks = tuple(p for p in self.picks if p != pick)
        elif len(self.picks) < MAX_PICKS:
            self.picks = (*self.picks, pick)
        self._lay()
        self.changed.emit()

    def clear(self) -> None:
        """No filter; nothing is asked for it."""
        self.picks = ()
        self._lay()

    def _lay(self) -> None:
        """One button for each pick, anew: they are few."""
        self._flow.clear()
        names = {info.position: info.name for info in self._session.heard.infos}
        for pick in self.picks:
            role = self._session.role_of(pick.column)
            group = shown_group(pick.kind, pick.key, role, is_masked=self._session.masked)
            name = for_screen(names.get(pick.column, ""), LONGEST_NAME)
            text = pick_line(name, group)
            made = button(f"{text}  ×", partial(self.toggle, pick), kind="badge", name="pick")
            made.setAccessibleName(ui("Take the filter away: {filter}").format(filter=text))
            self._flow.addWidget(made)
        self.setVisible(bool(self.picks))
