"""A vault and a sample brought together: the parent holds the vault, the analyst the rows, and hashes pass between them."""

import datetime as dt
import hashlib
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from leakverify.case import vault_search
from leakverify.case.vault import Vault
from leakverify.case.vault_numbers import is_rising, numbers
from leakverify.case.vault_search import Found, Usual
from leakverify.model.errors import ChildDied, UnreadableInput, UsageProblem
from leakverify.model.messages import OldEnd, OldLeak, OldPart, PileHead, PilePart
from leakverify.model.old_leak import COMMON, KEYS, LINK, About, Leak, Overlap
from leakverify.model.progress import CancelToken, OnProgress
from leakverify.model.sample import SampleFile
from leakverify.scoring.bound import clopper_pearson

MISS: Final = 0.025
Take = Callable[[PileHead | PilePart], None]
AskForPile = Callable[[str, bool, Take], None]
"""Asks the analyst for a pile under a vault's key, with or without the sketch of rows, and hands its parts on."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a vault has of a sample."""

    rows: int
    overlaps: tuple[Overlap, ...]
    leaks: int
    found: tuple[Found, ...]
    keys: dict[str, "array[int]"]
    usual: Usual


class _Addition:
    """A leak as it comes, part by part, into the vault's open transaction."""

    def __init__(self, vault: Vault, about: About, sha256: str, added: dt.date) -> None:
        self._vault = vault
        self._about = (about, sha256, added)
        self.leak: Leak | None = None
        self._next: dict[tuple[str, str], int] = {}
        self._last: dict[tuple[str, str], int] = {}

    def take(self, message: PileHead | PilePart) -> None:
        """One message of the analyst."""
        if isinstance(message, PileHead):
            if not message.complete:
                raise UnreadableInput("VAULT_INCOMPLETE")
            if not message.rows or not message.counts:
                raise UnreadableInput("VAULT_NOTHING")
            self.leak = self._vault.put_leak(*self._about, message)
            return
        if self.leak is None or message.kind not in dict(self.leak.counts) or not message.data:
            raise ChildDied("WORKER_PROTOCOL")
        place = (message.kind, message.field)
        if message.field in {KEYS, COMMON, LINK}:
            found = numbers(message.data)
            if found[0] <= self._last.get(place, -1) or not is_rising(found):
                raise ChildDied("WORKER_PROTOCOL")
            self._last[place] = found[-1]
        number = self._next.get(place, 0)
        self._next[place] = number + 1
        self._vault.put_part(self.leak.number, message.kind, message.field, number, message.data)


def add(
    vault: Vault, about: About, files: Sequence[SampleFile], added: dt.date, ask: AskForPile
) -> Leak:
    """Take an open sample into the vault as an older leak.

    Raises:
        UsageProblem: `VAULT_ALREADY`, `VAULT_LABEL`.
        UnreadableInput: `VAULT_INCOMPLETE` where reading ended early, `VAULT_NOTHING` where no column tells one person from another.
        ChildDied, Cancelled, OutputProblem: nothing was added.
    """
    sha256 = hash_of(files)
    if vault.holds(sha256):
        raise UsageProblem("VAULT_ALREADY")
    addition = _Addition(vault, about, sha256, added)
    with vault.writing():
        ask(vault.key, True, addition.take)
        if addition.leak is None:
            raise ChildDied("WORKER_PROTOCOL")
        _put_overlaps(vault, addition.leak)
    return addition.leak


def _put_overlaps(vault: Vault, leak: Leak) -> None:
    """What the new leak's smallest values have in the others, and theirs in it: what a genuine new leak usually shares."""
    for other in vault.leaks():
        for kind in sorted(dict(other.counts).keys() & dict(leak.counts).keys()):
            if other.number != leak.number:
                vault.put_overlap(leak.number, other.number, kind)
                vault.put_overlap(other.number, leak.number, kind)


def search(vault: Vault, ask: AskForPile, on_progress: OnProgress, cancel: CancelToken) -> Searched:
    """Look an open sample up in every leak.

    Raises:
        Cancelled, ChildDied: nothing was found.
        UnreadableInput: `VAULT_DAMAGED`, `VAULT_TOO_LARGE`.
    """
    keys: dict[str, array[int]] = {}
    heads: list[PileHead] = []

    def take(message: PileHead | PilePart) -> None:
        if isinstance(message, PileHead):
            heads.append(message)
            keys.update({kind: array("Q") for kind, _ in message.counts})
        elif message.field != KEYS or message.kind not in keys:
            raise ChildDied("WORKER_PROTOCOL")
        else:
            keys[message.kind].extend(numbers(message.data))

    ask(vault.key, False, take)
    if not all(map(is_rising, keys.values())):
        raise ChildDied("WORKER_PROTOCOL")
    found = vault_search.look_up(vault, keys, on_progress, cancel)
    known = vault_search.usual(vault)
    told = vault_search.overlaps(found, keys, known, interval)
    return Searched(heads[0].rows if heads else 0, told, len(found), found, keys, known)


def for_analyst(
    vault: Vault, searched: Searched, organisation: str | None
) -> tuple[OldLeak | OldPart | OldEnd, ...]:
    """What the next run is told of the vault."""
    return tuple(
        vault_search.messages(
            vault, searched.found, searched.keys, searched.usual, organisation or ""
        )
    )


def labelled(searched: Searched) -> dict[int, About]:
    """What the user says of the leaks that were looked up, by number."""
    return {found.leak.number: found.leak.about for found in searched.found}


def interval(hits: int, n: int) -> tuple[float, float]:
    """Clopper and Pearson's exact 95 % interval.

    >>> [round(edge, 3) for edge in interval(5, 5)], [round(edge, 3) for edge in interval(0, 10)]
    ([0.478, 1.0], [0.0, 0.308])
    """
    return clopper_pearson(hits, n, MISS), 1.0 - clopper_pearson(n - hits, n, MISS)


def hash_of(files: Sequence[SampleFile]) -> str:
    """The hash of a leak: of one file its own, of several that of their hashes in order."""
    if len(files) == 1:
        return files[0].sha256
    return hashlib.sha256("\n".join(file.sha256 for file in files).encode("ascii")).hexdigest()
