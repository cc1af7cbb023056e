"""No part of a personal cell stands in the text of a shareable report; the search that says so finds what is there."""

import csv
import random

import pytest

from leakverify.engine.inline_analyst import start_inline
from tests.benchmarks.withheld import ENDINGS, found, held_by, look, parts_of, text_of

SYLLABLES = ("zub", "qir", "vop", "xal", "jem", "kyd", "wot", "fny")


def token(chance):
    """A word that nobody says."""
    return "".join(chance.choice(SYLLABLES) for _ in range(4))


@pytest.fixture
def table(tmp_path):
    """Personal columns of every sort, with slips, copies and a header that is a cell, so that many findings name rows."""
    chance = random.Random(6)
    path = tmp_path / "sample.csv"
    rows = []
    for n in range(90):
        first, last, town = (token(chance).title() for _ in range(3))
        mail = f"{first}.{last}@{token(chance)}.fr".lower()
        when = f"2021-{n % 12 + 1:02}-{n % 28 + 1:02} 10:{n % 60:02}:00"
        phone = f"+33 6 {chance.randrange(10**8):08}"
        note = f"{token(chance)} {mail}"
        rows.append([n + 1, f"{first} {last}", mail, phone, town, f"{n:05}", when, note])
    rows += [list(row) for row in rows[:6]]
    header = ["id", "name", "email", "phone", "city", "zip", "made", rows[3][2]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def test_nothing_of_a_personal_cell_leaves(table):
    assert look(table, 1_000, start=start_inline) == []


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("told of zubqirvop here", "plain"),
        ("told of povriqbuz here", "reversed"),
        ("told of ZUBQIRVOP here", "upper"),
        ("zubqirvop@xaljem.fr", "plain"),
    ],
)
def test_what_is_there_is_found(text, way):
    held = {ending: held_by(text) for ending in ENDINGS}
    hits = list(found([("mail", "zubqirvop@xaljem.fr")], held, set()))
    assert {hit.ending for hit in hits} == set(ENDINGS)
    assert way in {hit.way for hit in hits}
    assert not list(
        found(
            [("mail", "zubqirvop@xaljem.fr")],
            held,
            {*parts_of("zubqirvop@xaljem.fr"), *(form for hit in hits for form in (hit.part,))},
        )
    )


def test_text_is_taken_from_pages_and_json():
    assert "a<b" in text_of(".html", b"<p>a&lt;b</p><style>hidden</style>")
    assert "hidden" not in text_of(".html", b"<style>hidden</style>")
    assert {"key", "deep", "7"} <= set(text_of(".json", b'{"key": [{"x": "deep"}, 7]}').split("\n"))
