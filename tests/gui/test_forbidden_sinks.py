"""S25: no rich-text sink, no opener of addresses, no thread outside the one place for threads."""

import ast
from pathlib import Path

import pytest

import leakverify.gui

ROOT = Path(leakverify.gui.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
CALLS = {
    "setHtml", "setMarkdown", "insertHtml", "appendHtml", "openUrl", "setOpenExternalLinks",
    "eval", "exec", "setTextInteractionFlags", "setSource",
}  # fmt: skip
NAMES = {
    "QTextBrowser", "QTextEdit", "QErrorMessage", "QTextDocument", "QDesktopServices", "QSortFilterProxyModel",
    "QWebEngineView", "RichText", "AutoText", "MarkdownText", "QSplashScreen", "QWhatsThis",
}  # fmt: skip
MODULES = {
    "pickle", "shelve", "marshal", "subprocess", "tempfile", "logging", "socket", "ssl", "urllib", "http",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtWebEngineWidgets", "PySide6.QtSql",
    "PySide6.QtPdf", "PySide6.QtMultimedia", "pandas", "pyarrow", "numpy",
}  # fmt: skip
THREADS = {
    "threading",
    "QThread",
    "QThreadPool",
    "QRunnable",
    "concurrent",
    "multiprocessing",
    "concurrent.futures",
}
LABELS = {"label.py"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def is_constant(node: ast.expr) -> bool:
    """A literal, or `ui("literal")`: a text of ours."""
    if isinstance(node, ast.Constant):
        return True
    return isinstance(node, ast.Call) and called(node) == "ui" and is_constant(node.args[0])


def imports(module: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_forbidden_sink(path):
    module = tree(path)
    hits = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = called(node)
            if name in CALLS and not (name == "exec" and path.name == "app.py"):
                hits.append(name)
            if name == "setToolTip" and not is_constant(node.args[0]):
                hits.append("setToolTip of data")
            if name == "QLabel" and path.name not in LABELS:
                hits.append("QLabel")
            if name == "setWindowTitle" and not (
                is_constant(node.args[0]) or path.name in {"dialogs.py", "title.py"}
            ):
                hits.append("window title of data")
        name = getattr(node, "attr", getattr(node, "id", ""))
        if name in NAMES:
            hits.append(name)
    assert hits == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_forbidden_import(path):
    found = imports(tree(path))
    forbidden = {f for f in found if f in MODULES or f.split(".")[0] in MODULES}
    assert forbidden == set()
    if path.name != "jobs.py":
        assert not found & THREADS


def test_the_rule_sees_what_it_forbids():
    bad = ast.parse("label.setToolTip(cell)")
    call = next(n for n in ast.walk(bad) if isinstance(n, ast.Call))
    assert not is_constant(call.args[0])
    assert is_constant(ast.parse('ui("Open")', mode="eval").body)


def test_no_fixed_text_holds_a_variable():
    """`ui(f"…")` and `ui(name)` are never extracted for translation."""
    loose = [
        (path.name, node.lineno)
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and called(node) == "ui"
        and not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant))
    ]
    assert loose == []
