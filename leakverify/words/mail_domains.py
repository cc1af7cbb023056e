"""What is said of a sample's mail domains and of what they were answered, in the table and in full."""

from collections.abc import Mapping
from typing import Final

from leakverify.model.look_up import Answer, Dnssec, DomainKind, MailStatus, SampleDomain
from leakverify.words.language import _, plural
from leakverify.words.lists import dotted
from leakverify.words.look_up import kind_name, mail_status, risk_name
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

SIGNED: Final = {
    Dnssec.SECURE: N_("Its answer is signed, and the signatures fit (DNSSEC)."),
    Dnssec.UNSIGNED: N_("Its answer is not signed (DNSSEC)."),
    Dnssec.BOGUS: N_("Its answer is signed, and the signatures do not fit (DNSSEC)."),
    Dnssec.UNKNOWN: N_("The resolver does not say whether it is signed (DNSSEC)."),
}


def kinds_line(kinds: Mapping[DomainKind, int]) -> str:
    """How many domains of each kind, the most first."""
    order = sorted((k for k in kinds if kinds[k]), key=lambda k: (-kinds[k], k))
    parts = (f"{kind_name(kind)}: {count(kinds[kind])}" for kind in order)
    return dotted(part.replace(" ", "\u00a0").replace("-", "\u2011") for part in parts)


def beside_line(no_domain: int, left_out: int) -> str:
    """What is not in the table: cells without a domain, and the rarest domains of very many."""
    said = []
    if no_domain:
        text = plural(
            "{n} cell holds no domain that could be asked for.",
            "{n} cells hold no domain that could be asked for.",
            no_domain,
        )
        said.append(text.format(n=count(no_domain)))
    if left_out:
        text = plural(
            "{n} of the rarest domains is not listed.",
            "{n} of the rarest domains are not listed.",
            left_out,
        )
        said.append(text.format(n=count(left_out)))
    return " ".join(said)


def risky_line(risky: int) -> str:
    """How many domains are marked."""
    text = plural(
        "{n} domain is marked as risky to ask for.",
        "{n} domains are marked as risky to ask for.",
        risky,
    )
    return text.format(n=count(risky))


def risks_word(domain: SampleDomain) -> str:
    """The gravest risk of asking, and how many more there are."""
    if not domain.risks:
        return ""
    first, *more = domain.risks
    return f"{risk_name(first)} +{len(more)}" if more else risk_name(first)


def domain_note(domain: SampleDomain) -> str:
    """What else is known of a domain, in few words: the provider it imitates, its last day, its country."""
    if domain.resembles:
        return _(N_("like {name}")).format(name=domain.resembles)
    if domain.closed:
        return _(N_("closed {day}")).format(day=domain.closed)
    return domain.country


def domain_sentences(domain: SampleDomain) -> list[str]:
    """The same in sentences, for reading."""
    rows = plural("{n} row", "{n} rows", domain.rows).format(n=count(domain.rows))
    addresses = plural("{n} address", "{n} addresses", domain.addresses).format(
        n=count(domain.addresses)
    )
    said = [_(N_("{addresses} in {rows}.")).format(addresses=addresses, rows=rows)]
    if domain.resembles:
        text = _(N_("It resembles {name}, which many people use."))
        said.append(text.format(name=domain.resembles))
    if domain.closed:
        text = _(N_("Its mailboxes closed on {day}. An address made later cannot be real."))
        said.append(text.format(day=domain.closed))
    if domain.country:
        said.append(_(N_("Country: {country}.")).format(country=domain.country))
    if not domain.may_be_asked:
        said.append(_(N_("No such domain can exist, so there is nothing to ask.")))
    return said


def answer_word(answer: Answer | None) -> str:
    """The answer in the table; "" where nothing was asked."""
    if answer is None or answer.status is MailStatus.NOT_ASKED:
        return ""
    return mail_status(answer.status)


def server_of(answer: Answer | None) -> str:
    """Who takes the mail: the provider, or the first mail server."""
    if answer is None or not answer.status.takes:
        return ""
    first = min(answer.mx, default=(0, ""))[1]
    return answer.provider or first.rstrip(".")


def answer_sentences(answer: Answer) -> list[str]:
    """An answer in sentences, for reading."""
    said = [_(N_("It {said}.")).format(said=mail_status(answer.status))]
    if answer.provider:
        text = _(N_("Its mail seems to be run by {provider}."))
        said.append(text.format(provider=answer.provider))
    if answer.parked:
        said.append(_(N_("Its mail server belongs to a seller of unused names.")))
    if answer.wildcard:
        text = _(N_("A name beside it that nobody registered is answered alike: this says little."))
        said.append(text)
    if answer.status is MailStatus.NOT_ASKED:
        return said
    said.append(_(SIGNED[answer.dnssec]))
    if answer.extended >= 0:
        text = _(N_("The resolver adds the reason number {n} (RFC 8914)."))
        said.append(text.format(n=answer.extended))
    if answer.resolver:
        when = answer.asked_at.replace("T", " ").removesuffix("Z")
        text = _(N_("Asked of {resolver} at {when} UTC; good for {ttl} s."))
        said.append(text.format(resolver=answer.resolver, when=when, ttl=count(answer.ttl)))
    return said


def summary_line(domains: int, answered: int, *, asking: bool) -> str:
    """The pane's first sentence: how many domains there are, and how far they are answered."""
    text = plural(
        "{n} domain, and what tables on this computer know of it.",
        "{n} domains, and what tables on this computer know of them.",
        domains,
    ).format(n=count(domains))
    if answered:
        after = plural("{n} is answered.", "{n} are answered.", answered).format(n=count(answered))
    else:
        after = "" if asking else _(N_("Nobody was asked."))
    if asking:
        after = f"{_(N_('A resolver is being asked now.'))} {after}"
    return f"{text} {after}".rstrip()


def shown_line(shown: int, total: int) -> str:
    """How many rows a filter leaves."""
    if shown == total:
        return plural("{n} domain", "{n} domains", total).format(n=count(total))
    text = _(N_("{shown} of {total} domains"))
    return text.format(shown=count(shown), total=count(total))
