"""The writer: the locked child that turns finished strings and figures into a PDF. It never has a sample.

The parent sends one job as JSON in frames, ended by an empty frame: `{"template", "data", "as_of"}`. The answer is a
`ready`, then the PDF in raw frames ended by an empty one, or an `error`.
"""

import json
from typing import Any, Final

from leakverify.engine import wire
from leakverify.engine.child import Start
from leakverify.limits import MAX_FRAME
from leakverify.model.messages import Failed, FromChild, ProtocolError, Ready

MAX_JOB: Final = 64 << 20


def serve(start: Start) -> int:
    """Write one report, then end."""
    _speak(start.pipes[1], Ready(start.isolation.level, start.isolation.details))
    job = collect(start.pipes[0], MAX_JOB)
    if job is None:
        return 0
    try:
        pdf = _rendered(json.loads(job))
    except Exception as error:  # noqa: BLE001  (told by its kind alone)
        _speak(start.pipes[1], Failed("OUTPUT_FAILED", {"kind": type(error).__name__[:64]}))
        return 0
    send(start.pipes[1], pdf)
    return 0


def collect(descriptor: int, limit: int) -> bytes | None:
    """The frames up to the empty one, as one piece; None where the pipe ends before."""
    data = bytearray()
    while payload := wire.read_frame(descriptor):
        data += payload
        if len(data) > limit:
            raise ProtocolError("length")
    return None if payload is None else bytes(data)


def send(descriptor: int, data: bytes) -> None:
    """A large piece in frames, ended by an empty one."""
    for at in range(0, len(data), MAX_FRAME):
        wire.write_all(descriptor, wire.frame(data[at : at + MAX_FRAME]))
    wire.write_all(descriptor, wire.frame(b""))


def _rendered(job: dict[str, Any]) -> bytes:
    """Typst is imported here, behind the lock, and nowhere else."""
    from leakverify.reports.typst_pdf import render

    return render(str(job["template"]), dict(job["data"]), str(job["as_of"]))


def _speak(descriptor: int, message: FromChild) -> None:
    """One message."""
    wire.write_all(descriptor, wire.frame(wire.payload_from_child(message)))
