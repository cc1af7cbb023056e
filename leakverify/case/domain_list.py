"""The two files of the courier (CONTRACTS M3): a list of domains to be asked elsewhere, and the answers to it.

LIST: `# leakverify domains 1 sha256:HEX`, then one registrable domain a line, in any order; `#` starts a comment. HEX is the
SHA-256 of the domains in ascending order, each followed by a line feed, so that shuffling does not change it.

ANSWERS: JSON lines, one for each domain of the list, `rcode` NOT_ASKED where nothing was asked; the last line is
`{"answers": "sha256:HEX", "list": "sha256:HEX"}` with the hash of all bytes before it and that of the list. Whoever reads
them checks both: the answers were not altered, and they are the answers to that list.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from leakverify.model.errors import UsageProblem
from leakverify.model.look_up import Answer, Dnssec, is_domain
from leakverify.model.looked_up import LookUp

MOST_DOMAINS: Final = 200_000
MOST_LIST_BYTES: Final = 64 << 20
MOST_ANSWER_BYTES: Final = 512 << 20
MOST_LINE: Final = 65_536
MOST_SERVERS: Final = 256
_HEAD: Final = re.compile(r"# leakverify domains 1 sha256:([0-9a-f]{64})\s*\Z")
_HASH: Final = re.compile(r"sha256:([0-9a-f]{64})\Z")
_RCODE: Final = re.compile(r"[A-Z][A-Z0-9_]{1,15}\Z")
_MOMENT: Final = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?\Z")
_HOST: Final = re.compile(r"[ -~]{0,255}\Z")
_REQUIRED: Final = frozenset({"domain", "rcode", "mx", "a", "asked_at", "resolver", "ttl"})
_TEXTS: Final = {"asked_at": _MOMENT, "resolver": _HOST, "provider": _HOST}
_FLAGS: Final = ("a", "parked", "wildcard", "proxied")
_COUNTS: Final = {"ttl": (0, 1 << 32), "extended": (-1, 65_535), "queries": (0, 1 << 20)}


def list_hash(domains: Iterable[str]) -> str:
    """The hash that a list and its answers share, 64 hexadecimal digits."""
    return hashlib.sha256(
        "".join(f"{d}\n" for d in sorted(set(domains))).encode("ascii")
    ).hexdigest()


def list_text(domains: Iterable[str]) -> str:
    """A list ready to be carried; the order tells nothing of the sample."""
    shuffled = sorted(set(domains))
    secrets.SystemRandom().shuffle(shuffled)
    head = f"# leakverify domains 1 sha256:{list_hash(shuffled)}"
    notes = [
        "# One domain a line, no addresses. Look them up on another machine with: leakverify mx THIS --out ANSWERS",
        "# Take a line out, and the list is another one: write it anew from the sample instead.",
    ]
    return "\n".join([head, *notes, *shuffled, ""])


def read_list(path: Path) -> tuple[str, ...]:
    """The domains of a list, each once, in the order of the file.

    Raises:
        UsageProblem: `NOT_FOUND`; `BAD_DOMAIN_LIST` with the line that is no domain, or 0 where the head is missing;
            `DOMAIN_LIST_CHANGED` where the domains are not those that were written.
    """
    lines = _read(path, MOST_LIST_BYTES, "BAD_DOMAIN_LIST").splitlines()
    head = _HEAD.match(lines[0].lstrip("\ufeff")) if lines else None
    if head is None:
        raise UsageProblem("BAD_DOMAIN_LIST", line=1)
    domains: dict[str, None] = {}
    for number, line in enumerate(lines[1:], start=2):
        name = line.partition("#")[0].strip()
        if not name:
            continue
        if not is_domain(name) or len(domains) >= MOST_DOMAINS:
            raise UsageProblem("BAD_DOMAIN_LIST", line=number)
        domains[name] = None
    if list_hash(domains) != head[1]:
        raise UsageProblem("DOMAIN_LIST_CHANGED")
    return tuple(domains)


def answers_bytes(answers: Iterable[Answer]) -> bytes:
    """The file of answers; domains in ascending order, so that it tells nothing of the order of asking."""
    ordered = sorted(answers, key=lambda a: a.domain)
    body = "".join(_line(answer_fields(answer)) for answer in ordered).encode("utf-8")
    return body + _line(_seal(body, [a.domain for a in ordered])).encode("utf-8")


def look_up_of(answers: Iterable[Answer]) -> LookUp:
    """Answers that never were in a file, with the hashes that their file would have."""
    return parse_answers(answers_bytes(answers))


def read_answers(path: Path) -> LookUp:
    """Answers from a file.

    Raises:
        UsageProblem: `NOT_FOUND`; `BAD_ANSWERS` with the line that cannot be read; `ANSWERS_CHANGED` where the
            hash of the answers does not fit; `ANSWERS_OF_ANOTHER_LIST` where that of the list does not.
    """
    return parse_answers(_read(path, MOST_ANSWER_BYTES, "BAD_ANSWERS").encode("utf-8"))


def parse_answers(data: bytes) -> LookUp:
    """Answers from the bytes of their file; errors as in `read_answers`."""
    lines = data.split(b"\n")
    if lines and not lines[-1].strip():
        lines.pop()
    if len(lines) > MOST_DOMAINS + 1:
        raise UsageProblem("BAD_ANSWERS", line=MOST_DOMAINS + 2)
    if not lines:
        raise UsageProblem("BAD_ANSWERS", line=1)
    *body, last = lines
    answers = tuple(_answer(line, number) for number, line in enumerate(body, start=1))
    seal = _object(last, len(lines))
    told = {key: _HASH.match(str(seal.get(key))) for key in ("answers", "list")}
    if not all(told.values()):
        raise UsageProblem("BAD_ANSWERS", line=len(lines))
    real = _seal(b"".join(line + b"\n" for line in body), [a.domain for a in answers])
    if seal["answers"] != real["answers"]:
        raise UsageProblem("ANSWERS_CHANGED")
    if seal["list"] != real["list"] or len({a.domain for a in answers}) != len(answers):
        raise UsageProblem("ANSWERS_OF_ANOTHER_LIST")
    return LookUp(answers, _digits(seal["list"]), _digits(seal["answers"]))


def _seal(body: bytes, domains: Iterable[str]) -> dict[str, Any]:
    """The last line."""
    return {
        "answers": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "list": f"sha256:{list_hash(domains)}",
    }


def _digits(text: str) -> str:
    return text.removeprefix("sha256:")


def answer_fields(answer: Answer) -> dict[str, Any]:
    """An answer as its line holds it, with its status for readers who have no program for it."""
    return {**asdict(answer), "dnssec": answer.dnssec.value, "status": answer.status.value}


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields, sort_keys=True, ensure_ascii=True) + "\n"


def _answer(line: bytes, number: int) -> Answer:
    """One line, field by field: the file may have been made by anybody."""
    fields = _object(line, number)
    try:
        return answer_from(fields)
    except (ValueError, TypeError, KeyError) as error:
        raise UsageProblem("BAD_ANSWERS", line=number) from error


def _object(line: bytes, number: int) -> dict[str, Any]:
    """A line's JSON object."""
    if len(line) > MOST_LINE:
        raise UsageProblem("BAD_ANSWERS", line=number)
    try:
        # a number is read as text first: a thousand digits must not become an integer
        found = json.loads(line, parse_int=_small, parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UsageProblem("BAD_ANSWERS", line=number) from error
    if not isinstance(found, dict):
        raise UsageProblem("BAD_ANSWERS", line=number)
    return found


def _small(text: str) -> int:
    if len(text) > 12:  # noqa: PLR2004  (more than any field holds)
        raise ValueError
    return int(text)


def _refuse(_text: str) -> float:
    raise ValueError


def answer_from(fields: dict[str, Any]) -> Answer:
    """An answer whose every field is of its kind and within its range.

    Raises:
        KeyError, TypeError, ValueError: anything else.
    """
    if not fields.keys() >= _REQUIRED or not is_domain(fields["domain"]):
        raise ValueError
    texts = {key: _text(fields.get(key, ""), form) for key, form in _TEXTS.items()}
    counts = {
        key: _count(fields.get(key, -1 if key == "extended" else 0), *bounds)
        for key, bounds in _COUNTS.items()
    }
    flags = {key: _flag(fields.get(key, False)) for key in _FLAGS}
    servers = fields["mx"]
    if not isinstance(servers, list) or len(servers) > MOST_SERVERS:
        raise ValueError
    return Answer(
        domain=fields["domain"],
        rcode=_text(fields["rcode"], _RCODE),
        mx=tuple(_server(entry) for entry in servers),
        dnssec=Dnssec(fields.get("dnssec", "unknown")),
        asked_at=texts["asked_at"],
        resolver=texts["resolver"],
        provider=texts["provider"],
        ttl=counts["ttl"],
        extended=counts["extended"],
        queries=counts["queries"],
        a=flags["a"],
        parked=flags["parked"],
        wildcard=flags["wildcard"],
        proxied=flags["proxied"],
    )


def _server(entry: Any) -> tuple[int, str]:
    """A mail server with its preference."""
    preference, host = entry
    return _count(preference, 0, 65_535), _text(host, _HOST)


def _text(value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.match(value):
        raise ValueError
    return value


def _count(value: Any, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004  (one error for all that is not as it should be)
    return value


def _read(path: Path, most: int, code: str) -> str:
    """A text file of bounded length."""
    try:
        with path.open("rb") as handle:
            data = handle.read(most + 1)
    except OSError as error:
        raise UsageProblem("NOT_FOUND") from error
    if len(data) > most:
        raise UsageProblem(code, line=0)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageProblem(code, line=data[: error.start].count(b"\n") + 1) from error
