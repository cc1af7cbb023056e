"""A run kept in a case: replayed word for word, but for cells, and refused like a child that says too much."""

import json
from dataclasses import replace

import pytest

from leakverify.engine import kept_run
from leakverify.engine.kept_run import KeptRun
from leakverify.engine.wire import parts, payload_to_child
from leakverify.limits import MAX_FINDINGS
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import (
    AncestorSeen,
    AskDomains,
    Columns,
    Done,
    FindingMade,
    Page,
    ProgressMade,
    Ready,
    Run,
    Source,
)
from leakverify.model.sample import ColumnInfo, SampleFile
from leakverify.model.terms import Role
from tests.gui.stage import finding

ORDER = Run({"e-mail": "username"}, {"country": "FR"}, 0, "2026-11-22")
FILE = SampleFile("a.csv", 7, "ab" * 32, "csv", "utf-8", ",", True, None, 3, 0, 0, 0)


def columns(count=2):
    return Columns(
        tuple(
            ColumnInfo(i, f"c{i}" * 40, "email", 0.9, "content", 0.9, 3)
            for i in range(1, count + 1)
        ),
        tuple(ColumnRole(i, f"c{i}" * 40, Role.EMAIL, 0.9, "content") for i in range(1, count + 1)),
        (("ana.sol@example.org", "x"),) * count,
    )


SAID = (
    Ready("full", ("landlock",)),
    Source((FILE,), final=True),
    columns(),
    AncestorSeen("old.csv", "cd" * 32, 0.5, 0.4, 0.6),
    FindingMade(finding()),
    Done(complete=True, reason="", rows=3, attempts_refused=0, checks=1, country="FR"),
)


def lines(*messages):
    return b"".join(part + b"\n" for m in messages for part in parts(m))


def test_a_run_comes_back_without_a_cell():
    data = kept_run.to_bytes(kept_run.kept(ORDER, SAID))
    assert b"ana.sol" not in data
    found = kept_run.from_bytes(data)
    assert found.order == ORDER
    assert found.said[2].examples == ((), ())
    assert found.said == tuple(
        replace(m, examples=((), ())) if isinstance(m, Columns) else m for m in SAID
    )


def test_a_very_wide_table_comes_back_in_one_piece():
    wide = KeptRun(ORDER, (columns(2_000),))
    data = kept_run.to_bytes(wide)
    assert data.count(b"\n") > 3
    (found,) = kept_run.from_bytes(data).said
    assert len(found.columns) == 2_000


def test_what_is_no_part_of_a_result_is_not_kept():
    assert kept_run.kept(ORDER, (ProgressMade("read", 1, 2),)).said == ()


def test_cells_that_somebody_put_into_a_case_are_dropped():
    data = payload_to_child(ORDER) + b"\n" + lines(columns())
    assert kept_run.from_bytes(data).said[0].examples == ((), ())


def many():
    ids = (replace(finding(), id=f"GEN003:{i}") for i in range(MAX_FINDINGS + 1))
    return lines(*map(FindingMade, ids))


HEAD = payload_to_child(ORDER) + b"\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        payload_to_child(AskDomains(1)) + b"\n",
        HEAD + b"{}\n",
        HEAD + lines(Page(1, 1, 0, (1,), (("x",),))),
        HEAD + lines(ProgressMade("read", 1, 2)),
        HEAD + b"x" * 300_000 + b"\n",
        HEAD + b"[" * 100_000 + b"\n",
        HEAD + lines(FindingMade(replace(finding(), id="XXX999:a", check="XXX999"))),
        HEAD + lines(Ready("full"))[:-1],
        HEAD + many(),
        HEAD
        + json.dumps({"t": "ready", "isolation": "full", "details": [], "more": 1}).encode()
        + b"\n",
    ],
)
def test_what_no_analyst_says_is_refused(data):
    with pytest.raises(ValueError, match=r"\w"):
        kept_run.from_bytes(data)
