"""What the benchmarks share: how busy the machine is, a command's time and memory, medians with their range."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

QUIET_LOAD = 0.4
"""Load a processor below which numbers are worth writing down."""
QUIET_STEAL = 0.02


@dataclass
class Times:
    """One command's runs."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    largest: list[int] = field(default_factory=list)
    together: list[int] = field(default_factory=list)

    def line(self):
        """Median and range of the wall seconds, median of the rest."""
        if not self.wall:
            return "not run"
        return (
            f"{statistics.median(self.wall):7.2f} s ({min(self.wall):.2f}-{max(self.wall):.2f})"
            f"  processor {statistics.median(self.processor):7.2f} s"
            f"  largest process {max(self.largest) >> 20:5} MiB"
            f"  all processes {max(self.together) >> 20:5} MiB"
        )


def steal():
    """Shares of processor time since the start: taken by other machines, and all of it."""
    fields = [int(f) for f in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return fields[7], sum(fields)


def busy(since=None):
    """One line on how busy the machine is, and whether numbers taken now are worth keeping."""
    load = os.getloadavg()[0]
    stolen, total = steal()
    before, began = since or (0, 0)
    share = (stolen - before) / max(total - began, 1)
    processors = os.cpu_count() or 1
    quiet = load <= QUIET_LOAD * processors and share <= QUIET_STEAL
    return f"load {load:.1f} on {processors} processors, steal {100 * share:.1f} %", quiet


def family(process):
    """A process and all below it."""
    found = [process]
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    except OSError:
        pass
    return found


def resident(process):
    """Resident bytes of a process, its share of what it shares counted in part; 0 where it is gone."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    except OSError:
        pass
    return 0


def run(words, times, folder, environment=None):
    """Run a command to its end and note what it took; its exit code."""
    out = (folder / "benchmark.out").open("wb")
    before = os.times()
    began = time.perf_counter()
    with out:
        process = subprocess.Popen(
            words, stdout=out, stderr=subprocess.STDOUT, cwd=folder,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        largest = together = 0
        while process.poll() is None:
            sizes = [resident(p) for p in family(process.pid)]
            largest, together = max(largest, *sizes, 0), max(together, sum(sizes))
            time.sleep(0.05)
    after = os.times()
    times.wall.append(time.perf_counter() - began)
    spent = after.children_user + after.children_system
    times.processor.append(spent - before.children_user - before.children_system)
    times.largest.append(largest)
    times.together.append(together)
    return process.returncode
