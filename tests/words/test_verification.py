"""What is said of a dossier that was verified."""

import dataclasses

import pytest

from leakverify.case import custody
from leakverify.model.verification import (
    ARCHIVE,
    Compared,
    Difference,
    Fault,
    FaultKind,
    FileSeen,
    Given,
    Made,
    Outcome,
    Refusal,
    Signer,
    Verification,
)
from leakverify.words import verification as words

THEN = Made("0.1.0", {"names": "2026-01-01"}, "full", "shareable", "2026-11-22", 0)
SAME = Compared("A:1", "A", Outcome.SAME)
TOLD = Verification((), Signer("ab" * 32), THEN, THEN, (), (), None, (), (SAME,))


def told(**changes):
    return dataclasses.replace(TOLD, **changes)


def test_the_headline_tells_the_worst():
    assert "The same" in words.headline(TOLD)
    assert "something else" in words.headline(told(result=(Difference("status", "a", "b"),)))
    assert "something else" in words.headline(
        told(findings=(dataclasses.replace(SAME, outcome=Outcome.NEW),))
    )
    assert "nothing was run" in words.headline(told(now=None, refusal=Refusal("X")))
    assert "another key" in words.headline(told(signer=Signer("ab" * 32, expected=False)))
    assert "not as it was signed" in words.headline(
        told(faults=(Fault(FaultKind.MISSING, "report.pdf"),))
    )


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_has_a_sentence_that_names_its_place(kind):
    said = words.fault_sentence(Fault(kind, "custody.jsonl", 3, "hash"))
    assert kind is FaultKind.STRUCTURE or "custody" in said
    assert kind is not FaultKind.ENTRY or "entry 3: the entry was changed" in said
    assert kind is FaultKind.ENTRY or "None" not in words.fault_sentence(Fault(kind, ARCHIVE))


@pytest.mark.parametrize(
    ("now", "word"),
    [("0.2.0", "older"), ("0.0.9", "later"), ("1.x", "another"), ("0.1.0", "")],
)
def test_another_version_is_told(now, word):
    said = " ".join(words.version_sentences(THEN, dataclasses.replace(THEN, version=now), (SAME,)))
    assert (f"{word} version" in said) if word else ("version of this program" not in said)


def test_newer_tables_and_changed_checks_are_told():
    now = dataclasses.replace(THEN, tables={"names": "2026-02-02", "towns": "2026-01-01"})
    made = (SAME, Compared("B:1", "B", Outcome.NEW), Compared("C:1", "C", Outcome.DIFFERS))
    said = words.version_sentences(THEN, now, made)
    assert any("names 2026-01-01 → 2026-02-02; towns – → 2026-01-01" in line for line in said)
    assert any("new: B" in line for line in said)
    assert any("something else: C" in line for line in said)


def test_without_a_named_key_it_is_said_that_anybody_can_sign():
    said = {
        expected: words.signer_sentences(Signer("ab" * 32, expected), "abab", "lusab")
        for expected in (None, True, False)
    }
    assert said[None][0].startswith("Anybody can sign")
    assert "is the one" in said[True][0]
    assert "somebody else" in said[False][0]
    assert all("abab" in " ".join(lines) and "lusab" in " ".join(lines) for lines in said.values())


def test_every_act_of_a_log_has_words():
    assert set(words.ACTS) == set(custody.Act)


def test_a_mark_or_a_fact_is_not_logged_as_an_answer():
    assert "answer" not in words.ACTS[custody.Act.ANSWERED]


def test_files_are_told_by_their_hash():
    for role in Given:
        for name in ("", "a.csv"):
            said = words.file_sentence(FileSeen(role, "0123456789abcdef" * 4, name))
            assert "0123456789abcdef…89abcdef" in said


@pytest.mark.parametrize(
    ("difference", "line"),
    [
        (
            Difference("status", "unverified", "altered"),
            "result: Unverified in the dossier, Reads as altered now",
        ),
        (Difference("fragile", True, None), "hangs on one check: yes in the dossier, – now"),
        (
            Difference("support.tampered", 0.4, 1234.5),
            "weight for “altered”: 0.4 in the dossier, 1,234 now",
        ),
        (
            Difference("claims.size", "x", 12000),
            "There are as many as stated: x in the dossier, 12,000 now",
        ),
        (Difference("claims.evil", "x", "y"), "claims.evil: x in the dossier, y now"),
        (
            Difference("leading", "genuine", "evil"),
            "leading reading: as claimed in the dossier, evil now",
        ),
    ],
)
def test_a_difference_reads_as_a_line(difference, line):
    assert words.difference_line(difference) == line
