"""Shared by all tests: Hypothesis runs the same everywhere, Qt stays off the screen, nothing leaves this machine."""

import ipaddress
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")


REACHED = []
"""What tests of this process tried to reach beyond loopback; P2 of the silence that the program promises."""
RESOLVING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def is_near(host):
    """Whether a host is this machine: a loopback address, its usual name, or none at all."""
    if isinstance(host, bytes | bytearray):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def refuse_far(event, arguments):
    """An audit hook: loopback and local sockets pass, everything else is refused and fails the test."""
    if event in RESOLVING:
        host = arguments[0]
    elif event in CONNECTING and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not is_near(host):
        REACHED.append(f"{event} {host}")
        raise PermissionError(event)


sys.addaudithook(refuse_far)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """A refused attempt fails its test, also where the code under test swallows the refusal."""
    before = len(REACHED)
    outcome = yield
    if len(REACHED) > before and "reaches_out" not in item.fixturenames:
        pytest.fail(f"reached for {', '.join(REACHED[before:])}")
    return outcome


@pytest.fixture
def reaches_out():
    """For the test of the refusal itself: what was refused so far."""
    return REACHED
