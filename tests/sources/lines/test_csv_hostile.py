"""Delimited text that breaks other readers is read, or told, and never grows in memory (SAFETY S13)."""

import contextlib
import io
import pathlib

import pytest

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample


class Stream(io.RawIOBase):
    """A file made as it is read: a head, one piece again and again, an end."""

    def __init__(self, head, piece, times, end):
        self.parts = (head, piece, times, end)
        self.size = len(head) + len(piece) * times + len(end)
        self.place = 0

    def seek(self, place, whence=0):
        self.place = self.size if whence == 2 else place
        return self.place

    def tell(self):
        return self.place

    def read(self, size=-1):
        head, piece, times, end = self.parts
        at = self.place
        middle = len(piece) * times
        if at < len(head):
            data = head[at : at + size]
        elif at < len(head) + middle:
            within = (at - len(head)) % len(piece)
            wanted = min(middle - (at - len(head)), size)
            data = (piece * (wanted // len(piece) + 2))[within : within + wanted]
        else:
            data = end[at - len(head) - middle :][:size]
        self.place += len(data)
        return data


def read_stream(stream, limits=None):
    sample = open_sample([NamedFile("a", stream)], ReadSettings(), limits or Limits())
    rows = sum(len(batch.frame) for batch in sample.batches())
    return rows, sample, sample.finished_files()[0]


def resident():
    told = pathlib.Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * 4096 if told.exists() else 0


HEAD = b"id,name\n1,a\n2,b\n3,c\n4,d\n"


@pytest.mark.parametrize("filler", [b"x" * 4096, b'"x' * 2048, b"x,y" * 1365, b"\0" * 4096])
def test_an_endless_line_is_left_out_and_told(filler):
    """As 1 GB, at a size that a test can wait for."""
    stream = Stream(HEAD, filler, 16_384, b"\n5,e\n")
    before = resident()
    rows, _, file = read_stream(stream, Limits(line_bytes=1 << 20))
    assert (rows, file.rows_skipped) == (5, 1)
    assert resident() - before < 120 << 20


def test_a_file_that_is_one_line():
    rows, sample, _ = read_stream(Stream(b"a", b"b" * 4096, 8_192, b""), Limits(line_bytes=1 << 20))
    assert (rows, sample.stopped) == (0, Stopped.LIMIT)


@pytest.mark.parametrize("quote", [b'"', b""])
def test_a_long_cell_is_cut_and_told(quote):
    """As 200 MB."""
    stream = Stream(HEAD + b"5," + quote, b"y" * 4096, 1_024, quote + b"\n6,f\n")
    sample = open_sample([NamedFile("a", stream)], ReadSettings(), Limits(cell_bytes=1 << 16))
    cells = [cell for batch in sample.batches() for cell in batch.frame["name"]]
    assert [len(cell) for cell in cells] == [1, 1, 1, 1, 1 << 16, 1]


def test_a_million_columns_are_refused():
    with pytest.raises(UnreadableInput, match="TOO_MANY_COLUMNS"):
        read_stream(
            io.BytesIO(
                b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b"1," * 99_999 + b"1\n"
            )
        )
    rows, _, file = read_stream(io.BytesIO(HEAD + b"," * 1_000_000 + b"\n5,e\n"))
    assert (rows, file.bad_width_rows) == (6, (5,))


def test_mixed_line_ends(read):
    got = read(b"id,name\r\n1,a\r2,b\n3,c\r\n4,d\r\r5,e\n")
    assert got.rows == [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d"), ("5", "e")]


def test_nul_bytes_are_counted_and_kept(read):
    got = read(b"id,name\n1,a\0b\n2,\0\n3,c\n")
    assert got.rows == [("1", "a\0b"), ("2", "\0"), ("3", "c")]
    assert got.file.nul_bytes == 2


@pytest.mark.parametrize(
    "line", [b'3,"c\n', b'3,c"\n', b'3,c"d"e\n', b'3,""c\n', b'3,"c"d\n', b'3,"\n']
)
def test_lone_quotes_swallow_no_rows(read, line):
    rows = b"".join(b"%d,x\n" % n for n in range(10, 60))
    got = read(
        b"id,name,z\n1,a,\n2,b,\n" + line.replace(b"\n", b",\n") + rows.replace(b"\n", b",\n")
    )
    assert len(got.rows) == 53
    assert got.rows[3] == ("10", "x", "")


def test_a_mark_in_the_middle_stays_a_character(read):
    got = read(b"\xef\xbb\xbfid,name\n1,a\n\xef\xbb\xbf2,\xef\xbb\xbfb\n3,c\n")
    assert got.names == ("id", "name")
    assert got.rows == [("1", "a"), ("\ufeff2", "\ufeffb"), ("3", "c")]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(read, codec):
    got = read("id,name\n1,Zoë\n2,Bob\n".encode(codec))
    assert got.rows == [("1", "Zoë"), ("2", "Bob")]
    assert (got.file.encoding, got.file.nul_bytes) == (codec, 0)


def test_utf_7_is_shown_as_it_is_written_unless_the_user_says_so(read):
    data = b"id,name\n1,Zo+AOs-\n2,Bob\n"
    assert read(data).rows == [("1", "Zo+AOs-"), ("2", "Bob")]
    assert read(data, encoding="utf-7").rows == [("1", "Zoë"), ("2", "Bob")]


BROKEN = {
    "overlong": (b"\xc0\xaf", b"\xe0\x80\xaf"),
    "surrogates": (b"\xed\xa0\x80", b"\xed\xb3\xbf"),
    "cesu": (b"\xed\xa0\xbd\xed\xb8\x80",),
    "beyond": (b"\xf4\x90\x80\x80", b"\xff", b"\xfe"),
    "cut": (b"\xe2\x82", b"\xf0\x9f\x98"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_bytes_that_are_no_text_are_marked_and_their_rows_counted(read, broken):
    good = "".join(f"{n},Zoë Łódź Иван\n" for n in range(50)).encode()
    data = b"id,name\n" + good + b"".join(b"9,a" + b + b"z\n" for b in broken)
    got = read(data)
    assert got.file.encoding == "utf-8"
    assert len(got.rows) == 50 + len(broken)
    assert got.file.bad_undecodable_rows == tuple(range(51, 51 + len(broken)))
    for _, cell in got.rows[50:]:
        assert cell[0] == "a"
        assert cell[-1] == "z"
        assert set(cell[1:-1]) == {"\ufffd"}


def test_rows_in_several_encodings_are_all_read_and_counted(read):
    rows = (
        [("Zoë Müller", "utf-8")] * 300
        + [("Zoë Müller", "cp1252")] * 7
        + [("محمد علي", "cp1256")] * 5
    )
    data = b"id,name\n" + b"".join(f"{n},{t}\n".encode(c) for n, (t, c) in enumerate(rows))
    got = read(data)
    assert got.file.encoding == "utf-8"
    assert len(got.rows) == len(rows)
    assert got.rows[0] == ("0", "Zoë Müller")
    assert got.file.bad_undecodable == 12
    assert got.rows[300][1] == "Zo\ufffd M\ufffdller"


@pytest.mark.parametrize("percent", range(5, 100, 5))
def test_cut_files_end_in_rows_or_an_error(read, percent):
    data = '﻿sep=;\nid;"na""me";x\n1;"a\nb";\\"\n2;Zoë;"lone\n3;ok;\0\r4;😀;"""\n'.encode()
    with contextlib.suppress(LeakverifyError):
        read(data[: len(data) * percent // 100])
