"""Common domains to ask for beside the sample's own, so that a list, or a resolver's log, tells less of the sample."""

import secrets
from collections.abc import Collection
from functools import cache

from leakverify import paths


@cache
def common() -> tuple[str, ...]:
    """The bundled domains, each known to everybody; plain text, for the window must not load what reads tables."""
    path = paths.resource("tables") / "decoys" / "decoys.txt"
    lines = path.read_text(encoding="ascii").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def draw(count: int, without: Collection[str]) -> tuple[str, ...]:
    """So many decoys, drawn so that nobody can foretell them; fewer where the bundled ones are used up."""
    left = [domain for domain in common() if domain not in without]
    return tuple(secrets.SystemRandom().sample(left, min(max(count, 0), len(left))))
