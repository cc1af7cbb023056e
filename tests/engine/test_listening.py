"""Floods and parts, by a clock of the test's own."""

from dataclasses import replace

import pytest

from leakverify.engine import listening, wire
from leakverify.model.look_up import SampleDomain
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import Columns, Domains, Done, Facet, ProgressMade, ProtocolError
from leakverify.model.sample import ColumnInfo
from leakverify.model.terms import Role


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def hear(listener, message):
    return [m for part in wire.parts(message) for m in listener.hear(part)]


def hear_often(listener, payloads, times):
    for _ in range(times):
        for payload in payloads:
            list(listener.hear(payload))


def test_a_flood_of_small_messages_is_refused_and_a_steady_stream_is_not():
    clock = Clock()
    listener = listening.Listener(None, clock)
    message = ProgressMade("read", 1, 2)
    for _ in range(10_000):
        clock.now += 1 / 1_000
        assert hear(listener, message) == [message]
    with pytest.raises(ProtocolError):
        hear_often(listener, [wire.payload_from_child(message)], listening.BURST + 1)


def test_a_flood_of_large_messages_is_refused():
    listener = listening.Listener(None, Clock())
    large = Facet(1, 1, tuple(("x" * 256, 1) for _ in range(256)), 256)
    with pytest.raises(ProtocolError):
        hear_often(listener, list(wire.parts(large)), 2_000)


def columns(count, name="x"):
    infos = tuple(
        ColumnInfo(i + 1, name * 500 + str(i), "email", 1.0, "header", 0.5, 1) for i in range(count)
    )
    guesses = tuple(ColumnRole(i.position, i.name, Role.EMAIL, 1.0, "header") for i in infos)
    return Columns(infos, guesses, ((),) * count)


def test_parts_of_a_wide_table_are_heard_as_one():
    whole = columns(1_500)
    assert len(list(wire.parts(whole))) > 1
    assert hear(listening.Listener(None), whole) == [whole]


def test_parts_beyond_the_limit_of_columns_are_refused():
    listener = listening.Listener(None)
    part = columns(300)
    endless = wire.parts(Columns(part.columns, part.guesses, part.examples, more=True))
    with pytest.raises(ProtocolError):
        hear_often(listener, list(endless), 10)


def domains(start, count, *, more=True, token=1):
    rows = tuple(SampleDomain(f"d{i}.de", 1, 1) for i in range(start, start + count))
    return Domains(token, rows, 300_000, 300_000, more)


def test_parts_of_a_list_of_domains_are_heard_as_one():
    listener = listening.Listener(None)
    assert hear(listener, domains(0, 2_000)) == []
    progress = ProgressMade("check", 1, 2)
    assert hear(listener, progress) == [progress]
    (whole,) = hear(listener, domains(2_000, 10, more=False))
    assert whole == replace(domains(0, 2_010), more=False)
    again = domains(5, 1, more=False, token=2)
    assert hear(listener, again) == [again]


def test_domains_beyond_the_limit_twice_or_of_two_tables_are_refused():
    listener = listening.Listener(None)
    for start in range(0, 200_000, 2_000):
        hear(listener, domains(start, 2_000))
    with pytest.raises(ProtocolError):
        hear(listener, domains(200_000, 1, more=False))
    listener = listening.Listener(None)
    hear(listener, domains(0, 2))
    with pytest.raises(ProtocolError):
        hear(listener, domains(1, 1, more=False))
    listener = listening.Listener(None)
    hear(listener, domains(0, 2))
    with pytest.raises(ProtocolError):
        hear(listener, domains(2, 1, more=False, token=2))


def test_ordinary_messages_pass():
    done = Done(True, "", 10, 0, 3, "FR")
    assert hear(listening.Listener(None), done) == [done]
