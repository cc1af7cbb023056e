"""The pip way, tried for real: `python packaging/smoke_wheel.py [--out FOLDER] [--without-cluster]`.

Builds the sdist, and the wheel from it; has `twine check --strict` look at both; installs the wheel as `pipx install` does,
in an environment of its own outside the checkout, and runs it there: version, self-test, a check with each report, the
window offscreen; then the extra `cluster` with a Dask cluster on this computer. Asks the package index, as pip does, and
so is no part of the tests; these install the wheel without one. Leaves the two files in FOLDER (default: dist).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from smoke import self_test, told, version
from smoke_program import (
    CHECKING,
    DEMO,
    EXPECTED,
    REPORTS,
    ROOT,
    FailedError,
    Program,
    told_by_walk,
)

BACKEND = "import sys, hatchling.build as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"
WALK = "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import walk; raise SystemExit(walk.run(Path(sys.argv[2]), Path(sys.argv[3])))"
CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    made = LocalCluster("127.0.0.1", n_workers=1, threads_per_worker=1, dashboard_address=None, processes=False, protocol="tcp://")
    print(made.scheduler_address, flush=True)
    input()
"""


def build(out: Path, work: Path) -> list[Path]:
    """The sdist, and the wheel that is made of the sdist alone."""
    run(sys.executable, "-c", BACKEND, "sdist", out, cwd=ROOT)
    sdist = max(out.glob("leakverify-*.tar.gz"), key=lambda p: p.stat().st_mtime)
    shutil.unpack_archive(sdist, work / "source", filter="data")
    run(
        sys.executable, "-c", BACKEND, "wheel", out, cwd=work / "source" / sdist.name[: -len(".tar.gz")]
    )  # fmt: skip
    return [sdist, max(out.glob("leakverify-*.whl"), key=lambda p: p.stat().st_mtime)]


def environment(home: Path, *wanted: str) -> Path:
    """A fresh environment with these; where its programs lie."""
    run(sys.executable, "-m", "venv", home)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    install(programs, *wanted)
    return programs


def install(programs: Path, *wanted: str) -> None:
    """Install more into an environment."""
    words = ("-m", "pip", "install", "-q", "--disable-pip-version-check")
    run(programs / "python", *words, *wanted)


def run(*words: object, **more: object) -> str:
    """Run something to its end; what it said."""
    line = [str(w) for w in words]
    done = subprocess.run(line, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]
    if done.returncode != 0:
        raise FailedError(f"{' '.join(line[:4])}: {done.stdout[-400:]}{done.stderr[-800:]}")
    return str(done.stdout)


def every_report(program: Program) -> str:
    """A check with each kind of report, and the dossier verified."""
    wanted = [program.work / f"report.{kind}" for kind in REPORTS]
    sample = shutil.copy(DEMO / "generated.csv", program.work / "sample.csv")
    out = program.work / "out.json"
    words = [w for path in wanted for w in ("--report", path)]
    program.run("check", sample, *CHECKING, "--json", out, *words)
    status = json.loads(out.read_text(encoding="utf-8"))["verdict"]["status"]
    if status != EXPECTED["generated"] or not all(p.exists() for p in wanted):
        raise FailedError(status)
    program.run("verify", wanted[-1], sample)
    return f"{status}, {len(wanted)} reports, verified"


def window(program: Program) -> str:
    """The walk through the window that the wheel brings."""
    folder = program.work / "walk"
    folder.mkdir()
    python = program.path.with_name("python" + program.path.suffix)
    line = (
        python,
        "-c",
        WALK,
        Path(__file__).resolve().parent,
        folder,
        program.work / "sample.csv",
    )
    run(*line, cwd=program.work, env=program.environment(QT_QPA_PLATFORM="offscreen"))
    told_here = told_by_walk(folder)
    if told_here["status"] != EXPECTED["generated"]:
        raise FailedError(str(told_here))
    return str(told_here["badge"])


def cluster(program: Program, wheel: Path) -> str:
    """Without the extra it is refused with a sentence; with it, a cluster of this computer gives equal findings."""
    words = ("check", DEMO / "stitched.csv", *CHECKING, "--json", program.work / "far.json")
    program.run(*words, "--engine", "dask:tcp://127.0.0.1:9", status=2)
    install(program.path.parent, f"{wheel}[cluster]")
    script = program.work / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    python = program.path.with_name("python" + program.path.suffix)
    line = [str(python), str(script)]
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=program.work
    ) as held:
        try:
            address = held.stdout.readline().strip() if held.stdout else ""
            program.run(*words, "--engine", f"dask:{address}")
        finally:
            held.kill()
    program.run("check", DEMO / "stitched.csv", *CHECKING, "--json", program.work / "near.json")
    far, near = (json.loads((program.work / f"{n}.json").read_text()) for n in ("far", "near"))
    if far["findings"] != near["findings"] or far["network"]["cluster"] != address:
        raise FailedError("the findings differ")
    return f"{len(far['findings'])} equal findings by {address}"


def main() -> int:
    """Build, look, install, run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--without-cluster", action="store_true")
    wanted = parser.parse_args()
    out = wanted.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="leakverify-wheel-") as folder:
        work = Path(folder)
        built = build(out, work)
        twine = environment(work / "twine", "twine")
        print(run(twine / "twine", "check", "--strict", *built).strip())
        programs = environment(work / "env", str(built[1]))
        (work / "run").mkdir()
        program = Program(programs, work / "run")
        steps = [version, every_report, self_test, window]
        failed = sum(told(s.__name__.replace("_", " "), lambda s=s: s(program)) for s in steps)
        if not wanted.without_cluster:
            failed += told("cluster", lambda: cluster(program, built[1]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
