"""A log tells which of its entries was changed, dropped, added or moved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import custody
from leakverify.case.custody import Act, Broken, Head, Log

WHEN = "2026-11-26T20:38:33Z"

logs = st.lists(
    st.tuples(
        st.sampled_from(Act),
        st.sampled_from(["", "AB", "é"]),
        st.dictionaries(
            st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True),
            st.one_of(st.none(), st.integers(-(10**17), 10**17), st.text(max_size=20)),
            max_size=4,
        ),
    ),
    min_size=1,
    max_size=6,
)


def kept(acts):
    log = Log()
    for what, who, details in acts:
        log.append(what, WHEN, who=who, details=details)
    return log


def lines_of(log):
    return log.to_bytes().splitlines(keepends=True)


@settings(max_examples=40)
@given(logs)
def test_a_log_as_it_was_written_is_whole_and_reads_back(acts):
    log = kept(acts)
    assert custody.first_broken(log.to_bytes(), log.head) is None
    read = list(custody.entries(log.to_bytes()))
    assert [(e.what, e.who, dict(e.details)) for e in read] == [
        (what.value, who, details) for what, who, details in acts
    ]
    assert log.head == Head(len(acts), read[-1].hash)


@settings(deadline=None, max_examples=60)
@given(logs, st.data())
def test_any_changed_byte_is_found_in_its_entry(acts, data):
    log = kept(acts)
    whole = bytearray(log.to_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    found = custody.first_broken(bytes(whole), log.head)
    assert found is not None
    assert found.seq == log.to_bytes()[:at].count(b"\n") + 1


def test_every_byte_and_every_bit_of_a_small_log_counts():
    log = kept([(Act.TAKEN_IN, "AB", {"bytes": 7}), (Act.CHECKED, "", {})])
    good = log.to_bytes()
    for at in range(len(good)):
        entry = good[:at].count(b"\n") + 1
        for bit in range(8):
            bad = good[:at] + bytes([good[at] ^ 1 << bit]) + good[at + 1 :]
            found = custody.first_broken(bad, log.head)
            assert found is not None
            assert found.seq == entry, (at, bit)


@settings(max_examples=40)
@given(logs, st.data())
def test_dropped_added_and_swapped_entries_are_found_where_they_stand(acts, data):
    log = kept([*acts, (Act.EXPORTED, "", {})])
    lines = lines_of(log)
    place = data.draw(st.integers(0, len(lines) - 1))
    dropped = lines[:place] + lines[place + 1 :]
    found = custody.first_broken(b"".join(dropped), log.head)
    assert found is not None
    assert found.seq == place + 1
    doubled = [*lines[: place + 1], *lines[place:]]
    found = custody.first_broken(b"".join(doubled), log.head)
    assert (found.seq, found.reason) == (place + 2, Broken.ORDER)
    other = data.draw(st.integers(0, len(lines) - 1).filter(lambda n: n != place))
    swapped = list(lines)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    found = custody.first_broken(b"".join(swapped), log.head)
    assert (found.seq, found.reason) == (min(place, other) + 1, Broken.ORDER)


def test_an_entry_made_anew_breaks_the_chain_after_it():
    log = kept([(Act.TAKEN_IN, "", {}), (Act.CHECKED, "", {}), (Act.EXPORTED, "", {})])
    forged = Log()
    forged.append(Act.TAKEN_IN, WHEN, who="ZZ")
    lines = lines_of(forged) + lines_of(log)[1:]
    found = custody.first_broken(b"".join(lines), log.head)
    assert (found.seq, found.reason) == (2, Broken.CHAIN)


def test_the_end_is_known_by_the_head_alone():
    log = kept([(Act.TAKEN_IN, "", {}), (Act.CHECKED, "", {})])
    first = lines_of(log)[0]
    assert custody.first_broken(first) is None
    assert custody.first_broken(first, log.head) == custody.BrokenEntry(2, Broken.END)
    assert custody.first_broken(b"", log.head) == custody.BrokenEntry(1, Broken.END)
    assert custody.first_broken(b"", Head()) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": "Anna Example"},
        {"who": "a1"},
        {"when": "2026-11-26"},
        {"details": {"k": 1.5}},
        {"details": {"k": True}},
        {"details": {"No": 1}},
        {"details": {"k": "x" * 300}},
        {"details": {"k": {}}},
        {"details": {f"k{n}": n for n in range(70)}},
    ],
)
def test_what_no_log_takes_is_refused(wrong):
    log = Log()
    with pytest.raises(ValueError):
        log.append(Act.OPENED, **{"when": WHEN, **wrong})
    assert log.head == Head()


@given(st.binary(max_size=400))
def test_other_bytes_are_no_log(data):
    found = custody.first_broken(data, Head(1, "0" * 64))
    assert found is not None


def test_a_long_line_and_a_long_log_end_the_reading():
    assert custody.first_broken(b"{" * 100_000).seq == 1
    entry = kept([(Act.OPENED, "", {})]).to_bytes()
    assert custody.first_broken(entry + b"\n" * 100).seq == 2
