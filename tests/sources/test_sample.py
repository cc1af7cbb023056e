"""Files as one sample: hashes, order of columns, progress, cancel, and what is no table."""

import contextlib
import hashlib
import io
import json
import os
import pickle
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import Cancelled, UnreadableInput, UsageProblem
from leakverify.model.progress import ROWS_STAGE
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.regular import NamedFile, open_regular
from leakverify.sources.sample import open_sample

A = b"id,name\n1,Ann\n2,Bob\n"


def test_provenance(read):
    got = read(A, name="x[/b].csv")
    assert got.file.name == "x[/b].csv"
    assert got.file.size == len(A)
    assert got.file.sha256 == hashlib.sha256(A).hexdigest()


def test_names_are_bounded_and_can_be_encoded(read):
    got = read(A, name="x\udcff" + "y" * 5_000)
    assert got.file.name == "x\ufffd" + "y" * 998
    tables = {f"t\ud800{i}" + "z" * 3_000: [{"a": 1}] for i in range(300)}
    got = read(json.dumps(tables).encode())
    assert len(got.file.tables) == 200
    assert max(map(len, [*got.file.tables, got.file.table])) == 1_000
    got.file.table.encode()
    names = read(
        (",".join(["n" * 3_000] * 30) + "\n" + ",".join("1" * 30) + "\n").encode(), header=True
    ).names
    assert max(map(len, names)) < 1_024
    assert len(set(names)) == 30


def test_several_files_are_one_sample(read):
    got = read(A, b"name;id\nCarl;3\n", b"4,Dora\n5,Emil\n")
    assert got.names == ("id", "name")
    assert got.rows == [("1", "Ann"), ("2", "Bob"), ("3", "Carl"), ("4", "Dora"), ("5", "Emil")]
    assert [f.rows_read for f in got.files] == [2, 1, 2]
    assert [b.first_row for b in got.batches] == [1]


def test_other_columns_are_refused_by_place(read):
    with pytest.raises(UsageProblem, match="COLUMNS_DIFFER") as refused:
        read(A, b"id,email\n1,ann@site.test\n")
    assert refused.value.place == {"column": 2, "file": 2}
    with pytest.raises(UsageProblem, match="COLUMNS_DIFFER") as refused:
        read(A, b"id,name,extra\n1,Ann,x\n")
    assert refused.value.place == {"column": 3, "file": 2}


def test_the_head_comes_again():
    sample = open_sample([NamedFile("a", io.BytesIO(A))], ReadSettings(), Limits())
    assert sample.files[0].rows_read in {0, 2}
    assert list(sample.head(1).frame["name"]) == ["Ann"]
    assert list(sample.head().frame["name"]) == ["Ann", "Bob"]
    assert [b.rows for b in sample.batches()] == [2]
    assert sample.finished_files()[0].rows_read == 2


def test_an_empty_table_has_a_head():
    sample = open_sample([NamedFile("a", io.BytesIO(b"id,name\n"))], ReadSettings(), Limits())
    assert list(sample.head().frame.columns) == ["id", "name"]
    assert list(sample.batches()) == []


def test_progress_runs_once_to_its_end():
    seen = []
    data = b"id,name\n" + b"1,Ann\n" * 1_000_000
    files = [NamedFile("a", io.BytesIO(data)), NamedFile("b", io.BytesIO(A))]
    sample = open_sample(files, ReadSettings(), Limits(), on_progress=seen.append)
    list(sample.batches())
    for stage in ("hash", "read"):
        done = [p.done for p in seen if p.stage == stage]
        assert done == sorted(done)
        assert done[-1] == len(data) + len(A)
    stages = [p.stage for p in seen if p.stage != ROWS_STAGE]
    assert stages == sorted(stages, key=["hash", "read"].index)
    rows = [p.done for p in seen if p.stage == ROWS_STAGE]
    assert rows == sorted(set(rows))
    assert 900_000 < rows[-1] <= 1_000_000 + len(list(A.splitlines()))


def test_cancel_keeps_what_was_read():
    cancel = threading.Event()
    data = b"id,name\n" + b"1,Ann\n" * 1_500_000
    sample = open_sample(
        [NamedFile("a", io.BytesIO(data))], ReadSettings(), Limits(), cancel=cancel
    )
    batches = sample.batches()
    rows = next(batches).rows
    cancel.set()
    rows += sum(batch.rows for batch in batches)
    assert rows < 1_000_000
    assert sample.stopped is Stopped.CANCELLED
    with pytest.raises(Cancelled):
        open_sample([NamedFile("a", io.BytesIO(data))], ReadSettings(), Limits(), cancel=cancel)


def test_only_regular_files_are_opened(tmp_path):
    (tmp_path / "a.csv").write_bytes(A)
    (tmp_path / "link").symlink_to(tmp_path / "a.csv")
    name, handle = open_regular(tmp_path / "link")
    with handle:
        assert (name, handle.read()) == ("link", A)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/zero"):
        with pytest.raises(UnreadableInput, match=r"NOT_A_FILE|CANNOT_OPEN"):
            open_regular(path)
    with pytest.raises(UnreadableInput, match="NO_SUCH_FILE"):
        open_regular(tmp_path / "none")
    with pytest.raises(UnreadableInput, match="CANNOT_OPEN"):
        open_regular("a\x00b")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"\r\n  \n", "EMPTY_FILE"),
        (b"\xef\xbb\xbf", "EMPTY_FILE"),
        (b"\x00" * 5_000, "UNSUPPORTED_BINARY"),
        (bytes(range(256)) * 40, "UNSUPPORTED_BINARY"),
        (b"%PDF-1.7\n", "UNSUPPORTED_PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "UNSUPPORTED_IMAGE"),
        (b"Rar!\x1a\x07\x01\x00", "UNSUPPORTED_RAR"),
        (b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(100), "UNSUPPORTED_ACCESS"),
        (b"ORC\x00" + b"\x15" * 40 + b"\x00", "UNSUPPORTED_HADOOP"),
        (b"MZ\x90\x00\x03\x00", "UNSUPPORTED_PROGRAM"),
        (b"\x7fELF\x02\x01", "UNSUPPORTED_PROGRAM"),
        (pickle.dumps({"a": 1}), "UNSUPPORTED_PICKLE"),
        (pickle.dumps([1, 2], protocol=2), "UNSUPPORTED_PICKLE"),
        (b"<!DOCTYPE html><table>", "UNSUPPORTED_MARKUP"),
        (b"{\\rtf1 x}", "UNSUPPORTED_DOCUMENT"),
    ],
)
def test_what_is_no_table_is_named(read, data, code):
    with pytest.raises(UnreadableInput, match=code) as refused:
        read(data)
    assert refused.value.place["file"] == 1


def test_no_file_is_a_usage_problem():
    with pytest.raises(UsageProblem, match="NO_FILE"):
        open_sample([], ReadSettings(), Limits())


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_reason(read, data):
    with contextlib.suppress(UnreadableInput):
        got = read(data)
        assert got.file.rows_read == len(got.rows)
        assert len(set(got.names)) == len(got.names)


PIECES = [b'"', b",", b";", b"\n", b"\r\n", b"\x00", b"\xff", b"a@site.test", b":", b"12", b"\t"]
PIECES += [
    b'{"a":',
    b"[",
    b"]",
    b"}",
    b"INSERT INTO t VALUES (",
    b"'",
    b")",
    b"\\",
    b"COPY t FROM stdin;\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_any_pieces_are_rows_or_a_reason(read, data):
    test_any_bytes_are_rows_or_a_reason.hypothesis.inner_test(read, data)


def test_a_file_that_is_one_endless_line_was_not_read(read):
    got = read(b"abcdefgh" * 40_000, limits=Limits(line_bytes=1_000))
    assert got.rows == []
    assert got.stopped is Stopped.LIMIT
    assert got.file.rows_skipped >= 1


def test_one_endless_line_among_rows_is_counted_and_no_more(read):
    got = read(A + b"9," + b"x" * 400_000 + b"\n3,Eve\n", limits=Limits(line_bytes=1_000))
    assert got.rows[-1] == ("3", "Eve")
    assert got.stopped is None
    assert got.file.rows_skipped == 1
