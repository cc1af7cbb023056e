"""Ways to ask as one line of text, and public resolvers that are known to answer.

    system                                          the machine's own resolver
    system:192.0.2.1:5353                           one resolver, in the clear
    dot:9.9.9.9#dns.quad9.net                       TLS; a port may follow: `dot:9.9.9.9#dns.quad9.net:8853`
    doh:https://dns.quad9.net/dns-query@9.9.9.9     HTTPS; the address stands last

A resolver's name is never looked up by this machine: its address is given, or a proxy finds it.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final

from leakverify.model.look_up import Transport, Way, is_domain

PORTS: Final = {Transport.SYSTEM: 53, Transport.TLS: 853, Transport.HTTPS: 443}
DEFAULT_PATH: Final = "/dns-query"
_PATH: Final = re.compile(r"/[!-~]{0,255}\Z")
_PORT: Final = re.compile(r"[1-9][0-9]{0,4}\Z")
_URL: Final = re.compile(
    r"https://(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::(\d{1,6}))?(/.*)?\Z"
)
_MOST: Final = 1_024
_TOP_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class PublicResolver:
    """A resolver open to everybody: who runs it, from which country (ISO 3166-1), and whether it hides some names.

    A resolver that `filters` answers NXDOMAIN for names on its own list of bad ones, although they exist.
    """

    name: str
    operator: str
    country: str
    address: str
    host: str
    path: str = DEFAULT_PATH
    filters: bool = False

    def way(self, transport: Transport, proxy: str = "") -> Way:
        """The way to it; `SYSTEM` asks it in the clear."""
        if transport is Transport.SYSTEM:
            return Way(transport, self.address, proxy=proxy)
        return Way(transport, self.address, 0, self.host, self.path, proxy)


PUBLIC_RESOLVERS: Final = (
    PublicResolver("Quad9, unfiltered", "Quad9 Foundation", "CH", "9.9.9.10", "dns10.quad9.net"),
    PublicResolver("Quad9", "Quad9 Foundation", "CH", "9.9.9.9", "dns.quad9.net", filters=True),
    PublicResolver(
        "Digitale Gesellschaft",
        "Digitale Gesellschaft",
        "CH",
        "185.95.218.42",
        "dns.digitale-gesellschaft.ch",
    ),
    PublicResolver(
        "DNS4EU, unfiltered", "Whalebone", "CZ", "86.54.11.100", "unfiltered.joindns4.eu"
    ),
    PublicResolver("Cloudflare", "Cloudflare", "US", "1.1.1.1", "cloudflare-dns.com"),
    PublicResolver("Google", "Google", "US", "8.8.8.8", "dns.google"),
    PublicResolver(
        "AdGuard, unfiltered", "AdGuard", "CY", "94.140.14.140", "unfiltered.adguard-dns.com"
    ),
)
"""In the order in which the window offers them. Quad9's unfiltered service does not check signatures, its other does."""


def parse_way(text: str, proxy: str = "", authorities: str = "") -> Way:
    """A way from its line; `proxy` is `host:port` of a SOCKS5 server, `authorities` further roots as PEM.

    Raises:
        ValueError: a code: `WAY_UNKNOWN` (neither system, dot nor doh), `WAY_ADDRESS` (no IP address, and no proxy
            that could find one), `WAY_NAME`, `WAY_PORT`, `WAY_PATH`, `WAY_PROXY`.
    """
    if len(text) > _MOST:
        raise ValueError("WAY_UNKNOWN")
    kind, _, rest = text.strip().partition(":")
    by = _proxy(proxy)
    match kind.lower():
        case "system":
            return Way(Transport.SYSTEM, *_system(rest), proxy=by)
        case "dot":
            address, port, name = _tls(rest, behind_proxy=bool(by))
            return Way(Transport.TLS, address, port, name, DEFAULT_PATH, by, authorities)
        case "doh":
            address, port, name, path = _https(rest, behind_proxy=bool(by))
            return Way(Transport.HTTPS, address, port, name, path, by, authorities)
        case _:
            raise ValueError("WAY_UNKNOWN")


def way_text(way: Way) -> str:
    """The line of a way, without proxy and authorities: `parse_way` reads it back.

    >>> way_text(parse_way("doh:https://dns.quad9.net/dns-query@9.9.9.9"))
    'doh:https://dns.quad9.net/dns-query@9.9.9.9'
    >>> way_text(parse_way("dot:9.9.9.9:853#dns.quad9.net"))
    'dot:9.9.9.9#dns.quad9.net'
    """
    port = f":{way.port}" if way.port else ""
    if way.transport is Transport.SYSTEM:
        host = f"[{way.address}]" if ":" in way.address and port else way.address
        return f"system:{host}{port}" if way.address else "system"
    if way.transport is Transport.TLS:
        if way.name:
            return f"dot:{way.address}#{way.name}{port}"
        return f"dot:[{way.address}]{port}" if ":" in way.address else f"dot:{way.address}{port}"
    host = way.name or (f"[{way.address}]" if ":" in way.address else way.address)
    tail = f"@{way.address}" if way.name and way.name != way.address else ""
    return f"doh:https://{host}{port}{way.path}{tail}"


def port_of(way: Way) -> int:
    """The port that is asked: the way's own, or the usual one of its transport."""
    return way.port or PORTS[way.transport]


def host_and_port(text: str) -> tuple[str, int]:
    """`192.0.2.1:53`, `[2001:db8::1]:53`, or either without its port (0); `host` is not looked at.

    Raises:
        ValueError: `WAY_PORT`.
    """
    if text.startswith("["):
        host, _, port = text[1:].partition("]")
        port = port.removeprefix(":") if port.startswith(":") else port
    elif text.count(":") == 1:
        host, _, port = text.partition(":")
        if not port:
            raise ValueError("WAY_PORT")
    else:
        host, port = text, ""
    return host, _port(port) if port else 0


def _system(rest: str) -> tuple[str, int]:
    if not rest:
        return "", 0
    host, port = host_and_port(rest)
    return _address(host), _given(port, Transport.SYSTEM)


def _tls(rest: str, *, behind_proxy: bool) -> tuple[str, int, str]:
    before, sharp, after = rest.partition("#")
    host, port = host_and_port(before)
    name = ""
    if sharp:
        name, colon, later = after.partition(":")
        if colon:
            port = _port(later)
        name = _name(name)
    if _is_address(host):
        host = _address(host)
    elif behind_proxy:
        host = _name(host)
        name = name or host
    else:
        raise ValueError("WAY_ADDRESS")
    return host, _given(port, Transport.TLS), name


def _https(rest: str, *, behind_proxy: bool) -> tuple[str, int, str, str]:
    url, _, address = rest.rpartition("@") if "@" in rest else (rest, "", "")
    found = _URL.match(url)
    if found is None:
        raise ValueError("WAY_NAME")
    host, port, path = found[1].strip("[]"), found[2], (found[3] or DEFAULT_PATH)
    path = path.removesuffix("{?dns}")  # the template of RFC 8484 as operators print it
    if not _PATH.match(path) or "#" in path or "?" in path:
        raise ValueError("WAY_PATH")
    number = _given(_port(port), Transport.HTTPS) if port else 0
    if _is_address(host):
        if address and _address(address) != _address(host):
            raise ValueError("WAY_NAME")
        return _address(host), number, "", path
    name = _name(host)
    if address:
        return _address(address), number, name, path
    if not behind_proxy:
        raise ValueError("WAY_ADDRESS")
    return name, number, name, path


def _proxy(text: str) -> str:
    """A proxy's address and port, spelled alike; `localhost` needs no look-up."""
    if not text.strip():
        return ""
    try:
        host, port = host_and_port(
            text.strip().removeprefix("socks5h://").removeprefix("socks5://")
        )
        host = "127.0.0.1" if host == "localhost" else _address(host)
    except ValueError as error:
        raise ValueError("WAY_PROXY") from error
    if not port:
        raise ValueError("WAY_PROXY")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _port(text: str) -> int:
    if not _PORT.match(text) or int(text) > _TOP_PORT:
        raise ValueError("WAY_PORT")
    return int(text)


def _given(port: int, transport: Transport) -> int:
    """0 for the usual port, so that one way has one text."""
    return 0 if port == PORTS[transport] else port


def _name(text: str) -> str:
    name = text.lower().removesuffix(".")
    if not is_domain(name):
        raise ValueError("WAY_NAME")
    return name


def _is_address(text: str) -> bool:
    try:
        _address(text)
    except ValueError:
        return False
    return True


def _address(text: str) -> str:
    try:
        found = ipaddress.ip_address(text)
    except ValueError as error:
        raise ValueError("WAY_ADDRESS") from error
    if found.version == 6 and found.scope_id:  # noqa: PLR2004  (a link's own address means nothing elsewhere)
        raise ValueError("WAY_ADDRESS")
    return str(found)
