"""Disks that are full, locked, gone or slow to let go: a clear code, the case as it was, and a second try that works (S55, S56)."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leakverify.case import case_disk, case_place
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act, Step
from leakverify.model.errors import OutputProblem, UnreadableInput

pytestmark = pytest.mark.usefixtures("cheap_keys")
WHEN = "2026-11-26T20:00:00Z"
WORD = "correct horse"


def saved(path):
    case = CaseFile.begin("N-1")
    case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"first"})
    case.save_as(path, WORD)
    return case


@pytest.fixture
def small_files():
    """No file of this process may grow beyond 200,000 bytes; the signal that would end it is let pass."""
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, before)


def test_what_does_not_fit_changes_nothing_and_fits_later(tmp_path, small_files):
    big = os.urandom(600_000)
    with saved(tmp_path / "a.lvcase") as case:
        log = case.log()
        with pytest.raises(OutputProblem) as error:
            case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: big})
        assert error.value.code in {"CASE_DISK_FULL", "CASE_NOT_WRITTEN"}
        assert case.log() == log
        assert case.part(Part.NOTES) == b"first"
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"second"})
        with CaseFile.open(tmp_path / "a.lvcase", WORD) as second:
            assert second.part(Part.NOTES) == b"second"
        small_files()
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: big})
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.part(Part.NOTES) == big
    assert [p.name for p in tmp_path.iterdir()] == ["a.lvcase"]


def test_another_passphrase_that_does_not_fit_leaves_the_first(tmp_path, small_files):
    with CaseFile.begin() as case:
        case.record(Act.NOTED, when=WHEN, parts={Part.CALLS: os.urandom(600_000)})
        with pytest.raises(OutputProblem):
            case.save_as(tmp_path / "a.lvcase", WORD)
        assert list(tmp_path.iterdir()) == []
        small_files()
        case.save_as(tmp_path / "a.lvcase", WORD)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        with pytest.raises(OutputProblem):
            case.rekey("new", step=Step(Act.REKEYED, WHEN))
        small_files()
        case.record(Act.NOTED, when=WHEN)
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.head.entries == 2


def test_a_rename_that_fails_leaves_the_case_open_as_it_was(tmp_path, monkeypatch):
    def fails(*_):
        raise OSError

    with saved(tmp_path / "a.lvcase") as case:
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", fails)
            with pytest.raises(OutputProblem) as error:
                case.rekey("new", step=Step(Act.REKEYED, WHEN))
        assert error.value.code == "CASE_NOT_WRITTEN"
        case.record(Act.NOTED, when=WHEN, parts={Part.NOTES: b"second"})
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as again:
        assert again.part(Part.NOTES) == b"second"
        assert again.head.entries == 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.lvcase"]


def test_a_folder_that_takes_no_file_is_read_only(tmp_path, monkeypatch):
    saved(tmp_path / "a.lvcase").close()

    def refuses(path):
        raise PermissionError

    monkeypatch.setattr(case_disk.CaseLock, "take", refuses)
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as case:
        assert case.read_only
        assert case.part(Part.NOTES) == b"first"
    with pytest.raises(OutputProblem) as error:
        CaseFile.begin().save_as(tmp_path / "b.lvcase", WORD)
    assert error.value.code == "CASE_NOT_WRITTEN"


@pytest.mark.parametrize("name", ["no/such/folder/a.lvcase", "a\0.lvcase", "x" * 300])
def test_a_place_that_cannot_be_written(tmp_path, name):
    with CaseFile.begin() as case:
        with pytest.raises(OutputProblem) as error:
            case.save_as(tmp_path / name, WORD)
        assert error.value.code == "CASE_NOT_WRITTEN"
        assert not case.is_saved
        case.save_as(tmp_path / "a.lvcase", WORD)
    with pytest.raises(UnreadableInput):
        CaseFile.open(tmp_path / name, WORD)


def test_a_file_that_goes_away_before_it_is_purged(tmp_path):
    case = saved(tmp_path / "a.lvcase")
    (tmp_path / "a.lvcase").unlink()
    with pytest.raises(OutputProblem) as error:
        case.purge(when=WHEN)
    assert error.value.code == "CASE_NOT_PURGED"


def test_two_programs_and_the_death_of_the_first(tmp_path):
    """The first holds the lock until it is killed; then the second may write, whatever the first has left."""
    saved(tmp_path / "a.lvcase").close()
    program = (
        "import sys, time; from pathlib import Path; from leakverify.case import passphrase_key as k;"
        "k.MEMORY_KIB, k.PASSES = 64, 1; from leakverify.case.case_file import CaseFile;"
        f"c = CaseFile.open(Path(sys.argv[1]), {WORD!r}); print(c.read_only, flush=True); sys.stdin.read()"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path / "a.lvcase"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert first.stdout.readline() == b"False\n"
        with CaseFile.open(tmp_path / "a.lvcase", WORD) as second:
            assert second.read_only
    finally:
        first.kill()
        first.communicate()
    assert case_place.beside(tmp_path / "a.lvcase", "lock").exists()
    with CaseFile.open(tmp_path / "a.lvcase", WORD) as second:
        assert not second.read_only
    assert [p.name for p in tmp_path.iterdir()] == ["a.lvcase"]


REAL_DISK = """
import os, sys
from pathlib import Path
from leakverify.case import passphrase_key
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act
from leakverify.model.errors import LeakverifyError
passphrase_key.MEMORY_KIB, passphrase_key.PASSES = 64, 1
path, step = Path(sys.argv[1]), sys.argv[2]
def tried(do):
    try:
        do()
    except LeakverifyError as error:
        return error.code
    return "done"
if step == "full":
    case = CaseFile.begin()
    case.record(Act.NOTED, when="2026-11-26T20:00:00Z", parts={Part.NOTES: b"first"})
    case.save_as(path, "w")
    note = lambda size: case.record(Act.NOTED, when="2026-11-26T20:00:00Z", parts={Part.CALLS: os.urandom(size)})
    print(tried(lambda: note(900_000)), tried(lambda: note(10)), tried(lambda: case.rekey("v")), end=" ")
    note(100_000)
    filler = path.with_name("filler")
    with filler.open("wb", buffering=0) as handle:
        try:
            while handle.write(bytes(1024)):
                pass
        except OSError:
            pass
    print(tried(lambda: case.rekey("v")), tried(lambda: note(50)), end=" ")
    filler.unlink()
    print(tried(lambda: note(10)), case.head.entries)
else:
    case = CaseFile.open(path, "v")
    print(case.read_only, case.head.entries, case.part(Part.NOTES), tried(lambda: case.rekey("x")))
"""


def test_a_disk_that_is_really_full_and_then_read_only(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(REAL_DISK)
    disk = tmp_path / "disk"
    disk.mkdir()
    case = disk / "a.lvcase"
    script = (
        f"mount -t tmpfs -o size=600k none {disk} || exit 77;"
        f"'{sys.executable}' {program} {case} full || exit 1; mount -o remount,ro {disk} || exit 77;"
        f"'{sys.executable}' {program} {case} read"
    )
    try:
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("no unshare")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("no disk of one's own may be mounted here")
    assert done.returncode == 0, done.stderr
    full, read_only = done.stdout.splitlines()
    first, small, again, later, _note, after, entries = full.split()
    assert (first, small, again, later, after) == (
        "CASE_DISK_FULL",
        "done",
        "done",
        "CASE_DISK_FULL",
        "done",
    )
    assert read_only == f"True {entries} b'first' CASE_READ_ONLY"
    assert Path(disk).is_dir()
