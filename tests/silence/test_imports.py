"""P1: no module outside `network/` imports what can reach out, by any way of importing; one place starts programs."""

import ast
from pathlib import Path

import pytest

import leakverify

ROOT = Path(leakverify.__file__).parent
FILES = sorted(p for p in ROOT.rglob("*.py") if "network" not in p.relative_to(ROOT).parts)
REACHING = {
    "_asyncio", "_overlapped", "_posixsubprocess", "_socket", "_ssl", "_winapi", "aiohttp", "anyio", "asyncio",
    "asyncore", "boto3", "curl_cffi", "dask", "distributed", "dns", "ftplib", "grpc", "h11", "h2", "hpack", "http",
    "httpcore", "httpcore2", "httpx", "httpx2", "hyperframe", "imaplib", "nntplib", "pip", "poplib", "pty", "pycares",
    "pycurl", "requests", "smtpd", "smtplib", "sniffio", "socket", "socketserver", "socksio", "ssl",
    "syslog", "telnetlib", "tornado", "trio", "truststore", "urllib", "urllib3", "uvloop", "webbrowser", "websockets",
    "wsgiref", "xmlrpc", "zmq", "pyarrow.flight", "pyarrow.fs", "pyarrow._flight", "pyarrow._s3fs", "pyarrow._gcsfs",
    "pyarrow._azurefs", "pyarrow._hdfs", "multiprocessing.connection", "multiprocessing.managers", "logging.handlers",
    "logging.config", "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets",
    "PySide6.QtWebEngineWidgets", "PySide6.QtHttpServer", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDBus",
    "PySide6.QtBluetooth", "PySide6.QtSerialPort", "PySide6.QtRemoteObjects", "PySide6.QtMultimedia",
}  # fmt: skip
STARTING = {
    "system", "popen", "fork", "forkpty", "posix_spawn", "posix_spawnp", "startfile", "execl", "execle", "execlp",
    "execlpe", "execv", "execve", "execvp", "execvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe", "spawnv", "spawnve",
    "spawnvp", "spawnvpe",
}  # fmt: skip
IMPORTERS = {
    "import_module",
    "__import__",
    "find_spec",
    "find_loader",
    "load_module",
    "run_module",
    "run_path",
}

COMPUTED = {
    "__init__.py": "names of two functions, from a table in the file",
    "validators/national.py": "python-stdnum's modules, from a table in the file",
    "words/findings.py": "families of checks, from a table in the file",
    "words/say.py": "homes of words, from a table in the file",
    "engine/cluster.py": "looks for specs only, imports nothing",
    "engine/look_up_room.py": "looks for specs only, imports nothing",
}
"""Imports whose name is computed, each with the reason why it stays with what is harmless."""
SUBPROCESS = {
    "engine/launch.py": "starts the program's own children",
    "engine/client.py": "the type of a process",
    "engine/writer_client.py": "the type of a process",
    "silence.py": "how Windows spells a command",
}
PROCESSES = {
    "engine/calibration_run.py": "calibration, on the builders' machines, in several processes"
}


def is_reaching(name):
    parts = name.split(".")
    return any(".".join(parts[:n]) in REACHING for n in range(1, len(parts) + 1))


def imported(nodes):
    """Every module that a file names in an import, or in a call that imports; None for a name that is computed."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in IMPORTERS:
                given = node.args[0] if node.args else None
                constant = isinstance(given, ast.Constant) and isinstance(given.value, str)
                yield given.value if constant else None


def started(nodes):
    """Calls that start a program."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = getattr(node.func.value, "id", "")
            if of == "subprocess" or (of == "os" and node.func.attr in STARTING):
                yield f"{of}.{node.func.attr}"
        if isinstance(node, ast.ImportFrom) and node.module in {"os", "subprocess"}:
            yield from (f"{node.module}.{a.name}" for a in node.names if a.name in STARTING)


def walked(code):
    return list(ast.walk(ast.parse(code)))


def key(path):
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def files():
    """What each file imports and starts, read once."""
    out = {}
    for path in FILES:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        out[key(path)] = list(imported(nodes)), sorted(set(started(nodes)))
    return out


def test_nothing_outside_its_room_imports_what_reaches_out(files):
    assert len(files) > 500
    found = {k: [n for n in names if n and is_reaching(n)] for k, (names, _) in files.items()}
    assert {k: names for k, names in found.items() if names} == {}


def test_every_computed_import_has_a_reason(files):
    assert {k for k, (names, _) in files.items() if None in names} == set(COMPUTED)


def test_one_place_starts_programs(files):
    started_by = {k: calls for k, (_, calls) in files.items() if calls}
    assert started_by == {"engine/launch.py": ["subprocess.Popen"]}
    assert {k for k, (names, _) in files.items() if "subprocess" in names} == set(SUBPROCESS)
    assert {k for k, (names, _) in files.items() if "multiprocessing" in names} == set(PROCESSES)


def test_only_the_children_that_ask_name_the_room(files):
    users = {
        k
        for k, (names, _) in files.items()
        if any((n or "").startswith("leakverify.network") for n in names)
    }
    assert users <= {"engine/look_up_child.py", "engine/cluster_child.py"}


@pytest.mark.parametrize(
    "bad",
    [
        "import socket",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import http.client as c",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "def f():\n    import ssl",
        "import importlib\nimportlib.import_module('dns.resolver')",
        "from importlib import import_module\nimport_module('httpx2')",
        "__import__('smtplib')",
        "from pyarrow import fs",
        "from multiprocessing import connection",
    ],
)
def test_the_rule_sees_what_it_forbids(bad):
    assert any(n and is_reaching(n) for n in imported(walked(bad)))


def test_the_rule_leaves_the_rest_alone():
    good = "import os, json\nfrom http_x import y\nfrom pyarrow import compute\nfrom PySide6 import QtCore"
    assert not any(n and is_reaching(n) for n in imported(walked(good)))
    assert list(imported(walked("import_module(f'x.{y}')"))) == [None]
    assert list(started(walked("os.system('x')\nsubprocess.run([])"))) == [
        "os.system",
        "subprocess.run",
    ]
