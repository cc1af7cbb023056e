"""Nothing in a dump is run, what it would do is counted, and nothing in it makes reading slow or large (SAFETY S15)."""

import contextlib
import io
import pathlib
import random
import time

import pytest

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

OUTSIDE, CODE, REPLICATION = Trap.SQL_OUTSIDE, Trap.SQL_CODE, Trap.SQL_REPLICATION
STATEMENTS = (
    ("ATTACH DATABASE 'x.db' AS x;", OUTSIDE),
    ("SELECT load_extension('evil');", OUTSIDE),
    ("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t;", OUTSIDE),
    ("/*!50000 LOAD DATA INFILE 'x' INTO TABLE t */;", OUTSIDE),
    ("SELECT * FROM t INTO OUTFILE '/tmp/x';", OUTSIDE),
    ("SELECT 'a' INTO/**/DUMPFILE '/tmp/x';", OUTSIDE),
    ("COPY t FROM PROGRAM 'id';", OUTSIDE),
    ("COPY t TO '/tmp/x';", OUTSIDE),
    ("\\! id", OUTSIDE),
    ("\\copy t from program 'id'", OUTSIDE),
    (".shell id", OUTSIDE),
    (".system id", OUTSIDE),
    ("system id", OUTSIDE),
    ("EXEC xp_cmdshell 'dir';", OUTSIDE),
    ("CREATE FUNCTION sys_exec RETURNS int SONAME 'udf.so';", OUTSIDE),
    ("CREATE USER 'u'@'%' IDENTIFIED BY 'p';", OUTSIDE),
    ("GRANT ALL ON *.* TO u;", OUTSIDE),
    ("DROP DATABASE x;", OUTSIDE),
    ("INSERT INTO log SELECT load_file('/etc/passwd');", OUTSIDE),
    ("INSERT INTO log VALUES (LOAD_FILE('/etc/passwd'));", OUTSIDE),
    ("CREATE FUNCTION s(cstring) RETURNS int AS '/lib/libc.so.6', 'system' LANGUAGE 'c';", OUTSIDE),
    ("CHANGE MASTER TO MASTER_HOST='canary.example';", REPLICATION),
    ("CHANGE REPLICATION SOURCE TO SOURCE_HOST='canary.example';", REPLICATION),
    ("CREATE SUBSCRIPTION s CONNECTION 'host=canary.example' PUBLICATION p;", REPLICATION),
    ("CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'canary.example');", REPLICATION),
    ("CREATE EXTENSION IF NOT EXISTS dblink;", REPLICATION),
    ("SELECT dblink_connect('host=canary.example');", REPLICATION),
    ("CREATE TABLE f (a int) ENGINE=FEDERATED CONNECTION='mysql://u@canary.example/d/t';", REPLICATION),
    ("EXEC sp_addlinkedserver 'canary';", REPLICATION),
    ("CREATE VIEW v AS SELECT 1;", CODE),
    ("CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO t VALUES (9,'no'); END;", CODE),
    ("DELIMITER ;;\nCREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (9,'no'); INSERT INTO t VALUES (9,'no'); END;;\nDELIMITER ;", CODE),
    ("DO $$ BEGIN INSERT INTO t VALUES (9,'no');\nINSERT INTO t VALUES (9,'no'); END $$;", CODE),
    ("/*!50106 CREATE*/ /*!50117 DEFINER=`r`@`%`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY DO SELECT 1 */;", CODE),
)  # fmt: skip
ROWS = [("1", "a;b"), ("2", "c")]


@pytest.mark.parametrize(("statement", "trap"), STATEMENTS, ids=lambda v: str(v)[:40])
def test_what_a_statement_would_do_is_counted(read, statement, trap):
    dump = f"CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1,'a;b');\n{statement}\nINSERT INTO t VALUES (2,'c');\n"
    got = read(dump.encode(), table="t")
    assert got.rows == ROWS
    assert trap in {met.trap for met in got.file.tripwires}
    quoted = statement.replace("\\", "\\\\").replace("'", "''")
    for harmless in (
        f"INSERT INTO t VALUES (1,'{quoted}');\n", f"/* {statement.replace('*/', '')} */\n", f"-- {statement.splitlines()[0]}\n",
    ):  # fmt: skip
        got = read(f"-- x\n{harmless}INSERT INTO t VALUES (2,'c');\n".encode())
        assert got.file.tripwires == ()
        assert got.rows[-1] == ("2", "c")


def test_an_ordinary_dump_has_no_tripwires(read):
    got = read(
        b"-- MySQL dump\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `t`;\nCREATE TABLE `t` (`a` int) ENGINE=InnoDB;\n"
        b"LOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\nINSERT INTO `t` VALUES (1);\nUNLOCK TABLES;\n"
    )
    assert got.file.tripwires == ()


@pytest.mark.parametrize(
    "tail",
    [
        "INSERT INTO t VALUES (3,'never closed",
        'INSERT INTO t VALUES (3,"never closed',
        "INSERT INTO t VALUES (3,`never closed",
        "INSERT INTO t VALUES (3, $$never closed",
        "INSERT INTO t VALUES (3, /* never closed",
        "INSERT INTO t VALUES (3",
        "INSERT INTO t VALUES (3,'x\\",
        "COPY t (a, b) FROM stdin;\n3\tc",
    ],
)  # fmt: skip
def test_what_never_ends_is_told(read, tail):
    got = read(f"-- dump\nINSERT INTO t (a,b) VALUES (1,'a;b'),(2,'c');\n{tail}".encode())
    assert got.rows[:2] == ROWS
    assert got.stopped is Stopped.TRUNCATED


@pytest.mark.parametrize(
    "middle",
    [
        "/*!50000 /*!50001 /*!50002 SET x=1 */ */ */;",
        "/*!999999\\- enable the sandbox mode */ ",
        "/*M!999999\\- enable the sandbox mode */ ",
        "SELECT " + "(" * 1_000_000 + ";",
        "SELECT 1" + ")" * 1_000_000 + ";",
        "SELECT '" + "''" * 500_000 + "';",
        "SELECT `a``b`, \"c\"\"d\", 'e\\';\n';",
        ";" * 1_000_000,
        "\n" * 1_000_000,
        "/* " * 500_000 + "*/",
        "-" * 1_000_000 + "\n",
        "$a$ ' \" ; $b$ $a$;",
        "SELECT " + "$" * 100_000 + ";",
        "SELECT " + "/ - # " * 200_000 + "\n;",
        "INSERT INTO t SELECT 5, 'x;';",
        "INSERT INTO t " + "a" * 300_000 + " VALUES (9,'no');",
        "INSERT INTO " + "`a`." * 30_000 + ";",
        "INSERT INTO u VALUES (" + "(" * 300_000 + ");",
        "CREATE TABLE w (" + "a int, " * 30_000 + "b int);",
        "COMMIT; BEGIN; ",
        "INSERT INTO u VALUES (" + "E'\\'," * 30_000 + "1);--'\n;",
        "INSERT INTO u VALUES (CAST('x' AS " + "E'\\' " * 30_000 + "));--'\n;",
        "\\connect \"dbname='x\\'y'\"",
    ],
    ids=lambda v: v[:30],
)  # fmt: skip
def test_odd_statements_between_rows(read, middle):
    dump = f"-- dump\nINSERT INTO t VALUES (1,'a;b');\n{middle}\nINSERT INTO t VALUES (2,'c');\n"
    began = time.process_time()
    got = read(dump.encode())
    assert time.process_time() - began < 5
    assert (
        [row[:2] for row in got.rows if row[0] in "12"] == ROWS
        or "connect" in middle
        or "$" in middle
    )


class Stream(io.RawIOBase):
    """A file made as it is read: a head, one piece again and again, an end."""

    def __init__(self, head, piece, times, end):
        self.parts = (head, piece, times, end)
        self.size = len(head) + len(piece) * times + len(end)
        self.place = 0

    def seek(self, place, whence=0):
        self.place = self.size if whence == 2 else place
        return self.place

    def tell(self):
        return self.place

    def read(self, size=-1):
        head, piece, times, end = self.parts
        at = self.place
        if at < len(head):
            data = head[at : at + size]
        elif at < len(head) + len(piece) * times:
            within = (at - len(head)) % len(piece)
            repeat = min(times * len(piece) - (at - len(head)), size)
            data = (piece * (repeat // len(piece) + 2))[within : within + repeat]
        else:
            data = end[at - len(head) - len(piece) * times :][:size]
        self.place += len(data)
        return data


def resident():
    """Bytes in memory now, 0 where the system does not tell."""
    told = pathlib.Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4096 if told.exists() else 0


def read_stream(stream, limits):
    sample = open_sample([NamedFile("a", stream)], ReadSettings(), limits)
    rows = sum(len(batch.frame) for batch in sample.batches())
    return rows, sample


@pytest.mark.parametrize(
    ("piece", "end", "rows"),
    [
        (b",(1,'x')", b";\n", 1 + 1_000_000),
        (b" " * 8, b";\n", 1),
        (b"((((((((", b";\n", 1),
        (b",(1,/*c*/'x')", b";\n", None),
    ],
)
def test_one_endless_insert_needs_no_memory(piece, end, rows):
    """As a 2 GB INSERT, at a size that a test can wait for; memory is what must not grow."""
    times = 1_000_000 if rows and rows > 1 else 20_000 if rows is None else 200_000
    stream = Stream(b"-- MySQL dump\nINSERT INTO t VALUES (1,'x')", piece, times, end)
    before = resident()
    got, _ = read_stream(stream, Limits(line_bytes=1 << 18))
    assert got == (times + 1 if rows is None else rows)
    assert resident() - before < 150 << 20


def test_tuples_over_the_limit_are_left_out():
    limits = Limits(line_bytes=1 << 16)
    long = b"(2,'" + b"it''s" * 60_000 + b"')"
    dump = (
        b"-- MySQL\nINSERT INTO t VALUES (1,'a'),"
        + long
        + b",(3,'c');\nINSERT INTO t VALUES (4,'d');\n"
    )
    rows, sample = read_stream(io.BytesIO(dump), limits)
    file = sample.finished_files()[0]
    assert (rows, file.rows_skipped, sample.stopped) == (3, 1, None)
    copy = (
        b"-- PostgreSQL database dump\nCOPY t (a, b) FROM stdin;\n1\ta\n2\t"
        + b"x" * 4_000_000
        + b"\n3\tc\n\\.\n"
    )
    rows, sample = read_stream(io.BytesIO(copy), limits)
    assert (rows, sample.finished_files()[0].rows_skipped) == (2, 1)


DUMP = (
    b"-- MySQL dump\nUSE `d`;\nCREATE TABLE `t` (`a` int, `b` text, c int AS (`a`*2));\nINSERT INTO `t` VALUES (1,'a\\'b',2),(2,NULL,4);\n"
    b"DELIMITER ;;\nCREATE TRIGGER x BEGIN INSERT INTO t VALUES (1); END;;\nDELIMITER ;\n"
    b"COPY s.u (a, b) FROM stdin;\n1\t\\N\n2\ta\\x41\\\\\n\\.\nINSERT [dbo].[v] ([a]) VALUES (CAST(N'x' AS date), 0x41, E'\\'', $$q$$)\nGO\n"
    b"/*!50000 SET x='y' */; REPLACE INTO \"w\" (\"a\"\"b\") VALUES (replace('a','b',char(10))),(U&'\\0041'::text);\n"
)


@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_a_cut_dump_ends_in_rows_or_an_error(percent):
    with contextlib.suppress(LeakverifyError):
        read_stream(io.BytesIO(DUMP[: len(DUMP) * percent // 100]), Limits())


def test_damaged_dumps_end_in_rows_or_an_error():
    rng = random.Random(3)
    for _ in range(400):
        data = bytearray(DUMP)
        for _ in range(rng.randint(1, 6)):
            place = rng.randrange(len(data))
            match rng.randrange(3):
                case 0:
                    data[place] ^= 1 << rng.randrange(8)
                case 1:
                    data[place:place] = rng.choice(
                        (b"'", b"(", b"\\", b"/*", b"\0", b"\xff", b";", b"$$", b'"')
                    )
                case _:
                    del data[place : place + rng.randint(1, 9)]
        with contextlib.suppress(LeakverifyError):
            read_stream(io.BytesIO(bytes(data)), Limits())
