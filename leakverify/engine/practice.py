"""Makes a round of practice from a seed: a list of the museum with or without something in it, looked at by all checks."""

import random
from typing import Final

import pandas as pd

from leakverify.engine.self_test import look
from leakverify.model.finding import Finding
from leakverify.model.practice import Round
from leakverify.model.progress import NEVER, CancelToken
from leakverify.model.terms import Reading
from leakverify.museum.exhibits import EXHIBITS, Exhibit
from leakverify.museum.genuine_like import KINDS, ROWS

PLAYED: Final[dict[Reading, tuple[str, ...]]] = {
    Reading.GENUINE: ("",),
    Reading.FABRICATED: ("invented_list", "invented_members", "even_dates"),
    Reading.STITCHED: ("columns_apart", "half_apart"),
    Reading.TAMPERED: ("copied_rows", "near_copies", "padded_lists", "broken_sum", "turned_dates"),
    Reading.RECYCLED: ("recycled",),
}
"""What a round may be, by the reading that describes it best; each reading is as likely as the others."""
PEOPLE: Final = ("subscribers", "members", "customers")
MOST_FINDINGS: Final = 6
SPEAKS: Final = 0.30103


def make(seed: int, cancel: CancelToken = NEVER) -> Round:
    """The round of a seed; the same again for the same seed."""
    rng = random.Random(seed)
    reading = rng.choice(list(PLAYED))
    made = rng.choice(PLAYED[reading])
    exhibit = next((e for e in EXHIBITS if e.id == made), None)
    base = exhibit.base if exhibit else rng.choice(PEOPLE)
    sample = KINDS[base](ROWS, rng.randrange(1 << 30))
    frame, earlier = sample.frame, None
    if exhibit is not None:
        planted = exhibit.plant(sample, rng)
        frame, earlier = planted.frame, planted.earlier
    looked = look(frame, sample.roles, earlier, cancel)
    return Round(
        seed,
        made,
        base,
        _readings(reading, exhibit),
        tuple(map(str, frame.columns)),
        _cells(frame),
        None if earlier is None else _shared(frame, earlier),
        tuple(_telling(list(looked.findings.values()))),
    )


def _readings(best: Reading, exhibit: Exhibit | None) -> tuple[Reading, ...]:
    """The best one first, then the others that the recipe may be read as."""
    others = exhibit.readings if exhibit else ()
    return (best, *(reading for reading in others if reading is not best))


def _cells(frame: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """All cells as text, missing ones empty."""
    filled = frame.astype(object).where(frame.notna(), "")
    return tuple(tuple(map(str, row)) for row in filled.itertuples(index=False))


def _shared(frame: pd.DataFrame, earlier: pd.DataFrame) -> int:
    """How many rows have an address of mail that the older list has too."""
    names = [name for name in frame.columns if name in earlier.columns and "mail" in name.lower()]
    if not names:
        return 0
    known = set(earlier[names[0]].dropna())
    return int(sum(cell in known and cell != "" for cell in frame[names[0]].dropna()))


def _telling(findings: list[Finding]) -> list[Finding]:
    """The findings that speak against the claim, the heaviest first."""
    speaking = [f for f in findings if max(f.support.values(), default=0.0) >= SPEAKS]
    return sorted(speaking, key=lambda f: (-max(f.support.values()), f.id))[:MOST_FINDINGS]
