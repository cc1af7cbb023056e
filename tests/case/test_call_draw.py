"""The draw, against a recipe written down a second time."""

import contextlib
import hashlib
import io
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import call_draw, draw_file
from leakverify.case.call_draw import Codes, by_position, draw, quotas, seed_of, spans, undivided
from leakverify.model.calling import DrawOrder
from leakverify.model.errors import UsageProblem


def a_stranger(seed, rows, calls):
    """The recipe of the help page, in the words of another language's programmer."""
    numbers = [str(n) for n in range(1, rows + 1)]
    digests = {hashlib.sha256((seed + "\n" + n).encode("utf-8")).hexdigest(): n for n in numbers}
    return [int(digests[digest]) for digest in sorted(digests)[:calls]]


def by_strata(seed, strata, calls):
    """The recipe with strata: name to row numbers, in their order."""
    whole = sum(map(len, strata.values()))
    exact = {name: calls * len(rows) / whole for name, rows in strata.items()}
    share = {name: int(part) for name, part in exact.items()}
    order = sorted(strata, key=lambda name: -(calls * len(strata[name]) % whole))
    for name in order[: calls - sum(share.values())]:
        share[name] += 1

    def digest(row):
        return hashlib.sha256(f"{seed}\n{row}".encode()).hexdigest()

    taken = [
        row for name, rows in strata.items() for row in sorted(rows, key=digest)[: share[name]]
    ]
    return sorted(taken, key=digest)


def test_a_stranger_draws_the_same_rows():
    made = draw(DrawOrder(12, "8df500ea12345678:2026-14", 5), *undivided(3_000))
    expected = a_stranger("8df500ea12345678:2026-14", 3_000, 17)
    assert [one.row for one in made.drawn + made.reserve] == expected
    assert [one.place for one in made.drawn + made.reserve] == list(range(1, 18))
    assert {one.stratum for one in made.drawn} == {"all"}


@given(st.integers(1, 400), st.data())
@settings(max_examples=60, deadline=None)
def test_a_stranger_draws_the_same_rows_from_strata(rows, data):
    parts = data.draw(st.integers(1, 6))
    codes = Codes(data.draw(st.lists(st.integers(0, parts - 1), min_size=rows, max_size=rows)))
    calls = data.draw(st.integers(1, rows))
    names = tuple(f"group {n + 1}" for n in range(parts))
    strata = {name: [r + 1 for r in range(rows) if codes[r] == n] for n, name in enumerate(names)}
    made = draw(DrawOrder(calls, "s"), names, Codes(codes))
    assert [one.row for one in made.drawn] == by_strata("s", strata, calls)
    assert all(one.row in strata[one.stratum] for one in made.drawn)
    assert [part.rows for part in made.strata] == [len(strata[name]) for name in names]


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=20), st.integers(0, 3_000))
def test_quotas_are_whole_in_sum_and_never_more_than_there_is(sizes, calls):
    calls = min(calls, sum(sizes))
    shared = quotas(calls, sizes)
    assert sum(shared) == calls
    for part, size in zip(shared, sizes, strict=True):
        assert part <= size
        assert abs(part - calls * size / max(sum(sizes), 1)) < 1


def test_the_lines_of_the_readme_draw_the_same_rows():
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(re.search(r"```python\n(import hashlib.*?)```", text, re.DOTALL)[1], {})
    made = draw(DrawOrder(30, "8df500ea12345678:2026-14"), *undivided(3_000))
    assert said.getvalue().strip() == str([one.row for one in made.drawn])


def test_the_reserve_and_the_draw_share_no_row_and_the_draw_does_not_depend_on_it():
    order = DrawOrder(10, "x", 30)
    made = draw(order, *by_position(100))
    rows = [one.row for one in made.drawn + made.reserve]
    assert len(set(rows)) == 40
    assert draw(DrawOrder(10, "x"), *by_position(100)).drawn == made.drawn
    assert [one.place for one in made.reserve] == list(range(11, 41))


def test_excluded_rows_are_never_drawn_and_leave_the_frame():
    order = DrawOrder(15, "x", excluded=((spans("3,10-12"), "minors"), (spans("12-13"), "asked")))
    made = draw(order, *undivided(20))
    assert {one.row for one in made.drawn} == set(range(1, 21)) - {3, 10, 11, 12, 13}
    assert (made.rows, made.frame) == (20, 15)


@pytest.mark.parametrize(
    ("order", "rows", "code"),
    [
        (DrawOrder(11, "x"), 10, "TOO_MANY_CALLS"),
        (DrawOrder(8, "x", 3), 10, "TOO_MANY_CALLS"),
        (DrawOrder(1, "x"), 0, "TOO_MANY_CALLS"),
        (DrawOrder(0, "x"), 10, "TOO_MANY_CALLS"),
        (DrawOrder(10, "x", excluded=((spans("1"), "r"),)), 10, "TOO_MANY_CALLS"),
        (DrawOrder(1, "x", excluded=((spans("11"), "r"),)), 10, "ROW_NOT_THERE"),
        (DrawOrder(1, ""), 10, "BAD_SEED"),
        (DrawOrder(1, " x"), 10, "BAD_SEED"),
        (DrawOrder(1, "a\nb"), 10, "BAD_SEED"),
        (DrawOrder(1, "x" * 501), 10, "BAD_SEED"),
    ],
)
def test_what_cannot_be_drawn_is_refused(order, rows, code):
    with pytest.raises(UsageProblem) as error:
        draw(order, *undivided(rows))
    assert error.value.code == code


@pytest.mark.parametrize("text", ["", "0", "5-3", "a", "1,", "1--2", "9" * 13, "²"])
def test_row_numbers_are_read_strictly(text):
    with pytest.raises(ValueError, match="rows"):
        spans(text)


def test_quarters_are_named_by_their_rows():
    names, codes = by_position(10)
    assert names == ("rows 1-2", "rows 3-5", "rows 6-7", "rows 8-10")
    assert bytes(codes) == bytes([0, 0, 1, 1, 1, 2, 2, 3, 3, 3])
    assert by_position(2)[0] == ("rows 1-1", "rows 2-2")
    assert by_position(0) == ((), Codes())


def test_every_row_is_drawn_as_often_as_any_other():
    """A thousand seeds, five of fifty: 100 expected a row, standard deviation 9.5."""
    drawn = [0] * 50
    for seed in range(1_000):
        for one in draw(DrawOrder(5, str(seed)), *undivided(50)).drawn:
            drawn[one.row - 1] += 1
    assert 60 < min(drawn) <= max(drawn) < 140


def test_the_smallest_are_found_however_they_come():
    rows = list(range(1, 9_000))
    random.Random(5).shuffle(rows)
    found = [row for _digest, row in call_draw.smallest("s", rows, 40)]
    assert found == a_stranger("s", 8_999, 40)


def test_the_csv_has_numbers_and_names_alone_and_the_record_repeats_the_draw():
    order = DrawOrder(3, seed_of(["a" * 64, "b" * 64], "7"), 1, ((spans("1-2"), "asked"),))
    made = draw(order, *by_position(12))
    lines = draw_file.csv_text(made).splitlines()
    assert lines[0] == "draw,row,stratum"
    assert [line.split(",")[0] for line in lines[1:]] == ["1", "2", "3", "4"]
    kept = draw_file.record(made, order, (), by="position", case="7")
    assert kept["seed"] == "aaaaaaaaaaaaaaaa+bbbbbbbbbbbbbbbb:7"
    assert kept["excluded"] == [{"rows": "1-2", "count": 2, "reason": "asked"}]
    assert (kept["foreseeable"], kept["rows"], kept["frame"]) == (False, 12, 10)
