"""The claim sheet on the wire."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine import claims
from leakverify.model.claim import Claim, Price
from leakverify.model.messages import ProtocolError

words = st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip())
CLAIMS = st.builds(
    Claim,
    st.none() | words,
    st.none() | words,
    st.none() | st.just("FR"),
    st.none() | st.integers(1, 1 << 39),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.lists(words, max_size=2).map(tuple),
    st.lists(words, max_size=2).map(tuple),
    st.none() | words,
    st.none() | st.builds(Price, st.floats(0, 1e9), words),
)


@given(CLAIMS)
def test_a_claim_survives_the_trip(claim):
    assert claims.from_json(claims.to_json(claim)) == claim


def test_what_is_unknown_is_not_written():
    assert claims.to_json(Claim(records=5, stolen=dt.date(2023, 1, 4))) == {
        "records": 5,
        "stolen": "2023-01-04",
    }


@pytest.mark.parametrize(
    "data",
    [
        {"who": "x"},
        {"records": "5"},
        {"records": True},
        {"from": "yesterday"},
        {"software": [1]},
        {"price": {"amount": float("nan"), "currency": "BTC"}},
        {"price": {"amount": 1}},
    ],
)
def test_what_does_not_fit_is_refused(data):
    with pytest.raises(ProtocolError):
        claims.from_json(data)
