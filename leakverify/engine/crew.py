"""The parent's side of the workers: starts them with pipes to the analyst, and ends them with it."""

import os
from typing import Final

from leakverify.engine import launch

MAX_WORKERS: Final = 32


def usual_count() -> int:
    """A worker for each processor that this process has beside the analyst's own."""
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(processors - 1, 1)


class Crew:
    """N workers. The parent only makes the pipes: not a byte of what passes through them reaches it."""

    def __init__(self, count: int) -> None:
        self._count = min(max(count, 1), MAX_WORKERS)
        self._analyst_ends: list[tuple[int, int]] = []
        self._worker_ends: list[tuple[int, int]] = []
        self._processes: list[launch.Process] = []
        for _ in range(self._count):
            rows_out, rows_in = os.pipe()
            probes_out, probes_in = os.pipe()
            self._analyst_ends.append((rows_in, probes_out))
            self._worker_ends.append((rows_out, probes_in))
        self._limits = {"workers": self._count}
        for number, (into, outof) in enumerate(self._analyst_ends):
            self._limits |= {f"worker_{number}_in": into, f"worker_{number}_out": outof}

    @property
    def inherited(self) -> list[int]:
        """The descriptors that the analyst inherits."""
        return [end for ends in self._analyst_ends for end in ends]

    def limits(self) -> dict[str, int]:
        """Where the analyst finds its ends, for its `Open`; the same before and after they were let go of here."""
        return dict(self._limits)

    @property
    def process_ids(self) -> list[int]:
        """The workers' process ids."""
        return [process.pid for process in self._processes]

    def start(self) -> None:
        """Start the workers, once the analyst has its ends; then let go of all ends here."""
        for rows_out, probes_in in self._worker_ends:
            process = launch.start(launch.command("worker"), stdin=rows_out, stdout=probes_in)
            self._processes.append(process)
        self._let_go()

    def end(self) -> None:
        """End the workers at once."""
        self._let_go()
        for process in self._processes:
            process.kill()
            process.wait()

    def _let_go(self) -> None:
        for ends in (*self._analyst_ends, *self._worker_ends):
            for end in ends:
                os.close(end)
        self._analyst_ends, self._worker_ends = [], []
