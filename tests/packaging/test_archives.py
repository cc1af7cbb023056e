"""Archives depend on names and contents alone: not on times, owners, order of making, or the machine."""

import os
import tarfile
import zipfile

import archives
import pytest


def tree(folder, names, moment):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        os.utime(path, (moment, moment))
    (folder / "a" / "run").chmod(0o700)
    (folder / "link").symlink_to("a/run")
    return folder


@pytest.fixture
def twins(tmp_path):
    """The same tree, made in two orders at two times, with other modes of the files."""
    names = ["a/run", "b.txt", "a/é.txt", "z/deep/c"]
    one = tree(tmp_path / "one" / "t", names, 1_000_000)
    other = tree(tmp_path / "other" / "t", names[::-1], 2_000_000_000)
    (other / "b.txt").chmod(0o600)
    return one, other


def test_equal_trees_give_equal_bytes(twins, tmp_path):
    made = []
    for at, folder in enumerate(twins):
        tar = archives.tarred(
            archives.below(folder, "top"), tmp_path / f"{at}.tar.xz", 1_700_000_000, preset=0
        )
        (folder / "link").unlink()
        packed = archives.zipped(folder, tmp_path / f"{at}.zip", 1_700_000_000)
        made.append((tar.read_bytes(), packed.read_bytes()))
    assert made[0] == made[1]


def test_what_is_in_an_archive(twins, tmp_path):
    path = archives.tarred(
        archives.below(twins[0], "top"), tmp_path / "t.tar.xz", 1_700_000_000, preset=0
    )
    with tarfile.open(path) as tar:
        members = {m.name: m for m in tar.getmembers()}
        assert list(members) == sorted(members)
        assert members["top/link"].linkname == "a/run"
        assert members["top/a/run"].mode == 0o755
        assert members["top/b.txt"].mode == 0o644
        assert {(m.uid, m.gid, m.uname, m.mtime) for m in members.values()} == {
            (0, 0, "root", 1_700_000_000)
        }
        assert tar.extractfile("top/z/deep/c").read() == b"z/deep/c"


def test_a_file_under_two_names_is_written_twice(tmp_path):
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "a").write_text("x")
    os.link(folder / "a", folder / "b")
    path = archives.tarred(archives.below(folder, "t"), tmp_path / "t.tar", 1)
    with tarfile.open(path) as tar:
        assert tar.extractfile("t/b").read() == b"x"
        assert tar.getmember("t/b").isreg()


def test_settled_folders_have_one_time_and_two_modes(twins):
    archives.settle(twins[1], 1_700_000_000)
    found = {
        (p.stat().st_mtime, p.stat().st_mode & 0o777)
        for p in twins[1].rglob("*")
        if not p.is_symlink()
    }
    assert found == {(1_700_000_000, 0o755), (1_700_000_000, 0o644)}


def test_a_zip_keeps_what_can_be_run(twins, tmp_path):
    (twins[0] / "link").unlink()
    with zipfile.ZipFile(archives.zipped(twins[0], tmp_path / "z.zip", 0)) as packed:
        assert packed.getinfo("t/a/run").external_attr >> 16 == 0o755
        assert packed.read("t/b.txt") == b"b.txt"
