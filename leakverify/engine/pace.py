"""How the children that work on rows treat memory."""

from typing import Final

COLLECT_EVERY: Final = 50_000
"""Columns of text are millions of small objects without cycles; looking through them finds nothing."""
