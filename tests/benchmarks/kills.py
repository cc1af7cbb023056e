"""Kills a program that keeps a case, at random moments, and sees what is left: `python tests/benchmarks/kills.py [KILLS] [--measure]`.

A child works on a saved case: it records calls and notes, replaces a long part, saves the case to another name and gives it another
passphrase, by turns that chance decides. It tells what it begins and what was acknowledged over a pipe. The parent kills it with SIGKILL
after a random time and opens what is left: every acknowledged entry must be there, at most the one that was under way may be besides, the
chain must be whole and each part the last one recorded. The next child goes on with the same case, so that damage would add up. Keys are
cheap: what a kill can break does not hang on Argon2id.

`--measure` times a record under each journal that SQLite offers.
"""

import os
import random
import select
import signal
import struct
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from leakverify.case import custody, passphrase_key
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act, Step
from leakverify.model.errors import LeakverifyError

WHEN = "2026-11-26T20:00:00Z"
WORDS = ("first word", "second word", "third word")
NAMES = ("a.lvcase", "b.lvcase")
CALL, NOTE, LONG, REKEY, MOVE = range(5)
TITLES = ("call", "note", "long part", "re-key", "save as")
CHANCES = (40, 20, 10, 20, 10)
TOLD = struct.Struct(">BBIBB")
"""Begun or done, what, the number of entries after it, the passphrase and the name that then hold."""
BEGUN, DONE = 0, 1
LONGEST_MS = 150.0


def make_keys_cheap():
    """Argon2id over 64 KiB: each kill opens a case twice."""
    passphrase_key.MEMORY_KIB, passphrase_key.PASSES = 64, 1


@dataclass
class State:
    """What is known of the case: its name, its passphrase, how many entries it has."""

    name: int = 0
    word: int = 0
    entries: int = 0


@dataclass
class Tally:
    """What was seen over all kills."""

    kills: int = 0
    acknowledged: int = 0
    under_way: Counter = field(default_factory=Counter)
    finished_unheard: int = 0
    journals: int = 0
    new_files: int = 0
    bad: list = field(default_factory=list)


def body(part, entries):
    """What a part holds after so many entries: of a length that makes several pages."""
    size = 200_000 if part is Part.HEARD else 3_000
    return random.Random(f"{part}{entries}").randbytes(size)


def part_of(what):
    """The part that an act replaces."""
    return {CALL: Part.CALLS, NOTE: Part.NOTES, LONG: Part.HEARD}.get(what)


def act(case, state, what, folder):
    """Do one thing; the state that then holds."""
    after = state.entries + 1
    part = part_of(what)
    if part is not None:
        kind = Act.CALLED if what == CALL else Act.NOTED
        case.record(kind, when=WHEN, details={"part": what}, parts={part: body(part, after)})
        return State(state.name, state.word, after)
    if what == REKEY:
        word = (state.word + 1) % len(WORDS)
        case.rekey(WORDS[word], step=Step(Act.REKEYED, WHEN))
        return State(state.name, word, after)
    name = 1 - state.name
    case.save_as(folder / NAMES[name], WORDS[state.word], step=Step(Act.SAVED, WHEN))
    return State(name, state.word, after)


def expected(state, what):
    """The state that an act leads to."""
    word = (state.word + (what == REKEY)) % len(WORDS)
    name = 1 - state.name if what == MOVE else state.name
    return State(name, word, state.entries + 1)


def work(folder, state, pipe, seed):
    """The child: open the case and act until it is killed."""
    draw = random.Random(seed)
    case = CaseFile.open(folder / NAMES[state.name], WORDS[state.word])
    assert not case.read_only
    while True:
        (what,) = draw.choices(range(len(CHANCES)), CHANCES)
        after = expected(state, what)
        os.write(pipe, TOLD.pack(BEGUN, what, after.entries, after.word, after.name))
        state = act(case, state, what, folder)
        os.write(pipe, TOLD.pack(DONE, what, state.entries, state.word, state.name))


def kill_one(folder, state, draw, tally):
    """Start a child, kill it, and hear what it had said; the state acknowledged last and the one that was under way."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(folder, state, writing, draw.getrandbits(64))
        except BaseException:  # noqa: BLE001  (told, and the parent fails for it)
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    draw.getrandbits(64)
    select.select([reading], [], [], 20)
    time.sleep(draw.uniform(0, LONGEST_MS) / 1_000)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    data = b""
    while piece := os.read(reading, 1 << 16):
        data += piece
    os.close(reading)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    under_way, what = None, None
    for kind, what_told, entries, word, name in TOLD.iter_unpack(
        data[: len(data) // TOLD.size * TOLD.size]
    ):
        told = State(name, word, entries)
        if kind == DONE:
            state, under_way, what = told, None, None
            tally.acknowledged += 1
        else:
            under_way, what = told, what_told
    return state, under_way, what


def left(folder, tally):
    """What the kill left beside the cases."""
    tally.journals += any(p.name.endswith("-journal") for p in folder.iterdir())
    tally.new_files += any(p.suffix == ".part" for p in folder.iterdir())


def opens(folder, state):
    """The case in this state, or None where it does not open in it."""
    try:
        return CaseFile.open(folder / NAMES[state.name], WORDS[state.word])
    except LeakverifyError:
        return None


def judge(folder, state, under_way):
    """Open what is left: the state that holds now, and what is wrong with it."""
    for may_be in filter(None, (under_way, state)):
        case = opens(folder, may_be)
        if case is None:
            continue
        with case:
            if not case.read_only and case.head.entries in {state.entries, may_be.entries}:
                return State(may_be.name, may_be.word, case.head.entries), wrong(case)
    return state, "does not open"


def wrong(case):
    """What is not as it was recorded, or nothing."""
    log = case.log()
    if custody.first_broken(log, case.head) is not None:
        return "chain"
    last = {}
    for entry in custody.entries(log):
        if "part" in entry.details:
            last[part_of(entry.details["part"])] = entry.seq
    for part, seq in last.items():
        if case.part(part) != body(part, seq):
            return f"part {part}"
    return ""


def run(kills, folder, seed=1):
    """So many kills of children that work on one case in this folder."""
    make_keys_cheap()
    tally, state, draw = Tally(), State(), random.Random(seed)
    with CaseFile.begin("kills") as case:
        case.save_as(folder / NAMES[0], WORDS[0])
    for _ in range(kills):
        state, under_way, what = kill_one(folder, state, draw, tally)
        left(folder, tally)
        acknowledged = state.entries
        state, why = judge(folder, state, under_way)
        tally.kills += 1
        tally.under_way["between" if what is None else TITLES[what]] += 1
        tally.finished_unheard += state.entries > acknowledged
        if why or state.entries < acknowledged:
            tally.bad.append(why or "entry lost")
            break
    return tally


def measure(folder):
    """Milliseconds of one record under each journal, with a short part and a long one."""
    make_keys_cheap()
    for journal in ("DELETE", "TRUNCATE", "PERSIST", "WAL"):
        for level in ("FULL", "EXTRA"):
            for size in (3_000, 1_000_000):
                with CaseFile.begin("x") as case:
                    case.save_as(folder / f"{journal}{level}{size}.lvcase", "x")
                    connection = case._disk._store._connection
                    connection.set_authorizer(None)
                    connection.execute(f"PRAGMA journal_mode={journal}")
                    connection.execute(f"PRAGMA synchronous={level}")
                    times = []
                    for number in range(40):
                        data = random.Random(number).randbytes(size)
                        began = time.perf_counter()
                        case.record(Act.NOTED, when=WHEN, parts={Part.CALLS: data})
                        times.append((time.perf_counter() - began) * 1_000)
                times.sort()
                print(
                    f"{journal:9}{level:6}{size:>9} bytes: {times[20]:7.2f} ms, worst {times[-1]:7.2f} ms",
                    flush=True,
                )


def main(words):
    with tempfile.TemporaryDirectory(dir=os.environ.get("KILLS_FOLDER")) as name:
        folder = Path(name)
        if "--measure" in words:
            return measure(folder)
        began = time.perf_counter()
        tally = run(int(words[0]) if words else 300, folder, seed=int(words[1]) if words[1:] else 1)
        print(
            f"{tally.kills} kills, {tally.acknowledged} acknowledged actions, {len(tally.bad)} bad {tally.bad};"
            f" killed during {dict(tally.under_way)}; done but not heard of {tally.finished_unheard};"
            f" journal left {tally.journals}, new file left {tally.new_files}; {time.perf_counter() - began:.1f} s"
        )
        return bool(tally.bad)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
