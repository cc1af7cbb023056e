"""Starts a child the one way that children are started (CONTRACTS 6, Launch)."""

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from leakverify import paths, silence

Process = subprocess.Popen[bytes]

_PASSED_ON: Final = ("HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR")
_FIXED: Final = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "1048576",
    "MALLOC_TRIM_THRESHOLD_": "8388608",
}
"""Fixed settings: no locale, one thread for linear algebra, and an allocator that gives memory back.

The thresholds are a bargain: a quarter of them saves 4 % of memory and costs 8 % of time, for arrays over a step's rows
are then fetched from the system and zeroed each time.
"""


def command(kind: str) -> list[str]:
    """The child's command line; file names never stand in it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", kind]
    return [sys.executable, "-I", "-m", "leakverify", "--child", kind]


def environment() -> dict[str, str]:
    """The few variables that a child gets."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, **_FIXED}


def start(
    words: Sequence[str],
    inherit: Sequence[int] = (),
    *,
    stdin: int = subprocess.PIPE,
    stdout: int = subprocess.PIPE,
) -> Process:
    """Start a child in its own session, with pipes and nothing else but the descriptors of `inherit`.

    On Linux the child dies when the *thread* that started it ends, so call this on a thread that stays as long as
    the child. Its stderr goes nowhere: it could hold a cell.
    """
    with silence.starting(words):
        return subprocess.Popen(  # noqa: S603  (our own executable, no shell)
            list(words),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            cwd=paths.PACKAGE.parent,
            env=environment(),
            start_new_session=True,
            close_fds=True,
            pass_fds=tuple(inherit) if os.name == "posix" else (),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
