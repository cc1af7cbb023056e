"""Rows that stand in a table again with every figure moved, where no column names the record."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.checks import closest
from leakverify.checks.catalogue import CHECKS
from leakverify.checks.moved import cells_of, columns_of
from leakverify.checks.pairs import FAR, group_sizes
from leakverify.checks.state import RowSample
from leakverify.checks.structure.moved_copies import PASTED
from leakverify.model.terms import Reading
from tests.checks.bench import context_of, facts_of, finding_of, frame_of

CHECK = next(check for check in CHECKS if check.info.id == "STR010")
COLUMNS = {
    "area": "amount",
    "price": "amount",
    "rooms": "unknown",
    "tax": "unknown",
    "built": "created",
    "heating": "unknown",
}
N = 400


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def houses(rng, n=N):
    """Houses: figures that hang together, no name and no number."""
    area = np.exp(rng.normal(4.8, 0.5, n))
    price = area * np.exp(rng.normal(7.0, 0.4, n))
    days = np.datetime64("1950-01-01") + rng.integers(0, 25_000, n)
    return [
        [f"{v:.1f}" for v in area],
        [f"{v:.0f}" for v in price],
        [str(v) for v in rng.poisson(4, n) + 1],
        [f"{v:.2f}" for v in price * np.exp(rng.normal(-5, 0.3, n))],
        [str(d) for d in days],
        rng.choice(["gas", "oil", "wood"], n).tolist(),
    ]


def moved(table, rng, rows, by=0.05):
    """Some rows again, with every figure up to five per cent larger or smaller."""
    out = []
    for i, column in enumerate(table):
        cells = [column[r] for r in rows]
        if i in (0, 1, 3):
            digits = (1, 0, None, 2)[i]
            made = np.array(cells, float) * (1 + rng.uniform(-by, by, len(rows)))
            cells = [f"{v:.{digits}f}" for v in made]
        out.append(cells)
    return out


def joined(one, other):
    return [a + b for a, b in zip(one, other, strict=True)]


def shuffled(table, order):
    return [[column[i] for i in order] for column in table]


def test_rows_that_stand_there_again_are_shown(rng):
    table = houses(rng)
    found = finding_of(CHECK, COLUMNS, *joined(table, moved(table, rng, range(100))))
    assert found.exhibit
    assert found.support[Reading.TAMPERED] >= 1.5
    assert found.measured["near_pairs"] >= 90
    assert found.measured["closeness"] > 0.5
    twins = {*range(1, 101), *range(N + 1, N + 101)}
    assert len(twins & set(found.rows.shown)) >= 0.95 * len(found.rows.shown)


def test_the_same_whatever_the_order(rng):
    table = joined(t := houses(rng), moved(t, rng, range(100)))
    one = finding_of(CHECK, COLUMNS, *table)
    other = finding_of(CHECK, COLUMNS, *shuffled(table, rng.permutation(N + 100)))
    for name in ("closeness", "near_pairs", "short_pairs", "near_share", "copies_share"):
        assert one.measured[name] == other.measured[name]


def test_houses_are_no_copies_of_each_other(rng):
    found = finding_of(CHECK, COLUMNS, *houses(rng))
    assert not found.exhibit
    assert found.measured["closeness"] < 0.1
    assert found.rows.count == 0


def test_rows_pasted_as_they_are_count_but_never_accuse_alone(rng):
    """An export that joins two tables doubles rows as well."""
    table = houses(rng)
    found = finding_of(CHECK, COLUMNS, *joined(table, [c[:200] for c in table]))
    assert found.exhibit
    assert found.measured["near_pairs"] == found.measured["same_pairs"] == 200
    assert found.support[Reading.TAMPERED] == PASTED


def test_pasted_rows_take_no_weight_from_moved_ones(rng):
    table = houses(rng)
    more = joined(moved(table, rng, range(100)), [c[100:130] for c in table])
    found = finding_of(CHECK, COLUMNS, *joined(table, more))
    assert found.measured["same_pairs"] == 30
    assert found.support[Reading.TAMPERED] > PASTED


def test_rows_that_differ_in_a_column_of_near_figures_are_not_the_same(rng):
    """A panel: what stays of a house stands there for each year, and years all lie near each other."""
    table = [*houses(rng, 200), ["2016"] * 200]
    later = [*(column[:] for column in table[:6]), ["2017"] * 200]
    found = finding_of(CHECK, {**COLUMNS, "year": "unknown"}, *joined(table, later))
    assert found.measured["near_pairs"] == 0
    assert not found.exhibit


def test_a_letter_changed_in_a_column_of_few_words(rng):
    table = houses(rng)
    table[5] = rng.choice(
        ["district heating", "heating oil", "firewood", "natural gas"], N
    ).tolist()
    again = moved(table, rng, range(200))
    places = rng.integers(0, 8, 200).tolist()
    letters = rng.choice(list("abcdefghijklmnopqrstuvwxyz"), 200).tolist()
    again[5] = [
        word[:at] + letter + word[at + 1 :]
        for word, at, letter in zip(again[5], places, letters, strict=True)
    ]
    found = finding_of(CHECK, COLUMNS, *joined(table, again))
    assert found.exhibit
    assert found.measured["near_pairs"] >= 170


def test_coarse_tables_have_more_pairs_that_miss_one_column(rng):
    coarse = {f"q{i}": "unknown" for i in range(6)}
    found = finding_of(CHECK, coarse, *(rng.integers(1, 6, N).astype(str).tolist() for _ in coarse))
    assert not found.exhibit
    assert found.measured["short_pairs"] > found.measured["near_pairs"]


def test_a_panel_of_years_is_none(rng):
    base = houses(rng, 60)
    years = []
    for year in range(8):
        grown = [f"{float(p) * 1.06**year:.0f}" for p in base[1]]
        years.append([base[0], grown, base[2], [f"{float(t) * 1.3**year:.2f}" for t in base[3]]])
    table = [[cell for year in years for cell in year[i]] for i in range(4)]
    table.append([f"{1990 + y}-06-01" for y in range(8) for _ in range(60)])
    columns = {name: role for name, role in COLUMNS.items() if name != "heating"}
    assert not finding_of(CHECK, columns, *table).exhibit


WORDS = st.sampled_from(
    ["Anna Kern", "Anna Korn", "anna kern ", "", "Jo", "Jp", "12", "13", "1.5", "-3", "x" * 40]
)
DAYS = st.sampled_from(["2001-01-01", "2001-02-01", "2011-01-01", "", "never"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, DAYS), min_size=2, max_size=25))
def test_no_near_pair_is_lost_on_the_quick_way(rows):
    columns = {"name": "full_name", "paid": "amount", "note": "unknown", "made": "created"}
    context = context_of(columns)
    (facts,) = facts_of(frame_of(columns, rows), context)
    roles = context.settings.roles
    places = np.arange(len(rows))
    values = cells_of(facts, roles, places)
    sample = RowSample(100, len(rows), len(rows), places.astype(np.uint64), places, values)
    left, right = np.triu_indices(len(rows), 1)
    for i, name in enumerate(columns_of(roles)):
        column = closest._Column(sample, i, roles.role_of(name))
        near = column.steps(left, right) != FAR
        assert np.all(column.near(left, right)[near])


def test_all_pairs_are_looked_at_in_blocks():
    n = 2 * closest.BLOCK + 3
    every = closest._candidates(n, [lambda left, right: left >= 0])
    assert len(every[0]) == n * (n - 1) // 2
    assert len({*zip(*(side.tolist() for side in every), strict=True)}) == len(every[0])


def test_long_tables_are_sampled_so_that_copies_stay_together(rng):
    table = houses(rng, 6_000)
    found = finding_of(CHECK, COLUMNS, *joined(table, moved(table, rng, range(6_000))))
    assert found.measured["near_share"] > 0.3
    assert found.exhibit


def editions(rng, days):
    """The same houses in two editions; only the date moves, by so many days."""
    table = houses(rng, 200)
    moved_on = [str(np.datetime64(d) + int(n)) for d, n in zip(table[4], days, strict=True)]
    return joined(table, [*table[:4], moved_on, table[5]])


def test_a_next_edition_in_which_every_date_is_later_is_no_copy(rng):
    found = finding_of(CHECK, COLUMNS, *editions(rng, rng.integers(1, 40, 200)))
    assert not found.exhibit
    assert found.measured["near_pairs"] == 0


def test_dates_that_run_either_way_are_copies(rng):
    found = finding_of(CHECK, COLUMNS, *editions(rng, rng.integers(-40, 41, 200)))
    assert found.exhibit
    assert found.measured["near_pairs"] >= 190


def test_days_of_a_series_are_no_copies_of_each_other(rng):
    """Rates of several banks that follow one market: each day is near the next in every column, in long chains."""
    market = np.cumsum(rng.normal(0.0, 0.03, 600))
    rates = np.exp(market + np.cumsum(rng.normal(0.0, 0.002, (4, 600)), axis=1)) * 120.0
    columns = {f"rate{i}": "amount" for i in range(4)}
    found = finding_of(CHECK, columns, *([f"{v:.3f}" for v in rate] for rate in rates))
    assert found.measured["near_pairs"] > 500
    assert found.measured["closeness"] < 0.5
    assert not found.exhibit


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_groups_are_those_that_pairs_hold_together(pairs):
    left, right = (np.array([p[i] for p in pairs], np.int64) for i in (0, 1))
    sizes = group_sizes(left, right, 12).tolist()
    together = [{row} for row in range(12)]
    for one, other in pairs * 12:
        whole = together[one] | together[other]
        for row in whole:
            together[row] = whole
    assert sizes == [len(group) for group in together]


def test_gems_of_one_grade_are_no_copies_of_each_other(rng):
    """A few grades and sizes that hang together: many gems of one cut, colour and clarity are of about one size."""
    n = 1_500
    carat = np.exp(rng.normal(-0.4, 0.35, n))
    price = 4_000 * carat**1.7 * np.exp(rng.normal(0.0, 0.05, n))
    sides = [carat ** (1 / 3) * 6.4 * np.exp(rng.normal(0.0, 0.004, n)) for _ in range(2)]
    columns = {"cut": "unknown", "colour": "unknown", "clarity": "unknown", "carat": "amount"}
    columns |= {"price": "amount", "x": "amount", "y": "amount"}
    grades = [rng.choice(list(letters), n).tolist() for letters in ("FGVPI", "DEFGH", "ABCDE")]
    figures = [[f"{v:.2f}" for v in carat], [f"{v:.0f}" for v in price]]
    figures += [[f"{v:.2f}" for v in side] for side in sides]
    found = finding_of(CHECK, columns, *grades, *figures)
    assert not found.exhibit
    assert found.measured["rivals_count"] > 0
