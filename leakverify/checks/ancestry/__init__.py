"""Checks against earlier files that the user holds."""

from typing import Final

from leakverify.checks.ancestry.earlier import EarlierOverlap
from leakverify.checks.contract import Check

ANCESTRY: Final[tuple[Check, ...]] = (EarlierOverlap(),)
