"""Which characters the report's fonts can draw: under PDF/UA one that they cannot forbids the whole PDF."""

import bisect
import json
from functools import cache

from leakverify import paths


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last code points of each drawn range."""
    path = paths.resource("fonts/report/coverage.json")
    ranges = json.loads(path.read_text(encoding="ascii"))
    return tuple(r[0] for r in ranges), tuple(r[1] for r in ranges)


def has_glyph(character: str) -> bool:
    """Whether the bundled fonts draw this character."""
    firsts, lasts = _ranges()
    place = bisect.bisect_right(firsts, ord(character)) - 1
    return place >= 0 and ord(character) <= lasts[place]
