"""What a bundle leaves out is left out, what it needs stays, and nothing that code imports is excluded."""

import ast
import importlib.util
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import bundle_parts
import pytest

from leakverify.validators import national

PACKAGE = Path(__file__).resolve().parents[2] / "leakverify"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/networkinformation/libqglib.so",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6\\plugins\\tls\\qschannelbackend.dll".replace(
            "PySide6\\plugins", "PySide6\\Qt\\plugins"
        ),
        "PySide6/Qt/translations/qtbase_pl.qm",
        "PySide6/Qt/translations/qt_help_de.qm",
        "leakverify/resources/translations/fr/LC_MESSAGES/leakverify.po",
        "pyarrow/libarrow_flight.so.2600",
        "pyarrow/libarrow_s3.so.2600",
        "pyarrow/include/arrow/api.h",
        "pycountry/locales/de/LC_MESSAGES/iso3166-1.mo",
        "pycountry/databases/iso639-3.json",
        "stdnum/oui.dat",
        "rapidfuzz/distance/metrics_cpp_avx2.cpython-311-x86_64-linux-gnu.so",
        "rapidfuzz\\fuzz_cpp.cp311-win_amd64.pyd",
        "wcwidth/_wcwidth_c.abi3.so",
        "leakverify/resources/translations/leakverify.pot",
        "leakverify/resources/tables/national.py",
        "leakverify/resources/help/__pycache__/build.pyc",
    ],
)
def test_left_out(place):
    assert not bundle_parts.keeps(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_fa.qm",
        "leakverify/resources/translations/fr/LC_MESSAGES/leakverify.mo",
        "pyarrow/libarrow_substrait.so.2600",
        "pycountry/databases/iso3166-1.json",
        "stdnum/cn/loc.dat",
        "rapidfuzz/distance/metrics_cpp.cpython-311-x86_64-linux-gnu.so",
        "rapidfuzz/process_cpp_impl.cpython-311-x86_64-linux-gnu.so",
        "leakverify/resources/tables/SOURCES.toml",
        "libxcb-cursor.so.0",
    ],
)
def test_kept(place):
    assert bundle_parts.keeps(place)


@cache
def imported():
    return tuple(_imported())


def _imported():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            yield from ((name, path) for name in names)


def test_nothing_that_the_program_imports_is_excluded():
    optional = {"faker", "mimesis"}  # `calibrate` alone, which says what to install
    excluded = set(bundle_parts.UNUSED) - optional
    wrong = {
        (n, p.name)
        for n, p in imported()
        if n in excluded or any(n.startswith(f"{e}.") for e in excluded)
    }
    assert wrong == set()


def test_the_offline_edition_leaves_out_what_only_look_ups_import():
    left = set(bundle_parts.ONLY_FOR_LOOK_UPS)
    outside = [(n, p) for n, p in imported() if "network" not in p.relative_to(PACKAGE).parts]
    wrong = {
        (n, p.name) for n, p in outside if n in left or any(n.startswith(f"{e}.") for e in left)
    }
    assert wrong == set()


def test_the_order_is_fixed():
    entries = [("b", "/x/b", "BINARY"), ("a", "/x/a", "BINARY"), ("libqvnc.so", "/x", "BINARY")]
    assert (
        bundle_parts.kept(entries) == bundle_parts.kept(entries[::-1]) == [entries[1], entries[0]]
    )


def test_the_modules_that_national_numbers_name_are_there():
    assert len(national.modules()) > 50
    assert [m for m in sorted(national.modules()) if importlib.util.find_spec(m) is None] == []


def test_no_validator_asks_for_a_list_that_is_left_out():
    """Each module of python-stdnum that is named, and what it imports of the package, names its lists in its code."""
    asked, waiting = set(), set(national.modules())
    seen: set[str] = set()
    while waiting - seen:
        name = (waiting - seen).pop()
        seen.add(name)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            continue
        code = Path(spec.origin).read_text(encoding="utf-8")
        asked.update(re.findall(r"numdb\.get\(['\"]([^'\"]+)", code))
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stdnum."):
                waiting.add(node.module)
    assert "cn/loc" in asked
    assert [n for n in sorted(asked) if not bundle_parts.keeps(f"stdnum/{n}.dat")] == []


LEAN = """
import json, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.endswith("_avx2") or name in {"rapidfuzz.fuzz_cpp", "wcwidth._wcwidth_c"}:
            raise ImportError(name)

if sys.argv[1] == "lean":
    sys.meta_path.insert(0, Absent())
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Indel
words = [f"{a}{b}{c}" for a in ("ann", "bo", "ch\u00e9") for b in ("a", "ette", "x") for c in ("", "-lee", "s")]
pairs = process.cpdist(words, words[1:] + words[:1], scorer=Indel.normalized_similarity, workers=1, dtype=np.float64)
near = [[m[0] for m in process.extract(w, words, scorer=DamerauLevenshtein.distance, score_cutoff=2)] for w in words]
from ftfy.badness import is_bad
print(json.dumps([[float(p).hex() for p in pairs], near, is_bad("\u00c3\u00a9")]))
"""


def test_what_is_left_out_twice_changes_no_result():
    told = [
        subprocess.run(
            [sys.executable, "-c", LEAN, how], capture_output=True, text=True, check=True
        ).stdout
        for how in ("lean", "whole")
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 1_000
