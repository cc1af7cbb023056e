"""The private comparison against plain set intersection, and its files against everything else."""

import contextlib
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import exchange
from leakverify.case import exchange_file as files
from leakverify.case.exchange import PRIME, blinded, hashed, is_on_curve, new_scalar, received
from leakverify.model.errors import Cancelled, UnreadableInput, UsageProblem

NUMBER = bytes(range(16))
values = st.sets(st.integers(0, 2**64 - 1), max_size=12)


def quiet(_made):
    pass


def multiplied(scalar, points):
    points = list(points)
    return blinded(scalar, points, len(points), quiet, threading.Event())


@settings(max_examples=25, deadline=None)
@given(values, values, values)
def test_as_many_are_in_both_as_the_plain_sets_share(mine, theirs, both):
    mine, theirs = mine | both, theirs | both
    a, b = new_scalar(), new_scalar()
    asked = multiplied(a, exchange.all_hashed(NUMBER, "email", mine))
    twice = multiplied(b, received(asked))
    own = multiplied(b, exchange.all_hashed(NUMBER, "email", theirs))
    assert exchange.in_both(twice, multiplied(a, received(own))) == len(mine & theirs)


def test_a_point_is_on_the_curve_and_belongs_to_one_value_of_one_exchange():
    points = {
        hashed(number, kind, value)
        for number in (NUMBER, bytes(16))
        for kind in ("email", "phone")
        for value in range(20)
    }
    assert len(points) == 80
    for point in points:
        x = int.from_bytes(point, "little")
        square = x * (x * (x + 486_662) + 1) % PRIME
        assert pow(square, (PRIME - 1) // 2, PRIME) == 1


@given(st.integers(0, PRIME - 1))
def test_the_quick_symbol_is_eulers_criterion(x):
    square = x * (x * (x + 486_662) + 1) % PRIME
    assert is_on_curve(x) == (x != 0 and pow(square, (PRIME - 1) // 2, PRIME) == 1)


def test_blinding_leaves_no_order_and_nothing_that_two_exchanges_share():
    order = list(range(50))
    one = multiplied(new_scalar(), exchange.all_hashed(NUMBER, "email", order))
    other = multiplied(new_scalar(), exchange.all_hashed(NUMBER, "email", order))
    assert one == sorted(one)
    assert not set(one) & set(other)


def test_a_point_of_the_twist_or_of_small_order_is_refused():
    twist = next(x for x in range(2, 99) if not is_on_curve(x))
    with pytest.raises(UnreadableInput, match="EXCHANGE_DAMAGED"):
        multiplied(new_scalar(), received([twist.to_bytes(32, "little")]))
    with pytest.raises(UnreadableInput, match="EXCHANGE_DAMAGED"):
        multiplied(new_scalar(), [bytes(32)])


def test_a_long_blinding_can_be_stopped():
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        blinded(new_scalar(), [hashed(NUMBER, "email", 1)], 1, quiet, stop)


def carried(step=files.BLIND, count=3, own=0):
    points = sorted(hashed(NUMBER, "email", n) for n in range(count))
    theirs = sorted(hashed(NUMBER, "email", n) for n in range(50, 50 + own))
    return files.Carried(step, NUMBER.hex(), "email", tuple(points), tuple(theirs))


def test_a_file_is_read_as_it_was_written():
    for made in (carried(), carried(files.ANSWER, 3, 2)):
        assert files.parsed(files.as_bytes(made), made.step) == made


def test_every_changed_byte_of_the_head_and_every_cut_is_refused_or_read_otherwise():
    data = files.as_bytes(carried(files.ANSWER, 3, 2))
    head = data.index(b"\n") + 1
    for place in range(head):
        other = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with contextlib.suppress(UnreadableInput):
            assert files.parsed(other, files.ANSWER) != carried(files.ANSWER, 3, 2)
    for length in (0, 10, head, head + 31, len(data) - 1):
        with pytest.raises(UnreadableInput):
            files.parsed(data[:length], files.ANSWER)
    with pytest.raises(UnreadableInput):
        files.parsed(data + b"\0", files.ANSWER)
    with pytest.raises(UnreadableInput):
        files.parsed(data, files.BLIND)


def test_points_twice_out_of_order_or_beyond_the_prime_are_refused():
    made = carried()
    one, two, three = made.points
    beyond = (PRIME + 9).to_bytes(32, "little")
    for points in ((one, one, two), (two, one, three), tuple(sorted((one, two, beyond)))):
        spoiled = files.Carried(made.step, made.exchange, made.kind, points)
        with pytest.raises(UnreadableInput, match="EXCHANGE_DAMAGED"):
            files.parsed(files.as_bytes(spoiled), files.BLIND)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(UnreadableInput):
        files.parsed(data, files.BLIND)


def test_the_secret_opens_with_its_passphrase_alone(tmp_path):
    scalar, place = new_scalar(), tmp_path / "secret.pem"
    place.write_bytes(files.keep(scalar, "word"))
    again = files.kept(place, "word")
    assert again.private_bytes_raw() == scalar.private_bytes_raw()
    with pytest.raises(UnreadableInput, match="EXCHANGE_SECRET"):
        files.kept(place, "Word")
    with pytest.raises(UnreadableInput, match="EXCHANGE_SECRET"):
        files.kept(tmp_path / "none", "word")
    with pytest.raises(UsageProblem, match="PASSPHRASE_EMPTY"):
        files.keep(scalar, "")
