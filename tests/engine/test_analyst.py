"""The real analyst on real files: locked, cancelled, asked while it runs, equal to a run in this process."""

import queue
import random
import threading
import time

import pandas as pd
import pytest

import leakverify
from leakverify.engine.client import AnalystClient
from leakverify.engine.inline import InlineAnalyst
from leakverify.engine.talk import Order, Talk
from leakverify.limits import Limits
from leakverify.model.errors import Cancelled, UnreadableInput, UsageProblem
from leakverify.model.messages import (
    AskDomains,
    AskFacet,
    AskRows,
    Columns,
    Domains,
    Done,
    Facet,
    Failed,
    FindingMade,
    Open,
    Page,
    ProgressMade,
    Ready,
    Run,
    Scan,
    Scanned,
    Source,
)
from leakverify.model.sample import ReadSettings

AS_OF = "2026-11-22"
NAMES = [
    "Anna",
    "Bernd",
    "Carla",
    "Dirk",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jana",
    "Kofi",
    "Lena",
]


def rows(count, seed=3):
    draw = random.Random(seed)
    out = ["id,name,email,signed up"]
    for i in range(count):
        name, other = draw.choice(NAMES), draw.choice(NAMES)
        day = f"{draw.randint(2015, 2022)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        out.append(
            f"{i + 1},{name} {other},{name}.{other}{i}@mail.example".lower() + f",{day} 10:00:00"
        )
    return "\n".join(out) + "\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "x[b]/x.csv"
    path.parent.mkdir()
    path.write_text(rows(400))
    return path


class Line:
    def __init__(self, **options):
        self.heard = queue.SimpleQueue()
        self.kept = []
        self.client = AnalystClient(self.heard.put, **options)

    def until(self, kind, test=lambda _: True, seconds=60):
        while True:
            message = self.heard.get(timeout=seconds)
            self.kept.append(message)
            if isinstance(message, kind) and test(message):
                return message
            assert not isinstance(message, Failed), message

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()


def final(messages):
    return {
        m.finding.id: m.finding
        for m in messages
        if isinstance(m, FindingMade) and not m.finding.provisional
    }


def run_inline(path):
    said = []
    with InlineAnalyst(said.append) as analyst:
        analyst.open_files([path], ReadSettings())
        analyst.work.run(Run({}, {}, 0, AS_OF), threading.Event())
    return said


def test_a_locked_run_equals_one_in_this_process(sample):
    with Line() as line:
        line.client.send(Open((str(sample),)))
        ready = line.until(Ready)
        columns = line.until(Columns)
        line.client.send(Run({}, {}, 0, AS_OF))
        done = line.until(Done)
        source = next(m for m in reversed(line.kept) if isinstance(m, Source))
    assert ready.isolation in {"full", "partial"}
    assert [c.name for c in columns.columns] == ["id", "name", "email", "signed up"]
    assert done.complete
    assert done.rows == 400
    assert source.final
    assert source.files[0].name == "x.csv"
    told = run_inline(sample)
    assert final(line.kept) == final(told)
    assert done.checks == len(final(told))


def test_questions_are_answered_while_a_run_goes_on(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(rows(30_000))
    with Line() as line:
        line.client.send(Open((str(path),)))
        line.until(Columns)
        line.client.send(Run({}, {}, 0, AS_OF))
        line.until(ProgressMade, lambda m: m.stage == "check")
        line.client.send(AskDomains(6))
        line.client.send(AskRows(7, "", 0, 10, 5))
        line.client.send(AskFacet(8, 2, "value"))
        line.client.send(Scan(9, (line_cell(path, 20), "nobody at all")))
        page = line.until(Page)
        facet = line.until(Facet)
        scanned = line.until(Scanned)
        domains = line.until(Domains)
        assert not any(isinstance(m, Done) for m in line.kept)
        line.client.send(Run({"name": "ignore"}, {}, 0, AS_OF))
        line.until(Done, lambda m: m.complete)
    assert page.numbers == (11, 12, 13, 14, 15)
    assert facet.token == 8
    assert sum(count for _, count in facet.values) <= 30_000
    assert scanned.hits == (0,)
    assert domains.token == 6
    assert sum(row.rows for row in domains.rows) + domains.no_domain == domains.total_rows > 0


def line_cell(path, number):
    return path.read_text().splitlines()[number].split(",")[2]


def test_cancel_is_quick_and_rows_stay(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(rows(60_000))
    with Line() as line:
        line.client.send(Open((str(path),)))
        line.until(Columns)
        line.client.send(Run({}, {}, 0, AS_OF))
        line.until(FindingMade)
        began = time.monotonic()
        line.client.cancel()
        done = line.until(Done)
        took = time.monotonic() - began
        line.client.send(AskRows(1, "", 0, 0, 3))
        assert line.until(Page).numbers == (1, 2, 3)
        line.client.send(Run({}, {}, 0, AS_OF))
        assert line.until(Done).complete
    assert not done.complete
    assert done.reason == "cancelled"
    assert took < 1.0  # 0.2 s on a machine that does nothing else


def test_an_overruled_role_runs_again(sample):
    with Line() as line:
        line.client.send(Open((str(sample),)))
        line.until(Columns)
        line.client.send(Run({"email": "free_text"}, {}, 0, AS_OF))
        line.until(Done)
        mapped = next(m for m in reversed(line.kept) if isinstance(m, Columns))
    column = next(c for c in mapped.columns if c.name == "email")
    assert (column.role, column.overruled, column.filled, column.distinct) == (
        "free_text",
        True,
        1.0,
        400,
    )
    assert not any(
        "email" in f.columns for f in final(line.kept).values() if f.check.startswith("PER001")
    )


def test_an_overruling_taken_back_is_told(sample):
    with Line() as line:
        line.client.send(Open((str(sample),)))
        line.until(Columns)
        line.client.send(Run({"email": "free_text"}, {}, 0, AS_OF))
        line.until(Done)
        told = len(line.kept)
        line.client.send(Run({}, {}, 0, AS_OF))
        line.until(Done)
        mapped = [m for m in line.kept[told:] if isinstance(m, Columns)]
    column = next(c for c in mapped[-1].columns if c.name == "email")
    assert (column.role, column.overruled) == ("email", False)


def test_a_sample_beyond_memory_spills_and_says_the_same(sample, tmp_path):
    private = tmp_path / "private"
    with Line(private_folder=private, limits=Limits(memory_bytes=1 << 30)) as line:
        line.client.send(Open((str(sample),)))
        line.client.send(Run({}, {}, 0, AS_OF))
        line.until(Done)
    assert final(line.kept) == final(run_inline(sample))
    assert list(private.iterdir()) == []


@pytest.mark.parametrize("name", ["gone.csv", ".", "empty.csv"])
def test_what_cannot_be_read_is_told_by_a_code(tmp_path, name):
    (tmp_path / "empty.csv").write_bytes(b"")
    order = Order((tmp_path / name,), pd.Timestamp(AS_OF).date())
    with Talk(order) as talk, pytest.raises(UnreadableInput) as caught:
        talk.run()
    assert caught.value.code.isupper()
    assert "gone" not in str(caught.value)


def test_assess_takes_a_path_and_a_frame(sample):
    stages = set()
    by_path = leakverify.assess(
        str(sample), as_of=pd.Timestamp(AS_OF).date(), on_progress=lambda p: stages.add(p.stage)
    )
    frame = pd.read_csv(sample, dtype=str, keep_default_na=False)
    by_frame = leakverify.assess(frame, as_of=pd.Timestamp(AS_OF).date())
    assert by_path.complete
    assert by_path.sample.rows == 400
    assert "read" in stages
    assert by_frame.sample.files[0].name is None
    assert len(by_frame.sample.files[0].sha256) == 64
    assert {f.id: f for f in by_path.findings} == {f.id: f for f in by_frame.findings}
    assert by_path.verdict.support == by_frame.verdict.support


def test_assess_refuses_a_column_that_is_not_there(sample):
    for columns in ({"nope": "email"}, {9: "email"}, {1: "nonsense"}):
        with pytest.raises(UsageProblem):
            leakverify.assess(str(sample), columns=columns)


def test_assess_keeps_what_was_done_when_cancelled(sample):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled) as caught:
        leakverify.assess(str(sample), cancel=cancel)
    assert not caught.value.partial.complete


def test_an_earlier_file_is_compared(sample, tmp_path):
    older = tmp_path / "older.csv"
    older.write_text(sample.read_text())
    assessment = leakverify.assess(str(sample), earlier=[older])
    ancestry = [f for f in assessment.findings if f.family == "ancestry"]
    assert any(f.state == "computed" for f in ancestry)
    found = assessment.verdict.ancestor
    assert found is not None
    assert (found.file, found.share) == ("older.csv", 1.0)
    assert found.low < found.share <= found.high


def test_a_text_that_only_looks_hostile_is_just_text(tmp_path):
    path = tmp_path / "odd.csv"
    odd = ["a,a", "NA,1e99999999", "<table><tr><td>,\ufffd", "=cmd|' /C calc'!A0,\u202e"]
    path.write_text("\n".join([*odd, *["x,y"] * 40]), encoding="utf-8")
    with Talk(Order((path,), pd.Timestamp(AS_OF).date(), read={"header": "yes"})) as talk:
        assessment = talk.run()
    assert assessment.complete
    assert [c.name for c in assessment.sample.columns] == ["a", "a (2)"]
