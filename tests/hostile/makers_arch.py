"""Small hostile archives and compressed streams, all made on the spot and always the same."""

import bz2
import gzip
import io
import itertools
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from backports import zstd

CSV = b"id,name,mail\n" + b"".join(
    b"%d,Person %d,p%d@example.com\n" % (i, i * 7919 % 5000, i) for i in range(1, 1_201)
)
ZEROS = 48 << 20


def make() -> Iterator[tuple[str, bytes]]:
    """Yield (unique file name, content)."""
    yield from _damaged()
    yield from _bombs()
    yield from _headers_that_lie()
    yield from _tars()
    yield from _seven_zips()
    yield from _nested()
    yield from _names()
    yield from _told_by_name()


def _zip(
    *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name) if isinstance(name, str) else name
            archive.writestr(info, data, compress_type=method)
    return out.getvalue()


def _tar(*members: tuple[tarfile.TarInfo | str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(data) if info.isreg() else info.size
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _number(value: int) -> bytes:
    return b"\xff" + struct.pack("<Q", value)


def _seven_zip(header: bytes, packed: bytes = b"") -> bytes:
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    check = struct.pack("<I", zlib.crc32(start))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + check + start + packed + header


def _header(
    packed: bytes, coder: bytes = b"\x01\x00", size: int | None = None, name: str = "x.csv"
) -> bytes:
    names = name.encode("utf-16-le", "surrogatepass") + b"\x00\x00"
    size = len(packed) if size is None else size
    streams = b"\x06" + _number(0) + b"\x01\x09" + _number(len(packed)) + b"\x00"
    streams += b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + _number(size) + b"\x00\x00"
    files = b"\x05\x01\x11" + _number(len(names) + 1) + b"\x00" + names + b"\x00"
    return b"\x01\x04" + streams + files + b"\x00"


def _whole() -> dict[str, bytes]:
    raw = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
    packed = lzma.compress(CSV, lzma.FORMAT_RAW, filters=raw)
    tar = _tar(("data/a.csv", CSV), ("b" * 120 + ".csv", CSV[:600]))
    return {
        "csv.gz": gzip.compress(CSV, mtime=0),
        "csv.bz2": bz2.compress(CSV),
        "csv.xz": lzma.compress(CSV),
        "csv.lzma": lzma.compress(CSV, format=lzma.FORMAT_ALONE),
        "csv.zst": zstd.compress(CSV),
        "csv.zip": _zip(("a.csv", CSV), ("b.csv", CSV[:600])),
        "bzip2.zip": _zip(("a.csv", CSV), method=zipfile.ZIP_BZIP2),
        "lzma.zip": _zip(("a.csv", CSV), method=zipfile.ZIP_LZMA),
        "csv.tar": tar,
        "csv.tar.gz": gzip.compress(tar, mtime=0),
        "copy.7z": _seven_zip(_header(CSV), CSV),
        "lzma2.7z": _seven_zip(_header(packed, b"\x21\x21\x01\x10", len(CSV)), packed),
    }


def _damaged() -> Iterator[tuple[str, bytes]]:
    """Each format cut at every twentieth of its length, with bits turned, and with a stranger's beginning."""
    for number, (name, data) in enumerate(_whole().items()):
        for part in range(1, 20):
            yield f"cut{part * 5:02}-{name}", data[: len(data) * part // 20]
        draw = random.Random(number)
        for turn in range(12):
            hurt = bytearray(data)
            for _ in range(1 + turn // 3):
                hurt[draw.randrange(len(hurt))] ^= 1 << draw.randrange(8)
            yield f"bits{turn:02}-{name}", bytes(hurt)
        yield f"twice-{name}", data + data
        yield f"tail-{name}", data + b"\x00" * 5_000 + b"noise"
        yield f"lead-{name}", b"\x00" * 16 + data


def _bombs() -> Iterator[tuple[str, bytes]]:
    rows = b"a,b\n" * (ZEROS // 4)
    yield "bomb.csv.gz", gzip.compress(rows, mtime=0)
    yield "bomb.csv.bz2", bz2.compress(rows)
    yield "bomb.csv.xz", lzma.compress(rows, preset=0)
    yield "bomb.csv.zst", zstd.compress(rows)
    yield "bomb.csv.zip", _zip(("a.csv", rows))
    yield "bomb-bzip2.zip", _zip(("a.csv", rows), method=zipfile.ZIP_BZIP2)
    yield "bomb.tar.gz", gzip.compress(_tar(("a.csv", rows)), mtime=0)
    raw = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    packed = lzma.compress(rows, lzma.FORMAT_RAW, filters=raw)
    yield "bomb.7z", _seven_zip(_header(packed, b"\x21\x21\x01\x10", len(rows)), packed)
    yield (
        "bomb-empty-blocks.gz",
        gzip.compress(b"", mtime=0)[:10] + b"\x00\x00\x00\xff\xff" * 200_000,
    )
    yield "bomb-empty-members.gz", gzip.compress(b"", mtime=0) * 50_000
    yield "bomb-in-bomb.gz.gz", gzip.compress(gzip.compress(rows, mtime=0), mtime=0)
    swollen = lzma.compress(b"\x00\x00\x00\xff\xff" * (4 << 20), lzma.FORMAT_RAW, filters=raw)
    coders = b"\x02\x03\x04\x01\x08\x21\x21\x01\x10\x00\x01"
    header = _header(swollen).replace(
        b"\x01\x01\x00\x0c" + _number(len(swollen)),
        coders + b"\x0c" + _number(10) + _number(20 << 20),
    )
    yield "bomb-swallowed.7z", _seven_zip(header, swollen)


def _headers_that_lie() -> Iterator[tuple[str, bytes]]:
    """Sizes, counts, places, kinds and sums that are not so."""
    data = _zip(("a.csv", CSV), ("b.csv", CSV))
    fields = {
        "flags": (8, 2),
        "method": (10, 2),
        "crc": (16, 4),
        "packed": (20, 4),
        "size": (24, 4),
    }
    fields |= {
        "name": (28, 2),
        "extra": (30, 2),
        "comment": (32, 2),
        "kind": (38, 4),
        "place": (42, 4),
    }
    for (name, (at, length)), value in itertools.product(fields.items(), (0, 1, 0x7F, 0xFF)):
        hurt = bytearray(data)
        place = data.rfind(b"PK\x01\x02") + at
        hurt[place : place + length] = bytes([value]) * length
        yield f"lie-{name}-{value:02x}.zip", bytes(hurt)
    for at, value in itertools.product((8, 10, 12, 16, 20), (0, 0xFF)):
        hurt = bytearray(data)
        place = data.rfind(b"PK\x05\x06") + at
        hurt[place : place + 2] = bytes([value]) * 2
        yield f"lie-end{at}-{value:02x}.zip", bytes(hurt)
    yield "empty.zip", _zip()
    yield "many.zip", _zip(*[(f"{i}.csv", b"") for i in range(10_050)])
    yield "window.zst", b"\x28\xb5\x2f\xfd\x00\xa8" + zstd.compress(CSV)[6:]
    alone = lzma.compress(CSV, format=lzma.FORMAT_ALONE)
    yield "dictionary.lzma", alone[:1] + b"\x00\x00\x00\xc0" + alone[5:]
    yield "dictionary.xz", _with_dictionary(lzma.compress(CSV), 36)


def _with_dictionary(data: bytes, code: int) -> bytes:
    """An .xz whose first block asks for another dictionary, its sum made right; 36 is 1 GiB."""
    hurt = bytearray(data)
    end = 12 + 4 * hurt[12]
    hurt[hurt.index(b"\x21\x01", 12) + 2] = code
    hurt[end : end + 4] = struct.pack("<I", zlib.crc32(hurt[12:end]))
    return bytes(hurt)


def _tars() -> Iterator[tuple[str, bytes]]:
    data = _tar(("a.csv", CSV))
    for kind in b"12345 67LKxgXSVDMNA\xff":
        yield f"kind-{kind:02x}.tar", _summed(data, 156, bytes([kind]))
    for number, size in enumerate(
        (b"77777777777\x00", b"-0000000001\x00", b"\x80" + b"\xff" * 11, b"\xff" * 12)
    ):
        yield f"size-{number}.tar", _summed(data, 124, size)
        yield f"long-{number}.tar", _summed(_summed(data, 124, size), 156, b"L")
        yield f"pax-{number}.tar", _summed(_summed(data, 124, size), 156, b"x")
    for number, record in enumerate(
        (
            b"99 path=x\n",
            b"11 path=xx",
            b"9999999 size=1\n",
            b"0 =\n",
            b"14 size=1e99\n",
            b"\x00" * 99,
        )
    ):
        inner = _tar(("p", record), ("a.csv", CSV))
        yield f"record-{number}.tar", _summed(inner, 156, b"x")
    sparse = bytearray(_summed(data, 156, b"S"))
    sparse[482] = 1
    sparse[512 + 504] = 1
    yield "sparse-without-end.tar", _summed(bytes(sparse), 156, b"S")
    special = [tarfile.TarInfo(f"{i}.csv") for i in range(5)]
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE)
    for info, kind in zip(special, kinds, strict=True):
        info.type, info.linkname = kind, "/etc/passwd"
    yield "special.tar", _tar(*[(info, b"") for info in special], ("z.csv", CSV))
    yield "only-special.tar", _tar(*[(info, b"") for info in special])
    yield "many.tar.gz", gzip.compress(_tar(*[(f"{i}", b"a") for i in range(10_050)]), mtime=0)
    yield "no-end.tar", data[: 512 + -(-len(CSV) // 512) * 512]


def _summed(data: bytes, at: int, value: bytes) -> bytes:
    """A tar whose first header says something else, its sum made right again."""
    hurt = bytearray(data)
    hurt[at : at + len(value)] = value
    hurt[148:156] = b" " * 8
    hurt[148:155] = b"%06o\x00" % sum(hurt[:512])
    return bytes(hurt)


def _seven_zips() -> Iterator[tuple[str, bytes]]:
    headers = {
        "files": b"\x01\x05" + _number(1 << 60),
        "packs": b"\x01\x04\x06" + _number(0) + _number(1 << 60),
        "folders": b"\x01\x04\x07\x0b" + _number(1 << 60) + b"\x00",
        "coders": b"\x01\x04\x07\x0b\x01\x00\x7f",
        "inputs": b"\x01\x04\x07\x0b\x01\x00\x01\x11\x00" + _number(1 << 40) + b"\x01",
        "loop": b"\x01\x04\x07\x0b\x01\x00\x02\x01\x00\x01\x00\x00\x00\x00\x00",
        "wrapped": b"\x17\x06\x00\x01\x09\x10\x00\x07\x0b\x01\x00\x01\x01\x00\x0c\x10\x00\x00",
        "nothing": b"\x01\x00",
        "none": b"",
        "noise": random.Random(3).randbytes(300),
        "size": _header(CSV, size=1 << 62),
        "dictionary": _header(CSV, b"\x23\x03\x01\x01\x05\x5d\xff\xff\xff\xff", 1 << 40),
        "properties": _header(CSV, b"\x23\x03\x01\x01\x05\xff\x00\x00\x01\x00"),
        "ppmd": _header(CSV, b"\x23\x03\x04\x01\x05\x06\x00\x00\x00\x01"),
        "unknown": _header(CSV, b"\x0f" + b"\x55" * 15),
        "locked": _header(CSV, b"\x24\x06\xf1\x07\x01\x02\x53\x07"),
        "rounds": _header(CSV, b"\x24\x06\xf1\x07\x01\x01\x3e"),
        "delta": _header(CSV, b"\x21\x03\x01\x00"),
        "filter": _header(CSV, b"\x04\x03\x03\x01\x03"),
        "deflate": _header(CSV, b"\x03\x04\x01\x08"),
        "bzip2": _header(CSV, b"\x03\x04\x02\x02"),
        "zstd": _header(CSV, b"\x04\x04\xf7\x11\x01"),
    }
    for name, header in headers.items():
        yield f"{name}.7z", _seven_zip(header, CSV)
    yield "far.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + _far()
    yield "part.7z.001", _seven_zip(_header(CSV), CSV)[:2_000]


def _far() -> bytes:
    start = struct.pack("<QQI", 1 << 63, 100, 0)
    return struct.pack("<I", zlib.crc32(start)) + start


def _nested() -> Iterator[tuple[str, bytes]]:
    data = CSV
    for depth in range(1, 7):
        data = _zip((f"level{depth}.zip", data))
        yield f"depth{depth}.zip", data
    data = CSV
    for _ in range(59):
        data = gzip.compress(data, mtime=0)
    yield "depth59.gz", data
    yield "quine-like.zip", _zip(("a.zip", _zip(("a.zip", _zip(("a.zip", _zip(("a.zip", CSV))))))))
    yield "mixed.tar.gz", gzip.compress(_tar(("a.7z", _seven_zip(_header(CSV), CSV))), mtime=0)
    yield (
        "too-mixed.zip",
        _zip(("a.tar.gz", gzip.compress(_tar(("b.zip", _zip(("c.csv", CSV)))), mtime=0))),
    )


def _names() -> Iterator[tuple[str, bytes]]:
    names = [
        "../../x.csv",
        "/etc/x.csv",
        "C:\\x.csv",
        "\\\\host\\share\\x.csv",
        "a/../../x.csv",
        "x" * 4_000,
    ]
    names += [
        "\u202evsc.x",
        "con.csv.",
        "<b>x</b>.csv",
        "a > b.csv",
        "=cmd|x.csv",
        "\u2066x.csv",
        "%s%n.csv",
    ]
    for number, name in enumerate(names):
        yield f"name{number:02}.zip", _zip((name, CSV))
        yield f"name{number:02}.tar", _tar((name, CSV))
        yield f"name{number:02}.7z", _seven_zip(_header(CSV, name=name), CSV)
    yield "nul.7z", _seven_zip(_header(CSV, name="a\x00b.csv"), CSV)
    yield "surrogate.7z", _seven_zip(_header(CSV, name="\ud800.csv"), CSV)
    yield "case.zip", _zip(("A.csv", CSV), ("a.csv", CSV[:90]))


def _told_by_name() -> Iterator[tuple[str, bytes]]:
    """What is refused, also under the name of a table."""
    magics = {
        "rar": b"Rar!\x1a\x07\x01\x00",
        "cab": b"MSCF\x00\x00\x00\x00",
        "iso": bytes(32_769) + b"CD001",
        "pst": b"!BDN\x00\x00\x00\x00",
        "access": b"\x00\x01\x00\x00Standard ACE DB\x00",
        "pgdump": b"PGDMP\x01\x0e\x00",
        "pickle": b"\x80\x04\x95\x0a\x00\x00\x00\x00\x00\x00\x00}",
        "numpy": b"\x93NUMPY\x01\x00",
        "rdata": b"RDX3\nX\n",
        "hdf5": b"\x89HDF\r\n\x1a\n",
        "avro": b"Obj\x01",
        "orc": b"ORC\n\x05\x00",
        "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00",
        "lz4": b"\x04\x22\x4d\x18",
        "pgp": b"-----BEGIN PGP MESSAGE-----\n",
    }
    for name, magic in magics.items():
        yield f"{name}.csv", magic + bytes(600)
        yield f"{name}-inside.zip", _zip((f"{name}.csv", magic + bytes(600)))
