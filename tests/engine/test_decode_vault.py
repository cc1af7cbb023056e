"""The border of a vault's messages: keyed hashes survive the trip, and nothing else can be made to cross."""

import base64
import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine import decode, wire
from leakverify.engine.listening import Listener
from leakverify.limits import MAX_FRAME
from leakverify.model import messages as m
from leakverify.model.old_leak import MOST_KINDS, MOST_LABELS, MOST_LEAKS, PART_BYTES
from leakverify.model.terms import Role

count = st.integers(0, 1 << 40)
number = st.integers(1, 1 << 40)
share = st.floats(0, 1)
country = st.sampled_from(["", "FR"])
name = st.from_regex(r"\A[a-z][a-z_+]{0,12}(:[0-9a-f]{16})?\Z")
field = st.one_of(
    st.sampled_from(["keys", "common", "link", "place"]),
    st.tuples(st.sampled_from(["cell:", "date:"]), name).map("".join),
)
data = st.lists(st.binary(min_size=8, max_size=8), max_size=6).map(b"".join)
key = st.from_regex(r"\A[0-9a-f]{32}\Z")
claim = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=2)
roles = st.dictionaries(st.text(max_size=8), st.sampled_from(Role).map(str), max_size=3)


def tuples(inner, most=4):
    return st.lists(inner, max_size=most).map(tuple)


counts = st.dictionaries(name, count, max_size=4).map(lambda d: tuple(d.items()))
TO_CHILD = st.one_of(
    st.builds(m.AskPile, count, key, roles, claim, st.dates().map(str), st.booleans()),
    st.builds(
        m.OldLeak, number, count, country, tuples(count), tuples(name), st.booleans(), counts,
        tuples(st.tuples(number, name, share)), tuples(st.tuples(name, share)),
    ),
    st.builds(m.OldPart, number, name, field, data),
    st.builds(m.OldEnd, st.one_of(st.just(""), key)),
)  # fmt: skip
FROM_CHILD = st.one_of(
    st.builds(
        m.PileHead, count, count, st.booleans(), country, tuples(count), tuples(name), counts
    ),
    st.builds(m.PilePart, count, name, field, data),
    st.builds(m.PileEnd, count, st.booleans()),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
HEAD = m.PileHead(1, 9, True, "FR", (1, 2), ("email",), (("email", 9),))
PART = m.PilePart(1, "email", "keys", b"12345678")
LEAK = m.OldLeak(1, 9, "FR", (1,), ("email",), False, (("email", 9),), (), ())


@given(TO_CHILD)
def test_every_message_to_the_analyst_survives(message):
    assert decode.to_child(wire.payload_to_child(message)) == message


@given(FROM_CHILD)
def test_every_message_of_the_analyst_survives(message):
    assert decode.from_child(wire.payload_from_child(message), None) == message


@given(st.one_of(TO_CHILD, FROM_CHILD), st.data())
def test_any_field_of_any_type_is_refused_or_read(message, drawn):
    to_child = isinstance(message, m.AskPile | m.OldLeak | m.OldPart | m.OldEnd)
    made = wire.payload_to_child(message) if to_child else wire.payload_from_child(message)
    fields = json.loads(made)
    fields[drawn.draw(st.sampled_from(sorted(fields)))] = drawn.draw(JSON)
    read = decode.to_child if to_child else (lambda payload: decode.from_child(payload, None))
    with contextlib.suppress(m.ProtocolError):
        read(json.dumps(fields).encode())


def base64_of(length):
    return base64.b64encode(bytes(length)).decode()


CHANGES = [
    (HEAD, "token", -1),
    (HEAD, "rows", 1.5),
    (HEAD, "complete", 1),
    (HEAD, "country", "fr"),
    (HEAD, "country", "a name"),
    (HEAD, "providers", [1] * 257),
    (HEAD, "providers", ["anna@example.org"]),
    (HEAD, "in_order", ["anna@example.org"]),
    (HEAD, "in_order", ["email\n"]),
    (HEAD, "in_order", ["email"] * (MOST_LABELS + 1)),
    (HEAD, "counts", [["email", -1]]),
    (HEAD, "counts", [["email", 1], ["email", 2]]),
    (HEAD, "counts", [["header:Club no.", 1]]),
    (HEAD, "counts", [["email", 1, 2]]),
    (HEAD, "counts", [[f"{chr(97 + n % 26)}{'x' * n}", 1] for n in range(MOST_KINDS + 1)]),
    (PART, "kind", "Anna"),
    (PART, "kind", ""),
    (PART, "field", "keys:0123456789abcdef"),
    (PART, "field", "cell:Club"),
    (PART, "field", "keys\n"),
    (PART, "data", base64_of(7)),
    (PART, "data", base64_of(PART_BYTES + 8)),
    (PART, "data", base64_of(8)[:-1]),
    (PART, "data", base64_of(8) + "\n"),
    (PART, "data", "anna@example.org"),
    (PART, "data", None),
    (m.PileEnd(1), "whole", "yes"),
    (m.PileEnd(1), "whole", None),
    (m.PileEnd(1), "more", True),
    (LEAK, "number", 0),
    (LEAK, "among", [[1, "email", 1.01]]),
    (LEAK, "among", [[0, "email", 0.5]]),
    (LEAK, "among", [[1, "email", True]]),
    (LEAK, "among", [[1, "email", 0.5]] * (MOST_LEAKS * MOST_KINDS + 1)),
    (LEAK, "coverage", [["email", -0.1]]),
    (LEAK, "coverage", [["Anna", 0.1]]),
    (LEAK, "named", "Club"),
    (m.OldPart(1, "email", "link", b""), "number", -3),
    (m.OldEnd(""), "key", "0" * 31),
    (m.OldEnd(""), "key", "0" * 32 + "\n"),
    (m.AskPile(1, "0" * 32, {}, {}, "2026-01-01", True), "key", ""),
    (m.AskPile(1, "0" * 32, {}, {}, "2026-01-01", True), "roles", {"a": "nobody"}),
    (m.AskPile(1, "0" * 32, {}, {}, "2026-01-01", True), "as_of", "today"),
    (m.AskPile(1, "0" * 32, {}, {}, "2026-01-01", True), "links", 0),
]


@pytest.mark.parametrize(("message", "field", "value"), CHANGES)
def test_a_field_outside_its_form_is_refused(message, field, value):
    from_child = isinstance(message, m.PileHead | m.PilePart | m.PileEnd)
    made = wire.payload_from_child(message) if from_child else wire.payload_to_child(message)
    payload = json.dumps(json.loads(made) | {field: value}).encode()
    with pytest.raises(m.ProtocolError):
        decode.from_child(payload, None) if from_child else decode.to_child(payload)


def test_the_largest_part_fits_a_frame():
    part = replace(PART, data=bytes(PART_BYTES))
    payload = wire.payload_from_child(part)
    assert len(payload) <= MAX_FRAME
    assert decode.from_child(payload, None) == part


def heard(listener, *messages):
    return [k for message in messages for k in listener.hear(wire.payload_from_child(message))]


def test_a_pile_that_nobody_asked_for_is_refused_and_so_is_a_second_one():
    listener = Listener(None)
    with pytest.raises(m.ProtocolError):
        heard(listener, HEAD)
    listener.expect_pile()
    assert heard(listener, HEAD, PART, m.PileEnd(1)) == [HEAD, PART, m.PileEnd(1)]
    with pytest.raises(m.ProtocolError):
        heard(listener, HEAD)


def test_numbers_before_the_head_or_after_the_end_are_refused():
    listener = Listener(None)
    listener.expect_pile()
    with pytest.raises(m.ProtocolError):
        heard(listener, PART)
    heard(listener, HEAD, PART, m.PileEnd(1, whole=False))
    with pytest.raises(m.ProtocolError):
        heard(listener, PART)


def test_a_pile_has_a_limit_as_a_whole_that_empty_parts_spend_too(monkeypatch):
    monkeypatch.setattr("leakverify.engine.listening.MOST_NUMBERS_BYTES", 16)
    listener = Listener(None)
    listener.expect_pile()
    heard(listener, HEAD, PART, replace(PART, data=b""), *[replace(PART, data=b"")] * 7)
    with pytest.raises(m.ProtocolError):
        heard(listener, replace(PART, data=b""))
