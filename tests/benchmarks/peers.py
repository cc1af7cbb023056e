"""The whole command against its peers, by rows, and in the window: `python -m tests.benchmarks.peers FOLDER`.

    --prepare       make FOLDER's environments and files first (needs a package index; some minutes)
    --rounds N      how often each command runs, in turn with the others (5)
    --only WORDS    some of: peers growth window
    --most ROWS     the longest file of the growth (10,000,000)
    --write         put table and plot into resources/help, if the machine is quiet

Each peer runs in an environment of its own in FOLDER, on the same file, in the same round. Load and steal are printed;
memory is the proportional share (PSS) of all processes of a command. The bars stand in the issue "Fast and large".
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.benchmarks import customers
from tests.benchmarks.measure import Times, busy, run, steal
from tests.benchmarks.plot import lines

HERE = Path(__file__).parent
HELP = HERE.parent.parent / "resources" / "help"
ROWS = 200_000
LONG = 1_000_000
"""Rows from which one round is all that there is time for."""
AS_OF = "2026-11-23"
NEEDS = {
    "pandera": ("pandera==0.35.0", "pandas"),
    "naive": ("email-validator==2.4.0", "phonenumbers==9.0.43", "pandas"),
    "misata": ("misata==0.9.8",),
    "frictionless": ("frictionless==5.21.0",),
    "ydata-profiling": ("ydata-profiling==4.18.4", "setuptools<81"),
}
BARS = {"misata": 0.30, "naive": 0.35, "pandera": 2.0}
QUIET = {"YDATA_PROFILING_NO_ANALYTICS": "1"}


def prepare(folder, most):
    """Environments and files."""
    for name, packages in NEEDS.items():
        home = folder / name
        if not home.exists():
            subprocess.run([sys.executable, "-m", "venv", home], check=True)
            subprocess.run([home / "bin" / "pip", "install", "-q", *packages], check=True)
    for rows in (ROWS, *sizes(most)):
        path = file_of(folder, rows)
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            customers.write(rows, path)


def file_of(folder, rows):
    """The file of so many rows; alone in its folder, as one peer wants it."""
    return folder / f"rows-{rows}" / "customers.csv"


def sizes(most):
    """The lengths of files that growth is measured on."""
    return [rows for rows in (10_000, 100_000, 1_000_000, 10_000_000) if rows <= most]


def ours(path, *more):
    """Our own command, with all checks."""
    return [
        sys.executable, "-m", "leakverify", "check", path, "--json", path.parent.parent / "ours.json",
        "--quiet", "--as-of", AS_OF, *more,
    ]  # fmt: skip


def commands(folder, path):
    """Every command of a round."""

    def python(name):
        return folder / name / "bin" / "python"

    return {
        "leakverify": ours(path),
        "leakverify, two processes": ours(path, "--engine", "processes:1"),
        "misata": [folder / "misata/bin/misata", "realism", path.parent],
        "naive": [python("naive"), HERE / "peer_naive.py", path],
        "pandera": [python("pandera"), HERE / "peer_pandera.py", path],
        "frictionless": [folder / "frictionless/bin/frictionless", "validate", path.name, "--json"],
        "ydata-profiling": [
            folder / "ydata-profiling/bin/ydata_profiling", "--minimal", "--silent", path, folder / "ydata.html",
        ],
    }  # fmt: skip


def in_turn(turns, rounds, folder):
    """Run all named commands in turn, as often as asked."""
    times = {name: Times() for name, _ in turns}
    for _ in range(rounds):
        for name, command in turns:
            if Path(command[0]).exists():
                place = file_of(folder, ROWS).parent if name == "frictionless" else folder
                code = run([str(w) for w in command], times[name], place, QUIET)
                if code and name.startswith("leakverify"):
                    sys.exit(f"{name} ended with {code}")
    return times


def peers(folder, rounds):
    """The same file for everybody."""
    turns = list(commands(folder, file_of(folder, ROWS)).items())
    found = in_turn(turns, rounds, folder)
    out = [f"{name:26} {times.line()}" for name, times in found.items()]
    mine = found["leakverify"].wall
    for name, bar in BARS.items():
        theirs = found[name].wall
        if theirs:
            ratios = [a / b for a, b in zip(mine, theirs, strict=True)]
            out.append(
                f"leakverify / {name:11} {median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}), bar {bar:.2f}"
            )
    return out


def growth(folder, rounds, most):
    """Time and memory by rows, one process and two in turn, with bare reads of the same file between them."""
    out, plotted = [], {}
    read = "import pyarrow.csv, sys; pyarrow.csv.read_csv(sys.argv[1])"
    for rows in sizes(most):
        path = file_of(folder, rows)
        bare = ("bare pyarrow", [sys.executable, "-c", read, path])
        two = ("two processes", ours(path, "--engine", "processes:1"))
        turns = [bare, bare, two, bare, ("one process", ours(path)), bare, bare]
        found = in_turn(turns, 1 if rows >= LONG else rounds, folder)
        for name, times in found.items():
            seconds = median(times.wall)
            plotted.setdefault(name, []).append((rows, seconds, max(times.together) / 2**20))
            out.append(
                f"{rows:10} rows, {name:13} {times.line()}  {1e6 * seconds / rows:8.2f} us a row"
            )
        out.append(f"{rows:10} rows, {_ratios(found)}")
    for name, points in plotted.items():
        if len(points) > 1:
            (few, short, small), (many, long, large) = points[-2:]
            slope = 1e6 * (long - short) / (many - few)
            out.append(
                f"{name:13} slope {slope:.2f} us and {1e6 * (large - small) / (many - few):.0f} MiB a million rows"
            )
    return out, plotted


def _ratios(found):
    """Two processes against one, and against a bare read."""
    two, one, bare = (
        median(found[n].wall) for n in ("two processes", "one process", "bare pyarrow")
    )
    return f"two processes / one {two / one:.2f} (bar 0.68), two processes / bare read {two / bare:.1f} (bar 20)"


def window(folder):
    """The window on the file of all peers."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window", file_of(folder, ROWS)],
        capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    if made.returncode:
        return [made.stderr.strip()[-200:]]
    return [f"{name:26} {value:8.1f} ms" for name, value in json.loads(made.stdout).items()]


def write(text, plotted):
    """Table and plot for the help."""
    (HELP / "benchmarks.svg").write_text(lines(plotted), encoding="utf-8")
    head = "# How fast it is\n\nMeasured by `python -m tests.benchmarks.peers FOLDER --write` on two processors.\n\n"
    (HELP / "benchmarks.md").write_text(
        f"{head}![Seconds by rows](benchmarks.svg)\n\n```\n{text}\n```\n", encoding="utf-8"
    )


def main():
    """Measure what was asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--prepare", action="store_true")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", nargs="*", default=["peers", "growth", "window"])
    options.add_argument("--most", type=int, default=10_000_000)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    folder = chosen.folder.absolute()
    if chosen.prepare:
        prepare(folder, chosen.most)
    began, plotted, told = steal(), {}, []
    told.append(f"before: {busy()[0]}")
    quiet = busy()[1]
    if "peers" in chosen.only:
        told += [
            "",
            f"{ROWS} rows, {chosen.rounds} rounds in turn: median (range)",
            *peers(folder, chosen.rounds),
        ]
    if "growth" in chosen.only:
        grown, plotted = growth(folder, min(chosen.rounds, 3), chosen.most)
        told += ["", *grown]
    if "window" in chosen.only:
        told += ["", *window(folder)]
    told += ["", f"all the while: {busy(began)[0]}"]
    print("\n".join(told))
    if chosen.write and plotted:
        if not quiet:
            sys.exit("not written: the machine is busy with other things")
        write("\n".join(told), plotted)


if __name__ == "__main__":
    main()
