"""Steps of smoke.py about where the program runs: strange places and settings, other displays, swapped libraries, many children."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from smoke_program import CHECKING, DEMO, FailedError, Program, SkippedError, link, walk

CHILDREN = 50
POINTED_ELSEWHERE = (
    "PYTHONPATH", "PYTHONHOME", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "LD_LIBRARY_PATH",
)  # fmt: skip


def hostile_surroundings(program: Program) -> str:
    """Variables that point elsewhere change nothing; a folder with spaces and accents is fine, and so is no home."""
    place = program.work / "a folder with spaces, é and ش"
    moved = _copied(program, place)
    rubbish = dict.fromkeys(POINTED_ELSEWHERE, "/nonexistent")
    rubbish |= {"QT_STYLE_OVERRIDE": "rubbish", "QT_QPA_PLATFORMTHEME": "rubbish"}
    moved.run("check", DEMO / "generated.csv", *CHECKING, **rubbish)
    if os.name != "nt":
        moved.run("check", DEMO / "generated.csv", *CHECKING, before=("env", "-u", "HOME"))
    said = walk(moved, "moved", QT_QPA_PLATFORM="offscreen", **rubbish)
    shutil.rmtree(place)
    return said


def own_qt(program: Program) -> str:
    """A user's own build of a Qt library takes the place of ours (LGPL): here ours, written anew with a mark in it."""
    tool = shutil.which("objcopy")
    if not tool:
        raise SkippedError("objcopy is not installed here")
    place = program.work / "own qt"
    moved = _copied(program, place)
    library = next((place / "_internal" / "PySide6").rglob("libQt6Core.so.6"))
    mark = program.work / "mark.txt"
    mark.write_text("another build")
    swapped = program.work / "libQt6Core.so.6"
    subprocess.run([tool, "--add-section", f".mark={mark}", library, swapped], check=True)
    library.unlink()
    swapped.rename(library)
    said = walk(moved, "own-qt", QT_QPA_PLATFORM="offscreen")
    shutil.rmtree(place)
    return said


def fifty_children(program: Program) -> str:
    """Children start and end when their parent goes, and none opens a window or stays."""
    began = time.monotonic()
    for kind in ("analyst", "writer"):
        for _ in range(CHILDREN // 2):
            program.run("--child", kind, seconds=60, DISPLAY=":no-screen", QT_QPA_PLATFORM="xcb")
    return f"{(time.monotonic() - began) / CHILDREN:.2f} s each"


def wayland(program: Program) -> str:
    """The walk on a Wayland display without a screen."""
    server = shutil.which("weston")
    if not server:
        raise SkippedError("weston is not installed here")
    with tempfile.TemporaryDirectory(prefix="leakverify-wayland-") as folder:
        place = Path(folder)
        settings = {**program.environment(), "XDG_RUNTIME_DIR": folder}
        line = [server, "--backend=headless-backend.so", "--socket=smoke", "--no-config", "--width=1600", "--height=1000"]  # fmt: skip
        with subprocess.Popen(
            line, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as held:
            try:
                _wait_for((place / "smoke").exists)
                more = {"XDG_RUNTIME_DIR": folder, "WAYLAND_DISPLAY": "smoke", "DISPLAY": ""}
                return walk(program, "wayland", QT_QPA_PLATFORM="wayland", **more)
            finally:
                held.terminate()


def _copied(program: Program, place: Path) -> Program:
    """The program in another folder, by links where that can be."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(program.path.parent, place, symlinks=True, copy_function=link)
    return Program(place, program.work)


def _wait_for(there: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            raise FailedError("no display came up")
        time.sleep(0.05)
