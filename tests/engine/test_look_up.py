"""The parent of a look-up believes what was asked for, once, keeps what was answered, and is quick to stop."""

import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine import look_up
from leakverify.engine import look_up_wire as lw
from leakverify.model.errors import ChildDied
from leakverify.model.look_up import Answer, MailStatus, Pace, Transport, Way
from leakverify.model.messages import ProtocolError
from leakverify.model.progress import ignore_progress

DOUBLE = Path(__file__).parent / "doubles" / "looker.py"
NAMES = [f"d{n}.example" for n in range(1_000)]


def run(misdeed, cancel=None, names=NAMES, on_answers=lambda _: None, on_progress=ignore_progress):
    return look_up.run(
        names,
        lw.Asking(Way(), Pace()),
        on_progress=on_progress,
        on_answers=on_answers,
        cancel=cancel or threading.Event(),
        words=[sys.executable, "-I", str(DOUBLE), misdeed],
    )


def test_every_domain_gets_an_answer():
    progress, told = [], []
    made = run("honest", on_answers=told.extend, on_progress=progress.append)
    assert [a.domain for a in made.answers] == NAMES
    assert {a.status for a in made.answers} == {MailStatus.NO_DOMAIN}
    assert (made.reason, made.queries, made.isolation) == ("", 7, "full")
    assert {a.domain for a in told} == set(NAMES)
    assert (progress[-1].done, progress[-1].total) == (1_000, 1_000)


@pytest.mark.parametrize("misdeed", ["stranger", "twice", "html"])
def test_a_captured_child_is_not_believed(misdeed):
    with pytest.raises(ChildDied, match="WORKER_PROTOCOL"):
        run(misdeed)


def test_a_child_that_dies_at_once_or_cannot_is_told():
    with pytest.raises(ChildDied, match="LOOK_UP_DIED"):
        run("dies")
    with pytest.raises(ChildDied, match="LOOK_UP_UNAVAILABLE"):
        run("absent")


@pytest.mark.parametrize(
    ("misdeed", "reason"), [("dies_later", "LOOK_UP_DIED"), ("proxy", "PROXY_UNREACHABLE")]
)
def test_what_was_answered_before_the_end_is_kept(misdeed, reason):
    made = run(misdeed)
    assert made.reason == reason
    assert [a.status for a in made.answers[:2]] == [MailStatus.NO_DOMAIN, MailStatus.NOT_ASKED]


@pytest.mark.parametrize("misdeed", ["stops", "silent"])
def test_cancel_keeps_what_was_answered(misdeed):
    cancel = threading.Event()
    if misdeed == "silent":
        cancel.set()
    began = time.monotonic()
    made = run(misdeed, cancel, on_answers=lambda _: cancel.set())
    assert made.reason == "CANCELLED"
    assert len(made.answers) == len(NAMES)
    assert made.answers[0].status is (
        MailStatus.NOT_ASKED if misdeed == "silent" else MailStatus.NO_DOMAIN
    )
    assert time.monotonic() - began < 30


def test_a_child_that_does_not_stop_is_ended(monkeypatch):
    monkeypatch.setattr(look_up, "PATIENCE", 0.1)
    cancel = threading.Event()
    made = run("deaf", cancel, on_answers=lambda _: cancel.set())
    assert (made.reason, made.answers[0].rcode) == ("CANCELLED", "NXDOMAIN")


MESSAGES = [
    lw.Asking(Way(Transport.TLS, "192.0.2.1", 853, "dns.example", proxy="127.0.0.1:9050"), Pace()),
    lw.Asking(Way(), Pace(0.0, 200, 1.5, 1), accept_lies=True),
    lw.Names(("a.example", "b.example")),
    lw.Go(),
    lw.Stop(),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_what_the_parent_says_is_understood(message):
    assert lw.of_parent(lw.to_child(message)) == message


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_break_of_protocol(data):
    for read in (lw.of_parent, lw.of_child):
        with pytest.raises(ProtocolError):
            read(data)


def test_long_answers_travel_in_several_frames():
    answers = [
        Answer(f"d{n}.example", "NOERROR", ((1, "m" * 255),) * 200, resolver="r") for n in range(40)
    ]
    payloads = list(lw.payloads(answers))
    assert len(payloads) > 1
    assert [a for p in payloads for a in lw.of_child(p).answers] == answers
