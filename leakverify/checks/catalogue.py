"""All checks, in the order in which they run and are listed."""

from typing import Any, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.generator import GENERATOR
from leakverify.checks.person import PERSON

CHECKS: Final[tuple[StateCheck[Any], ...]] = (*GENERATOR, *PERSON)
