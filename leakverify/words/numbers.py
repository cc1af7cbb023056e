"""Numbers as people read them, in the language in use: shares as per cent, counts with thousands marks, small counts hidden where asked."""

import math
from typing import Final

from leakverify.model.finding import Number
from leakverify.safe_text import island, tell_lengths
from leakverify.words.language import plural, spelling

SMALL: Final = 5


def count(n: float, *, hide_small: bool = False) -> str:
    """A count with thousands marks; 1-4 become `<5` in shareable output."""
    whole = round(n)
    if hide_small and 0 < whole < SMALL:
        return spelling().spell(f"<{SMALL}")
    return spelling().spell(f"{whole:,}")


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
        return _percent("<0.01")
    if percent < 100 and float(shown) == 100:  # noqa: PLR2004
        return _percent(">99.99")
    return _percent(shown)


def percent(whole: int) -> str:
    """A whole number of per cent, as of a size.

    >>> percent(125)
    '125\u202f%'
    """
    return _percent(str(whole))


def _percent(shown: str) -> str:
    """A number of per cent with its sign, as the language in use writes it."""
    way = spelling()
    return f"{way.spell(shown)}{way.percent}"


def plain(number: float) -> str:
    """Any other number with three significant digits."""
    return spelling().spell(_plain(number))


def _plain(number: float) -> str:
    """The same as Python writes it."""
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
        return island(value) if spelling().right_to_left else value
    if name.endswith("share"):
        return share(float(value))
    if name.endswith(("count", "rows")):
        return count(value, hide_small=hide_small)
    if isinstance(value, int):
        return spelling().spell(f"{value:,}")
    return plain(value)


def times(log10: float, *, at_least: bool = False) -> str:
    """A likelihood ratio as a number of times, to one significant digit; rounded down for "at least"."""
    exact = 10.0 ** abs(log10)
    power = 10.0 ** math.floor(math.log10(exact))
    digit = math.floor(exact / power + 1e-9) if at_least else round(exact / power)
    return spelling().spell(f"{digit * power:,.0f}")


def signed(log10: float) -> str:
    """A step of a sum with its sign; a true minus, so that figures stand under each other."""
    text = f"{log10:+.2f}"
    shown = "0.00" if text in {"+0.00", "-0.00"} else text.replace("-", "\u2212")
    return spelling().spell(shown)


def _length(characters: int) -> str:
    """How long a text is that is shown in part."""
    # translators: stands behind the beginning of a text that is too long to be shown
    said = plural("… {n} character", "… {n} characters", characters)
    return said.format(n=count(characters))


tell_lengths(_length)
