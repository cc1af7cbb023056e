"""Labelled folders are measured whole, in short and as recipes leave them; what is shared out gives the same answer."""

import datetime as dt

import numpy as np
import pytest

from leakverify.engine import calibration_run
from leakverify.engine.calibration_run import SCARCE, Effort, chosen, labelled
from leakverify.museum.recipes import RECIPES

DAY = dt.date(2026, 1, 1)
HEADER = "file\tlabel\trows\tcolumns\tcountry\tbase\tkind\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("labelled")
    rng = np.random.default_rng(0)
    lines = ["id,name,mail,made"]
    for i in range(1, 141):
        day = np.datetime64("2020-01-01") + np.timedelta64(int(rng.integers(900)), "D")
        lines.append(f"{i},Ann{i} Bee{i},ann{i}@mail{i % 9}.org,{day}")
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "b.csv").write_text("x,y\n1,2\n" * 40, encoding="utf-8")
    rows = [
        "a.csv\tgenuine\t140\t4\tFR\tbase_a\tpeople",
        "b.csv\tgenuine\t40\t2\tFR\tbase_b\tbodies",
        "gone.csv\tgenuine\t1\t1\tFR\tgone\tpeople",
        "a.csv\tunheard\t1\t1\tFR\tx\tpeople",
    ]
    (folder / "MANIFEST.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tables(root):
    return labelled([root], DAY, Effort(draws=1, recipes=6))


def test_each_table_is_whole_short_and_made(tables):
    mine = [t for t in tables if t.origin.base == "base_a"]
    assert [t.rows for t in mine if not t.recipe and not t.cut] == [140]
    assert [t.size for t in mine if t.cut and not t.recipe] == [31, 60, 120]
    assert {t.recipe for t in mine} > {"", "washed"}
    assert {t.origin.base for t in tables} == {"base_a", "base_b"}


def test_named_rows_are_counted_against_the_truth(tables):
    counts = [pair for t in tables for pair in t.named.values()]
    assert all(0 <= foreign <= named for named, foreign in counts)
    assert all(not f.rows.packed for t in tables for f in t.findings), "no row numbers are kept"


def test_shared_work_gives_the_same(root, tables):
    assert labelled([root], DAY, Effort(draws=1, recipes=6, workers=2)) == tables


def test_turns_keep_the_tidied_table_and_spread_doses():
    picked = {base: chosen(RECIPES, base, 8) for base in ("a", "b", "c")}
    assert all("genuine.washed:1" in {r.key for r in some} for some in picked.values())
    assert len({tuple(r.key for r in some) for some in picked.values()}) == 3
    whole = chosen(RECIPES, "a")
    assert {0.3, 0.5, 2.0} <= {r.dose for r in whole}
    assert len(whole) < len(RECIPES)


def test_what_few_tables_allow_is_tried_on_each():
    keys = [{r.key for r in chosen(RECIPES, base, 3)} for base in ("a", "b", "c", "d")]
    assert all(some >= SCARCE for some in keys)
    assert all(len(some) <= 3 + len(SCARCE) for some in keys)
    assert {r.key for r in RECIPES} >= SCARCE


def test_another_table_to_join_is_of_another_kind(root):
    by_base = {j.origin.base: j for j in calibration_run.jobs([root])}
    assert by_base["base_a"].other == root / "b.csv"
