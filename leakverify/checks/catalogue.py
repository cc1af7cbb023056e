"""All checks, in the order in which they run and are listed."""

from typing import Any, Final

from leakverify.checks.ancestry import ANCESTRY
from leakverify.checks.base import StateCheck
from leakverify.checks.generator import GENERATOR
from leakverify.checks.numbers import NUMBERS
from leakverify.checks.person import PERSON
from leakverify.checks.structure import STRUCTURE
from leakverify.checks.timeline import TIMELINE

CHECKS: Final[tuple[StateCheck[Any], ...]] = (
    *GENERATOR,
    *PERSON,
    *STRUCTURE,
    *TIMELINE,
    *NUMBERS,
    *ANCESTRY,
)
