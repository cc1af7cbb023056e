"""Compressed streams: one mechanism, bounded in memory and in what comes out."""

import bz2
import contextlib
import gzip
import io
import lzma
import random
import tracemalloc

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.sources.archives.packed import PackedContent
from leakverify.sources.content import FileContent
from leakverify.sources.signature import container

CSV = b"id,name\n" + b"".join(b"%d,Person %d\n" % (i, i * 7919 % 5000) for i in range(1, 5_001))
NOISE = random.Random(1).randbytes(400_000).hex().encode()


def bzip2(data):
    return bz2.compress(data, 1)


def alone(data):
    return lzma.compress(data, format=lzma.FORMAT_ALONE)


PACKERS = [gzip.compress, bzip2, lzma.compress, alone, zstd.compress]
SEVERAL = [p for p in PACKERS if p is not alone]
each = pytest.mark.parametrize("pack", PACKERS)
several = pytest.mark.parametrize("pack", SEVERAL)


def content(data, **limits):
    return PackedContent(FileContent(io.BytesIO(data)), container(data[:65_536]), Limits(**limits))


@each
def test_a_packed_table(read, pack):
    got = read(pack(CSV))
    assert len(got.rows) == 5_000
    assert got.file.format == "csv"
    assert got.file.table is None
    assert got.stopped is None


@several
def test_one_stream_after_another(read, pack):
    data = pack(CSV[:3_000]) + pack(b"") + pack(CSV[3_000:])
    assert len(read(data).rows) == 5_000


@several
def test_padding_behind_and_between(read, pack):
    data = pack(CSV[:3_000]) + bytes(8) + pack(CSV[3_000:]) + bytes(200_000)
    got = read(data)
    assert len(got.rows) == 5_000
    assert got.stopped is None


@each
def test_a_cut_keeps_what_came_before(read, pack):
    data = pack(
        b"id,name\n" + b"1,%s\n" % b"\n2,".join(NOISE[i : i + 50] for i in range(0, 800_000, 50))
    )
    got = read(data[: len(data) * 3 // 4])
    assert got.stopped is Stopped.TRUNCATED
    assert 1_000 < len(got.rows) < 16_000


@each
def test_noise_behind_is_told(read, pack):
    got = read(pack(CSV) + b"noise, and more of it")
    assert len(got.rows) == 5_000
    if pack is not alone:
        assert got.stopped is Stopped.TRUNCATED


@each
def test_damage_anywhere_is_an_answer(read, pack):
    data = pack(CSV[:20_000])
    for at in range(0, len(data), max(1, len(data) // 25)):
        hurt = bytearray(data)
        hurt[at] ^= 0x10
        for candidate in (bytes(hurt), data[:at]):
            with contextlib.suppress(LeakverifyError):
                read(candidate)


@each
def test_a_bomb_goes_off_early(pack):
    data = pack(bytes(40 << 20))
    lengths = []
    tracemalloc.start()
    blocks = content(data).blocks()
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        lengths.extend(map(len, blocks))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(lengths) < 24 << 20
    assert peak < 64 << 20


def test_a_table_that_is_a_bomb(read):
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(lzma.compress(b"a,b\n" * (4 << 20), preset=0))


def test_a_huge_dictionary_is_refused(read):
    big = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    with pytest.raises(UnreadableInput, match="ARCHIVE_DICTIONARY"):
        read(lzma.compress(CSV, filters=big))
    header = alone(CSV)
    with pytest.raises(UnreadableInput, match="ARCHIVE_DICTIONARY"):
        read(header[:1] + b"\x00\x00\x00\xc0" + header[5:])
    assert len(read(lzma.compress(CSV, preset=9)).rows) == 5_000


def test_a_huge_window_is_refused(read):
    frame = b"\x28\xb5\x2f\xfd\x00\xa8" + zstd.compress(CSV)[6:]  # a window of 2 GiB
    with pytest.raises(UnreadableInput, match="ARCHIVE_DICTIONARY"):
        read(frame)
    options = {zstd.CompressionParameter.window_log: 27}
    assert len(read(zstd.compress(CSV, options=options)).rows) == 5_000


def test_frames_that_are_skipped(read):
    skipped = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
    assert len(read(skipped + zstd.compress(CSV)).rows) == 5_000


def test_nesting_ends(read):
    data = CSV
    for pack in (gzip.compress, bzip2, lzma.compress):
        data = pack(data)
    assert len(read(data).rows) == 5_000
    with pytest.raises(UnreadableInput, match="ARCHIVE_NESTING"):
        read(zstd.compress(data))
    for _ in range(200):
        data = gzip.compress(data)
    with pytest.raises(UnreadableInput, match="ARCHIVE_NESTING"):
        read(data, limits=Limits(nesting=10_000))


@each
@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=5_000), st.integers(1, 5))
def test_round_trip(pack, data, times):
    found = content(pack(data * times))
    assert b"".join(found.blocks()) == data * times
    assert b"".join(found.blocks()) == data * times
    assert not found.broken
