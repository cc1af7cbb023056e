"""An environment that lacks what the offline build lacks: real absence, by hard links to the installed packages that remain."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def script(name):
    """A module of `packaging/`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(lock):
    """The names of a lock's packages."""
    return {plain(n) for n in re.findall(r"(?m)^([A-Za-z0-9._-]+)==", lock)}


def entries(names):
    """What these packages put at the top of site-packages."""
    found = set()
    for distribution in importlib.metadata.distributions():
        if plain(distribution.metadata["Name"]) in names:
            found |= {f.parts[0] for f in distribution.files or () if f.parts[0] != ".."}
    return found - {"__pycache__"}


def link(source, target):
    """A hard link: what is locked in may read it where it lies, which it may not through a symbolic one."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def environment(folder, tree, lock):
    """A virtual environment with the packages of one lock of the tree, and the tree; its Python."""
    made = folder / "env"
    words = [sys.executable, "-m", "venv", "--without-pip", "--symlinks", made]
    subprocess.run(words, check=True, timeout=60)
    home = next((made / "lib").glob("python*/site-packages"))
    installed = Path(sysconfig.get_path("purelib"))
    for name in sorted(entries(pinned((tree / lock).read_text(encoding="utf-8")))):
        source = installed / name
        if source.is_dir():
            shutil.copytree(source, home / name, copy_function=link, dirs_exist_ok=True)
        elif source.is_file():
            link(source, home / name)
    (home / "tree.pth").write_text(f"{tree}\n", encoding="utf-8")
    return made / "bin" / "python"


if __name__ == "__main__":
    print(environment(Path(sys.argv[1]), Path(sys.argv[2]), "requirements-test.txt"))
