"""The three steps of a private comparison between two newsrooms, with what each side has."""

import secrets
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leakverify.case import exchange
from leakverify.case import exchange_file as files
from leakverify.case.exchange_file import Carried
from leakverify.case.vault import Vault
from leakverify.case.vault_numbers import numbers
from leakverify.engine.old_leaks import Take, interval
from leakverify.model.errors import OutputProblem, UnreadableInput, UsageProblem
from leakverify.model.messages import PileHead, PilePart
from leakverify.model.old_leak import COMMON, COMMON_KEY, KEYS
from leakverify.model.progress import CancelToken, OnProgress


@dataclass(frozen=True, slots=True)
class Compared:
    """How many of the asker's values the other newsroom has, with Clopper and Pearson's 95 % interval; never which."""

    kind: str
    both: int
    mine: int
    theirs: int
    low: float
    high: float


def blind(
    kind: str,
    passphrase: str,
    ask: Callable[[str, Take], None],
    on_progress: OnProgress,
    cancel: CancelToken,
) -> tuple[bytes, bytes, int]:
    """The asker's first step: the file to carry, the locked scalar to keep, and how many values it is about.

    Raises:
        UsageProblem: `EXCHANGE_NO_COLUMN`, `EXCHANGE_FEW`, `EXCHANGE_MANY`, `PASSPHRASE_EMPTY`.
        Cancelled, ChildDied, UnreadableInput: as the pile is made.
    """
    scalar, number = exchange.new_scalar(), secrets.token_bytes(16)
    secret = files.keep(scalar, passphrase)
    values = _values_of(kind, ask)
    _bounded(len(values))
    points = exchange.all_hashed(number, kind, values)
    made = exchange.blinded(scalar, points, len(values), on_progress, cancel)
    carried = Carried(files.BLIND, number.hex(), kind, tuple(made))
    return files.as_bytes(carried), secret, len(made)


def answer(
    path: Path, vault: Vault, only: Sequence[int], on_progress: OnProgress, cancel: CancelToken
) -> tuple[bytes, int, int]:
    """The answerer's step: the file to carry back, how many values were asked about, how many were answered from.

    Raises:
        UnreadableInput: `EXCHANGE_MISSING`, `EXCHANGE_DAMAGED`, `VAULT_DAMAGED`.
        UsageProblem: `EXCHANGE_FEW`, `EXCHANGE_MANY`, `VAULT_NO_SUCH_LEAK`.
    """
    asked = files.read(path, files.BLIND)
    _bounded(len(asked.points))
    values = _values_in(vault, asked.kind, only)
    _bounded(len(values))
    scalar = exchange.new_scalar()
    twice = exchange.blinded(
        scalar, exchange.received(asked.points), len(asked.points), on_progress, cancel
    )
    points = exchange.all_hashed(bytes.fromhex(asked.exchange), asked.kind, values)
    own = exchange.blinded(scalar, points, len(values), on_progress, cancel)
    carried = Carried(files.ANSWER, asked.exchange, asked.kind, tuple(twice), tuple(own))
    return files.as_bytes(carried), len(twice), len(own)


def compare(
    asked_path: Path,
    answer_path: Path,
    secret: Path,
    passphrase: str,
    on_progress: OnProgress,
    cancel: CancelToken,
) -> Compared:
    """The asker's last step.

    Raises:
        UnreadableInput: `EXCHANGE_MISSING`, `EXCHANGE_DAMAGED`, `EXCHANGE_SECRET`; `EXCHANGE_OTHER` for the answer to another question.
    """
    asked = files.read(asked_path, files.BLIND)
    told = files.read(answer_path, files.ANSWER)
    scalar = files.kept(secret, passphrase)
    same = (asked.exchange, asked.kind, len(asked.points))
    if same != (told.exchange, told.kind, len(told.points)):
        raise UnreadableInput("EXCHANGE_OTHER")
    twice = exchange.blinded(
        scalar, exchange.received(told.own), len(told.own), on_progress, cancel
    )
    both, mine = exchange.in_both(told.points, twice), len(told.points)
    return Compared(asked.kind, both, mine, len(twice), *interval(both, mine))


def refuse_overwriting(targets: Iterable[Path], sources: Iterable[Path]) -> None:
    """No file of an exchange may replace what it is made from, or another output.

    Raises:
        OutputProblem: `EXCHANGE_OVERWRITES`.
    """
    taken = {path.resolve() for path in sources}
    for path in targets:
        if path.resolve() in taken:
            raise OutputProblem("EXCHANGE_OVERWRITES")
        taken.add(path.resolve())


def _values_of(kind: str, ask: Callable[[str, Take], None]) -> "array[int]":
    """The sample's distinct values of a kind, under the key that all vaults share."""
    found = array("Q")
    kinds: set[str] = set()

    def take(message: PileHead | PilePart) -> None:
        if isinstance(message, PileHead):
            kinds.update(k for k, _ in message.counts)
            del found[:]
        elif message.kind == kind and message.field == KEYS:
            found.extend(numbers(message.data))

    ask(COMMON_KEY, take)
    if kind not in kinds:
        raise UsageProblem("EXCHANGE_NO_COLUMN")
    return found


def _values_in(vault: Vault, kind: str, only: Sequence[int]) -> list[int]:
    """The distinct values of a kind in the leaks named, or in all."""
    known = {leak.number for leak in vault.leaks()}
    for number in only:
        if number not in known:
            raise UsageProblem("VAULT_NO_SUCH_LEAK", number=number)
    values: set[int] = set()
    for number in only or sorted(known):
        for part in vault.field(number, kind, COMMON):
            values.update(part)
            if len(values) > files.MOST:
                raise UsageProblem("EXCHANGE_MANY", most=files.MOST)
    return sorted(values)


def _bounded(count: int) -> None:
    if count < files.FEWEST:
        raise UsageProblem("EXCHANGE_FEW", fewest=files.FEWEST)
    if count > files.MOST:
        raise UsageProblem("EXCHANGE_MANY", most=files.MOST)
