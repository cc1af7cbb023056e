"""Mailboxes cut as the standard library and others write them; memory is that of one message."""

import mailbox
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.sources.mail.mbox import Mailbox, is_separator

FROM = b"From a@b.example Mon Jan  1 10:00:00 2024\n"


def cut(data, block=None, limits=None, single=False):
    step = block or max(1, len(data))
    blocks = (data[at : at + step] for at in range(0, len(data), step))
    box = Mailbox(blocks, limits or Limits())
    return [box.single()] if single else list(box.messages())


def bodies(data, block=None):
    return [message.unescaped() for message in cut(data, block)]


texts = st.lists(
    st.lists(
        st.sampled_from(["From x", ">From y", ">>From z", "", "a", "From a@b 10:00 2024"]),
        max_size=6,
    ),
    min_size=1,
    max_size=5,
)


@given(texts, st.integers(1, 70), st.booleans())
def test_what_the_standard_library_writes_is_cut_as_it_was(tmp_path_factory, lists, block, crlf):
    path = tmp_path_factory.mktemp("box") / "box"
    box = mailbox.mbox(path)
    for number, rows in enumerate(lists):
        message = EmailMessage()
        message["Subject"] = f"{number}"
        message.set_payload("\n".join(rows) + "\n")
        box.add(message)
    box.close()
    data = path.read_bytes()
    if crlf:
        data = data.replace(b"\n", b"\r\n")
    got = cut(data, block)
    assert [m.head.split(b": ")[1].strip() for m in got] == [b"%d" % n for n in range(len(lists))]
    # mboxo escapes "From " alone, so ">From " of the original cannot be told from it; each is read with one ">" less
    wanted = [
        "\n".join(row.replace(">From", "From").replace(">>F", ">F") for row in rows)
        for rows in lists
    ]
    read = [m.unescaped().decode().replace("\r\n", "\n").rstrip("\n") for m in got]
    assert [text.replace(">From", "From") for text in read] == [
        t.replace(">From", "From").rstrip("\n") for t in wanted
    ]


def test_mboxrd_comes_back_exactly():
    body = b"From here\n>From there\n>>From far\n> From\n"
    escaped = body.replace(b">>From", b">>>From").replace(b"\n>From", b"\n>>From")
    escaped = b">" + escaped
    assert bodies(FROM + b"A: 1\n\n" + escaped + b"\n" + FROM + b"B: 2\n\nx\n") == [body, b"x\n"]


def test_lengths_are_followed_only_where_a_mail_ends():
    inner = b"one\n\n" + FROM + b"two\n"
    true = FROM + b"Content-Length: %d\n\n" % len(inner) + inner + b"\n" + FROM + b"A: 1\n\nx\n"
    assert bodies(true) == [inner, b"x\n"]
    for lie in (b"3", b"99999999", b"9999999999", b"0"):
        lying = true.replace(b"%d\n\n" % len(inner), lie + b"\n\n", 1)
        assert bodies(lying)[0] == b"one\n"
    last = FROM + b"Content-Length: %d\n\n" % len(inner) + inner
    assert bodies(last) == bodies(last + b"\n") == [inner]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        (b"From a@b Mon Jan  1 10:00:00 2024", True),
        (b"From - Mon Jan 01 10:00:00 2024", True),
        (b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\r", True),
        (b"From 123@xxx Mon Jan 01 00:00:00 +0000 2020", True),
        (b"From a@b.example", True),
        (b"From -", True),
        (b"From now on we meet at 10:30, Anna", False),
        (b"From the desk of", False),
        (b"From " + b"x" * 5_000, False),
    ],
)
def test_separators_and_sentences(line, is_one):
    assert is_separator(line) is is_one
    found = bodies(FROM + b"A: 1\n\nx\n\n" + line + b"\nB: 2\n\ny\n")
    assert len(found) == (2 if is_one else 1)


def test_a_separator_needs_a_blank_line_before_it():
    assert len(cut(FROM + b"A: 1\n\nx\n" + FROM + b"B: 2\n\n")) == 1


@pytest.mark.parametrize("block", [1, 2, 3, 7, None])
def test_empty_and_cut_mails(block):
    data = (
        b"\xef\xbb\xbf\r\n\n"
        + FROM
        + b"\nno head\n\n"
        + FROM
        + b"A: 1\n\n"
        + FROM
        + b"B: 1\n\n\n"
        + FROM
    )
    got = cut(data + b"C: 1", block)
    assert [m.head for m in got] == [b"", b"A: 1", b"B: 1", b"C: 1"]
    assert [m.body for m in got] == [b"no head\n", b"", b"", b""]
    assert [m.has_body for m in got] == [True, True, True, False]
    assert cut(b"", block) == cut(FROM, block) == []


def test_a_single_mail_keeps_its_separators_and_may_be_a_head_alone():
    whole = b"A: 1\r\n\r\nx\r\n\r\n" + FROM + b"\ny"
    (got,) = cut(FROM + whole, single=True)
    assert (got.head, got.body) == (b"A: 1\r", whole[8:])
    (alone,) = cut(b"A: 1\nB: 2", single=True)
    assert (alone.head, alone.has_body) == (b"A: 1\nB: 2", False)


@pytest.mark.parametrize("single", [True, False])
def test_what_is_too_long_is_counted_and_not_kept(single):
    limits = Limits(mail_bytes=100, mail_header_bytes=50)
    data = FROM + b"A: " + b"x" * 9_000 + b"\n\n" + b"y\n" * 5_000
    got = cut(data if single else data + b"\n" + FROM + b"B: 1\n\nz\n", 700, limits, single)
    assert (got[0].head[:6], len(got[0].head), got[0].head_cut) == (b"A: xxx", 50, True)
    assert (len(got[0].body), got[0].size, got[0].is_whole) == (100, 10_000, False)
    assert single or got[1].body == b"z\n"


def test_a_mail_longer_than_memory_should_be_passes():
    block = b"x" * (1 << 20)
    limits = Limits(mail_bytes=1 << 20)

    def blocks():
        yield FROM + b"A: 1\n\n"
        yield from (block for _ in range(300))
        yield b"\n\n" + FROM + b"B: 2\n\nend\n"

    box = Mailbox(blocks(), limits)
    first, second = box.messages()
    assert (first.size, len(first.body)) == (300 << 20 | 1, 1 << 20)
    assert second.body == b"end\n"
