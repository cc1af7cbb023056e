"""Real servers on free ports of loopback, started once: knot answers for the zones, unbound resolves, dnsdist misbehaves."""

import contextlib
import dataclasses
import datetime as dt
import os
import pathlib
import shutil
import socket
import subprocess
import threading
import time

import dns.message
import dns.query
import pytest

from leakverify.model.look_up import Pace, Transport, Way
from leakverify.network import look_up, prepare

HERE = pathlib.Path(__file__).resolve().parent
SEARCHED = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
NAME = "dns.resolver.test"
MOMENT = dt.datetime(2026, 11, 26, 12, 0, 30, tzinfo=dt.UTC)
DEADLINE = 30
QUICK = Pace(per_second=0, at_once=20, timeout=4.0, tries=1)


def found(name):
    return shutil.which(name, path=SEARCHED)


def free_port():
    """A port that is free for TCP and UDP alike."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram,
        ):
            stream.bind(("127.0.0.1", 0))
            with contextlib.suppress(OSError):
                datagram.bind(stream.getsockname())
                return stream.getsockname()[1]


def wait_until(works, what):
    end = time.monotonic() + DEADLINE
    while True:
        if works():
            return
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.05)


def answers(port, name="soa.test.", kind="A"):
    query = dns.message.make_query(name, kind)
    with contextlib.suppress(OSError, dns.exception.DNSException):
        dns.query.udp(query, "127.0.0.1", timeout=1, port=port)
        return True
    return False


def listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


class Programs:
    """Processes of this session; each is ended with it."""

    def __init__(self, folder):
        self.folder = folder
        self.running = []

    def start(self, *words):
        with (self.folder / f"{pathlib.Path(words[0]).name}.{len(self.running)}.log").open(
            "wb"
        ) as log:
            process = subprocess.Popen(
                [found(words[0]), *map(str, words[1:])],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
            )  # fmt: skip
        self.running.append(process)
        return process

    def end(self):
        for process in reversed(self.running):
            process.kill()
            process.wait()


@dataclasses.dataclass
class Servers:
    """The ports at which everything listens, and the authority that has signed the certificates."""

    authority: str
    knot: int
    plain: int
    tls: int
    https: int
    front: int
    front_tls: int
    front_https: int
    expired: int
    liar: int
    refuser: int
    upstream: int
    folder: pathlib.Path

    def way(self, transport=Transport.SYSTEM, port=None, **changes):
        usual = {Transport.SYSTEM: self.plain, Transport.TLS: self.tls, Transport.HTTPS: self.https}
        way = Way(transport, "127.0.0.1", port or usual[transport])
        if transport is not Transport.SYSTEM:
            way = dataclasses.replace(way, name=NAME, authorities=self.authority)
        return dataclasses.replace(way, **changes)


def certificates(folder):
    """An authority, a certificate for the resolver's name and address, and one that has expired."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    now = dt.datetime.now(dt.UTC)
    day = dt.timedelta(days=1)
    names = [
        x509.DNSName(NAME),
        x509.IPAddress(__import__("ipaddress").ip_address("127.0.0.1")),
    ]

    def made(subject, key, issuer, signer, *, authority=False, until=now + day):
        called = [
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in (subject, issuer)
        ]
        builder = (
            x509.CertificateBuilder()
            .subject_name(called[0])
            .issuer_name(called[1])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 3 * day)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if not authority:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    key = leaf.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    authority = made("test root", root, "test root", root, authority=True)
    (folder / "key.pem").write_bytes(key)
    (folder / "cert.pem").write_bytes(made(NAME, leaf, "test root", root))
    (folder / "old.pem").write_bytes(made(NAME, leaf, "test root", root, until=now - day))
    return authority.decode("ascii")


def zone_of(name, records):
    head = f"$ORIGIN {name}\n$TTL 300\n@ SOA ns.test. hostmaster.test. 1 3600 600 86400 60\n@ NS ns.test.\n"
    return head + records


def broken_zone(records):
    """A zone that was signed and then changed, so that a signature is wrong; its text and its key's digest."""
    import dns.dnssec
    import dns.zone
    from cryptography.hazmat.primitives.asymmetric import ec

    zone = dns.zone.from_text(zone_of("bad.", records), origin="bad.", relativize=False)
    private = ec.generate_private_key(ec.SECP256R1())
    key = dns.dnssec.make_dnskey(private.public_key(), "ECDSAP256SHA256", flags=257)
    with zone.writer() as writer:
        dns.dnssec.sign_zone(
            zone, writer, keys=[(private, key)], add_dnskey=True, lifetime=86400, dnskey_ttl=300
        )
    digest = dns.dnssec.make_ds("bad.", key, "SHA256")
    return zone.to_text(relativize=False).replace(
        "10 mail.bad.", "10 other.bad."
    ), f"bad. DS {digest}"


def start_knot(programs, folder):
    port = free_port()
    (folder / "db").mkdir()
    broken, digest = broken_zone("mx MX 10 mail.bad.\n")
    zones = {name: (HERE / f"{name}.zone").read_text() for name in ("test", "good")}
    zones["test"] = zone_of("test.", zones["test"])
    zones["good"] = zone_of("good.", zones["good"])
    zones |= {"com": zone_of("com.", ""), "org": zone_of("org.", ""), "bad": broken}
    zones["many.test"] = zone_of("many.test.", "".join(
        f"d{n} MX 10 mx{n % 50}.example.net.\n" for n in range(12_000)
    ))  # fmt: skip
    for name, text in zones.items():
        (folder / f"{name}.zone").write_text(text)
    listed = "".join(f"  - domain: {name}.\n    file: {name}.zone\n" for name in zones)
    signed = listed.replace(
        "file: good.zone\n", "file: good.zone\n    dnssec-signing: on\n    dnssec-policy: one\n"
    )
    (folder / "knot.conf").write_text(
        f"server:\n  rundir: {folder}\n  listen: 127.0.0.1@{port}\n  tcp-max-clients: 200\n"
        f"database:\n  storage: {folder}/db\n"
        "policy:\n  - id: one\n    algorithm: ecdsap256sha256\n    single-type-signing: on\n"
        f"template:\n  - id: default\n    storage: {folder}\n    zonefile-sync: -1\n    journal-content: none\n"
        f"zone:\n{signed}  - domain: lost.\n    file: there-is-none.zone\n"
    )
    programs.start("knotd", "-c", folder / "knot.conf")
    wait_until(lambda: answers(port), "knot")
    known = [digest]

    def has_key():
        words = [found("keymgr"), "-c", str(folder / "knot.conf"), "good.", "ds"]
        said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
        known.extend(said.strip().splitlines()[-1:])
        return len(known) > 1

    wait_until(has_key, "keymgr")
    return port, known


def start_unbound(programs, folder, upstream, anchors):
    ports = free_port(), free_port(), free_port()
    trusted = "".join(f'  trust-anchor: "{anchor}"\n' for anchor in anchors)
    (folder / "unbound.conf").write_text(
        "server:\n"
        f'  directory: "{folder}"\n  chroot: ""\n  username: ""\n  pidfile: ""\n  use-syslog: no\n'
        + "".join(f"  interface: 127.0.0.1@{port}\n" for port in ports)
        + f"  tls-port: {ports[1]}\n  https-port: {ports[2]}\n"
        f"  tls-service-key: {folder}/key.pem\n  tls-service-pem: {folder}/cert.pem\n"
        "  do-not-query-localhost: no\n  qname-minimisation: no\n  ede: yes\n  cache-max-ttl: 900000\n"
        "  outgoing-range: 1000\n  num-queries-per-thread: 1000\n  incoming-num-tcp: 50\n  num-threads: 1\n"
        "  jostle-timeout: 2000\n  http-max-streams: 300\n  aggressive-nsec: no\n  val-log-level: 2\n"
        '  local-zone: "10.in-addr.arpa." nodefault\n  local-zone: "test." nodefault\n'
        '  module-config: "validator iterator"\n'
        f"{trusted}"
        "remote-control:\n  control-enable: no\n"
        + "".join(
            f'stub-zone:\n  name: "{name}."\n  stub-addr: 127.0.0.1@{upstream}\n'
            for name in ("test", "good", "bad", "com", "org", "lost")
        )
    )
    programs.start("unbound", "-d", "-c", folder / "unbound.conf")
    wait_until(lambda: answers(ports[0]), "unbound")
    wait_until(lambda: listens(ports[1]) and listens(ports[2]), "unbound's tunnels")
    return ports


def start_dnsdist(programs, folder, knot, ports, delay):
    """In front of unbound it refuses, drops and lies for some names; between unbound and knot it may delay."""
    at = {name: free_port() for name in ("front", "tls", "https", "expired", "liar", "refuser")}
    at["upstream"] = ports["upstream"]
    rules = "\n".join(
        [
            'setACL({"127.0.0.0/8"})',
            "setSecurityPollSuffix('')",
            *(f'addLocal("127.0.0.1:{at[n]}")' for n in ("front", "liar", "refuser", "upstream")),
            f'addTLSLocal("127.0.0.1:{at["tls"]}", "cert.pem", "key.pem")',
            f'addTLSLocal("127.0.0.1:{at["expired"]}", "old.pem", "key.pem")',
            f'addDOHLocal("127.0.0.1:{at["https"]}", "cert.pem", "key.pem", "/dns-query")',
            f'newServer({{address="127.0.0.1:{ports["plain"]}"}}):setUp()',
            f'newServer({{address="127.0.0.1:{knot}", pool="knot", sockets=8}}):setUp()',
            f"addAction(AndRule({{DSTPortRule({at['upstream']}), NotRule(TCPRule(true))}}), DelayAction({delay}))",
            f'addAction(DSTPortRule({at["upstream"]}), PoolAction("knot"))',
            f'addAction(DSTPortRule({at["liar"]}), SpoofAction({{"192.0.2.66"}}))',
            f"addAction(DSTPortRule({at['refuser']}), RCodeAction(DNSRCode.REFUSED))",
            'addAction("refused.test.", RCodeAction(DNSRCode.REFUSED))',
            'addAction("notimp.test.", RCodeAction(DNSRCode.NOTIMP))',
            'addAction("silent.test.", DropAction())',
        ]
    )
    (folder / "dnsdist.conf").write_text(rules + "\n")
    programs.start("dnsdist", "--supervised", "--disable-syslog", "-C", "dnsdist.conf")
    return at


def start_all(programs, folder, delay=0):
    authority = certificates(folder)
    knot, anchors = start_knot(programs, folder)
    upstream = free_port()
    plain, tls, https = start_unbound(programs, folder, upstream if delay else knot, anchors)
    at = start_dnsdist(programs, folder, knot, {"plain": plain, "upstream": upstream}, delay)
    wait_until(lambda: answers(at["front"]) and answers(upstream), "dnsdist")
    wait_until(lambda: listens(at["tls"]) and listens(at["https"]), "dnsdist's tunnels")
    return Servers(
        authority, knot, plain, tls, https, at["front"], at["tls"], at["https"],
        at["expired"], at["liar"], at["refuser"], upstream, folder,
    )  # fmt: skip


@pytest.fixture(scope="session")
def programs(tmp_path_factory):
    missing = [n for n in ("knotd", "keymgr", "unbound", "dnsdist", "microsocks") if not found(n)]
    if missing:
        pytest.skip(f"not installed: {' '.join(missing)}")
    started = Programs(tmp_path_factory.mktemp("dns"))
    yield started
    started.end()


@pytest.fixture(scope="session")
def dns_servers(programs):
    return start_all(programs, programs.folder)


@pytest.fixture(scope="session")
def certified(tmp_path_factory):
    """A folder with key and certificate, and the authority behind them."""
    folder = tmp_path_factory.mktemp("certified")
    return folder, certificates(folder)


@pytest.fixture(scope="session")
def authority(certified):
    return certified[1]


@pytest.fixture(scope="session")
def plain_proxy(programs):
    port = free_port()
    programs.start("microsocks", "-i", "127.0.0.1", "-p", port)
    wait_until(lambda: listens(port), "microsocks")
    return f"127.0.0.1:{port}"


@dataclasses.dataclass
class Looked:
    """What one run brought."""

    outcome: object
    answers: dict


def ask(way, domains, pace=QUICK, cancel=None, on_answer=None, **choices):
    """Prepare and look up; every answer by its domain."""
    answers = {}

    def take(answer):
        assert answer.domain not in answers
        answers[answer.domain] = answer
        if on_answer is not None:
            on_answer(answer)

    outcome = look_up(
        domains,
        prepare(way),
        pace,
        take,
        cancel or threading.Event(),
        now=lambda: MOMENT,
        **choices,
    )
    return Looked(outcome, answers)


@pytest.fixture(scope="session", name="ask")
def ask_fixture():
    return ask


class SocksDouble:
    """A SOCKS5 server that keeps what it was asked: the only stand-in here, because real ones do not tell.

    `wants_password` takes the pair where it is offered, as Tor does; names are mapped to loopback.
    """

    def __init__(self, *, wants_password=True, code=0):
        self.asked = []
        self.pairs = []
        self.offered = []
        self._wants_password = wants_password
        self._code = code
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._open = []
        self._threads = []
        self._serving = threading.Thread(target=self._serve)
        self._serving.start()

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._open:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        self._serving.join()
        for thread in self._threads:
            thread.join()
        for sock in self._open:
            sock.close()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(client)
            self._threads.append(threading.Thread(target=self._talk, args=(client,)))
            self._threads[-1].start()

    def _talk(self, client):
        with contextlib.suppress(OSError, EOFError):
            count = self._read(client, 2)[1]
            methods = self._read(client, count)
            self.offered.append(methods)
            method = 2 if self._wants_password and 2 in methods else 0
            client.sendall(bytes([5, method]))
            if method:
                user = self._read(client, self._read(client, 2)[1])
                self.pairs.append((user, self._read(client, self._read(client, 1)[0])))
                client.sendall(b"\x01\x00")
            target = self._target(client)
            self.asked.append(target)
            client.sendall(bytes([5, self._code, 0, 1, 0, 0, 0, 0, 0, 0]))
            if not self._code:
                self._join(client, target[1])

    def _target(self, client):
        kind = self._read(client, 4)[3]
        if kind == 3:
            host = self._read(client, self._read(client, 1)[0]).decode()
        else:
            size, family = {1: (4, socket.AF_INET), 4: (16, socket.AF_INET6)}[kind]
            host = socket.inet_ntop(family, self._read(client, size))
        return host, int.from_bytes(self._read(client, 2), "big")

    def _join(self, client, port):
        server = socket.create_connection(("127.0.0.1", port))
        self._open.append(server)
        back = threading.Thread(target=self._pump, args=(server, client))
        back.start()
        self._pump(client, server)
        back.join()

    def _pump(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def _read(self, sock, count):
        data = b""
        while len(data) < count:
            more = sock.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data


@pytest.fixture
def socks_double():
    made = []

    def make(**choices):
        made.append(SocksDouble(**choices))
        return made[-1]

    yield make
    for double in made:
        double.close()
