"""All rows that a finding names are kept for the rows pane, whatever the split, and only a hundred leave the analyst."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leakverify.checks.state import KeyTally, RowLog
from leakverify.engine import wire
from leakverify.model.finding import Finding
from leakverify.model.messages import FindingMade
from leakverify.model.terms import Family, State


def numbers(rows):
    return np.frombuffer(rows.packed, "<u4").tolist()


def filled(kind, values, cuts):
    """The state of a column fed piece by piece into states that are merged from the left."""
    whole = kind()
    for piece in np.split(np.asarray(values, np.uint64), sorted(cuts)):
        later = kind()
        later.take(piece)
        whole.merge(later)
    return whole


class Log(RowLog):
    def take(self, piece):
        self.add(np.ones(len(piece), np.bool_), piece % 3 == 0)


class Tally(KeyTally):
    def take(self, piece):
        self.add(piece, np.ones(len(piece), np.bool_))


@given(st.lists(st.integers(0, 40), max_size=400), st.lists(st.integers(0, 400), max_size=4))
def test_every_split_names_the_same_rows(values, cuts):
    for kind in (Log, Tally):
        whole, parts = (
            filled(kind, values, []),
            filled(kind, values, [min(c, len(values)) for c in cuts]),
        )
        assert parts.rows() == whole.rows()
        assert numbers(parts.rows()) == numbers(whole.rows())
        assert len(numbers(whole.rows())) == whole.rows().count
    expected = [i + 1 for i, v in enumerate(values) if v % 3 == 0]
    assert numbers(filled(Log, values, []).rows()) == expected
    repeats = [i + 1 for i, v in enumerate(values) if v in values[:i]]
    assert numbers(filled(Tally, values, []).rows()) == repeats


def test_only_a_hundred_leave_the_analyst():
    log = RowLog()
    log.add(np.ones(5_000, np.bool_), np.ones(5_000, np.bool_))
    made = Finding("GEN003", "GEN003", Family.GENERATOR, State.COMPUTED, rows=log.rows())
    sent = json.loads(wire.payload_from_child(FindingMade(made)))
    assert sent["rows"] == {"count": 5_000, "shown": list(range(1, 101))}
