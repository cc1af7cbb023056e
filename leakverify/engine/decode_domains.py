"""The domain table off the wire: every field in its range, every name one that could be asked for."""

import datetime as dt
import re
from typing import Final

from leakverify.engine.fields import Fields, as_choice
from leakverify.limits import MAX_DOMAINS_A_FRAME
from leakverify.model.look_up import MAX_DOMAIN, DomainKind, Risk, SampleDomain, is_domain
from leakverify.model.messages import Domains, ProtocolError

_COUNTRY: Final = re.compile(r"(?:[A-Z]{2})?")
_DATE: Final = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?")


def domains(f: Fields) -> Domains:
    """One part of the domain table; sums within what is told of the whole."""
    rows = tuple(_domain(Fields(item)) for item in f.items("rows", MAX_DOMAINS_A_FRAME))
    message = Domains(
        f.integer("token", 0),
        rows,
        f.integer("total_rows", 0),
        f.integer("distinct", 0),
        f.flag("more"),
        f.integer("no_domain", 0),
        f.integer("left_out", 0),
    )
    check_sums(message)
    return message


def check_sums(message: Domains) -> None:
    """Refuse a table whose domains hold more than the whole, or where one stands twice."""
    held = sum(row.rows for row in message.rows) + message.no_domain
    addresses = sum(row.addresses for row in message.rows)
    if held > message.total_rows or message.distinct > message.total_rows:
        raise ProtocolError("total_rows")
    if addresses > message.distinct:
        raise ProtocolError("distinct")
    if len({row.domain for row in message.rows}) != len(message.rows):
        raise ProtocolError("rows")


def _domain(f: Fields) -> SampleDomain:
    """One domain. A name in its own script holds nothing that cannot be printed."""
    rows = f.integer("rows", 1)
    risks = tuple(as_choice(word, "risks", Risk) for word in f.items("risks", len(Risk)))
    shown = f.text("shown", MAX_DOMAIN)
    if len(set(risks)) != len(risks) or not shown.isprintable() or " " in shown:
        raise ProtocolError("risks")
    domain = SampleDomain(
        _name(f, "domain"),
        rows,
        f.integer("addresses", 0, rows),
        f.choice("kind", DomainKind),
        risks,
        f.match("country", _COUNTRY),
        _day(f),
        _name(f, "resembles", optional=True),
        shown,
    )
    f.end()
    return domain


def _name(f: Fields, name: str, *, optional: bool = False) -> str:
    """A domain name; "" where it may be missing."""
    text = f.text(name, MAX_DOMAIN)
    if not is_domain(text) and not (optional and not text):
        raise ProtocolError(name)
    return text


def _day(f: Fields) -> str:
    """A day, or nothing."""
    text = f.match("closed", _DATE)
    try:
        return text and dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ProtocolError("closed") from None
