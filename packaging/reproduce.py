"""Builds twice, from two places, and compares every byte: `python packaging/reproduce.py [--edition offline] [--archives]`.

The second build is made from a copy of the tree in another folder. Ends with 1 and names the files where the builds differ.
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bundle
import offline_tree

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build, build again, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", choices=("full", "offline"), default="full")
    parser.add_argument("--python", type=Path, default=None)
    parser.add_argument("--archives", action="store_true", help="compare archives and packages too")
    parser.add_argument("--first", type=Path, help="a build that is there already")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leakverify-twice-") as folder:
        work = Path(folder)
        python = wanted.python or environment(wanted.edition, work)
        copy = work / "another place"
        names = subprocess.run(
            ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True
        )
        for name in filter(None, names.stdout.decode().split("\0")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
        words = ["--edition", wanted.edition, "--python", python]
        words += [] if wanted.archives else ["--no-archive"]
        settings = {**os.environ, "SOURCE_DATE_EPOCH": str(bundle.moment())}
        first = wanted.first or work / "first"
        builds = (
            [(copy, work / "second")] if wanted.first else [(ROOT, first), (copy, work / "second")]
        )
        for tree, out in builds:
            line = [sys.executable, tree / "packaging" / "bundle.py", *words, "--out", out]
            subprocess.run(line, check=True, env=settings)
        different = compare(first, work / "second")
    for name in different:
        print(f"DIFFERS: {name}")
    print("The two builds differ." if different else "The two builds are the same, byte for byte.")
    return 1 if different else 0


def environment(edition: str, work: Path) -> Path:
    """The interpreter with the locked packages of that edition, and no others, as bundle.py makes it."""
    if edition == "full":
        return bundle.environment(ROOT)
    offline_tree.make(work / "offline")
    return bundle.environment(work / "offline")


def compare(one: Path, other: Path) -> list[str]:
    """The places that are not the same in both: contents, kind or mode."""
    skipped = {"leakverify-contents.json", "offline-tree"}  # paths of this machine; a source tree
    places = {
        p.relative_to(root).as_posix()
        for root in (one, other)
        for p in root.rglob("*")
        if p.relative_to(root).parts[0] not in skipped
    }
    return [place for place in sorted(places) if not _same(one / place, other / place)]


def _same(one: Path, other: Path) -> bool:
    """Whether two places hold the same."""
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if one.is_dir() or not (one.exists() and other.exists()):
        return one.is_dir() and other.is_dir()
    return one.stat().st_mode == other.stat().st_mode and filecmp.cmp(one, other, shallow=False)


if __name__ == "__main__":
    sys.exit(main())
