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


def signer(folder, name):
    """A key pair of somebody who signs releases."""
    key = folder / name
    line = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]
    subprocess.run(line, check=True)
    return key


def sign(key, path, name=""):
    """Sign as REBUILD.md says; the signature lies beside the file."""
    line = ["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", key, path]
    subprocess.run(line, check=True, capture_output=True)
    if name:
        path.with_name(f"{path.name}.sig").rename(path.with_name(f"{path.name}.{name}.sig"))


def keys(folder, *pairs):
    """What users hold: the public halves."""
    lines = [f"{verify_download.WHO} {key.with_suffix('.pub').read_text()}" for key in pairs]
    (folder / "KEYS").write_text("".join(lines))
    return folder / "KEYS"


def verified(packaging, folder, *words):
    """The script as a user runs it, by itself, in another folder."""
    line = [sys.executable, "-I", packaging / "verify_download.py", *words, folder / "SHA256SUMS"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd="/")
    return done.returncode, done.stdout


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH signs")
def test_two_people_sign_and_a_user_sees_both(release, packaging):
    one, other, stranger = (signer(release, name) for name in ("one", "other", "stranger"))
    sums = release / "SHA256SUMS"
    sign(one, sums, "one")
    sign(other, sums, "other")
    told = keys(release, one, other)
    status, said = verified(packaging, release, "--key", told)
    assert status == 0
    assert said.count("signed by  SHA256:") == 2
    assert said.count("the same  ") == 2
    assert verified(packaging, release, "--key", keys(release, stranger))[0] == 1
    status, said = verified(packaging, release, "--key", keys(release, one))
    assert (status, said.count("signed by")) == (1, 0)  # one of two is nobody's that the user knows


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH signs")
def test_a_list_that_was_altered_or_is_not_signed(release, packaging):
    key, sums = signer(release, "key"), release / "SHA256SUMS"
    told = keys(release, key)
    assert verified(packaging, release, "--key", told) == (1, f"NOT SIGNED  {sums}\n")
    sign(key, sums)
    assert verified(packaging, release, "--key", told)[0] == 0
    whole = sums.read_text()
    sums.write_text(whole + f"{'0' * 64}  more.deb\n")
    assert verified(packaging, release, "--key", told)[0] == 1
    sums.write_text(whole)
    sums.with_name("SHA256SUMS.sig").write_text("-----BEGIN SSH SIGNATURE-----\n")
    assert verified(packaging, release, "--key", told)[0] == 1


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH signs")
def test_a_signature_for_another_purpose_is_none(release, packaging):
    key, sums = signer(release, "key"), release / "SHA256SUMS"
    line = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", key, sums]
    subprocess.run(line, check=True, capture_output=True)
    assert verified(packaging, release, "--key", keys(release, key))[0] == 1


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
