import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts.batch import Batch
from leakverify.mapping.roles import guess
from leakverify.mapping.settings import settings_for
from leakverify.model.claim import Claim
from leakverify.model.mapping import of
from leakverify.model.terms import Role
from tests.mapping.people import batch, customers

TODAY = dt.date(2026, 11, 22)


def settle(head, claim=None):
    return settings_for(head, guess(head), claim or Claim(), TODAY)


def test_the_claim_comes_first():
    assert settle(Batch(customers(), 1), Claim(country="de")).country == "DE"


def test_phones_and_postcodes_tell_france():
    assert settle(Batch(customers(), 1)).country == "FR"


def test_a_country_column_tells():
    assert settle(batch(pays=["France"] * 9 + ["Peru"], x=["a"] * 10)).country == "FR"
    assert settle(batch(pays=["France", "Peru", "Japan", "Chile"] * 3)).country == ""


@pytest.mark.parametrize(
    ("columns", "country"),
    [
        ({"phone": [f"+49 30 2312{i:04d}" for i in range(20)], "name": ["x"] * 20}, "DE"),
        (
            {"phone": [f"(212) 867-{i:04d}" for i in range(5300, 5330)]},
            "",
        ),  # Istanbul as well as New York
        (
            {
                "phone": [f"(212) 867-{i:04d}" for i in range(5300, 5330)],
                "state": ["NY", "NJ", "TX", "CA", "WA", "OR"] * 5,
            },
            "US",
        ),
        (
            {
                "cpf": ["529.982.247-25", "168.995.350-09"] * 8,
                "nome": ["Ana Costa"] * 16,
                "cidade": ["Recife"] * 16,
            },
            "BR",
        ),
        ({"email": ["a@b.test", "c@d.test"] * 9, "note": ["x"] * 18}, ""),
        ({"iban": ["DE89370400440532013000"] * 9}, "DE"),
    ],
)
def test_votes(columns, country):
    assert settle(batch(**columns)).country == country


def test_notation_of_dates_and_amounts():
    days = [f"{d:02d}/03/2021" for d in range(1, 29)]
    months = [f"03/{d:02d}/2021" for d in range(1, 29)]
    amounts = [f"1.{i:03d},50" for i in range(100, 128)]
    hints = settle(batch(created_at=days, updated_at=months, amount=amounts)).hints
    assert hints["created_at"].day_first is True
    assert hints["updated_at"].day_first is False
    assert hints["amount"].decimal_comma is True


def test_only_the_head_settles():
    head = customers(rows=100)
    frame = pd.concat([head] * 20 + [head.assign(phone="+81 3 1234 5678")] * 20, ignore_index=True)
    assert settle(Batch(frame, 1)).country == settle(Batch(frame.iloc[:2000], 1)).country == "FR"


CELLS = st.sampled_from(
    [
        "",
        " ",
        "1e99999999",
        "½",
        "٣٣",
        "+33",
        "00",
        "75008",
        "Paris",
        "a@b.de",
        "x" * 2000,
        "FR",
        "=1",
    ]
)


@given(
    st.lists(
        st.lists(CELLS | st.none() | st.text("ab1+.@", max_size=9), min_size=4, max_size=4),
        min_size=1,
        max_size=7,
    ),
    st.lists(st.sampled_from(list(Role)), min_size=4, max_size=4),
)
def test_any_role_may_be_given_to_any_cells(rows, roles):
    frame = pd.DataFrame(rows, columns=list("abcd"), dtype="str")
    settings = settings_for(Batch(frame, 1), of(zip("abcd", roles, strict=True)), Claim(), TODAY)
    assert len(settings.country) in {0, 2}
