"""Where bundled files and the user's private folder are; the only place that knows."""

import os
import sys
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """A bundled file by its path under `resources/`, in a checkout, an installed wheel or a frozen program."""
    inside = PACKAGE / "resources"
    root = inside if inside.is_dir() else PACKAGE.parent / "resources"
    return root / name


def licences() -> Path | None:
    """The folder of licence texts that a bundle has beside its program, None for any other installation."""
    folder = Path(sys.executable).parent / "licences"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None


def program_folders() -> tuple[Path, ...]:
    """The folders that hold the program: package, resources and interpreter."""
    folders = {PACKAGE, PACKAGE.parent / "resources", Path(sys.prefix), Path(sys.base_prefix)}
    return tuple(sorted(f for f in folders if f.is_dir()))


def private_folder() -> Path:
    """Where this user's program may keep passing things (encrypted, nameless): the system's place for caches."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "leakverify"
