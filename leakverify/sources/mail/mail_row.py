"""One mail as one row: what its headers say, what its body holds, what its signature is worth."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from leakverify.limits import Limits
from leakverify.model.tripwire import Trap
from leakverify.sources.mail.dkim_check import Outcome, Seal, SignedMail, best_seal
from leakverify.sources.mail.dkim_keys import DkimKeys
from leakverify.sources.mail.mail_fields import Field, first_of, split_fields
from leakverify.sources.mail.mail_parts import Parts, look_into
from leakverify.sources.mail.mail_text import addresses, decode_words, header_text, iso_date
from leakverify.sources.mail.mbox import RawMessage
from leakverify.sources.table import Cell

COLUMNS: Final = (
    "date", "date_received", "from_name", "from_address", "to", "copy_to", "subject", "message_id", "in_reply_to",
    "list_id", "user_agent", "received_hops", "first_hop_ip", "return_path", "body_type", "body_bytes", "attachments",
    "attachment_names", "dkim", "dkim_domain", "dkim_selector", "dkim_for_sender", "dkim_signatures", "dkim_algorithm",
    "dkim_key", "dkim_body", "dkim_headers", "dkim_covers", "dkim_unsigned_bytes", "dkim_signed", "dkim_expires",
    "dkim_notes", "arc_seal", "authentication_results", "spf_claimed", "text",
)  # fmt: skip
"""The same columns for every mail, so that files of mails join."""
_LONGEST_CELL: Final = 8_000
_LONGEST_DOMAIN: Final = 253
_IP: Final = re.compile(r"\[(?:IPv6:)?([0-9a-fA-F:.]{2,45})\]", re.IGNORECASE)
_ID: Final = re.compile(r"<([^<>]{1,998})>")
_SPF: Final = re.compile(r"\bspf=([a-z]{2,12})", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]{2,12}")
_DOMAIN: Final = re.compile(r"[\w.\-]{1,253}", re.ASCII)
_CHARSET: Final = re.compile(rb"charset[ \t]*=[ \t]*\"?([\w.:\-]{1,40})", re.IGNORECASE)
_RECEIPTS: Final = ("disposition-notification-to", "return-receipt-to", "x-confirm-reading-to")
_RULING: Final = ("content-type", "content-transfer-encoding", "content-disposition")


@dataclass(frozen=True, slots=True)
class MailRow:
    """The cells of a mail by the name of their column, and what else its reading told."""

    cells: Mapping[str, Cell]
    seal: Seal | None
    traps: tuple[Trap, ...]
    is_decodable: bool
    is_closed: bool


class _Headers:
    """The headers of one mail as text."""

    def __init__(self, fields: list[Field], fallback: str | None) -> None:
        self.fields = fields
        self.raw = first_of(fields)
        declared = _CHARSET.search(self.raw.get("content-type", b"")[:2_000])
        self.charset = fallback or (declared.group(1).decode("ascii") if declared else None)
        self.is_decodable = True

    def all_of(self, name: str) -> list[str]:
        """The values of a header wherever it stands, from the top."""
        return [header_text(each.value, None)[0] for each in self.fields if each.name == name]

    def text(self, name: str) -> Cell:
        """The value of a header as it is written, None where there is none."""
        if name not in self.raw:
            return None
        text, good = header_text(self.raw[name], self.charset)
        self.is_decodable &= good
        return text

    def words(self, name: str) -> Cell:
        """The value of a header with its encoded words decoded."""
        text = self.text(name)
        if text is None:
            return None
        decoded, good = decode_words(text)
        self.is_decodable &= good
        return decoded[:_LONGEST_CELL]

    def identifier(self, name: str) -> Cell:
        """What stands in the first angle brackets, with them, or all of it: "<1@host>" is no address to write to."""
        text = self.text(name)
        found = _ID.search(text) if text else None
        return found.group() if found else text and text[:_LONGEST_CELL]

    def addresses(self, name: str) -> Cell:
        """The addresses of a header."""
        text = self.text(name)
        if text is None:
            return None
        return ", ".join(address for _, address in addresses(text) if address)[:_LONGEST_CELL]

    def date(self, name: str) -> Cell:
        """A date as ISO 8601."""
        text = self.text(name)
        return text and iso_date(text)


def read_mail(
    message: RawMessage, keys: DkimKeys, fallback: str | None, limits: Limits
) -> MailRow | None:
    """The row of a message; None where it has no header at all, and so is no mail."""
    fields, were_more = split_fields(message.head, limits.mail_headers)
    if not fields:
        return None
    headers = _Headers(fields, fallback)
    body = message.unescaped()
    ruling = {name: value for name, value in headers.raw.items() if name in _RULING}
    parts = look_into(ruling, body, fallback, limits)
    sender = addresses(headers.text("from") or "")[:1]
    name, address = sender[0] if sender else ("", "")
    bodies = [body] if body == message.body else [body, message.body]
    mail = SignedMail(
        fields,
        bodies,
        _domain_of(address),
        has_head=not (message.head_cut or were_more),
        is_whole=message.is_whole,
        is_closed=parts.is_closed and message.has_body,
    )
    seal, signatures = best_seal(mail, keys, limits)
    cells = {
        **_envelope(headers),
        "from_name": name[:_LONGEST_CELL] if "from" in headers.raw else None,
        "from_address": address[:_LONGEST_CELL] if "from" in headers.raw else None,
        **_content(message, parts),
        **_sealed(seal, signatures),
    }
    return MailRow(
        cells,
        seal,
        _traps(headers, parts),
        headers.is_decodable and not parts.undecodable,
        parts.is_closed or not message.has_body,
    )


def _domain_of(address: str) -> str:
    domain = address[-_LONGEST_DOMAIN - 1 :].rpartition("@")[2].strip().lower().rstrip(".")
    return domain if _DOMAIN.fullmatch(domain) else ""


def _envelope(headers: _Headers) -> dict[str, Cell]:
    """What the header block says of the mail and its way."""
    hops = headers.all_of("received")
    results = headers.words("authentication-results")
    spf = _SPF.search(results or "")
    claimed = _WORD.match(headers.text("received-spf") or "")
    return {
        "date": headers.date("date"),
        "date_received": iso_date(hops[0].rpartition(";")[2].strip()) if hops else None,
        "to": headers.addresses("to"),
        "copy_to": headers.addresses("cc"),
        "subject": headers.words("subject"),
        "message_id": headers.identifier("message-id"),
        "in_reply_to": headers.identifier("in-reply-to"),
        "list_id": headers.identifier("list-id"),
        "user_agent": headers.words("user-agent" if "user-agent" in headers.raw else "x-mailer"),
        "received_hops": str(len(hops)),
        "first_hop_ip": _literal_ip(hops[-1]) if hops else None,
        "return_path": headers.addresses("return-path"),
        "arc_seal": "present" if "arc-seal" in headers.raw else "absent",
        "authentication_results": results,
        "spf_claimed": spf.group(1).lower() if spf else claimed and claimed.group().lower(),
    }


def _literal_ip(hop: str) -> Cell:
    """The first address in brackets of a Received line that is one."""
    for found in _IP.finditer(hop[:_LONGEST_CELL]):
        try:
            return str(ipaddress.ip_address(found.group(1)))
        except ValueError:
            continue
    return None


def _content(message: RawMessage, parts: Parts) -> dict[str, Cell]:
    """What the body holds; a mail without one has no size and no text."""
    there = message.has_body
    return {
        "body_type": parts.type,
        "body_bytes": str(message.size) if there else None,
        "attachments": str(parts.attachments) if there else None,
        "attachment_names": ", ".join(parts.names) if parts.names else None,
        "text": parts.text if there else None,
    }


def _sealed(seal: Seal | None, signatures: int) -> dict[str, Cell]:
    """What the signature is worth."""
    if seal is None:
        return {"dkim": "none", "dkim_signatures": "0"}
    fits: Callable[[bool | None], Cell] = {True: "match", False: "differs", None: None}.get
    left = seal.unsigned_bytes
    return {
        "dkim": seal.outcome.value,
        "dkim_domain": seal.domain or None,
        "dkim_selector": seal.selector or None,
        "dkim_for_sender": "yes" if seal.aligned else "no",
        "dkim_signatures": str(signatures),
        "dkim_algorithm": seal.algorithm[:40] or None,
        "dkim_key": seal.key or None,
        "dkim_body": fits(seal.body),
        "dkim_headers": fits(seal.headers),
        "dkim_covers": ", ".join(seal.covers),
        "dkim_unsigned_bytes": None if left is None else str(left),
        "dkim_signed": seal.signed,
        "dkim_expires": seal.expires,
        "dkim_notes": ", ".join(seal.notes) or None,
    }


def _traps(headers: _Headers, parts: Parts) -> tuple[Trap, ...]:
    """What would act or call home if a mail program opened the mail."""
    met = (
        (Trap.MARKUP_LINK, parts.calls_out),
        (Trap.EMBEDDED_OBJECT, parts.programs > 0),
        (Trap.MACRO, parts.macros > 0),
        (Trap.READ_RECEIPT, any(name in headers.raw for name in _RECEIPTS)),
    )
    return tuple(trap for trap, is_met in met if is_met)


def verdict_of(seal: Seal | None) -> str:
    """Which count of `MailSeals` a mail belongs to."""
    if seal is None:
        return "unsigned"
    if seal.outcome is Outcome.FITS:
        if not seal.aligned:
            return "other_domain"
        return "part_of_body" if seal.unsigned_bytes else "verified"
    return {Outcome.FAIL: "broken", Outcome.NO_KEY: "no_key"}.get(seal.outcome, "unchecked")
