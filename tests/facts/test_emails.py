"""E-mails: `valid` is email-validator's word on any text, and the parts are cut as written."""

import random

import idna
import pandas as pd
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.facts import emails
from leakverify.facts.cells import cell_facts
from leakverify.facts.emails import email_facts

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
ENDINGS = [
    "com",
    "fr",
    "co.uk",
    "org",
    "test",
    "local",
    "invalid",
    "onion",
    "example",
    "c",
    "1",
    "xn--p1ai",
    "中国",
    "museum",
    "arpa",
    "localhost",
]
DOMAINS = [
    "gmail.com",
    "example.com",
    "gmial.com",
    "xn--mgbh0fb.xn--kgbechtv",
    "bücher.de",
    "faß.de",
    "a--b.com",
    "ab--c.com",
    "xn--.com",
    "x-.com",
    "-x.com",
    "[127.0.0.1]",
    "１２.com",
    "a。b.com",
]
PUT_IN = "@.-_+!#$%&'*/=?^`{|}~ ,;:<>()[]\"\\é\u0301\u200b\ufffd\x00AZ09ßİ＠．"


def facts_of(values):
    return email_facts(cell_facts(pd.Series(list(values), dtype="str")))


def library_says(text):
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def assert_equal_to_library(texts):
    facts = facts_of(texts)
    wrong = [
        value
        for value, valid in zip(facts.values, facts.valid, strict=True)
        if valid != library_says(value)
    ]
    assert wrong == []
    return facts


def address(rng):
    def word(least, most):
        return "".join(rng.choice(LETTERS) for _ in range(rng.randint(least, most)))

    local = rng.choice(
        [word(1, 9), f"{word(1, 5)}.{word(1, 5)}", f"{word(1, 5)}+{word(1, 5)}", f"é{word(1, 5)}",
         f'"{word(1, 5)}"', word(60, 70), word(230, 252)][: rng.choice([3, 3, 3, 7])]
    )  # fmt: skip
    labels = [word(1, rng.choice([8, 8, 64])) for _ in range(rng.randint(1, 3))]
    ordinary = ".".join([*labels, rng.choice(ENDINGS)])
    text = f"{local}@{rng.choice(DOMAINS) if rng.random() < 0.3 else ordinary}"
    for _ in range(rng.choice([0, 0, 1, 2])):
        at = rng.randrange(len(text) + 1)
        text = (
            text[:at]
            + rng.choice(["", PUT_IN[rng.randrange(len(PUT_IN))]])
            + text[at + rng.randrange(2) :]
        )
    return text


def test_thousands_of_addresses_whole_and_damaged_are_judged_as_by_the_library():
    rng = random.Random(5)
    facts = assert_equal_to_library(sorted({address(rng) for _ in range(20_000)}))
    assert 0.2 < facts.valid.mean() < 0.8


@settings(max_examples=300)
@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_any_text_is_judged_as_by_the_library(texts):
    assert_equal_to_library(
        [*texts, *(f"{text}@b.com" for text in texts), *(f"a@{text}" for text in texts)]
    )


@given(st.lists(st.emails(), max_size=20))
def test_well_formed_addresses_are_judged_as_by_the_library(texts):
    assert_equal_to_library(texts)


def test_a_punycode_domain_counts_with_the_length_of_its_own_script():
    domain = f"{idna.alabel('中' * 15).decode()}.com"
    texts = [f"{'a' * (size - len(domain) - 1)}@{domain}" for size in (200, 240, 253, 254, 255)]
    facts = assert_equal_to_library(texts)
    assert 0 < facts.valid.sum() < 4


def test_the_library_sees_each_plain_domain_once(monkeypatch):
    asked = []
    monkeypatch.setattr(emails.mail_address, "is_valid", asked.append)
    facts_of(f"n{number}@one-domain-of-many.fr" for number in range(1000))
    assert len(asked) <= 1


def test_parts_are_cut_at_the_last_at_sign():
    facts = facts_of(["Ana@Gmail.COM", "no at", "a@b@c.fr", "@x.fr", "ana@"])
    assert facts.local.tolist() == ["Ana", "", "a@b", "", "ana"]
    domains = [facts.domains[code] if code >= 0 else None for code in facts.domain_codes]
    assert domains == ["gmail.com", None, "c.fr", "x.fr", ""]
    assert facts.valid.tolist() == [True, False, False, False, False]


def test_what_is_known_of_domains():
    facts = facts_of(
        ["a@gmail.com", "a@mail.example.org", "a@gmial.com", "a@mailinator.com", "a@m.bbc.co.uk"]
    )
    known = {
        domain: (bool(free), bool(reserved), bool(disposable), typo, registrable, bool(suffix))
        for domain, free, reserved, disposable, typo, registrable, suffix in zip(
            facts.domains, facts.free, facts.reserved, facts.disposable, facts.typo_of,
            facts.registrable, facts.suffix_known, strict=True,
        )
    }  # fmt: skip
    assert known == {
        "gmail.com": (True, False, False, "", "gmail.com", True),
        "mail.example.org": (False, True, False, "", "example.org", True),
        "gmial.com": (False, False, False, "gmail.com", "gmial.com", True),
        "mailinator.com": (False, False, True, "", "mailinator.com", True),
        "m.bbc.co.uk": (False, False, False, "", "bbc.co.uk", True),
    }
    assert facts.by_domain(facts.free, False).tolist() == [True, False, False, False, False]


def test_hostile_cells_do_not_raise():
    facts = facts_of(["\x00@\x00", "a@" + "b." * 500, "@" * 1_000_000, "\ufffd@\ufffd", None, ""])
    assert facts.valid.tolist() == [False] * 4
    assert facts.codes.tolist() == [0, 1, 2, 3, -1, -1]
