"""Questions as bytes, and replies read with suspicion: only what answers this very question is taken (RFC 5452 section 9)."""

import secrets
import string
import struct
from dataclasses import dataclass
from typing import Final

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from leakverify.model.look_up import MAX_DOMAIN

MX: Final = dns.rdatatype.MX
A: Final = dns.rdatatype.A
AAAA: Final = dns.rdatatype.AAAA

PADDED_TO: Final = 128
"""Queries in a tunnel are padded to this many bytes (RFC 8467 section 4.1), so that lengths tell no names."""
DATAGRAM: Final = 1_232
"""The reply that fits any path without fragments (DNS flag day 2020)."""
LETTERS: Final = 20
"""Of a random label; 26 to the 20th names: nobody has registered this one."""
ID: Final = slice(0, 2)
MAX_SERVERS: Final = 64
MAX_RECORDS: Final = 600
"""In all sections together; thousands in one reply cost seconds and mean no good."""
MAX_TTL: Final = (1 << 31) - 1
_HEAD: Final = 12
_FLAGS: Final = dns.flags.RD | dns.flags.AD


@dataclass(frozen=True, slots=True)
class Question:
    """One name and type. `unchecked` asks for what is there though its signatures are wrong (CD)."""

    name: str
    kind: dns.rdatatype.RdataType
    unchecked: bool = False

    def to_wire(self, *, padded: bool) -> bytes:
        """The query with id 0; whoever sends it sets the id."""
        query = dns.message.QueryMessage(id=0)
        query.flags = dns.flags.Flag(_FLAGS | (dns.flags.CD if self.unchecked else 0))
        name = dns.name.from_text(self.name)
        query.find_rrset(
            query.question, name, dns.rdataclass.IN, self.kind, create=True, force_unique=True
        )
        query.use_edns(0, dns.flags.DO, DATAGRAM, pad=PADDED_TO if padded else 0)
        return query.to_wire()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a resolver said: `servers` of MX, `addresses` of A or AAAA; `ad` says that it found the signatures good."""

    rcode: str
    servers: tuple[tuple[int, str], ...] = ()
    addresses: tuple[str, ...] = ()
    ttl: int = 0
    ad: bool = False
    extended: int = -1
    truncated: bool = False

    @property
    def found(self) -> bool:
        """Whether the name has what was asked for."""
        return self.rcode == "NOERROR" and bool(self.servers or self.addresses)


def random_id() -> bytes:
    """Two bytes that nobody on the side can guess."""
    return secrets.token_bytes(2)


def random_label() -> str:
    """A label that no name has."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS))


def read_reply(question: Question, wire: bytes, sent_id: bytes) -> Reply | None:
    """The reply to a question; None for anything else: another id or question, no reply, or bytes that are no message."""
    if (
        wire[ID] != sent_id
        or sum(struct.unpack_from("!4H", wire.ljust(_HEAD, b"\0"), 4)) > MAX_RECORDS
    ):
        return None
    try:
        message = dns.message.from_wire(wire, ignore_trailing=True, continue_on_error=True)
        # a reply that says of itself that it was cut may be cut anywhere; any other must be whole
        whole = not message.errors or message.flags & dns.flags.TC
        return _reply(question, message) if whole else None
    except Exception:  # noqa: BLE001  (a stranger's bytes; whatever they break in the parser is no reply)
        return None


def _reply(question: Question, message: dns.message.Message) -> Reply | None:
    if not isinstance(message, dns.message.QueryMessage) or not message.flags & dns.flags.QR:
        return None
    rcode = dns.rcode.to_text(message.rcode())
    asked = message.question
    name = dns.name.from_text(question.name)
    if asked:
        same = len(asked) == 1 and asked[0].name == name and asked[0].rdtype == question.kind
        if not same or asked[0].rdclass != dns.rdataclass.IN:
            return None
    elif rcode not in {"FORMERR", "NOTIMP", "SERVFAIL", "REFUSED"}:
        return None  # only a server that could not read the question may leave it out
    extended = next((int(e.code) for e in message.extended_errors()), -1)
    ad = bool(message.flags & dns.flags.AD)
    if message.flags & dns.flags.TC:
        return Reply(rcode, truncated=True, ad=ad, extended=extended)
    if rcode not in {"NOERROR", "NXDOMAIN"}:
        return Reply(rcode, ad=ad, extended=extended)
    chain = message.resolve_chaining()
    servers, addresses = _records(chain.answer) if rcode == "NOERROR" else ((), ())
    ttl = min(max(chain.minimum_ttl, 0), MAX_TTL)
    return Reply(rcode, servers, addresses, ttl, ad, extended)


def _records(
    found: dns.rrset.RRset | None,
) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """The mail servers, best first, or the addresses at the end of the chain of aliases."""
    if found is None:
        return (), ()
    if found.rdtype != MX:
        return (), tuple(sorted(r.to_text() for r in list(found)[:MAX_SERVERS]))
    servers = {(int(r.preference), _host(r.exchange)) for r in found}
    kept = sorted(pair for pair in servers if len(pair[1]) <= MAX_DOMAIN)
    return tuple(kept[:MAX_SERVERS]), ()


def _host(name: dns.name.Name) -> str:
    """A server's name in lower case; the root stays `.` (null MX, RFC 7505), odd bytes stay escaped."""
    return "." if name == dns.name.root else name.to_text(omit_final_dot=True).lower()
