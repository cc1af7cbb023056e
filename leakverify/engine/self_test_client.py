"""The self-test, or a round of practice, in a process of its own, so that the window stays quick: the same program, told to speak in lines."""

import json
import sys
import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar

from leakverify.engine import launch, practice_wire, self_test_wire
from leakverify.model.errors import ChildDied
from leakverify.model.museum import SelfTest
from leakverify.model.practice import Round
from leakverify.model.progress import CancelToken, OnProgress, Progress

T = TypeVar("T")
LOOKS_EVERY: Final = 0.1
PATIENCE: Final = 10.0
"""Seconds after which a run that was asked to stop, and did not, is ended."""


def run(on_progress: OnProgress, cancel: CancelToken) -> SelfTest:
    """Run it and wait; raises ChildDied where no result came."""

    def hear(line: dict[str, Any]) -> None:
        if "total" in line:
            on_progress(Progress("selftest", int(line["done"]), int(line["total"])))

    return _told(["selftest", "--lines"], self_test_wire.from_dict, hear, cancel)


def practise(seed: int, cancel: CancelToken) -> Round:
    """A round of practice, made in a process of its own; raises ChildDied where none came."""
    words = ["selftest", "--lines", "--practise", str(seed)]
    return _told(words, practice_wire.from_dict, lambda _line: None, cancel)


def _told(
    words: list[str],
    read: Callable[[dict[str, Any]], T],
    hear: Callable[[dict[str, Any]], None],
    cancel: CancelToken,
) -> T:
    """Start the program with these words, hear its lines, and read the last one."""
    process = launch.start(_command(words))
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process, cancel, ended), daemon=True)
    watcher.start()
    last: dict[str, Any] = {}
    try:
        if process.stdout is not None:
            for line in process.stdout:
                last = json.loads(line)
                hear(last)
        return read(last)
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


def _command(words: list[str]) -> list[str]:
    """The command line."""
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
