"""Countries in many languages, area codes, French zones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.reference.countries import is_code, to_alpha2, to_alpha2_all
from leakverify.reference.hashing import texts
from leakverify.reference.phones import area_state, calling_codes, fr_zone


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("US", "US"), ("usa", "US"), ("U.S.A.", "US"), ("United States of America", "US"), ("UK", "GB"), ("RFA", "DE"),
        ("England", "GB"), ("Allemagne", "DE"), ("Deutschland", "DE"), ("Alemania", "DE"), ("Alemanha", "DE"),
        ("Germania", "DE"), ("Duitsland", "DE"), ("Niemcy", "DE"), ("Германия", "DE"), ("ألمانيا", "DE"),
        ("آلمان", "DE"), ("ドイツ", "DE"), ("ایران", "IR"), ("Côte d’Ivoire", "CI"), ("the Netherlands", "NL"),
        ("ÖSTERREICH", "AT"), (" fra ", "FR"), ("Czechia", "CZ"), ("Korea, Republic of", "KR"), ("Brasil", "BR"),
        ("EU", ""), ("Atlantis", ""), ("Paris", ""), ("", ""), ("12", ""), ("x" * 5000, ""),
    ],
)  # fmt: skip
def test_countries(text, code):
    assert to_alpha2(text) == code


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_is_taken(names):
    assert to_alpha2_all(texts(names)).tolist() == [to_alpha2(name) for name in names]


def test_codes_and_names_are_told_apart():
    assert is_code("fr")
    assert is_code("DEU")
    assert not is_code("Peru")
    assert not is_code("xx")


def test_area_codes():
    states = area_state()
    assert (states["212"], states["617"], states["416"], states["907"]) == ("NY", "MA", "ON", "AK")
    assert len(states) > 350


def test_calling_codes():
    assert calling_codes()[33] == ("FR",)
    assert calling_codes()[1][0] == "US"
    assert 99 not in calling_codes()


@pytest.mark.parametrize(
    ("department", "zone"),
    [("75", 1), ("35", 2), ("67", 3), ("2A", 4), ("974", 2), ("33", 5), ("20", 0)],
)
def test_french_zones(department, zone):
    assert fr_zone(department) == zone
