"""Runs the built program as its users will: `python packaging/smoke.py [--bundle FOLDER] [--short] [--only WORD]`.

Every step is a program run from outside, in an environment of its own, and is told as ok, FAILED or SKIPPED with the
reason and its seconds; the exit status is 1 where a step failed. `--short` runs what fits into a test run: one sample in
each format without reports, one with all reports, the window offscreen. The whole adds each demonstration sample in each
format with each report, the self-test, the window on a screen (Xvfb), strace, and a bare Debian tree (debootstrap, root), in
which the packages beside the bundle are installed and taken away too.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import smoke_bare
import smoke_kept
import smoke_packages
import smoke_samples
from smoke_program import (
    CHECKING,
    DEMO,
    EXPECTED,
    REPORTS,
    ROOT,
    FailedError,
    Program,
    SkippedError,
    walk,
)
from smoke_surroundings import fifty_children, hostile_surroundings, own_qt, wayland

BROKEN = (KeyError, ValueError, subprocess.SubprocessError)
"""What a step may raise besides, where the program did not write what it should."""
FAR = re.compile(r"\b(?:AF|PF)_(?!UNIX\b|LOCAL\b|UNSPEC\b)[A-Z0-9]+")


def version(program: Program) -> str:
    """`--version` says one line."""
    said = program.run("--version")
    if not re.fullmatch(r"leakverify \d+\.\d+\.\d+\s*", said):
        raise FailedError(said)
    return said.strip()


def self_test(program: Program) -> str:
    """The self-test catches everything that this build should catch."""
    return program.run("selftest", seconds=900).strip().splitlines()[-1]


def every_format(program: Program, *, short: bool) -> Iterator[tuple[str, Callable[[], str]]]:
    """A step for each sample in each format."""
    for source in sorted(DEMO.glob("*.csv")):
        if short and source.stem != "generated":
            continue
        folder = program.work / "samples" / source.stem
        for ending, make in smoke_samples.MAKERS.items():
            yield (
                f"check {source.stem} as {ending}",
                _check(program, source, folder, ending, make, reports=not short or ending == "csv"),
            )


def _check(
    program: Program,
    source: Path,
    folder: Path,
    ending: str,
    make: smoke_samples.Maker,
    *,
    reports: bool,
) -> Callable[[], str]:
    """One sample in one format: read to the end, and read alike."""

    def step() -> str:
        folder.mkdir(parents=True, exist_ok=True)
        sample, out = folder / f"{source.stem}.{ending}", folder / f"{ending}.json.out"
        try:
            make(smoke_samples.rows_of(source), sample)
        except ImportError as error:
            raise SkippedError(f"{error.name} is not installed here") from error
        wanted = [folder / f"report-{ending}.{kind}" for kind in REPORTS] if reports else []
        program.run(
            "check",
            sample,
            *CHECKING,
            "--json",
            out,
            *(w for path in wanted for w in ("--report", path)),
        )
        told = json.loads(out.read_text(encoding="utf-8"))
        status = told["verdict"]["status"]
        failed = [f["id"] for f in told["findings"] if f["state"] == "failed"]
        if not told["complete"] or failed or status != EXPECTED[source.stem]:
            raise FailedError(f"complete {told['complete']}, {status}, failed {failed}")
        if told["network"]["attempts_refused"]:
            raise FailedError(f"refused {told['network']['attempts_refused']}")
        for path in wanted:
            if path.stat().st_size < 5_000:  # noqa: PLR2004  (no report is as small)
                raise FailedError(f"{path.name} is {path.stat().st_size} bytes")
        return f"{status}, {len(wanted)} reports"

    return step


def dossier(program: Program) -> str:
    """A dossier that was written is verified, by the same program."""
    made = program.work / "samples" / "generated" / "report-csv.lvdossier"
    if not made.exists():
        raise SkippedError("no dossier was written")
    program.run("verify", made, program.work / "samples" / "generated" / "generated.csv")
    return "the same"


def workers(program: Program) -> str:
    """Worker processes, and both kinds of child beside them."""
    out = program.work / "spread.json"
    program.run("check", DEMO / "stitched.csv", *CHECKING, "--engine", "processes:2", "--json", out)
    return str(json.loads(out.read_text(encoding="utf-8"))["verdict"]["status"])


def lookup_child(program: Program) -> str:
    """The look-up child starts, finds nobody at a closed port of this machine, and says so; the offline edition says that it asks nobody."""
    given = program.work / "list.txt"
    smoke_samples.write_list(given)
    line = [
        str(program.path),
        "mx",
        str(given),
        "--out",
        str(program.work / "answers.jsonl"),
        "--way",
        "dot:127.0.0.1#dns.example",
    ]
    done = subprocess.run(
        line,
        env=program.environment(),
        cwd=program.work,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if "asks no network at all" in done.stderr:
        return "this edition asks nobody"
    if done.returncode not in {0, 4} or "Traceback" in done.stderr:
        raise FailedError(f"status {done.returncode}: {done.stderr[-400:]}")
    return f"status {done.returncode}"


def window_offscreen(program: Program) -> str:
    """The walk without a screen."""
    return walk(program, "offscreen", QT_QPA_PLATFORM="offscreen")


def window_on_a_screen(program: Program) -> str:
    """The walk on a screen; first paint and memory are held to their bars."""
    runner = shutil.which("xvfb-run")
    if sys.platform != "linux":
        return walk(program, "screen")
    if not runner:
        raise SkippedError("xvfb-run is not installed here")
    before = (runner, "-a", "-s", "-screen 0 1600x1000x24")
    walk(program, "warm", before=before, QT_QPA_PLATFORM="xcb")  # the first start reads the disk
    return walk(program, "screen", before=before, bars=True, QT_QPA_PLATFORM="xcb")


def traced(program: Program) -> str:
    """Under strace: window and command open no socket but local ones."""
    strace = shutil.which("strace")
    if not strace:
        raise SkippedError("strace is not installed here")
    log = program.work / "strace.log"
    before = (strace, "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o", log)
    runner = shutil.which("xvfb-run")
    screen = (runner, "-a", "-s", "-screen 0 1600x1000x24") if runner else ()
    walk(
        program,
        "traced",
        before=(*screen, *before),
        QT_QPA_PLATFORM="xcb" if runner else "offscreen",
    )
    lines = log.read_text(errors="replace").splitlines()
    program.run(
        "check",
        DEMO / "stitched.csv",
        *CHECKING,
        "--report",
        program.work / "traced.pdf",
        before=before,
    )
    lines += log.read_text(errors="replace").splitlines()
    far = [line for line in lines if FAR.search(line)]
    if far:
        raise FailedError(far[0])
    return f"{sum('socket(' in line for line in lines)} local sockets, no other"


def bare(program: Program) -> str:
    """In a Debian tree without Python, fonts or a desktop."""
    return smoke_bare.run(program.path.parent, program.work)


def packages(program: Program) -> str:
    """Package and tarball, installed there, run, and taken away."""
    return smoke_packages.run(program.path.parent.parent, program.work)


def steps(program: Program, *, short: bool) -> Iterator[tuple[str, Callable[[], str]]]:
    """What is run, in order."""
    places = [hostile_surroundings, own_qt, fifty_children, window_on_a_screen, wayland, traced]
    whole = [*smoke_kept.OTHERS, self_test, *places, bare, packages]
    yield "version", lambda: version(program)
    yield from every_format(program, short=short)
    always = (dossier, workers, lookup_child, *smoke_kept.SHORT, window_offscreen)
    for step in (*always, *(() if short else whole)):
        yield step.__name__.replace("_", " "), lambda step=step: step(program)


def main() -> int:
    """Run the steps, tell each, and keep the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bundle", type=Path, default=ROOT / "dist" / "leakverify")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path, help="a folder for what was written")
    wanted = parser.parse_args()
    if not (wanted.bundle / "_internal").is_dir():
        sys.exit(f"{wanted.bundle} holds no bundle: run `make bundle` first")
    work = wanted.keep or Path(tempfile.mkdtemp(prefix="leakverify-smoke-"))
    work.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name, step in steps(Program(wanted.bundle, work), short=wanted.short):
        if wanted.only in name:
            failed += told(name, step)
    if not wanted.keep:
        shutil.rmtree(work, ignore_errors=True)
    return 1 if failed else 0


def told(name: str, step: Callable[[], str]) -> bool:
    """Run one step and print how it went; whether it failed."""
    began = time.monotonic()
    word, note = "ok", ""
    try:
        note = step()
    except SkippedError as error:
        word, note = "SKIPPED", str(error)
    except smoke_bare.CannotError as error:
        word, note = "SKIPPED", str(error)
    except (FailedError, smoke_bare.BrokenError, OSError, *BROKEN) as error:
        word, note = "FAILED", f"{type(error).__name__} {error}"
    print(f"{word:<8}{time.monotonic() - began:7.1f} s  {name}  {note}", flush=True)
    return word == "FAILED"


if __name__ == "__main__":
    sys.exit(main())
