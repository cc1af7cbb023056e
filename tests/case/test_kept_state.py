"""Documents of a case: what goes in comes out, and nothing else is read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import kept_state, strict_json
from leakverify.case.manifest import READ
from leakverify.model.kept import KeptFile, KeptSample
from leakverify.model.terms import Role

FILES = st.builds(
    KeptFile,
    st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=40),
    st.sampled_from(["", "ab" * 32]),
    st.integers(0, 1 << 50),
)
SAMPLES = st.builds(
    KeptSample,
    st.lists(FILES, max_size=4).map(tuple),
    st.dates(),
    st.just("2026-11-22T10:00:00Z"),
    st.lists(FILES, max_size=2).map(tuple),
    st.dictionaries(st.sampled_from(READ), st.text(max_size=8)),
    st.dictionaries(st.sampled_from(["columns", "members"]), st.integers(0, 1 << 50)),
    invented=st.booleans(),
)
SAMPLE = KeptSample(
    (KeptFile("/a/b.csv", "ab" * 32, 7),), dt.date(2026, 11, 22), "2026-11-22T10:00:00Z"
)


@given(SAMPLES)
def test_a_sample_comes_back_as_it_was(sample):
    assert kept_state.sample_from(kept_state.sample_bytes(sample)) == sample


def test_a_path_that_no_encoding_explains_comes_back():
    odd = KeptSample((KeptFile("/a/\udcff.csv", "", 1),), SAMPLE.as_of, SAMPLE.taken_in)
    assert kept_state.sample_from(kept_state.sample_bytes(odd)) == odd


@given(st.dictionaries(st.integers(1, 999_999), st.sampled_from(Role), max_size=20))
def test_roles_come_back_by_place(roles):
    assert kept_state.roles_from(kept_state.roles_bytes(roles)) == roles


def test_no_password_is_ever_kept():
    told = KeptSample(SAMPLE.files, SAMPLE.as_of, SAMPLE.taken_in, read={"password": "sesame"})
    assert b"sesame" not in kept_state.sample_bytes(told)


def other(**fields):
    found = strict_json.parse(kept_state.sample_bytes(SAMPLE), 10_000)
    return strict_json.to_bytes(found | fields)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}\n",
        other(more=1),
        other(files={}),
        other(files=[{"path": "x", "sha256": "ab" * 32}]),
        other(files=[{"path": "x\0y", "sha256": "", "bytes": 1}]),
        other(files=[{"path": "", "sha256": "", "bytes": 1}]),
        other(files=[{"path": "x", "sha256": "AB" * 32, "bytes": 1}]),
        other(files=[{"path": "x", "sha256": "", "bytes": -1}]),
        other(files=[{"path": "x", "sha256": "", "bytes": True}]),
        other(files=[{"path": "x", "sha256": "", "bytes": 1}] * 65),
        other(read={"password": "x"}),
        other(read={"encoding": 1}),
        other(read={"encoding": "x" * 5_000}),
        other(limits={"rows": 1}),
        other(limits={"columns": "9"}),
        other(as_of="2026-13-01"),
        other(as_of=1),
        other(taken_in="now"),
        other(invented=2),
        kept_state.sample_bytes(SAMPLE).replace(b":", b": "),
    ],
)
def test_whatever_a_case_would_not_write_is_refused(data):
    with pytest.raises(ValueError, match=r"\w"):
        kept_state.sample_from(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"roles":{"0":"email"}}\n',
        b'{"roles":{"1":"pet"}}\n',
        b'{"roles":[]}\n',
        b'{"roles":{"1":{}}}\n',
        b'{"more":1,"roles":{}}\n',
    ],
)
def test_roles_that_no_case_holds_are_refused(data):
    with pytest.raises(ValueError, match=r"\w"):
        kept_state.roles_from(data)


def test_notes_are_text_of_bounded_length():
    assert kept_state.notes_from(kept_state.notes_bytes("Öz\n—\udcff")) == "Öz\n—?"
    assert len(kept_state.notes_bytes("é" * kept_state.MOST_NOTES)) == kept_state.MOST_NOTES
    kept_state.notes_from(kept_state.notes_bytes("é" * kept_state.MOST_NOTES))
    with pytest.raises(ValueError, match="length"):
        kept_state.notes_from(b"x" * (kept_state.MOST_NOTES + 1))
