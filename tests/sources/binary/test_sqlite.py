"""SQLite files: read exactly, nothing in them run, nothing beside them opened."""

import io
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput, UsageProblem
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Property, Trap
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

PAGE = 512


def made(script="", rows=(), insert="", *, page=PAGE, journal=False):
    """The bytes of a database that the sqlite3 library writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        base = sqlite3.connect(path)
        base.execute(f"PRAGMA page_size={page}")
        if journal:
            base.execute("PRAGMA journal_mode=WAL")
        base.executescript(script)
        if insert:
            base.executemany(insert, rows)
        base.commit()
        base.close()
        return path.read_bytes()


def people(count=300, **options):
    rows = [(i, f"person {i}", f"p{i}@example.org", i / 7) for i in range(count)]
    script = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, mail TEXT, score REAL)"
    return made(script, rows, "INSERT INTO people VALUES (?,?,?,?)", **options)


def traps(sample):
    return {t.trap: t.count for t in sample.file.tripwires}


def rows_or_code(read, data, **options):
    try:
        return read(data, **options).rows
    except LeakverifyError as error:
        return error.code


def test_values_come_as_they_are_stored(read):
    data = made(
        "CREATE TABLE t (a, b, c)",
        [
            (1, "x", None),
            (2.5, "", b"\x00\xff"),
            (-(2**63), "ä\U0001f600\x00z", 1e300),
            (2**63 - 1, "007", 0.1),
        ],
        "INSERT INTO t VALUES (?,?,?)",
    )
    sample = read(data)
    assert sample.names == ("a", "b", "c")
    assert sample.rows == [
        ("1", "x", None),
        ("2.5", "", "00ff"),
        ("-9223372036854775808", "ä\U0001f600\x00z", "1e+300"),
        ("9223372036854775807", "007", "0.1"),
    ]
    assert (sample.file.format, sample.file.table) == ("sqlite", "t")
    assert sample.stopped is None


cells = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(max_size=700),
)


def as_text(cell):
    if isinstance(cell, bytes):
        return cell.hex()
    return cell if cell is None or isinstance(cell, str) else repr(cell)


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=30),
    encoding=st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
)
def test_what_sqlite_writes_is_read_back(read, rows, encoding):
    script = f"PRAGMA encoding='{encoding}'; CREATE TABLE t (a, b, c)"
    sample = read(made(script, rows, "INSERT INTO t VALUES (?,?,?)"))
    assert sample.rows == [tuple(map(as_text, row)) for row in rows]
    assert sample.file.encoding == encoding.lower().replace("16le", "16-le").replace(
        "16be", "16-be"
    )


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="needs the sqlite3 program")
def test_what_the_real_program_writes_is_read_back(read, tmp_path):
    rows = "".join(f"({i},'n''{i}',x'0{i % 10}ff',{i}.5)," for i in range(2000)).rstrip(",")
    script = (
        "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, b BLOB, r REAL) STRICT;"
        f"INSERT INTO t VALUES {rows};"
        "CREATE TABLE keyed(k TEXT PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO keyed VALUES('a',1);"
        "ALTER TABLE keyed ADD COLUMN late DEFAULT 'told later'; CREATE INDEX i ON t(name);"
    )
    path = tmp_path / "real.db"
    subprocess.run([shutil.which("sqlite3"), path], input=script.encode(), check=True, timeout=20)
    sample = read(path.read_bytes())
    assert sample.file.tables == ("t", "keyed")
    assert sample.rows == [(str(i), f"n'{i}", f"0{i % 10}ff", f"{i}.5") for i in range(2000)]
    assert read(path.read_bytes(), table="keyed").rows == [("a", "1", "told later")]
    assert sample.file.properties[0].what is Property.PROGRAM


def test_the_table_with_most_rows_is_chosen_or_the_named_one(read):
    data = made(
        'CREATE TABLE few (a); CREATE TABLE "ma""ny x" (b); INSERT INTO few VALUES (1);'
        'INSERT INTO "ma""ny x" VALUES (1),(2)'
    )
    assert read(data).file.table == 'ma"ny x'
    assert read(data).file.tables == ("few", 'ma"ny x')
    assert read(data, table="few").rows == [("1",)]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(data, table="other")
    with pytest.raises(UnreadableInput, match="NOT_A_TABLE"):
        read(made("CREATE VIEW v AS SELECT 1"))


def test_broken_text_is_shown_and_counted_by_row(read):
    data = made("CREATE TABLE t (a, b); INSERT INTO t VALUES (x'01','fine')")
    rows = read(
        made(
            "CREATE TABLE t (a, b); INSERT INTO t VALUES (x'0aBC','fine'),"
            "(CAST(x'ff41' AS TEXT),'next'),(x'0aBC',NULL)"
        )
    )
    assert read(data).rows == [("01", "fine")]
    assert rows.rows == [("0abc", "fine"), ("\ufffdA", "next"), ("0abc", None)]
    assert rows.file.bad_undecodable_rows == (2,)


def test_what_would_run_is_counted_and_left_alone(read):
    data = made(
        "CREATE TABLE t (a, twice AS (a || hex(zeroblob(1000000))), kept AS (a + 1) STORED);"
        "INSERT INTO t (a) VALUES (1),(2);"
        "CREATE VIEW v AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM r) SELECT x FROM r;"
        "CREATE VIEW w AS SELECT load_extension('/tmp/x.so');"
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;"
        "CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f VALUES ('word');"
    )
    sample = read(data, table="t")
    assert sample.names == ("a", "kept")
    assert sample.rows == [("1", "2"), ("2", "3")]
    assert traps(sample) == {Trap.VIEW_OR_TRIGGER: 5}
    assert not {"v", "w", "f"} & set(sample.file.tables)
    for name in ("v", "w", "f"):
        with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
            read(data, table=name)


@pytest.mark.parametrize("page", [0, 2])
def test_a_view_that_says_it_is_a_table_is_not_run(read, page):
    script = (
        "CREATE TABLE t (a); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT a FROM t;"
        f"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET type='table', rootpage={page} WHERE name='v'"
    )
    assert rows_or_code(read, made(script)) in ([("1",)], "DATABASE_BROKEN")
    assert rows_or_code(read, made(script), table="v") in ("NO_SUCH_TABLE", "DATABASE_BROKEN")


def test_a_missing_log_is_told(read):
    sample = read(people(5, journal=True))
    assert len(sample.rows) == 5
    assert traps(sample) == {Trap.SIDE_FILE: 1}
    assert traps(read(people(5))) == {}


def test_rows_before_a_cut_are_kept(read):
    data = people(2000, page=1024)
    whole = read(data).rows
    for twentieth in range(1, 20):
        cut = data[: len(data) * twentieth // 20]
        rows = rows_or_code(read, cut)
        assert rows == whole[: len(rows)]
        assert len(rows) > 2000 * (twentieth - 2) // 20
        assert read(cut).stopped is Stopped.TRUNCATED


def test_rows_before_a_bad_page_are_kept(read):
    data = bytearray(people(2000, page=1024))
    data[40 * 1024 : 41 * 1024] = b"\xee" * 1024
    sample = read(bytes(data))
    assert sample.stopped is Stopped.TRUNCATED
    assert 100 < len(sample.rows) < 2000


def test_five_hundred_mutants_end_in_words_or_rows():
    draw = random.Random(16)
    data = people(60)
    small = Limits(rows=20_000, columns=50)
    for _ in range(500):
        mutant = bytearray(data)
        for _ in range(draw.choice([1, 2, 8, 40])):
            mutant[draw.randrange(len(mutant))] = draw.choice([0, 1, 2, 5, 10, 13, 127, 128, 255])
        try:
            sample = open_sample([NamedFile("m", io.BytesIO(mutant))], ReadSettings(), small)
            assert sum(len(b.frame) for b in sample.batches()) <= 20_000
        except LeakverifyError:
            pass


def test_a_page_that_stands_for_many_ends(read):
    """An inner page whose thousand pointers lead to one leaf, twice over."""
    data = bytearray(made("CREATE TABLE t (a); INSERT INTO t VALUES (1)", page=4096))
    leaf, size = 2, 4096
    for _ in range(3):
        page = bytearray(size)
        cells = 500
        page[0] = 5
        page[3:5] = cells.to_bytes(2, "big")
        page[8:12] = leaf.to_bytes(4, "big")
        for i in range(cells):
            place = size - 5 * (i + 1)
            page[place : place + 5] = leaf.to_bytes(4, "big") + b"\1"
            page[12 + 2 * i : 14 + 2 * i] = place.to_bytes(2, "big")
        page[5:7] = (size - 5 * cells).to_bytes(2, "big")
        data += page
        leaf = len(data) // size
    data[28:32] = (len(data) // size).to_bytes(4, "big")
    schema = data.index(b"CREATE TABLE")
    data[schema - 1] = leaf
    sample = read(bytes(data))
    assert sample.stopped is Stopped.TRUNCATED
    assert len(sample.rows) <= len(data) // 4 + 1


def test_long_rows_are_left_out_and_long_cells_cut(read):
    rows = [("a", 1), ("b" * 5000, 2), ("c" * 200, 3), ("d", 4)]
    data = made("CREATE TABLE t (a, b)", rows, "INSERT INTO t VALUES (?,?)")
    sample = read(data, limits=Limits(line_bytes=4096, cell_bytes=100))
    assert sample.rows == [("a", "1"), ("c" * 100, "3"), ("d", "4")]
    assert sample.file.rows_skipped == 1


def test_too_many_columns_are_refused(read):
    data = made(f"CREATE TABLE t ({','.join(f'c{i}' for i in range(40))})")
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read(data, limits=Limits(columns=39))


class SetAfter:
    """A token that is set when it has been asked so many times."""

    def __init__(self, times):
        self.left = times

    def is_set(self):
        self.left -= 1
        return self.left < 0


def test_a_cancel_is_heard_within_a_walk():
    handle = io.BytesIO(people(50_000, page=4096))
    files = [NamedFile("c", handle)]
    sample = open_sample(files, ReadSettings(), Limits(), cancel=SetAfter(60))
    assert sum(len(batch.frame) for batch in sample.batches()) < 50_000
    assert sample.stopped is Stopped.CANCELLED


WATCHED = """
import io, sys
import pandas, pyarrow.compute, apsw
from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample
data = sys.stdin.buffer.read()
def read():
    sample = open_sample([NamedFile("x", io.BytesIO(data))], ReadSettings(), Limits())
    return sum(len(b.frame) for b in sample.batches())
read()  # what is imported late is imported now
sys.stdout.write("BEGIN" + chr(10)); sys.stdout.flush()
n = read()
sys.stdout.write(f"END {n}" + chr(10)); sys.stdout.flush()
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_the_machine_is_asked_for_nothing(tmp_path):
    log = tmp_path / "log"
    run = subprocess.run(
        [shutil.which("strace"), "-f", "-o", log, sys.executable, "-c", WATCHED],
        input=people(3000, journal=True),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"END 3000" in run.stdout
    calls = log.read_text(errors="replace")
    between = calls[calls.index('"BEGIN') : calls.index('"END 3000')]
    for call in ("open(", "openat(", "creat(", "unlink", "socket(", "execve(", "stat(", "access("):
        assert call not in between


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=1200), st.sampled_from([16, 100]))
def test_any_bytes_end_in_words_or_rows(read, data, kept):
    rows_or_code(read, HEADED[:kept] + data)


HEADED = made("CREATE TABLE t (a)")
