"""Checks against earlier files that the user holds."""

from typing import Any, Final

from leakverify.checks.ancestry.earlier import EarlierOverlap
from leakverify.checks.base import StateCheck

ANCESTRY: Final[tuple[StateCheck[Any], ...]] = (EarlierOverlap(),)
