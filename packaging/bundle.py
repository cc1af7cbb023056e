"""Builds the program as one folder that needs no Python: `python packaging/bundle.py [OPTION]…` (`make bundle`).

    --edition full|offline   with the room that can look mail domains up, or without it and its libraries (default: full)
    --out FOLDER             where everything lands (default: dist)
    --no-archive             only the folder, without archives, packages and sums
    --only-archive           only these, of the folder that is there: after its programs were signed
    --python PYTHON          an interpreter that has the locked packages already (default: one is made in build/)

The same commit gives the same bytes: time, order, hashes and modes are fixed, and `reproduce.py` compares two builds. Lands in
OUT: the folder `leakverify/`, on Linux `.tar.xz` and `.deb`, the list of parts (`.cdx.json`, CycloneDX), `SHA256SUMS` (of the
other edition's files as well, where they lie there: one list for a release), `verify_download.py`.
Ends with 1 where the folder holds what could reach a network and is not in `bundle_allowed.toml`, or is too large (sizes.py).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import archives
import licences
import sbom
import scan_bundle
import sizes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME = "leakverify"
QT_LIES_IN = {"linux": "_internal/PySide6/Qt", "win32": "_internal/PySide6"}
"""Below the folder. PySide6 would tell Qt the whole path, and Qt takes a comma in it for the end."""


def main() -> int:
    """Build, look through, tell sizes, pack."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edition", choices=("full", "offline"), default="full")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--no-archive", action="store_true")
    parser.add_argument("--only-archive", action="store_true")
    parser.add_argument("--python", type=Path)
    wanted = parser.parse_args()
    out = wanted.out.resolve()
    if wanted.only_archive:
        return told(sizes.too_much_packed(pack(out, ROOT, wanted.edition)))
    if wanted.edition == "offline":
        tree = out / "offline-tree"
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run([sys.executable, HERE / "offline_tree.py", tree], check=True)
    else:
        tree = ROOT
    python = wanted.python or environment(tree)
    made, contents = freeze(tree, python, out)
    parts = sbom.components(contents, python, tree)
    licences.add(made, parts, tree)
    archives.settle(made, moment())
    if not is_clean(made, offline=wanted.edition == "offline"):
        return 1
    sizes.tell(made)
    wrong = sizes.too_much(made, wanted.edition)
    sbom.write(out / f"{stem(tree, wanted.edition)}.cdx.json", made, parts, version(tree), moment())
    if not wanted.no_archive:
        wrong += sizes.too_much_packed(pack(out, tree, wanted.edition))
    return told(wrong)


def told(wrong: list[str]) -> int:
    """Print what is too much; the exit status."""
    for sentence in wrong:
        print(f"TOO MUCH: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


def suffix(edition: str) -> str:
    """What the names of an edition's files and packages add to the program's."""
    return "" if edition == "full" else f"-{edition}"


def stem(tree: Path, edition: str) -> str:
    """What the names of all files begin with."""
    return f"{NAME}{suffix(edition)}-{version(tree)}-{sys.platform}-{machine()}"


def environment(tree: Path) -> Path:
    """A virtual environment with the locked packages and no other: hooks take along whatever is installed."""
    home = ROOT / "build" / ("env-offline" if tree != ROOT else "env")
    locks = [tree / "requirements.txt", HERE / "requirements-bundle.txt"]
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = home / "locks", "".join(p.read_text(encoding="utf-8") for p in locks)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        words = [
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--no-compile",
        ]
        for lock in locks:
            subprocess.run([*words, "--no-deps", "--require-hashes", "-r", lock], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def freeze(tree: Path, python: Path, out: Path) -> tuple[Path, Path]:
    """Run PyInstaller; the folder, and the list of what was taken from where."""
    made = out / NAME
    shutil.rmtree(made, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix="leakverify-bundle-"))
    contents = work / "contents.json"
    settings = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "QT_"))},
        "SOURCE_DATE_EPOCH": str(moment()),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "LEAKVERIFY_CONTENTS": str(contents),
    }
    words = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    words += ["--distpath", out, "--workpath", work, tree / "packaging" / f"{NAME}.spec"]
    subprocess.run(words, check=True, env=settings, cwd=tree)
    if sys.platform in QT_LIES_IN:
        told_to_qt = f"[Paths]\nPrefix = {QT_LIES_IN[sys.platform]}\n"
        (made / "qt.conf").write_text(told_to_qt, encoding="ascii", newline="\n")
    kept = out / f"{NAME}-contents.json"
    shutil.move(contents, kept)
    shutil.rmtree(work, ignore_errors=True)
    return made, kept


def is_clean(made: Path, *, offline: bool) -> bool:
    """Whether nothing in the folder could reach a network but what is allowed with a reason."""
    refused, _ = scan_bundle.scan(made, scan_bundle.read_allowed(offline=offline))
    for place, function in refused:
        print(f"NOT ALLOWED: {place}: {function or 'its name'}", file=sys.stderr)
    return not refused


def pack(out: Path, tree: Path, edition: str) -> list[Path]:
    """Archives, packages, and the sums of all; the files. On Linux both at once: each is a long work of one processor."""
    made, number, begin = out / NAME, version(tree), stem(tree, edition)
    verifier = shutil.copyfile(HERE / "verify_download.py", out / "verify_download.py")
    files = [out / f"{begin}.cdx.json", verifier]
    if sys.platform == "linux":
        import debian
        import tarball

        with ThreadPoolExecutor() as pool:
            makers = [
                pool.submit(tarball.make, made, out / f"{begin}.tar.xz", moment()),
                pool.submit(debian.make, made, out, number, suffix(edition), moment()),
            ]
        files += [maker.result() for maker in makers]
    elif sys.platform == "win32":
        files.append(archives.zipped(made, out / f"{begin}.zip", moment()))
    of_both = {
        p for p in out.glob(f"{NAME}*{number}*") if p.is_file()
    }  # and what others made there
    archives.write_sums(out / "SHA256SUMS", of_both | set(files))
    for path in files:
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path}")
    return files


def moment() -> int:
    """The one time that a build knows, in seconds: given, else that of the last commit, else of this line."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    told = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%ct"],
        capture_output=True,
        text=True,
        check=False,
    )
    return int(told.stdout) if told.returncode == 0 and told.stdout.strip() else 1_795_000_000


def version(tree: Path) -> str:
    """The program's version, read and not imported."""
    text = (tree / NAME / "__init__.py").read_text(encoding="utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


def machine() -> str:
    """The processor in one word for all systems."""
    import platform

    word = platform.machine().lower()
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(word, word)


if __name__ == "__main__":
    sys.exit(main())
