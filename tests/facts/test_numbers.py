"""Numbers: by pattern only, with the marks of many countries."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.cells import cell_facts
from leakverify.facts.hints import vote_number_hints
from leakverify.facts.numbers import number_facts


def read(texts, *, decimal_comma=False):
    return number_facts(
        cell_facts(pd.Series(list(texts), dtype="str")), decimal_comma=decimal_comma
    )


@pytest.mark.parametrize(
    ("text", "number", "decimals", "currency"),
    [
        ("007", 7, 0, ""), ("-12.50", -12.5, 2, ""), ("+3", 3, 0, ""), (".5", 0.5, 1, ""), ("5.", 5, 0, ""),
        ("$1,234.50", 1234.5, 2, "$"), ("-$5", -5, 0, "$"), ("$-5.00", -5, 2, "$"), ("(1,200.00)", -1200, 2, ""),
        ("5-", -5, 0, ""), ("12,34,567.89", 1234567.89, 2, ""), ("12,34,567", 1234567, 0, ""),
        ("€ 12,50", 12.5, 2, "€"), ("12,50 €", 12.5, 2, "€"), ("EUR 12", 12, 0, "EUR"), ("12 chf", 12, 0, "chf"),
        ("1 234,56", 1234.56, 2, ""), ("1\u202f234,56", 1234.56, 2, ""), ("1\u00a0234", 1234, 0, ""),
        ("1'234.50", 1234.5, 2, ""), ("1’234", 1234, 0, ""), ("R$ 1.234,56", 1234.56, 2, "R$"),
        ("1.234.567", 1234567, 0, ""), ("1,234,567", 1234567, 0, ""), ("1,5", 1.5, 1, ""), ("0,125", 0.125, 3, ""),
        ("1e5", 1e5, 0, ""), ("1.5E-3", 0.0015, 1, ""), ("1e30", 1e30, 0, ""), ("−5", -5, 0, ""),
        ("١٢٣٫٤٥", 123.45, 2, ""), ("٣٬٢٠٠", 3200, 0, ""), ("۱۲۰۰ تومان", 1200, 0, "تومان"),
        ("123456789012345678", 123456789012345678, 0, ""),
    ],
)  # fmt: skip
def test_written_forms(text, number, decimals, currency):
    facts = read([text])
    assert facts.number[0] == pytest.approx(number, rel=1e-15)
    assert (facts.decimals[0], facts.currency[0]) == (decimals, currency)


@pytest.mark.parametrize(
    "text",
    ["abc", "1 2 3", "1,23,45", "--5", "9e42", "1e31", "1e99999999", "1234567890123456789", "0" * 65, "1e5e5",
     "(5", "5)", "(-5)", "-5-", "$5 €", "1.2.3", "12:30", "+33 1 42 68 53 00", "nan", "inf", "0x1F", "1_000", ".",
     "1..2", "²", "①", "\x00", "5\n6"],
)  # fmt: skip
def test_what_is_no_number(text):
    assert math.isnan(read([text]).number[0])


def test_the_hint_settles_one_mark_with_three_digits():
    texts = ["1.234", "1,234", "12.50", "12,50", "0.125", "1.234,5", "1,234.5"]
    assert read(texts).number.tolist() == [1.234, 1234, 12.5, 12.5, 0.125, 1234.5, 1234.5]
    assert read(texts, decimal_comma=True).number.tolist() == [
        1234, 1.234, 12.5, 12.5, 0.125, 1234.5, 1234.5,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "comma"),
    [
        (["1.234,50", "12,5", "3.000", "x"], True),
        (["1,234.50", "12.5"], False),
        (["1.234", "5.678"], False),
        (["1 234,50"], True),
        ([], False),
        (["", "abc", "1e9"], False),
    ],
)
def test_the_vote_on_the_decimal_mark(texts, comma):
    assert vote_number_hints(texts).decimal_comma is comma
    assert vote_number_hints(np.array(texts, dtype=object)).decimal_comma is comma


@given(st.lists(st.integers(-(10**15), 10**15).map(lambda n: n / 1000), max_size=10), st.booleans())
def test_what_is_written_plainly_is_read_back(numbers, comma):
    texts = [f"{number:.4f}".replace(".", "," if comma else ".") for number in numbers]
    facts = read(texts, decimal_comma=comma)
    assert facts.on_row_numbers().tolist() == pytest.approx([float(f"{n:.4f}") for n in numbers])


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_any_text_is_read_without_raising(texts):
    facts = read(texts)
    assert len(facts.number) == len(facts.values) == len(facts.currency) == len(facts.decimals)
    vote_number_hints(texts)


@given(st.lists(st.text("0123456789.,' -+()eE$€", max_size=14)), st.booleans())
def test_signs_of_numbers_in_any_order_never_raise(texts, comma):
    facts = read(texts, decimal_comma=comma)
    assert np.all(np.isnan(facts.number) | np.isfinite(facts.number))
