"""The list of everything that a bundle holds, by file: CycloneDX 1.6, the same bytes for the same bundle.

Made from what PyInstaller took and from where, not from a list of what should be there. A file that belongs to no
package, to no library of the system and not to Python ends the build.
"""

import hashlib
import json
import platform
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_ASK = """
import importlib.metadata, json, sys, sysconfig
told = []
for found in importlib.metadata.distributions():
    meta = found.metadata
    told.append({
        "name": meta["Name"], "version": found.version,
        "licence": meta.get("License-Expression") or meta.get("License") or "",
        "classifiers": [c for c in meta.get_all("Classifier") or () if c.startswith("License")],
        "files": [str(found.locate_file(f).resolve()) for f in found.files or ()],
    })
print(json.dumps({"packages": told, "base": sys.base_prefix, "stdlib": sysconfig.get_path("stdlib"),
                  "python": sys.version.split()[0]}))
"""
WITHIN = {
    "PySide6_Essentials": (("Qt", "LGPL-3.0-only"), ("ICU", "Unicode-3.0")),
    "pyarrow": (("Apache Arrow C++", "Apache-2.0"),),
    "numpy": (("OpenBLAS", "BSD-3-Clause"),),
    "cryptography": (("OpenSSL", "Apache-2.0"),),
    "sqlcipher3": (("SQLCipher", "BSD-3-Clause"), ("SQLite", "blessing")),
    "apsw": (("SQLite", "blessing"),),
}
"""Libraries that lie inside a package's files and have a life of their own."""


@dataclass(slots=True)
class Part:
    """A component: `kind` is `pypi`, `deb`, `system`, `python` or `inside`; `files` are places in the bundle."""

    kind: str
    name: str
    version: str
    licence: str
    files: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    """Where its licence texts lie on the machine that builds."""

    @property
    def purl(self) -> str:
        """Its package URL."""
        if self.kind in {"pypi", "deb"}:
            space = "debian/" if self.kind == "deb" else ""
            return f"pkg:{self.kind}/{space}{self.name.lower().replace('_', '-')}@{self.version}"
        return f"pkg:generic/{self.name.lower().replace(' ', '-')}@{self.version or 'bundled'}"


class UnknownFileError(ValueError):
    """A file of the bundle that belongs to nothing."""


def components(contents: Path, python: Path, tree: Path = ROOT) -> list[Part]:
    """Every component with its files, in the order of their names; files of `tree` itself are the program's own."""
    tree = tree.resolve()
    told = json.loads(
        subprocess.run([python, "-I", "-c", _ASK], capture_output=True, check=True).stdout
    )
    owners: dict[str, Part] = {}
    for package in told["packages"]:
        part = Part("pypi", package["name"], package["version"], _licence(package))
        part.papers = [f for f in package["files"] if is_paper(f)]
        owners.update(dict.fromkeys(package["files"], part))
    interpreter = Part("python", "CPython", told["python"], "PSF-2.0")
    interpreter.papers = [str(p) for p in Path(told["stdlib"]).glob("LICENSE*")]
    home = (str(Path(told["stdlib"]).resolve()), str(Path(told["base"]).resolve()))
    system: dict[str, Part] = {}
    for place, source in json.loads(contents.read_text(encoding="utf-8")):
        path = Path(source).resolve()
        if not path.is_file() or (path.is_relative_to(tree) and "site-packages" not in source):
            continue
        part = owners.get(str(path)) or _generated(path, owners)
        if (
            part is None
            and "site-packages" not in str(path)
            and str(path).startswith(home)
            and home[1] != "/usr"
        ):
            part = interpreter
        if part is None and str(path).startswith(home[0]):
            part = interpreter
        if part is None:
            part = _of_system(path, system)
        part.files.append(place)
    found = {id(p): p for p in (*owners.values(), *system.values(), interpreter) if p.files}
    inside = [
        Part("inside", name, "", licence, [f"in {p.name} {p.version}"])
        for p in found.values()
        for name, licence in WITHIN.get(_spelled(p.name), ())
    ]
    return sorted([*found.values(), *inside], key=lambda p: (p.kind, p.name.lower(), p.files[0]))


def is_paper(path: str) -> bool:
    """Whether a package's file is a licence or a notice."""
    name = Path(path).name.lower()
    return ".dist-info" in path and any(
        w in name or "/licenses/" in path for w in ("licen", "copying", "notice")
    )


def _spelled(name: str) -> str:
    return "PySide6_Essentials" if name.lower().replace("-", "_") == "pyside6_essentials" else name


def _licence(package: dict[str, object]) -> str:
    """One line for the licence, from the fields that packages use for it."""
    text = str(package["licence"]).strip().splitlines()
    if text and len(text[0]) < 80:  # noqa: PLR2004  (else a whole text was put there)
        return text[0]
    classifiers = package["classifiers"]
    return (
        str(classifiers[-1]).rpartition(" :: ")[2]
        if isinstance(classifiers, list) and classifiers
        else "see text"
    )


def _generated(path: Path, owners: dict[str, Part]) -> Part | None:
    """The owner of a file that a package's installation made beside its own (compiled modules)."""
    if path.suffix == ".pyc":
        return owners.get(str(path.parent.parent / f"{path.stem.split('.')[0]}.py"))
    return None


def _of_system(path: Path, known: dict[str, Part]) -> Part:
    """The package of the system that a library came from; on Debian with version and licence text."""
    if "site-packages" in str(path):
        raise UnknownFileError(str(path))
    name, version, kind = path.name.partition(".so")[0], "", "system"
    asked = _told(["dpkg-query", "-S", str(path)]) or _told(
        ["dpkg-query", "-S", str(path).removeprefix("/usr")]
    )
    if asked:
        name = asked.split(":")[0]
        version = _told(
            [
                "dpkg-query",
                "-W",
                "-f",
                "${Version}",
                f"{name}:{_told(['dpkg', '--print-architecture']).strip()}",
            ]
        )
        kind = "deb"
    if name not in known:
        part = Part(kind, name, version, "see text")
        paper = Path("/usr/share/doc") / name / "copyright"
        part.papers = [str(paper.resolve())] if paper.exists() else []
        known[name] = part
    return known[name]


def _told(words: list[str]) -> str:
    """What a program of the system says, "" where it is missing or knows nothing."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def write(target: Path, folder: Path, parts: list[Part], version: str, moment: int) -> None:
    """Write the list; every program and library of the folder must stand in it."""
    known = {place for part in parts for place in part.files}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix().removeprefix("_internal/")
        if path.is_symlink() or not path.is_file() or ".so" not in path.name:
            continue
        if place not in known:
            raise UnknownFileError(place)
    entries = [_entry(part) for part in parts]
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": "leakverify",
                "name": "leakverify",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
            "properties": [{"name": "platform", "value": f"{sys.platform} {platform.machine()}"}],
        },
        "components": entries,
    }
    seed = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    body["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, seed)}"
    target.write_text(json.dumps(body, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _entry(part: Part) -> dict[str, object]:
    """One component in CycloneDX's words."""
    entry: dict[str, object] = {
        "type": "library",
        "bom-ref": f"{part.purl}#{part.files[0]}",
        "name": part.name,
        "purl": part.purl,
        "licenses": [{"license": {"name": part.licence}}],
        "properties": [{"name": "file", "value": place} for place in sorted(part.files)],
    }
    if part.version:
        entry["version"] = part.version
    return entry
