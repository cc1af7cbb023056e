"""What a file is by its first bytes: a sentence for each kind, and text left alone."""

import io
import pickle
import struct
import zipfile

import pytest

from leakverify.model.errors import UnreadableInput
from leakverify.sources.signature import Container, container
from leakverify.words.problems import ERRORS

ZERO = bytes(600)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"Rar!\x1a\x07\x00" + ZERO, "UNSUPPORTED_RAR"),
        (b"Rar!\x1a\x07\x01\x00" + ZERO, "UNSUPPORTED_RAR"),
        (b"PK\x07\x08" + ZERO, "UNSUPPORTED_SPLIT"),
        (b"MSCF\x00\x00\x00\x00" + ZERO, "UNSUPPORTED_ARCHIVE"),
        (b"MSWIM\x00\x00\x00" + ZERO, "UNSUPPORTED_ARCHIVE"),
        (b"\x60\xea\x2c\x00" + ZERO, "UNSUPPORTED_ARCHIVE"),
        (b"\x1a\x00-lh5-" + ZERO, "UNSUPPORTED_ARCHIVE"),
        (b"070701" + b"0" * 104, "UNSUPPORTED_ARCHIVE"),
        (b"xar!\x00\x1c" + ZERO, "UNSUPPORTED_ARCHIVE"),
        (b"\x04\x22\x4d\x18" + ZERO, "UNSUPPORTED_STREAM"),
        (b"LZIP\x01\x0c" + ZERO, "UNSUPPORTED_STREAM"),
        (b"\x1f\x9d\x90" + ZERO, "UNSUPPORTED_STREAM"),
        (b"!BDN\x00\x00\x00\x00SM" + ZERO, "UNSUPPORTED_PST"),
        (b"\x00\x01\x00\x00Standard Jet DB\x00" + ZERO, "UNSUPPORTED_ACCESS"),
        (b"\x00\x01\x00\x00Standard ACE DB\x00" + ZERO, "UNSUPPORTED_ACCESS"),
        (b"PGDMP\x01\x0e\x00" + ZERO, "UNSUPPORTED_PGDUMP"),
        (b"ORC\x0a\x05\x00" + ZERO, "UNSUPPORTED_HADOOP"),
        (b"Obj\x01\x04\x14" + ZERO, "UNSUPPORTED_HADOOP"),
        (b"\x89HDF\r\n\x1a\n" + ZERO, "UNSUPPORTED_SCIENCE"),
        (b"\x93NUMPY\x01\x00" + ZERO, "UNSUPPORTED_NUMPY"),
        (b"RDX3\nX\n\x00" + ZERO, "UNSUPPORTED_R"),
        (b"X\n\x00\x00\x00\x02\x00\x03" + ZERO, "UNSUPPORTED_R"),
        (b"$FL2@(#) SPSS" + ZERO, "UNSUPPORTED_STATISTICS"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + ZERO, "UNSUPPORTED_SHORTCUT"),
        (bytes(32_769) + b"CD001" + ZERO, "UNSUPPORTED_DISK"),
        (b"vhdxfile" + ZERO, "UNSUPPORTED_DISK"),
        (b"-----BEGIN PGP MESSAGE-----\n", "UNSUPPORTED_ENCRYPTION"),
        (b"Salted__" + ZERO, "UNSUPPORTED_ENCRYPTION"),
        (b"age-encryption.org/v1\n-> X25519 x", "UNSUPPORTED_ENCRYPTION"),
        (b"\x00\x00\x00\x20ftypmp42" + ZERO, "UNSUPPORTED_MEDIA"),
        (pickle.dumps([1]), "UNSUPPORTED_PICKLE"),
        (pickle.dumps({"a": [1]}, protocol=2), "UNSUPPORTED_PICKLE"),
        (ZERO, "UNSUPPORTED_BINARY"),
        (b"", "EMPTY_FILE"),
    ],
)
def test_what_is_no_table_is_told_by_name(head, code):
    with pytest.raises(UnreadableInput) as caught:
        container(head)
    assert caught.value.code == code
    assert code in ERRORS


@pytest.mark.parametrize(
    "head",
    [
        b"BZhang,name\n1,x\n",
        b"par1,par2\n1,2\n",
        b"PAR1,PAR2\n1,2\n",
        b"ORC,id\n1,2\n",
        b"ORC\xc3\xa9e,id\n1,2\n",
        b"Obj,id\n1,2\n",
        b"MZ,id\n1,2\n",
        b"SIT!,id\n1,2\n",
        b"070701,name\n070702,x\n",
        b"07070 name\n",
        b"UHA,BUP\n1,2\n",
        b"RE~^x,id\n",
        b"Rar!,id\n",
        b"PGDMP,id\n1,2\n",
        b"ab-lh5-,x\n1,2\n",
        b"conect,id\n",
        b"KDMV,id\n",
        b"fLaC,OggS\n",
        b"RDX3,id\n",
        b"7z,id\n",
        b"PK,id\n",
        b"]\n1\n",
        b"P*M,x\n",
        b"x" * 257 + b"ustar,id\n",
        "\u0412\u0430\u0441\u044f;1\n".encode("cp1251"),
        "\u0645\u0646;1\n".encode("cp1256"),
    ],
)
def test_text_is_text(head):
    assert container(head + b"\n" * 600) is Container.TEXT


def test_what_is_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w"):
        pass
    assert container(out.getvalue()) is Container.ZIP
    assert container(b"PK\x07\x08PK\x03\x04" + ZERO) is Container.ZIP
    assert container(b"7z\xbc\xaf\x27\x1c\x00\x04" + ZERO) is Container.SEVEN_ZIP
    assert container(b"x" * 257 + b"ustar\x0000" + ZERO) is Container.TAR
    assert container(b"\x5d\x00\x00\x80\x00" + struct.pack("<q", -1) + ZERO) is Container.XZ
