"""Two newsrooms learn how many values they both have, and nothing else of each other's: set intersection by Diffie-Hellman.

Each value is hashed to a point H(x) of Curve25519. A sends a·H(x) for its sample; B sends back b·a·H(x) and b·H(y) for its
vault; A makes a·b·H(y) and counts what is equal (Meadows 1986; Huberman, Franklin, Hogg 1999). All points are sorted by
value, which no order of rows survives, so A learns how many and not which. Scalars are drawn for one exchange and thrown
away; the exchange's number goes into the hash, so that two exchanges cannot be joined. Points are found by trying until one
lies on the curve and not on its twist: which of the two it is would survive the blinding and tell a bit of each value.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from leakverify.model.errors import Cancelled, UnreadableInput
from leakverify.model.progress import CancelToken, OnProgress, Progress

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

POINT_BYTES: Final = 32
STAGE: Final = "exchange"
PRIME: Final = 2**255 - 19
_A: Final = 486_662
"""The curve y² = x³ + 486662 x² + x, RFC 7748."""
_TOP: Final = (1 << 255) - 1
_DOMAIN: Final = b"leakverify exchange 1"
_TOLD_EVERY: Final = 500


def new_scalar() -> "X25519PrivateKey":
    """A scalar for one side of one exchange."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate()


def hashed(exchange: bytes, kind: str, value: int) -> bytes:
    """A value's point: the first candidate of a hash chain that lies on the curve."""
    seed = b"\0".join((_DOMAIN, exchange, kind.encode("ascii"), value.to_bytes(8, "big")))
    for trial in range(256):
        digest = hashlib.sha512(seed + bytes([trial])).digest()[:POINT_BYTES]
        point = int.from_bytes(digest, "little") & _TOP
        if point < PRIME and is_on_curve(point):
            return point.to_bytes(POINT_BYTES, "little")
    raise ArithmeticError  # one chance in 2**256


def is_on_curve(x: int) -> bool:
    """Whether x is the first coordinate of a point of the curve itself, and not of its twist; 0 is of neither use."""
    return x != 0 and _jacobi(x * (x * (x + _A) + 1) % PRIME) == 1


def blinded(
    scalar: "X25519PrivateKey",
    points: Iterable[bytes],
    count: int,
    on_progress: OnProgress,
    cancel: CancelToken,
) -> list[bytes]:
    """Each point times the scalar, sorted.

    Raises:
        Cancelled: the user stopped it.
        UnreadableInput: `EXCHANGE_DAMAGED` for a point of small order.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    out = []
    try:
        for point in _watched(points, count, on_progress, cancel):
            out.append(scalar.exchange(X25519PublicKey.from_public_bytes(point)))
    except ValueError as error:
        raise UnreadableInput("EXCHANGE_DAMAGED") from error
    return sorted(out)


def all_hashed(exchange: bytes, kind: str, values: Iterable[int]) -> Iterator[bytes]:
    """The points of values."""
    return (hashed(exchange, kind, value) for value in values)


def received(points: Iterable[bytes]) -> Iterator[bytes]:
    """Points that another newsroom sent, each on the curve.

    Raises:
        UnreadableInput: `EXCHANGE_DAMAGED`.
    """
    for point in points:
        if not is_on_curve(int.from_bytes(point, "little")):
            raise UnreadableInput("EXCHANGE_DAMAGED")
        yield point


def in_both(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many doubly blinded points are the same."""
    return len(set(one).intersection(other))


def _watched(
    points: Iterable[bytes], count: int, on_progress: OnProgress, cancel: CancelToken
) -> Iterator[bytes]:
    for done, point in enumerate(points):
        if done % _TOLD_EVERY == 0:
            on_progress(Progress(STAGE, done, count))
            if cancel.is_set():
                raise Cancelled
        yield point
    on_progress(Progress(STAGE, count, count))


def _jacobi(number: int) -> int:
    """The Jacobi symbol of a number over the prime: 1 for squares; four times as quick as a power."""
    a, n, sign = number, PRIME, 1
    while a:
        zeros = (a & -a).bit_length() - 1
        a >>= zeros
        if zeros & 1 and n & 7 in {3, 5}:
            sign = -sign
        if a & n & 2:
            sign = -sign
        a, n = n % a, a
    return sign if n == 1 else 0
