"""`leakverify mx` from the list to the file of answers: the real command, the locked child, real servers."""

import re
import signal
import subprocess
import sys

import pytest

from leakverify.case import domain_list
from leakverify.engine import look_up
from leakverify.engine import look_up_wire as lw
from leakverify.model.look_up import MailStatus, Pace, Transport
from leakverify.model.progress import NEVER, ignore_progress
from leakverify.model.ways import way_text
from tests.network.conftest import found

pytestmark = pytest.mark.xdist_group("dns")

CASES = {
    "mx.test": MailStatus.TAKES_MAIL,
    "implicit.test": MailStatus.BY_ADDRESS,
    "null.test": MailStatus.NULL_MX,
    "absent.test": MailStatus.NO_DOMAIN,
    "mx.bad": MailStatus.BOGUS,
}


@pytest.fixture
def given(tmp_path, dns_servers):
    """The words of the command but for the way."""
    names, roots = tmp_path / "LIST", tmp_path / "roots.pem"
    names.write_text(domain_list.list_text(CASES))
    roots.write_text(dns_servers.authority)
    out = tmp_path / "ANSWERS"
    words = [sys.executable, "-m", "leakverify", "mx", names, "--out", out, "--rate", "0"]
    return [*map(str, words), "--roots", str(roots)], out


def words_of(dns_servers, transport, proxy):
    return ["--way", way_text(dns_servers.way(transport)), "--proxy", proxy]


@pytest.mark.parametrize("transport", list(Transport))
@pytest.mark.parametrize("behind", [False, True])
def test_a_list_is_answered(given, dns_servers, plain_proxy, transport, behind):
    command, out = given
    way = words_of(dns_servers, transport, plain_proxy if behind else "")
    done = subprocess.run([*command, *way], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    got = domain_list.read_answers(out)
    assert {a.domain: a.status for a in got.answers} == CASES
    assert out.stat().st_mode & 0o777 == 0o600
    assert "test" not in done.stdout
    assert all(a.resolver.endswith(" by a SOCKS proxy") is behind for a in got.answers)


def test_a_proxy_that_is_not_there_ends_it_and_nothing_is_asked(given, dns_servers):
    command, out = given
    way = words_of(dns_servers, Transport.TLS, "127.0.0.1:9")
    done = subprocess.run([*command, *way], capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "proxy cannot be reached" in done.stderr
    statuses = {a.status for a in domain_list.read_answers(out).answers}
    assert statuses == {MailStatus.NOT_ASKED}


def test_a_wish_to_stop_leaves_the_answers_so_far(given, dns_servers, tmp_path):
    command, out = given
    many = [f"d{n}.many.test" for n in range(2_000)]
    (tmp_path / "LIST").write_text(domain_list.list_text(many))
    command[command.index("--rate") + 1] = "100"
    way = words_of(dns_servers, Transport.SYSTEM, "")
    with subprocess.Popen([*command, *way], stderr=subprocess.PIPE, stdout=-3) as running:
        running.stderr.readline()  # the words on who learns what: the command is under way
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=30)
    assert running.returncode == 130
    assert len(domain_list.read_answers(out).answers) == 2_000


@pytest.mark.skipif(not found("strace"), reason="needs strace")
def test_the_command_opens_no_socket_and_its_child_one_address(given, dns_servers, tmp_path):
    command, _ = given
    trace = tmp_path / "trace"
    way = words_of(dns_servers, Transport.TLS, "")
    seen = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(trace)]
    done = subprocess.run([*seen, *command, *way], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = trace.read_text().splitlines()
    parent = lines[0].split()[0] if lines else ""
    connects = [line for line in lines if "connect(" in line and "AF_INET" in line]
    assert connects
    for line in connects:
        assert re.search(rf"htons\({dns_servers.tls}\), .*127\.0\.0\.1", line), line
    assert len({line.split()[0] for line in connects}) == 1
    assert parent


def test_the_child_is_locked_and_refuses_nothing_of_its_own(dns_servers):
    made = look_up.run(
        list(CASES),
        lw.Asking(dns_servers.way(Transport.HTTPS), Pace(0, 20, 4.0, 2)),
        on_progress=ignore_progress,
        on_answers=lambda _: None,
        cancel=NEVER,
    )
    assert (made.reason, made.attempts_refused) == ("", 0)
    assert made.isolation != "none"
