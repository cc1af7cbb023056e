"""The language of words on the terminal and of reports; JSON and exit codes have none."""

import json
import subprocess
import sys

import pytest

from leakverify.cli import language_options
from leakverify.words import language

ROWS = "email,name\n" + "".join(f"p{i}@example.org,N{i}\n" for i in range(40))


def call(*words, environment=None):
    return subprocess.run(
        [sys.executable, "-m", "leakverify", *map(str, words)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **(environment or {})},
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        (["check", "a.csv"], {}, "en"),
        (["check", "a.csv"], {"LANG": "de_DE.UTF-8"}, "de"),
        (["--language", "fr", "check"], {"LANG": "de_DE.UTF-8"}, "fr"),
        (["--language=fa", "check"], {}, "fa"),
        (["--language", "xx", "check"], {"LANG": "es_ES"}, "es"),
        (["check", "--language", "fr"], {}, "en"),
        (["--language"], {}, "en"),
        ([], {"LC_ALL": "ar_EG"}, "ar"),
    ],
)
def test_the_language_is_known_before_the_command(words, environment, expected):
    assert language_options.language_of(words, environment) == expected


def test_a_language_that_there_is_not_is_bad_usage():
    done = call("--language", "tlh", "checks")
    assert done.returncode == 2
    assert "en, fr, de, es, fa, ar" in done.stderr


def test_the_report_speaks_one_language_and_the_json_none(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(ROWS, encoding="utf-8")
    out = {code: tmp_path / f"{code}.html" for code in ("en", "fa")}
    told = {}
    for code, target in out.items():
        done = call(
            *("--language", code, "check", path, "--as-of", "2026-11-22", "--quiet"),
            *("--report", target, "--json", "-"),
        )
        assert done.returncode == 0, done.stderr
        told[code] = json.loads(done.stdout)
    assert told["en"] == told["fa"]
    english, persian = (target.read_text(encoding="utf-8") for target in out.values())
    assert '<html lang="en">' in english
    assert '<html lang="fa" dir="rtl">' in persian
    assert "۱ آذر ۱۴۰۵" in persian
    assert "[U+2068]" not in persian
    again = tmp_path / "again.html"
    call(
        *("check", path, "--as-of", "2026-11-22", "--quiet"),
        *("--report", again, "--report-language", "fa"),
    )
    assert again.read_bytes() == out["fa"].read_bytes()


def test_every_language_is_offered():
    assert language.offered() == tuple(language.OWN_NAMES)
