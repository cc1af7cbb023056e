"""The sentence about signatures: every count has words, and what is not there is not said."""

from dataclasses import fields

from leakverify.model.sample import MailSeals
from leakverify.words.seals import seals_sentence


def test_without_keys_it_says_how_many_are_signed_and_what_to_do():
    text = seals_sentence(MailSeals(no_key=1_100, unsigned=20))
    assert text.startswith("1,100 of 1,120 mails carry a signature (DKIM).")
    assert "--read dkim-keys=FILE" in text


def test_with_keys_it_says_what_they_verify():
    text = seals_sentence(MailSeals(keys=1, verified=118, broken=1, unsigned=1))
    assert text == (
        "of 120 mails 118 carry a signature of the sender's domain that a given key verifies; "
        "1 are signed and do not fit the given key: they were changed on the way or later; "
        "1 carry no signature"
    )


def test_every_count_has_words():
    counts = {field.name: 7 for field in fields(MailSeals)}
    assert seals_sentence(MailSeals(**counts)).count("7 ") == len(counts) - 1
    assert "0 carry a signature" in seals_sentence(MailSeals(keys=2, no_key=1, unsigned=3))
    assert seals_sentence(MailSeals(keys=2, unsigned=3)).startswith("None of 3 mails")
