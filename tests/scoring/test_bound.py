"""The bounds printed in METHOD and corrected in JUDGEMENT 4."""

import pytest

from leakverify.scoring.bound import bound, clopper_pearson


@pytest.mark.parametrize(
    ("confirmed", "answered", "lower"),
    [
        (5, 5, 0.549),
        (10, 10, 0.741),
        (20, 20, 0.861),
        (29, 29, 0.902),
        (59, 59, 0.950),
        (19, 20, 0.784),
        (28, 30, 0.805),
    ],
)
def test_exact_lower_bounds(confirmed, answered, lower):
    assert clopper_pearson(confirmed, answered) == pytest.approx(lower, abs=0.001)


@pytest.mark.parametrize(("rows", "needed"), [(31, 16), (100, 23), (500, 28), (2000, 29)])
def test_clean_confirmations_needed_for_nine_in_ten(rows, needed):
    assert bound(needed, needed, rows=rows).lower95 >= 0.9
    assert bound(needed - 1, needed - 1, rows=rows).lower95 < 0.9


def test_dead_numbers_count_as_misses_and_the_floor_stands_beside():
    answer = bound(10, 10, drawn=45, dead=5)
    assert answer.lower95 == pytest.approx(clopper_pearson(10, 15))
    assert answer.floor == pytest.approx(10 / 45)


@pytest.mark.parametrize("counts", [(3, 2), (-1, 2), (0, 0)])
def test_contradicting_counts_are_refused(counts):
    with pytest.raises(ValueError, match="counts"):
        bound(*counts)
