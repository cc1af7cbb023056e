"""An assessment with mail domains counted and looked up, made by hand."""

from dataclasses import replace

from leakverify.case.domain_list import look_up_of
from leakverify.engine.look_up import marked
from leakverify.engine.mail_counts import answered, counts_of
from leakverify.model.look_up import Answer, Dnssec, DomainKind, Risk, SampleDomain
from leakverify.model.messages import Domains
from tests.reports.made import made

LONG = "donaudampfschifffahrtselektrizitaetenhauptbetriebswerk.example.de"
WAY = "dot:9.9.9.9#dns.quad9.net"
OWN = "dot:192.0.2.7#resolver.newsroom.example"


def domains(firms=30):
    """Providers, firms, two universities and one name that nobody may ask for."""
    rows = [
        SampleDomain("gmail.com", 4_000, 3_900, DomainKind.PROVIDER),
        SampleDomain("web.de", 1_500, 1_480, DomainKind.FREE_MAIL, country="DE"),
        SampleDomain("uni-one.example", 30, 29, DomainKind.UNIVERSITY),
        SampleDomain("uni-two.example", 21, 20, DomainKind.UNIVERSITY),
        SampleDomain(LONG, 90, 88),
        SampleDomain("alone-here.example", 1, 1, risks=(Risk.SINGLE, Risk.RARE)),
        SampleDomain("nowhere.test", 7, 7, DomainKind.RESERVED),
    ]
    rows += [SampleDomain(f"firm-{n}.example", 60 - n, 50 - n) for n in range(firms)]
    rows.sort(key=lambda d: (-d.rows, d.domain))
    return tuple(rows)


def answers(found, way=WAY, proxied=True):
    """Answers of every kind for what may be asked, and two decoys."""
    out = []
    for number, domain in enumerate(d for d in found if d.asked_by_default):
        moment = f"2026-11-22T10:{number // 60:02}:{number % 60:02}Z"
        base = Answer(
            domain.domain, "NOERROR", ((10, f"mx1.{domain.domain}"), (20, f"mx2.{domain.domain}"))
        )
        if number % 7 == 3:
            base = Answer(domain.domain, "NXDOMAIN")
        if number % 11 == 5:
            base = Answer(domain.domain, "TIMEOUT")
        out.append(
            replace(
                base,
                asked_at=moment,
                resolver=way,
                ttl=3_600,
                dnssec=Dnssec.UNSIGNED,
                provider="Google Workspace" if number % 2 else "",
                queries=2,
                proxied=proxied,
            )
        )
    decoys = [
        Answer(d, "NOERROR", ((1, f"mx.{d}"),), asked_at=moment, resolver=way, queries=1)
        for d in ("icloud.com", "yahoo.com")
    ]
    return [*out, *(replace(d, proxied=proxied) for d in decoys)]


def with_domains(found=None):
    """The assessment with its domains counted, none looked up."""
    found = domains() if found is None else found
    counts = counts_of([Domains(1, found, sum(d.rows for d in found) + 12, 5_000, no_domain=12)])
    plain = made()
    tool = replace(plain.tool, tables={**plain.tool.tables, "mail": "2026-11-26"})
    return replace(plain, tool=tool, sample=replace(plain.sample, mail_domains=counts))


def looked_up(found=None, way=WAY, *, proxied=True):
    """The assessment after a look-up, and the domains with their answers."""
    found = domains() if found is None else found
    look_up = marked(look_up_of(answers(found, way, proxied)), found)
    told = look_up.summary()
    plain = with_domains(found)
    network = replace(plain.network, queries_made=told.queries, look_up=told)
    return replace(plain, network=network), answered(look_up, found)
