"""Checks of numbers: serials, amounts, sums, digits and check digits."""

from typing import Any, Final

from leakverify.checks.base import StateCheck
from leakverify.checks.numbers.bank_codes import BankCodes
from leakverify.checks.numbers.benford import FirstDigits
from leakverify.checks.numbers.check_digits import CheckDigits
from leakverify.checks.numbers.claimed_currency import ClaimedCurrency
from leakverify.checks.numbers.gaps import SerialGaps
from leakverify.checks.numbers.identities import Identities
from leakverify.checks.numbers.last_digits import LastDigits
from leakverify.checks.numbers.negative import NegativeAmounts
from leakverify.checks.numbers.off_list import OffList
from leakverify.checks.numbers.round_numbers import RoundNumbers
from leakverify.checks.numbers.shape import AmountShape
from leakverify.checks.numbers.stray_numbers import StrayNumbers
from leakverify.checks.numbers.tank import ClaimedSize

NUMBERS: Final[tuple[StateCheck[Any], ...]] = (
    SerialGaps(),
    ClaimedSize(),
    FirstDigits(),
    AmountShape(),
    NegativeAmounts(),
    CheckDigits(),
    BankCodes(),
    LastDigits(),
    Identities(),
    RoundNumbers(),
    ClaimedCurrency(),
    StrayNumbers(),
    OffList(),
)
