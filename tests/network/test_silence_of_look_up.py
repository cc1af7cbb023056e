"""A look-up touches what it has declared, and nothing else: no file, no name, no other address, nothing left open."""

import asyncio
import dataclasses
import datetime as dt
import gc
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time

import pytest

from leakverify.model.look_up import LookUpEnd, MailStatus, Pace, Transport, Way
from leakverify.network import look_up
from leakverify.network.preparing import Prepared

pytestmark = pytest.mark.xdist_group("dns")

HERE = pathlib.Path(__file__).resolve().parent
EVERY = list(Transport)
CASES = ["mx.test", "implicit.test", "v6.test", "big.test", "mx.good", "mx.bad", "any.wild.test"]


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_a_locked_process_touches_the_declared_address_alone(dns_servers, plain_proxy):
    ways = [dns_servers.way(t, proxy=proxy) for t in EVERY for proxy in ("", plain_proxy)]
    given = json.dumps({"ways": [dataclasses.asdict(way) for way in ways], "domains": CASES})
    done = subprocess.run(
        [sys.executable, "-W", "error", str(HERE / "locked_child.py")],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HERE.parent.parent)},
    )
    assert not done.stderr
    told = json.loads(done.stdout)
    assert len(told) == len(ways)
    for run in told:
        assert run["complete"]
        assert run["answered"] == len(CASES)
        assert run["touched"] == run["declared"]
        assert run["foreign"] == []


@pytest.mark.parametrize("transport", EVERY)
def test_a_run_leaves_nothing_open(dns_servers, ask, transport):
    def handles():
        gc.collect()
        return len(list(pathlib.Path("/proc/self/fd").iterdir()))

    before = handles(), threading.active_count()
    assert ask(dns_servers.way(transport), CASES).outcome.complete
    assert (handles(), threading.active_count()) == before


@pytest.mark.parametrize("transport", EVERY)
def test_a_wish_to_stop_is_heard_and_answers_stay(dns_servers, ask, transport):
    cancel, moments = threading.Event(), []

    def hear(_answer):
        if not moments:
            moments.append(time.monotonic())
            cancel.set()

    names = [f"d{n}.many.test" for n in range(10_000)]
    looked = ask(dns_servers.way(transport), names, cancel=cancel, on_answer=hear)
    assert time.monotonic() - moments[0] < 2  # half a second on a machine that is not busy
    assert looked.outcome.reason is LookUpEnd.CANCELLED
    assert 1 <= looked.outcome.answered == len(looked.answers) < 10_000
    assert looked.outcome.queries <= sum(a.queries for a in looked.answers.values()) + 2
    gc.collect()


def test_a_wish_to_stop_ends_the_wait_for_a_slow_reply(dns_servers, ask):
    cancel = threading.Event()
    pace = Pace(per_second=0, at_once=5, timeout=60.0, tries=5)
    timer = threading.Timer(0.3, cancel.set)
    timer.start()
    begun = time.monotonic()
    looked = ask(dns_servers.way(port=dns_servers.front), ["silent.test"], pace, cancel)
    timer.join()
    assert time.monotonic() - begun < 2
    assert looked.outcome.reason is LookUpEnd.CANCELLED
    given_up = looked.answers["silent.test"]  # it was asked for, and that must be told
    assert (given_up.rcode, given_up.queries) == ("TIMEOUT", 1)
    assert given_up.asked_at == "2026-11-26T12:00:30Z"


def test_a_run_that_is_stopped_before_it_begins_asks_for_no_domain(dns_servers, ask):
    cancel = threading.Event()
    cancel.set()
    looked = ask(dns_servers.way(), ["mx.test"], cancel=cancel)
    assert looked.outcome.reason is LookUpEnd.CANCELLED
    assert looked.outcome.answered == 0


def test_a_listener_that_fails_ends_the_run_cleanly(dns_servers, ask):
    class GoneError(Exception):
        pass

    def fail(_answer):
        raise GoneError

    for transport in EVERY:
        with pytest.raises(GoneError):
            ask(dns_servers.way(transport), CASES, on_answer=fail)
    gc.collect()


def test_the_rate_is_kept(dns_servers, ask):
    pace = Pace(per_second=40, at_once=50, timeout=4.0, tries=1)
    begun = time.monotonic()
    looked = ask(dns_servers.way(), [f"d{n}.many.test" for n in range(38)], pace)
    assert looked.outcome.queries == 41
    assert time.monotonic() - begun > 0.5  # a second on average, with each gap shaken by half


def test_no_more_than_allowed_are_under_way(dns_servers, ask, monkeypatch):
    from leakverify.network import datagrams

    allowed, most, now = 7, [0], [0]
    together = asyncio.Event()
    real = datagrams.DatagramCarrier.ask

    async def counted(self, question, attempt, on_sent):
        now[0] += 1
        most[0] = max(most[0], now[0])
        try:
            if ".many.test" in question.name and not together.is_set():
                # the first ones wait for each other: how quick the resolver is decides nothing
                if now[0] >= allowed:
                    together.set()
                await asyncio.wait_for(together.wait(), 30)
            return await real(self, question, attempt, on_sent)
        finally:
            now[0] -= 1

    monkeypatch.setattr(datagrams.DatagramCarrier, "ask", counted)
    pace = Pace(per_second=0, at_once=allowed, timeout=4.0, tries=1)
    ask(dns_servers.way(), [f"d{n}.many.test" for n in range(200)], pace)
    assert most[0] == allowed


def test_a_resolver_that_falls_silent_ends_the_run(dns_servers, ask, socks_double, monkeypatch):
    from leakverify.network import datagrams

    real, count = datagrams.DatagramCarrier._exchange, [0]

    async def deaf(self, question, address, on_sent):
        count[0] += 1
        if count[0] > 40:
            address = ("127.0.0.1", 9)  # from here on nobody is there
        return await real(self, question, address, on_sent)

    monkeypatch.setattr(datagrams.DatagramCarrier, "_exchange", deaf)
    names = [f"d{n}.many.test" for n in range(500)]
    outcome = ask(dns_servers.way(), names, Pace(0, 5, 0.5, 1)).outcome
    assert outcome.reason is LookUpEnd.RESOLVER_UNREACHABLE
    assert outcome.answered < 100


def test_another_resolver_of_the_machine_is_asked_where_one_is_gone(dns_servers):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
        gone.bind(("127.0.0.1", 0))
        port = gone.getsockname()[1]
    resolvers = (("127.0.0.1", port), ("127.0.0.1", dns_servers.plain))
    answers = []
    outcome = look_up(
        ["mx.test", "big.test"],
        Prepared(Way(), resolvers, None, None),
        Pace(0, 2, 2.0, 2),
        answers.append,
        threading.Event(),
        now=lambda: dt.datetime.now(dt.UTC),
    )
    assert outcome.complete
    assert {a.status for a in answers} == {MailStatus.TAKES_MAIL}
