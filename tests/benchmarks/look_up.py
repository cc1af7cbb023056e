"""How long ten thousand domains take at 50 ms of latency, whether memory stays flat, and how soon a wish to stop is heard.

    python tests/benchmarks/look_up.py [domains]

Starts the servers of `tests/network` with a delay of 50 ms between the resolver and the authoritative server.
"""

import importlib.util
import pathlib
import resource
import sys
import tempfile
import threading
import time

from leakverify.model.look_up import Pace, Transport
from leakverify.network import look_up, prepare

HERE = pathlib.Path(__file__).resolve().parent
LATENCY_MS = 50
BAR_SECONDS, BAR_STOP = 30, 0.5
PACE = Pace(per_second=0, at_once=200, timeout=5.0, tries=2)


def servers_module():
    spec = importlib.util.spec_from_file_location(
        "servers_of_tests", HERE.parent / "network/conftest.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def resident():
    """Resident memory in MiB."""
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


def measure(way, names, now):
    """Seconds, answers with servers, and how much memory the second half of the run added."""
    good, marks = [0], []

    def hear(answer):
        good[0] += bool(answer.mx)
        seen = hear.seen = hear.seen + 1
        if seen % max(1, len(names) // 10) == 0:
            marks.append(resident())

    hear.seen = 0
    begun, cpu = time.monotonic(), time.process_time()
    outcome = look_up(names, prepare(way), PACE, hear, threading.Event(), now=now)
    took, used = time.monotonic() - begun, time.process_time() - cpu
    return took, used, good[0], outcome, marks[-1] - marks[len(marks) // 2]


def stops_within(way, names, now):
    """Seconds from the wish to stop until the run is over."""
    cancel, asked = threading.Event(), [0.0]

    def hear(_answer):
        if not cancel.is_set():
            asked[0] = time.monotonic()
            cancel.set()

    outcome = look_up(names, prepare(way), PACE, hear, cancel, now=now)
    return time.monotonic() - asked[0], outcome


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    module = servers_module()
    with tempfile.TemporaryDirectory() as folder:
        programs = module.Programs(pathlib.Path(folder))
        try:
            proxy = module.free_port()
            programs.start("microsocks", "-i", "127.0.0.1", "-p", proxy)
            for label, transport, behind in (
                ("plain", Transport.SYSTEM, ""),
                ("TLS", Transport.TLS, ""),
                ("HTTPS", Transport.HTTPS, ""),
                ("HTTPS behind SOCKS", Transport.HTTPS, f"127.0.0.1:{proxy}"),
            ):
                inner = pathlib.Path(folder) / label.replace(" ", "_")
                inner.mkdir()
                fresh = module.Programs(inner)  # a resolver that remembers nothing
                try:
                    servers = module.start_all(fresh, inner, LATENCY_MS)
                    way = servers.way(transport, proxy=behind)
                    names = [f"d{n}.many.test" for n in range(count)]
                    now = lambda: module.MOMENT  # noqa: E731
                    took, used, good, outcome, grown = measure(way, names, now)
                    fresh_names = [f"e{n}.many.test" for n in range(count)]
                    stop, _ = stops_within(way, fresh_names, now)
                finally:
                    fresh.end()
                ok = took <= BAR_SECONDS and stop <= BAR_STOP and good == count
                print(
                    f"{label:20} {count} domains in {took:5.1f} s ({used:.1f} s of processor), {good} with servers, "
                    f"{outcome.queries} queries, memory {grown:+.1f} MiB in the second half, "
                    f"stops in {stop:.2f} s: {'within' if ok else 'OVER'} the bars",
                    flush=True,
                )
        finally:
            programs.end()


if __name__ == "__main__":
    main()
