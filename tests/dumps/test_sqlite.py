"""What the sqlite3 program dumps is read back exactly."""

import shutil
import sqlite3
import subprocess

import pytest

from leakverify.model.tripwire import Trap

pytestmark = pytest.mark.skipif(shutil.which("sqlite3") is None, reason="sqlite3 is not installed")
ROWS = 20_000


def test_dump(tmp_path, nasty, reading):
    cells = nasty(3_000)
    rows = [
        (str(n), cells[n % len(cells)], cells[-1 - n % 2_000], "007", "1.5") for n in range(ROWS)
    ]
    with sqlite3.connect(tmp_path / "a.db") as db:
        db.executescript("""
            CREATE TABLE people (id INTEGER PRIMARY KEY, "or""der" TEXT, [na me] TEXT, code TEXT, x REAL);
            CREATE TABLE "other 'one'" (b BLOB, t BLOB); CREATE VIEW v AS SELECT 1;
            CREATE TABLE log (x);
            CREATE TRIGGER tr AFTER INSERT ON log BEGIN
              INSERT INTO people VALUES (-1, CASE WHEN 1 THEN 'a' ELSE 'b' END, '', '', 0); INSERT INTO log VALUES (2);
            END;
        """)
        db.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", rows)
        db.execute("INSERT INTO \"other 'one'\" VALUES (X'00FF', X'4142')")
    db.close()
    with (tmp_path / "a.sql").open("wb") as out:
        subprocess.run(["sqlite3", tmp_path / "a.db", ".dump"], stdout=out, check=True)
    names, got, file = reading(tmp_path / "a.sql")
    assert names == ("id", 'or"der', "na me", "code", "x")
    assert got == rows
    assert (file.format, file.table, file.rows_skipped, file.bad_width) == ("sql", "people", 0, 0)
    assert Trap.SQL_CODE in {t.trap for t in file.tripwires}
    assert reading(tmp_path / "a.sql", table="other 'one'")[1] == [("0x00FF", "AB")]
