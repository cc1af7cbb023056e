"""Every case of a mail domain, asked of real servers along every transport."""

import pytest

from leakverify.model.look_up import Dnssec, LookUpEnd, MailStatus, Outcome, Pace, Transport

pytestmark = pytest.mark.xdist_group("dns")

EVERY = [Transport.SYSTEM, Transport.TLS, Transport.HTTPS]
STATUS = {
    "mx.test": MailStatus.TAKES_MAIL,
    "several.test": MailStatus.TAKES_MAIL,
    "null.test": MailStatus.NULL_MX,
    "implicit.test": MailStatus.BY_ADDRESS,
    "v6.test": MailStatus.BY_ADDRESS,
    "nomail.test": MailStatus.NO_MAIL,
    "nothing.test": MailStatus.NO_DOMAIN,
    "alias.test": MailStatus.TAKES_MAIL,
    "twice.test": MailStatus.TAKES_MAIL,
    "nowhere.test": MailStatus.NO_DOMAIN,
    "big.test": MailStatus.TAKES_MAIL,
    "mx.good": MailStatus.TAKES_MAIL,
    "nothing.good": MailStatus.NO_DOMAIN,
    "mx.bad": MailStatus.BOGUS,
    "x.lost": MailStatus.BROKEN,
}


@pytest.mark.parametrize("transport", EVERY)
def test_each_case_has_its_status(dns_servers, ask, transport):
    looked = ask(dns_servers.way(transport), list(STATUS))
    assert {d: a.status for d, a in looked.answers.items()} == STATUS
    assert looked.outcome.complete
    assert looked.outcome.answered == len(STATUS)
    assert looked.outcome.queries >= sum(a.queries for a in looked.answers.values()) + 2


@pytest.mark.parametrize("transport", EVERY)
def test_another_server_is_understood_alike(dns_servers, ask, transport):
    ports = {
        Transport.SYSTEM: dns_servers.front,
        Transport.TLS: dns_servers.front_tls,
        Transport.HTTPS: dns_servers.front_https,
    }
    names = [
        "mx.test",
        "nothing.test",
        "big.test",
        "mx.good",
        "mx.bad",
        "refused.test",
        "notimp.test",
    ]
    looked = ask(dns_servers.way(transport, ports[transport]), names)
    found = {d: a.status for d, a in looked.answers.items()}
    assert found == {d: s for d, s in STATUS.items() if d in names} | {
        "refused.test": MailStatus.REFUSED,
        "notimp.test": MailStatus.BROKEN,
    }
    assert looked.answers["notimp.test"].rcode == "NOTIMP"


def test_servers_stand_best_first(dns_servers, ask):
    answer = ask(dns_servers.way(), ["several.test"]).answers["several.test"]
    assert answer.mx == ((10, "a.several.test"), (10, "c.several.test"), (20, "b.several.test"))


def test_an_alias_leads_to_the_servers_of_its_target(dns_servers, ask):
    answer = ask(dns_servers.way(), ["twice.test"]).answers["twice.test"]
    assert answer.mx == ((10, "mail.mx.test"),)


def test_the_address_is_asked_only_without_mx(dns_servers, ask):
    names = ["mx.test", "implicit.test", "v6.test", "nomail.test"]
    found = ask(dns_servers.way(), names).answers
    assert [found[n].a for n in names] == [False, True, True, False]
    assert found["mx.test"].queries == 1
    assert found["nomail.test"].queries == 3


def test_a_reply_that_does_not_fit_is_fetched_whole(dns_servers, ask):
    answer = ask(dns_servers.way(), ["big.test"]).answers["big.test"]
    assert len(answer.mx) == 45
    assert answer.mx[0][0] == 1


def test_the_smallest_time_to_live_is_kept(dns_servers, ask):
    found = ask(dns_servers.way(port=dns_servers.knot), ["longttl.test", "shortttl.test"]).answers
    assert found["longttl.test"].ttl == 604_800
    assert found["shortttl.test"].ttl == 7


def test_the_time_is_that_of_the_caller_to_the_second(dns_servers, ask):
    answer = ask(dns_servers.way(), ["mx.test"]).answers["mx.test"]
    assert answer.asked_at == "2026-11-26T12:00:30Z"


def test_the_resolver_is_named_by_its_way(dns_servers, ask):
    way = dns_servers.way(Transport.TLS)
    answer = ask(way, ["mx.test"]).answers["mx.test"]
    assert answer.resolver == f"dot:127.0.0.1#dns.resolver.test:{dns_servers.tls}"


@pytest.mark.parametrize("transport", EVERY)
def test_signatures_are_told_as_the_resolver_found_them(dns_servers, ask, transport):
    names = [
        "mx.good",
        "implicit.good",
        "nomail.good",
        "nothing.good",
        "mx.test",
        "mx.bad",
        "x.lost",
    ]
    found = ask(dns_servers.way(transport), names).answers
    assert [found[n].dnssec for n in names] == [
        *[Dnssec.SECURE] * 4,
        Dnssec.UNSIGNED,
        Dnssec.BOGUS,
        Dnssec.UNKNOWN,
    ]
    assert found["mx.bad"].extended == 6
    assert found["mx.test"].extended == -1


def test_a_provider_is_guessed_from_its_servers(dns_servers, ask):
    found = ask(dns_servers.way(), ["google.test", "office.test", "mx.test"]).answers
    assert found["google.test"].provider == "Google"
    assert found["office.test"].provider == "Microsoft"
    assert not found["mx.test"].provider


def test_names_for_sale_are_marked(dns_servers, ask):
    found = ask(dns_servers.way(), ["parked.test", "forsale.test", "implicit.test"]).answers
    assert found["parked.test"].parked
    assert found["forsale.test"].parked
    assert not found["implicit.test"].parked


def test_wildcards_are_told_from_names_of_their_own(dns_servers, ask):
    names = ["any.wild.test", "own.wild.test", "any.wildmail.test", "firm.wildmail.test"]
    found = ask(dns_servers.way(), names).answers
    assert [found[n].wildcard for n in names] == [True, False, True, False]


def test_one_random_name_serves_all_domains_of_a_parent(dns_servers, ask):
    names = [f"host{n}.wild.test" for n in range(20)]
    looked = ask(dns_servers.way(), names)
    assert all(a.wildcard for a in looked.answers.values())
    assert looked.outcome.queries == 2 + 20 * 2 + 1


def test_odd_letters_of_a_server_stay_escaped(dns_servers, ask):
    answer = ask(dns_servers.way(), ["odd.test"]).answers["odd.test"]
    assert answer.mx == ((10, r"a\;b\032c.odd.test"),)


def test_silence_is_told_from_refusal(dns_servers, ask):
    pace = Pace(per_second=0, at_once=5, timeout=0.5, tries=2)
    way = dns_servers.way(port=dns_servers.front)
    found = ask(way, ["silent.test", "refused.test", "mx.test"], pace).answers
    assert found["silent.test"].rcode == "TIMEOUT"
    assert found["silent.test"].status is MailStatus.NO_ANSWER
    assert found["silent.test"].queries == 2
    assert found["refused.test"].status is MailStatus.REFUSED
    assert found["mx.test"].status is MailStatus.TAKES_MAIL


@pytest.mark.parametrize("transport", [Transport.TLS, Transport.HTTPS])
def test_one_silent_name_does_not_hold_the_others(dns_servers, ask, transport):
    ports = {Transport.TLS: dns_servers.front_tls, Transport.HTTPS: dns_servers.front_https}
    names = ["silent.test", *(f"d{n}.many.test" for n in range(200))]
    pace = Pace(per_second=0, at_once=20, timeout=1.0, tries=1)
    looked = ask(dns_servers.way(transport, ports[transport]), names, pace)
    silent = {d for d, a in looked.answers.items() if a.rcode == "TIMEOUT"}
    assert silent == {"silent.test"}
    assert looked.outcome.complete


def test_a_domain_given_twice_is_asked_once(dns_servers, ask):
    looked = ask(dns_servers.way(), ["mx.test", "mx.test"])
    assert looked.outcome == Outcome(3, 1)


@pytest.mark.parametrize("text", ["someone@mx.test", "MX.test", "test", "", "mx.test.", "a b.test"])
def test_what_is_no_domain_is_never_asked(dns_servers, ask, text):
    with pytest.raises(ValueError, match="domain"):
        ask(dns_servers.way(), ["mx.test", text])


def test_a_resolver_that_invents_answers_is_asked_nothing(dns_servers, ask):
    way = dns_servers.way(port=dns_servers.liar)
    assert ask(way, ["mx.test"]).outcome == Outcome(2, 0, LookUpEnd.RESOLVER_LIES)
    looked = ask(way, ["mx.test"], accept_lies=True)
    assert looked.outcome.complete
    assert looked.outcome.answered == 1


def test_a_resolver_that_refuses_all_is_asked_nothing(dns_servers, ask):
    way = dns_servers.way(port=dns_servers.refuser)
    assert ask(way, ["mx.test"]).outcome == Outcome(2, 0, LookUpEnd.RESOLVER_REFUSES)


def test_no_domains_are_no_trouble(dns_servers, ask):
    assert ask(dns_servers.way(), []).outcome.complete


def test_the_order_is_not_that_of_the_list(dns_servers, ask):
    names = [f"d{n}.many.test" for n in range(100)]
    first = ask(dns_servers.way(), names, Pace(0, 1))
    again = ask(dns_servers.way(), names, Pace(0, 1))
    assert len({tuple(names), tuple(first.answers), tuple(again.answers)}) == 3
