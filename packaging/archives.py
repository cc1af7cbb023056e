"""Archives whose bytes depend on their contents alone: one order, one time, one owner."""

import hashlib
import lzma
import os
import platform
import stat
import tarfile
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

PROGRAMS = 0o755
FILES = 0o644
STRONGEST = 9 | lzma.PRESET_EXTREME
_IS_PC = platform.machine().lower() in {"x86_64", "amd64"}


def filters(preset: int) -> list[dict[str, int]]:
    """How a `.xz` is written: one thread's work, so that the bytes do not depend on the machine's number of processors.

    Most of a bundle is machine code. Where that is a PC's, its jumps are first written as the places that they go to,
    which saves a tenth; the same step for other processors is unknown to older readers of `.xz`.
    """
    code = [{"id": lzma.FILTER_X86}] if _IS_PC else []
    return [*code, {"id": lzma.FILTER_LZMA2, "preset": preset}]


def settle(folder: Path, moment: int) -> None:
    """Give everything below a folder one time and one of two modes."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink():
            continue
        if path.is_dir() or path.stat().st_mode & stat.S_IXUSR:
            path.chmod(PROGRAMS)
        else:
            path.chmod(FILES)
        os.utime(path, (moment, moment))
    os.utime(folder, (moment, moment))


def tarred(
    entries: Iterable[tuple[Path, str]], target: Path, moment: int, *, preset: int | None = None
) -> Path:
    """A `.tar.xz` (or plain `.tar`) of files, folders and links under given names, in the order of the names."""
    with ExitStack() as closing:
        stream = closing.enter_context(target.open("wb"))
        if target.suffix == ".xz":
            stream = closing.enter_context(
                lzma.open(stream, "wb", filters=filters(STRONGEST if preset is None else preset))
            )
        out = closing.enter_context(
            tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT)
        )
        for path, name in sorted(entries, key=lambda e: e[1]):
            _add(out, path, name, moment)
    return target


def _add(out: tarfile.TarFile, path: Path, name: str, moment: int) -> None:
    """One entry; its mode is one of two."""
    entry = out.gettarinfo(str(path), name)
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = moment
    if entry.islnk():  # the same file under two names is written twice
        entry.type, entry.linkname, entry.size = tarfile.REGTYPE, "", path.stat().st_size
    if entry.isdir() or (entry.isreg() and path.stat().st_mode & stat.S_IXUSR):
        entry.mode = PROGRAMS
    elif entry.isreg():
        entry.mode = FILES
    if entry.isreg():
        with path.open("rb") as file:
            out.addfile(entry, file)
    else:
        out.addfile(entry)


def below(folder: Path, prefix: str) -> list[tuple[Path, str]]:
    """A folder and everything in it, as entries of an archive under a prefix."""
    inner = [(p, f"{prefix}/{p.relative_to(folder).as_posix()}") for p in folder.rglob("*")]
    return [(folder, prefix), *inner]


def zipped(folder: Path, target: Path, moment: int) -> Path:
    """A ZIP for Windows; links do not occur there."""
    import time

    when = time.gmtime(max(moment, 315_619_200))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (PROGRAMS if os.access(path, os.X_OK) else FILES) << 16
            out.writestr(entry, path.read_bytes())
    return target


def sum_of(path: Path) -> str:
    """SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(target: Path, files: Iterable[Path]) -> None:
    """What `sha256sum -c` reads."""
    lines = [f"{sum_of(p)}  {p.name}\n" for p in sorted(files, key=lambda p: p.name)]
    target.write_text("".join(lines), encoding="ascii")
