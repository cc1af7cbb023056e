"""Mail domains: what is reserved, disposable, free, mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.reference import mail


def test_lists_hold_what_everybody_knows():
    tables = mail.load()
    assert {"mailinator.com", "guerrillamail.com", "yopmail.com"} <= tables.disposable
    assert {"gmail.com", "gmx.de", "orange.fr", "mail.ru", "duck.com"} <= tables.free
    assert not tables.free & tables.disposable
    assert not mail.possibly_disposable() & (tables.free | tables.disposable)
    assert tables.popular[0] == "gmail.com"
    assert len(set(tables.popular)) == len(tables.popular) >= 150
    assert tables.provider_country["web.de"] == "DE"
    assert tables.dead["voila.fr"] == "2016-01-12"


@pytest.mark.parametrize(
    ("domain", "reserved"),
    [
        ("example.com", True), ("EXAMPLE.ORG", True), ("mail.example.net", True), ("a.test", True),
        ("localhost", True), ("example.fr", False), ("myexample.com", False), ("test.com", False), ("", False),
    ],
)  # fmt: skip
def test_reserved(domain, reserved):
    assert mail.is_reserved(domain) is reserved


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmai.com", "gmail.com"), ("gmail.con", "gmail.com"), ("gmail.fr", "gmail.com"),
        ("hotmail.cmo", "hotmail.com"), ("hotmail.co", "hotmail.com"), ("yaho.com", "yahoo.com"),
        ("orange.ft", "orange.fr"), ("wanado.fr", "wanadoo.fr"), ("protonmial.com", "protonmail.com"),
        ("gmail.com", ""), ("mail.com", ""), ("ymail.com", ""), ("email.com", ""), ("never.com", ""),
        ("cloud.com", ""), ("grange.fr", ""), ("gmx.de", ""), ("harvard.edu", ""), ("mailinator.com", ""),
        ("example.com", ""), ("gmail.ns.cuffa.com", ""), ("", ""), ("gmail", ""),
    ],
)  # fmt: skip
def test_typos(domain, meant):
    assert mail.typo_of(domain) == meant


def test_no_known_provider_is_a_typo_of_another():
    tables = mail.load()
    assert not [d for d in (*tables.popular, *tables.provider_country) if mail.typo_of(d)]


@pytest.mark.parametrize(
    ("domain", "parts"),
    [
        ("mail.bbc.co.uk", ("bbc.co.uk", True)), ("co.uk", ("co.uk", True)), ("a.b.corp", ("b.corp", False)),
        ("münchen.de", ("münchen.de", True)), ("", ("", False)),
    ],
)  # fmt: skip
def test_split(domain, parts):
    assert mail.split(domain) == parts


@given(st.text(max_size=40))
def test_any_text_is_taken(text):
    registrable, known = mail.split(text)
    assert isinstance(registrable, str)
    assert isinstance(known, bool)
    assert isinstance(mail.typo_of(text), str)
    mail.is_reserved(text)


def test_generators_draw_from_flat_lists():
    lists = mail.generator_providers()
    assert {"voila.fr", "ifrance.com", "noos.fr"} <= lists["faker.fr_FR"]
    assert lists["mimesis"] >= {"duck.com", "example.org"}
    assert lists["faker"] == {"gmail.com", "yahoo.com", "hotmail.com"}
    assert len(lists["mockaroo"]) > 400
