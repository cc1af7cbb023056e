"""Tallies give the same for every split of the rows, also where they keep a sample of the keys only."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks import tallies
from leakverify.checks.state import DistinctKeys, KeyTally, RowLog, Track

ROWS = 60_000


def keys_of(rows, kinds, seed=3):
    rng = np.random.default_rng(seed)
    names = rng.integers(0, 2**64, kinds, dtype=np.uint64)
    return names[rng.integers(0, kinds, rows)]


def fed(make, keys, cuts, merged):
    """One state fed in pieces, or several that are merged pairwise from the right."""
    pieces = np.split(keys, cuts)
    if not merged:
        state = make()
        for piece in pieces:
            add(state, piece)
        return state
    states = []
    for piece in pieces:
        states.append(make())
        add(states[-1], piece)
    while len(states) > 1:
        last = states.pop()
        states[-1].merge(last)
    return states[0]


def add(state, piece):
    if isinstance(state, KeyTally):
        state.add(piece, piece % np.uint64(7) != 0)
    else:
        state.add(piece)


def said(state):
    if isinstance(state, DistinctKeys):
        return (state.distinct, state.saturated)
    rows = state.rows()
    return (state.distinct, state.copies, state.eligible, state.saturated, rows)


@given(
    st.lists(st.integers(0, 3_000), max_size=5), st.sampled_from([50, 700, 10_000]), st.booleans()
)
def test_no_split_changes_a_tally(cuts, limit, merged):
    keys = keys_of(3_000, 900)
    for make in (lambda: KeyTally(limit), lambda: DistinctKeys(limit)):
        assert said(fed(make, keys, sorted(cuts), merged)) == said(
            fed(make, keys, [], merged=False)
        )


def test_what_waits_is_joined_and_stays_right(monkeypatch):
    monkeypatch.setattr(tallies, "LAID_ASIDE", 64)
    keys = keys_of(ROWS, 20_000)
    tally = fed(KeyTally, keys, range(1_000, ROWS, 1_000), merged=False)
    able = keys[keys % np.uint64(7) != 0]
    assert tally.distinct == len(np.unique(able))
    assert tally.copies == len(able) - len(np.unique(able))
    first = {}
    repeats = [i + 1 for i, k in enumerate(keys.tolist()) if k % 7 and first.setdefault(k, i) != i]
    assert np.frombuffer(tally.rows().packed, "<u4").tolist() == repeats


def test_a_sample_of_the_keys_estimates_within_its_stated_error(monkeypatch):
    monkeypatch.setattr(tallies, "LAID_ASIDE", 64)
    keys = keys_of(ROWS, 20_000)
    exact, limit = KeyTally(), 4_000
    exact.add(keys, np.ones(ROWS, np.bool_))
    part = KeyTally(limit)
    for piece in np.split(keys, 30):
        part.add(piece, np.ones(len(piece), np.bool_))
    assert part.saturated
    for name in ("distinct", "copies"):
        assert abs(getattr(part, name) / getattr(exact, name) - 1) < 4 / limit**0.5
    shown = set(np.frombuffer(part.rows().packed, "<u4").tolist())
    assert shown < set(np.frombuffer(exact.rows().packed, "<u4").tolist())


@given(st.lists(st.integers(0, 400), max_size=4), st.sampled_from([0, 1, 90, 250, 400, 9_000]))
def test_a_track_keeps_the_first_rows_of_any_split(cuts, limit):
    values = np.arange(400) % 11
    whole, parts = Track(limit), None
    whole.add({"form": values})
    for piece in np.split(values, sorted(cuts)):
        later = Track(limit)
        later.add({"form": piece})
        parts = later if parts is None else parts
        if parts is not later:
            parts.merge(later)
    for track in (whole, parts):
        assert (track.seen, track.tracked) == (400, min(limit, 400))
        assert track.whole("form").tolist() == values[:limit].tolist()


def test_a_named_row_takes_four_bytes():
    log = RowLog()
    log.add(np.ones(1_000, np.bool_), np.ones(1_000, np.bool_))
    assert sum(places.nbytes for places in log.places) == 4_000
