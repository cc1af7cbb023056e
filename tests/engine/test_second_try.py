"""A reader that is killed in mid-file: its rows are read again by another, and the run says that it broke off."""

import os
import queue
import random
import signal

import pytest

from leakverify.case.domain_list import look_up_of
from leakverify.engine.client import AnalystClient
from leakverify.engine.look_up import for_analyst
from leakverify.engine.second_try import SecondTry
from leakverify.limits import Limits
from leakverify.model.look_up import Answer
from leakverify.model.messages import (
    AskRows,
    Columns,
    Done,
    Failed,
    FindingMade,
    Open,
    Page,
    Run,
    Source,
)

RUN = Run({}, {}, 0, "2026-11-22")


def table(rows):
    draw = random.Random(5)
    lines = ["id,email,signed up"]
    lines += [
        f"{i},p{draw.randrange(10**9)}@mail.example,2020-0{1 + i % 9}-1{i % 9} 10:00:0{i % 10}"
        for i in range(rows)
    ]
    return "\n".join(lines) + "\n"


class Mortal:
    """A real analyst that is killed when it has told so many rows; `deaths` says how often."""

    def __init__(self, deaths, at_rows=60_000):
        self.heard = queue.SimpleQueue()
        self.deaths = deaths
        self.at_rows = at_rows
        self.started = 0
        self.steady = SecondTry(self.heard.put, self._start)

    def _start(self, hear):
        self.started += 1
        doomed = self.started <= self.deaths
        client = None

        def listen(message):
            rows = getattr(message, "count", 0)
            if doomed and rows >= self.at_rows:
                os.kill(client.process_id, signal.SIGKILL)
            hear(message)

        client = AnalystClient(listen, limits=Limits())
        return client

    def until(self, *kinds, test=lambda _: True):
        while True:
            message = self.heard.get(timeout=60)
            if isinstance(message, kinds) and test(message):
                return message


@pytest.fixture
def big(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(table(300_000))
    return path


def test_the_rows_read_are_kept_and_the_run_says_so(big):
    mortal = Mortal(deaths=1)
    mortal.steady.send(Open((str(big),)))
    mortal.until(Columns)
    mortal.steady.send(RUN)
    done = mortal.until(Done, Failed)
    assert (done.complete, done.reason) == (False, "crash")
    assert mortal.at_rows <= done.rows < 300_000
    mortal.steady.send(AskRows(1, "", 0, done.rows - 1, 1))
    page = mortal.until(Page)
    assert page.numbers == (done.rows,)
    assert page.rows[0][0] == str(done.rows - 1)
    mortal.steady.close()
    assert mortal.started == 2


def test_findings_are_made_on_the_rows_kept(big):
    mortal = Mortal(deaths=1)
    mortal.steady.send(Open((str(big),)))
    mortal.until(Columns)
    mortal.steady.send(RUN)
    finding = mortal.until(FindingMade, test=lambda m: not m.finding.provisional)
    done = mortal.until(Done)
    assert finding.finding.id
    assert done.checks > 20
    mortal.steady.close()


def test_dying_twice_is_told(big):
    mortal = Mortal(deaths=2, at_rows=1)
    mortal.steady.send(Open((str(big),)))
    assert mortal.until(Failed).code == "CHILD_DIED"
    mortal.steady.close()
    assert mortal.started == 2


def test_what_the_user_stopped_stays_stopped(big):
    mortal = Mortal(deaths=0)
    mortal.steady.send(Open((str(big),)))
    mortal.until(Source)
    mortal.steady.cancel()
    os.kill(mortal.steady.process_id, signal.SIGKILL)
    mortal.until(Failed, Done)
    mortal.steady.close()
    assert mortal.started == 1


def test_nothing_read_is_nothing_to_keep(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    mortal = Mortal(deaths=0)
    mortal.steady.send(Open((str(path),)))
    mortal.until(Columns)
    os.kill(mortal.steady.process_id, signal.SIGKILL)
    assert mortal.until(Failed).code == "CHILD_DIED"
    mortal.steady.close()
    assert mortal.started == 1


def test_answers_of_mail_domains_reach_the_second_analyst_too(big):
    mortal = Mortal(deaths=1)
    answers = look_up_of([Answer("mail.example", "NXDOMAIN")])
    mortal.steady.send(Open((str(big),)))
    for message in for_analyst(answers):
        mortal.steady.send(message)
    mortal.steady.send(RUN)
    told = mortal.until(FindingMade, test=lambda m: m.finding.check == "PER024").finding
    assert mortal.started == 2
    assert told.measured["no_mail_share"] == 1.0
    mortal.steady.close()
