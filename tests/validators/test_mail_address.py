"""Mail addresses, one at a time."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.validators.mail_address import explain, is_valid, is_valid_domain


@pytest.mark.parametrize("text", ["a@example.com", "a.b+c@x.co.uk", "é@x.fr", "a@bücher.de"])
def test_addresses(text):
    assert explain(text) is None
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "a@x",
        "a@@x.fr",
        "a at x.fr",
        ".a@x.fr",
        "a..b@x.fr",
        "a@x.test",
        "a@[1.2.3.4]",
        '"a b"@x.fr',
    ],
)
def test_what_is_no_address(text):
    assert explain(text) == "format"


def test_reasons_and_domains():
    assert explain(" ") == "empty"
    assert is_valid_domain("x.fr")
    assert not is_valid_domain("x..fr")


@given(st.text())
def test_never_raises(text):
    assert explain(text) in {None, "empty", "format"}


def test_dns_is_never_loaded():
    is_valid("a@x.fr")
    assert "email_validator.deliverability" not in sys.modules
