"""What the form's choices stand for."""

import pytest

from leakverify.gui.mail_domains.ways import ANOTHER, OWN, TOR, Choice
from leakverify.model.look_up import Transport, Way
from leakverify.model.ways import PUBLIC_RESOLVERS
from leakverify.words.say import error_sentence

FIRST = PUBLIC_RESOLVERS[0]


def test_the_usual_choice_is_encrypted_and_has_no_proxy():
    assert Choice().way() == FIRST.way(Transport.HTTPS)


def test_tor_is_a_proxy_before_the_resolver():
    assert Choice(proxy=TOR).way() == FIRST.way(Transport.HTTPS, TOR)


def test_this_computers_own_resolver():
    assert Choice(Transport.SYSTEM, OWN).way() == Way()


@pytest.mark.parametrize(
    ("transport", "text", "address"),
    [
        (Transport.TLS, "9.9.9.9#dns.quad9.net", "9.9.9.9"),
        (Transport.HTTPS, "dot:9.9.9.9#dns.quad9.net", "9.9.9.9"),
        (Transport.HTTPS, "https://dns.quad9.net/dns-query@9.9.9.9", "9.9.9.9"),
        (Transport.SYSTEM, "192.0.2.1:5353", "192.0.2.1"),
    ],
)
def test_another_resolver_is_written_with_or_without_its_kind(transport, text, address):
    assert Choice(transport, ANOTHER, text).way().address == address


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(Transport.SYSTEM, OWN, proxy=TOR), "WAY_OWN_BEHIND_PROXY"),
        (Choice(resolver=ANOTHER), "WAY_UNKNOWN"),
        (Choice(Transport.TLS, ANOTHER, "dns.quad9.net"), "WAY_ADDRESS"),
        (Choice(proxy="tor"), "WAY_PROXY"),
        (Choice(proxy="127.0.0.1:99999"), "WAY_PROXY"),
    ],
)
def test_what_cannot_be_followed_is_told_in_words(choice, code):
    with pytest.raises(ValueError, match=code):
        choice.way()
    assert error_sentence(code) != error_sentence("INTERNAL")
