import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.cells import cell_facts
from leakverify.facts.places import country_cells, place_facts


def cells(*values):
    return cell_facts(pd.Series(list(values), dtype="str"))


def per_row(facts, array):
    return facts.on_rows(np.asarray(array), -9).tolist()


def test_pairs_that_belong_and_pairs_that_do_not():
    facts = place_facts(
        cells("75008", "69001", "75008", "00000"),
        cells("Paris", "LYON", "Lyon", "Paris"),
        None,
        "FR",
    )
    assert per_row(facts, facts.postcode_known) == [1, 1, 1, 0]
    assert per_row(facts, facts.city_known) == [1, 1, 1, 1]
    assert per_row(facts, facts.pair_known) == [1, 1, 0, 0]


def test_the_row_s_country_comes_before_the_sample_s():
    country = country_cells(cells("Deutschland", "", "Atlantis"))
    facts = place_facts(
        cells("10115", "75008", "75008"), cells("Berlin", "Paris", "Paris"), country, "FR"
    )
    assert facts.on_rows(facts.country, "-").tolist() == ["DE", "FR", ""]
    assert per_row(facts, facts.pair_known) == [1, 1, -1]


def test_without_a_country_only_the_world_s_places_are_asked():
    facts = place_facts(None, cells("Paris", "Qqxzwv"), None, "")
    assert per_row(facts, facts.city_known) == [1, 0]
    assert per_row(facts, facts.postcode_known) == [-1, -1]


def test_a_generator_s_town_is_told_from_a_real_one():
    facts = place_facts(None, cells("North Jennifermouth", "North Platte", "Qqxzwv"), None, "US")
    assert per_row(facts, facts.invented) == [True, False, False]
    assert facts.grammar[0].startswith("faker")


def test_empty_rows_are_none():
    facts = place_facts(cells("75008", "", None), cells("", "", None), cells("FR", "FR", "FR"), "")
    assert facts.codes.tolist() == [0, -1, -1]
    assert facts.pair_known.tolist() == [-1]
    assert facts.values.tolist() == ["FR|75008|"]


def test_nothing_at_all():
    assert place_facts(None, None, None, "FR", 3).codes.tolist() == [-1, -1, -1]
    assert len(place_facts(cells(), cells(), None, "FR").values) == 0


def test_country_names_of_many_languages_become_codes():
    named = country_cells(cells("Germany", "Allemagne", "DE", "ドイツ", "nowhere", "", None))
    codes = [named.values[c] if c >= 0 else None for c in named.codes.tolist()]
    assert codes == ["DE", "DE", "DE", "DE", "", None, None]
    assert len(set(named.values.tolist())) == len(named.values)


TEXTS = st.text(max_size=12) | st.sampled_from(
    ["75008", "Paris", "10115", "Berlin", "FR", "DE", "US", ""]
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8), st.integers(0, 8))
def test_every_split_gives_the_same_rows(rows, cut):
    def read(part):
        code, city, land = (cells(*column) for column in zip(*part, strict=True))
        facts = place_facts(code, city, country_cells(land), "US")
        arrays = (
            facts.values,
            facts.country,
            facts.pair_known,
            facts.city_known,
            facts.postcode_known,
            facts.grammar,
        )
        return [tuple(a[c] for a in arrays) if c >= 0 else None for c in facts.codes.tolist()]

    cut = min(cut, len(rows))
    parts = [part for part in (rows[:cut], rows[cut:]) if part]
    assert read(rows) == [row for part in parts for row in read(part)]
