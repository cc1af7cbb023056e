"""Lists that were copied whole to look larger, and lists whose rows come in sets for good reasons."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.structure.multiples import SAMPLE
from leakverify.model.terms import Reading, State
from tests.checks.bench import finding_of

CHECK = next(check for check in CHECKS if check.info.id == "STR019")
COLUMNS = {"town": "city", "plan": "unknown", "kids": "unknown", "fee": "amount"}
N = 500
FEE = len(COLUMNS) - 1


@pytest.fixture
def rng():
    return np.random.default_rng(19)


def members(rng, n=N, towns=60):
    """Members of a club: towns as unequal as they are, plans, children, and what each paid."""
    share = rng.pareto(1.2, towns) + 0.1
    return np.column_stack(
        [
            rng.choice([f"Ort {i}" for i in range(towns)], n, p=share / share.sum()),
            rng.choice(["Basis", "Plus", "Premium"], n, p=[0.6, 0.3, 0.1]),
            rng.choice(["0", "1", "2", "3"], n, p=[0.4, 0.3, 0.2, 0.1]),
            [f"{fee:.2f}" for fee in rng.lognormal(4, 1, n)],
        ]
    )


def copies(rng, rows, times):
    """The rows so many times over, with the fee moved in each copy, in any order."""
    parts = [rows]
    for _ in range(times - 1):
        again = rows.copy()
        fees = rows[:, FEE].astype(float) * rng.uniform(0.95, 1.05, len(rows))
        again[:, FEE] = [f"{fee:.2f}" for fee in fees]
        parts.append(again)
    return rng.permutation(np.concatenate(parts))


def finding(rows, columns=COLUMNS):
    return finding_of(CHECK, columns, *rows.T)


@pytest.mark.parametrize("times", [2, 3, 4, 5])
def test_a_list_that_was_copied_whole_is_shown(rng, times):
    found = finding(copies(rng, members(rng), times))
    assert found.exhibit
    assert found.support[Reading.TAMPERED] >= 1.0
    assert found.measured["times"] == times
    assert found.measured["whole_share"] == 1.0
    assert found.rows.count == times * N


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), n=st.integers(150, 900), towns=st.integers(5, 200))
def test_a_list_as_it_came_is_not(seed, n, towns):
    rng = np.random.default_rng(seed)
    assert not finding(members(rng, n, towns)).exhibit


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_list_of_which_a_part_was_copied_is_left_to_other_checks(rng, share):
    rows = members(rng)
    twice = copies(rng, rows[: int(share * N)], 2)
    assert not finding(np.concatenate([rows[int(share * N) :], twice])).exhibit


def test_a_few_rows_more_do_not_hide_it(rng):
    rows = copies(rng, members(rng), 2)
    junk = members(rng, 3, 3)
    assert finding(np.concatenate([rows, junk])).exhibit


def test_four_visits_of_each_person_are_no_copies(rng):
    """A table in long form: who it is about stands in a column, and all else of the person is the same."""
    rows = np.repeat(members(rng), 4, axis=0)
    rows[:, FEE] = [f"{fee:.2f}" for fee in rng.lognormal(4, 1, len(rows))]
    who = np.repeat([f"P{i:05}" for i in range(N)], 4)
    found = finding(np.column_stack([who, rows]), {"who": "unknown", **COLUMNS})
    assert (found.state, found.reason) == (State.NOT_APPLICABLE, "REPEATED_UNITS")


def test_rows_of_a_form_that_stand_side_by_side_are_no_copies(rng):
    """The same without the column that says whose the rows are."""
    rows = np.repeat(members(rng), 4, axis=0)
    rows[:, FEE] = [f"{fee:.2f}" for fee in rng.lognormal(4, 1, len(rows))]
    found = finding(rows)
    assert (found.state, found.reason) == (State.NOT_APPLICABLE, "REPEATED_UNITS")


def test_a_join_that_doubles_every_row_is_no_copy(rng):
    rows = members(rng)
    found = finding(np.concatenate([rows, rows]))
    assert (found.state, found.reason) == (State.NOT_APPLICABLE, "REPEATED_UNITS")


def test_a_plan_with_as_many_rows_in_each_cell_is_no_copy():
    """Ten rows of every town, plan and number of children: somebody planned it so."""
    rows = [
        (f"Ort {town}", plan, kids, f"{town}{i}.{kids}7")
        for i in range(10)
        for town in range(4)
        for plan in ("Basis", "Plus", "Premium")
        for kids in "0123"
    ]
    assert not finding(np.array(rows)).exhibit


def test_of_a_long_list_whole_groups_are_seen(rng):
    """What is sampled are groups, so that no row loses its copies."""
    found = finding(copies(rng, members(rng, SAMPLE, 900), 2))
    assert found.exhibit
    assert found.measured["compared_rows"] <= SAMPLE
    assert found.measured["whole_share"] == 1.0


def test_the_order_of_the_columns_is_the_same(rng):
    """Columns of as many kinds are tried in an order that does not depend on where they stand."""
    rows = copies(rng, members(rng), 2)
    more = np.column_stack([rows, rows[:, 1], rng.permutation(rows[:, 2])])
    names = [*COLUMNS, "again", "mixed"]
    roles = {**COLUMNS, "again": "unknown", "mixed": "unknown"}
    one = finding(more, roles)
    other = finding(more[:, ::-1], {name: roles[name] for name in reversed(names)})
    assert one.measured == other.measured
    assert one.rows == other.rows
