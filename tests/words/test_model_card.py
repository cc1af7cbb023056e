"""The model card in its three forms, from numbers made by hand."""

import pytest

from leakverify.words import model_card
from tests.words.test_words import NEVER

CARD = {
    "date": "2030-02-03",
    "collections": 7,
    "families": 5,
    "kinds": ["shop_orders", "members"],
    "accused": 1,
    "accused_bound": 0.42,
    "bars": [
        {"name": "auc_synthetic", "value": 0.75, "low": 0.5, "bar": 0.9, "met": False},
        {"name": "genuine_accused", "value": 1, "low": None, "bar": 0, "met": False},
        {"name": "a_new_bar", "value": 2.5, "low": 1.5, "bar": 1, "met": True},
    ],
    "power": [{"recipe": "padded.generator", "dose": 0.3, "read_right_share": 0.5, "bases": 5}],
    "blind_spots": ["careful_forgers", "a_new_blind_spot"],
}


@pytest.mark.parametrize("form", [model_card.as_text, model_card.as_markdown, model_card.as_html])
def test_every_form_says_everything(form):
    said = form(CARD).replace("\\", "")
    for fact in ("7 independent", "2030-02-03", "members", "1 of 7", "42", "0.75", "not met", "50"):
        assert fact in said, fact
    assert "filled up with other rows (generator)" in said
    assert "a new bar" in said
    assert "a new blind spot" in said
    assert not any(word.lower() in said.lower() for word in NEVER)


@pytest.mark.parametrize("form", [model_card.as_text, model_card.as_markdown, model_card.as_html])
def test_without_numbers_nothing_is_claimed(form):
    said = form({})
    assert "No measurements are bundled" in said
    assert "0 of" not in said


def test_html_holds_no_tag_of_the_numbers():
    said = model_card.as_html({**CARD, "kinds": ["<script>x</script>"]})
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
