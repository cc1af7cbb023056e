"""The bundle in a bare Debian tree: no Python, no fonts, no desktop, only the libraries that the package names.

The tree is made by debootstrap (root, Linux) from the mirror that apt is set to, once for each folder of work. Programs run in it by chroot, in a network namespace of their own; the
screen is an Xvfb outside, reached by its local socket.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
import smoke_samples
from smoke_program import told_by_walk

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
PACKAGES = tuple(need.split()[0] for need in (*debian.NEEDS, *debian.GOOD_WITH))
SCREEN = ":87"


class CannotError(Exception):
    """It cannot be tried here; the text says why."""


class BrokenError(Exception):
    """It did not go as it should there."""


def run(bundle: Path, work: Path) -> str:
    """Libraries, version, self-test, check with reports, window; what was measured."""
    tree = make_tree(work)
    inner = tree / "opt" / "leakverify"
    shutil.rmtree(inner, ignore_errors=True)
    shutil.copytree(bundle, inner, symlinks=True)
    furnish(tree)
    with mounted(tree), screen(tree):
        lacking = missing_libraries(tree)
        if lacking:
            raise BrokenError(f"not found: {', '.join(lacking)}")
        inside(tree, "--version")
        reports = [w for kind in ("pdf", "html", "json") for w in ("--report", f"/tmp/bare.{kind}")]
        inside(tree, "check", "/samples/stitched.csv", "--quiet", *reports)
        (tree / "tmp" / "walk").mkdir()
        inside(tree, "--smoke", "/tmp/walk", "/samples/generated.csv", QT_QPA_PLATFORM="xcb")
        told = told_by_walk(tree / "tmp" / "walk")
        shutil.copy2(tree / "tmp" / "walk" / "verdict.png", work / "bare-verdict.png")
    shutil.rmtree(inner)
    return f"{SUITE}, {len(PACKAGES)} packages beside the base; first paint {told['first_paint_seconds']:.2f} s, {told['status']}"


def furnish(tree: Path) -> None:
    """Put the samples in, and make sure that nothing is there which would hide that something is missing."""
    for folder in ("proc", "dev", "tmp", "srv"):
        (tree / folder).mkdir(exist_ok=True)
    shutil.copytree(ROOT / "resources" / "demo", tree / "samples", dirs_exist_ok=True)
    smoke_samples.write_list(tree / "samples" / "list.txt")
    absent = [name for name in ("python3", "fc-list") if shutil.which(name, path=f"{tree}/usr/bin")]
    if absent or list((tree / "usr" / "share").glob("fonts/*")):
        raise BrokenError(f"the tree is not bare: {absent}")


def make_tree(work: Path) -> Path:
    """A tree of the suite's smallest set and the packages that the bundle needs."""
    program = shutil.which(
        "debootstrap", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    )
    if not program:
        raise CannotError("debootstrap is not installed here")
    if os.geteuid() != 0:
        raise CannotError("a bare tree is made by root alone")
    tree = work / "bare"
    whole = work / "bare-is-whole"
    if whole.exists():
        return tree  # kept from a run before
    shutil.rmtree(tree, ignore_errors=True)
    words = [
        program,
        "--variant=minbase",
        f"--include={','.join(PACKAGES)}",
        SUITE,
        str(tree),
        mirror(),
    ]
    with (work / "debootstrap.log").open("wb") as log:
        done = subprocess.run(words, stdout=log, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0:
        lines = (work / "debootstrap.log").read_text(errors="replace").splitlines()
        raise CannotError(f"debootstrap made no tree: {lines[-1] if lines else ''}")
    whole.touch()
    return tree


def mirror() -> str:
    """The mirror that this machine's apt asks for Debian itself."""
    texts = [
        p.read_text(errors="replace")
        for p in Path("/etc/apt").rglob("*")
        if p.suffix in {".list", ".sources"}
    ]
    found = [
        url for text in texts for url in re.findall(r"https?://\S+/debian/?(?=\s)", text + "\n")
    ]
    return found[0] if found else "http://deb.debian.org/debian"


@contextmanager
def mounted(tree: Path, options: str = "rw") -> Iterator[None]:
    """What every system has and a tree on a disk has not; devices were made by debootstrap. `options` are those of /tmp."""
    places = {
        "proc": ["-t", "proc", "proc"],
        "tmp": ["-t", "tmpfs", "-o", options, "tmpfs"],
    }
    done: list[Path] = []
    try:
        for name, words in places.items():
            subprocess.run(["mount", *words, str(tree / name)], check=True)
            done.append(tree / name)
        (tree / "tmp").chmod(0o1777)
        yield
    finally:
        for place in reversed(done):
            subprocess.run(["umount", "-l", str(place)], check=False)


@contextmanager
def screen(tree: Path) -> Iterator[None]:
    """A screen outside the tree; its local socket has a name that the tree sees as well."""
    server = shutil.which("Xvfb")
    if not server:
        raise CannotError("Xvfb is not installed here")
    line = [
        server,
        SCREEN,
        "-screen",
        "0",
        "1600x1000x24",
        "-nolisten",
        "tcp",
        "-ac",
        "-displayfd",
        "1",
    ]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            if process.stdout is None or not process.stdout.readline():
                raise CannotError(f"no screen {SCREEN}")
            socket = Path("/tmp/.X11-unix") / f"X{SCREEN[1:]}"  # where every X server puts it
            (tree / "tmp" / ".X11-unix").mkdir(exist_ok=True)
            target = tree / "tmp" / ".X11-unix" / socket.name
            target.touch()
            subprocess.run(["mount", "--bind", str(socket), str(target)], check=True)
            try:
                yield
            finally:
                subprocess.run(["umount", "-l", str(target)], check=False)
                target.unlink(missing_ok=True)
        finally:
            process.terminate()


def inside(
    tree: Path,
    *words: str,
    program: str = "/opt/leakverify/leakverify",
    user: int = 0,
    may_fail: bool = False,
    **more: str,
) -> str:
    """Run something in the tree, where there is no network; what it said, on both roads where it `may_fail`."""
    settings = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "DISPLAY": SCREEN,
        "LANG": "C.UTF-8",
        **more,
    }
    line = ["unshare", "-n", "chroot", f"--userspec={user}:{user}", str(tree), program, *words]
    done = subprocess.run(
        line, env=settings, capture_output=True, text=True, check=False, timeout=600
    )
    if may_fail:
        return done.stdout + done.stderr
    if done.returncode != 0:
        raise BrokenError(f"{' '.join(words[:1])}: status {done.returncode}: {done.stderr[-600:]}")
    return done.stdout


def missing_libraries(tree: Path) -> list[str]:
    """Every library that the loader of that tree does not find for a program or library of the bundle."""
    script = (
        "cd /opt/leakverify && find . -type f \\( -name '*.so*' -o -name leakverify \\) | while read -r f; do"
        " LD_LIBRARY_PATH=/opt/leakverify/_internal ldd \"$f\" 2>/dev/null | grep 'not found'; done | sort -u"
    )
    said = inside(tree, "-c", script, program="/bin/sh")
    return sorted({line.split()[0] for line in said.splitlines() if line.strip()})
