"""The built program as smoke.py runs it: from outside, in an environment of its own, with the walk through its window."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "resources" / "demo"
EXPECTED = {"generated": "fabricated", "stitched": "assembled", "subscribers": "unverified"}
"""What each demonstration sample reads as, in any format."""
REPORTS = ("pdf", "html", "json", "lvdossier")
CHECKING = ("--as-of", "2026-11-22", "--quiet")
FIRST_PAINT = 1.0
IDLE_KILOBYTES = 120 * 1024


class SkippedError(Exception):
    """A step that cannot be tried here; the text says why."""


class FailedError(Exception):
    """A step that did not go as it should."""


class Program:
    """The built program and where it may write."""

    def __init__(self, folder: Path, work: Path) -> None:
        name = "leakverify.exe" if os.name == "nt" else "leakverify"
        self.path = (folder / name).resolve()
        self.work = work
        self.home = work / "home"
        self.home.mkdir(exist_ok=True)

    def environment(self, **more: str) -> dict[str, str]:
        """Almost nothing: what a desktop would give."""
        kept = {
            k: v
            for k, v in os.environ.items()
            if k in {"PATH", "SYSTEMROOT", "WINDIR", "TEMP", "DISPLAY", "XAUTHORITY"}
        }
        return {
            **kept,
            "HOME": str(self.home),
            "LOCALAPPDATA": str(self.home),
            "LANG": "C.UTF-8",
            **more,
        }

    def run(
        self,
        *words: object,
        before: tuple[object, ...] = (),
        status: int = 0,
        seconds: float = 300,
        **more: str,
    ) -> str:
        """Run it to its end; what it said on stdout."""
        line = [str(w) for w in (*before, self.path, *words)]
        try:
            done = subprocess.run(
                line,
                env=self.environment(**more),
                cwd=self.work,
                capture_output=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired as error:
            raise FailedError(f"no end after {seconds:.0f} s") from error
        if done.returncode != status:
            raise FailedError(
                f"status {done.returncode}: {done.stderr.decode(errors='replace')[-600:]}"
            )
        return done.stdout.decode(errors="replace")


def link(source: str, target: str) -> str:
    """A hard link where that can be, else a copy."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def told_by_walk(folder: Path) -> dict[str, Any]:
    """What the walk through the window wrote down."""
    told: dict[str, Any] = json.loads((folder / "walk.json").read_text(encoding="utf-8"))
    return told


def walk(
    program: Program, name: str, *, before: tuple[object, ...] = (), bars: bool = False, **more: str
) -> str:
    """Open, verdict, export, quit; what was measured."""
    folder = program.work / f"walk-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    program.run("--smoke", folder, DEMO / "generated.csv", before=before, **more)
    told = told_by_walk(folder)
    missing = [e for e in REPORTS if not (folder / f"exported.{e}").exists()]
    if told["status"] != EXPECTED["generated"] or missing:
        raise FailedError(f"{told}, missing {missing}")
    paint, idle = told["first_paint_seconds"], told["idle_kilobytes"].get("VmRSS", 0)
    if bars and (told["cpu_seconds"] > FIRST_PAINT or idle > IDLE_KILOBYTES):
        raise FailedError(
            f"first paint {paint:.2f} s ({told['cpu_seconds']:.2f} s of processor), idle {idle} kB"
        )
    seconds = f"{paint:.2f} s" if paint else "not told"
    return f"first paint {seconds} ({told['cpu_seconds']:.2f} s of processor), idle {idle / 1024:.0f} MiB, {told['badge']}"
