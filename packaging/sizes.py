"""Holds a bundle to its bars, and to what REBUILD.md tells of it: reasons of large parts, and what earlier builds weighed.

The page is the one place where these numbers stand; people read it and a build obeys it. On Linux a build ends with 1 where
the folder or an archive is over its bar, a part over 15 MB has no reason there, or the whole grew by more than a twentieth
since the last line of its edition: whoever adds a line with a note has said why.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).with_name("REBUILD.md")
LARGEST = 520 * 10**6
"""Bytes that the folder may have."""
LARGEST_ARCHIVE = 160 * 10**6
WORTH_A_LINE = 15 * 10**6
GROWTH = 1.05
MB = 10**6


def rows(page: Path, first: str) -> list[list[str]]:
    """The rows of that table of a page whose head begins with this word."""
    out: list[list[str]] = []
    inside = False
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == first:
            inside = True
        elif inside and set(line) - set("|-: "):
            out.append(cells)
    return out


def parts(made: Path) -> list[tuple[int, str]]:
    """Size and name of what lies in the folder and in its inner one, the largest first."""
    inner = next((p for p in (made / "_internal", made / "Contents") if p.is_dir()), made)
    shown = {*inner.iterdir(), *(p for p in made.iterdir() if p != inner)}
    return sorted(((total(p), p.name) for p in shown), reverse=True)


def too_much(made: Path, edition: str, page: Path = PAGE) -> list[str]:
    """What is wrong with the folder's sizes, as sentences; nothing elsewhere than on Linux, for which the bars are."""
    if sys.platform != "linux":
        return []
    whole, out = total(made), []
    if whole > LARGEST:
        out.append(f"the folder has {whole / MB:.1f} MB, its bar is {LARGEST / MB:.0f}")
    known = {cells[0] for cells in rows(page, "part")}
    out += [
        f"{name} has {size / MB:.1f} MB and no reason in {page.name}"
        for size, name in parts(made)
        if size > WORTH_A_LINE and name not in known
    ]
    before = [float(cells[2]) * MB for cells in rows(page, "version") if cells[1] == edition]
    if before and whole > before[-1] * GROWTH:
        out.append(f"it grew by more than a twentieth from {before[-1] / MB:.1f} MB without a note")
    return out


def too_much_packed(files: list[Path]) -> list[str]:
    """Which archives are over their bar."""
    if sys.platform != "linux":
        return []
    return [
        f"{path.name} has {path.stat().st_size / MB:.1f} MB, the bar is {LARGEST_ARCHIVE / MB:.0f}"
        for path in files
        if path.stat().st_size > LARGEST_ARCHIVE
    ]


def tell(made: Path) -> None:
    """The whole, and every part that is worth a line."""
    print(f"{total(made) / MB:7.1f} MB  {made}")
    for size, name in parts(made):
        if size >= WORTH_A_LINE:
            print(f"{size / MB:7.1f} MB    {name}")


def total(path: Path) -> int:
    """The bytes of a file, or of all files below a folder; links count nothing."""
    return sum(p.lstat().st_size for p in walk(path) if not p.is_symlink())


def walk(path: Path) -> Iterator[Path]:
    """A file, or all files below a folder."""
    if path.is_dir() and not path.is_symlink():
        yield from (p for p in path.rglob("*") if p.is_symlink() or p.is_file())
    else:
        yield path
