"""The file at a glance at the border: bounded, whole, and nothing but what a picture needs."""

import base64
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine import decode, wire
from leakverify.engine.kept_run import KeptRun, from_bytes, to_bytes
from leakverify.engine.listening import Listener
from leakverify.limits import MAX_FRAME
from leakverify.model.glance import MAX_COLUMNS_SEEN, MAX_PARTS, Glance, Measure, Strip, width_of
from leakverify.model.messages import ProtocolError, Run


def glance(rows=3, span=1, columns=1, measures=(Measure.FORM,)):
    draw = random.Random(rows)
    parts = -(-rows // span)
    strips = tuple(
        Strip(column, measure, draw.randbytes(parts * width_of(measure)))
        for column in range(1, columns + 1)
        for measure in measures
    )
    return Glance(rows, span, rows, 0, strips)


@given(st.integers(1, MAX_PARTS), st.integers(0, 4), st.sets(st.sampled_from(Measure)))
def test_a_picture_survives_the_trip(rows, columns, measures):
    made = glance(rows, 1, columns, tuple(measures))
    assert decode.from_child(wire.payload_from_child(made)) == made


def told(**changes):
    fields = json.loads(wire.payload_from_child(glance()))
    return json.dumps(fields | changes).encode()


def strip(**changes):
    levels = base64.b64encode(bytes(18)).decode()
    return {"column": 1, "measure": "form", "levels": levels} | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": 0},
        {"span": 3},
        {"span": 2},
        {"rows": MAX_PARTS + 1},
        {"looked": 4},
        {"left_out": 2_001},
        {"strips": [strip(column=0)]},
        {"strips": [strip(measure="colour")]},
        {"strips": [strip(levels="")]},
        {"strips": [strip(levels=base64.b64encode(bytes(19)).decode())]},
        {"strips": [strip(levels="Ana Sol")]},
        {"strips": [strip(name="Ana Sol")]},
        {"strips": [strip()] * 241},
    ],
)
def test_what_a_picture_may_not_say(changes):
    assert decode.from_child(told(strips=[strip()])).rows == 3
    with pytest.raises(ProtocolError):
        decode.from_child(told(**changes))


def heard(*payloads):
    listener = Listener(frozenset())
    return [message for payload in payloads for message in listener.hear(payload)]


def test_the_largest_picture_comes_in_parts_and_is_heard_once():
    made = glance(MAX_PARTS * 4, 4, MAX_COLUMNS_SEEN, tuple(Measure))
    frames = list(wire.parts(made))
    assert len(frames) > 1
    assert all(len(frame) <= MAX_FRAME for frame in frames)
    assert heard(*frames) == [made]
    assert from_bytes(to_bytes(KeptRun(Run({}, {}, 0, "2026-11-22"), (made,)))).said == (made,)


def test_parts_of_two_pictures_twice_the_same_and_too_many_columns_are_refused():
    half = json.loads(wire.payload_from_child(glance(columns=2)))
    first = half | {"strips": half["strips"][:1], "more": True}
    second = half | {"strips": half["strips"][1:]}
    assert len(heard(json.dumps(first).encode(), json.dumps(second).encode())) == 1
    for other in (
        second | {"rows": 2, "looked": 2, "strips": []},
        second | {"looked": 1},
        second | {"strips": first["strips"]},
        second | {"strips": [strip(column=n) for n in range(2, MAX_COLUMNS_SEEN + 2)]},
    ):
        with pytest.raises(ProtocolError):
            heard(json.dumps(first).encode(), json.dumps(other).encode())
