"""Kinds of domains: the order of the lists, countries, endings, look-alikes, canaries, labels that look drawn."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.facts import domain_risks
from leakverify.facts.domains import registrable
from leakverify.model.look_up import DomainKind, Risk, is_domain
from leakverify.reference import canaries, domain_kinds, domain_names, homographs, label_shape, mail


@pytest.mark.parametrize(
    ("domain", "kind", "country"),
    [
        ("example.com", DomainKind.RESERVED, ""),
        ("laptop.local", DomainKind.RESERVED, ""),
        ("firma.qzx", DomainKind.NO_SUFFIX, ""),
        ("mailinator.com", DomainKind.DISPOSABLE, ""),
        ("voila.fr", DomainKind.CLOSED, "FR"),
        ("gmail.com", DomainKind.PROVIDER, ""),
        ("netcologne.de", DomainKind.PROVIDER, "DE"),
        ("hinet.net", DomainKind.PROVIDER, "TW"),
        ("walla.co.il", DomainKind.PROVIDER, "IL"),
        ("epfl.ch", DomainKind.UNIVERSITY, "CH"),
        ("mit.edu", DomainKind.UNIVERSITY, ""),
        ("ox.ac.uk", DomainKind.UNIVERSITY, "GB"),
        ("uq.edu.au", DomainKind.UNIVERSITY, "AU"),
        ("whitehouse.gov", DomainKind.GOVERNMENT, "US"),
        ("finances.gouv.fr", DomainKind.GOVERNMENT, "FR"),
        ("sat.gob.mx", DomainKind.GOVERNMENT, "MX"),
        ("admin.ch", DomainKind.GOVERNMENT, "CH"),
        ("meti.go.jp", DomainKind.GOVERNMENT, "JP"),
        ("who.int", DomainKind.GOVERNMENT, ""),
        ("un.org", DomainKind.GOVERNMENT, ""),
        ("gmial.com", DomainKind.TYPO, ""),
        ("grnail.com", DomainKind.HOMOGRAPH, ""),
        ("boulangerie-martin.fr", DomainKind.OTHER, ""),
        ("forgov.com", DomainKind.OTHER, ""),
        ("edu-trade.com", DomainKind.OTHER, ""),
        ("gov-news.org", DomainKind.OTHER, ""),
    ],
)
def test_each_domain_has_the_first_kind_that_fits(domain, kind, country):
    known = domain_kinds.about(domain)
    assert (known.kind, known.country) == (kind, country)


def test_what_goes_with_a_kind_is_told():
    assert domain_kinds.about("voila.fr").closed == "2016-01-12"
    assert domain_kinds.about("gmial.com").resembles == "gmail.com"
    assert domain_kinds.about("hotmail.con").resembles == "hotmail.com"
    assert domain_kinds.about("grnail.com").resembles == "gmail.com"
    assert domain_kinds.about("xn--bcher-kva.de").shown == "bücher.de"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gmаil.com", "gmail.com"),  # a Cyrillic a
        ("ɡmail.com", "gmail.com"),
        ("hotmaıl.com", "hotmail.com"),
        ("ørange.fr", None),
        ("раураl.com", ""),  # a brand in Cyrillic but for the l
        ("teхtil-werk.de", ""),  # one Cyrillic x among Latin letters
        ("bücher.de", None),
        ("почта.рф", None),
        ("ελλάδα.gr", None),
        ("东京tokyo.jp", None),
    ],
)
def test_look_alikes_are_told_from_names_in_their_own_script(written, meant):
    domain = domain_names.to_ascii(written)
    assert is_domain(domain)
    known = domain_kinds.about(domain)
    assert (known.kind is DomainKind.HOMOGRAPH) == (meant is not None)
    assert known.resembles == (meant or "")


def test_no_listed_domain_is_a_slip_or_a_look_alike():
    tables = mail.load()
    for domain in (*tables.popular, *tables.provider_country):
        assert homographs.imitated(domain, "") is None
        known = domain_kinds.about(registrable(domain) or domain)
        assert known.kind in {DomainKind.PROVIDER, DomainKind.CLOSED, DomainKind.OTHER}


def test_every_provider_and_closed_one_is_a_registrable_domain():
    tables = mail.load()
    odd = {d for d in (*tables.provider_country, *tables.dead) if mail.split(d) != (d, True)}
    assert odd == {"i.softbank.jp", "poczta.onet.pl"}


def test_names_of_calling_services_are_marked_below_them_too():
    assert canaries.is_canary("x.y.oast.fun")
    assert not canaries.is_canary("toast.fun")
    assert Risk.CANARY in domain_risks.risks("canarytokens.com", 5_000, public=False)
    assert Risk.CANARY in domain_risks.risks("abc.ngrok.io", 5_000, public=True)


@pytest.mark.parametrize(
    ("addresses", "public", "marks"),
    [
        (1, False, (Risk.SINGLE, Risk.RARE)),
        (19, False, (Risk.RARE,)),
        (20, False, ()),
        (1, True, ()),
    ],
)
def test_rare_domains_are_marked_unless_everybody_has_them(addresses, public, marks):
    assert domain_risks.risks("backerei.de", addresses, public=public) == marks


def test_drawn_labels_are_found_and_names_are_not():
    rng = random.Random(3)
    for letters, share in (("abcdefghijklmnopqrstuvwxyz", 0.94), ("abcdef0123456789", 0.96)):
        drawn = ["".join(rng.choices(letters, k=12)) for _ in range(500)]
        assert sum(map(label_shape.looks_random, drawn)) > share * 500
    names = sorted({d.partition(".")[0] for d in mail.load().free if d.isascii()})
    long = [name for name in names if len(name) >= label_shape.MIN_LENGTH]
    assert sum(map(label_shape.looks_random, long)) < 0.05 * len(long)


@given(st.one_of(st.text(max_size=300), st.from_regex(r"(xn--)?[a-z0-9.-]{1,60}", fullmatch=True)))
def test_any_text_is_a_domain_with_a_kind_or_none(text):
    domain = registrable(text)
    assert not domain or is_domain(domain)
    if domain:
        known = domain_kinds.about(domain)
        assert known.shown.isprintable()
        assert not known.resembles or is_domain(known.resembles)
        domain_risks.risks(domain, 1, public=False)
    homographs.skeleton(text)
    label_shape.excess(text)
