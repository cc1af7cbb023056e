"""The file at a glance: equal counts for every split of the rows, fixed memory, planted blocks in sight."""

import datetime as dt
import itertools
import pickle
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.engine import glance_counts
from leakverify.engine.glance_counts import WIDTH, GlanceCounts, counted
from leakverify.engine.glance_made import glance_of, shares
from leakverify.facts.batch import Batch
from leakverify.facts.facts import Facts
from leakverify.facts.settings import FactSettings
from leakverify.model.glance import FORMS, LEVELS, MAX_COLUMNS_SEEN, MAX_PARTS, PROVIDERS, Measure
from leakverify.model.mapping import ColumnRole, Mapping
from leakverify.model.terms import Role

DAY = dt.date(2026, 11, 22)


def mapping(*roles):
    return Mapping(
        tuple(ColumnRole(i, f"c{i}", role, 1.0, "content") for i, role in enumerate(roles, start=1))
    )


def fed(frame, roles, first_row=1):
    made = GlanceCounts(roles)
    facts = Facts(
        Batch(frame.reset_index(drop=True), first_row), FactSettings(roles, DAY, country="FR")
    )
    made.feed(facts, 7)
    return made


def same(one, other):
    assert (one.rows, one.looked, one.span, one.first, one.parts) == (
        other.rows,
        other.looked,
        other.span,
        other.first,
        other.parts,
    )
    assert np.array_equal(one.table, other.table)


ROLES = mapping(Role.EMAIL, Role.UNKNOWN)
CELLS = ("", None, " ", "7", "x", "é", "Müller", "a@gmail.com", "b@mail.example", "12-3", "@", "名")
LONG = [random.Random(3).choice(CELLS) for _ in range(3 * MAX_PARTS)]


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, len(LONG)), max_size=6).map(sorted),
    st.integers(1, len(LONG)),
    st.integers(0, 4),
)
def test_every_split_gives_equal_counts(cuts, rows, order):
    """Also where early rows alone are all counted, and whatever neighbours are merged first."""
    frame = pd.DataFrame({"c1": LONG[:rows], "c2": LONG[-rows:]}, dtype="str")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glance_counts, "EVERY_ROW", 256)
        whole = fed(frame, ROLES)
        ends = [0, *[cut for cut in cuts if cut < rows], rows]
        pieces = [
            pickle.loads(pickle.dumps(fed(frame.iloc[a:b], ROLES, a + 1)))
            for a, b in itertools.pairwise(ends)
        ]
        while len(pieces) > 1:
            at = order % (len(pieces) - 1)
            pieces[at].merge(pieces.pop(at + 1))
    same(pieces[0], whole)


@settings(max_examples=50)
@given(st.lists(st.one_of(st.none(), st.text(max_size=6)), min_size=1, max_size=30))
def test_any_text_is_counted_once_in_each_measure(cells):
    roles = mapping(Role.EMAIL)
    made = fed(pd.DataFrame({"c1": cells}, dtype="str"), roles)
    total = made.table[0].sum(axis=0)
    filled = sum(cell is not None and cell != "" for cell in cells)
    assert total[glance_counts.CELLS] == len(cells)
    assert total[glance_counts.EMPTY] == len(cells) - filled
    for start, width in (
        (glance_counts.FORM, len(FORMS)),
        (glance_counts.BUCKET, glance_counts.BUCKETS),
    ):
        assert total[start : start + width].sum() == filled
    assert glance_of(made) is not None


def test_memory_does_not_grow_and_late_rows_are_sampled_alike():
    roles = mapping(Role.UNKNOWN)
    made = GlanceCounts(roles)
    room = made.table.nbytes
    for first in (1, 1_000_000, 40_000_000, 9_000_000_000):
        frame = pd.DataFrame({"c1": ["a"] * 5_000}, dtype="str")
        made.merge(fed(frame, roles, first))
    assert made.table.nbytes == room == MAX_PARTS * WIDTH * 4
    assert made.parts <= MAX_PARTS
    assert made.looked < made.rows
    assert counted(0, 100).tolist() == list(range(100))
    assert 0.10 < len(counted(1 << 17, 4_096)) / 4_096 < 0.15


def test_a_pasted_block_stands_out_from_its_neighbours():
    draw = random.Random(1)
    rows = 6_000

    def row(n):
        if 2_000 <= n < 2_400:
            return f"{draw.randint(1, 9_999)}@pasted.example", "0033 6 12", "Orbec"
        return f"n{draw.randint(1, 9_999)}@gmail.com", "0612345678", draw.choice(("Lyon", "Paris"))

    frame = pd.DataFrame([row(n) for n in range(rows)], columns=["c1", "c2", "c3"], dtype="str")
    seen = glance_of(fed(frame, mapping(Role.EMAIL, Role.PHONE, Role.CITY)))
    assert seen.span == 8
    strips = {(strip.column, strip.measure): strip for strip in seen.strips}
    inside, outside = seen.part_of(2_200), seen.part_of(1_000)
    providers = strips[1, Measure.PROVIDER]
    assert providers.at(outside)[PROVIDERS.index("gmail")] == LEVELS
    assert providers.at(inside)[PROVIDERS.index("reserved")] == LEVELS
    assert strips[2, Measure.FORM].at(inside)[FORMS.index("marked")] == LEVELS
    assert strips[2, Measure.FORM].at(outside)[FORMS.index("number")] == LEVELS
    assert strips[2, Measure.LENGTH].at(inside) == b"\x09"
    changed = [
        part
        for part in range(1, seen.parts)
        if strips[2, Measure.FORM].at(part) != strips[2, Measure.FORM].at(part - 1)
    ]
    assert [seen.first_row(part) for part in changed] == [2_001, 2_401]


def test_values_that_are_rare_in_the_file_are_told_where_they_stand():
    cells = ["FR"] * 900 + ["ZZ"] * 3 + ["FR"] * 97
    seen = glance_of(fed(pd.DataFrame({"c1": cells}, dtype="str"), mapping(Role.COUNTRY)))
    rare = next(strip for strip in seen.strips if strip.measure is Measure.RARE)
    assert [n for n in range(seen.parts) if rare.at(n) != b"\0"] == [900, 901, 902]


def test_strips_that_say_nothing_are_left_out_and_so_are_far_columns():
    roles = mapping(*[Role.UNKNOWN] * (MAX_COLUMNS_SEEN + 3))
    frame = pd.DataFrame({column.name: ["a", "b"] for column in roles}, dtype="str")
    seen = glance_of(fed(frame, roles))
    assert seen.left_out == 3
    assert {strip.measure for strip in seen.strips} == {Measure.FORM, Measure.LENGTH}
    assert glance_of(GlanceCounts(roles)) is None


def test_a_share_is_nought_or_whole_only_where_it_is():
    counts, of = np.array([0, 1, 500, 999, 1000]), np.full(5, 1000)
    assert shares(counts, of).tolist() == [0, 1, 128, 254, 255]
    assert shares(np.array([0]), np.array([0])).tolist() == [0]
