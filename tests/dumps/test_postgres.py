"""What a real PostgreSQL server and its dump programs write is read back exactly."""

import json
import random

import pytest

from leakverify.model.tripwire import Trap

pytestmark = pytest.mark.xdist_group("postgres")
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
    "bits",
    "tags",
)
TABLE = """
CREATE TABLE {name} (
  "id" int PRIMARY KEY, "order" text, "na`me" text, "it's ""a.b"" c" text, "code" char(8), "price" numeric(20,6),
  "born" date, "seen" timestamptz, "flag" boolean, "doc" json, "raw" bytea, "bits" bit(3), "tags" text[],
  "twice" int GENERATED ALWAYS AS (id * 2) STORED
);
"""


def copied(cell):
    if cell is None:
        return "\\N"
    for plain, escape in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        cell = cell.replace(plain, escape)
    return cell


def make_rows(count, cells):
    rng = random.Random(6)
    short = cells[:4] + cells[5:]
    return [
        (
            str(number), cells[number % len(cells)], rng.choice(short), rng.choice(short), f"{rng.randrange(10**8):08}",
            f"{rng.randrange(-(10**9), 10**9)}.{rng.randrange(10**6):06}",
            f"{rng.randrange(1900, 2030)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
            f"2020-01-01 {rng.randrange(24):02}:00:00+00", rng.choice(("t", "f", None)),
            json.dumps({"k": rng.choice(cells[1:4]), "n": [1, None, "a\"b\\c'd"]}),
            rng.choice(("\\x00ff27", "\\x", None)), rng.choice(("101", None)), rng.choice(('{a,"b\\"c\'"}', "{}", None)),
        )
        for number in range(count)
    ]  # fmt: skip


def copy(name, rows):
    names = ",".join('"' + n.replace('"', '""') + '"' for n in NAMES)
    lines = "".join("\t".join(map(copied, row)) + "\n" for row in rows)
    return f"COPY {name} ({names}) FROM stdin;\n{lines}\\.\n"


@pytest.fixture(scope="module")
def rows(nasty):
    return make_rows(ROWS, nasty(3_000))


@pytest.fixture(scope="module")
def filled(postgres, rows):
    postgres.sql("CREATE DATABASE big;\nCREATE DATABASE few;\nCREATE DATABASE other;\n")
    postgres.sql(TABLE.format(name="people") + copy("people", rows), "big")
    postgres.sql(
        TABLE.format(name="people") + copy("people", rows[:FEW])
        + r"""
        CREATE SCHEMA "s.1"; CREATE TABLE "s.1".people (id int, note text); INSERT INTO "s.1".people VALUES (1, 'in s.1');
        CREATE TABLE "select" ("from" int); INSERT INTO "select" VALUES (7);
        CREATE VIEW seen AS SELECT id FROM people;
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
          INSERT INTO "select" VALUES (8); -- $$
          INSERT INTO "select" VALUES (9);
          RETURN NEW;
        END $body$;
        CREATE TRIGGER tr AFTER INSERT ON "s.1".people FOR EACH ROW EXECUTE FUNCTION f();
        """,
        "few",
    )  # fmt: skip
    postgres.sql(
        "CREATE TABLE people (id int, note text); INSERT INTO people VALUES (1, 'other''s');",
        "other",
    )
    return postgres


def with_words(row):
    """A row as INSERT writes it: truth in words."""
    return tuple(
        {"t": "true", "f": "false"}.get(cell, cell) if place == 8 else cell for place, cell in enumerate(row)
    )  # fmt: skip


def in_order(rows):
    """Rows by their number (a table has no order), without what `--inserts` leaves to the server."""
    return [row[: len(NAMES)] for row in sorted(rows, key=lambda row: int(row[0]))]


def test_a_hundred_thousand_rows(filled, tmp_path, rows, reading):
    names, got, file = reading(filled.dump(tmp_path / "big.sql", "big"))
    assert names == NAMES
    assert in_order(got) == rows
    assert (file.format, file.table, file.bad_width, file.bad_undecodable, file.rows_skipped) == (
        "pgcopy", "people", 0, 0, 0,
    )  # fmt: skip
    assert file.dump.tool == "pg_dump"


OPTIONS = (
    (),
    ("--inserts",),
    ("--column-inserts",),
    ("--inserts", "--rows-per-insert=100"),
    ("--column-inserts", "--on-conflict-do-nothing", "--no-comments"),
    ("--data-only",),
    ("--create", "--clean"),
    ("--quote-all-identifiers",),
)


@pytest.mark.parametrize("options", OPTIONS, ids=lambda o: " ".join(o) or "default")
def test_options_of_the_dump_program(filled, tmp_path, rows, reading, options):
    path = filled.dump(tmp_path / "few.sql", *options, "few")
    names, got, file = reading(path, table="public.people")
    expected = rows[:FEW]
    if any("insert" in option for option in options):
        expected = [with_words(row) for row in expected]
    assert (names[: len(NAMES)], in_order(got)) == (NAMES, expected)
    assert set(file.tables) == {"public.people", "s.1.people", "select"}
    assert reading(path, table="s.1.people")[1] == [("1", "in s.1")]
    assert reading(path, table="select")[1] == [("7",)]
    met = {t.trap for t in file.tripwires}
    assert (Trap.SQL_CODE in met) == ("--data-only" not in options)
    assert Trap.SQL_REPLICATION not in met


def test_escape_strings(filled, tmp_path, rows, reading):
    filled.sql("ALTER DATABASE few SET standard_conforming_strings = off;")
    try:
        path = filled.dump(tmp_path / "few.sql", "--inserts", "few")
    finally:
        filled.sql("ALTER DATABASE few RESET standard_conforming_strings;")
    assert in_order(reading(path, table="public.people")[1]) == [
        with_words(row) for row in rows[:FEW]
    ]


def test_clusters_keep_databases_apart(filled, tmp_path, rows, reading):
    path = filled.dump(tmp_path / "all.sql", "--exclude-database=big", program="pg_dumpall")
    _, got, file = reading(path, table="other.public.people")
    assert got == [("1", "other's")]
    assert set(file.tables) == {
        "few.public.people", "other.public.people", "s.1.people", "select",
    }  # fmt: skip
    assert in_order(reading(path, table="few.public.people")[1]) == rows[:FEW]
    assert Trap.SQL_OUTSIDE in {t.trap for t in file.tripwires}  # it makes roles
