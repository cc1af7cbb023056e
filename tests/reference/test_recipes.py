"""The records that generators made: there for every tool, whole, on one line, and nobody's."""

import pytest

from leakverify.reference import recipes
from leakverify.reference.vocabularies import of_kind


def test_every_tool_has_records_of_all_fields():
    tools = {tool for tool, _ in recipes.every()}
    assert tools == set(recipes.USUAL)
    for tool, locale in recipes.every():
        found = recipes.records(tool, locale)
        assert len(found) >= 5
        assert all(len(record) == len(recipes.FIELDS) for record in found)
        assert all(sum(map(bool, record)) >= 2 for record in found)
        assert not any("\n" in field for record in found for field in record)


@pytest.mark.parametrize("tool", recipes.USUAL)
def test_every_list_of_names_finds_records(tool):
    locales = {v.locale for v in of_kind("first") if v.tool == tool}
    assert locales
    assert all(recipes.known_locale(tool, locale) for locale in locales)


def test_a_locale_that_is_not_there_falls_back_to_its_language_or_to_nothing():
    assert recipes.known_locale("faker", "") == "en_US"
    assert recipes.known_locale("faker-js", "de_LU")[:2] == "de"
    assert recipes.known_locale("faker", "xx_XX") is None
    assert recipes.known_locale("mockaroo", "en") is None
    assert recipes.records("mockaroo", "en") == ()
