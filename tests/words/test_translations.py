"""The catalogues: in step with the program, true to its fields and forms, and fit to be spoken."""

import gettext
import string
import subprocess
import sys

import pytest

from leakverify.words import language as spoken
from tests.words.catalogues_at_hand import (
    FOLDER,
    catalogues,
    chunks,
    every_message,
    languages,
    messages,
    rules,
    translated,
)

LANGUAGES = languages.LANGUAGES
FLOOR = dict.fromkeys(LANGUAGES, 0.99)
"""The least share of messages that each language has translated; the goal is 1."""


def test_everything_built_is_in_step_with_the_program():
    ran = subprocess.run(
        [sys.executable, str(FOLDER / "build.py"), "--check"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.stdout.split() == [], "run python resources/translations/build.py"
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_much_is_translated_as_was_reached(language):
    done = sum(m.key in translated(language) for m in every_message())
    assert done / len(every_message()) >= FLOOR[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_keeps_the_rules(language):
    known = {m.key: m for m in every_message()}
    assert set(translated(language)) <= set(known)
    wrong = [
        (known[key].text, text, faults)
        for key, text in translated(language).items()
        if (faults := rules.faults(known[key], text, language))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_compiled_text_loads_and_can_be_filled_in(language):
    read = gettext.translation("leakverify", str(FOLDER), [language])
    assert read.info()["language"] == language
    for message in every_message():
        for n in (0, 1, 2, 3, 11, 100, 1_000_000):
            said = (
                read.ngettext(message.text, message.many, n)
                if message.many
                else read.pgettext(message.context, message.text)
                if message.context
                else read.gettext(message.text)
            )
            assert said
            names = {name for _t, name, _s, _c in string.Formatter().parse(said) if name}
            said.format(**dict.fromkeys(names, 7))
            if not message.many:
                break


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_of_plurals_is_the_one_that_gettext_reads(language):
    count, text, rule = languages.PLURALS[language]
    reads = gettext.c2py(text)
    assert [reads(n) for n in range(1200)] == [rule(n) for n in range(1200)]
    assert {rule(n) for n in range(1200)} == set(range(count))
    assert len(chunks.form_numbers(language)) == count


def test_nothing_stays_nothing(tmp_path, monkeypatch):
    """Under the empty text gettext keeps the header of a catalogue."""
    speak(tmp_path, monkeypatch, [messages.Message("Rows")], {("", "Rows"): "Lignes"})
    assert spoken._("Rows") == "Lignes"
    assert spoken._("") == ""


def speak(folder, monkeypatch, known, done):
    """Speak French from now on, with these messages alone."""
    text, compiled = catalogues.catalogue("fr", known, done)
    path = folder / "translations" / "fr" / "LC_MESSAGES"
    path.mkdir(parents=True)
    (path / "leakverify.po").write_bytes(text)
    (path / "leakverify.mo").write_bytes(compiled)
    monkeypatch.setattr(spoken.paths, "resource", lambda name: folder / name)
    spoken._catalogue.cache_clear()
    token = spoken._LANGUAGE.set("fr")
    monkeypatch.setattr(spoken, "_TOKEN", token, raising=False)


@pytest.fixture(autouse=True)
def english_again():
    before = spoken._LANGUAGE.get()
    yield
    spoken._LANGUAGE.set(before)
    spoken._catalogue.cache_clear()


def test_forms_and_contexts_come_back_from_the_file(tmp_path, monkeypatch):
    known = [
        messages.Message("{n} row", "{n} rows"),
        messages.Message("not reached", context="goal"),
        messages.Message("not reached"),
        messages.Message("Not done"),
    ]
    done = {
        ("", "{n} row"): ("{n} ligne", "{n} lignes"),
        ("goal", "not reached"): "pas atteint",
        ("", "not reached"): "pas joint",
    }
    speak(tmp_path, monkeypatch, known, done)
    assert [spoken.plural("{n} row", "{n} rows", n).format(n=n) for n in (0, 1, 2)] == [
        "0 ligne",
        "1 ligne",
        "2 lignes",
    ]
    assert spoken.ui_in("goal", "not reached") == "pas atteint"
    assert spoken._("not reached") == "pas joint"
    assert spoken._("Not done") == "Not done"
    assert catalogues.translated("fr", tmp_path / "translations") == done


def test_equal_messages_give_equal_bytes_whatever_their_order():
    known = [messages.Message(t, files=["leakverify/x.py"]) for t in ("b", "a", "c")]
    done = {("", t): t.upper() for t in "abc"}
    assert catalogues.catalogue("de", known, done) == catalogues.catalogue("de", known[::-1], done)
    assert catalogues.template(known) == catalogues.template(known[::-1])


def test_a_catalogue_holds_nothing_that_the_program_no_longer_says():
    text, compiled = catalogues.catalogue(
        "de", [messages.Message("a")], {("", "a"): "A", ("", "gone"): "weg"}
    )
    assert b"weg" not in text + compiled


def test_a_plural_that_was_none_before_is_not_taken_from_its_old_form():
    text, _compiled = catalogues.catalogue("de", [messages.Message("a", "b")], {("", "a"): "alt"})
    assert b"alt" not in text
