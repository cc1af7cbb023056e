"""Common domains to ask for beside the sample's own, so that a list, or a resolver's log, tells less of the sample."""

import secrets
from collections.abc import Collection
from functools import cache

from leakverify import paths

Groups = tuple[tuple[str, ...], ...]


@cache
def common() -> Groups:
    """The bundled domains by group, each known to everybody; plain text, for the window must not load what reads tables."""
    path = paths.resource("tables") / "decoys" / "decoys.txt"
    parts = ("\n" + path.read_text(encoding="ascii")).split("\n# ")[1:]
    return tuple(tuple(part.split()[1:]) for part in parts)


def draw(count: int, without: Collection[str]) -> tuple[str, ...]:
    """So many decoys, drawn so that nobody can foretell them, as many of each group; fewer where a group is used up."""
    chance = secrets.SystemRandom()
    drawn: list[str] = []
    for place, group in enumerate(common()):
        left = [domain for domain in group if domain not in without]
        wanted = (max(count, 0) - len(drawn)) // (len(common()) - place)
        drawn += chance.sample(left, min(wanted, len(left)))
    return tuple(drawn)
