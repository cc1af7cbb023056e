"""An even draw of names from a list, told from names as people bear them."""

import numpy as np
import pytest

from leakverify.checks.generator.even_names import log10_evenly_drawn
from leakverify.reference import people


def repeats(drawn: np.ndarray) -> np.ndarray:
    """How often each drawn name comes."""
    return np.unique(drawn, return_counts=True)[1].astype(np.int64)


@pytest.mark.parametrize(("size", "n"), [(8, 60), (50, 300), (300, 1_000), (1_000, 1_000)])
def test_an_even_draw_is_seen(size: int, n: int) -> None:
    drawn = np.random.default_rng(size).integers(0, size, n)
    assert log10_evenly_drawn(repeats(drawn)) > 1.0


@pytest.mark.parametrize("country", ["FR", "US", "DE", "FI", "ES", "GB"])
@pytest.mark.parametrize("kind", ["first", "last"])
@pytest.mark.parametrize("n", [60, 300, 1_000, 2_000])
def test_names_of_a_people_are_not_even(country: str, kind: str, n: int) -> None:
    borne = people.names(kind, country)
    assert borne is not None
    shares = borne.shares()
    drawn = np.random.default_rng(n).choice(len(shares), n, p=shares)
    assert log10_evenly_drawn(repeats(drawn)) <= 0.0


def test_names_that_hardly_repeat_say_nothing() -> None:
    assert log10_evenly_drawn(np.ones(500, np.int64)) == 0.0
    assert log10_evenly_drawn(np.array([400])) == 0.0
    assert log10_evenly_drawn(np.empty(0, np.int64)) == 0.0
