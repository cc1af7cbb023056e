"""NUM008: the last digits of telephone numbers."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import each
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.counts import Counts
from leakverify.checks.statistics import chi2_sf, flatness
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Evidence, Family, Role

DIGITS: Final = 10
_DIGITS: Final = {str(digit): digit for digit in range(DIGITS)}
MIN_ROWS: Final = 50


class LastDigits(StateCheck[Counts]):
    """Whether some last digits of phone numbers are more common than others.

    Looks at: the last digit of each telephone number.
    Why it tells: offices and firms choose numbers that end in 0. In published lists of such bodies the last digits
        are uneven, in made-up numbers they are flat.
    Innocent explanations: home and mobile numbers are given out in turn, so an even spread is normal among people;
        amounts without set prices, such as measured ones.
    Reads as: faintly invented where all digits are alike, more so in lists of firms and offices.
    Source: chi-square per row less its expectation, measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "NUM008", "numbers.last-digits", Family.NUMBERS, "unevenness", Evidence.ABSENCE
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The first column of telephone numbers."""
        return each(roles.named(Role.PHONE), "NO_COLUMN", limit=1)

    def state(self, binding: Binding, context: Context) -> Counts:
        """Counts by last digit."""
        return Counts()

    def look(self, state: Counts, facts: Facts, binding: Binding, context: Context) -> None:
        """Count last digits."""
        phones = facts.phones(binding.columns[0])
        state.add(_counted(phones.on_rows(_last_digits(phones.national, phones.values), -1)))

    def judge(self, state: Counts, binding: Binding, context: Context) -> Finding:
        """How uneven the last digits are."""
        n = state.total
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES" if n else "NO_COLUMN", binding)
        digits = state.whole(DIGITS)
        uneven = flatness(digits)
        measured: dict[str, Number] = {
            "unevenness": uneven,
            "p": chi2_sf(uneven * n + DIGITS - 1, DIGITS - 1),
            "zero_share": float(digits[0]) / n,
            "rows_count": n,
        }
        return self.weighed(binding, context, n, measured)


def _last_digits(national: Texts, written: Texts) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The last digit of each number, from the text where the number could not be read; -1 where there is none."""
    last = [
        (number or text.rstrip())[-1:]
        for number, text in zip(national.tolist(), written.tolist(), strict=True)
    ]
    return np.array([_DIGITS.get(c, -1) for c in last], np.int64)


def _counted(
    digits: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Those that are digits."""
    return digits[digits >= 0]
