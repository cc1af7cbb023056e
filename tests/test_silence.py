"""The audit hook cannot be taken out again, so each test of it runs in a process of its own."""

import json
import subprocess
import sys

ATTEMPTS = """
import json, socket
from leakverify import silence
out = {"before": silence.attempts_refused(), "armed_before": silence.is_armed()}
silence.arm(); silence.arm()
refused = 0
for work in (
    lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    lambda: socket.getaddrinfo("example.org", 443),
    lambda: socket.gethostbyname("example.org"),
    lambda: socket.socket().bind(("127.0.0.1", 0)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    lambda: __import__("urllib.request").request.urlopen("http://127.0.0.1:9/"),
):
    try:
        work()
    except silence.SilenceError:
        refused += 1
    except OSError as error:
        refused += isinstance(error.__context__ or getattr(error, "reason", None), silence.SilenceError)
out["refused"], out["counted"] = refused, silence.attempts_refused()
silence.disarm()
socket.socket().bind(("127.0.0.1", 0))
out["after"] = silence.attempts_refused()
open("/dev/null").close()
print(json.dumps(out))
"""


def test_attempts_are_refused_and_counted():
    run = subprocess.run(
        [sys.executable, "-I", "-c", ATTEMPTS], capture_output=True, check=True, timeout=60
    )
    said = json.loads(run.stdout)
    assert said["before"] == 0
    assert said["armed_before"] is False
    assert said["refused"] == 6
    assert said["counted"] == 6
    assert said["after"] == said["counted"]


def test_silence_needs_nothing_but_the_standard_library():
    code = "import sys; import leakverify.silence; print([m for m in sys.modules if m.startswith(('leakverify.', 'numpy', 'pandas'))])"
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "['leakverify.silence']"
