"""Hostile database files: SQLite, Parquet, Arrow, BSON and JSON, made small and the same each time."""

import io
import random
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import bson
import pyarrow as pa
import pyarrow.parquet as pq

_SEED = 4
_MIB = 1 << 20


def make() -> Iterator[tuple[str, bytes]]:
    """Yield (unique name, content)."""
    bases = {
        "plain.sqlite": _sqlite(_PEOPLE),
        "utf16.sqlite": _sqlite("PRAGMA encoding='UTF-16be';" + _PEOPLE),
        "log.sqlite": _sqlite(_PEOPLE, wal=True),
        "plain.parquet": _parquet(_table()),
        "plain.arrow": _arrow(_table()),
        "plain.arrows": _stream(_table()),
        "plain.bson": _bson(),
        "plain.archive": _archive(),
        "plain.json": _json(),
    }
    for name, data in bases.items():
        yield name, data
        yield from _damaged(name, data)
    yield from _sqlite_traps()
    yield from _columnar_lies(bases)
    yield from _bson_lies()
    yield from _json_bombs()


def _damaged(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Cuts at every twentieth, flipped bits, zeros, a wrong front and a wrong end."""
    for twentieth in range(1, 20):
        yield f"cut{twentieth * 5}-{name}", data[: len(data) * twentieth // 20]
    draw = random.Random(_SEED)
    for number in range(10):
        flipped = bytearray(data)
        for _ in range(1 + number * 3):
            flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
        yield f"flip{number}-{name}", bytes(flipped)
    yield f"front-{name}", b"XXXX" + data[4:]
    yield f"twice-{name}", data + data
    yield f"zeros-{name}", data[: len(data) // 2] + bytes(len(data) - len(data) // 2)
    yield f"noise-{name}", data[:64] + draw.randbytes(2_000)
    packer = zlib.compressobj(wbits=31)
    yield f"packed-{name}.gz", packer.compress(data) + packer.flush()


_PEOPLE = (
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, score REAL, photo BLOB);"
    + "".join(f"INSERT INTO people VALUES ({i},'person {i}',{i}.5,x'00ff');" for i in range(120))
)


def _sqlite(script: str, *, wal: bool = False, page: int = 512) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        base = sqlite3.connect(path)
        base.execute(f"PRAGMA page_size={page}")
        if wal:
            base.execute("PRAGMA journal_mode=WAL")
        base.executescript(script)
        base.commit()
        base.close()
        return path.read_bytes()


def _sqlite_traps() -> Iterator[tuple[str, bytes]]:
    endless = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM r) SELECT x FROM r"
    write = "PRAGMA writable_schema=ON;"
    scripts = {
        "endless-view": f"{_PEOPLE} CREATE VIEW v AS {endless};",
        "only-view": f"CREATE VIEW v AS {endless};",
        "loading-view": "CREATE TABLE t(a);INSERT INTO t VALUES(1);CREATE VIEW v AS SELECT load_extension('//example.org/x');",
        "trigger": "CREATE TABLE t(a);INSERT INTO t VALUES(1);CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;",
        "computed": "CREATE TABLE t(a, b AS (hex(zeroblob(90000000))));INSERT INTO t(a) VALUES(1);",
        "fts": "CREATE VIRTUAL TABLE f USING fts5(body);INSERT INTO f VALUES('word');",
        "default": f"CREATE TABLE t(a);INSERT INTO t VALUES(1),(2);ALTER TABLE t ADD b DEFAULT '{'x' * 20_000}';",
        "names": 'CREATE TABLE "a""b;DROP TABLE x" ("c""d" , "<b>", "=1+1");INSERT INTO "a""b;DROP TABLE x" VALUES(1,2,3);',
        "columns": f"CREATE TABLE t ({','.join(f'c{i}' for i in range(1_999))});INSERT INTO t(c0) VALUES(1);",
        "tables": "".join(f"CREATE TABLE t{i}(a);" for i in range(400)),
        "long": "CREATE TABLE t(a);INSERT INTO t VALUES(hex(zeroblob(400000))),('short');",
        "broken-text": "CREATE TABLE t(a);INSERT INTO t VALUES(CAST(x'ff00fe' AS TEXT)),('fine');",
        "view-as-table": f"CREATE TABLE t(a);CREATE VIEW v AS SELECT 1;{write}UPDATE sqlite_schema SET type='table',rootpage=2 WHERE name='v';",
        "bad-schema": f"CREATE TABLE t(a);{write}UPDATE sqlite_schema SET sql='CREATE TABLE t(' WHERE name='t';",
        "same-root": f"CREATE TABLE t(a);INSERT INTO t VALUES(1);CREATE TABLE u(a);{write}UPDATE sqlite_schema SET rootpage=2;",
        "root-one": f"CREATE TABLE t(a,b,c,d,e);{write}UPDATE sqlite_schema SET rootpage=1;",
        "root-far": f"CREATE TABLE t(a);{write}UPDATE sqlite_schema SET rootpage=99999999;",
        "nul-name": f"CREATE TABLE t(a);{write}UPDATE sqlite_schema SET name=CAST(x'740075' AS TEXT);",
        "nested": f"CREATE TABLE t(a CHECK ({'(' * 90}a{')' * 90}));INSERT INTO t VALUES(1);",
        "reserved": f"CREATE TABLE t(a);{write}UPDATE sqlite_schema SET name='sqlite_x',tbl_name='sqlite_x';",
    }
    for name, script in scripts.items():
        yield f"{name}.sqlite", _sqlite(script)
    data = _sqlite(_PEOPLE)
    for place, value in (
        (16, b"\0\0"),
        (16, b"\x7f\xff"),
        (18, b"\2\2"),
        (20, b"\xff"),
        (28, b"\xff" * 4),
        (52, b"\0\0\0\1"),
        (56, b"\0\0\0\7"),
    ):
        yield (
            f"header{place}-{value.hex()}.sqlite",
            data[:place] + value + data[place + len(value) :],
        )
    yield "pages-that-stand-for-many.sqlite", _many_from_one()


def _many_from_one() -> bytes:
    """Inner pages whose five hundred pointers all lead to the page below: 125 million rows in 20 KiB."""
    size = 4096
    data = bytearray(_sqlite("CREATE TABLE t (a); INSERT INTO t VALUES (1)", page=size))
    leaf = 2
    for _ in range(3):
        page = bytearray(size)
        page[0], page[3:5], page[8:12] = 5, (500).to_bytes(2, "big"), leaf.to_bytes(4, "big")
        for i in range(500):
            place = size - 5 * (i + 1)
            page[place : place + 5] = leaf.to_bytes(4, "big") + b"\1"
            page[12 + 2 * i : 14 + 2 * i] = place.to_bytes(2, "big")
        page[5:7] = (size - 2500).to_bytes(2, "big")
        data += page
        leaf = len(data) // size
    data[28:32] = leaf.to_bytes(4, "big")
    data[data.index(b"CREATE TABLE") - 1] = leaf
    return bytes(data)


def _table() -> pa.Table:
    return pa.table(
        {
            "id": range(60),
            "name": [f"n{i % 7}" for i in range(60)],
            "list": [["a", None]] * 60,
            "word": pa.array(["x", "y", None] * 20).dictionary_encode(),
            "score": [i / 7 for i in range(60)],
            "at": [{"city": "Ulm", "lat": 1.5}] * 60,
        }
    )


def _parquet(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def _arrow(table: pa.Table) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=20)
    return out.getvalue()


def _stream(table: pa.Table) -> bytes:
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def _columnar_lies(bases: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    parquet, stream = bases["plain.parquet"], bases["plain.arrows"]
    for length in (0, 1, 2**31 - 1, 2**32 - 1):
        yield f"directory{length}.parquet", parquet[:-8] + struct.pack("<I", length) + b"PAR1"
        yield f"message{length}.arrows", stream[:4] + struct.pack("<I", length) + stream[8:]
    yield "locked.parquet", b"PARE" + parquet[4:-4] + b"PARE"
    yield "old.feather", b"FEA1" + bytes(200) + b"FEA1"
    yield "wide.parquet", _parquet(pa.table({f"c{i}": [1] for i in range(2_100)}))
    deep = pa.int8()
    for _ in range(60):
        deep = pa.list_(deep)
    yield "deep.arrows", _stream(pa.table({"c": pa.array([None], deep)}))
    yield "deep.parquet", _parquet(pa.table({"c": pa.array([None], deep)}))
    for levels in (70, 5_000, 30_000, 200_000):
        yield f"directory-{levels}-deep.parquet", _deep_directory(levels)
    yield "rows-of-nothing.arrows", _stream(pa.table({"c": pa.nulls(2**31 - 1)}))
    nothing = pa.ListArray.from_arrays(pa.array([0, 2**31 - 1], pa.int32()), pa.nulls(2**31 - 1))
    yield "list-of-nothing.arrows", _stream(pa.table({"c": nothing}))
    once = pa.DictionaryArray.from_arrays(
        pa.array([0] * 50_000, pa.int32()), pa.array(["x" * _MIB])
    )
    yield "one-for-all.parquet", _parquet(pa.table({"c": once}), compression="zstd")
    yield "one-run.parquet", _parquet(pa.table({"c": ["same"] * 3_000_000}), compression="zstd")
    broken = pa.array([b"ok", b"\xff!"], pa.binary()).view(pa.string())
    yield "broken-text.arrows", _stream(pa.table({"c": broken}))
    yield "broken-name.arrows", stream.replace(b"score", b"sc\xffre")
    place = stream.index(struct.pack("<iii", 0, 2, 4))
    yield "offsets.arrows", stream[:place] + struct.pack("<iii", 0, 2, 2**30) + stream[place + 12 :]


def _varint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def _deep_directory(levels: int) -> bytes:
    """A directory in Thrift's compact coding whose only column lies so many groups deep."""
    group = b"\x35\x02\x18\x01a\x15\x02\x00"  # repetition, name, one child
    leaf = b"\x15\x02\x25\x02\x18\x01a\x00"  # type, repetition, name
    schema = b"\x19\xfc" + _varint(levels + 1) + group * levels + leaf
    directory = b"\x15\x04" + schema + b"\x16\x00" + b"\x19\x0c" + b"\x00"
    return b"PAR1" + directory + struct.pack("<I", len(directory)) + b"PAR1"


def _bson() -> bytes:
    return b"".join(
        bson.encode(
            {
                "_id": bson.ObjectId(struct.pack(">IQ", 0, i)),
                "name": f"n{i}",
                "at": {"x": [i, None]},
            }
        )
        for i in range(100)
    )


def _archive() -> bytes:
    end = b"\xff" * 4
    part = {"db": "d", "collection": "c"}
    data = b"\x6d\xe2\x99\x81" + bson.encode({"server_version": "6.0.5", "tool_version": "100.7.0"})
    data += bson.encode({**part, "metadata": "{}", "size": 1, "type": "collection"}) + end
    return (
        data
        + bson.encode({**part, "EOF": False})
        + _bson()
        + end
        + bson.encode({**part, "EOF": True})
        + end
    )


def _bson_lies() -> Iterator[tuple[str, bytes]]:
    one = bson.encode({"a": "xy", "b": 1, "c": [1, 2]})
    for length in (-1, 0, 4, 5, 2**24, 2**31 - 1):
        yield f"length{length}.bson", one * 3 + struct.pack("<i", length) + one[4:]
        yield (
            f"text{length}.bson",
            one * 3 + one.replace(struct.pack("<i", 3), struct.pack("<i", length), 1),
        )
    heads = (struct.pack("<i", len(one) + 8 * n) + b"\x03a\0" for n in range(100_000, 0, -1))
    yield "deep.bson", one + b"".join(heads) + one + bytes(100_000)
    for kind in (0x00, 0x0C, 0x13, 0x14, 0x7F, 0x80, 0xFF):
        yield f"type{kind:02x}.bson", one + one.replace(b"\x10b", bytes([kind]) + b"b")
    yield "names.bson", b"".join(bson.encode({f"c{i}": i, "a": 1}) for i in range(2_100))
    yield "twice.bson", one + one.replace(b"\x10b\0", b"\x10a\0")
    yield "lone.bson", one + one.replace(b"xy", b"\xed\xa0")


def _json() -> bytes:
    rows = (
        f'{{"id":{i},"name":"n{i}","at":{{"x":[{i},null]}},"_id":{{"$oid":"{i:024x}"}}}}\n'
        for i in range(100)
    )
    return "".join(rows).encode()


def _json_bombs() -> Iterator[tuple[str, bytes]]:
    line = b'{"a":"x","b":1}\n'
    for name, opening in (
        ("lists", b"["),
        ("objects", b'{"a":'),
        ("both", b'[{"a":'),
        ("rows", b'{"a":['),
    ):
        yield f"deep-{name}.json", opening * 200_000
        yield f"deep-{name}.jsonl", line * 5 + b'{"a":' + opening * 150_000 + b"\n" + line
    yield "digits.jsonl", b'{"a":' + b"9" * 900_000 + b"}\n" + line
    yield "odd-numbers.jsonl", b'{"a":NaN,"b":1e400}\n{"a":-Infinity,"b":-0}\n' * 3
    yield "twice.jsonl", b'{"a":1,"a":2,"a":3}\n' * 5
    yield "names.jsonl", b"".join(b'{"c%d":1}\n' % i for i in range(2_100))
    yield "lone.jsonl", b'{"a":"\\ud800"}\n' * 3
    yield "nul.jsonl", b'{"a":"\\u0000\x00"}\n' * 3
    yield "mark.jsonl", b"\xef\xbb\xbf" + line + b"\xef\xbb\xbf" + line
    yield "shell.json", b'{"a":ObjectId("' + b"\\" * 300_000 + b'")}\n' + line
    yield "dates.jsonl", b'{"a":{"$date":' + b"9" * 100_000 + b'},"b":{"$binary":{}}}\n' * 2
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(b'{"a":"') + b"".join(packer.compress(b"y" * _MIB) for _ in range(64))
    yield "one-long-line.jsonl.gz", bomb + packer.compress(b'"}\n' + line) + packer.flush()
