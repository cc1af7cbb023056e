"""JSON as a stranger may write it: depth, length, odd numbers, MongoDB's own forms."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.terms import Stopped
from leakverify.sources.json.mongo_shell import as_json

LINE = b'{"a":"x","b":1}\n'


def rows_or_code(read, data, **options):
    try:
        return read(data, **options).rows
    except LeakverifyError as error:
        return error.code


@pytest.mark.parametrize("opening", [b'{"a":', b"[", b'{"a":[', b'[{"a":'])
def test_a_million_levels_cost_one_record(read, opening):
    bomb = opening * 1_000_000
    sample = read(LINE * 40 + b'{"a":' + bomb + b"\n" + LINE * 40)
    assert len(sample.rows) == 80
    assert sample.file.rows_skipped == 1
    assert isinstance(rows_or_code(read, bomb), (str, list))
    rows_or_code(read, b'[{"a":1},{"a":' + bomb)


def test_depth_beyond_the_limit_is_skipped(read):
    deep = b'{"a":' + b"[" * 70 + b"]" * 70 + b"}\n"
    sample = read(LINE + deep + LINE)
    assert (len(sample.rows), sample.file.rows_skipped) == (2, 1)


def test_numbers_keep_their_text(read):
    digits = "1" * 1_000_000
    odd = f'{{"a":{digits},"b":1e400,"c":NaN,"d":-Infinity,"e":1.10,"f":-0}}\n'.encode()
    assert read(odd * 2).rows[0] == (digits, "1e400", "NaN", "-Infinity", "1.10", "-0")
    assert read(b"[" + odd + b"," + odd + b"]").rows[1] == (
        digits,
        "1e400",
        "NaN",
        "-Infinity",
        "1.10",
        "-0",
    )


def test_names_given_twice_are_counted(read):
    sample = read(b'{"a":1,"a":2}\n' * 3)
    assert sample.rows == [("2",)] * 3


def test_one_endless_line_among_lines(read):
    long = b'{"a":"' + b"y" * 3_000_000 + b'"}\n'
    limits = Limits(line_bytes=1 << 20)
    sample = read(LINE * 20 + long + LINE * 20, limits=limits)
    assert (len(sample.rows), sample.file.rows_skipped) == (40, 1)
    only = rows_or_code(read, long.strip() * 3, limits=limits)
    assert only == "NOT_A_TABLE"


def test_lines_after_a_very_long_first_one_are_read(read):
    long = b'{"a":"' + b"y" * 400_000 + b'","b":0}\n'
    sample = read(long + LINE * 20)
    assert (len(sample.rows), sample.stopped) == (21, None)
    assert rows_or_code(read, b'{"$oid":"ab"}') == "NOT_A_TABLE"


def test_a_mark_at_the_front(read):
    assert read(b"\xef\xbb\xbf" + LINE * 3).rows == [("x", "1")] * 3
    assert read(b"\xef\xbb\xbf[" + LINE + b"," + LINE + b"]").rows == [("x", "1")] * 2
    utf16 = (LINE * 3).decode().encode("utf-16")
    assert read(utf16).rows == [("x", "1")] * 3


def test_cuts_keep_what_was_whole(read):
    data = b"[" + b",".join(json.dumps({"a": i, "b": ["x"]}).encode() for i in range(300)) + b"]"
    for twentieth in range(1, 20):
        sample = read(data[: len(data) * twentieth // 20])
        assert sample.stopped is Stopped.TRUNCATED
        assert sample.rows == [(str(i), '["x"]') for i in range(len(sample.rows))]


@pytest.mark.parametrize(
    ("spelled", "text"),
    [
        ('{"$oid":"0123456789abcdef01234567"}', "0123456789abcdef01234567"),
        ('{"$date":"2024-02-29T12:00:00Z"}', "2024-02-29T12:00:00Z"),
        ('{"$date":"2024-02-29T12:00:00.000Z"}', "2024-02-29T12:00:00Z"),
        ('{"$date":"2024-02-29T13:00:00.250+0100"}', "2024-02-29T12:00:00.250Z"),
        ('{"$date":1709208000000}', "2024-02-29T12:00:00Z"),
        ('{"$date":{"$numberLong":"1709208000250"}}', "2024-02-29T12:00:00.250Z"),
        ('{"$date":{"$numberLong":"-62135596800001"}}', "-62135596800001"),
        ('{"$date":{"$numberLong":"' + "9" * 5000 + '"}}', "9" * 5000),
        ('{"$date":"soon"}', "soon"),
        ('{"$date":"2024-13-77T99:00:00Z"}', "left as it is"),
        ('{"$numberLong":"9007199254740993"}', "9007199254740993"),
        ('{"$numberDecimal":"1.50"}', "1.50"),
        ('{"$binary":{"base64":"AP8=","subType":"00"}}', "00ff"),
        ('{"$binary":"AP8=","$type":"00"}', "00ff"),
        ('{"$binary":{"base64":"*","subType":"00"}}', "*"),
        (
            '{"$uuid":"00000000-0000-0000-0000-000000000007"}',
            "00000000-0000-0000-0000-000000000007",
        ),
        ('{"$timestamp":{"t":100,"i":2}}', "100:2"),
        ('{"$regex":"^a","$options":"i"}', "/^a/i"),
        ('{"$undefined":true}', None),
        ('{"$minKey":1}', "MinKey"),
        ('ObjectId("0123456789abcdef01234567")', "0123456789abcdef01234567"),
        ('ISODate("2024-02-29T12:00:00Z")', "2024-02-29T12:00:00Z"),
        ("new Date(1709208000000)", "2024-02-29T12:00:00Z"),
        ("NumberLong(5)", "5"),
        ('NumberLong("9007199254740993")', "9007199254740993"),
        ('BinData(0,"AP8=")', "00ff"),
        ("Timestamp(100, 2)", "100:2"),
        ('"say ObjectId(\\"x\\") aloud"', 'say ObjectId("x") aloud'),
    ],
)
def test_forms_of_mongodb(read, spelled, text):
    line = f'{{"id":1,"_id":NumberInt(3),"v":{spelled}}}\n'.encode()
    sample = read(line * 3)
    assert dict(zip(sample.names, sample.rows[0], strict=True)) in (
        {"id": "1", "_id": "3", "v": text},
        {"id": "1", "_id": "3", "v.$date": "2024-13-77T99:00:00Z"},
    )


def test_records_as_a_window_prints_them(read):
    one = '/* {} */\n{{\n    "_id" : ObjectId("0123456789abcdef01234567"),\n    "n" : NumberLong({})\n}}\n\n'
    sample = read("".join(one.format(i, i) for i in range(1, 6)).encode())
    assert sample.names == ("_id", "n")
    assert [row[1] for row in sample.rows] == ["1", "2", "3", "4", "5"]


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(),
        lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=5), v, max_size=3),
        max_leaves=10,
    )
)
def test_what_is_json_already_is_left_as_it_is(value):
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert as_json(text) == text


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('{}[]",:\\/* ()ObjectIdISODate0123\n'), max_size=200))
def test_any_text_of_these_signs_ends(read, text):
    rows_or_code(read, b'[{"a":ObjectId("x")},' + text.encode())
    rows_or_code(read, b'{"a":1}\n{"b":' + text.encode())


@pytest.mark.parametrize("piece", [b'"\\"', b"ObjectId(", b'ObjectId("', b"/* 1", b'":ISODate("\\'])
def test_long_lines_of_half_forms_take_no_longer(read, piece):
    rows_or_code(read, b'{"a":ObjectId("x")}\n{"a":' + piece * 300_000 + b"\n{}\n")
