"""What the program says: numbers, sentences, and the words that it never prints."""

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from leakverify import paths
from leakverify.checks.catalogue import CHECKS
from leakverify.model.finding import Finding
from leakverify.model.terms import (
    ClaimKey,
    ClaimState,
    Confidence,
    Family,
    Reading,
    Role,
    State,
    Status,
)
from leakverify.words import call_script, names, numbers, problems
from leakverify.words.findings import SPEAKS, finding_figure, finding_seen, help_of, phrases

ROOT = Path(__file__).resolve().parents[2]
NEVER = [
    "fake",
    "forged",
    "hoax",
    "fraud",
    "scam",
    "a lie",
    "liar",
    "hacked",
    "proves",
    "authentic",
    "AI-generated",
]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (0.0, "0"),
        (1.0, "100"),
        (0.5, "50"),
        (0.0123, "1.2"),
        (0.0005, "0.05"),
        (0.98765, "98.8"),
        (0.00001, "<0.01"),
        (0.999999, ">99.99"),
    ],
)
def test_shares_keep_the_digits_that_matter(part, shown):
    assert numbers.share(part).split("\u202f")[0] == shown


def test_small_counts_are_hidden_where_asked():
    assert [numbers.count(n, hide_small=True) for n in (0, 1, 4, 5, 12345)] == [
        "0",
        "<5",
        "<5",
        "5",
        "12,345",
    ]


@pytest.mark.parametrize(
    ("log10", "word"),
    [
        (0.2, "no"),
        (0.5, "weak"),
        (1.5, "moderate"),
        (2.2, "moderately strong"),
        (3.5, "strong"),
        (5, "very strong"),
        (7, "extremely"),
    ],
)
def test_strength_follows_the_scale(log10, word):
    assert names.strength_word(log10).startswith(word)
    assert names.strength_word(-log10) == names.strength_word(log10)


def test_everything_that_can_be_named_has_a_name():
    for role in Role:
        assert names.role_name(role)
    for reading in Reading:
        assert names.reading_name(reading)
        assert names.if_reading(reading)
    for family in Family:
        assert names.family_name(family)
    for key in ClaimKey:
        assert names.claim_name(key)
    for state in ClaimState:
        assert names.claim_state_name(state)
    for status in Status:
        assert names.status_name(status)
    for confidence in Confidence:
        assert names.confidence_name(confidence)


def raised_codes():
    """Every constant code that the rooms raise or give as a reason."""
    errors, reasons = set(), set()
    for path in (ROOT / "leakverify").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = (
                node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            )
            if not isinstance(first, str) or not re.fullmatch(r"[A-Z][A-Z_]+", first):
                continue
            if name in {
                "UnreadableInput",
                "UsageProblem",
                "OutputProblem",
                "ChildDied",
                "Failed",
                "LeakverifyError",
            }:
                errors.add(first)
            elif name in {"NotApplicable", "not_applicable"}:
                reasons.add(first)
    return errors, reasons


def test_every_code_has_a_sentence():
    errors, reasons = raised_codes()
    assert errors - set(problems.ERRORS) == set()
    assert reasons - set(problems.REASONS) == set()


def test_the_help_is_the_docstrings():
    done = subprocess.run(
        [sys.executable, str(ROOT / "resources/help/build.py"), "--check"], check=False
    )
    assert done.returncode == 0, "run python resources/help/build.py"


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.info.id)
def test_every_check_has_words_and_help(check):
    phrase = phrases()[check.info.id]
    for title in (phrase.against, phrase.supports, phrase.nothing):
        assert title
        assert len(re.sub(r"\{[^}]*\}", "x", title).split()) <= 12, title
    page = help_of(check.info.id)
    assert page.why
    assert page.innocent
    assert page.source


def spoken():
    """What is said on the telephone, in each language."""
    for language, script in call_script.SCRIPTS.items():
        yield f"script {language}", script
        for words in call_script.QUESTIONS[language].values():
            yield f"questions {language}", f"{words.plain} {words.three} {words.wrong}"


def said():
    """All fixed texts of the program: words, window, command line, templates, help."""
    for path in [
        *(ROOT / "leakverify/words").glob("*.py"),
        *(ROOT / "leakverify/gui").rglob("*.py"),
        *(ROOT / "leakverify/cli").glob("*.py"),
    ]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "N_",
                "ui",
                "_",
                "Phrase",
            }:
                for argument in [*node.args, *(k.value for k in node.keywords)]:
                    for constant in ast.walk(argument):
                        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                            yield f"{path.name}", constant.value
    yield from spoken()
    for check, entry in json.loads(
        paths.resource("help/checks.json").read_text(encoding="utf-8")
    ).items():
        for heading, text in entry.items():
            if heading != "source":
                yield check, text


@pytest.mark.parametrize("word", NEVER)
def test_the_words_never_printed_are_not_there(word):
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    assert [(place, text) for place, text in said() if pattern.search(text)] == []


def test_no_number_is_printed_with_an_exponent():
    shown = [numbers.plain(sign * 10.0**power) for power in range(-12, 13) for sign in (1, -1)]
    assert not [text for text in shown if "e" in text]
    assert (numbers.plain(-4.26e-05), numbers.plain(0.0105)) == ("0.000", "0.0105")


def test_a_weight_that_is_called_no_support_says_nothing():
    assert names.strength_word(SPEAKS - 0.001) == "no support"
    assert names.strength_word(SPEAKS + 0.001) == "weak support"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.info.id)
def test_why_and_innocent_explanations_are_sentences(check):
    page = help_of(check.info.id)
    for text in (page.why, *page.innocent):
        assert not text[:1].islower()


@pytest.mark.parametrize(
    ("log10", "about", "at_least"),
    [(2.9, "800", "700"), (2.0, "100", "100"), (0.95, "9", "8"), (3.3, "2,000", "1,000")],
)
def test_at_least_is_rounded_down(log10, about, at_least):
    assert numbers.times(log10) == about
    assert numbers.times(log10, at_least=True) == at_least


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", text.strip()) if s]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.info.id)
def test_every_check_explains_itself_in_full_and_briefly(check):
    phrase, page = phrases()[check.info.id], help_of(check.info.id)
    for part, most, longest in (
        *((seen, 3, 280) for seen in (phrase.seen, *phrase.seen_less)),
        (page.why, 3, 320),
        (phrase.settle, 2, 140),
        (page.reads_as, 3, 240),
    ):
        assert 1 <= len(sentences(part)) <= most, part
        assert len(part) <= longest, part
        assert part.rstrip().endswith((".", "!", "?")), part
        assert "—" not in part
    assert phrase.figure
    assert page.looks_at
    assert len(page.innocent) >= 2, "one innocent explanation is none"
    assert len(set(page.innocent)) == len(page.innocent)
    for cause in page.innocent:
        assert len(cause) <= 220, cause
        assert cause.endswith(".")
    settles = phrase.settle.split()[0]
    assert settles[0].isupper(), "what a person can do"


def test_a_number_that_does_not_exist_for_a_file_leaves_no_gap_in_a_sentence():
    few = {"tags_count": 12, "leader": None, "leader_count": 0, "claimed_count": None}
    finding = Finding(
        "ANC013:email", "ANC013", Family.ANCESTRY, State.COMPUTED, None, ("email",), few
    )
    assert finding_seen(finding) == "12 addresses name a well-known service or the claimed one."
    assert finding_figure(finding) == "12 name a service"
    led = replace(finding, measured=few | {"leader": "example", "leader_count": 9})
    assert "The leading one is example with 9." in finding_seen(led)
    claimed = replace(led, measured=dict(led.measured) | {"claimed_count": 3})
    assert "the claimed one has 3" in finding_seen(claimed)
