"""The door: quick for the small words, a child only for what it knows."""

import subprocess
import sys
import time


def run(*words: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-I", "-m", "leakverify", *words]
    return subprocess.run(
        command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False
    )


def test_the_version_is_quick():
    took = []
    for _ in range(3):
        began = time.process_time(), time.monotonic()
        done = run("--version")
        took.append(time.monotonic() - began[1])
    assert done.returncode == 0
    assert done.stdout.startswith(b"leakverify ")
    assert min(took) < 1.0  # 0.15 s on a machine that does nothing else


def test_the_version_loads_no_large_library():
    code = (
        "import sys; from leakverify.__main__ import main; main(['--version']);"
        "print(sorted(m for m in ('pandas','numpy','pyarrow','PySide6') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert done.stdout.endswith(b"[]\n")


def test_an_unknown_child_is_refused():
    assert run("--child", "nonsense").returncode == 2
    assert run("--child").returncode == 2


def test_a_child_without_a_parent_ends():
    assert run("--child", "analyst").returncode == 0
    assert run("--child", "worker").returncode == 0
