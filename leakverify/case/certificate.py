"""A certificate of purge: that a case was destroyed, when, of which sample, and what may be left nevertheless.

It is no proof that the case is gone everywhere: it names in closed words what no program can overwrite.
"""

import re
from typing import Any, Final

from leakverify import __version__
from leakverify.case import custody, strict_json
from leakverify.case.case_store import is_number
from leakverify.case.custody import Act
from leakverify.model.purge import Certificate

SCHEMA: Final = "leakverify.purge/1"
MOST_BYTES: Final = 1 << 20
MOST_SAMPLES: Final = 1_000
_HASH: Final = re.compile(r"[0-9a-f]{64}\Z")
_MOMENT: Final = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?\Z")
_VERSION: Final = re.compile(r"[0-9A-Za-z.+\-]{1,64}\Z")
_WORD: Final = re.compile(r"[a-z_]{1,32}\Z")
_MOST_SIZE: Final = 1 << 50


def certify(number: str, log: bytes, *, when: str, who: str, size: int) -> Certificate:
    """The certificate of a case with this log. ValueError: a moment or initials that no log takes."""
    if not when or not _MOMENT.match(when) or not custody.is_initials(who):
        raise ValueError("form")
    head, began, samples = custody.Head(), "", set()
    for entry in custody.entries(log):
        began = began or entry.when
        head = custody.Head(entry.seq, entry.hash)
        said = entry.details.get("sha256")
        if entry.what == Act.TAKEN_IN and isinstance(said, str) and _HASH.match(said):
            samples.add(said)
    kept = tuple(sorted(samples))[:MOST_SAMPLES]
    return Certificate(number, began, when, who, kept, head.entries, head.last, size, __version__)


def to_bytes(told: Certificate) -> bytes:
    """The certificate as a file."""
    return strict_json.to_bytes({"schema": SCHEMA, **_fields(told)})


def from_bytes(data: bytes) -> Certificate:
    """A certificate that somebody gave. ValueError for anything that `to_bytes` does not write."""
    fields = strict_json.parse_canonical(data, MOST_BYTES)
    if fields.pop("schema", None) != SCHEMA or fields.keys() != set(Certificate.__slots__):
        raise ValueError("fields")
    samples, remains = fields["samples"], fields["remains"]
    if not isinstance(samples, list) or len(samples) > MOST_SAMPLES:
        raise ValueError("samples")
    if not isinstance(remains, list) or len(remains) > MOST_SAMPLES:
        raise ValueError("remains")
    number, who = fields["number"], fields["who"]
    if not is_number(number) or not isinstance(who, str) or not custody.is_initials(who):
        raise ValueError("number")
    return Certificate(
        number,
        _match(fields["began"], _MOMENT),
        _match(fields["purged"] or "-", _MOMENT),
        who,
        tuple(_match(item, _HASH) for item in samples),
        _count(fields["entries"]),
        _match(fields["last"], _HASH),
        _count(fields["bytes"]),
        _match(fields["version"], _VERSION),
        tuple(_match(item, _WORD) for item in remains),
    )


def _fields(told: Certificate) -> dict[str, Any]:
    fields = {name: getattr(told, name) for name in Certificate.__slots__}
    return fields | {"samples": list(told.samples), "remains": list(told.remains)}


def _match(value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.match(value):
        raise ValueError("form")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_SIZE:
        raise ValueError("count")
    return value
