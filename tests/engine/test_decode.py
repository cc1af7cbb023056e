"""The border: any bytes give a message or a ProtocolError, and every message survives the trip."""

import contextlib
import json
import os
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.engine import decode, wire
from leakverify.limits import MAX_FRAME
from leakverify.model import messages as m
from leakverify.model.finding import Finding, Rows
from leakverify.model.glance import Glance, Measure, Strip, width_of
from leakverify.model.look_up import DomainKind, MailStatus, Risk, SampleDomain
from leakverify.model.mapping import ColumnRole
from leakverify.model.picks import FACETS, HOLDS, Pick
from leakverify.model.sample import ColumnInfo, MailSeals, SampleFile
from leakverify.model.terms import ACCUSING, Family, Role, State, Stopped

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
line = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
code = st.from_regex(r"\A[A-Z][A-Z0-9_]{0,20}\Z")
count = st.integers(0, 1 << 40)
share = st.floats(0, 1)
sha256 = st.one_of(st.just(""), st.binary(min_size=32, max_size=32).map(bytes.hex))
role = st.sampled_from(list(Role))
key = st.from_regex(r"\A[a-z][a-z0-9_]{0,20}\Z")
number = st.one_of(
    st.none(),
    st.integers(-(1 << 40), 1 << 40),
    st.floats(allow_nan=False, allow_infinity=False),
    line,
)
shown = st.lists(st.integers(1, 1 << 40), max_size=100).map(tuple)


def tuples(inner, most=4):
    return st.lists(inner, max_size=most).map(tuple)


@st.composite
def finding(draw):
    check = draw(st.sampled_from(["GEN001", "STR002"]))
    columns = draw(tuples(text))
    return Finding(
        f"{check}:{','.join(columns)}" if columns else check,
        check,
        draw(st.sampled_from([f for f in Family if f is not Family.PEOPLE])),
        draw(st.sampled_from(list(State))),
        draw(st.one_of(st.none(), code)),
        columns,
        draw(st.dictionaries(key, number, max_size=5)),
        draw(st.dictionaries(key, number, max_size=5)),
        draw(st.dictionaries(st.sampled_from(ACCUSING), st.floats(-4, 4))),
        draw(st.builds(Rows, count, shown)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(["calibration", "reference", "none"])),
        draw(st.booleans()),
        draw(count),
    )


sample_file = st.builds(
    SampleFile, st.one_of(st.none(), text), st.one_of(st.none(), count), sha256, text, text,
    st.one_of(st.none(), st.sampled_from([",", ";", "\t"])), st.booleans(), st.one_of(st.none(), text),
    count, count, count, count, tuples(count), tuples(count), count, tuples(text),
    seals=st.one_of(st.none(), st.builds(MailSeals, *[count] * len(fields(MailSeals)))),
)  # fmt: skip
position = st.integers(1, 2_000)
info = st.builds(
    ColumnInfo, position, text, role.map(str), share, code, share, count, st.booleans()
)
guess = st.builds(ColumnRole, position, text, role, share, code, st.booleans())


@st.composite
def columns(draw):
    width = draw(st.integers(0, 4))
    lists = [
        draw(st.lists(s, min_size=width, max_size=width)) for s in (info, guess, tuples(text, 5))
    ]
    return m.Columns(*map(tuple, lists), draw(st.booleans()))


@st.composite
def page(draw):
    width, height = draw(st.integers(1, 4)), draw(st.integers(0, 5))
    row = st.lists(st.one_of(st.none(), text), min_size=width, max_size=width).map(tuple)
    rows = tuple(draw(st.lists(row, min_size=height, max_size=height)))
    numbers = tuple(draw(st.lists(st.integers(1, 1 << 40), min_size=height, max_size=height)))
    return m.Page(draw(count), draw(count), draw(count), numbers, rows)


domain = st.from_regex(r"\A[a-z0-9]{1,8}\.(?:com|fr|xn--p1ai)\Z")


@st.composite
def sample_domain(draw, name):
    rows = draw(st.integers(1, 1 << 20))
    return SampleDomain(
        name,
        rows,
        draw(st.integers(0, rows)),
        draw(st.sampled_from(list(DomainKind))),
        tuple(draw(st.lists(st.sampled_from(list(Risk)), unique=True))),
        draw(st.sampled_from(["", "FR", "DE"])),
        draw(st.one_of(st.just(""), st.dates().map(str))),
        draw(st.one_of(st.just(""), domain)),
        draw(st.sampled_from(["", "bücher.example", "пример.рф"])),
    )


@st.composite
def domains(draw):
    names = draw(st.lists(domain, max_size=4, unique=True))
    rows = tuple(draw(sample_domain(name)) for name in names)
    lost, rest = draw(st.integers(0, 99)), draw(st.integers(0, 99))
    held = sum(row.rows for row in rows) + lost
    distinct = draw(st.integers(sum(row.addresses for row in rows), held))
    return m.Domains(
        draw(count), rows, held + rest, distinct, draw(st.booleans()), lost, draw(count)
    )


KEYS = {
    "length": st.integers(0, 9_999).map(str),
    "digit": st.sampled_from(["1", "9", "none"]),
    "month": st.sampled_from(["01", "12", "none"]),
    "script": st.sampled_from(["plain", "plain+cyrillic", "none"]),
    "blank": st.sampled_from(["filled", "empty", "spaces", "missing"]),
}


@st.composite
def facet(draw):
    kind = draw(st.sampled_from((*FACETS[:3], "digit", "month", "script", "blank")))
    values = draw(tuples(st.tuples(KEYS.get(kind, text), st.integers(0, 99))))
    rows = sum(n for _, n in values) + draw(st.integers(0, 9))
    total = rows + draw(st.integers(0, 9))
    return m.Facet(draw(count), draw(position), values, draw(count), kind, rows, total)


picks = tuples(st.builds(Pick, position, st.sampled_from([*FACETS, HOLDS]), text))


@st.composite
def glance(draw):
    rows = draw(st.integers(1, 9))
    measures = st.sampled_from(Measure)
    named = draw(st.lists(st.tuples(st.integers(1, 40), measures), max_size=3, unique=True))
    strips = []
    for column, measure in named:
        size = rows * width_of(measure)
        strips.append(Strip(column, measure, draw(st.binary(min_size=size, max_size=size))))
    return Glance(rows, 1, draw(st.integers(0, rows)), draw(st.integers(0, 9)), tuple(strips))


FROM_CHILD = st.one_of(
    domains(),
    glance(),
    st.builds(m.Ready, st.sampled_from(["full", "partial", "none"]), tuples(text)),
    st.builds(m.Source, tuples(sample_file), st.booleans(), tuples(text)),
    columns(),
    st.builds(m.ProgressMade, code, count, count, text),
    st.builds(m.FindingMade, finding()),
    page(),
    facet(),
    st.builds(m.Scanned, count, tuples(count)),
    st.builds(m.AncestorSeen, text, sha256, share, share, share),
    st.builds(
        m.Done,
        st.booleans(),
        st.sampled_from(["", *Stopped]),
        count,
        count,
        count,
        st.sampled_from(["", "FR"]),
    ),
    st.builds(m.Failed, code, st.dictionaries(key, st.one_of(text, count), max_size=4)),
)
TO_CHILD = st.one_of(
    st.builds(
        m.Open,
        tuples(st.text(max_size=30)),
        st.dictionaries(key, text, max_size=3),
        tuples(st.text(max_size=30)),
        st.dictionaries(key, count, max_size=3),
    ),
    st.builds(
        m.Run,
        st.dictionaries(text, role.map(str), max_size=3),
        st.dictionaries(text, text, max_size=3),
        st.integers(-(1 << 40), 1 << 40),
        st.dates().map(str),
        st.booleans(),
    ),
    st.builds(
        m.Answers,
        tuples(st.tuples(st.just("a-b.example"), st.sampled_from(MailStatus).map(str))),
        st.booleans(),
    ),
    st.builds(
        m.AskRows,
        count,
        text,
        st.integers(-2_000, 2_000),
        count,
        st.integers(0, 256),
        text,
        position,
        tuples(st.integers(1, 9_999)),
        picks,
        count,
    ),
    st.builds(m.AskDomains, count),
    st.builds(
        m.AskFacet,
        count,
        position,
        st.sampled_from(FACETS),
        text,
        text,
        tuples(st.integers(1, 9_999)),
        picks,
    ),
    st.builds(m.Scan, count, tuples(text)),
    st.just(m.Cancel()),
    st.just(m.Close()),
)


@given(FROM_CHILD)
def test_every_message_from_a_child_survives(message):
    assert decode.from_child(wire.payload_from_child(message), {"GEN001", "STR002"}) == message


@given(TO_CHILD)
def test_every_message_to_a_child_survives(message):
    assert decode.to_child(wire.payload_to_child(message)) == message


def test_a_run_kept_before_early_findings_could_be_left_out_is_read():
    kept = b'{"t":"run","roles":{},"claim":{},"seed":0,"as_of":"2026-11-23"}'
    assert decode.to_child(kept) == m.Run({}, {}, 0, "2026-11-23", early=True)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_protocol_error_or_a_message(payload):
    for read in (decode.from_child, decode.to_child):
        with contextlib.suppress(m.ProtocolError):
            read(payload)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(FROM_CHILD, st.data())
def test_any_field_of_any_type_is_refused_or_read(message, data):
    fields = json.loads(wire.payload_from_child(message))
    name = data.draw(st.sampled_from(sorted(fields)))
    fields[name] = data.draw(JSON)
    with contextlib.suppress(m.ProtocolError):
        decode.from_child(json.dumps(fields).encode(), {"GEN001", "STR002"})


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"null",
        b"[" * 200_000,
        b'{"t":"done"}',
        b'{"t":"nothing"}',
        b'{"t":"progress","stage":"read","done":NaN,"total":1,"label":""}',
        b'{"t":"progress","stage":"read","done":' + b"9" * 5_000 + b',"total":1,"label":""}',
        b'{"t":"progress","stage":"read","done":1e999,"total":1,"label":""}',
        b'{"t":"progress","stage":"read","done":true,"total":1,"label":""}',
        b'{"t":"progress","stage":"read","done":-1,"total":1,"label":""}',
        b'{"t":"progress","stage":"<b>x</b>","done":1,"total":1,"label":""}',
        b'{"t":"progress","stage":"read","done":1,"total":1,"label":"\\ud800"}',
        b'{"t":"progress","stage":"read","done":1,"total":1,"label":"","more":1}',
        b'{"t":"error","code":"<img src=x>","place":{}}',
        b'{"t":"error","code":"X","place":{"a b":1}}',
        b'{"t":"error","code":"X","place":{"a":1.5}}',
        b'{"t":"ready","isolation":"total","details":[]}',
        b"\xff\xfe",
    ],
)
def test_what_a_child_may_not_say(payload):
    with pytest.raises(m.ProtocolError):
        decode.from_child(payload)


def test_a_child_may_not_speak_for_people():
    told = json.dumps(
        {
            "t": "finding",
            "id": "GEN001",
            "check": "GEN001",
            "family": "generator",
            "state": "computed",
            "reason": None,
            "columns": [],
            "measured": {},
            "expected": {},
            "support": {},
            "rows": {"count": 0, "shown": []},
            "exhibit": False,
            "hard": False,
            "basis": "none",
            "provisional": False,
            "n": 0,
        }
    )
    assert decode.from_child(told.encode()).finding.family is Family.GENERATOR
    with pytest.raises(m.ProtocolError):
        decode.from_child(told.replace('"generator"', '"people"').encode())


GOOD = {
    "t": "finding", "id": "GEN001:email", "check": "GEN001", "family": "generator", "state": "computed",
    "reason": None, "columns": ["email"], "measured": {"hit_count": 1}, "expected": {},
    "support": {"fabricated": 1.0}, "rows": {"count": 1, "shown": [1]}, "exhibit": False, "hard": False,
    "basis": "none", "provisional": False, "n": 10,
}  # fmt: skip


def test_a_good_finding_is_read():
    message = decode.from_child(json.dumps(GOOD).encode(), {"GEN001"})
    assert isinstance(message, m.FindingMade)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("check", "GEN999"),
        ("id", "STR001:email"),
        ("support", {"fabricated": 4.5}),
        ("support", {"genuine": 1.0}),
        ("support", {"fabricated": "1"}),
        ("measured", {"x": [1]}),
        ("measured", {"<b>": 1}),
        ("measured", {"x": "a\nb"}),
        ("measured", {"x": "y" * 65}),
        ("rows", {"count": 1, "shown": list(range(1, 102))}),
        ("rows", {"count": -1, "shown": []}),
        ("rows", {"count": 1, "shown": [0]}),
        ("state", "perhaps"),
        ("exhibit", 1),
    ],
)
def test_a_finding_outside_the_ranges_is_refused(field, value):
    with pytest.raises(m.ProtocolError):
        decode.from_child(json.dumps({**GOOD, field: value}).encode(), {"GEN001"})


DOMAIN = {
    "domain": "firma.de", "rows": 3, "addresses": 2, "kind": "other", "risks": ["rare"], "country": "",
    "closed": "", "resembles": "", "shown": "",
}  # fmt: skip
TABLE = {
    "t": "domains", "token": 1, "rows": [DOMAIN], "total_rows": 4, "distinct": 3, "more": False,
    "no_domain": 1, "left_out": 0,
}  # fmt: skip


def test_a_good_table_of_domains_is_read():
    message = decode.from_child(json.dumps(TABLE).encode())
    assert message.rows == (SampleDomain("firma.de", 3, 2, risks=(Risk.RARE,)),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("domain", "Firma.de"),
        ("domain", "someone@firma.de"),
        ("domain", "de"),
        ("domain", "firma..de"),
        ("domain", ""),
        ("domain", "a" * 64 + ".de"),
        ("domain", "firma.de\n"),
        ("rows", 0),
        ("rows", 5),
        ("addresses", 4),
        ("addresses", -1),
        ("kind", "evil"),
        ("risks", ["rare", "rare"]),
        ("risks", ["evil"]),
        ("risks", "rare"),
        ("country", "fr"),
        ("country", "FRA"),
        ("closed", "2016-13-01"),
        ("closed", "yesterday"),
        ("resembles", "Gmail"),
        ("shown", "b\u200bcher.de"),
        ("shown", "\u202egmail.com"),
        ("shown", "a b.de"),
        ("shown", "x" * 254),
        ("more", True),
    ],
)
def test_a_domain_outside_the_ranges_is_refused(field, value):
    table = {**TABLE, "rows": [{**DOMAIN, field: value}]}
    with pytest.raises(m.ProtocolError):
        decode.from_child(json.dumps(table).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rows", [DOMAIN, DOMAIN]),
        ("total_rows", 3),
        ("distinct", 1),
        ("distinct", 5),
        ("no_domain", 2),
        ("left_out", -1),
        ("more", 1),
        (
            "rows",
            [{**DOMAIN, "domain": f"d{i}.de", "rows": 1, "addresses": 1} for i in range(2_001)],
        ),
    ],
)
def test_a_table_of_domains_outside_the_ranges_is_refused(field, value):
    with pytest.raises(m.ProtocolError):
        decode.from_child(json.dumps({**TABLE, field: value}).encode())


def test_a_long_list_of_domains_is_told_in_parts_that_fit():
    rows = tuple(SampleDomain(f"{'x' * 60}.{i}.{'y' * 60}.com", 1, 1) for i in range(2_000))
    whole = m.Domains(3, rows, 2_000, 2_000)
    payloads = list(wire.parts(whole))
    assert len(payloads) > 1
    assert max(map(len, payloads)) <= MAX_FRAME
    told = [decode.from_child(p) for p in payloads]
    assert [part.more for part in told] == [True] * (len(told) - 1) + [False]
    assert tuple(row for part in told for row in part.rows) == rows


def test_a_wide_table_is_told_in_parts_that_fit():
    names = tuple("ü" * 200 + str(i) for i in range(2_000))
    infos = tuple(
        ColumnInfo(i + 1, name, "email", 1.0, "content.email", 0.5, 3)
        for i, name in enumerate(names)
    )
    guesses = tuple(ColumnRole(i + 1, n, Role.EMAIL, 1.0, "header") for i, n in enumerate(names))
    whole = m.Columns(infos, guesses, (("x" * 32,) * 5,) * 2_000)
    payloads = list(wire.parts(whole))
    assert len(payloads) > 1
    assert max(map(len, payloads)) <= MAX_FRAME
    told = [decode.from_child(p) for p in payloads]
    assert [part.more for part in told] == [True] * (len(told) - 1) + [False]
    assert sum((part.columns for part in told), ()) == infos


def test_lone_surrogates_become_the_replacement_character():
    payload = wire.payload_from_child(m.ProgressMade("read", 1, 2, "a\ud800b"))
    assert decode.from_child(payload) == m.ProgressMade("read", 1, 2, "a\ufffdb")


def test_frames_are_read_whole_or_refused():
    first, second = os.pipe()
    wire.write_all(second, wire.frame(b"abc") + wire.frame(b"") + b"\x00\x00\x00\x09abc")
    os.close(second)
    assert wire.read_frame(first) == b"abc"
    assert wire.read_frame(first) == b""
    with pytest.raises(m.ProtocolError):
        wire.read_frame(first)
    assert wire.read_frame(first) is None
    os.close(first)


def test_a_length_beyond_the_limit_is_refused_before_it_is_believed():
    first, second = os.pipe()
    wire.write_all(second, b"\xff\xff\xff\xff")
    with pytest.raises(m.ProtocolError):
        wire.read_frame(first)
    os.close(first)
    os.close(second)
    with pytest.raises(m.ProtocolError):
        wire.frame(b"x" * (MAX_FRAME + 1))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"values": [["1", 3], ["2", 3]]}, "values"),
        ({"rows": 9}, "values"),
        ({"values": [["ada@example.org", 1]]}, "values"),
        ({"kind": "holds"}, "kind"),
        ({"values": [["1", -1]]}, "values"),
    ],
)
def test_a_facet_that_does_not_add_up_or_is_no_group_is_refused(change, field):
    good = json.loads(wire.payload_from_child(m.Facet(1, 2, (("1", 5),), 1, "digit", 5, 8)))
    decode.from_child(json.dumps(good).encode())
    with pytest.raises(m.ProtocolError, match=field):
        decode.from_child(json.dumps(good | change).encode())
