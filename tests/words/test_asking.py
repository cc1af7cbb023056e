"""What is said before, while and after mail domains are asked for."""

import pytest

from leakverify.model.look_up import Answer, Dnssec, DomainKind, Risk, SampleDomain, Transport, Way
from leakverify.model.looked_up import LeftOut
from leakverify.model.ways import PUBLIC_RESOLVERS
from leakverify.words import asking, mail_domains


def test_the_line_of_what_is_asked_gives_every_reason_and_its_number():
    left = {LeftOut.RISKY: 290, LeftOut.CANNOT_EXIST: 12, LeftOut.UNTICKED: 8}
    line = asking.asked_line(1204, left)
    assert line == (
        "1,204 domains will be asked, 310 left out: 290 risky, 12 that cannot exist, 8 unticked by you."
    )
    assert asking.asked_line(1, {}) == "1 domain will be asked."


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "less than a minute"),
        (70, "about 1 minute"),
        (3_000, "about 50 minutes"),
        (36_000, "about 10 hours"),
    ],
)
def test_durations_as_people_say_them(seconds, said):
    assert asking.about(seconds) == said


def test_an_estimate_follows_the_pace():
    assert asking.estimate(10_000, 10.0) == "This takes about 42 minutes."
    assert asking.estimate(10_000, 0.0) == "It takes as long as the resolver needs."


def test_progress_tells_count_time_and_rest():
    assert asking.progress_line(0, 100, 0.0) == "0 of 100 domains · 0:00"
    line = asking.progress_line(100, 10_000, 75.0)
    assert line == "100 of 10,000 domains · 1:15 · about 2 hours left"
    assert asking.progress_line(100, 100, 3723.0) == "100 of 100 domains · 1:02:03"


def test_a_way_is_told_with_resolver_and_proxy():
    known = PUBLIC_RESOLVERS[0]
    way = known.way(Transport.TLS, "127.0.0.1:9050")
    line = asking.way_line(way, asking.resolver_line(known))
    assert line.startswith("Encrypted (DNS over TLS), ")
    assert known.operator in line
    assert line.endswith("through the proxy 127.0.0.1:9050")
    assert asking.way_line(Way()) == "This computer's own resolver"
    clear = asking.way_line(Way(Transport.SYSTEM, "9.9.9.9"))
    assert clear == "Another resolver, unencrypted (9.9.9.9)"


def test_a_resolver_that_hides_names_says_so():
    lines = {r: asking.resolver_line(r) for r in PUBLIC_RESOLVERS}
    assert all(("hides names" in line) == r.filters for r, line in lines.items())


def test_kinds_come_with_their_numbers_the_most_first():
    line = mail_domains.kinds_line({DomainKind.PROVIDER: 2, DomainKind.OTHER: 5})
    assert line.replace("\u00a0", " ") == "not on a public list: 5 · provider: 2"


def test_the_gravest_risk_is_named_first():
    assert mail_domains.risks_word(SampleDomain("a.fr", 1, 1)) == ""
    domain = SampleDomain("a.fr", 1, 1, risks=(Risk.SINGLE, Risk.RARE))
    assert mail_domains.risks_word(domain) == "one address +1"


def test_an_answer_in_sentences_holds_what_a_reader_needs():
    answer = Answer(
        "a.fr", "NOERROR", ((10, "mx.a.fr."),), False, "2026-01-02T03:04:05Z", "9.9.9.10", 300,
        Dnssec.SECURE, "", parked=True, wildcard=True, extended=22,
    )  # fmt: skip
    said = " ".join(mail_domains.answer_sentences(answer))
    for part in (
        "has a mail server", "seller of unused names", "says little", "signatures fit", "22",
        "9.9.9.10", "2026-01-02 03:04:05 UTC", "300 s",
    ):  # fmt: skip
        assert part in said
    assert mail_domains.server_of(answer) == "mx.a.fr"
    assert mail_domains.answer_sentences(Answer("a.fr")) == ["It was not asked."]
    assert mail_domains.answer_word(Answer("a.fr")) == ""


def test_what_is_not_in_the_table_is_told():
    assert mail_domains.beside_line(0, 0) == ""
    said = mail_domains.beside_line(1, 2_000)
    assert "1 cell holds no domain" in said
    assert "2,000 of the rarest" in said
