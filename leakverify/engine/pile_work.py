"""In the analyst: a sample's values as keyed hashes for a vault, and the vault's leaks as the checks know them.

The analyst has the vault's key for hashes and never the vault: it learns which of the hashes that it sent stand in which
leak. About its own file it may lie, as it may about any cell; of another leak it can say nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from leakverify.checks.ancestry import packed
from leakverify.checks.ancestry.keys import keys_of
from leakverify.checks.ancestry.pile import Pile, distinct
from leakverify.checks.contract import EarlierFile
from leakverify.engine import claims
from leakverify.engine.rooms import Rooms
from leakverify.facts.batch import Batch
from leakverify.facts.facts import Facts
from leakverify.facts.settings import FactSettings
from leakverify.model.errors import Cancelled, UnreadableInput
from leakverify.model.mapping import Mapping
from leakverify.model.messages import (
    AskPile,
    FromChild,
    OldEnd,
    OldLeak,
    OldPart,
    PileEnd,
    PileHead,
    PilePart,
)
from leakverify.model.old_leak import (
    COMMON_KEY,
    EXCHANGED,
    MOST_KEYS,
    MOST_KINDS,
    MOST_LABELS,
    MOST_LEAKS,
)
from leakverify.model.progress import CancelToken, OnProgress, Progress
from leakverify.model.terms import Role

if TYPE_CHECKING:
    from leakverify.facts.kinds import Keys

STAGE: Final = "vault"
_COMMON: Final = int(COMMON_KEY, 16)


@dataclass(frozen=True, slots=True)
class RowsToPile:
    """All rows of a sample, and whether they were all of the file once they have been walked."""

    batches: Iterator[Batch]
    whole: Callable[[], bool]


def settings_of(asked: AskPile, head: Batch | None, guess: Mapping, rooms: Rooms) -> FactSettings:
    """How the cells are to be understood: as the run does that follows. `EMPTY_FILE` where there is none."""
    if head is None:
        raise UnreadableInput("EMPTY_FILE")
    mapping = guess.overruled({name: Role(role) for name, role in asked.roles.items()})
    claim, as_of = claims.from_json(asked.claim), dt.date.fromisoformat(asked.as_of)
    return rooms.settings_for(head, mapping, claim, as_of)


def tell_pile(
    asked: AskPile,
    given: RowsToPile,
    settings: FactSettings,
    tell: Callable[[FromChild], None],
    on_progress: OnProgress,
    cancel: CancelToken,
) -> None:
    """Make the pile of all rows and send it, its size first; where the user stops it, its end says so.

    Raises:
        UnreadableInput: `VAULT_TOO_LARGE` for a file with more values than a vault takes of one.
    """
    try:
        _tell_pile(asked, given, settings, tell, on_progress, cancel)
    except Cancelled:
        tell(PileEnd(asked.token, whole=False))


def _tell_pile(
    asked: AskPile,
    given: RowsToPile,
    settings: FactSettings,
    tell: Callable[[FromChild], None],
    on_progress: OnProgress,
    cancel: CancelToken,
) -> None:
    """The same, raising `Cancelled`."""
    key = int(asked.key, 16)
    pile = Pile(key, linked=asked.links)
    common: dict[str, list[Keys]] = {}
    for batch in given.batches:
        if cancel.is_set():
            raise Cancelled
        facts = Facts(batch, settings)
        pile.add(facts)
        for kind, keys in keys_of(facts, _COMMON, EXCHANGED).items() if asked.links else ():
            common.setdefault(kind, []).append(distinct(keys))
        on_progress(Progress(STAGE, pile.rows, 0))
    file = pile.done("", "")
    counts = tuple((packed.veiled(kind, key), len(keys)) for kind, keys in file.keys.items())
    if sum(n for _, n in counts) > MOST_KEYS or len(counts) > MOST_KINDS:
        raise UnreadableInput("VAULT_TOO_LARGE")
    labels = sorted(packed.veiled(label, key) for label in file.in_order)[:MOST_LABELS]
    tell(
        PileHead(
            asked.token,
            file.rows,
            given.whole(),
            file.country,
            file.providers,
            tuple(labels),
            counts,
        )
    )
    shared = {kind: distinct(np.concatenate(keys)) for kind, keys in common.items()}
    for kind, field, data in chain(packed.parts(file, key), packed.common(shared)):
        if cancel.is_set():
            raise Cancelled
        tell(PilePart(asked.token, kind, field, data))
    tell(PileEnd(asked.token))


class KnownVault:
    """What was told of the vault's leaks: taken on the thread that listens, used by the run that follows."""

    def __init__(self) -> None:
        self.key = 0
        self._whole: tuple[tuple[OldLeak, tuple[OldPart, ...]], ...] = ()
        self._leaks: list[OldLeak] = []
        self._parts: dict[int, list[OldPart]] = {}

    def take(self, message: OldLeak | OldPart | OldEnd) -> None:
        """Keep a part; the end puts all of them in the place of what was known before."""
        match message:
            case OldLeak() if len(self._leaks) < MOST_LEAKS:
                self._leaks.append(message)
            case OldPart():
                self._parts.setdefault(message.number, []).append(message)
            case OldEnd():
                whole = tuple((k, tuple(self._parts.get(k.number, ()))) for k in self._leaks)
                key = int(message.key, 16) if message.key else 0
                self.key, self._whole = key, whole if key else ()
                self._leaks, self._parts = [], {}
            case _:
                pass

    def files(self, roles: Mapping) -> tuple[EarlierFile, ...]:
        """The leaks under the names of the sample's own columns."""
        names = packed.plain_names(roles, self.key)
        return tuple(
            packed.restored(_file(leak), [(p.kind, p.field, p.data) for p in parts], names)
            for leak, parts in self._whole
        )


def _file(leak: OldLeak) -> EarlierFile:
    """A leak without its keys, under veiled names."""
    return EarlierFile(
        "",
        "",
        leak.rows,
        {},
        country=leak.country,
        providers=leak.providers,
        in_order=frozenset(leak.in_order),
        number=leak.number,
        counts=dict(leak.counts),
        among={(other, kind): share for other, kind, share in leak.among},
        coverage=dict(leak.coverage),
        named=leak.named,
    )
