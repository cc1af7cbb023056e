"""Workbooks as LibreOffice writes them: one conversion run for all, skipped where it is not installed."""

import contextlib
import datetime as dt
import io
import shutil
import subprocess

import pytest
import xlsxwriter

from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.tripwire import Property, Trap
from leakverify.sources.archives.zip_guard import open_zip
from leakverify.sources.watch import Watch
from leakverify.sources.workbooks.workbook_xls import guard_xls

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("office"),
    pytest.mark.timeout(180),
]
ROWS = 60
FORMATS = ("xlsx", "xls", "ods")


def original():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": "Ann Maker", "title": "List"})
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ["id", "name", "joined", "double", "seen"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for i in range(1, ROWS + 1):
            sheet.write_number(i, 0, i)
            sheet.write_string(i, 1, f"Hélène <{i}> & 漢字")
            sheet.write_datetime(i, 2, dt.date(2020, 1, 1) + dt.timedelta(days=i), day)
            sheet.write_formula(i, 3, f"=A{i + 1}*2", None, i * 2)
            sheet.write_datetime(i, 4, dt.datetime(2021, 2, 3, 4, 5, i % 60), moment)  # noqa: DTZ001
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.write_formula(ROWS + 1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_number(ROWS + 1, 0, 0)
        secret = book.add_worksheet("Secret")
        secret.write_row(0, 0, [1, 2])
        secret.hide()
    return out.getvalue()


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    source = folder / "in" / "people.xlsx"
    source.parent.mkdir()
    source.write_bytes(original())
    found = {}
    for kind in FORMATS:
        words = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        words += ["--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        found[kind] = (folder / "out" / f"people.{kind}").read_bytes()
    return found


@pytest.mark.parametrize("kind", FORMATS)
def test_what_libreoffice_writes_is_read(read, converted, kind):
    got = read(converted[kind])
    assert got.file.format == kind
    assert got.names == ("id", "name", "joined", "double", "seen")
    for i, row in enumerate(got.rows[:ROWS], 1):
        day = (dt.date(2020, 1, 1) + dt.timedelta(days=i)).isoformat()
        text = f"Hélène <{i}> & 漢字"
        assert row == (str(i), text, day, str(i * 2), f"2021-02-03 04:05:{i % 60:02}")
    assert len(got.rows) == ROWS + 1
    assert got.rows[ROWS] == ("0", "", "", "#DIV/0!", "")
    wires = {wire.trap: wire for wire in got.file.tripwires}
    assert wires[Trap.FORMULA].count == ROWS + 1
    assert wires[Trap.HIDDEN_ROWS].rows == (3,)
    assert wires[Trap.HIDDEN_SHEET].count == 1
    assert Trap.DATA_CONNECTION not in wires
    assert "Ann Maker" in {p.text for p in got.file.properties if p.what is Property.AUTHOR}


@pytest.mark.parametrize("kind", FORMATS)
def test_cuts_of_what_libreoffice_writes(converted, kind):
    data = converted[kind]
    for percent in range(0, 100, 5):
        handle = io.BytesIO(data[: len(data) * percent // 100])
        if kind != "xls":
            with pytest.raises(LeakverifyError):
                open_zip(handle, Limits())
        else:
            with contextlib.suppress(LeakverifyError):
                guard_xls(handle, Limits(), Watch("read", 1))
