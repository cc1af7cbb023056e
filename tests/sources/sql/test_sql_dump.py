"""Dumps are read by a tokenizer: every escape taken back, nothing run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.model.errors import UsageProblem
from leakverify.model.terms import Stopped

MYSQL = r"""-- MySQL dump 10.13
/*!40101 SET NAMES utf8 */;
DROP TABLE IF EXISTS `users`;
CREATE TABLE `users` (
  `id` int(11) NOT NULL DEFAULT '0' COMMENT 'a, b (c)',
  `name` varchar(20),
  `note` enum('x','y') DEFAULT NULL,
  PRIMARY KEY (`id`), KEY `n` (`name`,`note`)
) ENGINE=InnoDB;
INSERT INTO `log` VALUES (1);
INSERT INTO `users` VALUES (1,'O\'Brien','a''b'),(2,NULL,'line\nbreak; \\ \Z \% (x),'),
 (3,'',0x41) , (-4.50e3, _binary 'raw', CAST(N'2020-01-01' AS DateTime));
# a remark; INSERT INTO `users` VALUES (9,9,9);
INSERT IGNORE INTO users (`note`, `id`) VALUES ('n', 5) ON DUPLICATE KEY UPDATE id=1;
"""
PG = r"""--
-- PostgreSQL database dump
--
SET standard_conforming_strings = on;
CREATE TABLE public.users (
    id integer NOT NULL,
    name character varying(20)
);
COPY public.users (id, name) FROM stdin;
1	Ann\tB\\C\n
2	\N
3	\x41\101
4
\.

SELECT pg_catalog.setval('users_id_seq', 4, true);
INSERT INTO public.other VALUES ('back\slash', 'it''s');
"""


def test_mysql(read):
    got = read(MYSQL.encode())
    assert got.names == ("id", "name", "note")
    assert got.rows == [
        ("1", "O'Brien", "a'b"),
        ("2", None, "line\nbreak; \\ \x1a \\% (x),"),
        ("3", "", "A"),
        ("-4.50e3", "raw", "2020-01-01"),
        ("5", None, "n"),
    ]
    assert (got.file.format, got.file.table, got.file.tables) == (
        "mysql",
        "users",
        ("users", "log"),
    )
    assert got.stopped is None


def test_postgres(read):
    got = read(PG.encode())
    assert got.names == ("id", "name")
    assert got.rows == [("1", "Ann\tB\\C\n"), ("2", None), ("3", "AA"), ("4", None)]
    assert got.file.format == "pgcopy"
    assert got.file.bad_width_rows == (4,)
    assert read(PG.encode(), table="other").rows == [("back\\slash", "it's")]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(PG.encode(), table="none")


def test_a_dump_without_create(read):
    got = read(b"INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2,'b','c');\n")
    assert got.names == ("column 1", "column 2")
    assert got.rows == [("1", "a"), ("2", "b")]
    assert got.file.bad_width_rows == (2,)


@pytest.mark.parametrize(
    "tail", ["INSERT INTO t VALUES (3,'never closed", "INSERT INTO t VALUES (3", "(" * 10_000]
)
def test_a_cut_dump_keeps_what_was_read(read, tail):
    got = read(f"-- dump\nINSERT INTO t VALUES (1,'a'),(2,'b');\n{tail}".encode())
    assert got.rows == [("1", "a"), ("2", "b")]
    assert got.stopped in {Stopped.TRUNCATED, None}
    assert (got.stopped is Stopped.TRUNCATED) == tail.startswith("INSERT")


def test_text_that_only_mentions_sql_is_no_dump(read):
    got = read(b"id,remark\n1,INSERT INTO t VALUES (1)\n2,x\n")
    assert got.names == ("id", "remark")


def quoted(cell):
    if cell is None:
        return "NULL"
    escaped = cell.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped.replace(chr(0), chr(92) + '0')}'"


cells = st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=9)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=9))
def test_what_mysqldump_writes_comes_back(read, rows):
    tuples = ",".join("(" + ",".join(map(quoted, row)) + ")" for row in rows)
    text = f"-- MySQL dump 10.13\nINSERT INTO `t` (`a`,`b`) VALUES {tuples};\n"
    assert read(text.encode(), encoding="utf-8").rows == rows


def test_long_dumps_cross_blocks(read):
    rows = [(str(i), "x" * (i % 97) + "'") for i in range(60_000)]
    tuples = ",".join(f"({i},{quoted(v)})" for i, v in rows)
    got = read(f"-- MySQL dump\nINSERT INTO `t` VALUES {tuples};\n".encode())
    assert got.rows == rows
