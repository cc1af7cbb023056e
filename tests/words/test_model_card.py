"""The model card in its three forms, from numbers made by hand."""

import pytest

from leakverify.words import card_forms, model_card
from tests.words.test_words import NEVER

CARD = {
    "date": "2030-02-03",
    "collections": 7,
    "kinds": {"shop_orders": 4, "members": 3},
    "accused": 1,
    "accused_bound": 0.42,
    "bars": [
        {
            "name": "auc_synthetic",
            "value": 0.75,
            "end": 0.5,
            "goal": 0.9,
            "tables": 9,
            "met": False,
        },
        {
            "name": "genuine_accused",
            "value": 1,
            "end": None,
            "goal": 0,
            "at_most": True,
            "met": False,
        },
        {"name": "auc_padded_generator_30", "value": 0.8, "end": 0.7, "goal": 0.9, "met": False},
        {"name": "a_new_bar", "value": 2.5, "end": 1.5, "goal": 1, "met": True},
    ],
    "power": [
        {
            "recipe": "padded.generator",
            "dose": 0.3,
            "read_right": 0.5,
            "noticed": 0.6,
            "collections": 5,
        }
    ],
    "smallest_dose": {"padded.generator": None, "stitched.all": 1.0},
    "blind": ["careful_forgers", "a_new_blind_spot"],
}


@pytest.mark.parametrize("form", [card_forms.as_text, card_forms.as_markdown, card_forms.as_html])
def test_every_form_says_everything(form):
    said = form(CARD).replace("\\", "")
    for fact in ("7 independent", "2030-02-03", "members", "1 of 7", "42", "0.75", "not met", "50"):
        assert fact in said, fact
    assert "filled up with other rows (generator)" in said
    assert "filled up with other rows (generator 30 %)" in said
    assert "at most 0" in said
    assert "not reached" in said
    assert "a new bar" in said
    assert "a new blind spot" in said
    assert not any(word.lower() in said.lower() for word in NEVER)


@pytest.mark.parametrize("form", [card_forms.as_text, card_forms.as_markdown, card_forms.as_html])
def test_without_numbers_nothing_is_claimed(form):
    said = form({})
    assert "No measurements are bundled" in said
    assert "0 of" not in said


def test_html_holds_no_tag_of_the_numbers():
    said = card_forms.as_html({**CARD, "kinds": ["<script>x</script>"]})
    assert "<script" not in said
    assert "href" not in said


def test_the_short_form_tells_where_the_whole_stands():
    said = model_card.brief(CARD)
    assert "1 of 7" in " ".join(said)
    assert "--model-card" in said[-1]
    assert model_card.brief({}) == ()


def test_parts_that_the_file_does_not_hold_are_left_out():
    headings = [part.heading for part in model_card.parts({"collections": 3, "kinds": 2})]
    assert headings == ["What it was measured on", "How to read this"]


def test_every_bar_and_blind_spot_of_the_calibration_has_words():
    from leakverify.scoring import measure
    from leakverify.scoring import model_card as written

    assert set(written.BLIND) <= set(model_card.BLIND)
    for name, *_rest in measure.AUCS:
        assert "_" not in model_card._bar(f"auc_{name}")
    for label in measure.STRONG:
        assert label in model_card.RECIPES
