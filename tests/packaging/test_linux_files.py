"""The desktop's entry, description, file types and icons agree with each other and with the program."""

import re
import shutil
import struct
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
from configparser import ConfigParser

import archives
import bundle
import debian
import pytest
import smoke_packages
import tarball
import verify_download
from PySide6.QtGui import QImage

from leakverify import __version__
from leakverify.gui.aside import DOSSIER

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def linux(packaging):
    return packaging / "linux"


def entry(linux):
    read = ConfigParser(interpolation=None)
    read.optionxform = str
    read.read(linux / f"{tarball.APP}.desktop", encoding="utf-8")
    return read["Desktop Entry"]


def test_all_speak_of_the_same_program(linux, packaging):
    about = ET.parse(linux / f"{tarball.APP}.metainfo.xml").getroot()
    types = ET.parse(linux / f"{tarball.APP}.mime.xml").getroot()
    named = {t.get("type") for t in types.findall(f"{MIME}mime-type")}
    assert about.findtext("id") == entry(linux)["Icon"] == tarball.APP
    assert about.findtext("launchable") == f"{tarball.APP}.desktop"
    assert {m.text for m in about.iter("mediatype")} == named
    assert set(entry(linux)["MimeType"].strip(";").split(";")) == named
    assert about.find("releases/release").get("version") == __version__
    assert tarball.APP in (packaging.parent / "leakverify" / "gui" / "app.py").read_text(
        encoding="utf-8"
    )
    globs = {g.get("pattern") for g in types.iter(f"{MIME}glob")}
    assert globs == {"*.lvcase", f"*{DOSSIER}"}


def test_the_program_claims_no_file_type_but_its_own(linux):
    assert "text/csv" not in entry(linux)["MimeType"]


@pytest.mark.parametrize(
    ("program", "words", "ending"),
    [
        ("desktop-file-validate", [], "desktop"),
        ("appstreamcli", ["validate", "--no-net"], "metainfo.xml"),
    ],
)
def test_the_systems_own_validators_agree(linux, program, words, ending):
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed here")
    line = [program, *words, linux / f"{tarball.APP}.{ending}"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def made(tmp_path):
    """A bundle in small."""
    folder = tmp_path / "made" / "leakverify"
    (folder / "_internal").mkdir(parents=True)
    program = folder / "leakverify"
    program.write_text('#!/bin/sh\necho leakverify 1.2.3 "$@"\n')
    program.chmod(0o755)
    (folder / "_internal" / "lib.so").write_bytes(bytes(99))
    return folder


def test_the_installer_installs_for_one_user_and_removes_again(made, tmp_path):
    path = tarball.make(made, tmp_path / "leakverify-1.tar.xz", 1_700_000_000)
    with tarfile.open(path) as tar:
        tar.extractall(tmp_path, filter="data")
    home = tmp_path / "a home"
    home.mkdir()
    line = [tmp_path / "leakverify-1" / "install.sh"]
    settings = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    for _again in range(2):
        subprocess.run(line, env=settings, check=True, capture_output=True)
    there = home / ".local"
    ran = subprocess.run(
        [there / "bin" / "leakverify", "x"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "leakverify 1.2.3 x\n"
    desktop = (there / f"share/applications/{tarball.APP}.desktop").read_text(encoding="utf-8")
    assert f'Exec="{there}/bin/leakverify" open %F' in desktop
    assert (there / f"share/icons/hicolor/16x16/apps/{tarball.APP}.png").is_file()
    subprocess.run([*line, "--remove"], env=settings, check=True, capture_output=True)
    left = [
        p
        for p in there.rglob("*")
        if p.is_file() and "mime" not in p.parts and p.name != "mimeinfo.cache"
    ]
    assert left == []


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="Debian's own program reads it")
def test_debian_reads_its_package(made, tmp_path):
    archives.settle(made, 1_700_000_000)
    one = debian.make(made, tmp_path, "1.2.3", "", 1_700_000_000)
    first = one.read_bytes()
    assert debian.make(made, tmp_path, "1.2.3", "", 1_700_000_000).read_bytes() == first
    told = subprocess.run(
        ["dpkg-deb", "--field", one], capture_output=True, text=True, check=True
    ).stdout
    assert "Package: leakverify\nVersion: 1.2.3\n" in told
    assert all(need in told for need in debian.NEEDS)
    out = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--raw-extract", one, out], check=True)
    assert (out / "opt/leakverify/leakverify").stat().st_mode & 0o777 == 0o755
    assert (out / "usr/bin/leakverify").readlink().as_posix() == "/opt/leakverify/leakverify"
    for script in ("postinst", "postrm"):
        subprocess.run(["sh", "-n", out / "DEBIAN" / script], check=True)
    sums = (out / "DEBIAN" / "md5sums").read_text()
    subprocess.run(
        ["md5sum", "-c"], input=sums, cwd=out, text=True, check=True, capture_output=True
    )
    assert re.search(r"opt/leakverify/_internal/lib\.so", sums)


def test_the_maintainer_is_whom_the_builder_names_and_nobody_invented(monkeypatch):
    monkeypatch.delenv(debian.MAINTAINER, raising=False)
    assert debian.maintainer() == debian.PROJECT
    assert "@" not in debian.PROJECT
    monkeypatch.setenv(debian.MAINTAINER, " IT desk <desk@example.org> ")
    assert debian.maintainer() == "IT desk <desk@example.org>"
    monkeypatch.setenv(debian.MAINTAINER, "A\nDepends: b")
    with pytest.raises(ValueError):
        debian.maintainer()


def test_the_list_of_sums_covers_what_lies_there_of_the_version(made, tmp_path, monkeypatch):
    """Both editions' files, built one after the other into one folder, and what checks them."""
    out = made.parent
    monkeypatch.setattr(bundle, "moment", lambda: 1_700_000_000)
    monkeypatch.setattr(archives, "STRONGEST", 0)
    number = bundle.version(bundle.ROOT)
    (out / f"leakverify-offline_{number}_amd64.deb").write_bytes(b"the other edition")
    (out / "leakverify-0.0.0-old.tar.xz").write_bytes(b"an older version")
    (out / f"{bundle.stem(bundle.ROOT, 'full')}.cdx.json").write_text("{}")
    files = bundle.pack(out, bundle.ROOT, "full")
    told = verify_download.sums(out / "SHA256SUMS")
    assert {p.name for p in files} | {f"leakverify-offline_{number}_amd64.deb"} == set(told)
    assert verify_download.main([str(out / "SHA256SUMS")]) == 0
    assert any(p.suffix == ".deb" for p in files) == (sys.platform == "linux")


def test_what_a_package_leaves_in_a_tree_is_seen(tmp_path):
    for name in ("usr/bin/a", "opt/x/y", "var/log/dpkg.log", "srv/z"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = smoke_packages.places(tmp_path)
    assert {"./usr", "usr/bin/a", "opt/x/y", "./opt"} <= found
    assert not {p for p in found if "log" in p or "srv" in p}


def test_every_icon_is_there_in_its_size(packaging):
    for size in tarball.SIZES:
        image = QImage(str(packaging / "icons" / "png" / f"leakverify-{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        seen = [image.pixelColor(x, y) for x in range(size) for y in range(size)]
        assert "#ffffff" in {colour.name() for colour in seen}  # the rows, clear even in 16 points
        ground = [c for c in seen if c.alpha() == 255 and c.red() < 64 and c.blue() > 120]
        assert len(ground) > size * size / 4
    ico = (packaging / "icons" / "leakverify.ico").read_bytes()
    count = struct.unpack_from("<HHH", ico)[2]
    sizes = [struct.unpack_from("<BBBBHHII", ico, 6 + 16 * i) for i in range(count)]
    assert [s[0] for s in sizes] == [16, 24, 32, 48, 64, 128, 0]
    assert all(ico[s[7] : s[7] + 8] == b"\x89PNG\r\n\x1a\n" for s in sizes)
    icns = (packaging / "icons" / "leakverify.icns").read_bytes()
    assert struct.unpack_from(">4sI", icns) == (b"icns", len(icns))
