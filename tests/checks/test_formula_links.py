"""Columns linked by one formula: when that is shown, which rows are named, and what is left to others."""

import numpy as np
import pytest

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.generator.formula_links import (
    HINTS,
    LONG,
    MOST_KEPT,
    bell_shaped,
    held,
    links,
)
from leakverify.model.terms import Reading
from leakverify.scoring.genuine_record import CARRIES as CARRIES_ALONE
from tests.checks.bench import context_of, finding_of

CHECK = next(check for check in CHECKS if check.info.id == "GEN025")
COLUMNS = {
    "paid": "amount",
    "since": "created",
    "age": "unknown",
    "items": "unknown",
    "plan": "unknown",
}


def latent(rng, n, strength=0.6):
    """Five normal columns with one common cause."""
    cause = rng.standard_normal(n)
    bend = np.sqrt(1 - strength)
    return [np.sqrt(strength) * cause + bend * rng.standard_normal(n) for _ in COLUMNS]


def table(hidden, *, plans="ABCDEF", signs=1):
    """The same as amounts, German dates, ages, signed balances and plans; none of them is bell-shaped."""
    paid, since, age, items, plan = hidden
    days = np.datetime64("2012-06-01") + (np.exp(since * 0.9) * 200).astype(int)
    dates = [f"{d.day:02}.{d.month:02}.{d.year}" for d in days.tolist()]
    steps = np.clip((plan * 1.5 + 3).astype(int), 0, 5)
    return {
        "paid": [f"{v:.2f}" for v in np.exp(paid + 3)],
        "since": dates,
        "age": [str(int(v)) for v in 18 + 18 * np.exp(0.6 * age)],
        "items": [f"{v:.1f}" for v in signs * np.sinh(1.3 * items) * 10],
        "plan": [plans[s] for s in steps],
    }


def finding(columns):
    return finding_of(CHECK, COLUMNS, *columns.values())


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def test_rows_drawn_from_one_formula_are_shown(rng):
    found = finding(table(latent(rng, 900)))
    assert found.measured["linked_count"] == 10
    assert found.measured["formed_share"] >= 0.9
    assert found.exhibit
    assert found.support == {Reading.FABRICATED: pytest.approx(found.support[Reading.FABRICATED])}
    assert found.support[Reading.FABRICATED] >= 1.5
    assert set(found.columns) == set(COLUMNS)
    assert 0 < found.rows.count < 200


def test_marks_in_tests_go_together_like_that_by_nature(rng):
    """Sums of many small influences are bell-shaped, alone and together."""
    marks = [[f"{v:.0f}" for v in 500 + 90 * column] for column in latent(rng, 900)]
    assert bell_shaped(np.array(marks[0], object))
    found = finding_of(CHECK, dict.fromkeys(COLUMNS, "unknown"), *marks)
    assert found.state == "not_applicable"


def test_what_a_published_list_showed_as_well_does_not_stand_alone():
    assert held(1.55) < CARRIES_ALONE
    assert held(2.04) < CARRIES_ALONE
    assert held(1.2) == 1.2
    assert held(2.2) == 2.2


def test_what_is_skewed_or_has_few_values_is_no_bell(rng):
    assert not bell_shaped(np.array([f"{v:.2f}" for v in rng.exponential(1.0, 900)], object))
    assert not bell_shaped(np.array([str(v) for v in rng.binomial(6, 0.5, 900)], object))
    assert not bell_shaped(np.array([f"{v:.2f}" for v in rng.standard_t(3, 900)], object))
    assert not bell_shaped(np.array(["7"] * 900, object))
    assert not bell_shaped(np.array(["north", "south"] * 450, object))


def test_the_sign_of_numbers_counts(rng):
    assert finding(table(latent(rng, 900), signs=-1)).exhibit


def test_links_with_steps_and_exceptions_are_not(rng):
    paid, since, age, items, _ = latent(rng, 900)
    bent = [paid, np.where(age > 1, since, -since), age, np.abs(items) + age, np.abs(age) * 2 - 2]
    found = finding(table(bent, plans="DBFACE"))
    assert found.measured["linked_count"] >= 3
    assert found.measured["formed_share"] < 0.6
    assert not found.exhibit


def test_a_short_list_is_not_shown(rng):
    found = finding(table(latent(rng, LONG - 50)))
    assert found.measured["formed_share"] > 0.8
    assert not found.exhibit


def test_columns_that_say_the_same_are_no_link(rng):
    values = rng.integers(0, 6, 600)
    assert links([values, values.copy()]) == []


@pytest.mark.parametrize("strength", [-0.7, -0.3, 0.3, 0.8])
def test_the_strength_is_found(rng, strength):
    a = rng.standard_normal(20_000)
    b = strength * a + np.sqrt(1 - strength**2) * rng.standard_normal(20_000)
    edges = [-1.0, -0.4, 0.0, 0.4, 1.0]
    (link,) = links([np.searchsorted(edges, a), np.searchsorted(edges, b)])
    assert link.strength == pytest.approx(strength, abs=0.03)
    assert link.formed


def test_a_short_list_is_a_hint_and_no_more(rng):
    found = finding(table(latent(rng, LONG - 50)))
    assert found.support == {Reading.FABRICATED: HINTS}


def test_links_of_their_own_speak_for_nothing(rng):
    own = np.array([3, 0, 5, 1, 4, 2])
    towns = rng.integers(0, 6, 700)
    columns = table(latent(rng, 700))
    columns["age"] = [str(v) for v in towns]
    columns["plan"] = ["ABCDEF"[v] for v in np.where(rng.random(700) < 0.2, towns, own[towns])]
    columns["items"] = [str(v) for v in np.where(rng.random(700) < 0.2, towns, own[own[towns]])]
    found = finding(columns)
    assert found.measured["formed_share"] <= 0.5
    assert found.support == {}


def test_a_wide_table_is_kept_in_part_and_names_its_own_columns(rng):
    wide = {f"w{i:03}": [f"x{v}" for v in rng.random(900)] for i in range(60)}
    columns = {**wide, **table(latent(rng, 900))}
    roles = {name: COLUMNS.get(name, "unknown") for name in columns}
    context = context_of(roles)
    assert len(CHECK.columns(context.settings.roles)) == MOST_KEPT
    found = finding_of(CHECK, roles, *columns.values())
    assert found.measured["column_count"] == MOST_KEPT - len(wide)
    assert found.columns == ("paid", "since", "age", "items")
