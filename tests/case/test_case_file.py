"""The case file: what is recorded is on the disk, what is saved survives, what a stranger sends is read with care."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify import paths
from leakverify.case import case_place, case_store, custody, passphrase_key
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.case_key import Key
from leakverify.case.case_parts import MOST_BYTES
from leakverify.case.case_store import Store
from leakverify.case.custody import Act
from leakverify.model.errors import OutputProblem, UnreadableInput, UsageProblem

pytestmark = pytest.mark.usefixtures("cheap_keys")
WHEN = "2026-11-26T20:00:00Z"
WORD = "correct horse"
SALT = bytes(16)


def saved(folder, *, word=WORD, name="a.lvcase"):
    """A case with a claim and two entries."""
    case = CaseFile.begin("N-1")
    case.record(Act.TAKEN_IN, when=WHEN, who="AB", details={"file": 1, "sha256": "ab" * 32})
    case.record(Act.CLAIMED, when=WHEN, parts={Part.CLAIM: b'{"records":5}\n'})
    case.save_as(folder / name, word)
    return case


def others(folder):
    """What stands in a folder beside cases."""
    return sorted(p.name for p in folder.iterdir() if p.suffix != ".lvcase")


def code_of(error):
    return error.value.code


def test_what_is_recorded_is_there_again(tmp_path):
    with saved(tmp_path) as case:
        entry = case.record(Act.NOTED, when=WHEN, who="CD", parts={Part.NOTES: b"x" * 100_000})
        log, head = case.log(), case.head
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.number == "N-1"
        assert again.is_saved
        assert not again.read_only
        assert again.part(Part.NOTES) == b"x" * 100_000
        assert again.part(Part.CLAIM) == b'{"records":5}\n'
        assert again.part(Part.CALLS) is None
        assert (again.log(), again.head) == (log, head)
        assert head == custody.Head(3, entry.hash)
        assert custody.first_broken(log, head) is None
    assert others(tmp_path) == []


def test_a_record_is_on_the_disk_when_it_returns(tmp_path):
    with saved(tmp_path) as case:
        for number in range(5):
            case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"%d" % number})
            with CaseFile.open(tmp_path / "a.lvcase", WORD) as second:
                assert second.part(Part.NOTES) == b"%d" % number
                assert second.head == case.head


def test_the_file_is_one_and_says_nothing(tmp_path):
    secret = b"Quetzalcoatl Popocatepetl"
    with saved(tmp_path) as case:
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: secret * 4_000})
    data = (tmp_path / "a.lvcase").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["a.lvcase"]
    assert b"SQLite" not in data
    assert b"taken_in" not in data
    assert secret[:12] not in data
    assert len(set(data[:4_096])) > 240  # as random bytes have
    assert stat.S_IMODE((tmp_path / "a.lvcase").stat().st_mode) == 0o600


def test_the_salt_is_the_file_s_first_bytes_and_new_each_time(tmp_path):
    saved(tmp_path, name="a.lvcase").close()
    saved(tmp_path, name="b.lvcase").close()
    salts = {case_place.read_salt(tmp_path / name) for name in ("a.lvcase", "b.lvcase")}
    assert len(salts) == 2


def test_another_passphrase_and_another_file_read_alike(tmp_path):
    saved(tmp_path).close()
    (tmp_path / "noise.lvcase").write_bytes(os.urandom(8_192))
    (tmp_path / "short.lvcase").write_bytes(b"short")
    (tmp_path / "text.lvcase").write_bytes(b"name,mail\n" * 2_000)
    for name, word in (
        ("a.lvcase", "wrong"),
        ("a.lvcase", ""),
        ("a.lvcase", "x" * 2_000),
        ("noise.lvcase", WORD),
        ("short.lvcase", WORD),
        ("text.lvcase", WORD),
    ):
        with pytest.raises(UnreadableInput) as error:
            CaseFile.open(tmp_path / name, word)
        assert code_of(error) == "CASE_WRONG_PASSPHRASE"
    with pytest.raises(UnreadableInput) as error:
        CaseFile.open(tmp_path / "none.lvcase", WORD)
    assert code_of(error) == "NO_SUCH_FILE"
    with pytest.raises(UnreadableInput) as error:
        CaseFile.open(tmp_path, WORD)
    assert code_of(error) == "NOT_A_FILE"
    assert others(tmp_path) == []


def test_a_case_that_nobody_saved_leaves_no_file(tmp_path):
    program = (
        "import os, sys; from leakverify.case.case_file import *; from leakverify.case.custody import Act;"
        "c = CaseFile.begin(); c.record(Act.NOTED, when='2026-11-26T20:00:00Z', parts={Part.NOTES: b'token' * 99999});"
        "print(c.is_saved, flush=True); sys.stdin.read(1); os.kill(os.getpid(), 9)"
    )
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR", "XDG_DATA_HOME")}
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, **places, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout.readline() == b"False\n"
    opened = [str(link.readlink()) for link in Path(f"/proc/{child.pid}/fd").iterdir()]
    assert not [place for place in opened if place.startswith("/") and "/dev/" not in place]
    child.communicate(b"x")
    assert child.returncode == -9
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_numbers_of_cases():
    assert CaseFile.begin("Köln 7").number == "Köln 7"
    made = {CaseFile.begin().number for _ in range(20)}
    assert len(made) == 20
    assert all(len(number) == 17 and number.count("-") == 2 for number in made)
    for number in (" x", "x\n", "x" * 101, "a\u202eb"):
        with pytest.raises(UsageProblem) as error:
            CaseFile.begin(number)
        assert code_of(error) == "CASE_NUMBER"


def test_a_second_opener_reads_and_does_not_write(tmp_path):
    first = saved(tmp_path)
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as second:
        assert second.read_only
        assert not second.is_saved
        assert second.part(Part.CLAIM) == b'{"records":5}\n'
        for do in (
            lambda: second.record(Act.NOTED, when=WHEN),
            lambda: second.rekey("new"),
            lambda: second.purge(when=WHEN),
        ):
            with pytest.raises(OutputProblem) as error:
                do()
            assert code_of(error) == "CASE_READ_ONLY"
        first.record(Act.NOTED, when=WHEN)  # and the first is not held up by it
        second.save_as(tmp_path / "copy.lvcase", "other")
        second.record(Act.NOTED, when=WHEN, details={"mine": 1})
    first.close()
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as third:
        assert not third.read_only
    with CaseFile.open(tmp_path / "copy.lvcase", "other") as copy:
        assert copy.head.entries == 3
    assert others(tmp_path) == []


def test_a_lock_that_was_left_behind_keeps_nobody_out(tmp_path):
    case = saved(tmp_path)
    lock = case_place.beside(tmp_path / "a.lvcase", "lock")
    assert lock.exists()
    case.close()
    assert not lock.exists()
    lock.touch()
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert not again.read_only
    assert others(tmp_path) == []


def test_saving_over_an_open_case_is_refused(tmp_path):
    with saved(tmp_path), CaseFile.begin() as other:
        with pytest.raises(OutputProblem) as error:
            other.save_as(tmp_path / "a.lvcase", "x")
        assert code_of(error) == "CASE_IN_USE"
        other.record(Act.NOTED, when=WHEN)
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.number == "N-1"


def test_another_passphrase_locks_the_old_one_out(tmp_path):
    with saved(tmp_path) as case:
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"note"})
        case.rekey("new word")
        case.record(Act.REKEYED, when=WHEN)
        log = case.log()
    with pytest.raises(UnreadableInput):
        CaseFile.open(tmp_path / "a.lvcase", WORD)
    with CaseFile.open(tmp_path / "a.lvcase", "new word") as again:
        assert again.log() == log
        assert again.part(Part.NOTES) == b"note"
    with pytest.raises(OutputProblem) as error:
        CaseFile.begin().rekey("x")
    assert code_of(error) == "CASE_NOT_SAVED"
    assert others(tmp_path) == []


def test_the_old_file_is_overwritten_when_the_passphrase_changes(tmp_path):
    with saved(tmp_path) as case:
        handle = os.open(tmp_path / "a.lvcase", os.O_RDONLY)
        before = os.read(handle, 1 << 20)
        case.rekey("new word")
        os.lseek(handle, 0, os.SEEK_SET)
        after = os.read(handle, 1 << 20)
        os.close(handle)
    assert len(after) == len(before)
    pages = range(0, len(before), 4_096)
    assert not [at for at in pages if before[at : at + 4_096] == after[at : at + 4_096]]


def test_a_second_name_of_the_file_is_not_overwritten(tmp_path):
    with saved(tmp_path) as case:
        os.link(tmp_path / "a.lvcase", tmp_path / "backup.lvcase")
        case.rekey("new word")
    with CaseFile.open(tmp_path / "backup.lvcase", WORD) as backup:
        assert backup.number == "N-1"


@pytest.mark.parametrize("word", ["", "x" * 2_000])
def test_a_passphrase_that_is_none(tmp_path, word):
    with pytest.raises(UsageProblem) as error:
        CaseFile.begin().save_as(tmp_path / "a.lvcase", word)
    assert code_of(error) == "CASE_PASSPHRASE"
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_recorded_changes_nothing(tmp_path, monkeypatch):
    with saved(tmp_path) as case:
        log = case.log()
        for error, act in (
            ("CASE_PART_TOO_LARGE", {"parts": {Part.NOTES: bytes((1 << 20) + 1)}}),
            ("details", {"details": {"Bad": 1}}),
            ("details", {"details": {"part_notes": "0" * 64}}),
        ):
            with pytest.raises((OutputProblem, ValueError), match=error):
                case.record(Act.NOTED, when=WHEN, **act)
        monkeypatch.setattr(custody, "MOST_BYTES", len(log) + 10)
        with pytest.raises(OutputProblem, match="CASE_LOG_FULL"):
            case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"x"})
        assert case.log() == log
        assert case.part(Part.NOTES) is None
    assert CaseFile.open(tmp_path / "a.lvcase", WORD).log() == log


def test_the_key_is_zeroed(tmp_path):
    case = saved(tmp_path)
    spelled = case._disk._key.spelled
    assert spelled.startswith(b"x'")
    case.close()
    assert not any(spelled)


def test_a_long_name_and_odd_letters(tmp_path):
    for name in ("x" * 236 + ".lvcase", "a?b#c%20 ünï😀 .lvcase", "-a'b\"c.lvcase", "tail.lvcase "):
        saved(tmp_path, name=name).close()
        with CaseFile.open(tmp_path / name, WORD) as again:
            again.record(Act.NOTED, when=WHEN)
        assert again.head.entries == 3
    with pytest.raises(OutputProblem):
        saved(tmp_path, name="x" * 300)


def test_a_case_can_be_named_through_a_link(tmp_path):
    saved(tmp_path).close()
    (tmp_path / "link.lvcase").symlink_to(tmp_path / "a.lvcase")
    with CaseFile.open(tmp_path / "link.lvcase", WORD) as case:
        assert case.path == (tmp_path / "a.lvcase").resolve()
        with CaseFile.open(tmp_path / "a.lvcase", WORD) as second:
            assert second.read_only


def test_settings_of_the_database(tmp_path):
    with saved(tmp_path) as case:
        connection = case._disk._store._connection
        connection.set_authorizer(None)
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "secure_delete",
                "trusted_schema",
                "cell_size_check",
                "temp_store",
                "cipher_memory_security",
                "cipher_page_size",
                "cipher_hmac_algorithm",
            )
        }
    assert asked == {
        "journal_mode": "delete",
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "cipher_memory_security": "1",
        "cipher_page_size": "4096",
        "cipher_hmac_algorithm": "HMAC_SHA512",
    }


def test_only_what_the_program_does_is_allowed(tmp_path):
    with saved(tmp_path) as case:
        for statement in (
            "ATTACH ':memory:' AS x",
            "CREATE TABLE x (y)",
            "DROP TABLE part",
            "PRAGMA writable_schema=ON",
            "PRAGMA trusted_schema=ON",
            "SELECT load_extension('x')",
            "SELECT sqlcipher_export('x')",
            "CREATE TEMP TABLE x (y)",
            "VACUUM",
        ):
            with pytest.raises(case_store._database_error()):
                case._disk._store._connection.execute(statement)


def test_a_purged_case_is_gone(tmp_path):
    case = saved(tmp_path)
    head = case.head
    handle = os.open(tmp_path / "a.lvcase", os.O_RDONLY)
    before = os.read(handle, 1 << 20)
    told = case.purge(when="2026-11-27T01:02:03Z", who="AB")
    os.lseek(handle, 0, os.SEEK_SET)
    after = os.read(handle, 1 << 20)
    os.close(handle)
    assert before[:16] != after[:16]
    assert not [
        at for at in range(0, len(before), 4_096) if before[at:][:4_096] == after[at:][:4_096]
    ]
    assert list(tmp_path.iterdir()) == []
    assert (told.number, told.entries, told.last) == ("N-1", head.entries, head.last)
    assert (told.samples, told.bytes) == (("ab" * 32,), len(before))
    assert (told.began, told.purged, told.who) == (WHEN, "2026-11-27T01:02:03Z", "AB")
    with pytest.raises(OutputProblem):
        case.record(Act.NOTED, when=WHEN)


def test_a_case_that_was_never_saved_is_purged_from_memory(tmp_path):
    case = CaseFile.begin()
    case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"x"})
    assert case.purge(when=WHEN).bytes == 0
    assert case.part(Part.NOTES) is None


def test_leftovers_of_a_killed_program_are_taken_away(tmp_path):
    saved(tmp_path).close()
    left = case_place.new_file(tmp_path / "a.lvcase")
    foreign = case_place.new_file(tmp_path / "b.lvcase")
    begun = tmp_path / "a.lvcase-journal"
    begun.write_bytes(bytes(512))  # one that was made and not yet written to
    CaseFile.open(tmp_path / "a.lvcase", WORD).close()
    assert not left.exists()
    assert not begun.exists()
    assert foreign.exists()


def test_a_key_is_spelled_as_sqlcipher_takes_it():
    key = bytearray(range(32))
    made = Key(key, bytes(range(200, 216)))
    assert (
        bytes(made.spelled)
        == b"x'" + (bytes(range(32)) + bytes(range(200, 216))).hex().encode() + b"'"
    )
    assert not any(key)
    made.forget()
    assert not any(made.spelled)


def test_a_case_that_was_rekeyed_under_an_open_store_is_told(tmp_path):
    with saved(tmp_path) as case:
        (tmp_path / "a.lvcase").unlink()
        log = case.log()
        with pytest.raises(OutputProblem) as error:
            case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"x"})
        assert code_of(error) == "CASE_GONE"
        assert case.log() == log
        case.save_as(tmp_path / "b.lvcase", WORD)  # nothing is lost: it goes elsewhere
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"x"})
    with CaseFile.open(tmp_path / "b.lvcase", WORD) as again:
        assert again.part(Part.NOTES) == b"x"


def test_store_reads_nothing_under_another_key(tmp_path):
    saved(tmp_path).close()
    with pytest.raises(UnreadableInput) as error:
        Store.open(tmp_path / "a.lvcase", Key(bytearray(32), SALT), read_only=True)
    assert code_of(error) == "CASE_WRONG_PASSPHRASE"


def test_the_page_is_enough_to_read_a_case(tmp_path):
    """What `resources/help/case-file.md` tells, and nothing of our own but the passphrase's key."""
    import hashlib
    import hmac
    import json

    from sqlcipher3 import dbapi2

    page = paths.resource("help/case-file.md").read_text(encoding="utf-8")
    for told in (*case_store.SCHEMA, str(case_store.APPLICATION), f"m={256 * 1024}"):
        assert told in page
    for part, most in MOST_BYTES.items():
        assert any(
            f"| `{part}` |" in x and x.endswith(f"| {most >> 20} MiB |") for x in page.split("\n")
        )
    with saved(tmp_path) as case:
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"a note"})
    data = (tmp_path / "a.lvcase").read_bytes()
    key = passphrase_key.derive(WORD, data[:16])
    connection = dbapi2.connect(str(tmp_path / "a.lvcase"))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{data[:16].hex()}'\"")
    assert connection.execute("PRAGMA application_id").fetchone() == (case_store.APPLICATION,)
    number, secret, entries, last = connection.execute(
        "SELECT number, secret, entries, last FROM about"
    ).fetchone()
    lines = [line for (line,) in connection.execute("SELECT line FROM entry ORDER BY seq")]
    notes = connection.execute("SELECT body FROM part WHERE name = 'notes'").fetchone()[0]
    connection.close()
    told = json.loads(lines[-1])
    assert (number, entries, last, notes) == ("N-1", 3, told["hash"], b"a note")
    mark = hmac.new(secret, b"notes\0" + notes, hashlib.sha256).hexdigest()
    assert told["details"]["part_notes"] == mark
