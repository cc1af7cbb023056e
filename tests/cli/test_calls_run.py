"""The whole way on a real terminal: a plan from a sample, a card from the locked analyst, a call noted, the screen cleared."""

import csv
import os
import select
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from leakverify.case import call_sheet
from leakverify.cli import call_terminal
from leakverify.model.call_desk import CallSheet, Outcome
from leakverify.model.errors import UsageProblem
from leakverify.model.sample import ColumnInfo
from tests.call_sheets import FILES, plan_of
from tests.cli.test_check import COMMAND, ROOT, call

pty = pytest.importorskip("pty")


def sample(path):
    rows = [["name", "phone", "town", "e-mail", "amount"]]
    rows += [
        [
            f"Ann Example{n}",
            f"+33 6 39 98 {n // 100:02} {n % 100:02}",
            "Lyon",
            f"u{n}@example.com",
            f"{n}.50",
        ]
        for n in range(60)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


class Typist:
    """The program on a terminal of its own."""

    def __init__(self, words):
        self.master, slave = pty.openpty()
        command = [*COMMAND, *map(str, words)]
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "200", "LINES": "60"},
        )
        os.close(slave)
        self.seen = ""

    def wait_for(self, text):
        """Everything up to and with a text, since the last one waited for."""
        until = time.monotonic() + 60
        while text not in self.seen and time.monotonic() < until:
            if not select.select([self.master], [], [], 1)[0]:
                continue
            try:
                self.seen += os.read(self.master, 65_536).decode("utf-8", "replace")
            except OSError:
                break
        before, found, self.seen = self.seen.partition(text)
        assert found, before
        return before + found

    def press(self, keys):
        os.write(self.master, keys.encode())

    def end(self):
        try:
            while chunk := os.read(self.master, 65_536):
                self.seen += chunk.decode("utf-8", "replace")
        except OSError:  # the terminal ends with the program
            pass
        os.close(self.master)
        return self.process.wait(timeout=60), self.seen


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made otherwise there")
def test_from_a_sample_to_a_call_on_a_terminal(tmp_path):
    source, plan = sample(tmp_path / "s.csv"), tmp_path / "plan.lvcalls"
    words = ["calls", "plan", source, "--calls", 4, "--reserve", 2, "--case", "9", "--story", "7"]
    done = call(*words, "--out", plan)
    assert done.returncode == 0, done.stderr
    assert b"carries the story" in done.stdout
    made = call_sheet.read(plan).plan
    assert (made.story, made.draw.frame, made.looks) == ((7,), 59, (4,))
    assert 7 not in {one.row for one in made.draw.drawn + made.draw.reserve}

    columns = tmp_path / "columns.toml"
    columns.write_text('[[column]]\nposition = 1\nrole = "full_name"\n', encoding="utf-8")
    row = made.draw.drawn[0].row
    words = ["--who", "AB", "--outlet", "The Paper", "--columns", columns]
    typist = Typist(["calls", "run", plan, source, *words])
    typist.wait_for("q to end.")
    typist.press(" ")
    card = typist.wait_for("q: end")
    assert "\x1b[?1049h" not in card  # already on the other screen
    for part in (
        f"Row {row}.",
        f"Ann Example{row - 1}",
        f"{row - 1}.50",
        "Town: Lyon",
        "The Paper",
    ):
        assert part in card, part
    assert "example.com" not in card
    typist.press("\x1b[D")  # an arrow is no key of an outcome, though it ends in one
    typist.press("u")
    gone = typist.wait_for("q to end.")
    assert "\x1b[3J" in gone
    assert "Example" not in gone
    typist.press("q")
    code, last = typist.end()
    assert code == 0
    assert "\x1b[?1049l" in last
    assert "0 answers so far" in last
    assert "Example" not in last
    (noted,) = call_sheet.read(plan).calls
    assert (noted.row, noted.outcome, noted.who) == (row, Outcome.UNREACHABLE, "AB")


def read(sha256, *roles):
    """A talk that has read a file with these columns."""
    columns = tuple(
        ColumnInfo(n, f"c{n}", role, 1.0, "", 1.0, 1) for n, role in enumerate(roles, 1)
    )
    source = SimpleNamespace(files=(SimpleNamespace(sha256=sha256),))
    return SimpleNamespace(
        record=SimpleNamespace(source=source, columns=SimpleNamespace(columns=columns))
    )


@pytest.mark.parametrize(
    ("talk", "code"),
    [
        (read("cd" * 32, "phone"), "NOT_THIS_SAMPLE"),
        (read(FILES[0], "full_name", "email"), "NO_PHONE_COLUMN"),
    ],
)
def test_only_the_sample_of_the_plan_is_called_and_only_with_telephones(talk, code):
    options = SimpleNamespace(columns=None)
    with pytest.raises(UsageProblem, match=code):
        call_terminal._card(options, talk, CallSheet(plan_of()))


def test_a_column_map_says_where_the_telephones_are(tmp_path):
    columns = tmp_path / "columns.toml"
    columns.write_text('[[column]]\nposition = 2\nrole = "phone"\n', encoding="utf-8")
    talk = read(FILES[0], "full_name", "unknown")
    card = call_terminal._card(SimpleNamespace(columns=columns), talk, CallSheet(plan_of()))
    assert (card.name, card.phone) == ((1,), (2,))
