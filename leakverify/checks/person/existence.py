"""Do the codes exist at all? Columns of two sources hold real codes and towns; inventors seldom take the pains."""

from typing import Final

import numpy as np

from leakverify.checks.weight import Beta, log_probability

GENUINE: Final = Beta(18.0, 1.0)
"""Nearly all codes and towns of genuine lists, and of lists joined from them, exist."""

INVENTED: Final = Beta(1.0, 1.5)
"""Digits drawn at random are a code in one case of ten in France and in four of ten in America."""

PAINS: Final = 0.15
"""How many inventors draw from lists of real codes and real towns."""


def log10_invented(existing: int, n: int) -> float:
    """log10 LR of inventors against genuine lists when `existing` of n codes or pairs exist; never above 0."""
    if n == 0:
        return 0.0
    real = log_probability(existing, n, GENUINE)
    drawn = log_probability(existing, n, INVENTED)
    either = np.logaddexp(drawn + np.log(1.0 - PAINS), real + np.log(PAINS))
    return min(0.0, float(either - real) / float(np.log(10)))
