"""The self-test in a process of its own, so that the window stays quick: the same program, told to speak in lines."""

import json
import sys
import threading
from typing import Any, Final

from leakverify.engine import launch, self_test_wire
from leakverify.model.errors import ChildDied
from leakverify.model.museum import SelfTest
from leakverify.model.progress import CancelToken, OnProgress, Progress

LOOKS_EVERY: Final = 0.1
PATIENCE: Final = 10.0
"""Seconds after which a run that was asked to stop, and did not, is ended."""


def run(on_progress: OnProgress, cancel: CancelToken) -> SelfTest:
    """Run it and wait; raises ChildDied where no result came."""
    process = launch.start(_words())
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process, cancel, ended), daemon=True)
    watcher.start()
    last: dict[str, Any] = {}
    try:
        if process.stdout is not None:
            for line in process.stdout:
                last = json.loads(line)
                if "total" in last:
                    on_progress(Progress("selftest", int(last["done"]), int(last["total"])))
        return self_test_wire.from_dict(last)
    except (KeyError, TypeError, ValueError):
        raise ChildDied("CHILD_DIED") from None
    finally:
        ended.set()
        watcher.join()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _words() -> list[str]:
    """The command line."""
    words = ["selftest", "--lines"]
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-I", "-m", "leakverify", *words]


def _watch(process: launch.Process, cancel: CancelToken, ended: threading.Event) -> None:
    """Pass the wish to stop on; what was tried is still told, unless it takes too long."""
    while not cancel.is_set():
        if ended.wait(LOOKS_EVERY):
            return
    try:
        if process.stdin is not None:
            process.stdin.write(b"stop\n")
            process.stdin.flush()
    except OSError:
        return
    if not ended.wait(PATIENCE):
        process.kill()
