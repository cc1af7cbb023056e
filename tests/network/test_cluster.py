"""Rows on a real cluster of several processes on loopback: equal findings, a worker killed in mid-run, refusals."""

import contextlib
import datetime as dt
import os
import random
import re
import signal
import subprocess
import sys
import threading
from importlib.util import find_spec

import pytest

from leakverify.engine.cluster import of_text, start_with_cluster
from leakverify.engine.talk import Order, Talk
from leakverify.model.errors import UsageProblem

TODAY = dt.date(2026, 11, 22)
PATIENCE = 120
needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None or os.name != "posix",
    reason="Dask's `distributed` is not installed: pip install .[cluster]",
)


def started(*words):
    return subprocess.Popen(
        [sys.executable, "-m", *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )


def drained(stream):
    """Read a program's messages away, so that it never waits for a reader."""
    threading.Thread(target=stream.read, daemon=True).start()


def ended(process):
    process.kill()
    process.wait()
    process.stderr.close()


@pytest.fixture(scope="module")
def cluster():
    """A scheduler and two workers, each a process of its own; the address, and how to start a worker."""
    with contextlib.ExitStack() as stack:
        scheduler = started(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        stack.callback(ended, scheduler)
        found = None
        while found is None:
            found = re.search(r"Scheduler at: +(tcp://\S+)", scheduler.stderr.readline())
        drained(scheduler.stderr)

        def worker():
            made = started(
                "distributed.cli.dask_worker", found[1], "--no-nanny", "--nthreads", "1",
                "--no-dashboard", "--host", "127.0.0.1", "--local-directory", "/tmp",
            )  # fmt: skip
            stack.callback(ended, made)
            while "Registered to" not in made.stderr.readline():
                assert made.poll() is None
            drained(made.stderr)
            return made

        yield found[1], [worker(), worker()], worker


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    draw = random.Random(5)
    lines = ["id,name,email,amount,signed up"]
    for i in range(45_000):
        name = f"{draw.choice(['Ada', 'Ben', 'Cem', 'Dua'])} {draw.choice(['Moss', 'Ness', 'Orr'])}"
        day = dt.date(2020, 1, 1) + dt.timedelta(days=draw.randint(0, 900))
        mail = f"{name.replace(' ', '.').lower()}{draw.randint(1, 7_000)}@mail.example"
        lines.append(
            f"{i + 7},{name},{mail},{draw.randint(1, 9_999) / 100},{day} 09:{i % 60:02}:00"
        )
    path = tmp_path_factory.mktemp("cluster") / "sample.csv"
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="module")
def alone(sample):
    with Talk(Order((sample,), TODAY)) as talk:
        return talk.run()


def findings(assessment):
    return {f.id: f for f in assessment.findings}


@needs_dask
def test_a_cluster_says_the_same_as_one_process_even_if_a_worker_is_killed(cluster, sample, alone):
    address, workers, another = cluster
    killed = []

    def kill_one(made):
        if made.stage == "check" and not killed:
            killed.append(workers[0].pid)
            workers[0].send_signal(signal.SIGKILL)

    for on_progress in (None, kill_one):
        order = Order((sample,), TODAY, cluster=address)
        with Talk(order, start_with_cluster(address)) as talk:
            together = talk.run(on_progress) if on_progress else talk.run()
        assert together.complete
        assert findings(together) == findings(alone)
        assert together.network.cluster == address
        assert together.network.attempts_refused == alone.network.attempts_refused
    assert killed
    another()


@needs_dask
def test_a_cluster_that_is_not_there_is_told():
    with pytest.raises(UsageProblem) as told:
        Talk(Order((), TODAY), start_with_cluster("tcp://127.0.0.1:9"))
    assert told.value.code == "CLUSTER_UNREACHABLE"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tcp://192.0.2.7:8786", "CLUSTER_NEEDS_TLS"),
        ("tcp://[2001:db8::1]:8786", "CLUSTER_NEEDS_TLS"),
        ("tcp://localhost:8786", "CLUSTER_ADDRESS"),
        ("tls://cluster.example:8786", "CLUSTER_ADDRESS"),
        ("tls://192.0.2.7", "CLUSTER_ADDRESS"),
        ("tls://192.0.2.7:99999", "CLUSTER_ADDRESS"),
        ("tls://me:secret@192.0.2.7:8786", "CLUSTER_ADDRESS"),
        ("tls://192.0.2.7:8786/?a=1", "CLUSTER_ADDRESS"),
        ("ws://127.0.0.1:8786", "CLUSTER_ADDRESS"),
        ("inproc://127.0.0.1:1", "CLUSTER_ADDRESS"),
        ("", "CLUSTER_ADDRESS"),
    ],
)
def test_rows_never_leave_in_clear_or_for_a_name(text, code):
    with pytest.raises(UsageProblem) as told:
        of_text(text)
    assert told.value.code == code


def test_this_machine_and_encrypted_ones_are_places():
    assert of_text("tcp://127.0.0.1:8786").text == "tcp://127.0.0.1:8786"
    assert not of_text("tcp://[::1]:8786").is_encrypted
    far = of_text("tls://192.0.2.7:8786")
    assert (far.host, far.port, far.is_encrypted) == ("192.0.2.7", 8786, True)
