"""The file of a vault: what it holds, what it refuses, what a kill leaves of it."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify.case import vault_file
from leakverify.case.case_key import Key
from leakverify.case.vault import Vault
from leakverify.case.vault_numbers import bits, numbers, packed, places, shared
from leakverify.model.errors import OutputProblem, UnreadableInput, UsageProblem
from leakverify.model.messages import PileHead
from leakverify.model.old_leak import About
from tests.checks.population import listed
from tests.engine.old_leaks_bench import (
    AS_OF,
    added,
    quick_passphrase,  # noqa: F401  (a fixture)
)

ROWS = listed(range(120), "club")


@pytest.fixture
def path(tmp_path, quick_passphrase):  # noqa: F811
    place = tmp_path / "v.lvvault"
    Vault.create(place, "word").close()
    return place


def connected(path):
    """The file as somebody has it who knows the passphrase and means ill."""
    salt = path.read_bytes()[:16]
    return vault_file._connected(path, Key.derived("word", salt))


def test_leaks_are_listed_as_told_and_removed_without_a_trace(path):
    with Vault.open(path, "word") as vault:
        first = added(vault, "club", ROWS[:60], leaked="2021-03-04", origin="a forum")
        second = added(vault, "shop", ROWS[60:])
        assert vault.leaks() == (first, second)
        assert (first.about.leaked, first.about.origin, first.rows) == ("2021-03-04", "a forum", 60)
        vault.remove(first.number)
        assert vault.leaks() == (second,)
        assert vault.overlaps() == ()
        assert list(vault.field(first.number, "email", "keys")) == []
        with pytest.raises(UsageProblem, match="VAULT_NO_SUCH_LEAK"):
            vault.remove(first.number)
        again = added(vault, "club", ROWS[:60])
    assert again.number == 3, "a number that was given is not given again"


def test_the_file_shows_nothing_without_its_passphrase_and_is_the_owners_alone(path):
    with Vault.open(path, "word") as vault:
        added(vault, "a label to look for", ROWS)
        key = vault.key
    data = path.read_bytes()
    for word in (b"label to look", b"SQLite", b"CREATE", b"email", bytes.fromhex(key), b"word"):
        assert word not in data
    assert path.stat().st_mode & 0o777 == 0o600
    for word in ("Word", "word ", ""):
        with pytest.raises((UnreadableInput, UsageProblem)):
            Vault.open(path, word)
    with pytest.raises(OutputProblem, match="VAULT_EXISTS"):
        Vault.create(path, "word")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON leak BEGIN DELETE FROM chunk; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON leak(label)",
        "CREATE TABLE more(x)",
        "ALTER TABLE leak ADD COLUMN x TEXT",
        "DROP TABLE overlap",
        "UPDATE meta SET value = 'leakverify.vault/2' WHERE name = 'schema'",
        "UPDATE meta SET value = 'argon2id m=8 t=1 p=1' WHERE name = 'parameters'",
        "UPDATE meta SET value = 'short' WHERE name = 'hash_key'",
        "INSERT INTO meta VALUES ('more', 'x')",
    ],
)
def test_a_vault_of_another_make_is_not_opened(path, statement):
    connection = connected(path)
    connection.execute(statement)
    connection.close()
    with pytest.raises(UnreadableInput, match="VAULT_DAMAGED"):
        Vault.open(path, "word")


LEAK = "INSERT INTO leak VALUES (7, {0}, '', '', 'a', 1, {1}, '', {2}, '[]', '[]')"


@pytest.mark.parametrize(
    "values",
    [
        ("''", "'2026-01-01'", "'[]'"),
        ("'x'", "'long ago'", "'[]'"),
        ("'x'", "'2026-01-01'", "'{}'"),
        ("'x'", "'2026-01-01'", """'[["email", -1]]'"""),
        ("'x'", "'2026-01-01'", """'[["../etc", 1]]'"""),
        ("'x'", "'2026-01-01'", "'" + "[" * 5_000 + "'"),
        ("replace(hex(zeroblob(99)), '0', 'x')", "'2026-01-01'", "'[]'"),
    ],
)
def test_a_leak_that_makes_no_sense_is_refused(path, values):
    connection = connected(path)
    connection.execute(LEAK.format(*values))
    connection.close()
    with Vault.open(path, "word") as vault, pytest.raises(UnreadableInput, match="VAULT_DAMAGED"):
        vault.leaks()


@pytest.mark.parametrize("data", [packed([5, 3]), packed([3, 3]), b"1234567"])
def test_keys_that_make_no_sense_are_refused(path, data):
    connection = connected(path)
    connection.execute(
        "INSERT INTO chunk VALUES (1, 'email', 'keys', 0, ?, ?, ?)", (b"\0" * 8, b"\xff" * 8, data)
    )
    connection.close()
    with Vault.open(path, "word") as vault, pytest.raises(UnreadableInput, match="VAULT_DAMAGED"):
        list(vault.found(1, "email", numbers(packed([3]))))


def test_every_flipped_byte_is_found_when_it_is_opened(path):
    with Vault.open(path, "word") as vault:
        added(vault, "club", ROWS)
    whole = path.read_bytes()
    for place in range(7, len(whole), len(whole) // 40):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(UnreadableInput):
            Vault.open(path, "word")
    for length in (0, 15, 65_536, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(UnreadableInput):
            Vault.open(path, "word")


def test_a_plain_database_is_no_vault(path, tmp_path):
    other = tmp_path / "plain.lvvault"
    plain = sqlite3.connect(other)
    plain.execute("PRAGMA page_size=65536")
    plain.execute("CREATE TABLE leak(x)")
    plain.commit()
    plain.close()
    with pytest.raises(UnreadableInput, match="VAULT_PASSPHRASE"):
        Vault.open(other, "word")


HEAD = PileHead(1, 5, True, "FR", (1,), (), (("email", 5),))


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (About(" "), "VAULT_LABEL"),
        (About("x" * 121), "VAULT_LABEL"),
        (About("x", origin="y" * 301), "VAULT_LABEL"),
        (About("x", leaked="yesterday"), "BAD_OPTION"),
    ],
)
def test_what_is_said_of_a_leak_is_bounded(path, about, code):
    with (
        Vault.open(path, "word") as vault,
        pytest.raises(UsageProblem, match=code),
        vault.writing(),
    ):
        vault.put_leak(about, "a" * 64, AS_OF, HEAD)


def test_two_programs_do_not_write_at_once(path):
    with (
        Vault.open(path, "word") as one,
        Vault.open(path, "word") as two,
        one.writing(),
        pytest.raises(OutputProblem, match="VAULT_BUSY"),
        two.writing(),
    ):
        pass


KILLED = """
import sys, os, hashlib
from leakverify.case import passphrase_key
passphrase_key.derive = lambda w, s: hashlib.blake2b(w.encode(), key=s, digest_size=32).digest()
from pathlib import Path
from leakverify.case.vault import Vault
from leakverify.model.old_leak import About
from leakverify.model.messages import PileHead
import datetime as dt
vault = Vault.open(Path(sys.argv[1]), "word")
for n in range(1000):
    with vault.writing():
        head = PileHead(1, 5, True, "FR", (1,), (), (("email", 24000),))
        leak = vault.put_leak(About(f"leak {n}"), f"{n:064x}", dt.date(2026, 1, 1), head)
        for part in range(3):
            data = b"".join((part * 24000 + i).to_bytes(8, "little") for i in range(24000))
            vault.put_part(leak.number, "email", "keys", part, data)
    print(n, flush=True)
"""


def test_a_kill_loses_no_leak_that_was_acknowledged_and_leaves_no_half_of_one(path):
    for after in (1, 3):
        words = [sys.executable, "-c", KILLED, str(path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path.cwd()) as child:
            told = [child.stdout.readline() for _ in range(after)]
            child.send_signal(signal.SIGKILL)
            rest = child.stdout.read()
        said = len([line for line in (*told, *rest.split(b"\n")) if line.strip()])
        with Vault.open(path, "word") as vault:
            leaks = vault.leaks()
            assert said <= len(leaks) <= said + 1
            for leak in leaks:
                assert (
                    sum(len(part) for part in vault.field(leak.number, "email", "keys")) == 72_000
                )
                vault.remove(leak.number)


def test_numbers_are_found_whichever_way_is_quicker():
    part = numbers(packed(range(0, 3_000, 3)))
    for asked in ([3], [4], list(range(0, 4_000, 5)), list(range(2_999)), []):
        mine = numbers(packed(asked))
        assert shared(mine, part) == [n for n in asked if n % 3 == 0 and n < 3_000]
    assert shared(part, numbers(b"")) == []
    assert places([4, 6, 8, 9], {6, 9, 4}, 2) == [0, 1]
    assert bits([4, 6, 8], {8}) == b"\x04"
