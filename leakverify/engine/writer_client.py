"""The parent's side of the writer: one job in, one PDF out, within bounds of time and size."""

import subprocess
import threading
from collections.abc import Sequence
from json import dumps
from typing import Any, Final

from leakverify.engine import decode, launch, wire, writer
from leakverify.model.errors import ChildDied, OutputProblem
from leakverify.model.messages import Failed, ProtocolError, Ready

MAX_PDF: Final = 128 << 20
WITHIN_SECONDS: Final = 120.0

BEGINNINGS: Final = {"png": b"\x89PNG", "svg": b"<svg"}
"""How what the writer sends must begin."""


def render_pdf(
    template: str,
    data: dict[str, Any],
    as_of: str,
    *,
    words: Sequence[str] | None = None,
    within_seconds: float = WITHIN_SECONDS,
) -> bytes:
    """A PDF, or for a template that ends in .png or .svg such a picture, from the locked writer. Blocks until it is written; call it off the window's thread.

    Raises:
        OutputProblem: `OUTPUT_FAILED`, the template or its data could not be set.
        ChildDied: `CHILD_DIED` or `WORKER_PROTOCOL`.
    """
    job = dumps({"template": template, "data": data, "as_of": as_of}).encode("utf-8")
    process = launch.start(list(words) if words is not None else launch.command("writer"))
    clock = threading.Timer(within_seconds, process.kill)
    clock.daemon = True
    clock.start()
    try:
        return _exchange(process, job, BEGINNINGS.get(template.partition(".")[2], b"%PDF-"))
    except ProtocolError as error:
        raise ChildDied("WORKER_PROTOCOL", field=str(error)) from error
    except OSError as error:
        raise ChildDied("CHILD_DIED") from error
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _exchange(process: subprocess.Popen[bytes], job: bytes, beginning: bytes) -> bytes:
    """Send the job and take the answer."""
    if process.stdin is None or process.stdout is None:
        raise ChildDied("CHILD_DIED")
    heard = process.stdout.fileno()
    first = wire.read_frame(heard)
    if first is None or not isinstance(decode.from_child(first), Ready):
        raise ChildDied("CHILD_DIED")
    writer.send(process.stdin.fileno(), job)
    head = wire.read_frame(heard)
    if head is None:
        raise ChildDied("CHILD_DIED")
    if head.startswith(b"{"):
        failed = decode.from_child(head)
        code = failed.code if isinstance(failed, Failed) else "OUTPUT_FAILED"
        raise OutputProblem(code)
    rest = writer.collect(heard, MAX_PDF)
    if rest is None:
        raise ChildDied("CHILD_DIED")
    pdf = head + rest
    if not pdf.startswith(beginning):
        raise ProtocolError("pdf")
    return pdf
