"""Workers: equal findings, nothing left behind, a dead worker ends the run and not the program."""

import datetime as dt
import os
import queue
import random
import signal

import pytest

from leakverify.engine.client import AnalystClient
from leakverify.engine.crew import Crew
from leakverify.engine.processes import start_with_workers
from leakverify.engine.talk import Order, Talk
from leakverify.model.errors import UsageProblem
from leakverify.model.messages import Columns, Done, Failed, FindingMade, Open, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes are inherited by number")
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    draw = random.Random(5)
    lines = ["id,name,email,amount,signed up"]
    for i in range(9_000):
        name = (
            draw.choice(["Ada", "Ben", "Cem", "Dua"]) + " " + draw.choice(["Moss", "Ness", "Orr"])
        )
        day = dt.date(2020, 1, 1) + dt.timedelta(days=draw.randint(0, 900))
        mail = f"{name.replace(' ', '.').lower()}{draw.randint(1, 7_000)}@mail.example"
        lines.append(
            f"{i + 7},{name},{mail},{draw.randint(1, 9_999) / 100},{day} 09:{i % 60:02}:00"
        )
    path = tmp_path_factory.mktemp("workers") / "sample.csv"
    path.write_text("\n".join(lines))
    return path


def test_workers_say_the_same_as_one_process(sample):
    with Talk(Order((sample,), TODAY)) as talk:
        alone = talk.run()
    with Talk(Order((sample,), TODAY), start_with_workers(2)) as talk:
        together = talk.run()
    assert together.complete
    assert {f.id: f for f in together.findings} == {f.id: f for f in alone.findings}
    assert together.verdict == alone.verdict


def test_a_worker_that_dies_ends_the_run_and_leaves_nothing(sample):
    heard = queue.SimpleQueue()
    crew = Crew(2)
    client = AnalystClient(heard.put, crew=crew)
    client.send(Open((str(sample),)))
    while not isinstance(heard.get(timeout=60), Columns):
        pass
    workers = crew.process_ids
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    client.send(Run({}, {}, 0, TODAY.isoformat()))
    said = []
    while not said or not isinstance(said[-1], Done):
        said.append(heard.get(timeout=60))
    assert any(isinstance(m, Failed) and m.code == "CHILD_DIED" for m in said)
    assert not said[-1].complete
    assert not any(isinstance(m, FindingMade) and not m.finding.provisional for m in said)
    client.close()
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_no_workers_is_no_engine():
    with pytest.raises(UsageProblem):
        start_with_workers(0)


def test_the_analyst_is_told_its_ends_even_after_they_were_let_go_of():
    crew = Crew(2)
    told = crew.limits()
    crew.end()
    assert crew.limits() == told
    assert set(told) == {"workers", "worker_0_in", "worker_0_out", "worker_1_in", "worker_1_out"}
