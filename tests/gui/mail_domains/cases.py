"""Domains and answers of the tests and pictures."""

from leakverify.engine.look_up import Made
from leakverify.model.look_up import Answer, Dnssec, DomainKind, Risk, SampleDomain
from leakverify.model.messages import AskDomains, Domains
from leakverify.model.progress import Progress

K, R = DomainKind, Risk
DOMAINS = (
    SampleDomain("gmail.com", 812, 811, K.PROVIDER),
    SampleDomain("orange.fr", 240, 239, K.PROVIDER, country="FR"),
    SampleDomain("proton.me", 96, 96, K.FREE_MAIL),
    SampleDomain("voila.fr", 61, 61, K.CLOSED, (), "FR", "2016-01-12"),
    SampleDomain("univ-example.fr", 44, 44, K.UNIVERSITY, (), "FR"),
    SampleDomain("interieur.gouv.fr", 31, 31, K.GOVERNMENT, (), "FR"),
    SampleDomain("mailinator.com", 22, 22, K.DISPOSABLE),
    SampleDomain("strassenbahnhaltestellenverwaltungsgesellschaft.example-stadtwerke.de", 21, 21),
    SampleDomain("gmial.com", 9, 9, K.TYPO, (R.RARE,), resembles="gmail.com"),
    SampleDomain(
        "xn--gmil-5na.com", 3, 3, K.HOMOGRAPH, (R.RARE,), resembles="gmail.com", shown="gmаil.com"
    ),
    SampleDomain("petite-boulangerie.fr", 2, 2, K.OTHER, (R.RARE,)),
    SampleDomain("solo-notaire.fr", 1, 1, K.OTHER, (R.SINGLE, R.RARE)),
    SampleDomain("q7x2kd9vbn4m1tz8.com", 1, 1, K.OTHER, (R.RANDOM_LABEL, R.SINGLE, R.RARE)),
    SampleDomain("canary-service.org", 1, 1, K.OTHER, (R.CANARY, R.SINGLE, R.RARE)),
    SampleDomain("example.org", 7, 7, K.RESERVED),
    SampleDomain("intranet.corp", 3, 3, K.NO_SUFFIX),
)
USUAL = tuple(d.domain for d in DOMAINS if d.asked_by_default)


def answer(name, rcode="NOERROR", mx=((10, "mx1.mail.example."),), **fields):
    given = {
        "asked_at": "2026-11-22T09:14:03Z", "resolver": "dns10.quad9.net (9.9.9.10)", "ttl": 3600,
        "dnssec": Dnssec.UNSIGNED, "queries": 2, "provider": "Example Mail",
    }  # fmt: skip
    return Answer(name, rcode, tuple(mx), **(given | fields))


def answers():
    made = {name: answer(name) for name in USUAL}
    made["voila.fr"] = answer("voila.fr", mx=((0, "."),), provider="")
    made["mailinator.com"] = answer("mailinator.com", "TIMEOUT", (), provider="")
    made["univ-example.fr"] = answer("univ-example.fr", dnssec=Dnssec.SECURE)
    long = "strassenbahnhaltestellenverwaltungsgesellschaft.example-stadtwerke.de"
    made[long] = answer(long, "NXDOMAIN", (), provider="")
    return tuple(made.values())


def made_of(found, reason="", refused=0):
    return Made(tuple(found), reason, sum(a.queries for a in found), refused, "full")


def domains_told(analyst, rows=DOMAINS):
    """Answer the newest question for domains."""
    ask = analyst.asked(AskDomains)[-1]
    total = sum(d.rows for d in rows)
    analyst.say(Domains(ask.token, tuple(rows), total, sum(d.addresses for d in rows)))


def honest(domains, asking, on_progress, on_answers, cancel):
    """A look-up that answers everything at once."""
    known = {a.domain: a for a in answers()}
    found = tuple(known.get(name, answer(name)) for name in domains)
    on_answers(found)
    on_progress(Progress("look_up", len(found), len(found)))
    return made_of(found)
