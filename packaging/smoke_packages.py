"""The packages themselves in a bare Debian tree: installed as users install them, run, and taken away without a trace.

The `.deb` by dpkg as root; the `.tar.xz` by its own installer, for one user who is not root. What lies beside the bundle
is tried, whatever its edition. The places of the tree before and after must be the same.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import smoke_bare
from smoke_bare import BrokenError, CannotError, inside
from smoke_program import EXPECTED, FIRST_PAINT, told_by_walk

USER = 1000
REFUSED = (
    ("check", "/samples/generated.csv", "--engine", "dask:tcp://127.0.0.1:8786", "--json", "-"),
    ("mx", "/samples/list.txt", "--out", "/tmp/answers.jsonl", "--way", "dot:127.0.0.1#dns.example"),
)  # fmt: skip
"""What asks a network: the edition that cannot refuses it with a sentence."""
NOT_BUILT_IN = ("asks no network at all", "works offline only")
UNWATCHED = (
    "dev",
    "proc",
    "sys",
    "tmp",
    "srv",
    "samples",
    "home",
    "var/cache",
    "var/log",
    "var/lib/dpkg",
)
"""Where dpkg and this test keep their own."""

TAKEN_ALONG = {"./opt"}
"""Empty again, and then dpkg removes it, as with every package that lives there."""


def run(dist: Path, work: Path) -> str:
    """Try every package that lies in `dist`; what was found."""
    packages = sorted([*dist.glob("leakverify*.deb"), *dist.glob("leakverify*.tar.xz")])
    if not packages:
        raise CannotError(f"{dist} holds no packages: run `make bundle` first")
    tree = smoke_bare.make_tree(work)
    smoke_bare.furnish(tree)
    notes = []
    with smoke_bare.mounted(tree), smoke_bare.screen(tree):
        for package in packages:
            before = places(tree)
            tried = _by_dpkg if package.suffix == ".deb" else _by_its_installer
            notes.append(f"{package.name}: {tried(tree, package, work)}")
            left = sorted((places(tree) ^ before) - TAKEN_ALONG)
            if left:
                raise BrokenError(f"{package.name} left or took {len(left)}: {left[:5]}")
    return "; ".join(notes)


def places(tree: Path) -> set[str]:
    """Every path of the tree but the unwatched ones."""
    out = set()
    for folder, inner, files in os.walk(tree):
        here = Path(folder).relative_to(tree).as_posix()
        inner[:] = [name for name in inner if f"{here}/{name}".removeprefix("./") not in UNWATCHED]
        out |= {f"{here}/{name}" for name in (*inner, *files)}
    return out


def _by_dpkg(tree: Path, package: Path, work: Path) -> str:
    """Install, verify every sum, run, purge."""
    name = package.name.split("_")[0]
    with _lent(package, tree):
        inside(tree, "--install", f"/srv/{package.name}", program="/usr/bin/dpkg")
    if said := inside(tree, "--verify", name, program="/usr/bin/dpkg").strip():
        raise BrokenError(f"dpkg --verify: {said[:300]}")
    lacking = smoke_bare.missing_libraries(tree)
    if lacking:
        raise BrokenError(f"not found: {', '.join(lacking)}")

    def program(*words: str, **more: str) -> str:
        return inside(tree, *words, program="/usr/bin/leakverify", HOME="/tmp/home-root", **more)

    note = _used(tree, program, work, name)
    if "offline" in name:
        _refuses(tree, "/usr/bin/leakverify")
    _from_a_stick(tree, work)
    inside(tree, "--purge", name, program="/usr/bin/dpkg")
    return note


def _by_its_installer(tree: Path, package: Path, work: Path) -> str:
    """Unpack, install for a user, run, remove."""
    home = tree / "home" / "user"
    home.mkdir(parents=True)
    subprocess.run(["tar", "-xJf", package, "-C", home, "--no-same-owner"], check=True)
    subprocess.run(["chown", "-R", f"{USER}:{USER}", home], check=True)
    top = f"/home/user/{package.name.removesuffix('.tar.xz')}"

    def program(*words: str, line: str = "/home/user/.local/bin/leakverify", **more: str) -> str:
        return inside(tree, *words, program=line, user=USER, HOME="/home/user", **more)

    program(line=f"{top}/install.sh")
    note = _used(tree, program, work, package.name)
    program("--remove", line=f"{top}/install.sh")
    left = [p for p in (home / ".local").rglob("*") if not p.is_dir()]
    subprocess.run(["rm", "-rf", home], check=True)
    if left:
        raise BrokenError(f"{package.name} left {left[:5]}")
    return note


def _used(tree: Path, program: Callable[..., str], work: Path, name: str) -> str:
    """What a user does: a check with every report, and the window from opening to export."""
    program("--version")
    spare = tree / "tmp" / f"walk-{name}"
    spare.mkdir(mode=0o777)
    spare.chmod(0o777)
    inner = f"/tmp/{spare.name}"
    reports = [w for kind in ("pdf", "html", "json") for w in ("--report", f"{inner}/bare.{kind}")]
    program("check", "/samples/stitched.csv", "--quiet", *reports)
    program("--smoke", inner, "/samples/generated.csv", QT_QPA_PLATFORM="xcb")
    told = told_by_walk(spare)
    (work / f"{name}.png").write_bytes((spare / "screen.png").read_bytes())
    if told["status"] != EXPECTED["generated"]:
        raise BrokenError(str(told))
    late = "" if told["cpu_seconds"] <= FIRST_PAINT else " (LATE)"
    return f"first paint {told['first_paint_seconds']:.2f} s, {told['cpu_seconds']:.2f} s of processor{late}"


def _from_a_stick(tree: Path, work: Path) -> None:
    """Where nothing can be written but memory, and nothing be run from there: Tails, a locked stick."""
    place = work / "read-only"
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", tree, place], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)
        with smoke_bare.mounted(place, "noexec"):
            (place / "tmp" / "out").mkdir()
            words = ("check", "/samples/generated.csv", "--quiet", "--report", "/tmp/out/a.pdf")
            inside(place, *words, HOME="/tmp")
            window = {"HOME": "/tmp", "QT_QPA_PLATFORM": "offscreen"}
            inside(place, "--smoke", "/tmp/out", "/samples/generated.csv", **window)
            if told_by_walk(place / "tmp" / "out")["status"] != EXPECTED["generated"]:
                raise BrokenError("read-only: another verdict")
    finally:
        subprocess.run(["umount", "-l", place], check=False)


def _refuses(tree: Path, program: str) -> None:
    """The offline edition holds no room and says so."""
    inner = (tree / "opt" / "leakverify").rglob("*")
    room = [p for p in inner if p.name.startswith(("libssl.", "_ssl.", "_asyncio."))]
    if room:
        raise BrokenError(f"the offline edition holds {room[0].name}")
    for words in REFUSED:
        said = inside(tree, *words, program=program, may_fail=True, HOME="/tmp/home-root")
        if not any(sentence in said for sentence in NOT_BUILT_IN) or "Traceback" in said:
            raise BrokenError(f"{words[0]} was not refused: {said[-300:]}")


@contextmanager
def _lent(package: Path, tree: Path) -> Iterator[None]:
    """The package inside the tree for as long as it takes to install."""
    place = tree / "srv" / package.name
    try:
        os.link(package, place)
    except OSError:
        place.write_bytes(package.read_bytes())
    try:
        yield
    finally:
        place.unlink()
