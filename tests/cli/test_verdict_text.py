"""The words on a terminal: how the sample was read, and nothing weighed aloud where nothing is concluded."""

import csv
import io
from dataclasses import replace

from rich.console import Console

from leakverify import assess
from leakverify.cli import verdict_text
from leakverify.model.terms import Family, Reading, State
from leakverify.reference import recipes


def said(path):
    out = io.StringIO()
    console = Console(file=out, width=400, highlight=False, markup=False)
    verdict_text.show(assess(path), console)
    return out.getvalue()


def write(path, rows, delimiter=";"):
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def people(n):
    header = ["Kundennr", "E-Mail", "Größe der Tür"]
    return [header, *([1000 + i, f"anna{i}@site.example", f"x{i % 7}ß"] for i in range(n))]


def test_it_says_how_the_file_was_read_and_what_was_not_understood(tmp_path):
    rows = people(40)
    rows[7] = rows[7][:2]
    text = said(write(tmp_path / "kunden.csv", rows))
    assert "kunden.csv: 40 rows, CSV, cp1252, separated by ;, 1 rows of another width" in text
    assert "E-Mail = E-mail" in text
    assert "Not understood, so not checked as such: Größe der Tür." in text
    assert "no header" not in text


def test_below_thirty_rows_no_reading_is_given_strength(tmp_path):
    assert "The readings" in said(write(tmp_path / "enough.csv", people(40)))
    assert "The readings" not in said(write(tmp_path / "few.csv", people(12)))


def test_no_name_can_steer_the_terminal(tmp_path):
    rows = people(12)
    rows[0][2] = "a\x1b[31mred"
    assert "\x1b" not in said(write(tmp_path / "a.csv", rows))


def test_rows_of_the_generator_follow_for_the_strongest_finding_only(tmp_path):
    names = [" ".join(r[0].split()[:2]) for r in recipes.records("faker", "fr_FR")]
    assessment = assess(write(tmp_path / "a.csv", [["name"], *([n] for n in names * 6)]))
    first, second, *rest = assessment.findings
    named = [
        replace(
            first,
            family=Family.GENERATOR,
            state=State.COMPUTED,
            measured={"list": recipe},
            support={Reading.FABRICATED: weight},
        )
        for first, recipe, weight in ((first, "faker fr_FR", 3.0), (second, "chance", 2.0))
    ]
    out = io.StringIO()
    console = Console(file=out, width=400, highlight=False, markup=False)
    verdict_text.show(replace(assessment, findings=(*named, *rest)), console)
    assert "Rows that Faker makes in French (fr_FR), for comparison:" in out.getvalue()
    assert "chance makes" not in out.getvalue()
