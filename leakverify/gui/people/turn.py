"""One turn at the card: the keys that were pressed since it was opened, until they come to an outcome."""

from dataclasses import dataclass
from typing import Final

from leakverify.gui.call_book import Said
from leakverify.model.call_desk import KEYS, Foil, Outcome

COUNTED: Final = frozenset({Outcome.MATCH, Outcome.PARTLY})
"""Outcomes for which it matters how many fields the person stated rightly."""
TALKED: Final = COUNTED | {Outcome.NO}
"""Outcomes of a talk about the entry, in which something wrong could be asked."""
FOILS: Final = {"+": Foil.ASKED_ACCEPTED, "-": Foil.ASKED_REJECTED}
DIGITS: Final = "0123456789"


@dataclass(slots=True)
class Turn:
    """`fields` is None until a digit was pressed; `waiting` is an outcome that still needs one."""

    row: int
    with_foil: bool = False
    fields: int | None = None
    foil: Foil | None = None
    waiting: Outcome | None = None

    def press(self, key: str) -> Said | None:
        """Take one key; tells what is to be noted once that is known. Keys that mean nothing change nothing."""
        if len(key) == 1 and key in DIGITS:
            self.fields = int(key)
            return self._said(self.waiting) if self.waiting else None
        if key in FOILS and self.with_foil:
            self.foil = FOILS[key]
            return None
        outcome = KEYS.get(key.lower())
        if outcome is None:
            return None
        if outcome in COUNTED and self.fields is None:
            self.waiting = outcome
            return None
        return self._said(outcome)

    def clear(self) -> None:
        """Forget the keys since the card was opened."""
        self.fields = self.foil = self.waiting = None

    def _said(self, outcome: Outcome) -> Said:
        fields = (self.fields or 0) if outcome in TALKED else 0
        return Said(outcome, fields, self.foil if outcome in TALKED else None)
