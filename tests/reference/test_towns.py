"""Town grammars of generators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.reference.hashing import texts
from leakverify.reference.towns import all_grammars, grammars, town_grammar


@pytest.mark.parametrize(
    ("town", "grammar"),
    [
        ("North Jenniferton", "faker.en"), ("Lake Brian", "faker.en"), ("Smithmouth", "faker.en"),
        ("PORT DANIELFURT", "faker.en"), ("Abshire-Fritschport", "faker.en"), ("Fort Abigail", "faker-js.en"),
        ("Saint Édith-la-Forêt", "faker.fr_FR"), ("Dupont-sur-Martin", "faker.fr_FR"), ("Stacey Ville", "faker.base"),
        ("Bad Lukasdorf", "faker-js.de"),
    ],
)  # fmt: skip
def test_invented_towns(town, grammar):
    assert town_grammar(town) == grammar


@pytest.mark.parametrize(
    "town", ["Sacramento", "Wolverhampton", "Bordeaux", "Stuttgart", "", "-", "東京", "Port"]
)
def test_other_towns(town):
    assert town_grammar(town) == ""


@given(st.lists(st.text(max_size=30), max_size=8))
def test_one_by_one_is_all_at_once(towns):
    assert grammars(texts(towns)).tolist() == [town_grammar(town) for town in towns]


def test_grammars_name_tool_and_locale():
    names = [grammar.name for grammar in all_grammars()]
    assert len(set(names)) == len(names) >= 20
    assert all(name.split(".")[0] in {"faker", "faker-js"} for name in names)
    assert all(len(grammar.stems) for grammar in all_grammars())
