"""The first lines of a child: take the pipes, open the sample, lock, and only then import what reads it.

Nothing here may import a large library. Beyond "os, sys, ctypes, struct" there are `json` and what opens files: plain
Python that starts no thread; the first frame comes from the trusted parent, and the lock itself counts the threads.
"""

import json
import os
import struct
import sys

from leakverify import isolation, silence
from leakverify.model.errors import UnreadableInput
from leakverify.sources.regular import NamedFile, open_regular

_HEAD = struct.Struct(">I")
_MAX_FRAME = 262_144
_WRITER_MEMORY = 1 << 30
_WORKER_MEMORY = 3 << 29
KINDS = ("analyst", "writer", "worker", "lookup", "cluster")


class Opened:
    """A file opened before the lock, or the code that says why it could not be."""

    __slots__ = ("code", "file")

    def __init__(self, file: NamedFile | None, code: str = "") -> None:
        self.file = file
        self.code = code


class Start:
    """What a locked child begins with."""

    __slots__ = ("earlier", "files", "isolation", "payload", "pipes")

    def __init__(
        self,
        pipes: tuple[int, int],
        payload: bytes,
        files: list[Opened],
        earlier: list[Opened],
        held: isolation.Isolation,
    ) -> None:
        self.pipes = pipes
        self.payload = payload
        self.files = files
        self.earlier = earlier
        self.isolation = held


def run(kind: str) -> int:
    """Be a child of this kind until the parent closes the pipe."""
    if kind not in KINDS:
        return 2
    silence.arm()
    pipes = _own_pipes()
    sys.dont_write_bytecode = True
    if kind == "writer":
        held = isolation.lock(memory_bytes=_WRITER_MEMORY)
        from leakverify.engine import writer

        return writer.serve(Start(pipes, b"", [], [], held))
    if kind == "worker":
        held = isolation.lock(memory_bytes=_WORKER_MEMORY)
        from leakverify.engine import worker

        return worker.serve(Start(pipes, b"", [], [], held))
    payload = _first_frame(pipes[0])
    if payload is None:
        return 0
    if kind == "lookup":
        from leakverify.engine import look_up_child

        return look_up_child.serve(pipes, payload)
    if kind == "cluster":
        from leakverify.engine import cluster_child

        return cluster_child.serve(pipes, payload)
    request = json.loads(payload)
    files = [open_file(path) for path in request.get("paths", ())]
    earlier = [open_file(path) for path in request.get("earlier", ())]
    limits = request.get("limits", {})
    memory, seconds = (int(limits.get(name, 0)) for name in ("memory_bytes", "cpu_seconds"))
    held = isolation.lock(memory_bytes=max(memory, 0), cpu_seconds=max(seconds, 0))
    from leakverify.engine import analyst

    return analyst.serve(Start(pipes, payload, files, earlier, held))


def open_file(path: str) -> Opened:
    """Open one file of the sample, while the process may still open files."""
    try:
        return Opened(open_regular(path))
    except UnreadableInput as error:
        return Opened(None, error.code)


def _own_pipes() -> tuple[int, int]:
    """Keep the pipes for the wire alone: a library that prints must not be able to speak to the parent."""
    pipes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return pipes


def _first_frame(descriptor: int) -> bytes | None:
    """The parent's first message; None where it went away instead."""
    head = _read(descriptor, _HEAD.size)
    if len(head) < _HEAD.size:
        return None
    (length,) = _HEAD.unpack(head)
    if length > _MAX_FRAME:
        return None
    payload = _read(descriptor, length)
    return payload if len(payload) == length else None


def _read(descriptor: int, count: int) -> bytes:
    """So many bytes, fewer at the pipe's end."""
    data = b""
    while len(data) < count:
        piece = os.read(descriptor, count - len(data))
        if not piece:
            break
        data += piece
    return data
