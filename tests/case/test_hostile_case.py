"""A case that a stranger sends, with its passphrase or without: refused with a code, whatever is in it (S60)."""

import os
import random
import sqlite3
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.case import case_file, case_place, case_store, custody, strict_json
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.case_key import Key
from leakverify.case.case_parts import judged
from leakverify.case.case_store import SCHEMA, Contents
from leakverify.case.custody import Act, Log
from leakverify.model.errors import UnreadableInput
from leakverify.safe_text import for_terminal

pytestmark = pytest.mark.usefixtures("cheap_keys")
WHEN = "2026-11-26T20:00:00Z"
WORD = "correct horse"
CODES = {
    "CASE_WRONG_PASSPHRASE",
    "CASE_DAMAGED",
    "CASE_NEWER",
    "CASE_BROKEN_LOG",
    "CASE_BROKEN_PART",
    "CASE_STRAY_FILE",
    "CASE_UNFINISHED",
}


@pytest.fixture
def made(tmp_path):
    """A case of some pages, closed."""
    path = tmp_path / "a.lvcase"
    with CaseFile.begin("N-1") as case:
        for number in range(20):
            case.record(Act.CALLED, when=WHEN, details={"call": number})
        noise = random.Random(1).randbytes
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: noise(9_000), Part.CLAIM: b"{}\n"})
        case.save_as(path, WORD)
    return path


def refused(path, word=WORD):
    """The code with which a case is refused."""
    with pytest.raises(UnreadableInput) as error:
        CaseFile.open(path, word)
    assert error.value.code in CODES
    assert not [p for p in path.parent.iterdir() if p.suffix in {".lock", ".part"}]
    return error.value.code


def mutants(data, draw):
    """Altered copies of a file: flipped, cut, lengthened, with pages swapped, repeated, zeroed and taken away."""
    pages = [data[at : at + 4_096] for at in range(0, len(data), 4_096)]
    while True:
        kind = draw.randrange(8)
        if kind <= 2:
            changed = bytearray(data)
            for _ in range(1 + 4 * (kind == 2)):
                changed[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
            yield bytes(changed)
        elif kind == 3:
            yield data[: draw.randrange(len(data))]
        elif kind == 4:
            yield data + draw.randbytes(draw.choice((1, 4_095, 4_096, 8_192)))
        elif kind == 5:
            one, other = draw.sample(range(len(pages)), 2)
            swapped = list(pages)
            swapped[one], swapped[other] = pages[other], pages[one]
            yield b"".join(swapped)
        elif kind == 6:
            at = draw.randrange(len(pages))
            yield b"".join([*pages[:at], draw.choice((bytes(4_096), pages[0])), *pages[at + 1 :]])
        else:
            at = draw.randrange(len(pages))
            yield b"".join([*pages[:at], *pages[at + 1 :]])


def test_five_hundred_altered_files_are_refused(made):
    data = made.read_bytes()
    draw = random.Random(60)
    seen = set()
    count = 0
    for mutant in mutants(data, draw):
        if mutant == data:
            continue
        made.write_bytes(mutant)
        seen.add(refused(made))
        count += 1
        if count == 500:
            break
    assert {"CASE_WRONG_PASSPHRASE", "CASE_DAMAGED"} <= seen
    made.write_bytes(data)
    CaseFile.open(made, WORD).close()


def hostile(path, *statements, key=None):
    """Change a case as one who has its passphrase can."""
    key = key or Key.derived(WORD, case_place.read_salt(path))
    connection = case_store._connect(path, key, read_only=False, ours=True)
    connection.execute("PRAGMA trusted_schema=ON")
    try:
        for statement, *values in statements:
            connection.execute(statement, *values)
    finally:
        connection.close()


@pytest.mark.parametrize(
    "statements",
    [
        [("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",)],
        [("CREATE VIEW v AS SELECT 1",)],
        [("CREATE TABLE further (x)",)],
        [("CREATE INDEX i ON entry (line)",)],
        [("CREATE VIRTUAL TABLE f USING fts5 (x)",)],
        [("CREATE VIRTUAL TABLE r USING rtree (i, a, b)",)],
        [("ALTER TABLE part ADD COLUMN more TEXT",)],
        [("ALTER TABLE part RENAME TO old",), ("CREATE VIEW part AS SELECT * FROM old",)],
        [("DROP TABLE part",), ("CREATE TABLE part (name TEXT NOT NULL PRIMARY KEY, body)",)],
        [
            ("DROP TABLE entry",),
            ("CREATE TABLE entry (seq INTEGER PRIMARY KEY, line BLOB AS (x'7b7d0a'))",),
        ],
        [("PRAGMA application_id=0",)],
        [("PRAGMA user_version=0",)],
        [("PRAGMA user_version=-1",)],
        [("DELETE FROM about",)],
        [("UPDATE about SET number = ''",)],
        [("UPDATE about SET number = ?", ("x" * 101,))],
        [("UPDATE about SET number = ?", ("a\u202eb",))],
        [("UPDATE about SET number = ?", ("a\nb",))],
        [("UPDATE about SET secret = x'00'",)],
        [("UPDATE about SET entries = 5",)],
        [("UPDATE about SET last = 'x'",)],
        [("INSERT INTO part VALUES ('no such part', x'00')",)],
        [("INSERT INTO part VALUES ('../../etc/passwd', x'00')",)],
        [("INSERT INTO part VALUES ('calls', x'00')",)],
        [("UPDATE part SET body = x'00' WHERE name = 'notes'",)],
        [("DELETE FROM part WHERE name = 'claim'",)],
        [("UPDATE part SET name = 'calls' WHERE name = 'claim'",)],
        [("UPDATE part SET body = zeroblob(3000000) WHERE name = 'notes'",)],
        [("DELETE FROM entry WHERE seq = 21",)],
        [("DELETE FROM entry",)],
        [("DELETE FROM entry WHERE seq = 3",)],
        [("UPDATE entry SET seq = -seq",)],
        [("INSERT INTO entry VALUES (22, x'7b7d0a')",)],
        [("INSERT INTO entry VALUES (22, zeroblob(20000000))",)],
        [("UPDATE entry SET line = (SELECT line FROM entry WHERE seq = 1) WHERE seq = 2",)],
        [("UPDATE entry SET line = (SELECT CAST(group_concat(line, '') AS BLOB) FROM entry)",)],
        [("PRAGMA writable_schema=ON",), ("UPDATE sqlite_schema SET sql = sql || ' '",)],
        [
            ("PRAGMA writable_schema=ON",),
            ("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'part'",),
        ],
        [
            ("PRAGMA writable_schema=ON",),
            ("INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 3, 'CREATE TABLE x (y)')",),
        ],
    ],
    ids=range(39),
)
def test_one_who_has_the_passphrase_is_not_obeyed(made, statements):
    hostile(made, *statements)
    assert refused(made) in {"CASE_DAMAGED", "CASE_BROKEN_LOG", "CASE_BROKEN_PART"}


def test_the_write_ahead_log_of_a_stranger_is_not_read(made):
    hostile(made, ("PRAGMA journal_mode=WAL",), ("PRAGMA user_version=1",))
    CaseFile.open(made, WORD).close()  # closed whole by its writer: turned back
    assert [p.name for p in made.parent.iterdir()] == ["a.lvcase"]
    made.with_name("a.lvcase-wal").write_bytes(b"x")
    assert refused(made) == "CASE_STRAY_FILE"


def test_a_case_of_a_later_program_is_left_as_it_is(made):
    hostile(made, ("PRAGMA user_version=2",), ("CREATE TABLE later (x)",))
    before = made.read_bytes()
    assert refused(made) == "CASE_NEWER"
    assert made.read_bytes() == before


def test_a_plain_database_is_no_case(tmp_path):
    path = tmp_path / "a.lvcase"
    with sqlite3.connect(path) as connection:
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={case_store.APPLICATION}")
    connection.close()
    assert refused(path) == "CASE_WRONG_PASSPHRASE"


def super_journal(victim):
    """A journal that has something to undo and names a further file to be deleted after that."""
    name = os.fsencode(victim)
    header = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 0, 7, 2, 512, 4_096)
    end = struct.pack(">I", (1 << 30) // 4_096 + 1) + name
    end += struct.pack(">II", len(name), sum(struct.unpack(f"{len(name)}b", name)) & 0xFFFFFFFF)
    return header.ljust(512, b"\0") + end + bytes.fromhex("d9d505f920a163d7")


def test_a_journal_that_would_delete_another_file_is_refused(made, tmp_path):
    victim = tmp_path / "victim.txt"
    victim.write_text("nobody's business")
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    (tmp_path / "plain.db-journal").write_bytes(super_journal(victim))
    connection = sqlite3.connect(plain)
    connection.execute("SELECT * FROM x").fetchall()
    connection.close()
    assert not victim.exists(), "SQLite deletes it: if not, this test shows nothing"

    victim.write_text("nobody's business")
    journal = made.with_name("a.lvcase-journal")
    journal.write_bytes(super_journal(victim))
    assert refused(made) == "CASE_STRAY_FILE"
    assert victim.exists()
    journal.unlink()
    journal.symlink_to(victim)
    assert refused(made) == "CASE_STRAY_FILE"
    journal.unlink()
    journal.mkdir()
    assert refused(made) == "CASE_STRAY_FILE"


def test_a_large_file_is_no_case_and_is_not_read(tmp_path):
    path = tmp_path / "a.lvcase"
    with path.open("wb") as handle:
        handle.truncate(case_place.MOST_FILE + 4_096)
    assert refused(path) == "CASE_WRONG_PASSPHRASE"


def signed(number="N", *, secret=bytes(32), parts=None, lines=None, head=None):
    """Contents whose log is whole, as one who knows the program can make them."""
    log = Log()
    log.append(Act.NOTED, WHEN, details={"note": "=cmd|' /C calc'!A0"})
    lines = log.lines if lines is None else lines
    return Contents(number, secret, parts or {}, lines, head or (log.head.entries, log.head.last))


def test_a_log_that_is_whole_and_parts_that_it_does_not_tell_of():
    assert judged(signed()).log.head.entries == 1
    with pytest.raises(UnreadableInput) as error:
        judged(signed(parts={"claim": b"{}\n"}))
    assert error.value.code == "CASE_BROKEN_PART"


def test_two_lines_in_one_row_are_no_entry():
    log = Log()
    log.append(Act.NOTED, WHEN)
    log.append(Act.NOTED, WHEN)
    one, two = log.lines
    head = (2, log.head.last)
    for lines in ((one + two,), (one[:-1], b"\n" + two), (one, two, b""), (one + two, b"")):
        with pytest.raises(UnreadableInput) as error:
            judged(signed(lines=lines, head=head))
        assert error.value.code == "CASE_BROKEN_LOG"


@given(st.text(max_size=120))
@settings(max_examples=300)
def test_numbers_are_printable_or_refused(text):
    if case_store.is_number(text):
        assert text.isprintable()
        assert len(text) <= 100
        assert "\x1b" not in for_terminal(text)


EVIL = (
    "'; DROP TABLE part;--",
    '"',
    "%s%n",
    "../../x",
    "NUL",
    "=1+1",
    "Ω≈ç√",
    "<script>",
    "🜏" * 40,
)


@pytest.mark.parametrize("number", EVIL)
def test_evil_numbers_are_only_text(tmp_path, number):
    with CaseFile.begin(number) as case:
        case.save_as(tmp_path / "a.lvcase", WORD)
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.number == number


@given(st.data())
@settings(max_examples=120)
def test_every_changed_byte_of_the_log_is_found_in_its_entry(data):
    log = Log()
    for number in range(6):
        log.append(Act.CALLED, WHEN, who="AB", details={"call": number, "word": "x" * number})
    lines = list(log.lines)
    place = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[place]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != lines[place][at]))
    lines[place] = lines[place][:at] + bytes([byte]) + lines[place][at + 1 :]
    with pytest.raises(UnreadableInput) as error:
        judged(signed(lines=tuple(lines), head=(log.head.entries, log.head.last)))
    assert error.value.code == "CASE_BROKEN_LOG"
    assert error.value.place == {"entry": place + 1}


def test_a_changed_entry_in_a_file_is_named_when_it_is_opened(made):
    line = strict_json.to_bytes({"forged": 1})
    hostile(made, ("UPDATE entry SET line = ? WHERE seq = 7", (line,)))
    with pytest.raises(UnreadableInput) as error:
        CaseFile.open(made, WORD)
    assert (error.value.code, error.value.place) == ("CASE_BROKEN_LOG", {"entry": 7})


def test_a_log_of_many_entries_and_more_is_bounded(made, monkeypatch):
    monkeypatch.setattr(case_store, "MOST_ENTRIES", 20)
    assert refused(made) == "CASE_DAMAGED"
    assert case_file.ENDING == ".lvcase"
    assert custody.MOST_BYTES < case_place.MOST_FILE
