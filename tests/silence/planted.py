"""The program with attempts to reach out planted in it: `python planted.py window OUT SAMPLE` or `… command WORDS…`.

One attempt is made in this process, one in the analyst and one in each worker, all before they do anything else.
"""

import contextlib
import socket
import sys
from pathlib import Path

from leakverify.__main__ import main
from leakverify.engine import launch

CHILD = """
import contextlib, socket, sys
from leakverify import silence
silence.arm()
with contextlib.suppress(OSError):
    socket.create_connection(("192.0.2.7", 80), timeout=1)
from leakverify.__main__ import main
raise SystemExit(main(["--child", {kind!r}]))
"""


def command(kind):
    return [sys.executable, "-I", "-c", CHILD.format(kind=kind)]


if __name__ == "__main__":
    launch.command = command
    main(["--version"])  # the door closes behind whatever is called first
    with contextlib.suppress(OSError):
        socket.create_connection(("192.0.2.7", 80), timeout=1)
    if sys.argv[1] == "command":
        raise SystemExit(main(sys.argv[2:]))
    from tests.silence.walk import run

    raise SystemExit(run(Path(sys.argv[2]), [Path(sys.argv[3])], ("html", "json")))
