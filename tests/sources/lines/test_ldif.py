"""Directory exports: values out of every spelling, nothing fetched."""

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import Trap

ENTRY = "dn: cn=a,dc=x\ncn: a\nmail: a@site.test\n\n"


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "version: 1\n\n", "# all\n#  of\n  them\n\n", "\n"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_entries_are_rows(read, start, end):
    got = read((start + ENTRY * 2).replace("\n", end).encode())
    assert (got.file.format, got.names) == ("ldif", ("dn", "cn", "mail"))
    assert got.rows == [("cn=a,dc=x", "a", "a@site.test")] * 2
    assert got.file.rows_skipped == 0


def test_spellings_of_values(read):
    photo = base64.b64encode(b"\xff\xd8\xff").decode()
    got = read(
        f"dn:: {base64.b64encode('cn=é'.encode()).decode()}\nCN: one\ncn: tw\n o\nphoto:: {photo}\n"
        "logo:< file:///etc/passwd\nseal:< http://x.test/a\nempty:\nou;lang-en: x\n# remark\n".encode()
    )
    assert got.names == ("dn", "CN", "photo", "logo", "seal", "empty", "ou;lang-en")
    assert got.rows == [
        ("cn=é", '["one","two"]', photo, "file:///etc/passwd", "http://x.test/a", "", "x")
    ]
    assert {w.trap for w in got.file.tripwires} >= {Trap.SHARE_PATH, Trap.MARKUP_LINK}


def test_changes_are_left_out(read):
    change = "dn: cn=b\nchangetype: modify\nreplace: mail\nmail: x\n-\n\n"
    added = "dn: cn=c\nchangetype: add\ncn: c\n\n"
    got = read((ENTRY + change + added + "search: 2\nresult: 0 Success\n").encode())
    assert [row[0] for row in got.rows] == ["cn=a,dc=x", "cn=c"]
    assert got.file.rows_skipped == 2


def test_limits(read):
    heavy = "dn: cn=b\n" + "cn: xxxxxxxxx\n" * 500 + "\n"
    got = read((ENTRY + heavy + ENTRY).encode(), limits=Limits(line_bytes=1_000))
    assert (len(got.rows), got.file.rows_skipped) == (2, 1)
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(("dn: a=b\n" + "".join(f"a{i}: x\n" for i in range(3_000))).encode())


values = st.text(st.characters(exclude_categories=("Cs",)), max_size=90)


def line(name, value):
    """As the standard says: packed unless it is safe, folded at 76."""
    safe = (
        value.isascii()
        and value.isprintable()
        and value[:1] not in {" ", ":", "<"}
        and value == value.strip()
    )
    text = f"{name}: {value}" if safe else f"{name}:: {base64.b64encode(value.encode()).decode()}"
    return "\n ".join(text[at : at + 75] for at in range(0, len(text), 75)) + "\n"


@given(st.lists(st.tuples(values, values), min_size=1, max_size=5))
def test_what_is_written_comes_back(read, rows):
    text = "".join("dn: cn=x\n" + line("first", a) + line("second", b) + "\n" for a, b in rows)
    got = read(text.encode(), encoding="utf-8")
    assert got.rows == [("cn=x", a, b) for a, b in rows]


pieces = [
    "dn: a=b\n",
    "cn:",
    ": ",
    "< ",
    "x",
    "\n",
    " ",
    "#",
    "changetype: ",
    "add\n",
    "YQ==",
    "-\n",
    ";",
]


@given(st.lists(st.sampled_from(pieces), max_size=40).map("".join))
def test_any_pieces_are_rows_or_a_reason(read, text):
    with contextlib.suppress(UnreadableInput):
        got = read(("dn: a=b\n" + text).encode())
        assert got.file.rows_read == len(got.rows)
