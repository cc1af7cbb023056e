"""What translators get and give back: nothing is lost on the way, and nothing unfit is let in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.words.catalogues_at_hand import catalogues, chunks, languages, messages, rules

ROWS = messages.Message("{n} row", "{n} rows", files=["leakverify/words/x.py"], hints=["f"])
NAMED = messages.Message("Ask {name}.\n", notes=["of a person"])
PLAIN = messages.Message("Give --rows or see ANC001", context="help")
ALL = [ROWS, NAMED, PLAIN]


def wrong(message, text, language="fr"):
    return rules.faults(message, text, language)


@pytest.mark.parametrize(
    ("message", "text", "language"),
    [
        (ROWS, ("{n} ligne", "{n} lignes"), "fr"),
        (ROWS, ("لا صفوف", "صف واحد", "صفان", "{n} صفوف", "{n} صفا", "{n} صف"), "ar"),
        (messages.Message("One row", "{n} rows"), ("{n} ligne", "{n} lignes"), "fr"),
        (messages.Message("One row", "{n} rows"), ("eine Zeile", "{n} Zeilen"), "de"),
        (NAMED, "Demandez à {name}.\n", "fr"),
        (NAMED, "از \u2068{name}\u2069 بپرسید.\n", "fa"),
        (NAMED, "از {name} می\u200cپرسد.\n", "fa"),
        (PLAIN, "Donnez --rows ou voyez ANC001", "fr"),
    ],
)
def test_a_good_translation_passes(message, text, language):
    assert wrong(message, text, language) == []


@pytest.mark.parametrize(
    ("message", "text", "language", "why"),
    [
        (ROWS, "{n} lignes", "fr", "list of forms"),
        (ROWS, ("{n} lignes",), "fr", "2 forms"),
        (ROWS, ("une ligne", "{n} lignes"), "fr", "fields"),
        (ROWS, ("eine Zeile", "viele Zeilen"), "de", "{n}"),
        (ROWS, ("صف {m}",) * 6, "ar", "{m}"),
        (ROWS, ("{n} صف",) * 2, "ar", "6 forms"),
        (NAMED, ("a", "b"), "fr", "no plural"),
        (NAMED, "Demandez.\n", "fr", "fields differ"),
        (NAMED, "Demandez à {nom}.\n", "fr", "{nom}"),
        (NAMED, "Demandez à {name!r}.\n", "fr", "fields"),
        (NAMED, "Demandez à {name.\n", "fr", "braces"),
        (NAMED, "Demandez à {name}.", "fr", "line break"),
        (NAMED, " Demandez à {name}.\n", "fr", "spaces"),
        (NAMED, "\n", "fr", "empty"),
        (NAMED, "Demandez à <b>{name}</b>.\n", "fr", "markup"),
        (NAMED, "Demandez à **{name}**.\n", "fr", "markup"),
        (NAMED, "Demandez à {name} à 5 %.\n", "fr", "per cent"),
        (NAMED, "Demandez à \u202e{name}.\n", "fr", "direction"),
        (NAMED, "از \u2067{name}\u2069.\n", "fa", "direction"),
        (NAMED, "از \u2068{name}.\n", "fa", "isolates"),
        (NAMED, "از \u2069{name}\u2068.\n", "fa", "isolates"),
        (NAMED, "Demandez à \u2068{name}\u2069.\n", "fr", "isolates"),
        (NAMED, "Demandez à\u200c {name}.\n", "fr", "non-joiner"),
        (NAMED, "Demandez à\x00 {name}.\n", "fr", "control"),
        (NAMED, "Demandez\u2028 à {name}.\n", "fr", "control"),
        (NAMED, "Demandez — à {name}.\n", "fr", "em dash"),
        (NAMED, "Un faux de {name}.\n", "fr", "never printed"),
        (NAMED, "Eine Fälschung von {name}.\n", "de", "never printed"),
        (NAMED, "Un dato falso de {name}.\n", "es", "never printed"),
        (NAMED, "جعلی {name}.\n", "fa", "never printed"),
        (NAMED, "مزور {name}.\n", "ar", "never printed"),
        (PLAIN, "Donnez --lignes ou voyez ANC001", "fr", "options"),
        (PLAIN, "Donnez --rows ou voyez ANC002", "fr", "ANC002"),
    ],
)
def test_a_bad_translation_is_told(message, text, language, why):
    assert why in "; ".join(wrong(message, text, language))


@given(st.text(), st.sampled_from(languages.LANGUAGES))
def test_any_text_is_judged_without_an_error(text, language):
    for message in ALL:
        assert isinstance(wrong(message, text, language), list)
        assert isinstance(wrong(message, (text,) * 6, language), list)


@pytest.fixture
def nothing_done(monkeypatch):
    monkeypatch.setattr(catalogues, "translated", lambda _language: {})


def answered(folder, entries, name="fr-001.json"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


@pytest.mark.usefixtures("nothing_done")
def test_what_is_written_can_be_taken_back_whole(tmp_path):
    written = chunks.todo("fr", tmp_path / "todo", ALL, words=4)
    entries = [e for path in written for e in json.loads(path.read_text(encoding="utf-8"))]
    assert len(written) == 2
    assert [e["id"] for e in entries] == [m.id for m in ALL]
    assert entries[0] == {
        "id": ROWS.id,
        "english": "{n} row",
        "plural": "{n} rows",
        "forms": ["0, 1", "2, 3, 4, 5, …"],
        "where": ["words/x"],
        "note": "f",
    }
    assert entries[1]["note"] == "of a person"
    assert entries[2]["context"] == "help"
    texts = [["{n} ligne", "{n} lignes"], "À {name}.\n", "--rows ANC001"]
    answered(
        tmp_path / "done", [{"id": e["id"], "text": t} for e, t in zip(entries, texts, strict=True)]
    )
    good, refused = chunks.take("fr", tmp_path / "done", ALL)
    assert refused == []
    assert good == {ROWS.key: tuple(texts[0]), NAMED.key: texts[1], PLAIN.key: texts[2]}


def test_what_is_translated_is_not_asked_again(tmp_path, monkeypatch):
    monkeypatch.setattr(
        catalogues, "translated", lambda _l: {NAMED.key: "x", ROWS.key: "an old singular"}
    )
    (path,) = chunks.todo("fr", tmp_path, ALL, words=1000)
    assert [e["id"] for e in json.loads(path.read_text(encoding="utf-8"))] == [ROWS.id, PLAIN.id]


def test_the_unfit_is_refused_and_the_rest_is_taken(tmp_path):
    answered(
        tmp_path,
        [
            {"id": NAMED.id, "text": "À {nom}.\n"},
            {"id": "no such id", "text": "x"},
            {"id": PLAIN.id},
            {"id": ROWS.id, "text": ["{n} ligne", "{n} lignes"]},
        ],
    )
    (tmp_path / "fr-002.json").write_text("{", encoding="utf-8")
    answered(tmp_path, {"id": ROWS.id}, "fr-003.json")
    good, refused = chunks.take("fr", tmp_path, ALL)
    assert list(good) == [ROWS.key]
    assert [line.split(":")[0] for line in refused] == [
        "fr-001.json",
        "fr-001.json",
        "fr-002.json",
        "fr-003.json",
    ]
    assert all("\n" not in line for line in refused)
