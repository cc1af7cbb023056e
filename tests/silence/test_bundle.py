"""P5: what is shipped is looked through for names and functions that reach a network; each exception has a reason."""

import sys
from pathlib import Path

import pytest

from tests.silence.offline import link, script

scan_bundle = script("scan_bundle")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at ELF files")


def library(package, pattern):
    module = pytest.importorskip(package)
    return next(Path(module.__file__).parent.rglob(pattern))


@pytest.fixture
def bundle(tmp_path):
    """A made-up bundle of real libraries under names of our own."""
    inner = tmp_path / "app" / "lib"
    inner.mkdir(parents=True)
    link(library("pyarrow", "libarrow.so.*"), inner / "libinnocent.so.1")
    link(library("numpy", "_multiarray_umath*.so"), inner / "harmless.so")
    link(library("numpy", "_umath_linalg*.so"), inner / "libwebsocket.so.3")
    (inner / "readme about networks.txt").write_text("getaddrinfo\0")
    (inner / "network.py").write_text("import socket")
    (inner / "libQt6Network.so.6").write_bytes(b"")
    return tmp_path / "app"


@LINUX
def test_names_and_functions_are_found(bundle):
    found = {}
    for place, function in scan_bundle.findings(bundle):
        found.setdefault(place, set()).add(function)
    assert {"getaddrinfo", "connect"} <= found.pop("lib/libinnocent.so.1")
    assert found == {"lib/libwebsocket.so.3": {""}, "lib/libQt6Network.so.6": {""}}


@LINUX
def test_the_list_is_by_file_and_function(bundle):
    allow = scan_bundle.Allowed("lib/libinnocent*", frozenset({"connect"}), False, "a test")
    name = scan_bundle.Allowed("*libwebsocket*", frozenset(), True, "a test")
    refused, used = scan_bundle.scan(bundle, (allow, name))
    assert ("lib/libinnocent.so.1", "connect") not in refused
    assert ("lib/libinnocent.so.1", "getaddrinfo") in refused
    assert ("lib/libQt6Network.so.6", "") in refused
    assert not any("libwebsocket" in place for place, _ in refused)
    assert used == {allow, name}


@LINUX
@pytest.mark.parametrize("cut", [100, 5_000, 60_000])
def test_a_torn_library_is_told_not_passed(tmp_path, cut):
    whole = library("numpy", "_multiarray_umath*.so").read_bytes()
    (tmp_path / "torn.so").write_bytes(whole[:cut])
    assert list(scan_bundle.findings(tmp_path)) == [("torn.so", "unreadable")]


@pytest.mark.parametrize("head", [b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"])
def test_other_systems_programs_are_searched(tmp_path, head):
    (tmp_path / "a.bin").write_bytes(
        head + bytes(80) + b"\x01\x02_getaddrinfo\0xconnect\0" + bytes(9)
    )
    assert list(scan_bundle.findings(tmp_path)) == [("a.bin", "getaddrinfo")]


def test_every_exception_has_a_reason(tmp_path):
    assert len(scan_bundle.read_allowed()) >= 5
    bad = tmp_path / "list.toml"
    bad.write_text('[[allowed]]\nfile = "x"\nreason = "ok"\n')
    with pytest.raises(ValueError):
        scan_bundle.read_allowed(bad)


@LINUX
@pytest.mark.xdist_group("offline")
def test_the_offline_builds_packages_hold_nothing_new(offline_build):
    packages = next(offline_build.python.parents[1].glob("lib/python*/site-packages"))
    bundled, installed = scan_bundle.read_allowed(), scan_bundle.read_allowed(installed=True)
    refused, used = scan_bundle.scan(packages, installed)
    assert refused == []
    dropped = set(installed) - set(bundled)
    assert dropped <= used  # an entry that fits no file any more goes
    of_wheels = {
        entry
        for entry in bundled
        if entry.file.split("/")[0].strip("*") in {"pyarrow", "typst", "cryptography"}
    }
    assert len(of_wheels) == 4
    assert of_wheels <= used


@LINUX
def test_the_systems_libraries_that_a_bundle_takes_along_are_known(tmp_path):
    wanted = (
        "libxcb.so.1",
        "libX11.so.6",
        "libdbus-1.so.3",
        "libgio-2.0.so.0",
        "libwayland-client.so.0",
    )
    found = [p for name in wanted for p in Path("/usr/lib").glob(f"*/{name}")]
    if not found:
        pytest.skip("no display libraries here")
    for path in found:
        link(path.resolve(), tmp_path / path.name)
    refused, _ = scan_bundle.scan(tmp_path, scan_bundle.read_allowed())
    assert refused == []


def test_the_script_ends_with_one_where_something_is_new(tmp_path, monkeypatch, capsys):
    (tmp_path / "libcurl.so.4").write_bytes(b"")
    monkeypatch.setattr(sys, "argv", ["scan_bundle.py", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        scan_bundle.main()
    assert ended.value.code == 1
    assert "NOT ALLOWED: libcurl.so.4: its name" in capsys.readouterr().out
