"""Postcodes and places against public facts."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.reference import postal
from leakverify.reference.hashing import texts

PAIRS = [
    ("FR", "75001", "Paris"), ("FR", "75015", "PARIS CEDEX 15"), ("FR", "69003", "Lyon 3e Arrondissement"),
    ("FR", "97400", "Saint-Denis"), ("FR", "01000", "BOURG EN BRESSE"), ("FR", "1000", "Bourg-en-Bresse"),
    ("FR", "14270", "Mézidon Vallée d'Auge"), ("DE", "10115", "Berlin"), ("DE", "50667", "Koeln"),
    ("DE", "80331", "Munich"), ("DE", "60311", "Frankfurt"), ("GB", "SW1A 1AA", "London"), ("GB", "M1 1AE", "Manchester"),
    ("US", "10001", "New York"), ("US", "90210", "Beverly Hills"), ("US", "2138", "Cambridge, MA"),
    ("US", "94105-1234", "San Francisco"), ("NL", "1012 AB", "Amsterdam"), ("CA", "M5V 2T6", "Toronto"),
    ("ES", "28001", "Madrid"), ("IT", "00184", "Rome"), ("PT", "1000-205", "Lisboa"), ("SE", "111 20", "Stockholm"),
    ("CZ", "110 00", "Praha 1"), ("CH", "CH-8001", "Zürich"), ("AT", "A-1010", "Wien"), ("BE", "1000", "Bruxelles"),
    ("IE", "D02 AF30", "Dublin 2"), ("RU", "101000", "Москва"), ("IN", "400001", "Mumbai"), ("AU", "2000", "Sydney"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "code", "city"), PAIRS)
def test_known_pairs(country, code, city):
    table = postal.table(country)
    folded = postal.fold_places(texts([city]))
    assert table.has_code(texts([code])).all()
    assert table.has_place(folded).all()
    assert table.has_pair(texts([code]), folded).all()


@pytest.mark.parametrize(
    ("country", "code", "city"),
    [
        ("FR", "35000", "Lyon"),
        ("DE", "80331", "Hamburg"),
        ("GB", "SW1A 1AA", "Leeds"),
        ("US", "10001", "Boston"),
    ],
)
def test_wrong_pairs(country, code, city):
    assert (
        not postal.table(country).has_pair(texts([code]), postal.fold_places(texts([city]))).any()
    )


def test_codes_that_nobody_has():
    assert not postal.table("FR").has_code(texts(["99999", "00000", "", "abc"])).any()
    assert not postal.table("US").has_code(texts(["00000", "99999"])).any()


def test_shuffled_codes_do_not_fit():
    rng = np.random.default_rng(3)
    codes = texts([f"{i:05d}" for i in rng.integers(1000, 95999, 2000)])
    pairs = postal.table("FR").has_pair(codes, postal.fold_places(texts(["Rennes"] * 2000)))
    assert pairs.mean() < 0.01


@pytest.mark.parametrize(
    ("country", "code", "region"),
    [
        ("US", "02138", "MA"),
        ("US", "90210", "CA"),
        ("FR", "20200", "2B"),
        ("FR", "97410", "974"),
        ("DE", "80331", "Bayern"),
    ],
)
def test_regions(country, code, region):
    assert postal.table(country).region_of(code) == region
    assert postal.table(country).region_of("?") == ""


def test_places_anywhere():
    named = postal.fold_places(texts(["Paris", "Teheran", "تهران", "東京", "Saint-Étienne"]))
    invented = postal.fold_places(
        texts(["North Jenniferton", "Lake Brianmouth", "Saint Édith-la-Forêt", ""])
    )
    assert postal.places_anywhere(named).all()
    assert not postal.places_anywhere(invented).any()


def test_territories_share_their_home():
    assert postal.table("GP").country == "FR"
    assert postal.table("PR").has_code(texts(["00901"])).all()
    with pytest.raises(KeyError):
        postal.table("AE")


@given(st.sampled_from(sorted(postal.countries())), st.text(max_size=30))
def test_folding_twice_changes_nothing(country, text):
    code, place = postal.fold_code(country, text), postal.fold_place(text)
    assert postal.fold_code(country, code) == code
    assert postal.fold_place(place) == place


def test_a_country_loads_quickly():
    postal.table.cache_clear()
    start = time.perf_counter()
    postal.table("US")
    assert time.perf_counter() - start < 0.15
