"""The files that two newsrooms carry to each other: a line that says what it is, then points, and not a byte more.

```
{"count":2,"exchange":"…32 digits…","kind":"email","own":0,"schema":"leakverify.exchange/1","step":"blind"}
32 bytes a point: first `count` points of the asker's values, then `own` points of the answerer's, each part rising
```
Every point is a number below 2²⁵⁵ - 19, little-endian; a part holds none twice.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from leakverify.case import strict_json
from leakverify.case.exchange import POINT_BYTES, PRIME
from leakverify.model.errors import UnreadableInput, UsageProblem

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

SCHEMA: Final = "leakverify.exchange/1"
BLIND: Final = "blind"
ANSWER: Final = "answer"
KINDS: Final = ("email", "phone")
FEWEST: Final = 100
"""With fewer values on one side, how many are shared would tell of single people."""
MOST: Final = 1_000_000
_LONGEST_HEAD: Final = 400
_MOST_BYTES: Final = _LONGEST_HEAD + 2 * MOST * POINT_BYTES
_EXCHANGE: Final = re.compile(r"[0-9a-f]{32}")
_FIELDS: Final = frozenset({"schema", "step", "exchange", "kind", "count", "own"})


@dataclass(frozen=True, slots=True)
class Carried:
    """One file of an exchange: the asker's points, blinded once or twice, and the answerer's."""

    step: str
    exchange: str
    kind: str
    points: tuple[bytes, ...]
    own: tuple[bytes, ...] = ()


def as_bytes(carried: Carried) -> bytes:
    """The file."""
    head = {
        "schema": SCHEMA,
        "step": carried.step,
        "exchange": carried.exchange,
        "kind": carried.kind,
        "count": len(carried.points),
        "own": len(carried.own),
    }
    return strict_json.to_bytes(head) + b"".join((*carried.points, *carried.own))


def read(path: Path, step: str) -> Carried:
    """A file of an exchange.

    Raises:
        UnreadableInput: `EXCHANGE_MISSING`; `EXCHANGE_DAMAGED` for anything but a file of this step, whole to the byte.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableInput("EXCHANGE_MISSING") from error
    return parsed(data, step)


def parsed(data: bytes, step: str) -> Carried:
    """The same from bytes."""
    head = data[: data.find(b"\n", 0, _LONGEST_HEAD) + 1]
    fields = _head(head)
    if fields.keys() != _FIELDS or fields["schema"] != SCHEMA or fields["step"] != step:
        raise UnreadableInput("EXCHANGE_DAMAGED")
    count, own = _count(fields["count"]), _count(fields["own"])
    body = memoryview(data)[len(head) :]
    if len(body) != (count + own) * POINT_BYTES or (own > 0) != (step == ANSWER):
        raise UnreadableInput("EXCHANGE_DAMAGED")
    if fields["kind"] not in KINDS or not _is_number(fields["exchange"]):
        raise UnreadableInput("EXCHANGE_DAMAGED")
    points = [bytes(body[at : at + POINT_BYTES]) for at in range(0, len(body), POINT_BYTES)]
    return Carried(
        step, fields["exchange"], fields["kind"], _rising(points[:count]), _rising(points[count:])
    )


def keep(scalar: "X25519PrivateKey", passphrase: str) -> bytes:
    """The asker's scalar for the last step, locked: PEM, PKCS8. It is never sent.

    Raises:
        UsageProblem: `PASSPHRASE_EMPTY`.
    """
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
    )

    if not passphrase:
        raise UsageProblem("PASSPHRASE_EMPTY")
    lock = BestAvailableEncryption(passphrase.encode("utf-8"))
    return scalar.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def kept(path: Path, passphrase: str) -> "X25519PrivateKey":
    """The scalar again.

    Raises:
        UnreadableInput: `EXCHANGE_SECRET` where the file or the passphrase is another.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        with path.open("rb") as handle:
            data = handle.read(4_096)
        scalar = load_pem_private_key(data, passphrase.encode("utf-8"))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UnreadableInput("EXCHANGE_SECRET") from error
    if not isinstance(scalar, X25519PrivateKey):
        raise UnreadableInput("EXCHANGE_SECRET")
    return scalar


def _head(line: bytes) -> dict[str, Any]:
    try:
        return strict_json.parse_canonical(line, _LONGEST_HEAD)
    except ValueError as error:
        raise UnreadableInput("EXCHANGE_DAMAGED") from error


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise UnreadableInput("EXCHANGE_DAMAGED")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, str) and _EXCHANGE.fullmatch(value) is not None


def _rising(points: list[bytes]) -> tuple[bytes, ...]:
    """Points in order, none twice, each written in one way; whether they lie on the curve is seen when they are used."""
    if any(a >= b for a, b in pairwise(points)):
        raise UnreadableInput("EXCHANGE_DAMAGED")
    if any(int.from_bytes(point, "little") >= PRIME for point in points):
        raise UnreadableInput("EXCHANGE_DAMAGED")
    return tuple(points)
