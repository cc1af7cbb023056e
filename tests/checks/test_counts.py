"""State that is larger than its limit still forgets nothing it promised to keep."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.counts import Counts, Groups
from leakverify.checks.state import RowSample


@given(st.lists(st.integers(-50, 50)), st.integers(0, 60))
def test_counts_do_not_depend_on_the_split(integers, cut):
    array = np.array(integers, np.int64)
    whole, left, right = Counts(), Counts(), Counts()
    whole.add(array)
    left.add(array[:cut])
    right.add(array[cut:])
    left.merge(right)
    assert left.values.tolist() == whole.values.tolist() == sorted(set(integers))
    assert left.counts.tolist() == whole.counts.tolist()
    assert whole.total == len(integers)


def test_far_blocks_go_with_the_tail():
    counts = Counts()
    counts.add(np.repeat(np.arange(1000, 2000), 10))
    counts.add(np.full(20, 9999))
    kept = counts.within(0.0025)
    assert kept.values[-1] < 2000
    assert kept.total >= 9900
    assert counts.whole(5).tolist() == [0, 0, 0, 0, 0]


def test_groups_merge_by_name():
    one, other = Groups(), Groups()
    one.part("a").add(np.array([1, 2]))
    other.part("a").add(np.array([2]))
    other.part("b").add(np.array([7]))
    one.merge(other)
    assert one.part("a").counts.tolist() == [1, 2]
    assert one.part("b").values.tolist() == [7]


@given(st.lists(st.integers(0, 40), max_size=120), st.lists(st.integers(0, 120), max_size=4))
def test_a_full_row_sample_keeps_the_smallest_keys_at_every_split(numbers, cuts):
    keys = np.array(numbers, np.uint64)
    eligible = np.array([n % 5 != 0 for n in numbers], np.bool_)
    places = np.arange(len(keys))
    whole = RowSample(10)
    whole.add(keys, eligible, {"place": places})
    merged = RowSample(10)
    edges = [0, *sorted(min(c, len(keys)) for c in cuts), len(keys)]
    for a, b in itertools.pairwise(edges):
        part = RowSample(10)
        picked = part.pick(keys[a:b], eligible[a:b])
        some = int(np.count_nonzero(eligible[a:b]))
        part.take(b - a, some, picked, keys[a:b][picked], {"place": places[a:b][picked]})
        merged.merge(part)
    wanted = sorted(sorted((n, i) for i, n in enumerate(numbers) if n % 5)[:10], key=lambda x: x[1])
    assert merged.places.tolist() == whole.places.tolist() == [i for _, i in wanted]
    if wanted:
        assert merged.values["place"].tolist() == merged.places.tolist()
    assert merged.eligible == whole.eligible
    assert merged.seen == len(numbers)
