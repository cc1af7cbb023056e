"""Counts of names and distinct addresses, equal to counting one by one however the cells are cut."""

from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts import domains
from leakverify.facts.domains import DomainCounter


def counted(*pieces):
    counter = DomainCounter()
    for piece in pieces:
        counter.add(pa.array(piece, pa.large_string()))
    return counter.counts()


def by_hand(cells):
    """The same one by one, for plain cells."""
    texts = [cell.strip(" \t").lower() for cell in cells if cell and cell.strip(" \t")]
    rows = Counter(text.rpartition("@")[2] if "@" in text else "" for text in texts)
    unique = set(texts)
    addresses = Counter(text.rpartition("@")[2] if "@" in text else "" for text in unique)
    return {n: (rows[n], addresses[n]) for n in rows}, len(texts), len(unique)


CELLS = st.one_of(
    st.none(),
    st.text("aAbB@. \t", max_size=12),
    st.builds(
        "{}@{}".format, st.text("xyz0", min_size=1, max_size=30), st.sampled_from(["a.fr", "B.de"])
    ),
)


@given(st.lists(st.lists(CELLS, max_size=12), max_size=4))
def test_counting_in_pieces_equals_counting_by_hand(pieces):
    counts = counted(*pieces)
    names, total, distinct = by_hand([cell for piece in pieces for cell in piece])
    told = {n: (r, a) for n, r, a in zip(counts.names, counts.rows, counts.addresses, strict=True)}
    assert told == names
    assert (counts.total_rows, counts.distinct) == (total, distinct)
    assert list(counts.rows) == sorted(counts.rows, reverse=True)


def test_slices_and_long_cells_count_as_they_should():
    whole = pa.array(
        ["skip@x.fr", "a@b.fr", None, "é" * 2_000 + "@c.fr", "A@B.FR"], pa.large_string()
    )
    counter = DomainCounter()
    counter.add(whole.slice(1))
    counts = counter.counts()
    assert dict(zip(counts.names, counts.rows, strict=True)) == {"b.fr": 2, "": 1}
    assert counts.distinct == 2


def test_addresses_differ_in_any_byte():
    cells = [f"{'x' * n}{c}@d.fr" for n in range(40) for c in "ab"]
    counts = counted(cells, cells)
    assert counts.addresses == (80,)
    assert counts.rows == (160,)


def test_the_rarest_names_beyond_the_limit_are_only_counted(monkeypatch):
    monkeypatch.setattr(domains, "MAX_NAMES", 2)
    counts = counted(["a@c.fr", "a@b.fr", "b@b.fr", "a@a.fr"])
    assert counts.names == ("b.fr", "a.fr")
    assert counts.left_out == 1


@pytest.mark.parametrize("text", ["", "@", "a@", "@.", "a@.fr", "a b", "\x00", "💥@💥"])
def test_what_is_no_domain_has_no_registrable_part(text):
    assert domains.registrable(text.rpartition("@")[2]) == ""
