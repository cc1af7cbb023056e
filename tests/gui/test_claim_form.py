import datetime as dt

import pytest

from leakverify.gui.claim.form import read, texts_of
from leakverify.model.claim import Claim, Price

FULL = Claim(
    "a stranger",
    "Charivari",
    "FR",
    200_000,
    dt.date(2019, 1, 1),
    dt.date(2022, 12, 31),
    dt.date(2023, 1, 4),
    ("Shop 4", "Mailer"),
    ("Forum",),
    "all subscribers",
    Price(20.0, "BTC"),
)


def test_an_empty_form_is_a_claim_that_says_nothing():
    assert read({}).claim == Claim()


def test_a_claim_goes_through_the_form_and_back():
    assert read(texts_of(FULL)).claim == FULL


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("country", "France"),
        ("country", "٣٤"),
        ("records", "many"),
        ("records", "0"),
        ("records", "1e99999999"),
        ("records", "٣٤"),
        ("from", "31.1.2023"),
        ("from", "2023-02-31"),
        ("to", "20230101"),
        ("amount", "cheap"),
        ("amount", "NaN"),
        ("amount", "1.500"),
        ("amount", "1,500"),
        ("records", "200,5"),
    ],
)
def test_what_cannot_be_followed_is_said_at_its_field(key, text):
    reading = read({key: text, "currency": "EUR"} if key == "amount" else {key: text})
    assert reading.claim is None
    assert reading.problems[key]


def test_a_price_needs_both_parts_and_a_period_its_order():
    assert "currency" in read({"amount": "20"}).problems
    assert "to" in read({"from": "2023-01-02", "to": "2023-01-01"}).problems


def test_thousands_marks_are_read():
    assert read({"records": "200 000"}).claim.records == 200_000


@pytest.mark.parametrize(
    ("text", "amount"),
    [("20", 20), ("20,5", 20.5), ("20.50", 20.5), ("1 500,50", 1500.5), ("0.0125", 0.0125)],
)
def test_a_decimal_comma_is_no_mark_of_thousands(text, amount):
    assert read({"amount": text, "currency": "BTC"}).claim.price.amount == amount


@pytest.mark.parametrize("text", ["200000", "200 000", "200,000", "200.000", "200'000"])
def test_records_are_read_as_people_of_many_countries_write_them(text):
    assert read({"records": text}).claim.records == 200_000
