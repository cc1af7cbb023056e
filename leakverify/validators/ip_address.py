"""IP addresses, version 4 and 6, equal to the standard library's reading but for whole columns.

https://www.iana.org/assignments/iana-ipv4-special-registry/

>>> explain("203.0.113.7")
>>> explain("203.0.113.256")
'format'
>>> is_special("203.0.113.7"), is_special("8.8.8.8"), is_special("2001:db8::1")
(True, False, True)
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from leakverify.validators.characters import ZERO, Characters, matrix

Reason = Literal["empty", "format"]

_WIDTH: Final = 15
_DOT: Final = ord(".")
_MAX_BYTE: Final = 255
_MAX_DIGITS: Final = 3
_DOTS: Final = 3

SPECIAL_V4: Final = (
    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
)  # fmt: skip
"""Blocks that no visitor from the internet has: documentation, tests, loopback, multicast, reserved.

Private networks are left out: logs behind a proxy are full of them.
"""
_V4_BLOCKS: Final = tuple(
    (int(net.network_address), int(net.broadcast_address))
    for net in map(ipaddress.IPv4Network, SPECIAL_V4)
)
_V6_BLOCKS: Final = tuple(
    ipaddress.IPv6Network(block) for block in ("2001:db8::/32", "3fff::/20", "ff00::/8", "::/127")
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """`version` is 4, 6 or 0 (no address), one per text; `special` marks blocks that nobody surfs from."""

    version: NDArray[np.int8]
    special: NDArray[np.bool_]


def read(texts: Sequence[str]) -> Addresses:
    """Read a column of addresses."""
    chars = matrix(texts, _WIDTH)
    good, number = _four(chars)
    version = np.where(good, 4, 0).astype(np.int8)
    special = np.zeros(len(texts), dtype=np.bool_)
    for low, high in _V4_BLOCKS:
        special |= good & (number >= low) & (number <= high)
    for i, text in enumerate(texts):
        if not good[i] and ":" in text:
            six = _six(text)
            if six is not None:
                version[i] = 6
                special[i] = any(six in block for block in _V6_BLOCKS)
    return Addresses(version, special)


def explain(text: str) -> Reason | None:
    """Why this is no IP address, or None if it is one."""
    if not text:
        return "empty"
    return None if read([text]).version[0] else "format"


def is_valid(text: str) -> bool:
    """Whether this is an IP address."""
    return explain(text) is None


def is_special(text: str) -> bool:
    """Whether this is an address that no visitor has."""
    return bool(read([text]).special[0])


def _six(text: str) -> ipaddress.IPv6Address | None:
    try:
        return ipaddress.IPv6Address(text)
    except ValueError:
        return None


def _four(chars: Characters) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Four decimal bytes without leading zeros, walked place by place for all rows together."""
    rows = len(chars.lengths)
    good = chars.fits & (chars.lengths > 0)
    digits, used = chars.digits, chars.used
    number = np.zeros(rows, dtype=np.int64)
    part = np.zeros(rows, dtype=np.int64)
    width = np.zeros(rows, dtype=np.int64)
    dots = np.zeros(rows, dtype=np.int64)
    for place in range(_WIDTH):
        on = used[:, place]
        is_digit = digits[:, place] & on
        is_dot = (chars.codes[:, place] == _DOT) & on
        good &= ~on | is_digit | is_dot
        good &= ~(is_digit & (width > 0) & (part == 0))
        part = np.where(is_digit, part * 10 + chars.codes[:, place] - ZERO, part)
        width += is_digit
        good &= (part <= _MAX_BYTE) & (width <= _MAX_DIGITS) & ~(is_dot & (width == 0))
        number = np.where(is_dot, number * 256 + part, number)
        part = np.where(is_dot, 0, part)
        width = np.where(is_dot, 0, width)
        dots += is_dot
    return good & (dots == _DOTS) & (width > 0), number * 256 + part
