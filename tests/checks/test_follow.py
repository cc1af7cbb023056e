"""Samples that know of others' rows keep out what cannot stay, and joined they are what one sample would be."""

from dataclasses import dataclass, field

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.distinct import DistinctSample
from leakverify.checks.state import RowSample, follow

KEYS = st.lists(st.integers(0, 60), max_size=40)


@dataclass(slots=True)
class Both:
    """Samples as checks hold them: in fields and in maps."""

    rows: RowSample = field(default_factory=lambda: RowSample(7))
    named: dict[str, DistinctSample] = field(default_factory=lambda: {"a": DistinctSample(7)})

    def add(self, drawn):
        """The next rows, one in five of them not eligible; gives how many were looked at closely."""
        keys = np.array(drawn, np.uint64)
        eligible = keys % 5 != 0
        self.rows.add(keys, eligible, {"key": keys})
        places = self.named["a"].pick(keys, eligible)
        self.named["a"].take(keys, places, {"key": keys[places].astype(np.int64)})
        return len(places)

    def merge(self, later):
        """Append the rows that follow directly."""
        self.rows.merge(later.rows)
        self.named["a"].merge(later.named["a"])

    def told(self):
        """All that can be asked of it."""
        rows, named = self.rows, self.named["a"]
        both = (rows.keys, rows.places, rows.values.get("key", []), named.keys, named.places)
        return rows.seen, rows.eligible, named.seen, *(np.asarray(part).tolist() for part in both)


@given(st.lists(KEYS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_parts_that_follow_one_another_in_any_order_give_the_whole(parts, draw):
    whole = Both()
    for part in parts:
        whole.add(part)
    made, last = {}, None
    for number in draw.sample(range(len(parts)), len(parts)):
        made[number] = Both()
        if last is not None:
            follow(made[number], last)
        made[number].add(parts[number])
        last = made[number]
    joined = made[0]
    for number in range(1, len(parts)):
        joined.merge(made[number])
    assert joined.told() == whole.told()


def test_what_cannot_stay_is_not_looked_at():
    first, second, third = Both(), Both(), Both()
    first.add([1, 2, 3, 4, 6, 7, 8])
    follow(second, first)
    assert second.add(range(9, 60)) == 0
    assert len(second.rows.keys) == 0
    follow(third, second)
    assert third.add([1, 50]) == 1
