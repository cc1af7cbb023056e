"""Files that are sorted, and rows that were put in afterwards."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.checks.catalogue import CHECKS
from leakverify.checks.structure.rows_in_order import AT_AN_END
from leakverify.model.terms import Reading
from tests.checks.bench import finding_of

CHECK = next(check for check in CHECKS if check.info.id == "STR017")
N, PUT_IN = 400, 100
COLUMNS = {"name": "full_name", "town": "city", "paid": "amount"}


@pytest.fixture
def rng():
    return np.random.default_rng(17)


def words(rng, n):
    """Names of six letters."""
    letters = rng.integers(0, 26, (n, 6))
    return ["".join(chr(97 + int(c)) for c in row).capitalize() for row in letters]


def others(rng, n):
    return [
        rng.choice(["Ulm", "Bonn", "Hof"], n).tolist(),
        rng.integers(5, 90, n).astype(str).tolist(),
    ]


def finding(rng, names):
    return finding_of(CHECK, COLUMNS, names, *others(rng, len(names)))


def between(rng, names, added):
    """The names with others put in anywhere, and the row numbers of those."""
    places = np.sort(rng.permutation(len(names) + len(added))[: len(added)])
    out, old, new = [], iter(names), iter(added)
    at = set(places.tolist())
    for i in range(len(names) + len(added)):
        out.append(next(new) if i in at else next(old))
    return out, {int(p) + 1 for p in places}


def test_rows_put_in_anywhere_are_named(rng):
    names, wanted = between(rng, sorted(words(rng, N)), words(rng, PUT_IN))
    found = finding(rng, names)
    assert found.exhibit
    assert found.columns == ("name",)
    assert found.support[Reading.TAMPERED] >= 1.5
    shown = set(found.rows.shown)
    assert len(shown & wanted) >= 0.95 * len(shown)
    assert 0.15 <= found.measured["strays_share"] <= 0.25


def test_a_block_in_the_middle_is_named_too(rng):
    names = sorted(words(rng, N))
    found = finding(rng, names[:150] + words(rng, PUT_IN) + names[150:])
    assert found.exhibit
    assert found.support[Reading.TAMPERED] >= 1.4
    assert set(found.rows.shown) <= set(range(145, 256))


@pytest.mark.parametrize("first", [True, False])
def test_rows_at_an_end_weigh_less(rng, first):
    names, new = sorted(words(rng, N)), words(rng, PUT_IN)
    found = finding(rng, new + names if first else names + new)
    assert found.exhibit
    assert found.support[Reading.TAMPERED] == AT_AN_END


def test_a_second_sorted_list_is_none(rng):
    names = sorted(words(rng, N))
    found = finding(rng, names[:150] + sorted(words(rng, PUT_IN)) + names[150:])
    assert not found.exhibit


def test_rows_of_one_name_put_in_are_none(rng):
    """A hundred rows of one big customer stand together, wherever they are."""
    names = sorted(words(rng, N))
    found = finding(rng, names[:150] + [f"Zz{i:03}" for i in rng.permutation(100)] + names[150:])
    assert not found.exhibit


def test_a_shuffled_list_has_no_order(rng):
    assert finding(rng, words(rng, N)).reason == "NO_ORDER"


def test_accents_and_case_do_not_break_the_alphabet(rng):
    names = sorted(words(rng, N))
    accented = [
        n.replace("E", "É").replace("O", "Ö") if i % 2 else n.lower() for i, n in enumerate(names)
    ]
    found = finding(rng, accented)
    assert not found.exhibit
    assert found.measured["follows_share"] > 0.95


def test_figures_are_sorted_by_size(rng):
    sizes = np.sort(rng.permutation(900_000)[:N])
    names = words(rng, N + PUT_IN)
    numbers, wanted = between(
        rng, [str(s) for s in sizes], [str(s) for s in rng.integers(0, 900_000, PUT_IN)]
    )
    columns = {"name": "full_name", "code": "unknown"}
    found = finding_of(CHECK, columns, names, numbers)
    assert found.exhibit
    assert found.columns == ("code",)
    assert set(found.rows.shown) <= wanted


def test_what_only_follows_a_sorted_column_does_not_count(rng):
    """Stations by name: the town follows for most, and for some it does not."""
    names = sorted(words(rng, N))
    towns = [n[:4] if rng.random() < 0.7 else w for n, w in zip(names, words(rng, N), strict=True)]
    found = finding_of(CHECK, {"station": "unknown", "town": "city"}, names, towns)
    assert not found.exhibit


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=100, max_size=140), st.integers(0, 2**32 - 1))
def test_any_texts_are_looked_at_and_nothing_breaks(texts, seed):
    rng = np.random.default_rng(seed)
    found = finding_of(CHECK, COLUMNS, texts, *others(rng, len(texts)))
    assert found.state in {"computed", "not_applicable"}
