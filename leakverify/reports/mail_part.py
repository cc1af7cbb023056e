"""The report's section on mail domains: counts by kind from bundled tables, and the look-up that the user asked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from leakverify.model.assessment import Assessment, NetworkInfo
from leakverify.model.look_up import Answer, MailStatus
from leakverify.model.looked_up import AnsweredDomain, DomainCounts, LookUpInfo
from leakverify.reports.content import AnswerTable, MailPart, Pair
from leakverify.reports.mail_numbers import FEW, Cells, MailNumbers, Shown, numbers
from leakverify.words import mail_report as words
from leakverify.words.cluster import rows_were_sent
from leakverify.words.dates import day
from leakverify.words.lists import listed
from leakverify.words.look_up import kind_name, mail_status
from leakverify.words.numbers import count, share
from leakverify.words.say import plural, ui

MOST_ANSWERS: Final = 200
MOST_SERVERS: Final = 3
HASH_FROM: Final = 20
"""Domains from which on the shareable edition tells the hashes: that of a shorter list could be found by trying lists."""

TABLES: Final = ("mail", "domains")
"""The bundled tables that the kinds come from."""


def mail_part(assessment: Assessment, *, full: bool) -> MailPart:
    """The section of one edition."""
    domains, look_up = assessment.sample.mail_domains, assessment.network.look_up
    shown = numbers(domains or DomainCounts(), look_up, full=full)
    return MailPart(
        _counted(domains, shown),
        _kinds(shown) if domains else (),
        tuple(_notes(assessment, domains, shown)),
        tuple(_asked(look_up, shown, full=full)) if look_up else (),
        _statuses(shown),
        tuple(_said(look_up, shown, domains, full=full)),
    )


def sent(network: NetworkInfo, *, full: bool) -> str:
    """What left the machine, in one to three sentences."""
    refused = network.attempts_refused
    rows = rows_were_sent(network.cluster) if network.cluster else ""
    if network.look_up is None:
        rest = words.nothing_else_sent(refused) if rows else words.nothing_sent(refused)
    else:
        rest = words.asked_sentence(network.look_up, resolvers(network.look_up, full=full), refused)
    return f"{rows} {rest}".strip()


def resolvers(look_up: LookUpInfo, *, full: bool) -> tuple[str, ...]:
    """Who was asked, as the edition names them: a resolver of one's own stays out of the shareable one."""
    told = look_up.resolvers if full else map(words.shareable_resolver, look_up.resolvers)
    return tuple(sorted(set(told)))


def tells_hashes(look_up: LookUpInfo, *, full: bool) -> bool:
    """Whether the hashes may stand in the edition."""
    return full or look_up.domains >= HASH_FROM


def _text(number: Shown) -> str:
    """A count as it is printed."""
    if number is None:
        return ui(words.NOT_TOLD)
    return count(number) if isinstance(number, int) else number


def _exact(number: Shown) -> int:
    """A number for the choice between singular and plural."""
    return number if isinstance(number, int) else 2


def _counted(domains: DomainCounts | None, shown: MailNumbers) -> str:
    """How many domains and addresses there are."""
    if domains is None:
        return ui("The mail domains of this sample were not counted.")
    if not domains.total.domains:
        return ui("No column holds addresses with a mail domain.")
    told = plural(
        "{domains} mail domain in {addresses} different addresses.",
        "{domains} different mail domains in {addresses} different addresses.",
        _exact(shown.total.domains),
    )
    return told.format(domains=_text(shown.total.domains), addresses=_text(shown.total.addresses))


def _kinds(shown: MailNumbers) -> tuple[tuple[str, ...], ...]:
    """A row for each kind that there is, always in the same order."""
    kinds = shown.kinds or {}
    return tuple(
        (
            kind_name(kind),
            _text(kinds[kind].domains),
            _text(kinds[kind].addresses),
            _share(kinds[kind], shown.total),
        )
        for kind in words.ORDER
        if kind in kinds
    )


def _share(cells: Cells, total: Cells) -> str:
    """The share of all addresses, where neither number is kept back."""
    part, whole = cells.addresses, total.addresses
    if isinstance(part, int) and isinstance(whole, int) and whole:
        return share(part / whole)
    return ui(words.NOT_TOLD)


def _notes(
    assessment: Assessment, domains: DomainCounts | None, shown: MailNumbers
) -> Iterator[str]:
    """Where the kinds come from and how old that is; what is not in the table."""
    if not domains or not domains.total.domains:
        return
    dates = sorted({assessment.tool.tables[t] for t in TABLES if t in assessment.tool.tables})
    if dates:
        yield ui("Kinds by the program's own tables of {dates}; nobody was asked for them.").format(
            dates=listed(map(day, dates))
        )
    if shown.no_domain != 0:
        told = plural(
            "{n} filled cell has no domain that a name server could be asked for.",
            "{n} filled cells have no domain that a name server could be asked for.",
            _exact(shown.no_domain),
        )
        yield told.format(n=_text(shown.no_domain))
    if domains.left_out:
        yield ui("The rarest domains, beyond {n}, are not counted.").format(
            n=count(domains.total.domains)
        )
    if _keeps_back(shown):
        yield ui(words.KEPT_BACK)


def _keeps_back(shown: MailNumbers) -> bool:
    """Whether any number is not printed."""
    cells = [shown.total, *(shown.kinds or {}).values()]
    told = [n for c in cells for n in (c.domains, c.addresses)]
    told += [shown.no_domain, shown.listed, shown.unlisted, *(shown.statuses or {}).values()]
    return shown.kinds is None or shown.statuses is None or any(n in {None, FEW} for n in told)


def _asked(look_up: LookUpInfo, shown: MailNumbers, *, full: bool) -> Iterator[Pair]:
    """How the look-up was made."""
    hashes = tells_hashes(look_up, full=full)
    for resolver in resolvers(look_up, full=full):
        yield Pair(ui("Asked of"), words.resolver_sentence(resolver))
    yield Pair(ui("By which way"), words.proxy_name(look_up.proxied))
    yield Pair(ui("When"), words.moments(look_up))
    yield Pair(ui("Domains of the sample on the list"), _text(shown.listed))
    yield Pair(ui("Decoys: common domains that the sample lacks"), count(look_up.decoys))
    yield Pair(ui("Questions sent"), count(look_up.queries))
    kept_back = ui(words.HASH_KEPT_BACK)
    yield Pair(ui("SHA-256 of the list"), look_up.list_sha256 if hashes else kept_back)
    yield Pair(ui("SHA-256 of the answers"), look_up.answers_sha256 if hashes else kept_back)


def _statuses(shown: MailNumbers) -> tuple[Pair, ...]:
    """How the sample's own domains were answered."""
    statuses = shown.statuses or {}
    return tuple(Pair(mail_status(s), _text(statuses[s])) for s in MailStatus if s in statuses)


def _said(
    look_up: LookUpInfo | None, shown: MailNumbers, domains: DomainCounts | None, *, full: bool
) -> Iterator[str]:
    """What was not asked, how to check what was, and what an answer cannot say."""
    if look_up is None:
        yield ui(words.NO_LOOK_UP)
        return
    if domains and shown.unlisted != 0:
        reasons = look_up.not_asked if full else {}
        yield words.not_asked_sentence(_text(shown.unlisted), _exact(shown.unlisted), reasons)
        yield ui(words.LEFT_OUT)
    if tells_hashes(look_up, full=full):
        yield from map(ui, words.HOW_TO_CHECK)
    yield ui(words.TODAY)


def answer_table(
    answered: Sequence[AnsweredDomain], clean: Callable[[str], str]
) -> AnswerTable | None:
    """The domains with most rows and their answers; every text made printable."""
    if not answered:
        return None
    header = (
        ui("Domain"),
        ui("Rows"),
        ui("Answer"),
        ui("Mail servers"),
        ui("Provider"),
        ui("DNSSEC"),
        ui("Valid for (s)"),
        ui("Asked at (UTC)"),
    )
    rows = (_row(domain) for domain in answered[:MOST_ANSWERS])
    left = len(answered) - MOST_ANSWERS
    more = plural("and {n} more", "and {n} more", left).format(n=count(left)) if left > 0 else ""
    return AnswerTable(
        header, tuple(tuple(clean(cell) for cell in row) for row in rows), clean(more)
    )


def _row(told: AnsweredDomain) -> tuple[str, ...]:
    """One domain."""
    answer = told.answer
    if answer.status is MailStatus.NOT_ASKED:
        return (told.domain, count(told.rows), mail_status(answer.status), *["–"] * 5)
    return (
        told.domain,
        count(told.rows),
        _answer(answer),
        _servers(answer),
        answer.provider or "–",
        words.dnssec_name(answer.dnssec),
        count(answer.ttl),
        answer.asked_at.replace("T", " ").removesuffix("Z") or "–",
    )


def _answer(answer: Answer) -> str:
    """The status, with what makes it worth less."""
    said = [mail_status(answer.status)]
    said += [ui("parked")] if answer.parked else []
    said += [ui("any name beside it is answered alike")] if answer.wildcard else []
    return listed(said)


def _servers(answer: Answer) -> str:
    """The first mail servers, the preferred one first."""
    hosts = [host for _preference, host in sorted(answer.mx) if host not in {"", "."}]
    more = [f"+{count(len(hosts) - MOST_SERVERS)}"] if len(hosts) > MOST_SERVERS else []
    return listed([*hosts[:MOST_SERVERS], *more]) or "–"
