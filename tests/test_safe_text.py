"""What leaves the program cannot hide, reorder, escape or run."""

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify import safe_text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
HIDDEN = ["\x00", "\n", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\u200f", "\u061c"]
HIDDEN += ["\ud800", "\udfff", "\ufdd0", "\uffff", "\U0010ffff", "\U000e0041", "\u200b", "\ufeff"]


@pytest.mark.parametrize("character", HIDDEN)
def test_hidden_characters_are_spelled_out(character):
    spelled = f"a[U+{ord(character):04X}]b"
    text = f"a{character}b"
    assert safe_text.for_screen(text) == spelled
    assert safe_text.for_html(text) == spelled
    assert safe_text.for_terminal(text) == spelled
    assert safe_text.for_print(text) == spelled


def test_persian_keeps_its_joiner():
    word = "می\u200cخواهم"
    assert safe_text.for_screen(word) == word
    assert safe_text.for_print(word) == word


def test_long_text_tells_its_length():
    assert safe_text.for_screen("x" * 10_000_000) == "x" * 256 + "… 10,000,000 characters"
    assert safe_text.for_print("y" * 201) == "y" * 200 + "… 201 characters"
    assert safe_text.for_screen("x" * 256) == "x" * 256


def test_markup_is_shown_not_obeyed():
    assert safe_text.for_html('<b a="1">&\'') == "&lt;b a=&quot;1&quot;&gt;&amp;&#x27;"
    assert safe_text.for_screen("<b>x[/b]") == "<b>x[/b]"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "  =", "'"])
def test_formulas_are_marked(start):
    cell = start + "cmd|' /C calc'!A0"
    assert safe_text.for_csv(cell) == "'" + cell


def test_ordinary_cells_are_exported_as_they_are():
    assert safe_text.for_csv("O'Brien, 3-4") == "O'Brien, 3-4"
    assert safe_text.for_csv("") == ""
    assert safe_text.for_csv("   ") == "   "


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("x[/b].csv", "x[_b].csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a", "C__a"),
        ("nul.txt", "_nul.txt"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("a\u202ecod.exe", "a[U+202E]cod.exe"),
    ],
)
def test_file_names(name, safe):
    assert safe_text.for_filename(name) == safe


def test_sentences_isolate_the_text():
    assert safe_text.in_sentence("אב\u2069c") == "\u2068אב[U+2069]c\u2069"


@given(ANY_TEXT)
def test_every_border_holds_for_any_text(text):
    borders = [
        safe_text.for_screen,
        safe_text.for_html,
        safe_text.for_terminal,
        safe_text.for_print,
    ]
    for border in [*borders, safe_text.for_filename]:
        shown = border(text)
        shown.encode("utf-8")
        assert not any(h in shown for h in HIDDEN)
        assert all(unicodedata.category(c) not in {"Cc", "Cs"} for c in shown)
    assert "<" not in safe_text.for_html(text)
    assert html.unescape(safe_text.for_html(text)) == html.unescape(safe_text.for_html(text))


@given(ANY_TEXT.filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)))
def test_csv_marks_can_be_taken_back(text):
    marked = safe_text.for_csv(text)
    assert (marked.removeprefix("'")) == text


@given(ANY_TEXT)
def test_file_names_are_one_short_component(text):
    name = safe_text.for_filename(text)
    assert name
    assert not set(name) & set('/\\:*?"<>|')
    assert name not in {".", ".."}
    assert len(name.encode()) <= 121


@given(ANY_TEXT)
def test_print_uses_only_glyphs_that_exist(text):
    shown = safe_text.for_print(text, lambda c: c.isascii())
    assert shown.removesuffix(f"… {len(text):,} characters").isascii()
