"""Workbooks under a password: a compound file with an encrypted package (.xlsx and its kin), or an encrypted old .xls.

`msoffcrypto-tool` opens both in memory. What it would trust is looked at before: the description of the lock is short,
declares nothing, and asks for a bounded number of steps. A workbook that is only protected against changes is locked
with a word that stands in the format's description and that every program tries first ([MS-OFFCRYPTO] 2.4.2.1,
[MS-XLS] 2.4.191); no other password is tried but the one given.
"""

import io
import re
import struct
import zipfile
from types import SimpleNamespace
from typing import BinaryIO, Final

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput
from leakverify.sources.archives.zip_guard import MEMBER_ERRORS

_KNOWN_TO_ALL: Final = "VelvetSweatshop"
_MOST_PACKAGE: Final = 256 * MIB
_MOST_XLS: Final = 32 * MIB
"""The library holds an old workbook as a list of numbers, one for each byte."""
_LONGEST_MANIFEST: Final = 4 * MIB
_LONGEST_INFO: Final = 1 << 16
_SPIN: Final = re.compile(rb"spinCount\s*=\s*[\"']\s*([0-9]{1,18})\s*[\"']")
_PARTS_OF_THE_LIMIT: Final = 16
"""A step in Python costs some times what one in C does, and the library goes twice."""
_AGILE: Final = 4
_RECORD: Final = struct.Struct("<HH")
_FILE_PASS: Final = 0x2F
_MOST_BEFORE: Final = 50


def unlocked_package(handle: BinaryIO, password: str | None, limits: Limits) -> BinaryIO:
    """The package inside a compound file.

    Raises:
        UnreadableInput: `PASSWORD_NEEDED`, `PASSWORD_WRONG`, `PASSWORD_ROUNDS`, `PARSER_LIMIT`,
            `UNSUPPORTED_ENCRYPTION` or `WORKBOOK_BROKEN`.
    """
    _bound_size(handle, _MOST_PACKAGE)
    _look_at_info(_stream(handle, "EncryptionInfo", _LONGEST_INFO + 1), limits)
    return _opened(handle, password, "xlsx")


def unlocked_xls(handle: BinaryIO, password: str | None) -> BinaryIO:
    """An old workbook without its lock.

    Raises:
        UnreadableInput: as for a package.
    """
    _bound_size(handle, _MOST_XLS)
    return _opened(handle, password, "xls")


def is_locked_xls(handle: BinaryIO) -> bool:
    """Whether the mark of a lock stands among the first records of an old workbook."""
    records = _stream(handle, "Workbook", 1 << 16)
    at = 0
    for _ in range(_MOST_BEFORE):
        if at + _RECORD.size > len(records):
            return False
        kind, length = _RECORD.unpack_from(records, at)
        if kind == _FILE_PASS:
            return True
        at += _RECORD.size + length
    return False


def refuse_locked_ods(archive: zipfile.ZipFile, password: str | None) -> None:
    """Tell a locked OpenDocument spreadsheet, of which only LibreOffice and its kin make sense.

    Raises:
        UnreadableInput: `PASSWORD_NEEDED` or, with one, `UNSUPPORTED_ODS_LOCK`.
    """
    try:
        with archive.open("META-INF/manifest.xml") as stream:
            manifest = stream.read(_LONGEST_MANIFEST)
    except MEMBER_ERRORS:
        return
    if b"encryption-data" in manifest:
        raise UnreadableInput("PASSWORD_NEEDED" if password is None else "UNSUPPORTED_ODS_LOCK")


def _bound_size(handle: BinaryIO, most: int) -> None:
    if handle.seek(0, io.SEEK_END) > most:
        raise UnreadableInput("PARSER_LIMIT", limit=most)
    handle.seek(0)


def _stream(handle: BinaryIO, name: str, most: int) -> bytes:
    """The beginning of a stream, nothing where there is none."""
    import olefile

    handle.seek(0)
    try:
        compound = olefile.OleFileIO(handle)
        if not compound.exists(name):
            return b""
        return bytes(compound.openstream(name).read(most))
    except MemoryError:
        raise
    except Exception as error:  # a library over hostile bytes: whatever it trips over is damage
        raise UnreadableInput("WORKBOOK_BROKEN") from error
    finally:
        handle.seek(0)


def _look_at_info(info: bytes, limits: Limits) -> None:
    if len(info) > _LONGEST_INFO or len(info) < _RECORD.size:
        raise UnreadableInput("WORKBOOK_BROKEN")
    if _RECORD.unpack_from(info) != (_AGILE, _AGILE):
        return  # the older kinds have a fixed number of steps
    text = info[8:]
    if b"<!" in text or b"&" in text or b"\x00" in text:
        raise UnreadableInput("XLSX_DOCTYPE")
    most = limits.key_rounds // _PARTS_OF_THE_LIMIT
    if any(int(steps) > most for steps in _SPIN.findall(text)):
        raise UnreadableInput("PASSWORD_ROUNDS", limit=most)


def _opened(handle: BinaryIO, password: str | None, kind: str) -> BinaryIO:
    for tried in (_KNOWN_TO_ALL, password):
        if tried is None:
            raise UnreadableInput("PASSWORD_NEEDED")
        opened = _try(handle, tried, kind)
        if opened is not None:
            return opened
    raise UnreadableInput("PASSWORD_WRONG")


def _try(handle: BinaryIO, password: str, kind: str) -> BinaryIO | None:
    """The workbook, None where this is not its password."""
    from msoffcrypto import exceptions
    from msoffcrypto.format import ooxml, xls97

    xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)  # else it goes over a disk
    proof = {"verify_password": True} if kind == "xlsx" else {}
    opened = io.BytesIO()
    try:
        handle.seek(0)
        office = ooxml.OOXMLFile(handle) if kind == "xlsx" else xls97.Xls97File(handle)
        office.load_key(password=password, **proof)
        office.decrypt(opened)
    except (exceptions.InvalidKeyError, UnicodeEncodeError):
        return None
    except exceptions.DecryptionError as error:
        raise UnreadableInput("UNSUPPORTED_ENCRYPTION") from error
    except (LeakverifyError, MemoryError):
        raise
    except Exception as error:  # as above
        raise UnreadableInput("WORKBOOK_BROKEN") from error
    opened.seek(0)
    return opened
