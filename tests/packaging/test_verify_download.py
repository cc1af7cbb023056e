"""The script that a user runs on a download: what is altered, missing or unsigned is told, with status 1."""

import hashlib
import shutil
import subprocess
import sys

import archives
import pytest
import verify_download


@pytest.fixture
def release(tmp_path):
    for name in ("leakverify.tar.xz", "leakverify.deb"):
        (tmp_path / name).write_bytes(name.encode() * 1000)
    archives.write_sums(
        tmp_path / "SHA256SUMS", [tmp_path / "leakverify.tar.xz", tmp_path / "leakverify.deb"]
    )
    return tmp_path


def test_a_whole_download_is_the_same(release, capsys):
    assert verify_download.main([str(release / "SHA256SUMS")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "the same  leakverify.deb",
        "the same  leakverify.tar.xz",
    ]


def test_one_byte_is_found(release, capsys):
    path = release / "leakverify.deb"
    data = bytearray(path.read_bytes())
    data[500] ^= 1
    path.write_bytes(data)
    assert verify_download.main([str(release / "SHA256SUMS")]) == 1
    assert "NOT THE SAME  leakverify.deb" in capsys.readouterr().out


def test_a_file_that_is_not_listed_is_not_the_same(release):
    (release / "other.deb").write_bytes(b"x")
    assert verify_download.main([str(release / "SHA256SUMS"), str(release / "other.deb")]) == 1


def test_nothing_checked_is_no_success(tmp_path):
    (tmp_path / "SHA256SUMS").write_text(f"{hashlib.sha256().hexdigest()}  far.deb\n")
    assert verify_download.main([str(tmp_path / "SHA256SUMS")]) == 2
    assert verify_download.main([]) == 2


@pytest.mark.parametrize(
    "line", ["x  y", f"{'0' * 64}  ../escape", f"{'0' * 64}  a\n{'1' * 64}  a", "<html>"]
)
def test_a_strange_list_is_not_read(tmp_path, line):
    (tmp_path / "SHA256SUMS").write_text(line + "\n")
    assert verify_download.main([str(tmp_path / "SHA256SUMS")]) == 1


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH signs")
def test_signatures(release):
    key, sums = release / "key", release / "SHA256SUMS"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-n", "file", "-f", key, sums], check=True, capture_output=True
    )
    public = (release / "key.pub").read_text()
    signers = release / "allowed"
    signers.write_text(f"{verify_download.WHO} {public}")
    assert verify_download.main(["--key", str(signers), str(sums)]) == 0
    sums.write_text(sums.read_text() + f"{'0' * 64}  more.deb\n")
    assert verify_download.main(["--key", str(signers), str(sums)]) == 1


def test_it_runs_by_itself_and_as_sha256sum_does(release, packaging):
    line = [sys.executable, "-I", packaging / "verify_download.py", release / "SHA256SUMS"]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 0
    if shutil.which("sha256sum"):
        assert (
            subprocess.run(
                ["sha256sum", "-c", "SHA256SUMS"], cwd=release, capture_output=True, check=False
            ).returncode
            == 0
        )
