"""BSON and mongodump archives: every type, every cut, and the same texts as extended JSON."""

import datetime as dt
import json
import random
import struct
import uuid

import bson
import pytest
from bson import json_util
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput, UsageProblem
from leakverify.model.terms import Stopped

OID = bson.ObjectId("0123456789abcdef01234567")
NOON = dt.datetime(2024, 2, 29, 12, 0, 0, 250_000, dt.UTC)
ALL = {
    "double": 1.5,
    "text": "ä\U0001f600",
    "inner": {"city": "Ulm", "deep": {"x": 1}},
    "list": [1, "a", None, {"k": True}, OID],
    "binary": bson.Binary(b"\x00\xff"),
    "old": bson.Binary(b"ab", 2),
    "uuid": bson.Binary.from_uuid(uuid.UUID(int=7)),
    "oid": OID,
    "yes": True,
    "when": NOON,
    "nothing": None,
    "pattern": bson.Regex("^a", "i"),
    "pointer": bson.DBRef("c", OID),
    "code": bson.Code("f()"),
    "scoped": bson.Code("f()", {"a": 1}),
    "int": 5,
    "time": bson.Timestamp(100, 2),
    "long": bson.Int64(2**40),
    "decimal": bson.Decimal128("1.50E+3"),
    "max": bson.MaxKey(),
    "min": bson.MinKey(),
}
TEXTS = {
    "double": "1.5",
    "text": "ä\U0001f600",
    "inner.city": "Ulm",
    "inner.deep.x": "1",
    "list": '[1,"a",null,{"k":true},"0123456789abcdef01234567"]',
    "binary": "00ff",
    "old": "6162",
    "uuid": "00000000-0000-0000-0000-000000000007",
    "oid": "0123456789abcdef01234567",
    "yes": "true",
    "when": "2024-02-29T12:00:00.250Z",
    "nothing": None,
    "pattern": "/^a/i",
    "pointer.$ref": "c",
    "pointer.$id": "0123456789abcdef01234567",
    "code": "f()",
    "scoped": "f()",
    "int": "5",
    "time": "100:2",
    "long": "1099511627776",
    "decimal": "1.50E+3",
    "max": "MaxKey",
    "min": "MinKey",
}


def written(*documents):
    return b"".join(map(bson.encode, documents))


def rows_or_code(read, data, **options):
    try:
        return read(data, **options).rows
    except LeakverifyError as error:
        return error.code


def test_every_type_has_its_text(read):
    sample = read(written(ALL, {"int": 6}))
    assert dict(zip(sample.names, sample.rows[0], strict=True)) == TEXTS
    assert sample.rows[1].count(None) == len(TEXTS) - 1
    assert (sample.file.format, sample.stopped) == ("bson", None)


@pytest.mark.parametrize(
    "options",
    [
        json_util.CANONICAL_JSON_OPTIONS,
        json_util.RELAXED_JSON_OPTIONS,
        json_util.LEGACY_JSON_OPTIONS,
    ],
)
def test_extended_json_has_the_same_texts(read, options):
    lines = "\n".join(json_util.dumps(d, json_options=options) for d in (ALL, {"int": 6}))
    sample = read(lines.encode())
    assert dict(zip(sample.names, sample.rows[0], strict=True)) == TEXTS


leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.integers(-(2**63), 2**63 - 1).map(bson.Int64),
    st.integers(-(2**31), 2**31 - 1),
    st.floats(),
    st.binary(max_size=20).map(lambda b: bson.Binary(b, 128)),
    st.binary(min_size=12, max_size=12).map(bson.ObjectId),
    st.datetimes().map(
        lambda d: d.replace(tzinfo=dt.UTC, microsecond=d.microsecond // 1000 * 1000)
    ),
    st.decimals(places=4, allow_nan=False).map(
        lambda d: bson.Decimal128(str(d)[:30]) if d.is_finite() else None
    ),
)
names = st.text(
    st.characters(exclude_characters="\0.$", exclude_categories=["Cs", "Cc", "Zs"]),
    min_size=1,
    max_size=8,
)
values = st.recursive(
    leaves, lambda v: st.lists(v, max_size=3) | st.dictionaries(names, v, max_size=3), max_leaves=8
)


@settings(max_examples=80, deadline=None)
@given(
    documents=st.lists(
        st.dictionaries(names, values, min_size=1, max_size=4), min_size=2, max_size=5
    )
)
def test_bson_and_canonical_json_are_read_alike(read, documents):
    data = written(*documents)
    options = json_util.CANONICAL_JSON_OPTIONS
    lines = "".join(json_util.dumps(d, json_options=options) + "\n" for d in documents).encode()
    assert rows_or_code(read, data) == rows_or_code(read, lines)


def test_rows_before_a_cut_are_kept(read):
    data = written(*({"_id": i, "name": f"n{i}"} for i in range(400)))
    for twentieth in range(1, 20):
        sample = read(data[: len(data) * twentieth // 20])
        assert sample.stopped is Stopped.TRUNCATED
        assert sample.rows == [(str(i), f"n{i}") for i in range(len(sample.rows))]
        assert len(sample.rows) >= 400 * twentieth // 20 - 2


def test_a_broken_document_is_skipped_by_its_length(read):
    parts = [bson.encode({"_id": i, "name": f"n{i}"}) for i in range(5)]
    parts[2] = parts[2].replace(b"\x10_id", b"\x55_id")
    sample = read(b"".join(parts))
    assert [row[0] for row in sample.rows] == ["0", "1", "3", "4"]
    assert (sample.file.rows_skipped, sample.stopped) == (1, None)


def test_broken_text_and_names_given_twice(read):
    one = bson.encode({"a": "xy", "b": 1})
    sample = read(one.replace(b"xy", b"\xffy") + one.replace(b"\x10b\0", b"\x10a\0"))
    assert [row[0] for row in sample.rows] == ["\ufffdy", "1"]
    assert sample.file.bad_undecodable_rows == (1,)


def nest(depth):
    inmost = bson.encode({"a": 1})
    heads = (
        struct.pack("<i", len(inmost) + 8 * level) + b"\x03a\0" for level in range(depth, 0, -1)
    )
    return b"".join(heads) + inmost + bytes(depth)


def test_depth_is_bounded(read):
    shallow = bson.encode({"a": 1})
    assert read(shallow + nest(60)).file.rows_read == 2
    assert read(shallow + nest(70)).file.rows_skipped == 1
    assert read(shallow + nest(100_000)).file.rows_skipped == 1


def test_long_documents_are_left_out(read):
    data = written({"a": "x" * 10}, {"a": "x" * 5000}, {"a": "y"})
    sample = read(data, limits=Limits(line_bytes=4096))
    assert [row[0] for row in sample.rows] == ["x" * 10, "y"]
    assert sample.file.rows_skipped == 1


@pytest.mark.parametrize("length", [-5, 0, 4, 2**31 - 1, 17 << 20])
def test_lying_lengths_end_the_file(read, length):
    one = bson.encode({"a": "xy", "b": 1})
    sample = read(one + struct.pack("<i", length) + one[4:])
    assert sample.rows == [("xy", "1")]
    assert sample.stopped is Stopped.TRUNCATED


def archive(*, cut=0):
    end = b"\xff\xff\xff\xff"

    def part(collection, documents, *, eof=False):
        head = bson.encode(
            {"db": "shop", "collection": collection, "EOF": eof, "CRC": bson.Int64(0)}
        )
        return head + b"".join(map(bson.encode, documents)) + end

    about = {
        "concurrent_collections": 4,
        "version": "0.1",
        "server_version": "6.0.5",
        "tool_version": "100.7.0",
    }
    data = b"\x6d\xe2\x99\x81" + bson.encode(about)
    for collection in ("few", "many"):
        data += bson.encode(
            {
                "db": "shop",
                "collection": collection,
                "metadata": "{}",
                "size": 1,
                "type": "collection",
            }
        )
    data += end
    data += part("many", [{"n": i} for i in range(50)]) + part("few", [{"f": 1}])
    data += (
        part("many", [{"n": i} for i in range(50, 80)])
        + part("many", [], eof=True)
        + part("few", [], eof=True)
    )
    return data[: len(data) - cut]


def test_an_archive_is_read_by_collection(read):
    sample = read(archive())
    assert sample.file.table == "shop.many"
    assert sample.file.tables == ("shop.many", "shop.few")
    assert sample.rows == [(str(i),) for i in range(80)]
    assert sample.stopped is None
    assert sample.file.properties[0].text == "mongodump 100.7.0, MongoDB 6.0.5"
    assert read(archive(), table="shop.few").rows == [("1",)]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(archive(), table="shop.other")


def test_a_cut_archive_keeps_its_rows(read):
    size = len(archive())
    for twentieth in range(1, 20):
        cut = size - size * twentieth // 20
        rows = rows_or_code(read, archive(cut=cut))
        if isinstance(rows, str):
            assert rows == "BSON_BROKEN"
        else:
            assert rows[0] in {("0",), ("1",)}
            assert read(archive(cut=cut)).stopped is Stopped.TRUNCATED


def test_mutants_end_in_words_or_rows(read):
    draw = random.Random(13)
    data = written(*([ALL] * 5))
    small = Limits(rows=20_000, columns=50)
    for source in (data, archive()):
        for _ in range(100):
            mutant = bytearray(source)
            for _ in range(draw.choice([1, 2, 8, 40])):
                mutant[draw.randrange(len(mutant))] = draw.choice([0, 1, 2, 3, 4, 5, 15, 127, 255])
            rows_or_code(read, bytes(mutant), limits=small)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_end_in_words_or_rows(read, data, after_magic):
    rows_or_code(read, b"\x6d\xe2\x99\x81" * after_magic + data)


def test_texts_and_pictures_are_not_taken_for_bson(read):
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_IMAGE"):
        read(b"BM" + struct.pack("<III", 100, 0, 54) + bytes(100))
    assert read(b"a,b\n1,2\n3,4\n").file.format == "csv"
    assert read(json.dumps([{"a": 1}]).encode()).file.format == "json"
