"""How the earlier files lie to each other: editions of one list, compilations, and what strangers share.

A new list of some population overlaps older lists of that population as these overlap each other. That is measured
on the files given (each left out in turn), never taken from services that hold thousands of millions of addresses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

import numpy as np

from leakverify.checks.ancestry.kinship import MAX_FILES, within
from leakverify.checks.contract import EarlierFile
from leakverify.checks.weight import Beta
from leakverify.facts.kinds import Ints
from leakverify.model.terms import Role

PROBED: Final = 4_096
MOST: Final = 0.5
ALIKE_MIX: Final = 0.4
MIN_ADDRESSES: Final = 30
MIN_COVERED: Final = 2
HUGE: Final = 5_000_000
LOGINS: Final = frozenset({Role.EMAIL.value, Role.USERNAME.value, Role.PASSWORD_HASH.value})
"""A single site has more to tell of five million people than how they log in."""

PRIOR: Final = Beta(0.3, 3.0, 0.05)
"""Two lists of one country share some people, most of them few."""
PER_PAIR: Final = 2.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What a genuine new list would share with one earlier file."""

    kind: Beta
    share: float | None
    pairs: int


def shared(one: EarlierFile, other: EarlierFile, kind: str) -> float:
    """The share of the values of one file that stand in the other; 0 where either has none."""
    if one.number:
        return one.among.get((other.number, kind), 0.0)
    mine, theirs = one.keys.get(kind), other.keys.get(kind)
    if mine is None or theirs is None or not len(mine):
        return 0.0
    return float(np.mean(within(theirs, mine[:PROBED])))


def compilations(files: Sequence[EarlierFile], kind: str) -> set[int]:
    """Files that hold most of two others that are strangers to each other, or are huge lists of log-ins: they hold everybody."""
    found = {
        i
        for i, file in enumerate(files[:MAX_FILES])
        if file.rows >= HUGE and LOGINS.issuperset(file.keys)
    }
    for i, file in enumerate(files[:MAX_FILES]):
        covered = [
            f for j, f in enumerate(files[:MAX_FILES]) if j != i and shared(f, file, kind) >= MOST
        ]
        strange = [
            (a, b) for a, b in permutations(covered, MIN_COVERED) if not _editions(a, b, kind)
        ]
        if strange:
            found.add(i)
    return found


def expected(files: Sequence[EarlierFile], kind: str, country: str, providers: Ints) -> Expected:
    """What strangers among the older files of the same population share."""
    large = compilations(files, kind)
    peers = [
        f
        for i, f in enumerate(files[:MAX_FILES])
        if i not in large and kind in f.keys and _same_population(f, country, providers)
    ]
    shares = [shared(a, b, kind) for a, b in permutations(peers, 2) if not _editions(a, b, kind)]
    if not shares:
        return Expected(PRIOR, None, 0)
    total = PER_PAIR * sum(shares)
    beta = Beta(PRIOR.a + total, PRIOR.b + PER_PAIR * len(shares) - total, PRIOR.other)
    return Expected(beta, sum(shares) / len(shares), len(shares))


def coverage(
    files: Sequence[EarlierFile], kind: str, country: str, providers: Ints
) -> tuple[float, int]:
    """What share of an older leak of this population stands in the vault's others, each left out in turn; of how many leaks."""
    shares = [
        f.coverage[kind]
        for f in files
        if kind in f.coverage and _same_population(f, country, providers)
    ]
    return (sum(shares) / len(shares) if shares else 0.0), len(shares)


def _editions(one: EarlierFile, other: EarlierFile, kind: str) -> bool:
    """Whether one file holds most of the other: two editions of one list, or a cut of it."""
    return max(shared(one, other, kind), shared(other, one, kind)) >= MOST


def _same_population(file: EarlierFile, country: str, providers: Ints) -> bool:
    """The same country where both are known, and a like mix of mail providers where both have one."""
    if country and file.country and country != file.country:
        return False
    mine, theirs = providers.astype(np.float64), np.array(file.providers, np.float64)
    if len(theirs) != len(mine) or min(mine.sum(), theirs.sum()) < MIN_ADDRESSES:
        return True
    return float(np.minimum(mine / mine.sum(), theirs / theirs.sum()).sum()) >= ALIKE_MIX
