"""A sample's keyed hashes among the leaks of a vault: what is found, what is usual, and what a leak's rows with them hold."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from leakverify.case.vault import Vault
from leakverify.case.vault_numbers import packed, places, runs
from leakverify.model.errors import Cancelled
from leakverify.model.messages import OldEnd, OldLeak, OldPart
from leakverify.model.old_leak import (
    COMMON,
    KEYS,
    LINK,
    MOST_LEAKS,
    NUMBER_BYTES,
    PART_BYTES,
    Leak,
    Overlap,
)
from leakverify.model.progress import CancelToken, OnProgress, Progress

STAGE: Final = "vault_search"
EDITION: Final = 0.5
"""A leak that has so much of another is an edition of it, and says nothing of what strangers share."""
MOST_ROWS: Final = 4_096
"""Rows of a leak that are told for a kind: as many as the checks keep."""

Keys = Mapping[str, "Sequence[int]"]
"""A sample's distinct keys by kind, each rising."""
Interval = Callable[[int, int], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Found:
    """One leak, and by kind the keys that the sample has as well."""

    leak: Leak
    hits: Mapping[str, "array[int]"]

    def share(self, keys: Keys) -> float:
        """The largest share over the kinds."""
        return max(
            (len(h) / len(keys[k]) for k, h in self.hits.items() if len(keys[k])), default=0.0
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """What the vault's leaks have of each other."""

    among: Mapping[tuple[int, str], Mapping[int, float]]
    coverage: Mapping[tuple[int, str], float]

    def of(self, leak: int, kind: str) -> float | None:
        """What another leak, no edition of this one, has of its values in it, on average; None without any."""
        shares = [
            within[leak]
            for (other, k), within in self.among.items()
            if k == kind and leak in within and not self.edition(other, leak, kind)
        ]
        return sum(shares) / len(shares) if shares else None

    def edition(self, one: int, other: int, kind: str) -> bool:
        """Whether one leak has most of the other."""
        there = self.among.get((one, kind), {}).get(other, 0.0)
        back = self.among.get((other, kind), {}).get(one, 0.0)
        return max(there, back) >= EDITION


def look_up(
    vault: Vault, keys: Keys, on_progress: OnProgress, cancel: CancelToken
) -> tuple[Found, ...]:
    """Every leak of the vault beside the sample.

    Raises:
        Cancelled: the user stopped it.
    """
    leaks = vault.leaks()
    out = []
    for done, leak in enumerate(leaks):
        on_progress(Progress(STAGE, done, len(leaks)))
        hits = {}
        for kind, _ in leak.counts:
            if kind not in keys:
                continue
            hits[kind] = array("Q")
            for part in vault.found(leak.number, kind, keys[kind]):
                if cancel.is_set():
                    raise Cancelled
                hits[kind].extend(part)
        out.append(Found(leak, hits))
    on_progress(Progress(STAGE, len(leaks), len(leaks)))
    return tuple(out)


def usual(vault: Vault) -> Usual:
    """What the leaks have of each other, each left out in turn; editions of one list count for nothing."""
    rows = vault.overlaps()
    among: dict[tuple[int, str], dict[int, float]] = {}
    for leak, other, kind, probed, hits in rows:
        share = hits.bit_count() / probed if probed else 0.0
        among.setdefault((leak, kind), {})[other] = min(share, 1.0)
    shares = Usual(among, {})
    seen: dict[tuple[int, str], tuple[int, int]] = {}
    for leak, other, kind, probed, hits in rows:
        before = seen.get((leak, kind), (0, 0))[0]
        new = 0 if shares.edition(leak, other, kind) else hits
        seen[leak, kind] = (before | new, probed)
    coverage = {name: min(1.0, h.bit_count() / n) for name, (h, n) in seen.items() if n}
    return Usual(among, coverage)


def overlaps(
    found: Sequence[Found], keys: Keys, known: Usual, interval: Interval
) -> tuple[Overlap, ...]:
    """For a person to read: each leak by the kind of value that finds most, the largest share first."""
    out = []
    for one in found:
        rows = [
            (len(hits), len(keys[kind]), kind) for kind, hits in one.hits.items() if len(keys[kind])
        ]
        if rows:
            hits, of, kind = max(rows, key=lambda row: (row[0] / row[1], row[1], row[2]))
            low, high = interval(hits, of)
            out.append(
                Overlap(one.leak, kind, hits, of, low, high, known.of(one.leak.number, kind))
            )
    return tuple(sorted(out, key=lambda o: (-o.share, o.leak.number)))


def messages(
    vault: Vault, found: Sequence[Found], keys: Keys, known: Usual, organisation: str
) -> Iterator[OldLeak | OldPart | OldEnd]:
    """What the analyst is told: of the leaks that have most of the sample, the keys that both have."""
    ranked = sorted(found, key=lambda f: (-f.share(keys), f.leak.number))[:MOST_LEAKS]
    for one in sorted(ranked, key=lambda f: f.leak.number):
        yield _told(one.leak, known, organisation)
        for kind, hits in one.hits.items():
            yield from _parts(one.leak.number, kind, KEYS, hits)
            if len(hits):
                yield from _rows(vault, one.leak.number, kind, set(hits))
    yield OldEnd(vault.key)


def is_named(leak: Leak, organisation: str) -> bool:
    """Whether the user's own words about a leak name the organisation of the claim.

    >>> from leakverify.model.old_leak import About
    >>> is_named(Leak(1, About("Club, members 2024"), "", 9, "2026-01-01"), "CLUB")
    True
    """
    word = _bare(organisation)
    return len(word) >= 4 and word in _bare(f"{leak.about.label} {leak.about.origin}")  # noqa: PLR2004  (as `ancestry.own`)


def _told(leak: Leak, known: Usual, organisation: str) -> OldLeak:
    among = tuple(
        (other, kind, share)
        for kind, _ in leak.counts
        for other, share in sorted(known.among.get((leak.number, kind), {}).items())[:MOST_LEAKS]
    )
    covered = [(kind, known.coverage.get((leak.number, kind))) for kind, _ in leak.counts]
    return OldLeak(
        leak.number,
        leak.rows,
        leak.country,
        leak.providers,
        leak.in_order,
        is_named(leak, organisation),
        leak.counts,
        among,
        tuple((kind, share) for kind, share in covered if share is not None),
    )


def _rows(vault: Vault, number: int, kind: str, wanted: set[int]) -> Iterator[OldPart]:
    """Of the sketch of a leak's rows those that the sample has as well."""
    keys = [key for part in vault.field(number, kind, LINK) for key in part]
    kept = places(keys, wanted, MOST_ROWS)
    if not kept:
        return
    for field in vault.fields(number, kind):
        if field in {KEYS, COMMON}:
            continue
        column = [value for part in vault.field(number, kind, field) for value in part]
        if len(column) == len(keys):
            yield from _parts(number, kind, field, array("Q", [column[at] for at in kept]))


def _parts(number: int, kind: str, field: str, values: "array[int]") -> Iterator[OldPart]:
    for part in runs(values, PART_BYTES // NUMBER_BYTES):
        yield OldPart(number, kind, field, packed(part))


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
