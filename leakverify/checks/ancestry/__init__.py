"""Checks of where a list comes from: against earlier files and older leaks that the user holds, and without any."""

from typing import Any, Final

from leakverify.checks.ancestry.brands import BrandTags
from leakverify.checks.ancestry.cracked import Cracked
from leakverify.checks.ancestry.drifted import DriftedTwins
from leakverify.checks.ancestry.earlier import EarlierOverlap
from leakverify.checks.ancestry.moved_dates import MovedDates
from leakverify.checks.ancestry.renumbered import Renumbered
from leakverify.checks.ancestry.same_order import SameOrder
from leakverify.checks.ancestry.shared_slips import SharedSlips
from leakverify.checks.ancestry.vault_dates import VaultDates
from leakverify.checks.ancestry.vault_leak import VaultOverlap
from leakverify.checks.ancestry.vault_order import VaultOrder
from leakverify.checks.ancestry.vault_slips import VaultSlips
from leakverify.checks.base import StateCheck

ANCESTRY: Final[tuple[StateCheck[Any], ...]] = (
    EarlierOverlap(),
    SameOrder(),
    SharedSlips(),
    MovedDates(),
    Renumbered(),
    DriftedTwins(),
    Cracked(),
    BrandTags(),
    VaultOverlap(),
    VaultOrder(),
    VaultSlips(),
    VaultDates(),
)
