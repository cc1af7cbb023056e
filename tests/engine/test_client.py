"""The parent against children that lie, flood, hang, tear the pipe or die; nothing is left behind."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from leakverify.engine.client import AnalystClient
from leakverify.engine.watch import resident_bytes
from leakverify.limits import Limits
from leakverify.model.messages import (
    AskRows,
    Close,
    Failed,
    FindingMade,
    Open,
    ProgressMade,
    Ready,
    Run,
)

HOSTILE = Path(__file__).parent / "doubles" / "hostile.py"
RUN = Run({}, {}, 0, "2026-11-22")


def words(misdeed: str) -> list[str]:
    return [sys.executable, "-I", str(HOSTILE), misdeed]


class Heard:
    """Everything that a client said, waited for without sleeping."""

    def __init__(self) -> None:
        self.messages = queue.SimpleQueue()
        self.kept = []

    def __call__(self, message) -> None:
        self.messages.put(message)

    def until(self, kind, seconds=10.0):
        while True:
            message = self.messages.get(timeout=seconds)
            self.kept.append(message)
            if isinstance(message, kind):
                return message


def is_gone(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{process_id}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_gone(process_id: int, seconds: float = 3.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_gone(process_id):
            return True
        threading.Event().wait(0.01)
    return False


@pytest.mark.parametrize("misdeed", ["huge", "types", "nan", "html", "torn", "flood", "findings"])
def test_a_child_that_breaks_the_protocol_is_ended(misdeed):
    heard = Heard()
    before = resident_bytes(os.getpid())
    client = AnalystClient(heard, words=words(misdeed), known_checks={"GEN001"})
    failed = heard.until(Failed)
    assert failed.code == "WORKER_PROTOCOL"
    assert set(failed.place) == {"field"}
    assert wait_gone(client.process_id)
    assert resident_bytes(os.getpid()) - before < 32 << 20
    client.close()


@pytest.mark.parametrize("misdeed", ["closes", "dies"])
def test_a_child_that_ends_is_told_and_what_it_said_stays(misdeed):
    heard = Heard()
    client = AnalystClient(heard, words=words(misdeed))
    assert heard.until(Failed).code == "CHILD_DIED"
    assert isinstance(heard.kept[0], Ready)
    assert any(isinstance(m, FindingMade) for m in heard.kept) == (misdeed == "dies")
    client.close()
    assert heard.messages.empty()


def test_what_a_child_writes_to_stderr_goes_nowhere_and_blocks_nothing():
    heard = Heard()
    client = AnalystClient(heard, words=words("stderr"))
    heard.until(ProgressMade)
    client.close()


def test_a_child_that_cannot_be_started_is_told():
    heard = Heard()
    client = AnalystClient(heard, words=["/nonexistent/leakverify"])
    assert heard.until(Failed).code == "CHILD_NOT_STARTED"
    client.close()


def test_a_deaf_child_is_killed_two_seconds_after_a_cancel():
    heard = Heard()
    client = AnalystClient(heard, words=words("deaf"))
    heard.until(Ready)
    client.send(RUN)
    began = time.monotonic()
    client.cancel()
    assert time.monotonic() - began < 0.2
    assert heard.until(Failed, 5.0).code == "CHILD_DIED"
    assert 1.5 < time.monotonic() - began < 3.0
    client.close()


def test_a_child_that_does_not_listen_does_not_make_the_caller_wait():
    heard = Heard()
    client = AnalystClient(heard, words=words("deaf"))
    heard.until(Ready)
    began = time.monotonic()
    for token in range(20_000):
        client.send(AskRows(token, "x" * 100, 0, 0, 10))
    assert time.monotonic() - began < 1.0
    client.close()
    assert wait_gone(client.process_id)


def test_closing_is_quick_and_may_be_done_twice_even_for_a_deaf_child():
    heard = Heard()
    client = AnalystClient(heard, words=words("deaf"))
    heard.until(Ready)
    began = time.monotonic()
    client.close()
    client.close()
    assert time.monotonic() - began < 2.0
    assert wait_gone(client.process_id)
    client.send(Close())
    client.cancel()


def test_a_message_may_close_the_client_from_its_own_thread():
    done = threading.Event()
    clients = []

    def on_message(message):
        if isinstance(message, Ready):
            began.wait(5)
            clients[0].close()
            done.set()

    began = threading.Event()
    clients.append(AnalystClient(on_message, words=words("deaf")))
    began.set()
    assert done.wait(5)


def test_memory_beyond_the_limit_ends_the_child(monkeypatch):
    monkeypatch.setattr("leakverify.engine.client.WATCH_MARGIN", 0)
    heard = Heard()
    client = AnalystClient(heard, words=words("deaf"), limits=Limits(memory_bytes=1 << 20))
    assert heard.until(Failed, 5.0).code == "MEMORY_LIMIT"
    client.close()


def descriptors() -> set[str]:
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(str(link.readlink()))
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_twenty_cycles_leave_no_child_no_thread_and_no_descriptor(tmp_path):
    before, threads, children = descriptors(), threading.active_count(), []
    for number in range(20):
        heard = Heard()
        client = AnalystClient(heard, words=words("obedient"), private_folder=tmp_path)
        heard.until(Ready)
        children.append(client.process_id)
        if number % 2:
            client.send(Open(()))
            client.cancel()
        client.close()
    assert all(wait_gone(child) for child in children)
    assert descriptors() == before
    assert threading.active_count() == threads
    assert list(tmp_path.iterdir()) == []


PARENT = """
import sys, threading, time
from leakverify.engine.client import AnalystClient
from leakverify.model.messages import Open, Ready
ready = threading.Event()
client = AnalystClient(lambda m: ready.set() if isinstance(m, Ready) else None)
client.send(Open((sys.argv[1],)))
ready.wait(20)
print(client.process_id, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_real_child_does_not_outlive_its_parent(tmp_path):
    sample = tmp_path / "a.csv"
    sample.write_text("a,b\n1,2\n")
    command = [sys.executable, "-I", "-c", PARENT, str(sample)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        alive = not is_gone(child)
        parent.kill()
    assert alive
    assert wait_gone(child)
