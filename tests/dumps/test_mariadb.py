"""What a real MariaDB server and its dump program write is read back exactly."""

import json
import random

import pytest

from leakverify.model.tripwire import Trap

pytestmark = pytest.mark.xdist_group("mariadb")
ROWS = 100_000
FEW = 1_500
NAMES = (
    "id",
    "order",
    "na`me",
    'it\'s "a.b" c',
    "code",
    "price",
    "born",
    "seen",
    "flag",
    "doc",
    "raw",
    "twice",
)
TABLE = """
CREATE TABLE `{name}` (
  `id` int NOT NULL PRIMARY KEY COMMENT 'a, (b) ''c'' -- d', `order` longtext, `na``me` longtext, `it's "a.b" c` longtext,
  `code` char(8), `price` decimal(20,6), `born` date, `seen` datetime(6), `flag` boolean, `doc` json, `raw` varbinary(9),
  `twice` bigint GENERATED ALWAYS AS (`id` * 2) VIRTUAL, KEY `k (a,b)` (`code`)
) DEFAULT CHARSET=utf8mb4;
"""


def literal(cell):
    return "NULL" if cell is None else f"CONVERT(X'{cell.encode().hex()}' USING utf8mb4)"


def make_rows(count, cells, seed=5):
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        doc = json.dumps({"k": rng.choice(cells[1:4]), "n": [1, None, "a\"b\\c'd"]})
        rows.append((
            str(number), cells[number % len(cells)], rng.choice(cells[:4] + cells[5:]), rng.choice(cells[:4] + cells[5:]),
            f"{rng.randrange(10**8):08}", f"{rng.randrange(-(10**9), 10**9)}.{rng.randrange(10**6):06}",
            f"{rng.randrange(1900, 2030)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
            f"2020-01-01 {rng.randrange(24):02}:00:00.{rng.randrange(10**6):06}",
            rng.choice(("0", "1", None)), doc, rng.choice(("ab'c\\", "\0\n", "", None)),
            str(2 * number),
        ))  # fmt: skip
    return rows


def insert(server, name, rows):
    def tuple_of(row):
        cells = [
            literal(cell) if place not in {0, 5} else cell for place, cell in enumerate(row[:11])
        ]
        cells[10] = "NULL" if row[10] is None else f"X'{row[10].encode().hex()}'"
        return "(" + ",".join("NULL" if cell is None else cell for cell in cells) + ")"

    names = ",".join("`" + name.replace("`", "``") + "`" for name in NAMES[:11])
    statements = [
        f"INSERT INTO `{name}` ({names}) VALUES {','.join(map(tuple_of, rows[at : at + 1000]))};"
        for at in range(0, len(rows), 1000)
    ]
    return "SET autocommit=0;" + "\n".join(statements) + "COMMIT;"


@pytest.fixture(scope="module")
def rows(nasty):
    return make_rows(ROWS, nasty(3_000, nul=True))


@pytest.fixture(scope="module")
def filled(mariadb, rows):
    latin = [("1", "Zoé"), ("2", "it's €5 \\ Ÿ"), ("3", None)]
    mariadb.sql(
        "CREATE DATABASE big CHARACTER SET utf8mb4; USE big;" + TABLE.format(name="people")
        + insert(mariadb, "people", rows)
        + "CREATE DATABASE few CHARACTER SET utf8mb4; USE few;" + TABLE.format(name="people")
        + insert(mariadb, "people", rows[:FEW])
        + """
        CREATE TABLE `select` (`from` int, b bit(8), g varbinary(20), t varbinary(20));
        INSERT INTO `select` VALUES (1, b'101', X'00ff10', 'plain'), (2, b'1', X'41', 'text'), (3, NULL, NULL, '');
        CREATE TABLE `a.b "c" d'e``f` (x int, y text);
        INSERT INTO `a.b "c" d'e``f` VALUES (1, 'one'), (2, 'two');
        CREATE VIEW `seen` AS SELECT id FROM people;
        """
        + f"CREATE TABLE latin (id int, t text); INSERT INTO latin VALUES {','.join(f'({a},{literal(b)})' for a, b in latin)};"
        + """
DELIMITER ;;
CREATE TRIGGER tr AFTER INSERT ON latin FOR EACH ROW BEGIN INSERT INTO people (id) VALUES (-1); INSERT INTO latin VALUES (9,'x'); END;;
CREATE PROCEDURE pr() BEGIN DECLARE x int; INSERT INTO latin VALUES (8, 'y;'); IF x THEN SELECT 1; END IF; END;;
CREATE EVENT ev ON SCHEDULE EVERY 1 YEAR DO INSERT INTO latin VALUES (7, 'z');;
DELIMITER ;
        CREATE DATABASE other; CREATE TABLE other.people (id int, note text);
        INSERT INTO other.people VALUES (1, 'other''s'); COMMIT;
        """
    )  # fmt: skip
    return mariadb


def test_a_hundred_thousand_rows(filled, tmp_path, rows, reading):
    path = filled.dump(tmp_path / "big.sql", "--default-character-set=utf8mb4", "big")
    names, got, file = reading(path)
    assert names == NAMES
    assert got == rows
    assert (file.format, file.table, file.bad_width, file.bad_undecodable, file.rows_skipped) == (
        "mysql", "people", 0, 0, 0,
    )  # fmt: skip
    assert file.dump.tool == "mariadb-dump"


OPTIONS = (
    (),
    ("--skip-extended-insert",),
    ("--complete-insert",),
    ("--compatible=ansi",),
    ("--no-create-info", "--complete-insert"),
    ("--insert-ignore", "--skip-comments", "--compact"),
    ("--replace", "--add-drop-database"),
    ("--databases",),
    ("--hex-blob",),
)


@pytest.mark.parametrize("options", OPTIONS, ids=lambda o: " ".join(o) or "default")
def test_options_of_the_dump_program(filled, tmp_path, rows, reading, options):
    path = filled.dump(
        tmp_path / "few.sql", "--default-character-set=utf8mb4", "--triggers", "--routines", "--events", *options, "few"
    )  # fmt: skip
    names, got, file = reading(path, encoding="utf-8", table="people")
    assert names == NAMES
    expected = rows[:FEW]
    if "--hex-blob" in options:
        expected = [
            (*row[:10], row[10] and "0x" + row[10].encode().hex().upper(), row[11])
            for row in expected
        ]
    assert got == expected
    assert set(file.tables) >= {"people", "latin", "select"}
    assert file.bad_width == file.rows_skipped == 0
    met = {t.trap for t in file.tripwires}
    assert Trap.SQL_CODE in met or options == OPTIONS[5]
    assert Trap.SQL_REPLICATION not in met
    assert Trap.SQL_OUTSIDE not in met or "--add-drop-database" in options


def test_names_without_quotes(filled, tmp_path, reading):
    path = filled.dump(tmp_path / "few.sql", "--skip-quote-names", "few", "latin")
    names, got, _ = reading(path)
    assert (names, got[1]) == (("id", "t"), ("2", "it's €5 \\ Ÿ"))


def test_without_names_columns_are_numbered(filled, tmp_path, rows, reading):
    path = filled.dump(tmp_path / "few.sql", "--no-create-info", "few", "latin")
    names, got, _ = reading(path)
    assert names == ("column 1", "column 2")
    assert got[1] == ("2", "it's €5 \\ Ÿ")


def test_hex_is_text_where_a_whole_column_is_text(filled, tmp_path, reading):
    path = filled.dump(tmp_path / "few.sql", "--hex-blob", "few", "select")
    assert reading(path)[1] == [
        ("1", "0x05", "0x00FF10", "plain"), ("2", "0x01", "0x41", "text"), ("3", None, None, ""),
    ]  # fmt: skip


def test_raw_bytes_are_counted(filled, tmp_path, reading):
    path = filled.dump(tmp_path / "few.sql", "few", "select")
    _, got, file = reading(path)
    assert got == [
        ("1", "\x05", "\0\ufffd\x10", "plain"), ("2", "\x01", "A", "text"), ("3", None, None, ""),
    ]  # fmt: skip
    assert (file.encoding, file.bad_undecodable_rows) == ("utf-8", (1,))


def test_a_dump_in_latin1_is_read_as_it_says(filled, tmp_path, reading):
    path = filled.dump(tmp_path / "few.sql", "--default-character-set=latin1", "few", "latin")
    _, got, file = reading(path)
    assert got == [("1", "Zoé"), ("2", "it's €5 \\ Ÿ"), ("3", None)]
    assert file.encoding == "cp1252"


def test_names_with_everything(filled, tmp_path, reading):
    path = filled.dump(tmp_path / "few.sql", "few")
    name = 'a.b "c" d\'e`f'
    names, got, file = reading(path, table=name)
    assert (names, got) == (("x", "y"), [("1", "one"), ("2", "two")])
    assert name in file.tables


def test_databases_are_kept_apart(filled, tmp_path, rows, reading):
    path = filled.dump(tmp_path / "all.sql", "--all-databases", "--ignore-database=big")
    _, got, file = reading(path, table="other.people")
    assert got == [("1", "other's")]
    assert {"other.people", "few.people", "latin"} <= set(file.tables)
    assert len(reading(path, table="few.people")[1]) == FEW


def test_backslashes_that_are_none(filled, tmp_path, rows, reading):
    filled.sql("SET GLOBAL sql_mode='NO_BACKSLASH_ESCAPES';")
    try:
        path = filled.dump(tmp_path / "few.sql", "--default-character-set=utf8mb4", "few", "people")
    finally:
        filled.sql("SET GLOBAL sql_mode=DEFAULT;")
    assert reading(path)[1] == rows[:FEW]
