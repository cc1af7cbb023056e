"""What must be read before the process is locked: the machine's resolvers, the root certificates, the libraries.

OpenSSL looks roots up in a folder at the moment of a handshake where no single file holds them (Debian's default), which a
locked process cannot; so the roots are loaded whole here, and the context is handed on.
"""

import contextlib
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dns.exception
import dns.rdtypes.ANY.MX
import dns.rdtypes.IN.A
import dns.rdtypes.IN.AAAA
import dns.resolver
import h2.connection  # noqa: F401  (loaded while files may be opened)
import socksio.socks5  # noqa: F401  (same)

from leakverify.model.errors import UsageProblem
from leakverify.model.look_up import Transport, Way
from leakverify.model.ways import host_and_port, port_of

Address = tuple[str, int]

MAX_NAMESERVERS: Final = 3
_BUNDLES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, Alpine
)
_MOST_ROOT_FILES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A way with all that it needs: no file is opened after this.

    `resolvers` are those that will be asked (several only for the machine's own), reached through `proxy` where there is
    one; `context` checks certificates where the transport has them.
    """

    way: Way
    resolvers: tuple[Address, ...]
    proxy: Address | None
    context: ssl.SSLContext | None

    @property
    def destinations(self) -> tuple[Address, ...]:
        """Every (address, port) that a look-up connects or sends to; behind a proxy that is the proxy alone."""
        found = self.resolvers if self.proxy is None else (self.proxy,)
        return tuple((host.partition("%")[0], port) for host, port in found)


def prepare(way: Way) -> Prepared:
    """Read what the way needs.

    Raises:
        UsageProblem: `WAY_NO_NAMESERVER` where the machine has no resolver of its own, `WAY_AUTHORITIES` where the given
            roots are no certificates, `WAY_NO_ROOTS` where there are none at all, `WAY_PROXY`.
    """
    proxy = _proxy(way.proxy)
    if way.transport is Transport.SYSTEM:
        return Prepared(way, _nameservers(way), proxy, None)
    if not way.address:
        raise UsageProblem("WAY_ADDRESS")
    return Prepared(way, ((way.address, port_of(way)),), proxy, _context(way))


def _proxy(text: str) -> Address | None:
    if not text:
        return None
    try:
        host, port = host_and_port(text)
    except ValueError as error:
        raise UsageProblem("WAY_PROXY") from error
    if not host or not port:
        raise UsageProblem("WAY_PROXY")
    return host, port


def _nameservers(way: Way) -> tuple[Address, ...]:
    """The given resolver, or those of the machine."""
    port = port_of(way)
    if way.address:
        return ((way.address, port),)
    try:
        found = dns.resolver.Resolver(configure=True).nameservers
    except (dns.exception.DNSException, OSError) as error:
        raise UsageProblem("WAY_NO_NAMESERVER") from error
    hosts = [str(host) for host in found][:MAX_NAMESERVERS]
    if not hosts:
        raise UsageProblem("WAY_NO_NAMESERVER")
    return tuple((host, port) for host in hosts)


def _context(way: Way) -> ssl.SSLContext:
    """A context that trusts the machine's roots and those given, and nothing it would have to open later."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if way.transport is Transport.HTTPS:
        context.set_alpn_protocols(["h2"])
    _load_roots(context)
    if way.authorities:
        try:
            context.load_verify_locations(cadata=way.authorities)
        except (ssl.SSLError, ValueError, TypeError) as error:
            raise UsageProblem("WAY_AUTHORITIES") from error
    if not context.cert_store_stats()["x509_ca"]:
        raise UsageProblem("WAY_NO_ROOTS")
    return context


def _load_roots(context: ssl.SSLContext) -> None:
    """The machine's roots, whole: from one file, from the files of a folder, or from the store of Windows."""
    paths = ssl.get_default_verify_paths()
    for bundle in (paths.cafile, *_BUNDLES):
        if bundle and Path(bundle).is_file():
            with contextlib.suppress(ssl.SSLError, OSError):
                context.load_verify_locations(cafile=bundle)
                return
    if paths.capath and Path(paths.capath).is_dir():
        for path in sorted(Path(paths.capath).glob("*.[0-9]"))[:_MOST_ROOT_FILES]:
            with contextlib.suppress(ssl.SSLError, OSError):
                context.load_verify_locations(cafile=str(path))
        return
    with contextlib.suppress(ssl.SSLError, OSError):
        context.load_default_certs()
