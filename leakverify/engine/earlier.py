"""Older files to compare with: read, mapped, and kept as hashed keys of what identifies a person."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from leakverify.checks.contract import EarlierFile
from leakverify.engine.rooms import Rooms
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Keys
from leakverify.facts.settings import FactSettings
from leakverify.limits import Limits
from leakverify.model.claim import Claim
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Role
from leakverify.sources.regular import NamedFile

KEYED: Final = (
    Role.EMAIL,
    Role.PHONE,
    Role.USERNAME,
    Role.FULL_NAME,
    Role.PASSWORD,
    Role.PASSWORD_HASH,
    Role.RECORD_ID,
    Role.IBAN,
    Role.CARD,
    Role.NATIONAL_ID,
    Role.UUID,
)


def read_earlier(
    file: NamedFile,
    rooms: Rooms,
    limits: Limits,
    seed: int,
    as_of: dt.date,
    on_progress: OnProgress,
    cancel: CancelToken,
) -> EarlierFile:
    """One older file as sorted keys by role, under the seed of the run."""
    reader = rooms.open_reader(
        [file], ReadSettings(), limits, on_progress=on_progress, cancel=cancel
    )
    settings = rooms.settings_for(head := reader.head(), rooms.guess(head), Claim(), as_of)
    pile = _Pile(settings, seed)
    for batch in reader.batches():
        pile.add(Facts(batch, settings))
    known = reader.files[0]
    return EarlierFile(known.name or "", known.sha256, pile.rows, pile.keys())


@dataclass(slots=True)
class _Pile:
    """The keys of one file as they come."""

    settings: FactSettings
    seed: int
    rows: int = 0
    parts: dict[str, list[Keys]] = field(default_factory=dict)

    def add(self, facts: Facts) -> None:
        """Take the next rows."""
        for role in KEYED:
            column = self.settings.roles.first(role)
            if column is not None:
                keys = facts.key((column,), self.seed, folded=True)
                filled = facts.any_filled((column,))
                self.parts.setdefault(role.value, []).append(np.unique(keys[filled]))
        self.rows += facts.rows

    def keys(self) -> dict[str, Keys]:
        """Sorted different keys by role."""
        return {role: np.unique(np.concatenate(keys)) for role, keys in self.parts.items()}
