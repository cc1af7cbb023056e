"""Where IP addresses are registered, to the /24, and which blocks nobody visits from."""

import ipaddress
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from leakverify.reference.hashing import Texts, texts
from leakverify.reference.tables import Table

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Registry:
    """Blocks of /24 by their first number, with the country each was registered to ("" none)."""

    starts: NDArray[np.uint32] = field(repr=False)
    country: NDArray[np.uint8] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)


@cache
def load() -> Registry:
    """The bundled table."""
    table = Table("ips")
    planes = table.array("gaps")
    gaps = np.zeros((planes.shape[1], 4), dtype=np.uint8)
    gaps[:, :3] = planes.T
    starts = np.cumsum(gaps.view("<u4").reshape(-1), dtype=np.uint32)
    found = Registry(starts, table.array("country"), tuple(table.texts("names")))
    table.close()
    return found


def registry_countries(addresses: NDArray[np.uint32]) -> Texts:
    """The country of registration of each IPv4 address given as a number; "" where none is on record."""
    registry = load()
    at = np.searchsorted(registry.starts, addresses >> np.uint32(8), side="right") - 1
    out: Texts = texts(registry.names)[registry.country[np.maximum(at, 0)]]
    return out


def registry_country(address: str) -> str:
    """The country of registration of an IPv4 address, "" for anything else."""
    found = parsed(address)
    if not isinstance(found, ipaddress.IPv4Address):
        return ""
    return str(registry_countries(np.array([int(found)], dtype=np.uint32))[0])


def special_kind(address: str) -> str:
    """What a special address is for: documentation, private, loopback, multicast, reserved, link; "" for others.

    >>> special_kind("192.0.2.7"), special_kind("10.0.0.1"), special_kind("8.8.8.8")
    ('documentation', 'private', '')
    """
    found = parsed(address)
    if found is None:
        return ""
    if any(found in net for net in DOCUMENTATION if net.version == found.version):
        return "documentation"
    for kind, holds in (
        ("loopback", found.is_loopback),
        ("link", found.is_link_local),
        ("multicast", found.is_multicast),
        ("reserved", found.is_reserved or found.is_unspecified),
        ("private", found.is_private),
    ):
        if holds:
            return kind
    return ""


def parsed(address: str) -> Address | None:
    """The address, None if the text is none."""
    try:
        return ipaddress.ip_address(address.strip())
    except ValueError:
        return None


DOCUMENTATION = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
)
"""RFC 5737, RFC 3849, RFC 9637."""
