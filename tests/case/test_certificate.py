"""A certificate of purge is read as strictly as it is written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import certificate, strict_json
from leakverify.case.custody import Act, Log

WHEN = "2026-11-26T20:00:00Z"


def told():
    log = Log()
    log.append(Act.TAKEN_IN, WHEN, details={"sha256": "ab" * 32})
    log.append(Act.NOTED, WHEN, details={"sha256": "cd" * 32})
    return certificate.certify("N-1", log.to_bytes(), when=WHEN, who="AB", size=8_192)


def test_it_comes_back_as_it_was():
    made = told()
    assert certificate.from_bytes(certificate.to_bytes(made)) == made
    assert made.samples == ("ab" * 32,)
    empty = certificate.certify("N", b"", when=WHEN, who="", size=0)
    assert certificate.from_bytes(certificate.to_bytes(empty)) == empty
    assert (empty.began, empty.entries) == ("", 0)


@pytest.mark.parametrize(("when", "who"), [("", ""), ("today", ""), (WHEN, "A B")])
def test_a_moment_and_initials_that_no_log_takes(when, who):
    with pytest.raises(ValueError, match="form"):
        certificate.certify("N", b"", when=when, who=who, size=0)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "leakverify.purge/2"},
        {"number": ""},
        {"number": 7},
        {"who": "A B"},
        {"who": None},
        {"purged": ""},
        {"began": "then"},
        {"samples": "ab"},
        {"samples": ["ab"]},
        {"samples": ["ab" * 32] * 1_001},
        {"entries": -1},
        {"entries": True},
        {"last": "0"},
        {"bytes": 1.5},
        {"bytes": 1 << 51},
        {"remains": {}},
        {"remains": ["<script>"]},
        {"version": ""},
        {"more": 1},
    ],
)
def test_what_is_no_certificate_is_refused(change):
    found = strict_json.parse(certificate.to_bytes(told()), 1 << 20)
    with pytest.raises(ValueError, match=r"\w"):
        certificate.from_bytes(strict_json.to_bytes({**found, **change}))


@given(st.binary(max_size=60))
def test_noise_is_refused(data):
    with pytest.raises(ValueError, match=r"\w"):
        certificate.from_bytes(data)


@given(st.data())
def test_a_changed_byte_makes_another_certificate_or_none(data):
    made = told()
    whole = certificate.to_bytes(made)
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != whole[at]))
    try:
        found = certificate.from_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
    except ValueError:
        return
    assert found != made
    assert replace(found) == found
