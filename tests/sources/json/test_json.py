"""JSON of every shape; numbers and digits as written, nothing silently lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped
from leakverify.sources.records import RecordTable

RECORDS = [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}]
ROWS = [("1", "Ann"), ("2", "Bob")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (json.dumps(RECORDS), "json"),
        (json.dumps(RECORDS, indent=2), "json"),
        ("\n".join(map(json.dumps, RECORDS)), "jsonl"),
        ("\r\n".join(map(json.dumps, RECORDS)) + "\r\n", "jsonl"),
        ("\n".join(json.dumps(r, indent=1) for r in RECORDS), "jsonl"),
        (json.dumps({"total": 12345, "users": RECORDS}), "json"),
        (json.dumps({"meta": {"page": 1, "users": RECORDS}}), "json"),
        (json.dumps({"u1": RECORDS[0], "u2": RECORDS[1]}), "json"),
    ],
)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_shapes(read, text, shown, bom):
    got = read((bom + text).encode())
    rows = got.rows if got.names == ("id", "name") else [row[1:] for row in got.rows]
    assert rows == ROWS
    assert got.file.format == shown
    assert got.stopped is None


def test_numbers_keep_their_text(read):
    text = '[{"a": 1e99999999, "b": 0.10, "c": %s, "d": NaN, "e": -0, "f": 1E5}]' % ("9" * 9000)
    assert read(text.encode()).rows == [("1e99999999", "0.10", "9" * 9000, "NaN", "-0", "1E5")]


def test_missing_null_and_empty(read):
    got = read(b'[{"a": "", "b": null}, {"a": "NA", "c": true}, {"b": false}]')
    assert got.names == ("a", "b", "c")
    assert got.rows == [("", None, None), ("NA", None, "true"), (None, "false", None)]


def test_nested_values(read):
    got = read(
        b'[{"a": {"b": 1, "c": {"d": "x"}}, "e": [1, 2.50, "\xc3\xa9", {"f": null}], "a.b": 2, "g": {}}]'
    )
    assert got.names == ("a.b", "a.c.d", "e", "a.b (2)", "g")
    assert got.rows == [("1", "x", '[1,2.50,"é",{"f":null}]', "2", "{}")]


def test_duplicate_keys_are_counted(read):
    got = read(b'[{"a": 1, "a": 2, "b": 3}]')
    assert got.rows == [("2", "3")]
    assert got.sample._parts[0].reader.tally.duplicate_keys == 1


def test_lone_surrogates_are_replaced_and_counted(read):
    got = read(b'{"a": "x\\ud800y", "b": "1"}\n{"a": "\\ud83d\\ude00", "b": "2"}\n')
    assert got.rows == [("x\ufffdy", "1"), ("\U0001f600", "2")]
    assert got.file.bad_undecodable_rows == (1,)


def test_broken_lines_are_skipped_and_counted(read):
    got = read(b'{"a": 1}\n{"a": \n{"a": "x\n{"a": 3}\n17\n{"a": "tab\there"}\n')
    assert got.rows == [("1",), ("3",), ("tab\there",)]
    assert got.file.rows_skipped == 3


def test_a_cut_array_keeps_what_was_read(read):
    got = read(b'[{"a": 1}, {"a": 2}, {"a": ')
    assert got.rows == [("1",), ("2",)]
    assert got.stopped is Stopped.TRUNCATED


def test_depth_does_no_harm(read):
    deep = b'{"a": 1, "b": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    got = read(b'{"a": 0}\n' + deep + b'{"a": 2}\n')
    assert got.rows == [("0",), ("2",)]
    assert got.file.rows_skipped == 1


def test_tables_can_be_picked(read):
    text = json.dumps({"small": RECORDS[:1], "large": RECORDS}).encode()
    got = read(text)
    assert (got.file.table, got.file.tables) == ("large", ("small", "large"))
    assert read(text, table="small").rows == ROWS[:1]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(text, table="other")


def test_no_records_is_no_table(read):
    for text in (b"[]", b'[{"a": [{}', b'{"a": '):
        with pytest.raises(UnreadableInput, match="NOT_A_TABLE"):
            read(text)


def test_long_files_are_walked_again(read, monkeypatch):
    monkeypatch.setattr("leakverify.sources.records.CACHE_BYTES", 1)
    lines = [{"id": i} for i in range(40_000)] + [{"id": 1, "late": "x\ud800"}]
    got = read("\n".join(map(json.dumps, lines)).encode())
    assert len(got.rows) == got.file.rows_read == 40_001
    assert got.rows[0] == ("0", None)
    assert got.rows[-1] == ("1", "x\ufffd")
    assert got.file.bad_undecodable_rows == (40_001,)


def test_too_many_names():
    table = RecordTable(Limits(columns=3))
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        table.add(dict.fromkeys("abcd", "x"))


cells = st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=8)


@given(st.lists(st.fixed_dictionaries({"a": cells, "b": cells, "c.d": cells}), min_size=1))
@pytest.mark.parametrize("lines", [True, False])
def test_whatever_json_writes_comes_back(read, lines, records):
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps(records, ensure_ascii=False)
    got = read(text.encode(), encoding="utf-8")
    assert got.rows == [tuple(r[name] for name in got.names) for r in records]
