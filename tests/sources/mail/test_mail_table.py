"""Mails as rows: what the standard library writes is read as it was; nothing else is taken for mail."""

import gzip
import mailbox
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.mapping.roles import guess
from leakverify.model.errors import LeakverifyError, UsageProblem
from leakverify.model.sample import MailSeals, ReadSettings
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap, Tripwire
from leakverify.sources.mail.mail_row import COLUMNS
from leakverify.sources.mail.mail_table import looks_like_mail, open_messages
from tests.sources.mail import signed as by

START = datetime(2019, 1, 7, 8, tzinfo=UTC)


def letter(number=0, subject="Größe", text="Dear Anna,\nFrom here on.\n"):
    message = EmailMessage()
    message["Return-Path"] = "<bounce@letters.example>"
    for hop in (2, 1):
        moment = format_datetime(START + timedelta(minutes=hop))
        message["Received"] = f"from a (a.example [192.0.2.{hop}]) by b; {moment}"
    message["From"] = "Jürgen Weiß <juergen@letters.example>"
    message["To"] = '"Meier, Anna" <anna@post.example>, bert@post.example'
    message["Cc"] = "c@post.example"
    message["Subject"] = f"{subject} {number}"
    message["Date"] = format_datetime(START)
    message["Message-ID"] = f"<{number}@letters.example>"
    message["In-Reply-To"] = "<0@post.example>"
    message["List-Id"] = "News <news.letters.example>"
    message["User-Agent"] = "Pen 1.0"
    message["Authentication-Results"] = "mx.post.example; spf=pass; dkim=pass"
    message.set_content(text)
    return message


def row(got, number=0):
    return dict(zip(got.names, got.rows[number], strict=True))


def rows_of(data):
    """The rows of one file without the sample around it, which takes longer than the mails."""
    chunks = open_messages(
        lambda: iter([("a", iter([data]))]), "mbox", ReadSettings(), Limits()
    ).chunks()
    return [
        dict(zip(COLUMNS, cells.values(), strict=True))
        for chunk in chunks
        for cells in chunk.to_pylist()
    ]


EML = bytes(letter())
MBOX = by.mailbox(EML, EML)


def test_one_mail_is_one_row(read):
    got = read(EML)
    assert got.names == COLUMNS
    assert (got.file.format, got.file.encoding, len(got.rows)) == ("eml", "by message", 1)
    told = row(got)
    assert {name: told[name] for name in COLUMNS if told[name] is not None} == {
        "date": "2019-01-07T08:00:00+00:00",
        "date_received": "2019-01-07T08:02:00+00:00",
        "from_name": "Jürgen Weiß",
        "from_address": "juergen@letters.example",
        "to": "anna@post.example, bert@post.example",
        "copy_to": "c@post.example",
        "subject": "Größe 0",
        "message_id": "<0@letters.example>",
        "in_reply_to": "<0@post.example>",
        "list_id": "<news.letters.example>",
        "user_agent": "Pen 1.0",
        "received_hops": "2",
        "first_hop_ip": "192.0.2.1",
        "return_path": "bounce@letters.example",
        "body_type": "text/plain",
        "body_bytes": "25",
        "attachments": "0",
        "dkim": "none",
        "dkim_signatures": "0",
        "arc_seal": "absent",
        "authentication_results": "mx.post.example; spf=pass; dkim=pass",
        "spf_claimed": "pass",
        "text": "Dear Anna,\nFrom here on.",
    }


letters = st.builds(
    letter,
    st.integers(0, 9),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), max_size=30),
    st.lists(st.sampled_from(["From x", "a", "", "ü"]), max_size=5).map(
        lambda rows: "\n".join([*rows, "end\n"])
    ),
)


@given(st.lists(letters, min_size=1, max_size=4))
def test_a_mailbox_of_the_standard_library_comes_back(tmp_path_factory, messages):
    texts = [
        message.get_content().strip() for message in messages
    ]  # adding one escapes it in place
    path = tmp_path_factory.mktemp("box") / "box"
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()
    data = path.read_bytes()
    assert looks_like_mail(data) == "mbox"
    for number, (message, told) in enumerate(zip(messages, rows_of(data), strict=True)):
        assert told["subject"] == message["Subject"].strip()
        assert told["from_address"] == "juergen@letters.example"
        assert told["date"] == "2019-01-07T08:00:00+00:00"
        assert told["text"] == texts[number]


@pytest.mark.parametrize(
    "data",
    [
        EML,
        EML.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf\r\n" + EML,
        EML.partition(b"\n\n")[0],
        b"From juergen@letters.example Mon Jan  7 08:00:00 2019\n" + EML,
        gzip.compress(EML),
    ],
)
def test_spellings_of_one_mail(read, data):
    told = row(read(data))
    assert (told["subject"], told["from_name"]) == ("Größe 0", "Jürgen Weiß")


def test_several_mails_are_one_sample(read):
    bare = b"From: a@b.example\nTo: c@d.example\nDate: x\n\nhello\n"
    got = read(EML, bare, MBOX)
    assert [r[COLUMNS.index("from_address")] for r in got.rows] == [
        "juergen@letters.example",
        "a@b.example",
        "juergen@letters.example",
        "juergen@letters.example",
    ]
    assert got.rows[1][0] == "x"


@pytest.mark.parametrize(
    "text",
    [
        "From,To,Date,Subject\na,b,c,d\n",
        "From: a;To: b;Date: c\n1;2;3\n",
        "From Monday;To\n10:00 2024;x\n",
        "From a@b.example Mon Jan  1 10:00:00 2024\nx;y\n",
        "From: a\nTo: b\n\n",
        "name: Anna\nmail: a@b.c\nphone: 1\n\nname: Bert\n",
        "dn: uid=a\nmail: a@b.c\n\n",
        "BEGIN:VCARD\nFN:Anna\nEND:VCARD\n",
        "\n\n\n",
        "",
    ],
)
def test_other_texts_are_not_taken_for_mail(text):
    assert looks_like_mail(text.encode()) is None


def test_a_delimiter_given_says_it_is_a_table(read):
    assert read(EML, delimiter=":").file.format != "eml"


def test_counts_of_signatures(read):
    keys = by.line(by.rsa_key())
    data = by.mailbox(by.signed(), by.MAIL, by.signed(domain="lists.example"), by.signed())
    got = read(data, dkim_keys=keys)
    assert got.file.seals == MailSeals(keys=1, verified=2, no_key=1, unsigned=1)
    assert (got.file.seals.signed, got.file.seals.mails) == (3, 4)
    assert read(data).file.seals == MailSeals(no_key=3, unsigned=1)
    assert read(b"a,b\n1,2\n").file.seals is None


def test_a_bad_key_file_is_told_by_its_line(read):
    with pytest.raises(UsageProblem) as caught:
        read(EML, dkim_keys="# keys\nnonsense")
    assert (caught.value.code, caught.value.place["line"]) == ("BAD_DKIM_KEY", 2)


def test_what_would_act_is_told_with_its_rows(read):
    page = letter(1)
    page.add_alternative('<img src="http://t.example/1.gif">', subtype="html")
    active = letter(2)
    active["Disposition-Notification-To"] = "x@letters.example"
    active.add_attachment(b"x", maintype="application", subtype="x", filename="a.exe")
    active.add_attachment(b"x", maintype="application", subtype="x", filename="b.docm")
    got = read(by.mailbox(EML, bytes(page), bytes(active)))
    assert {
        Tripwire(Trap.MARKUP_LINK, 1, (2,)),
        Tripwire(Trap.EMBEDDED_OBJECT, 1, (3,)),
        Tripwire(Trap.MACRO, 1, (3,)),
        Tripwire(Trap.READ_RECEIPT, 1, (3,)),
    } == set(got.file.tripwires)
    assert row(got, 2)["attachment_names"] == "a.exe, b.docm"
    assert row(got, 2)["attachments"] == "2"


def test_bytes_that_are_no_text_are_counted_by_row(read):
    wrong = b"From: a@b.example\nTo: c@d.example\nDate: x\nSubject: \xfcber\n\n\xfcber\n"
    got = read(by.mailbox(EML, wrong))
    assert (got.file.bad_undecodable, got.file.bad_undecodable_rows) == (1, (2,))
    assert row(got, 1)["subject"] == "\ufffdber"
    told = row(read(wrong, encoding="cp1252"))
    assert (told["subject"], told["text"]) == ("über", "über")
    declared = wrong.replace(b"\n\n", b"\nContent-Type: text/plain; charset=iso-8859-1\n\n")
    assert row(read(declared))["subject"] == "über"


def test_a_mailbox_that_ends_inside_a_part_is_cut(read):
    page = letter(1)
    page.add_alternative("<p>x</p>", subtype="html")
    whole = by.mailbox(EML, bytes(page))
    assert read(whole).stopped is None
    assert read(whole[:-30]).stopped is Stopped.TRUNCATED


def test_lone_surrogates_do_not_pass(read):
    body = b"From: a@b.example\nTo: c\nDate: x\nContent-Type: text/plain; charset=utf-7\n\n+2AA-\n"
    got = read(body)
    assert "\ud800" not in (row(got)["text"] or "")


def test_mails_of_many_files():
    def messages():
        yield "cur/1", iter([EML[:50], EML[50:]])
        yield "dovecot.index", iter([b"\x00\x01"])
        yield "all.mbox", iter([MBOX])
        yield "empty", iter([])

    keyed = ReadSettings(dkim_keys=by.line(by.rsa_key()))
    reader = open_messages(messages, "maildir", keyed, Limits())
    chunks = list(reader.chunks())
    assert sum(chunk.num_rows for chunk in chunks) == reader.tally.rows == 3
    assert (reader.head.format, reader.tally.skipped) == ("maildir", 2)
    assert reader.tally.seals == MailSeals(keys=1, unsigned=3)


def test_the_columns_are_understood(read):
    mails = []
    for number in range(60):
        mail = letter(number)
        del mail["From"]
        mail["From"] = (
            f"{('Anna', 'Bert', 'Clara', 'Dirk')[number % 4]} Meier <p{number}@letters.example>"
        )
        mails.append(bytes(mail))
    got = read(by.mailbox(*mails))
    roles = {column.name: column.role for column in guess(got.batches[0]).columns}
    assert roles["from_name"] == "full_name"
    assert roles["from_address"] == "email"
    assert roles["first_hop_ip"] == "ip"
    assert roles["text"] == roles["subject"] == "free_text"
    assert roles["message_id"] != "email"
    assert {roles[name] for name in COLUMNS if "dkim" in name} <= {
        "unknown",
        "free_text",
        "event_time",
    }


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_cut_anywhere(read, share):
    whole = by.mailbox(by.signed(), bytes(letter(1)), by.signed())
    try:
        got = read(whole[: len(whole) * share // 100], dkim_keys=by.line(by.rsa_key()))
    except LeakverifyError:
        assert share == 5
        return
    assert len(got.rows) <= 3


@given(st.integers(0, len(MBOX) - 1), st.integers(1, 255))
def test_any_changed_byte_is_taken(at, change):
    rows_of(MBOX[:at] + bytes([MBOX[at] ^ change]) + MBOX[at + 1 :])


@given(st.binary(max_size=400), st.sampled_from([b"", b"From: a\nTo: b\nDate: c\n", MBOX[:200]]))
def test_any_bytes_are_taken(data, start):
    rows_of(start + data)
