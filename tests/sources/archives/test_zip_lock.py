"""ZIPs under a password and in other compressions, as the 7-Zip program writes them."""

import contextlib
import hashlib
import hmac
import io
import random
import shutil
import struct
import subprocess
import zipfile
import zlib

import pytest
from backports import zstd
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Stopped
from leakverify.sources.archives.zip_archive import zip_members
from leakverify.sources.content import FileContent
from leakverify.sources.inputs import ContentInput
from leakverify.sources.watch import Watch

CSV = b"id,name\n" + b"".join(b"%d,Person %d\n" % (i, i * 7919 % 5000) for i in range(1, 5_001))
PROGRAM = shutil.which("7zz") or shutil.which("7z")
needs_program = pytest.mark.skipif(PROGRAM is None, reason="needs the 7-Zip program")
LOCKS = ["AES128", "AES192", "AES256", "ZipCrypto"]


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """The 7-Zip program over one file; the same call is made once."""
    made = {}

    def run(*options, data=CSV):
        if (options, data) not in made:
            folder = tmp_path_factory.mktemp("packed")
            (folder / "x.csv").write_bytes(data)
            command = [PROGRAM, "a", "-tzip", "-bd", "-mmt=1", *options, "x.zip", "x.csv"]
            spoken = {"LC_ALL": "C.UTF-8"}
            subprocess.run(command, cwd=folder, capture_output=True, check=True, env=spoken)
            made[options, data] = (folder / "x.zip").read_bytes()
        return made[options, data]

    return run


def member(data, password=None):
    content = FileContent(io.BytesIO(data))
    chosen = ReadSettings(password=password)
    watch = Watch("read", len(data))
    inside = ContentInput(content, data[:65_536], chosen, Limits(), watch, 0)
    return zip_members(content.seekable(), inside).members[0].open()


@needs_program
@pytest.mark.parametrize("method", ["Copy", "Deflate", "BZip2", "LZMA", "XZ"])
@pytest.mark.parametrize("lock", [None, *LOCKS])
def test_what_the_program_writes_comes_back(read, pack, method, lock):
    options = [f"-mm={method}"] + ([f"-mem={lock}", "-psecret"] if lock else [])
    data = pack(*options)
    got = read(data, password="secret")
    assert len(got.rows) == 5_000
    assert got.stopped is None
    assert got.file.table == "x.csv"
    if lock:
        with pytest.raises(UnreadableInput, match="PASSWORD_NEEDED"):
            read(data)


@needs_program
@pytest.mark.parametrize("method", ["Copy", "Deflate"])
@pytest.mark.parametrize("lock", LOCKS)
def test_a_wrong_password_again_and_again(pack, method, lock):
    data = pack(f"-mm={method}", f"-mem={lock}", "-psecret", data=CSV[:5_000])
    for number in range(40):
        content = member(data, str(number))
        with pytest.raises(UnreadableInput, match="PASSWORD_WRONG"):
            for _ in content.blocks():
                pass


def winzip(password, data, version=2):
    """One stored member locked as WinZip does, written from its description."""
    salt = bytes(range(16))
    made = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 66)
    cipher = Cipher(algorithms.AES(made[:32]), modes.ECB()).encryptor()
    blocks = -(-len(data) // 16)
    keys = b"".join(cipher.update((i + 1).to_bytes(16, "little")) for i in range(blocks))
    locked = bytes(a ^ b for a, b in zip(data, keys, strict=False))
    code = hmac.new(made[32:64], locked, hashlib.sha1).digest()[:10]
    info = zipfile.ZipInfo("x.csv")
    info.extra = struct.pack("<HHH2sBH", 0x9901, 7, version, b"AE", 3, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, salt + made[64:] + locked + code)
    made = bytearray(out.getvalue())
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(magic) + place
        struct.pack_into("<HH", made, at, 1, 99)
        struct.pack_into("<I", made, at + 8, zlib.crc32(data) if version == 1 else 0)
        struct.pack_into("<I", made, at + 16, len(data))
    return bytes(made)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "cp1252"])
def test_a_password_in_any_encoding(read, encoding, version):
    data = winzip("s\u00e9same".encode(encoding), CSV, version)
    assert len(read(data, password="s\u00e9same").rows) == 5_000
    with pytest.raises(UnreadableInput, match="PASSWORD_WRONG"):
        read(data, password="s\u00easame")


@needs_program
@pytest.mark.parametrize("method", ["PPMd", "Deflate64"])
def test_other_methods_are_refused_by_name(read, pack, method):
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_COMPRESSION"):
        read(pack(f"-mm={method}"))


@needs_program
@pytest.mark.parametrize("lock", LOCKS)
def test_damage_under_a_lock(read, pack, lock):
    big = b"id,name\n" + random.Random(5).randbytes(1_500_000).hex().encode().replace(b"00", b"\n")
    data = bytearray(pack(f"-mem={lock}", "-mm=Deflate", "-psecret", data=big))
    data[len(data) * 9 // 10] ^= 0xFF
    got = read(bytes(data), password="secret")
    assert got.stopped is Stopped.TRUNCATED
    assert len(got.rows) > 1_000


@needs_program
@pytest.mark.parametrize("lock", LOCKS)
def test_damage_anywhere_is_an_answer(read, pack, lock):
    data = pack(f"-mem={lock}", "-psecret", data=CSV[:2_000])
    for at in range(0, len(data), len(data) // 40):
        hurt = bytearray(data)
        hurt[at] ^= 0xFF
        for candidate in (bytes(hurt), data[:at]):
            with contextlib.suppress(LeakverifyError):
                read(candidate, password="secret")


def test_zstandard_in_a_zip(read):
    packed = zstd.compress(CSV)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.csv", packed)
    data = bytearray(out.getvalue())
    for magic, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(magic) + place
        struct.pack_into("<H", data, at, 93)
        struct.pack_into("<I", data, at + 6, zlib.crc32(CSV))
        struct.pack_into("<I", data, at + 14, len(CSV))
    assert len(read(bytes(data)).rows) == 5_000


@pytest.mark.parametrize("flags", [0x1, 0x41])
def test_strong_encryption_is_refused_by_name(read, flags):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.csv", CSV)
    data = bytearray(out.getvalue())
    data[data.find(b"PK\x01\x02") + 8] |= flags
    code = "UNSUPPORTED_ENCRYPTION" if flags & 0x40 else "PASSWORD_WRONG"
    with pytest.raises(UnreadableInput, match=code):
        read(bytes(data), password="secret")


@needs_program
def test_nothing_of_a_password_is_shown(pack):
    content = member(pack("-mem=AES256", "-psecret"), "secret-123")
    with pytest.raises(UnreadableInput) as caught:
        list(content.blocks())
    assert (
        "secret-123" not in f"{caught.value!r} {caught.value.place} {content!r} {content.__dict__}"
    )


@needs_program
@settings(max_examples=10, deadline=None)
@given(
    st.binary(min_size=1, max_size=3_000),
    st.sampled_from(["Copy", "Deflate", "BZip2", "LZMA", "XZ"]),
    st.sampled_from(LOCKS),
)
def test_round_trip(pack, data, method, lock):
    made = pack(f"-mm={method}", f"-mem={lock}", "-psecret", data=data)
    content = member(made, "secret")
    assert b"".join(content.blocks()) == data
    assert b"".join(content.blocks()) == data
    assert not content.broken
