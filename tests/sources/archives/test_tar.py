"""Tars of all kinds: bounded headers, streamed members, nothing followed."""

import bz2
import contextlib
import gzip
import io
import lzma
import random
import shutil
import subprocess
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import Cancelled, LeakverifyError, UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap
from leakverify.sources.archives.tar_archive import tar_members
from leakverify.sources.content import FileContent
from leakverify.sources.inputs import ContentInput
from leakverify.sources.watch import Watch

CSV = b"id,name\n" + b"".join(b"%d,Person %d\n" % (i, i * 7919 % 5000) for i in range(1, 5_001))


def tar(*members, form=tarfile.PAX_FORMAT, **headers):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, **headers) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def special(name, kind, target="", size=0):
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    info.size = size
    return info


def listing(data, **limits):
    content = FileContent(io.BytesIO(data))
    chosen = Limits(**limits)
    return tar_members(
        ContentInput(content, data[:65_536], ReadSettings(), chosen, Watch("read", len(data)), 0)
    )


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_table_in_a_tar(read, form, pack):
    data = pack(tar(("data/x.csv", CSV), ("README.txt", b"hello"), form=form))
    got = read(data)
    assert len(got.rows) == 5_000
    assert got.file.table == "data/x.csv"
    assert got.file.tables == ("data/x.csv", "README.txt")
    assert got.stopped is None
    assert got.file.tripwires == ()


def test_the_oldest_tars_have_no_magic(read):
    data = bytearray(tar(("x.csv", CSV), form=tarfile.USTAR_FORMAT))
    data[257:265] = bytes(8)
    data[148:156] = b"        "
    data[148:155] = b"%06o\x00" % sum(data[:512])
    assert len(read(bytes(data)).rows) == 5_000


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names(form):
    names = ["d/" * 60 + "x.csv", "\u0645\u0646/" * 80 + "y.csv"]
    found = listing(tar(*[(name, CSV) for name in names], form=form))
    assert [member.raw for member in found.members] == names
    assert all(len(member.name) <= 120 for member in found.members)
    assert b"".join(found.members[1].open().blocks()) == CSV


def test_one_pass_gives_what_opening_each_gives():
    members = [(f"{i}.csv", b"a,b\n" * i) for i in range(1, 400)]
    found = listing(tar(*members))
    passed = [(m.raw, b"".join(blocks)) for m, blocks in found.walk()]
    assert passed == members
    assert [b"".join(m.open().blocks()) for m in found.members] == [data for _, data in members]
    untaken = [m.raw for m, _ in found.walk()]
    assert untaken == [name for name, _ in members]


def test_links_devices_and_pipes_are_counted_only(read):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(special("a.csv", tarfile.SYMTYPE, "/etc/passwd"))
        archive.addfile(special("b.csv", tarfile.LNKTYPE, "a.csv"))
        archive.addfile(special("c.csv", tarfile.FIFOTYPE))
        archive.addfile(special("d.csv", tarfile.CHRTYPE))
        archive.addfile(special("e", tarfile.DIRTYPE))
        archive.addfile(special("f.csv", b"S"))
        archive.addfile(special("x.csv", tarfile.REGTYPE, size=len(CSV)), io.BytesIO(CSV))
    got = read(out.getvalue())
    assert len(got.rows) == 5_000
    assert [(t.trap, t.count) for t in got.file.tripwires] == [(Trap.SPECIAL_MEMBER, 5)]


def test_links_alone_are_no_table(read):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(special("a.csv", tarfile.SYMTYPE, "/etc/passwd"))
    with pytest.raises(UnreadableInput, match="ARCHIVE_LINK"):
        read(out.getvalue())


@pytest.mark.parametrize(
    "name", ["../../x.csv", "/abs.csv", "C:\\x.csv", "a/../../x.csv", "\u202evsc.x", "x./y.csv"]
)
def test_names_that_lead_elsewhere_are_told(read, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    got = read(tar((name, CSV)))
    assert len(got.rows) == 5_000
    assert [(t.trap, t.count) for t in got.file.tripwires] == [(Trap.UNSAFE_NAME, 1)]
    assert not list(tmp_path.iterdir())


def test_the_same_name_twice_is_two_members(read):
    data = tar(("x.csv", CSV), ("x.csv", b"k,v\n1,x\n"))
    assert read(data).file.tables == ("x.csv", "x.csv (2)")
    assert read(data, table="x.csv (2)").rows == [("1", "x")]


def with_header(data, **fields):
    """A tar whose first header says something else, its sum made right again."""
    hurt = bytearray(data)
    for place, value in fields.items():
        at = {"size": 124, "kind": 156}[place]
        hurt[at : at + len(value)] = value
    hurt[148:156] = b"        "
    hurt[148:155] = b"%06o\x00" % sum(hurt[:512])
    return bytes(hurt)


@pytest.mark.parametrize("kind", [b"x", b"L", b"K", b"g", b"X"])
def test_metadata_of_a_claimed_gigabyte_is_not_read(read, kind):
    data = with_header(tar(("x.csv", CSV)), size=b"07777777777\x00", kind=kind)
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(data + bytes(1 << 20))


def test_a_size_that_lies(read):
    data = with_header(tar(("x.csv", CSV)), size=b"00777777777\x00")
    assert read(data).stopped is Stopped.TRUNCATED
    huge = with_header(tar(("x.csv", CSV)), size=b"\x80" + b"\x7f" * 11)
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(huge)
    with pytest.raises(UnreadableInput, match="ARCHIVE_TOO_BIG"):
        read(tar(("x.csv", CSV)), limits=Limits(member_bytes=10_000))


def test_a_pax_size_overrides_the_header():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = special("x.csv", tarfile.REGTYPE, size=len(CSV))
        info.pax_headers = {"size": str(len(CSV)), "comment": "a=b\nc"}
        archive.addfile(info, io.BytesIO(CSV))
    found = listing(out.getvalue())
    assert [m.size for m in found.members] == [len(CSV)]


@pytest.mark.parametrize(
    "record", [b"99999999999 path=x\n", b"5 path=x\n", b"11 path=x\n", b"path=x\n", b"12 size=-9\n"]
)
def test_pax_records_that_do_not_fit(read, record):
    packed = tar(("x.csv", record), ("y.csv", CSV))
    with pytest.raises(UnreadableInput, match="ARCHIVE_BROKEN"):
        read(with_header(packed, kind=b"x"))


def test_a_cut_tar_keeps_the_rows_before_the_cut(read):
    data = tar(("x.csv", CSV), ("y.csv", b"k,v\n1,x\n"))
    got = read(data[: len(CSV) // 2])
    assert got.stopped is Stopped.TRUNCATED
    assert 1_000 < len(got.rows) < 5_000
    without_end = read(tar(("x.csv", CSV))[: 512 - -len(CSV) // 512 * 512])
    assert len(without_end.rows) == 5_000
    assert without_end.stopped is None


def test_too_many_members(read):
    with pytest.raises(UnreadableInput, match="ARCHIVE_MEMBERS"):
        read(tar(*[(f"{i}.csv", b"a") for i in range(40)]), limits=Limits(members=30))


def test_a_tar_in_a_bomb_of_gzip(read):
    data = gzip.compress(tar(("x.csv", bytes(30 << 20))))
    with pytest.raises(UnreadableInput, match="ARCHIVE_RATIO"):
        read(data)


def test_a_cancel_is_heard(read):
    class Set:
        def is_set(self):
            return True

    data = tar(("x.csv", CSV))
    content = FileContent(io.BytesIO(data))
    watch = Watch("read", 1, cancel=Set())
    with pytest.raises(Cancelled):
        tar_members(ContentInput(content, data, ReadSettings(), Limits(), watch, 0))


def test_damage_anywhere_is_an_answer(read):
    data = tar(("a.csv", CSV[:9_000]), ("b" * 130, CSV[:700]))
    draw = random.Random(4)
    for at in [*range(0, len(data), len(data) // 20), *range(500)]:
        hurt = bytearray(data)
        hurt[at] ^= 1 << draw.randrange(8)
        for candidate in (bytes(hurt), data[:at]):
            with contextlib.suppress(LeakverifyError):
                read(candidate)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
            .map(lambda name: name.strip("/"))
            .filter(bool),
            st.binary(max_size=1_500),
        ),
        max_size=6,
    ),
    st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]),
)
def test_round_trip(members, form):
    found = listing(tar(*members, form=form)) if members else None
    if found is not None:
        assert [(m.raw, b"".join(blocks)) for m, blocks in found.walk()] == members


@pytest.mark.skipif(not shutil.which("tar"), reason="needs GNU tar")
def test_what_gnu_tar_writes(read, tmp_path):
    (tmp_path / "x.csv").write_bytes(CSV)
    (tmp_path / "link.csv").symlink_to("x.csv")
    with (tmp_path / "sparse.csv").open("wb") as sparse:
        sparse.truncate(1 << 20)
    for options in (["--format=gnu", "-S"], ["--format=posix", "-S"], ["--format=v7"]):
        names = ["x.csv", "link.csv"] + (["sparse.csv"] if "-S" in options else [])
        done = subprocess.run(
            ["tar", *options, "-cf", "-", *names], cwd=tmp_path, capture_output=True, check=True
        )
        got = read(done.stdout)
        assert len(got.rows) == 5_000
        assert got.file.tripwires[0].count == len(names) - 1
