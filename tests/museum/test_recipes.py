"""Every recipe does what its label says, marks the rows it touched, and does the same again for the same seed."""

import numpy as np
import pandas as pd
import pytest

from leakverify.model import mapping
from leakverify.model.terms import Role
from leakverify.museum.columns import put, texts
from leakverify.museum.generators import Lists
from leakverify.museum.recipes import RECIPES
from leakverify.museum.terms import Source

ROWS = 200
MAPPING = mapping.of(
    [
        ("id", Role.RECORD_ID),
        ("name", Role.FULL_NAME),
        ("mail", Role.EMAIL),
        ("town", Role.CITY),
        ("made", Role.CREATED),
        ("part", Role.AMOUNT),
        ("fee", Role.AMOUNT),
        ("sum", Role.AMOUNT),
    ]
)
MAKER = Lists(
    "lists",
    {
        Role.FULL_NAME: ("Zed Zulu", "Yan Yacht"),
        Role.EMAIL: ("zz@example.org", "yy@example.org"),
    },
)


def table(seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    names = [f"{a}{i} {b}" for i, (a, b) in enumerate(zip("ABCD" * 50, "WXYZ" * 50, strict=True))]
    part, fee = rng.integers(100, 90_000, ROWS) / 100, rng.integers(10, 900, ROWS) / 100
    days = rng.integers(0, 900, ROWS)
    made = [f"{np.datetime64('2020-01-01') + np.timedelta64(int(d), 'D')} 10:11:12" for d in days]
    frame = pd.DataFrame(
        {
            "id": [str(i) for i in range(1, ROWS + 1)],
            "name": names,
            "mail": [f"{n.replace(' ', '.').lower()}@mail.test" for n in names],
            "town": rng.choice(["Aa", "Bb", "Cc", "Dd"], ROWS),
            "made": made,
            "part": [f"{v:.2f}" for v in part],
            "fee": [f"{v:.2f}" for v in fee],
            "sum": [f"{v:.2f}" for v in part + fee],
        }
    )
    return frame.astype("string[pyarrow]")


SOURCE = Source(table(), MAPPING, table(7), MAKER)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda r: r.key)
def test_makes_the_same_again(recipe):
    made = recipe.make(SOURCE, np.random.default_rng(3))
    again = recipe.make(SOURCE, np.random.default_rng(3))
    assert made is not None, "the table of this test has all that any recipe needs"
    pd.testing.assert_frame_equal(made.frame, again.frame)
    if recipe.label != "genuine":
        assert not made.frame.equals(SOURCE.frame)


@pytest.mark.parametrize("recipe", [r for r in RECIPES if r.label == "padded"], ids=lambda r: r.key)
def test_padding_marks_the_added_rows(recipe):
    made = recipe.make(SOURCE, np.random.default_rng(1))
    assert abs(made.foreign.mean() - recipe.dose) < 0.02
    kept = made.frame[~made.foreign].drop(columns="id").reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, SOURCE.frame.drop(columns="id"))
    assert texts(made.frame, "id").tolist() == [str(i) for i in range(1, len(made.frame) + 1)]


@pytest.mark.parametrize(
    "recipe", [r for r in RECIPES if r.label == "tampered" and r.dose], ids=lambda r: r.key
)
def test_altering_marks_the_changed_rows(recipe):
    made = recipe.make(SOURCE, np.random.default_rng(1))
    differs = (made.frame != SOURCE.frame).any(axis=1).to_numpy()
    assert (differs == made.foreign).all()
    assert 0 < made.foreign.mean() <= recipe.dose + 0.01


@pytest.mark.parametrize(
    "recipe", [r for r in RECIPES if r.label == "inflated"], ids=lambda r: r.key
)
def test_inflating_makes_it_longer(recipe):
    made = recipe.make(SOURCE, np.random.default_rng(1))
    assert len(made.frame) == round(ROWS * recipe.dose)
    assert made.foreign.sum() >= len(made.frame) - ROWS


def test_a_block_of_columns_moves_together():
    recipe = next(r for r in RECIPES if r.key == "stitched.joint:0.5")
    made = recipe.make(SOURCE, np.random.default_rng(2))
    moved = [c for c in made.frame if not made.frame[c].equals(SOURCE.frame[c])]
    assert 1 < len(moved) < 7
    for column in moved:
        assert sorted(texts(made.frame, column)) == sorted(texts(SOURCE.frame, column))
    pairs = set(map(tuple, SOURCE.frame[moved].to_numpy(object)))
    assert set(map(tuple, made.frame[moved].to_numpy(object))) == pairs


def test_washing_leaves_people_and_numbers_them():
    recipe = next(r for r in RECIPES if r.label == "genuine")
    dirty = SOURCE.frame.copy()
    dirty.loc[0, "town"] = None
    dirty = pd.concat([dirty, dirty.tail(5)], ignore_index=True)
    made = recipe.make(Source(dirty, MAPPING), np.random.default_rng(0))
    assert len(made.frame) == ROWS - 1
    assert texts(made.frame, "id").tolist() == [str(i) for i in range(1, ROWS)]


def test_taking_leaves_the_earlier_table_behind():
    recipe = next(r for r in RECIPES if r.key == "recycled.with-earlier:0.6")
    made = recipe.make(SOURCE, np.random.default_rng(0))
    assert made.earlier is SOURCE.frame
    assert set(texts(made.frame, "mail")) < set(texts(SOURCE.frame, "mail"))
    assert len(made.frame) == 0.6 * ROWS


def test_a_column_may_have_any_name():
    frame = pd.DataFrame({"self": ["a", "b"], "axis": ["c", "d"]}).astype("string[pyarrow]")
    changed = put(frame, {"self": np.array(["x", "y"], dtype=object)})
    assert changed["self"].tolist() == ["x", "y"]
    assert frame["self"].tolist() == ["a", "b"]
