"""Bytes of strangers: only a whole reply to this very question is taken, and nothing breaks the reader."""

import dns.edns
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.network.wire import (
    AAAA,
    MX,
    A,
    Question,
    Reply,
    random_label,
    read_reply,
)

SENT = b"\x12\x34"
QUESTION = Question("mail.example", MX)


def response(*records, question=QUESTION, rcode="NOERROR", flags=0, options=(), authority=()):
    """A well-formed reply as bytes."""
    query = dns.message.from_wire(SENT + question.to_wire(padded=False)[2:])
    made = dns.message.make_response(query)
    made.set_rcode(dns.rcode.from_text(rcode))
    made.flags |= dns.flags.Flag(flags)
    made.answer = [dns.rrset.from_text(*record) for record in records]
    made.authority = [dns.rrset.from_text(*record) for record in authority]
    made.use_edns(0, 0, 1232, options=list(options))
    return made.to_wire(max_size=65_535)


MAIL = ("mail.example.", 300, "IN", "MX", "10 mx.mail.example.")


def test_a_query_says_nothing_of_who_asks():
    query = dns.message.from_wire(QUESTION.to_wire(padded=True))
    assert query.id == 0
    assert [option.otype for option in query.options] == [dns.edns.OptionType.PADDING]
    assert query.ednsflags & dns.flags.DO
    assert query.flags == dns.flags.RD | dns.flags.AD
    assert dns.message.from_wire(QUESTION.to_wire(padded=False)).options == ()


@pytest.mark.parametrize(
    "name", ["a.io", "some-long-name-of-a-firm.example", f"{'a' * 60}.{'b' * 60}.org"]
)
def test_padded_queries_have_lengths_that_tell_no_names(name):
    assert len(Question(name, MX).to_wire(padded=True)) % 128 == 0


def test_unchecked_sets_the_bit():
    query = dns.message.from_wire(Question("a.io", MX, unchecked=True).to_wire(padded=False))
    assert query.flags & dns.flags.CD


def test_a_reply_is_read():
    wire = response(MAIL, flags=dns.flags.AD)
    assert read_reply(QUESTION, wire, SENT) == Reply(
        "NOERROR", ((10, "mx.mail.example"),), (), 300, ad=True
    )


def test_letters_in_another_case_are_the_same_name():
    wire = response(("MAIL.Example.", 300, "IN", "MX", "10 MX.Mail.EXAMPLE."))
    assert read_reply(QUESTION, wire, SENT).servers == ((10, "mx.mail.example"),)


def test_another_id_is_no_reply():
    assert read_reply(QUESTION, response(MAIL), b"\x12\x35") is None


@pytest.mark.parametrize("other", [Question("mail.other", MX), Question("mail.example", A)])
def test_another_question_is_no_reply(other):
    assert read_reply(QUESTION, response(MAIL, question=other), SENT) is None


def test_a_query_sent_back_is_no_reply():
    assert read_reply(QUESTION, SENT + QUESTION.to_wire(padded=False)[2:], SENT) is None


def test_records_of_other_names_are_ignored():
    wire = response(("victim.example.", 300, "IN", "MX", "10 mx.bad.example."))
    assert read_reply(QUESTION, wire, SENT).servers == ()


def test_records_of_other_types_are_ignored():
    wire = response(("mail.example.", 300, "IN", "A", "192.0.2.1"))
    assert not read_reply(QUESTION, wire, SENT).found


def test_aliases_are_followed_and_the_smallest_ttl_is_kept():
    wire = response(
        ("mail.example.", 60, "IN", "CNAME", "other.example."),
        ("other.example.", 300, "IN", "MX", "10 mx.other.example."),
    )
    reply = read_reply(QUESTION, wire, SENT)
    assert (reply.servers, reply.ttl) == (((10, "mx.other.example"),), 60)


def test_a_ring_of_aliases_is_no_reply():
    wire = response(
        ("mail.example.", 60, "IN", "CNAME", "other.example."),
        ("other.example.", 60, "IN", "CNAME", "mail.example."),
    )
    assert read_reply(QUESTION, wire, SENT) is None


def test_a_negative_reply_takes_its_ttl_from_the_zone():
    zone = ("example.", 900, "IN", "SOA", "ns.example. h.example. 1 2 3 4 40")
    assert read_reply(QUESTION, response(rcode="NXDOMAIN", authority=[zone]), SENT).ttl == 40


def test_the_reason_of_a_failure_is_kept():
    options = [dns.edns.EDEOption(7, "expired"), dns.edns.EDEOption(22)]
    reply = read_reply(QUESTION, response(rcode="SERVFAIL", options=options), SENT)
    assert (reply.rcode, reply.extended) == ("SERVFAIL", 7)


def test_a_refusal_may_leave_the_question_out_but_an_answer_may_not():
    for rcode, taken in (
        ("REFUSED", True),
        ("FORMERR", True),
        ("NXDOMAIN", False),
        ("NOERROR", False),
    ):
        made = dns.message.from_wire(response(rcode=rcode))
        made.question = []
        assert (read_reply(QUESTION, made.to_wire(), SENT) is not None) is taken


def test_a_cut_reply_says_so_and_gives_no_servers():
    wire = response(MAIL, flags=dns.flags.TC)
    assert read_reply(QUESTION, wire, SENT) == Reply("NOERROR", truncated=True)
    assert read_reply(QUESTION, wire[:-20], SENT).truncated


def test_null_mx_keeps_its_root():
    wire = response(("mail.example.", 300, "IN", "MX", "0 ."))
    assert read_reply(QUESTION, wire, SENT).servers == ((0, "."),)


def test_hundreds_of_servers_are_bounded():
    records = [(f"{n} mx{n}.example.") for n in range(500)]
    wire = response(("mail.example.", 300, "IN", "MX", *records))
    assert len(read_reply(QUESTION, wire, SENT).servers) == 64


def test_a_reply_of_thousands_of_records_is_none():
    wire = bytearray(response(MAIL))
    for field in (6, 8, 10):
        made = wire.copy()
        made[field : field + 2] = b"\x02\x58"
        assert read_reply(QUESTION, bytes(made), SENT) is None


def test_addresses_are_sorted():
    question = Question("mail.example", AAAA)
    wire = response(
        ("mail.example.", 5, "IN", "AAAA", "2001:db8::2", "2001:db8::1"), question=question
    )
    assert read_reply(question, wire, SENT).addresses == ("2001:db8::1", "2001:db8::2")


@pytest.mark.parametrize("cut", range(5, 100, 5))
def test_a_reply_cut_anywhere_is_none(cut):
    wire = response(MAIL, ("x.example.", 3, "IN", "TXT", '"odd"'))
    assert read_reply(QUESTION, wire[: len(wire) * cut // 100], SENT) is None


@given(st.binary(max_size=600))
def test_any_bytes_are_read_without_trouble(tail):
    reply = read_reply(QUESTION, SENT + tail, SENT)
    assert reply is None or isinstance(reply, Reply)


@given(st.data())
def test_a_reply_with_wrong_bytes_is_read_without_trouble(data):
    wire = bytearray(response(MAIL, ("mail.example.", 3, "IN", "CNAME", "b.example.")))
    for _ in range(data.draw(st.integers(1, 6))):
        wire[data.draw(st.integers(2, len(wire) - 1))] = data.draw(st.integers(0, 255))
    reply = read_reply(QUESTION, bytes(wire), SENT)
    assert reply is None or all(0 <= p <= 65_535 and h.isascii() for p, h in reply.servers)


def test_random_labels_differ():
    labels = {random_label() for _ in range(100)}
    assert len(labels) == 100
    assert all(len(label) == 20 and label.isalpha() and label.islower() for label in labels)
