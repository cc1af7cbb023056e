"""How the rows pane stands a million rows: `QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.rows [ROWS]`; prints JSON.

Milliseconds on the clock, and of the analyst's processor beside each (for a machine with other work): opening the pane until the
first rows are painted, jumps (95th percentile of 60), facets and sorts of columns, each until its answer is shown, and how late a timer
of five milliseconds came meanwhile. The sample is made here: ten columns, addresses all different.
"""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from leakverify.gui.heard import Phase
from leakverify.gui.main_window import MainWindow
from leakverify.gui.rows.model import WAITING
from leakverify.gui.session import Session
from leakverify.gui.steps import COLUMNS, ROWS
from leakverify.gui.theme import Look
from leakverify.gui.wiring import real_desk
from leakverify.model.picks import Pick
from tests.benchmarks.window import Ticks, wait

JUMPS = 60
HEADER = "id,email,name,city,amount,created,phone,note,status,uuid\n"
CITIES = ("Lyon", "Nantes", "Lille", "Paris", "Nice", "Brest", "Metz", "Tours")


def write(path, rows):
    """A table of so many rows."""
    draw = random.Random(7)
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for i in range(rows):
            n = draw.randrange(10**9)
            day = f"20{n % 24:02d}-{n % 12 + 1:02d}-{n % 28 + 1:02d} {n % 24:02d}:00:00"
            out.write(
                f"{i},u{n:09d}@example{n % 97}.org,Name{n % 5000},{CITIES[n % 8]},{n % 900}.{n % 100:02d},"
                f"{day},+336{n % 10**8:08d},note {n % 1000},{n % 3},{n:032x}\n"
            )


def seconds_of(process):
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Bench:
    """A window over the sample, and what each act took."""

    def __init__(self, app, folder, path):
        self.app = app
        self.session = Session(real_desk(folder))
        self.window = MainWindow(self.session, Look(app))
        self.window.resize(1360, 860)
        self.window.show()
        self.session.open_files([path])
        wait(lambda: self.session.phase in {Phase.DONE, Phase.FAILED}, 3_600)
        wait(lambda: self.session.assessment is not None)  # or showing it would count as a jump
        self.pane = self.window.rows
        self.window.go(COLUMNS)
        self.told = {}

    @property
    def child(self):
        """The analyst's process."""
        return self.session.talk.line.analyst.process_id

    def measure(self, name, act, until):
        """Do something and wait until it is shown."""
        before, began = seconds_of(self.child), time.perf_counter()
        act()
        wait(until)
        self.told[name] = {
            "ms": round(1_000 * (time.perf_counter() - began), 1),
            "analyst cpu ms": round(1_000 * (seconds_of(self.child) - before)),
        }

    def is_shown(self):
        """Whether the first row in sight has come."""
        row = max(0, self.pane.table.rowAt(0))
        text = self.pane.model.index(row, 1).data()
        return self.pane.model.total > 0 and text not in {None, WAITING}

    def open(self):
        """The pane, from another one."""

        def act():
            self.pane.model.restart()
            self.window.go(ROWS)
            self.pane.table.viewport().repaint()

        self.measure("open", act, self.is_shown)

    def jumps(self):
        """To rows all over the file."""
        draw, took = random.Random(3), []
        total = self.pane.model.total
        cpu = seconds_of(self.child)
        for _ in range(JUMPS):
            row = draw.randrange(total - 100)
            began = time.perf_counter()
            self.pane.table.scrollTo(
                self.pane.model.index(row, 0), self.pane.table.ScrollHint.PositionAtTop
            )
            self.pane.table.viewport().repaint()
            wait(self.is_shown)
            took.append(1_000 * (time.perf_counter() - began))
        self.told["jump"] = {
            "p95 ms": round(sorted(took)[int(JUMPS * 0.95)], 1),
            "analyst cpu ms each": round(1_000 * (seconds_of(self.child) - cpu) / JUMPS, 1),
        }

    def facet(self, column, kind):
        """The groups of a column."""
        card = self.pane.facets

        def done():
            facet = card.model.facet
            return facet is not None and (facet.column, facet.kind) == (column, kind)

        self.measure(
            f"facet {column} {kind}",
            lambda: self.pane.side.show_facet(column, self.pane.lens, kind),
            done,
        )
        facet = card.model.facet
        self.told[f"facet {column} {kind}"]["rows"] = facet.rows

    def sort(self, column):
        """By a column."""
        header = self.pane.table.horizontalHeader()
        self.measure(
            f"sort {column}",
            lambda: header.setSortIndicator(column, header.sortIndicatorOrder()),
            self.is_shown,
        )

    def pick(self, pick):
        """Filter by a group."""
        self.measure("filter", lambda: self.pane.picks.toggle(pick), self.is_shown)


def main(rows, folder):
    """All acts over so many rows."""
    path = folder / "rows.csv"
    write(path, rows)
    app = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    bench = Bench(app, folder, path)
    ticks = Ticks()
    ticks.start()
    bench.open()
    bench.jumps()
    for column, kind in (
        (2, "value"), (2, "pattern"), (2, "length"), (4, "value"), (5, "digit"), (6, "year"), (3, "script"), (7, "digits"), (8, "blank"),
    ):  # fmt: skip
        bench.facet(column, kind)
    bench.pane.side.close_cards()
    for column in (2, 5, 6):
        bench.sort(column)
    bench.jumps()
    bench.pick(Pick(4, "value", "Lyon"))
    ticks.stop()
    late = sorted(ticks.late)
    bench.told["event loop late ms"] = {
        "p99.9": round(1_000 * late[int(len(late) * 0.999)], 1),
        "worst": round(1_000 * late[-1], 1),
    }
    bench.session.close()
    return bench.told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
        print(json.dumps(main(count, Path(made)), indent=1))
