"""Numbers as people read them: shares as per cent, counts with thousands marks, small counts hidden where asked."""

import math
from typing import Final

from leakverify.model.finding import Number

NARROW: Final = "\u202f"
SMALL: Final = 5


def count(n: float, *, hide_small: bool = False) -> str:
    """A count with thousands marks; 1-4 become `<5` in shareable output."""
    whole = round(n)
    if hide_small and 0 < whole < SMALL:
        return f"<{SMALL}"
    return f"{whole:,}"


def share(part: float) -> str:
    """A share in 0-1 as per cent, with a decimal only below ten and near a hundred."""
    percent = part * 100
    if percent in {0.0, 100.0}:
        digits = 0
    elif percent < 0.1 or percent > 99.9:  # noqa: PLR2004  (two more digits where it matters)
        digits = 2
    elif percent < 10 or percent > 90:  # noqa: PLR2004
        digits = 1
    else:
        digits = 0
    shown = f"{percent:.{digits}f}"
    if percent > 0 and float(shown) == 0:
        return f"<0.01{NARROW}%"
    if percent < 100 and float(shown) == 100:  # noqa: PLR2004
        return f">99.99{NARROW}%"
    return f"{shown}{NARROW}%"


def plain(number: float) -> str:
    """Any other number with three significant digits."""
    if number == 0:
        return "0"
    if abs(number) >= 1000:  # noqa: PLR2004
        return f"{number:,.0f}"
    if abs(number) < 0.0005:  # noqa: PLR2004  (nobody but a program reads 4.26e-05)
        return "0.000"
    return f"{number:.3g}"


def by_name(name: str, value: Number, *, hide_small: bool = False) -> str:
    """A measured number in the form that its unit suffix asks for."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if name.endswith("share"):
        return share(float(value))
    if name.endswith(("count", "rows")):
        return count(value, hide_small=hide_small)
    if isinstance(value, int):
        return f"{value:,}"
    return plain(value)


def times(log10: float, *, at_least: bool = False) -> str:
    """A likelihood ratio as a number of times, to one significant digit; rounded down for "at least"."""
    exact = 10.0 ** abs(log10)
    power = 10.0 ** math.floor(math.log10(exact))
    digit = math.floor(exact / power + 1e-9) if at_least else round(exact / power)
    return f"{digit * power:,.0f}"


def signed(log10: float) -> str:
    """A step of a sum with its sign; a true minus, so that figures stand under each other."""
    text = f"{log10:+.2f}"
    return "0.00" if text in {"+0.00", "-0.00"} else text.replace("-", "\u2212")
