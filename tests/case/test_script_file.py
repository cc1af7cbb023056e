"""A script has five steps, blanks of a closed list, and never names the organisation first."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import script_file
from leakverify.model.call_script import STEPS, Ask, Blank, Part
from leakverify.model.errors import UsageProblem
from leakverify.words import call_script

GOOD = call_script.HEAD + "\n" + "".join(f"[{n}]\nStep {n}\n" for n in range(1, 6))


def refused(text):
    with pytest.raises(UsageProblem) as told:
        script_file.parse(text.encode("utf-8"))
    return told.value.code, told.value.place


@pytest.mark.parametrize("language", call_script.LANGUAGES)
def test_the_scripts_to_begin_with_have_every_part_and_use_every_blank(language):
    script = script_file.default(language)
    assert set(script.parts) == set(Part)
    whole = "\n".join(script.parts.values())
    for blank in Blank:
        assert f"{{{blank}}}" in whole
    assert "#" not in whole
    for step in STEPS[:3]:
        assert script.parts[step].count("\n") == 0
    assert "—" not in call_script.SCRIPTS[language]


def test_both_languages_ask_the_same():
    assert set(call_script.QUESTIONS["en"]) == set(call_script.QUESTIONS["fr"]) == set(Ask)


def test_a_script_of_the_users_own_is_read():
    script = script_file.parse(GOOD.replace("Step 1", "Is it {name}?\r\n# note\n\nYes").encode())
    assert script.parts[Part.WHO] == "Is it {name}?\n\nYes"
    assert Part.BEFORE not in script.parts


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("# leakverify script 1", "# script", 1),
        ("[1]", "words before\n[1]", 2),
        ("[2]", "[1]", 4),
        ("[2]", "[six]", 4),
        ("[2]", "[2", 4),
        ("Step 1", "{organisation}", 3),
        ("Step 1", "{name", 3),
        ("Step 1", "name}", 3),
        ("Step 1", "{{name}}", 3),
        ("Step 1", "\x1b[2J", 3),
        ("Step 1", "x" * 1001, 3),
    ],
)
def test_what_no_script_has_is_refused_with_its_line(old, new, line):
    assert refused(GOOD.replace(old, new)) == ("BAD_SCRIPT", {"line": line})


def test_a_missing_or_empty_step_is_told():
    assert refused(GOOD.replace("[3]\nStep 3\n", "")) == ("SCRIPT_STEP_MISSING", {"step": 3})
    assert refused(GOOD.replace("Step 5", "")) == ("SCRIPT_STEP_MISSING", {"step": 5})


def test_a_file_is_bounded_and_must_be_there(tmp_path):
    path = tmp_path / "script.txt"
    with pytest.raises(UsageProblem, match="NOT_FOUND"):
        script_file.load(path)
    path.write_bytes(GOOD.encode() + b"# note\n" * 10_000)
    with pytest.raises(UsageProblem, match="BAD_SCRIPT"):
        script_file.load(path)
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert script_file.load(path).parts[Part.OPEN] == "Step 3"
    path.write_bytes(b"\xff")
    with pytest.raises(UsageProblem, match="BAD_SCRIPT"):
        script_file.load(path)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8"))))
def test_any_bytes_end_in_a_script_or_a_told_error(data):
    for one in (data, GOOD.encode() + data):
        with contextlib.suppress(UsageProblem):
            script_file.parse(one)


def test_an_organisation_named_too_early_is_found():
    script = script_file.parse(GOOD.replace("Step 2", "From the\nGazette  du Lac").encode())
    assert script_file.names_too_early(script, "gazette du  lac") == (Part.JOURNALIST,)
    assert script_file.names_too_early(script, "Other") == ()
    assert script_file.names_too_early(script, "ro") == ()
    last = script_file.parse(GOOD.replace("Step 5", "Gazette du Lac").encode())
    assert script_file.names_too_early(last, "Gazette du Lac") == ()


def test_blanks_are_filled_once_and_values_are_left_alone():
    filled = call_script.fill("{name}, {caller} of {outlet}", {Blank.NAME: "{caller} {x}"})
    assert filled == "{caller} {x}, … of …"


@pytest.mark.parametrize("language", call_script.LANGUAGES)
def test_questions_are_those_that_the_entry_can_answer(language):
    both = call_script.questions([Ask.TOWN, Ask.AMOUNT], language).split("\n")
    words = call_script.QUESTIONS[language]
    assert both == [words[Ask.TOWN].plain, words[Ask.AMOUNT].plain]
    assert call_script.wrong_question([Ask.TOWN, Ask.AMOUNT], language) == words[Ask.AMOUNT].wrong
    assert call_script.wrong_question([], language) == ""
