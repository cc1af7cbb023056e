"""Files, classes and functions stay small enough to be read; the list of exceptions is empty."""

import ast
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "leakverify").rglob("*.py"))
MAX_FILE, MAX_CLASS, MAX_FUNCTION = 400, 200, 60
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager"}


def length(node):
    return node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=[str(f.relative_to(ROOT)) for f in FILES])
def test_a_file_keeps_its_budget(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            assert length(node) <= MAX_CLASS, node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert length(node) <= MAX_FUNCTION, node.name


def test_no_module_is_named_for_nothing():
    assert not {f.stem for f in FILES} & BANNED_NAMES


def test_the_top_level_is_closed():
    allowed = {
        "pyproject.toml",
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "requirements.txt",
        "requirements-test.txt",
        "leakverify",
        "resources",
        "tests",
        "packaging",
        "build",
        "dist",
        "make.cmd",
    }
    present = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    assert present <= allowed


def test_locked_requirements_hold_no_address():
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--hash=sha256:" in text
