"""Puts every licence into a bundle: the program's, a notice on the LGPL, the tables', and each component's own text.

A component whose text is not to be found ends the build: nothing is shipped without its licence.
"""

import shutil
import sys
import tomllib
from pathlib import Path

from sbom import Part

HERE = Path(__file__).resolve().parent / "licences"
BY_NAME = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
"""Packages that bring no text of their own: texts of this folder."""


class NoLicenceError(ValueError):
    """A component without any text."""


def add(made: Path, parts: list[Part], tree: Path) -> None:
    """Write `licences/` into the bundle."""
    target = made / "licences"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy2(tree / "LICENSE", target / "Leakverify-Apache-2.0.txt")
    shutil.copy2(HERE / "NOTICE.txt", target / "NOTICE.txt")
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        shutil.copy2(HERE / name, target / name)
    (target / "TABLES.txt").write_text(tables(tree), encoding="utf-8")
    for font in sorted((tree / "resources" / "fonts").rglob("*OFL*")):
        _copy(font, target / "fonts" / f"{font.parent.name}-{font.name}")
    lines = []
    for part in parts:
        licence = "" if part.licence == "see text" else part.licence
        lines.append(f"{part.name}\t{part.version}\t{licence}")
        if part.kind != "inside":
            add_texts(part, target)
    (target / "COMPONENTS.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def add_texts(part: Part, target: Path) -> None:
    """A component's own texts, or those of this folder that stand for them."""
    texts = [Path(p) for p in part.papers] or [
        HERE / n for n in BY_NAME.get(part.purl.split("/")[-1].split("@")[0], ())
    ]
    if not texts:
        if part.kind == "system" and sys.platform != "linux":
            return  # libraries of the system itself, which a bundle on Windows may repeat
        raise NoLicenceError(part.name)
    for path in texts:
        inner = path.as_posix().partition(".dist-info/")[2].removeprefix("licenses/") or path.name
        _copy(path, target / part.kind / part.name / inner)


def tables(tree: Path) -> str:
    """Where each bundled table comes from and under which licence, from SOURCES.toml."""
    told = tomllib.loads((tree / "resources/tables/SOURCES.toml").read_text(encoding="utf-8"))
    out = ["Tables that come with Leakverify, in leakverify/resources/tables/.", ""]
    for entry in told["table"]:
        out += [
            f"{entry['name']} ({entry['file']}), {entry['date']}",
            f"  Licence: {entry['licence']}",
        ]
        out += [f"  From: {origin}" for origin in entry["origin"]]
        out += [f"  {entry['notice']}"] if entry["notice"] else []
        out.append("")
    return "\n".join(out)


def _copy(source: Path, target: Path) -> None:
    """Copy one text, with the folders it needs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
