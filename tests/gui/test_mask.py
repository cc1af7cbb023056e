import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.gui.widgets.mask import BLOT, SHOWN, masked
from leakverify.model.terms import Role


@pytest.mark.parametrize(
    ("text", "role", "start", "end"),
    [
        ("ana.sol@example.org", Role.EMAIL, "a•", "•@example.org"),
        ("+33612345678", Role.PHONE, "+33•", "•"),
        ("Ana Sol", Role.FULL_NAME, "A•", "•"),
        ("75011", Role.POSTCODE, "75•", "•"),
        ("hunter2", Role.PASSWORD, "•", "•"),
        ("anything", Role.UNKNOWN, "•", "•"),
    ],
)
def test_what_is_left_of_a_cell(text, role, start, end):
    shown = masked(text, role)
    assert shown.startswith(start)
    assert shown.endswith(end)


def test_columns_that_point_to_nobody_are_shown():
    assert masked("2021-01-01", Role.CREATED) == "2021-01-01"
    assert masked("", Role.EMAIL) == ""


@given(st.text(min_size=6, max_size=40), st.sampled_from([r for r in Role if r not in SHOWN]))
def test_no_masked_cell_keeps_more_than_its_edges(text, role):
    shown = masked(text, role)
    assert BLOT in shown
    if role is not Role.EMAIL:
        assert len(shown.replace(BLOT, "")) <= 3 + text.count(BLOT)
