"""Address books: what vobject writes comes back, pictures are counted and never fetched."""

import contextlib

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEMAIL;TYPE=INTERNET,WORK:a@site.test\r\nEND:VCARD\r\n"


def card(*lines):
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode()


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n"])
def test_cards_are_rows(read, start):
    got = read((start + CARD * 3).encode())
    assert (got.file.format, got.names) == ("vcard", ("FN", "EMAIL (work)"))
    assert got.rows == [("Ann Lee", "a@site.test")] * 3
    assert got.stopped is None


def test_version_2_1(read):
    got = read(
        card(
            "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:D=F6e;J=",
            "=F6rg;;Dr.",
            "TEL;CELL;VOICE;PREF:+49 1",
            "item1.ADR;DOM;HOME:;;Weg 1;Ulm;;89073;DE",
            "PHOTO;ENCODING=BASE64;JPEG:AAAA",
            " AAAA",
            "",
            "NOTE;QUOTED-PRINTABLE;CHARSET=zip:=C3=A9",
        )
    )
    assert dict(zip(got.names, got.rows[0], strict=True)) == {
        "family name": "Döe",
        "given name": "Jörg",
        "name prefix": "Dr.",
        "TEL (cell)": "+49 1",
        "ADR street (home)": "Weg 1",
        "ADR city (home)": "Ulm",
        "ADR postcode (home)": "89073",
        "ADR country (home)": "DE",
        "PHOTO bytes": "6",
        "NOTE": "é",
    }


def test_version_4_and_escapes(read):
    got = read(
        card(
            r"FN:a\, b\; c\nd\\n",
            'TEL;VALUE=uri;TYPE="voice,home":tel:+1',
            "PHOTO:data:image/png;base64,AAAA",
            "LOGO:http://x.test/logo.png",
            "SOUND:file:///host/a",
            r"ORG:One\;Two;Three",
        )
    )
    assert got.rows == [
        (
            "a, b; c\nd\\n",
            "tel:+1",
            "3",
            "http://x.test/logo.png",
            "file:///host/a",
            "One;Two;Three",
        )
    ]
    assert [(w.trap, w.rows) for w in got.file.tripwires if w.trap is Trap.MARKUP_LINK] == [
        (Trap.MARKUP_LINK, (1,))
    ]


def test_many_alike_make_few_columns(read):
    got = read(card("FN:x", *[f"TEL:{i}" for i in range(3_000)]))
    assert len(got.names) == 7
    assert got.names[-1] == "TEL (more)"
    assert got.rows[0][-1].startswith('["5","6",')


def test_damage_is_counted(read):
    got = read(
        CARD.encode()
        + b"junk\r\nBEGIN:VCARD\r\nno colon\r\nFN:B\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:C"
    )
    assert [row[0] for row in got.rows] == ["Ann Lee", "B"]
    assert (got.file.rows_skipped, got.stopped) == (2, Stopped.TRUNCATED)


def test_a_card_within_a_card_is_no_row(read):
    got = read(card("FN:x", "AGENT:", "BEGIN:VCARD", "FN:y", "END:VCARD", "NOTE:z"))
    assert got.rows == [("x", "z")]


def test_a_heavy_card_is_left_out(read):
    heavy = card("FN:x", *["PHOTO;ENCODING=b:" + "A" * 900] * 20)
    got = read(CARD.encode() + heavy + CARD.encode(), limits=Limits(line_bytes=2_000))
    assert (len(got.rows), got.file.rows_skipped) == (2, 1)
    with pytest.raises(UnreadableInput, match="NOT_A_TABLE"):
        read(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=60
)


@given(st.lists(st.tuples(words, words, words, words), min_size=1, max_size=4))
def test_whatever_vobject_writes_comes_back(read, people):
    text = ""
    for full, family, given_name, note in people:
        made = vobject.vCard()
        made.add("fn").value = full
        made.add("n").value = vobject.vcard.Name(family=family, given=given_name)
        made.add("note").value = note
        text += made.serialize()
    got = read(text.encode(), encoding="utf-8")
    assert got.names == ("FN", "family name", "given name", "NOTE")
    assert got.rows == people


pieces = [
    "BEGIN:VCARD\n",
    "END:VCARD\n",
    "TEL;",
    "TYPE=home",
    ":",
    "=",
    "\n",
    " ",
    '"',
    "\\",
    "N:a;b\n",
]
pieces += ["QUOTED-PRINTABLE", "ENCODING=b", "data:", ";CHARSET=", "x", "\xe9"]


@given(st.lists(st.sampled_from(pieces), max_size=40).map("".join))
def test_any_pieces_are_rows_or_a_reason(read, text):
    with contextlib.suppress(UnreadableInput):
        got = read(("BEGIN:VCARD\n" + text).encode())
        assert got.file.rows_read == len(got.rows)
