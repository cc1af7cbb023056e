"""Which language is spoken, how its gaps are filled, and that English stays exactly the source text."""

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify import safe_text
from leakverify.words import language, numbers
from leakverify.words.language import Words
from leakverify.words.say import plural, ui
from tests.pseudo import pseudo_languages

SOURCE_FILES = sorted(Path(language.__file__).parents[1].rglob("*.py"))
ISLAND = "\u2068{}\u2069"


@pytest.fixture
def pseudo():
    with pseudo_languages():
        yield


def test_english_is_the_source_text_itself():
    assert type(ui("Report")) is str
    assert plural("{n} row", "{n} rows", 1) == "{n} row"
    assert plural("{n} row", "{n} rows", 0) == "{n} rows"


def test_a_language_lasts_for_its_block_alone(pseudo):
    with language.spoken("xx"):
        assert ui("Report").startswith("⟦")
        with language.spoken(None):
            assert language.in_use() == "xx"
    assert ui("Report") == "Report"


def test_a_thread_speaks_english_unless_it_is_handed_the_context(pseudo):
    language.use("xx")
    told = []
    thread = threading.Thread(target=lambda: told.append(ui("Report")))
    thread.start()
    thread.join()
    with ThreadPoolExecutor(1) as pool:
        told.append(pool.submit(copy_context().run, ui, "Report").result())
    assert told[0] == "Report"
    assert told[1].startswith("⟦")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "de_AT@euro"}, "de"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "xx"}, "en"),
        ({"LC_ALL": "", "LANG": "fa"}, "fa"),
        ({"LANG": "../../fr"}, "en"),
    ],
)
def test_the_environment_names_a_language(environment, expected):
    assert language.of_environment(environment) == expected


@pytest.mark.parametrize("code", ["", "xx", "../fr", "fr/", "FR", "fr_FR"])
def test_what_is_no_language_of_ours_does_not_exist(code):
    assert not language.exists(code)


@pytest.mark.parametrize(
    ("code", "count", "share", "small", "signed"),
    [
        ("en", "1,234,567", "12.3\u202f%", "<0.01\u202f%", "+1.50"),
        ("fr", "1\u202f234\u202f567", "12,3\u202f%", "<0,01\u202f%", "+1,50"),
        ("de", "1.234.567", "12,3\u202f%", "<0,01\u202f%", "+1,50"),
        ("es", "1.234.567", "12,3\u202f%", "<0,01\u202f%", "+1,50"),
        ("fa", "۱٬۲۳۴٬۵۶۷", "۱۲٫۳٪", "<۰٫۰۱٪", "+۱٫۵۰"),
        ("ar", "١٬٢٣٤٬٥٦٧", "١٢٫٣٪", "<٠٫٠١٪", "+١٫٥٠"),
    ],
)
def test_numbers_are_written_as_each_language_does(code, count, share, small, signed):
    with language.spoken(code):
        assert numbers.count(1234567) == count
        assert numbers.share(0.999).startswith(share[0]) is False
        assert language.spelling().spell("12.3") + language.spelling().percent == share
        assert numbers.share(0.00001) == small
        assert numbers.signed(1.5) == signed


def test_spanish_parts_thousands_from_five_digits_on():
    with language.spoken("es"):
        assert (numbers.count(1234), numbers.count(12345)) == ("1234", "12.345")


@given(st.floats(-1e9, 1e9, allow_nan=False), st.sampled_from(list(language.OWN_NAMES)))
def test_every_number_reads_back(value, code):
    with language.spoken(code):
        way = language.spelling()
        text = way.spell(f"{value:,.3f}")
        plain = text.replace(way.thousands, "").replace(way.decimal, ".")
        assert float(plain) == float(f"{value:.3f}")
        assert way.right_to_left is not any(c.isascii() and c.isdigit() for c in text)


def test_foreign_pieces_are_islands_in_a_text_from_the_right():
    with language.spoken("fa"):
        text = Words("فایل {name} {n} ردیف دارد").format(name="+33 a.csv", n=12)
        assert text == f"فایل {ISLAND.format('+33 a.csv')} ۱۲ ردیف دارد"
        assert Words("{word}").format(word="سلام") == "سلام"
        # or the day's number would be drawn beside the Latin word that stands before the date
        assert Words("v1 {day}").format(day="۶ آذر") == f"v1 {ISLAND.format('۶ آذر')}"
    with language.spoken("fr"):
        assert Words("{name} {n:.1f}").format(name="a.csv", n=1.5) == "a.csv 1,5"


def test_a_piece_cannot_bring_isolates_of_its_own():
    with language.spoken("fa"):
        text = Words("{name}").format(name="a\u2069\u202eb\u2068")
    assert text == ISLAND.format("a[U+2069][U+202E]b[U+2068]")
    assert safe_text.ours_on_screen(text) == text


@given(
    st.text(alphabet=st.sampled_from("ab \u2066\u2067\u2068\u2069\u202e\u200f\x00"), max_size=12)
)
def test_isolates_that_stay_are_always_balanced(text):
    shown = safe_text.ours_on_screen(text)
    depth = 0
    for character in shown:
        depth += (character == "\u2068") - (character == "\u2069")
        assert depth >= 0
        assert character not in "\u2066\u2067\u202e\u200f\x00"
    assert depth == 0


def test_joined_things_stay_islands():
    with language.spoken("ar"):
        joined = Words("، ").join(["a.csv", "ب", "\u2068x"])
    assert joined == f"{ISLAND.format('a.csv')}، ب، {ISLAND.format('[U+2068]x')}"
    assert isinstance(joined, Words)


def test_no_word_is_fixed_when_its_module_is_imported():
    """What is said at import would stay in the language of that moment."""
    found = []
    for path in SOURCE_FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in _calls_outside_functions(tree):
            if getattr(call.func, "id", "") in {"_", "ui", "plural", "ui_in"}:
                found.append(f"{path.name}:{call.lineno}")
    assert found == []


def _calls_outside_functions(node):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*child.args.defaults, *filter(None, child.args.kw_defaults)]
            for default in defaults:
                yield from (c for c in ast.walk(default) if isinstance(c, ast.Call))
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call):
                yield child
            yield from _calls_outside_functions(child)
