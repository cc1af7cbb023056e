"""Rows of a generator beside a finding: only where one is named and the finding speaks against the claim."""

from dataclasses import replace

import pytest

from leakverify.model.finding import Finding
from leakverify.model.terms import Family, Reading, State
from leakverify.reference import recipes
from leakverify.words.beside import SHOWN, finding_beside
from leakverify.words.tongues import tongue


def found(weight=2.0, **measured):
    support = {Reading.FABRICATED: weight}
    return Finding(
        "GEN004:a", "GEN004", Family.GENERATOR, State.COMPUTED, measured=measured, support=support
    )


@pytest.mark.parametrize(
    ("measured", "heading"),
    [
        ({"list": "faker fr_FR"}, "Rows that Faker makes in French (fr_FR), for comparison:"),
        ({"grammar": "faker-js.de"}, "Rows that faker-js makes in German (de), for comparison:"),
        ({"recipe": "Faker"}, "Rows that Faker makes in English (en_US), for comparison:"),
        ({"list": "casual, faker, faker-js"}, "Rows that Faker makes in English (en_US), for"),
        ({"stream": "mimesis pt-br", "recipe": "email"}, "Rows that mimesis makes in Portuguese"),
        ({"recipe": "chance"}, "Rows that chance makes in English (en), for comparison:"),
    ],
)
def test_the_heading_names_tool_and_language(measured, heading):
    beside = finding_beside(found(**measured))
    assert beside.heading.startswith(heading)
    assert len(beside.rows) == len(beside.lines) == SHOWN
    assert all(" · " in line for line in beside.lines)


@pytest.mark.parametrize(
    "measured", [{}, {"list": None}, {"recipe": "home-made recipe"}, {"stream": "python"}]
)
def test_no_named_generator_no_rows(measured):
    assert finding_beside(found(**measured)) is None


def test_a_finding_that_speaks_for_the_claim_shows_none():
    assert finding_beside(found(-0.5, list="faker fr_FR")) is None
    other = replace(found(list="faker fr_FR"), family=Family.PERSON)
    assert finding_beside(other) is None


def test_every_recipe_has_the_name_of_its_language():
    assert {locale for _, locale in recipes.every() if not tongue(locale)} == {"ng_NG"}
    heading = finding_beside(found(list="faker ng_NG")).heading
    assert heading == "Rows that Faker makes (ng_NG), for comparison:"
