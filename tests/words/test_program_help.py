"""The page on the program names its version, every bundled table, and what it is built on; a bundle reads its own list."""

import sys

import pytest

from leakverify import __version__, paths
from leakverify.cli import catalogue
from leakverify.reference.table_sources import sources
from leakverify.words import program_help


def test_the_page_says_what_it_should(capsys):
    catalogue.run(about=True)
    said = capsys.readouterr().out
    assert f"Leakverify {__version__}" in said
    assert max(s.date for s in sources()) in said
    assert all(s.name in said for s in sources())
    assert "The program never looks for a newer version" in said


def test_what_pip_installed_is_named_with_its_version():
    told = {
        name.lower().replace("_", "-"): (version, licence)
        for name, version, licence in program_help.components()
    }
    assert {"pandas", "pyside6-essentials", "cryptography"} <= set(told)
    assert "LGPL" in told["pyside6-essentials"][1]
    assert "pytest" not in told


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Qt\t\tLGPL-3.0-only", ("Qt", "", "LGPL-3.0-only")),
        ("Apache Arrow C++\t\tApache-2.0", ("Apache Arrow C++", "", "Apache-2.0")),
        ("pandas\t3.1.1\tBSD-3-Clause", ("pandas", "3.1.1", "BSD-3-Clause")),
        ("libxcb-cursor0\t0.1.1-4\t", ("libxcb-cursor0", "0.1.1-4", "")),
        ("nameless", ("nameless", "", "")),
    ],
)
def test_a_bundle_reads_its_own_list(tmp_path, monkeypatch, line, fields):
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "COMPONENTS.txt").write_text(line + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "leakverify"))
    assert paths.licences() == tmp_path / "licences"
    assert program_help.components() == (fields,)
    assert str(tmp_path) in "".join(part for p in program_help.parts() for part in p.sentences)
