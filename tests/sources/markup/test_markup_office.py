"""Flat spreadsheets and pages as LibreOffice writes them, skipped where it is not installed."""

import csv
import shutil
import subprocess

import pytest

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("office"),
    pytest.mark.timeout(180),
]
ROWS = [
    ("id", "name", "born"),
    *[(str(i), f"Hélène <{i}> & 漢字", f"1990-01-{i:02d}") for i in range(1, 29)],
]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("fods", "fods"), ("xml:MS Excel 2003 XML", "xmlss"), ("html", "html")],
)
def test_what_the_office_writes_comes_back(read, tmp_path, wanted, shown):
    source = tmp_path / "people.csv"
    with source.open("w", newline="", encoding="utf-8-sig") as out:
        csv.writer(out).writerows(ROWS)
    words = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    words += [
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        wanted,
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=150)
    got = read((tmp_path / f"people.{wanted.partition(':')[0]}").read_bytes())
    assert (got.file.format, got.names) == (shown, ROWS[0])
    assert got.rows == ROWS[1:]
    assert got.file.tripwires == ()
    assert got.stopped is None
