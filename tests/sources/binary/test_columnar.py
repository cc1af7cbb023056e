"""Parquet and Arrow files: values as text, structs as columns, and lies that cost nothing."""

import datetime as dt
import decimal
import gzip
import io
import json
import random
import struct
import uuid

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.binary import columnar
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample


def parquet(table, **options):
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def feather(table, **options):
    out = io.BytesIO()
    pyarrow.feather.write_feather(table, out, **options)
    return out.getvalue()


def stream(table, **options):
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, **options)
    return out.getvalue()


def arrow_file(table, **options):
    out = io.BytesIO()
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table, **options)
    return out.getvalue()


AT = dt.datetime.fromisoformat("2024-02-29 01:02:03.450000")
WRITERS = [parquet, feather, stream, arrow_file]


def rows_or_code(read, data, **options):
    try:
        return read(data, **options).rows
    except LeakverifyError as error:
        return error.code


def column(read, writer, values, kind=None, **options):
    sample = read(writer(pa.table({"c": pa.array(values, kind)}), **options))
    return [row[0] for row in sample.rows]


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        (pa.int64(), [1, -(2**63), None], ["1", "-9223372036854775808", None]),
        (pa.uint64(), [2**64 - 1], ["18446744073709551615"]),
        (
            pa.float64(),
            [1.0, 0.1, 1e300, 1e-7, 1e15],
            ["1.0", "0.1", "1e+300", "1e-07", "1000000000000000.0"],
        ),
        (pa.float64(), [1.0, -0.5, None], ["1.0", "-0.5", None]),
        (pa.float32(), [1.0, 0.1, None], ["1.0", "0.1", None]),
        (pa.float32(), [1e30, None], ["1e+30", None]),
        (pa.bool_(), [True, False, None], ["true", "false", None]),
        (pa.decimal128(20, 3), [decimal.Decimal("-1.500")], ["-1.500"]),
        (pa.date32(), [dt.date(2024, 2, 29)], ["2024-02-29"]),
        (pa.timestamp("us"), [AT.replace(microsecond=0)], ["2024-02-29 01:02:03"]),
        (
            pa.timestamp("us"),
            [AT],
            ["2024-02-29 01:02:03.450000"],
        ),
        (
            pa.timestamp("ms", tz="Europe/Paris"),
            [dt.datetime(2024, 7, 1, tzinfo=dt.UTC)],
            ["2024-07-01 00:00:00Z"],
        ),
        (pa.time64("us"), [dt.time(1, 2, 3)], ["01:02:03"]),
        (pa.string(), ["", "ä\U0001f600", None], ["", "ä\U0001f600", None]),
        (pa.large_string(), ["a", None], ["a", None]),
        (pa.binary(), [b"text", b"\xff\x00", b"\x00", None], ["text", "ff00", "00", None]),
        (pa.binary(2), [b"ab", b"\xff\x00"], ["ab", "ff00"]),
        (pa.uuid(), [uuid.UUID(int=5).bytes], [str(uuid.UUID(int=5))]),
        (pa.dictionary(pa.int8(), pa.string()), ["a", "b", None, "a"], ["a", "b", None, "a"]),
        (pa.list_(pa.int64()), [[1, None], [], None], ["[1,null]", "[]", None]),
        (pa.list_(pa.string()), [['a"b'], ["é"]], ['["a\\"b"]', '["é"]']),
        (pa.list_(pa.struct([("x", pa.int8())])), [[{"x": 1}, None]], ['[{"x":1},null]']),
        (pa.map_(pa.string(), pa.int8()), [[("k", 1), ("l", None)]], ['{"k":1,"l":null}']),
        (pa.list_(pa.list_(pa.float64())), [[[0.5], None, []]], ["[[0.5],null,[]]"]),
    ],
)
def test_each_type_has_its_text(read, writer, kind, values, texts):
    assert column(read, writer, values, kind) == texts


@pytest.mark.parametrize("writer", [stream, arrow_file])
def test_types_of_arrow_alone(read, writer):
    assert column(read, writer, ["a" * 20, None, "b"], pa.string_view()) == ["a" * 20, None, "b"]
    assert column(read, writer, [[1, 2], None], pa.list_(pa.int8(), 2)) == ["[1,2]", None]
    assert column(read, writer, [90], pa.duration("s")) == ["90"]
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["a", None]))
    assert [r[0] for r in read(writer(pa.table({"c": runs}))).rows] == ["a", "a", None]
    for union in (
        pa.UnionArray.from_sparse(
            pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])]
        ),
        pa.UnionArray.from_dense(
            pa.array([0, 1], pa.int8()),
            pa.array([0, 0], pa.int32()),
            [pa.array([1]), pa.array(["b"])],
        ),
    ):
        assert [r[0] for r in read(writer(pa.table({"c": union}))).rows] == ["1", '"b"']


@pytest.mark.parametrize("writer", WRITERS)
def test_structs_become_columns(read, writer):
    kind = pa.struct([("city", pa.string()), ("geo", pa.struct([("lat", pa.float64())]))])
    table = pa.table(
        {
            "id": [1, 2, 3],
            "at": pa.array(
                [{"city": "Ulm", "geo": {"lat": 1.5}}, None, {"city": None, "geo": None}], kind
            ),
        }
    )
    sample = read(writer(table))
    assert sample.names == ("id", "at.city", "at.geo.lat")
    assert sample.rows == [("1", "Ulm", "1.5"), ("2", None, None), ("3", None, None)]


leaf_types = st.sampled_from(
    [
        (pa.string(), st.text(max_size=20)),
        (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
        (pa.float64(), st.floats(allow_nan=False)),
        (pa.list_(pa.string()), st.lists(st.text(max_size=5), max_size=4)),
        (pa.list_(pa.int16()), st.lists(st.integers(-9, 9), max_size=4)),
    ]
)


def expected(value):
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value if value is None or isinstance(value, str) else repr(value)


@settings(max_examples=60, deadline=None)
@given(
    data=st.data(),
    writer=st.sampled_from(WRITERS),
    kinds=st.lists(leaf_types, min_size=1, max_size=4),
)
def test_what_pyarrow_writes_is_read_back(read, data, writer, kinds):
    count = data.draw(st.integers(1, 12))
    columns = [
        data.draw(st.lists(st.none() | values, min_size=count, max_size=count))
        for _, values in kinds
    ]
    table = pa.table(
        {f"c{i}": pa.array(c, k) for i, (c, (k, _)) in enumerate(zip(columns, kinds, strict=True))}
    )
    sample = read(writer(table))
    assert sample.rows == [tuple(map(expected, row)) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("writer", WRITERS)
def test_many_batches_and_codecs(read, writer):
    table = pa.table(
        {
            "id": range(50_000),
            "name": [f"n{i % 90}" for i in range(50_000)],
            "list": [[i] for i in range(50_000)],
        }
    )
    options = {"row_group_size": 7_001, "compression": "zstd"} if writer is parquet else {}
    if writer is feather:
        options = {"compression": "zstd", "chunksize": 9_999}
    sample = read(writer(table, **options))
    assert len(sample.rows) == 50_000
    assert sample.rows[-1] == ("49999", f"n{49_999 % 90}", "[49999]")
    assert sample.file.format == ("parquet" if writer is parquet else "arrow")


@pytest.mark.parametrize("writer", [stream, arrow_file, parquet])
def test_broken_text_is_counted(read, writer):
    broken = pa.array([b"ok", b"\xff!", None], pa.binary()).view(pa.string())
    sample = read(writer(pa.table({"c": broken})))
    assert [r[0] for r in sample.rows] == ["ok", "\ufffd!", None]
    assert sample.file.bad_undecodable_rows == (2,)


def test_a_cut_arrow_file_keeps_its_rows(read):
    table = pa.table({"id": range(3_000), "name": [f"name {i}" for i in range(3_000)]})
    data = arrow_file(table, max_chunksize=100)
    for twentieth in range(1, 20):
        sample = read(data[: len(data) * twentieth // 20])
        assert sample.stopped is Stopped.TRUNCATED
        assert 0 < len(sample.rows) < 3_000
        assert sample.rows == [(str(i), f"name {i}") for i in range(len(sample.rows))]


def test_a_cut_parquet_file_is_refused_with_a_sentence(read):
    data = parquet(pa.table({"id": range(2_000)}))
    for twentieth in range(1, 20):
        assert rows_or_code(read, data[: len(data) * twentieth // 20]) == "COLUMNAR_BROKEN"


def test_files_of_other_kinds_are_told(read):
    data = parquet(pa.table({"id": [1]}))
    assert rows_or_code(read, b"PARE" + data[4:-4] + b"PARE") == "COLUMNAR_LOCKED"
    assert rows_or_code(read, b"FEA1" + bytes(100)) == "COLUMNAR_OLD"
    assert rows_or_code(read, data[:-8] + struct.pack("<I", 2**31) + b"PAR1") == "COLUMNAR_BROKEN"
    assert (
        rows_or_code(read, b"\xff\xff\xff\xff" + b"\xf0\xff\xff\x7f" + bytes(99))
        == "COLUMNAR_BROKEN"
    )


@pytest.mark.parametrize("writer", WRITERS)
def test_five_hundred_mutants_end_in_words_or_rows(read, writer):
    draw = random.Random(26)
    table = pa.table(
        {
            "id": range(30),
            "name": [f"n{i % 7}" for i in range(30)],
            "l": [["a", None]] * 30,
            "d": pa.array(["x", "y", None] * 10).dictionary_encode(),
            "f": [i / 7 for i in range(30)],
            "s": [{"a": i} for i in range(30)],
        }
    )
    data = writer(table)
    small = Limits(rows=20_000, columns=50)
    for _ in range(150):
        mutant = bytearray(data)
        for _ in range(draw.choice([1, 2, 8, 40])):
            mutant[draw.randrange(len(mutant))] = draw.choice([0, 1, 2, 7, 21, 127, 128, 254, 255])
        rows_or_code(read, bytes(mutant), limits=small)


def test_too_many_columns_are_refused(read):
    table = pa.table({f"c{i}": [1] for i in range(40)})
    for writer in WRITERS:
        with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
            read(writer(table), limits=Limits(columns=39))


def nested(depth):
    kind = pa.int8()
    for _ in range(depth):
        kind = pa.list_(kind)
    return pa.table({"c": pa.array([None], kind)})


def test_types_nested_too_deep_are_refused(read):
    assert rows_or_code(read, stream(nested(60))) == [(None,)]
    deep = parquet(nested(40))
    assert rows_or_code(read, deep) == "COLUMNAR_BROKEN"


def test_one_value_meant_a_million_times_does_not_grow(read):
    long = "x" * 5_000_000
    once = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array([long]))
    table = pa.table({"c": once})
    for data in (stream(table), parquet(table, compression="zstd")):
        sample = read(data, limits=Limits(rows=50, ratio=2))
        assert sample.stopped is Stopped.LIMIT
        assert {len(r[0]) for r in sample.rows} == {1 << 20}


def test_a_list_that_claims_thousands_of_millions_is_cut(read):
    inner = pa.nulls(2**31 - 1)
    lists = pa.ListArray.from_arrays(pa.array([0, 2**31 - 1], pa.int32()), inner)
    sample = read(stream(pa.table({"c": lists})), limits=Limits(cell_bytes=1000))
    assert len(sample.rows[0][0]) == 1000
    assert sample.rows[0][0].startswith("[null,null")


def test_rows_that_cost_nothing_end(read):
    data = stream(pa.table({"c": pa.nulls(2**31 - 1)}))
    sample = read(data, limits=Limits(ratio_from_bytes=1 << 20))
    assert sample.stopped is Stopped.LIMIT
    assert sample.file.rows_read < 3_000_000


def test_offsets_that_lead_outside_are_damage(read):
    data = stream(pa.table({"c": ["abcd", "efgh"], "d": [1, 2]}))
    place = data.index(struct.pack("<iii", 0, 4, 8))
    assert rows_or_code(
        read, data[:place] + struct.pack("<iii", 0, 4, 2**30) + data[place + 12 :]
    ) == ("COLUMNAR_BROKEN")


@pytest.mark.parametrize("writer", WRITERS)
def test_names_with_points_and_names_given_twice(read, writer):
    table = pa.table([["x"], [{"b": "y"}], ["z"], [1]], names=["a.b", "a", "a.b ", ""])
    sample = read(writer(table))
    assert sample.names == ("a.b", "a.b (2)", "a.b (3)", "column 4")
    assert sample.rows == [("x", "y", "z", "1")]
    twice = pa.table([["x"], ["y"]], names=["a", "a"])
    if writer is not feather:  # which refuses to write it
        assert rows_or_code(read, writer(twice)) == [("x", "y")]


class SetAfter:
    """A token that is set when it has been asked so many times."""

    def __init__(self, times):
        self.left = times

    def is_set(self):
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("writer", [parquet, stream])
def test_a_cancel_is_heard_within_a_walk(writer):
    table = pa.table({"id": range(40_000), "name": [f"n{i}" for i in range(40_000)]})
    options = {"row_group_size": 500} if writer is parquet else {"max_chunksize": 500}
    files = [NamedFile("c", io.BytesIO(writer(table, **options)))]
    sample = open_sample(files, ReadSettings(), Limits(), cancel=SetAfter(60))
    assert sum(len(batch.frame) for batch in sample.batches()) < 40_000
    assert sample.stopped is Stopped.CANCELLED


@pytest.mark.parametrize("writer", WRITERS)
def test_a_piece_beyond_any_need_is_refused(read, writer, monkeypatch):
    monkeypatch.setattr(columnar, "_LONGEST_PIECE", 4_000)
    data = writer(pa.table({"id": [random.Random(i).random() for i in range(40_000)]}))
    assert rows_or_code(read, data) == "PARSER_LIMIT"


def test_a_file_inside_others_is_read(read):
    data = parquet(pa.table({"id": [1, 2]}))
    assert read(gzip.compress(data)).rows == [("1",), ("2",)]
    assert rows_or_code(read, gzip.compress(data)[:-30]) in {"COLUMNAR_BROKEN", "ARCHIVE_BROKEN"}


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([b"PAR1", b"ARROW1\0\0", b"\xff\xff\xff\xff", b"FEA1"])
)
def test_any_bytes_end_in_words_or_rows(read, data, magic):
    rows_or_code(read, magic + data)
    rows_or_code(read, magic + data + struct.pack("<I", len(data)) + magic[:4])
