"""Workbooks under a password, as LibreOffice and a library write them."""

import contextlib
import io
import pathlib
import shutil
import subprocess
import zipfile

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError, UnreadableInput

ROWS = [("id", "name"), *((str(i), f"Person {i}") for i in range(1, 60))]
SYSTEM_PYTHON = "/usr/bin/python3"
SCRIPT = """
import os, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
def property(name, value):
    made = PropertyValue(); made.Name = name; made.Value = value; return made
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(200):
    try:
        there = resolver.resolve(f"uno:pipe,name={sys.argv[1]};urp;StarOffice.ComponentContext"); break
    except NoConnectException:
        time.sleep(0.1)
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
table = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (property("Hidden", True),))
sheet = table.Sheets.getByIndex(0)
for y in range(60):
    sheet.getCellByPosition(0, y).setString("id" if not y else str(y))
    sheet.getCellByPosition(1, y).setString("name" if not y else f"Person {y}")
for name, kind in (("x.xls", "MS Excel 97"), ("x.ods", "calc8")):
    table.storeToURL(
        f"file://{sys.argv[2]}/{name}", (property("FilterName", kind), property("Password", "secret"))
    )
with __import__("contextlib").suppress(Exception):
    desktop.terminate()
os._exit(0)  # the bridge to an office that has gone can crash while Python clears up
"""


def has_office():
    if not shutil.which("soffice") or not pathlib.Path(SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False).returncode == 0


needs_office = pytest.mark.skipif(not has_office(), reason="needs LibreOffice with its Python")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The same table, locked by LibreOffice in two formats."""
    folder = tmp_path_factory.mktemp("office")
    pipe = f"leakverify{folder.parent.name}"
    command = [
        "soffice",
        "--headless",
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    with subprocess.Popen([*command, profile], stdout=-3, stderr=-3) as running:
        try:
            arguments = [SYSTEM_PYTHON, "-c", SCRIPT, pipe, str(folder)]
            subprocess.run(arguments, check=True, capture_output=True, timeout=60)
        finally:
            running.terminate()
    return {kind: (folder / f"x.{kind}").read_bytes() for kind in ("xls", "ods")}


def xlsx():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("People")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def locked(password="secret", spin=1_000, data=None):
    return ECMA376Agile.encrypt(
        password, io.BytesIO(xlsx() if data is None else data), spin_count=spin
    )


@needs_office
def test_an_old_workbook_that_libreoffice_locks(read, office):
    with pytest.raises(UnreadableInput, match="PASSWORD_NEEDED"):
        read(office["xls"])
    for wrong in ("Secret", "\ud800", "x" * 400):
        with pytest.raises(UnreadableInput, match="PASSWORD_WRONG"):
            read(office["xls"], password=wrong)
    got = read(office["xls"], password="secret")
    assert got.names == ("id", "name")
    assert got.rows == ROWS[1:]
    assert got.file.format == "xls"


@needs_office
def test_a_locked_ods_is_told(read, office):
    with pytest.raises(UnreadableInput, match="PASSWORD_NEEDED"):
        read(office["ods"])
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_ODS_LOCK"):
        read(office["ods"], password="secret")


def test_a_locked_xlsx(read):
    got = read(locked(), password="secret")
    assert got.rows == ROWS[1:]
    assert got.file.table == "People"
    with pytest.raises(UnreadableInput, match="PASSWORD_NEEDED"):
        read(locked())


def test_a_locked_xlsx_in_a_zip(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("people.xlsx", locked())
    got = read(out.getvalue(), password="secret")
    assert got.rows == ROWS[1:]
    assert got.file.table == "people.xlsx > People"
    assert read(out.getvalue(), password="secret", table="people.xlsx > People").rows == ROWS[1:]


def test_a_wrong_password_again_and_again(read):
    data = locked(spin=100)
    for number in range(100):
        with pytest.raises(UnreadableInput, match="PASSWORD_WRONG"):
            read(data, password=str(number))


def test_what_is_protected_against_changes_only_needs_no_password(read):
    assert read(locked("VelvetSweatshop")).rows == ROWS[1:]


def test_a_locked_document_is_no_table(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>" * 1_000)
    with pytest.raises(UnreadableInput, match="UNSUPPORTED_DOCUMENT"):
        read(locked(data=out.getvalue()), password="secret")


def test_steps_are_bounded(read):
    data = locked(spin=2_000)
    with pytest.raises(UnreadableInput, match="PASSWORD_ROUNDS"):
        read(data, password="secret", limits=Limits(key_rounds=16_000))
    for hurt in (
        data.replace(b'spinCount="2000"', b'spinCount="9999"', 1),
        data.replace(b'spinCount="2000"', b'spinCount="&#57;9"'[:16], 1),
        data.replace(b"<encryption", b"<!DOCTYPE x", 1),
    ):
        with pytest.raises(UnreadableInput):
            read(hurt, password="secret", limits=Limits(key_rounds=64_000))


def test_nothing_touches_a_disk(read, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    assert OOXMLFile(io.BytesIO(locked())).is_encrypted()
    assert read(locked(), password="secret").rows == ROWS[1:]


def test_damage_anywhere_is_an_answer(read):
    data = locked(spin=10)
    for at in range(0, len(data), len(data) // 60):
        hurt = bytearray(data)
        hurt[at] ^= 0xFF
        for candidate in (bytes(hurt), data[:at]):
            with contextlib.suppress(LeakverifyError):
                read(candidate, password="secret")


@needs_office
def test_damage_to_an_old_workbook_is_an_answer(read, office):
    data = office["xls"]
    for at in range(0, len(data), len(data) // 60):
        hurt = bytearray(data)
        hurt[at] ^= 0xFF
        for candidate in (bytes(hurt), data[:at]):
            with contextlib.suppress(LeakverifyError):
                read(candidate, password="secret")
