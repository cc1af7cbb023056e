"""An older file, read once and kept as keys: what of it a sample is compared with."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from leakverify.checks.ancestry.keys import (
    COUNTED,
    DATED,
    RECORD,
    cells_at,
    columns_by_label,
    rows_by_kind,
)
from leakverify.checks.contract import EarlierFile
from leakverify.checks.distinct import DistinctSample
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Ints, Keys
from leakverify.model.terms import Role
from leakverify.reference import mail

LINKS: Final = 32_768
LINK_KINDS: Final = 5
PROVIDERS: Final = 200
SORTED: Final = 0.98
MIN_STEPS: Final = 20
ORDER_ROWS: Final = 50_000
"""Whether a file is sorted shows in its first rows."""
PROVIDERS_EVERY: Final = 8
"""The mix of mail providers shows in one batch of so many, from the first on."""
FEW: Final = 4
MASK_BITS: Final = np.uint64(24)


@dataclass(slots=True)
class Pile:
    """The keys of one older file as they come, under the seed of the run or the key of a vault.

    Without links it tells which values a file has, and nothing of its rows.
    """

    seed: int
    linked: bool = True
    rows: int = 0
    parts: dict[str, list[Keys]] = field(default_factory=dict)
    links: dict[str, DistinctSample] = field(default_factory=dict)
    providers: Ints = field(default_factory=lambda: np.zeros(PROVIDERS + 1, np.int64))
    steps: dict[str, tuple[int, int]] = field(default_factory=dict)
    country: str = ""
    batches: int = 0

    def add(self, facts: Facts) -> None:
        """Take the next rows."""
        self.country = facts.settings.country
        found = rows_by_kind(facts, self.seed)
        for i, (kind, (keys, rows)) in enumerate(found.items()):
            self.parts.setdefault(kind, []).append(distinct(keys[rows]))
            if self.linked and (i < LINK_KINDS or kind.startswith(RECORD)):
                link = self.links.setdefault(kind, DistinctSample(LINKS))
                places = link.pick(keys, rows)
                link.take(keys, places, dict(self._beside(facts, keys, places)))
        if self.linked and self.batches % PROVIDERS_EVERY == 0:
            self.providers += provider_counts(facts)
        self.batches += 1
        steps = _steps(facts) if self.linked and self.rows < ORDER_ROWS else {}
        for label, (up, down) in steps.items():
            before = self.steps.get(label, (0, 0))
            self.steps[label] = (before[0] + up, before[1] + down)
        self.rows += facts.rows

    def _beside(self, facts: Facts, keys: Keys, places: Ints) -> dict[str, Ints]:
        """What else stands in the picked rows; of few rows nothing else is parsed."""
        if FEW * len(places) >= facts.rows:
            return companions(facts, keys, places, self.seed)
        few = facts.only(places)
        return companions(few, keys[places], np.arange(len(places), dtype=np.int64), self.seed)

    def done(self, name: str, sha256: str) -> EarlierFile:
        """The file as checks know it."""
        return EarlierFile(
            name,
            sha256,
            self.rows,
            {kind: distinct(np.concatenate(keys)) for kind, keys in self.parts.items()},
            self.links,
            self.country,
            tuple(self.providers.tolist()),
            frozenset(label for label, steps in self.steps.items() if is_sorted(*steps)),
        )


def distinct(keys: Keys) -> Keys:
    """The distinct keys, rising; numpy's own, which hashes first, takes five times as long."""
    rising = np.sort(keys)
    kept: Keys = rising[np.append(True, rising[1:] != rising[:-1])] if len(rising) else rising
    return kept


def companions(facts: Facts, keys: Keys, places: Ints, seed: int) -> dict[str, Ints]:
    """What else stands in the picked rows: keyed cells by label, and masked dates."""
    out: dict[str, Ints] = {}
    for label, (column, role) in columns_by_label(facts.settings.roles).items():
        if role in DATED:
            seconds = facts.seconds(column)[places]
            masked = seconds + _mask(keys[places])
            out[f"date:{label}"] = np.where(seconds == NO_TIME, NO_TIME, masked)
        else:
            out[f"cell:{label}"] = cells_at(facts, column, places, seed)
    return out


def provider_counts(facts: Facts) -> Ints:
    """Addresses by the rank of their provider; the last place counts all others."""
    counts = np.zeros(PROVIDERS + 1, np.int64)
    column = facts.settings.roles.first(Role.EMAIL)
    if column is None:
        return counts
    emails = facts.emails(column)
    ranks = {name: i for i, name in enumerate(mail.load().popular[:PROVIDERS])}
    by_domain = np.array([ranks.get(d, PROVIDERS) for d in emails.domains], np.int64)
    on_rows = emails.by_domain(by_domain, -1)
    counts += np.bincount(on_rows[on_rows >= 0], minlength=PROVIDERS + 1)
    return counts


def is_sorted(up: int, down: int) -> bool:
    """Whether nearly all steps from row to row run one way."""
    return up + down >= MIN_STEPS and max(up, down) >= SORTED * (up + down)


def unmasked(dates: Ints, keys: Keys) -> Ints:
    """The dates again, for who holds the rows' keys."""
    shown: Ints = dates - _mask(keys)
    return shown


def _mask(keys: Keys) -> Ints:
    """A number that only the holder of the row's key knows, to hide a date by adding."""
    stirred = (keys ^ (keys >> np.uint64(31))) * np.uint64(0xD6E8FEB86659FD93)
    mask: Ints = (stirred >> MASK_BITS).view(np.int64)
    return mask


def _steps(facts: Facts) -> dict[str, tuple[int, int]]:
    """For each column, how many rows stand above and below the one before; numbers and dates keep no alphabet."""
    out = {}
    for label, (column, role) in columns_by_label(facts.settings.roles).items():
        if role in DATED or role in COUNTED:
            continue
        cells = facts.cells(column)
        texts = np.array([v[:24].casefold() for v in cells.values.tolist()], dtype=object)
        ranks = np.unique(texts, return_inverse=True)[1] if len(texts) else np.empty(0, np.int64)
        filled: Bools = cells.filled
        steps = np.sign(np.diff(ranks[cells.codes[filled]])) if filled.any() else np.empty(0)
        out[label] = (int(np.count_nonzero(steps > 0)), int(np.count_nonzero(steps < 0)))
    return out
