"""7z archives as the 7-Zip program writes them, and as nobody should."""

import contextlib
import io
import lzma
import random
import shutil
import struct
import subprocess
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput, UsageProblem
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap
from leakverify.sources.archives.seven_zip_archive import seven_zip_members
from leakverify.sources.content import FileContent
from leakverify.sources.inputs import ContentInput
from leakverify.sources.watch import Watch

CSV = b"id,name\n" + b"".join(b"%d,Person %d\n" % (i, i * 7919 % 5000) for i in range(1, 5_001))
SMALL = b"k,v\n1,x\n"
PROGRAM = shutil.which("7zz") or shutil.which("7z")
needs_program = pytest.mark.skipif(PROGRAM is None, reason="needs the 7-Zip program")
NOISE = random.Random(7).randbytes(40_000)
CODE = b"".join(
    b"\xe8" + struct.pack("<i", i * 11 % 9_000) + NOISE[i : i + 3] for i in range(4_001)
)
MEMBERS = {"data/x.csv": CSV, "y.csv": SMALL, "code.bin": CODE + b"\xe8\x01\x02"}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """The 7-Zip program over some files; the same call is made once."""
    made = {}

    def run(*options, members=None):
        key = (options, tuple((members or MEMBERS).items()))
        if key not in made:
            folder = tmp_path_factory.mktemp("packed")
            for name, data in (members or MEMBERS).items():
                path = folder / "in" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            command = [PROGRAM, "a", "-bd", "-mmt=1", *options, str(folder / "x.7z"), "."]
            subprocess.run(command, cwd=folder / "in", capture_output=True, check=True)
            made[key] = (folder / "x.7z").read_bytes()
        return made[key]

    return run


def listing(data, password=None, **limits):
    content = FileContent(io.BytesIO(data))
    watch = Watch("read", len(data))
    chosen = ReadSettings(password=password)
    return seven_zip_members(
        ContentInput(content, data[:65_536], chosen, Limits(**limits), watch, 0)
    )


@needs_program
@pytest.mark.parametrize(
    "options",
    [
        ["-m0=LZMA"],
        ["-m0=LZMA", "-m0=LZMA:lc=0:lp=2:pb=0"],
        ["-m0=LZMA2"],
        ["-m0=BZip2"],
        ["-m0=Deflate"],
        ["-m0=Copy"],
        ["-m0=BCJ", "-m1=LZMA"],
        ["-m0=BCJ", "-m1=LZMA2"],
        ["-m0=BCJ", "-m1=BZip2"],
        ["-m0=ARM", "-m1=Copy"],
        ["-m0=PPC", "-m1=LZMA"],
        ["-m0=SPARC", "-m1=LZMA"],
        ["-m0=Delta:4", "-m1=LZMA"],
        ["-m0=Delta:4", "-m1=BCJ", "-m2=Deflate"],
        ["-ms=off"],
        ["-mhc=off"],
        ["-mx=9"],
        ["-psecret"],
        ["-psecret", "-mhe=on"],
        ["-psecret", "-m0=Copy"],
        ["-psecret", "-m0=Copy", "-mhe=on"],
        ["-psecret", "-m0=BCJ", "-m1=LZMA"],
    ],
)
def test_what_the_program_writes_comes_back(pack, options):
    found = listing(pack(*options), password="secret")
    assert {m.raw: m.size for m in found.members} == {n: len(d) for n, d in MEMBERS.items()}
    assert {m.raw: b"".join(blocks) for m, blocks in found.walk()} == MEMBERS
    for member in found.members:
        content = member.open()
        assert b"".join(content.blocks()) == MEMBERS[member.raw]
        assert not content.broken


@needs_program
def test_a_table_in_a_7z(read, pack):
    got = read(pack())
    assert len(got.rows) == 5_000
    assert got.file.table == "data/x.csv"
    assert got.file.tables == ("data/x.csv", "y.csv", "code.bin")
    assert got.stopped is None
    assert read(pack(), table="y.csv").rows == [("1", "x")]
    with pytest.raises(UsageProblem, match="NO_SUCH_TABLE"):
        read(pack(), table="z.csv")


@needs_program
@pytest.mark.parametrize("method", ["PPMd", "Deflate64", "BCJ2"])
def test_other_methods_are_refused_by_name(read, pack, method):
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_COMPRESSION"):
        read(pack(f"-m0={method}"))


@needs_program
@pytest.mark.parametrize(
    "options", [["-ppass"], ["-ppass", "-mhe=on"], ["-ppass", "-m0=Copy"], ["-ppass", "-m0=BZip2"]]
)
def test_passwords(read, pack, options):
    data = pack(*options)
    with pytest.raises(UnreadableInput, match="PASSWORD_NEEDED"):
        read(data)
    for wrong in ["", "Pass", "pass ", "\udcff", "\u0645" * 30]:
        with pytest.raises(UnreadableInput, match="PASSWORD_WRONG") as caught:
            read(data, password=wrong)
        assert caught.value.place == {"file": 1}
    assert len(read(data, password="pass").rows) == 5_000


@needs_program
def test_a_wrong_password_again_and_again(read, pack):
    data = pack("-ppass", members={"x.csv": SMALL})
    for number in range(25):
        with pytest.raises(UnreadableInput, match="PASSWORD_WRONG"):
            read(data, password=str(number))


LOCKED = bytes.fromhex(
    "377abcaf271c000462dc42c21000000000000000620000000000000040c8381e2970f76fe02ab72ad8ad09c2a96fb901"
    "0104060001091000070b0100022406f1070112530f8a70e6deb0046b53a9fc3a6d529628842121010001000c0c080008"
    "0a01b1fc860900000501190100110d0078002e006300730076000000140a0100f5d3df65fe7ddd01150601002080a481"
    "0000"
)
"""`7z a -ppass -mx=1` over the eight bytes of `SMALL`; the wrong password "66" makes noise of it that LZMA2 takes for an end."""


def test_a_wrong_password_that_a_decoder_takes_is_found_by_the_sum(read):
    assert len(read(LOCKED, password="pass").rows) == 1
    with pytest.raises(UnreadableInput, match="PASSWORD_WRONG"):
        read(LOCKED, password="66")


@needs_program
def test_rounds_of_a_key_are_bounded(read, pack):
    data = pack("-ppass", "-mhe=on")
    with pytest.raises(UnreadableInput, match="PASSWORD_ROUNDS"):
        read(data, password="pass", limits=Limits(key_rounds=1 << 18))


@needs_program
def test_links_are_counted_only(read, tmp_path):
    (tmp_path / "x.csv").write_bytes(CSV)
    (tmp_path / "y.csv").symlink_to("/etc/passwd")
    command = [PROGRAM, "a", "-snl", "-bd", "x.7z", "x.csv", "y.csv"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    got = read((tmp_path / "x.7z").read_bytes())
    assert len(got.rows) == 5_000
    assert got.file.tables == ()
    assert [(t.trap, t.count) for t in got.file.tripwires] == [(Trap.SPECIAL_MEMBER, 1)]


@needs_program
def test_a_large_dictionary_is_refused_unless_the_file_is_small(read, pack):
    assert len(read(pack("-m0=LZMA2:d=1g")).rows) == 5_000
    big = {"x.csv": CSV * 40}
    with pytest.raises(UnreadableInput, match="ARCHIVE_DICTIONARY"):
        read(pack("-m0=LZMA2:d=1g", members=big), limits=Limits(dictionary_bytes=1 << 20))


@needs_program
def test_a_bomb_is_refused(read, pack):
    data = pack(members={"x.csv": b"a,b\n" * (5 << 20)})
    assert len(data) < 10_000
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(data)


@needs_program
def test_a_cut_7z_says_so(read, pack):
    data = pack()
    for at in (20, 40, len(data) // 2, len(data) - 1):
        with pytest.raises(UnreadableInput, match="ARCHIVE_CUT"):
            read(data[:at])


@needs_program
def test_damage_inside_keeps_the_rows_before_it(read, pack):
    data = bytearray(pack("-m0=Deflate", members={"x.csv": CSV * 3}))
    data[len(data) // 2] ^= 0xFF
    got = read(bytes(data))
    assert got.stopped is Stopped.TRUNCATED
    assert len(got.rows) > 1_000


@needs_program
def test_damage_anywhere_is_an_answer(read, pack):
    draw = random.Random(4)
    for options in (["-mhc=off"], ["-psecret", "-mhe=on"], ["-m0=BCJ", "-m1=LZMA"]):
        data = pack(*options, members={"x.csv": CSV[:3_000], "y.csv": SMALL})
        for at in range(0, len(data), len(data) // 40):
            hurt = bytearray(data)
            hurt[at] ^= 1 << draw.randrange(8)
            with contextlib.suppress(LeakverifyError):
                read(bytes(hurt), password="secret")


def archive(header, packed=b""):
    """A 7z around some header, every sum right."""
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    signature = b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start))
    return signature + start + packed + header


def number(value):
    return b"\xff" + struct.pack("<Q", value)


def plain(packed, coder=b"\x01\x00", size=None, name="x.csv"):
    """A header written by hand: one folder, one file."""
    size = len(packed) if size is None else size
    names = name.encode("utf-16-le") + b"\x00\x00"
    streams = b"\x06" + number(0) + b"\x01\x09" + number(len(packed)) + b"\x00"
    streams += b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + number(size) + b"\x00\x00"
    files = b"\x05\x01\x11" + number(len(names) + 1) + b"\x00" + names + b"\x00"
    return b"\x01\x04" + streams + files + b"\x00"


def test_a_header_written_by_hand(read):
    assert len(read(archive(plain(CSV), CSV)).rows) == 5_000


@pytest.mark.parametrize(
    "name", ["../../x.csv", "/x.csv", "C:\\x.csv", "\u202evsc.x", "\ud800.csv"]
)
def test_names_are_only_names(read, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    header = plain(CSV, name="N" * len(names)).replace(
        ("N" * len(names)).encode("utf-16-le"), names.encode("utf-16-le", "surrogatepass")
    )
    got = read(archive(header, CSV))
    assert len(got.rows) == 5_000
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (b"\x01\x05" + number(1 << 60), "ARCHIVE_MEMBERS"),
        (b"\x01\x04\x06" + number(0) + number(1 << 60), "ARCHIVE_BROKEN"),
        (b"\x01\x04\x07\x0b" + number(1 << 60) + b"\x00", "ARCHIVE_BROKEN"),
        (b"\x01\x04\x07\x0b\x01\x00" + b"\x7f", "ARCHIVE_BROKEN"),
        (b"\x01\x04\x07\x0b\x01\x00\x02\x01\x00\x01\x00\x00\x00\x00\x00", "ARCHIVE_BROKEN"),
        (b"\x17" * 9, "ARCHIVE_BROKEN"),
        (b"\x01\x00", "ARCHIVE_EMPTY"),
        (b"", "ARCHIVE_EMPTY"),
        (b"\xff" * 40, "ARCHIVE_BROKEN"),
        (plain(CSV, size=1 << 62), None),
        (plain(CSV, coder=b"\x23\x03\x01\x01\x05\x5d\xff\xff\xff\xff", size=1 << 40), "DICTIONARY"),
        (plain(CSV, coder=b"\x23\x03\x01\x01\x05\xff\x00\x00\x01\x00"), "ARCHIVE_BROKEN"),
        (plain(CSV, coder=b"\x21\x21\x01\xff"), "ARCHIVE_BROKEN"),
        (plain(CSV, coder=b"\x24\x06\xf1\x07\x01\x01\x3e"), "PASSWORD_ROUNDS"),
        (plain(CSV, coder=b"\x24\x06\xf1\x07\x01\x00"), "PASSWORD_WRONG"),
        (plain(CSV, coder=b"\x24\x06\xf1\x07\x01\x02\xc0\xff"), "PASSWORD_WRONG"),
        (plain(CSV, coder=b"\x23\x03\x01\x01\x05\x08\x00\x00\x01\x00"), "COMPRESSION"),
    ],
)
def test_headers_that_lie(read, header, code):
    if code is None:
        assert read(archive(header, CSV)).stopped is Stopped.TRUNCATED
        return
    with pytest.raises(UnreadableInput, match=code):
        read(archive(header, CSV), password="secret")


def test_what_one_decoder_swells_and_another_swallows_is_counted(read):
    empty_blocks = b"\x00\x00\x00\xff\xff" * (8 << 20)
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    packed = lzma.compress(empty_blocks, lzma.FORMAT_RAW, filters=filters)
    coders = b"\x02\x03\x04\x01\x08\x21\x21\x01\x10\x00\x01"
    header = plain(packed).replace(
        b"\x01\x01\x00\x0c" + number(len(packed)),
        coders + b"\x0c" + number(10) + number(len(empty_blocks)),
    )
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(archive(header, packed))


@needs_program
@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.binary(min_size=1, max_size=3_000), min_size=1, max_size=4),
    st.sampled_from(["LZMA", "LZMA2", "BZip2", "Deflate", "Copy"]),
    st.booleans(),
)
def test_round_trip(pack, contents, method, locked):
    members = {f"{i}.csv": data for i, data in enumerate(contents)}
    options = [f"-m0={method}"] + (["-psecret", "-mhe=on"] if locked else [])
    found = listing(pack(*options, members=members), password="secret")
    assert {m.raw: b"".join(blocks) for m, blocks in found.walk()} == members


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_header_is_an_answer(data):
    with contextlib.suppress(LeakverifyError):
        for _, blocks in listing(archive(b"\x01\x04" + data, CSV), password="x").walk():
            for _ in blocks:
                pass
