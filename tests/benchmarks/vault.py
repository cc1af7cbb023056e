"""Adds a million-row leak to a vault and searches it; prints wall and processor seconds of parent and analyst.

Run on an idle machine: `python -m tests.benchmarks.vault [ROWS [SAMPLE]]`. Bars: added in 20 s, searched in 2 s. The search
is what `vault search` does after the sample is read and the passphrase stretched.
"""

import datetime as dt
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from leakverify.case.vault import Vault
from leakverify.engine import old_leaks
from leakverify.engine.talk import Order, Talk
from leakverify.model.old_leak import About

AS_OF = dt.date(2026, 11, 1)
FIRST = ("Anna", "Marc", "Julie", "Paul", "Emma", "Hugo", "Louis", "Jean", "Claire")
HOSTS = ("gmail.com", "orange.fr", "free.fr", "hotmail.fr", "example.org")


def write(path, rows, start=0):
    with path.open("w") as out:
        out.write("id,email,first_name,last_name,phone,postcode,birth_date,created_at\n")
        for i in range(start, start + rows):
            one, two = i * 0x9E3779B1 % (1 << 32), i * 0x85EBCA6B % (1 << 32)
            first, last = FIRST[one % len(FIRST)], f"Mar{letters(two % 9_000)}"
            born = f"{1940 + one % 67}-{two % 12 + 1:02d}-{one % 28 + 1:02d}"
            out.write(
                f"{i},{first.lower()}.{last.lower()}{i}@{HOSTS[i % 5]},{first},{last},06{two % 10**8:08d},"
                f"{1000 + one % 94999:05d},{born},2021-0{i % 9 + 1}-1{i % 9} 10:00:00\n"
            )


def letters(number):
    return "".join(chr(97 + number // 17**place % 17) for place in range(5))


@contextmanager
def timed(name):
    own, wall = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    yield
    now = resource.getrusage(resource.RUSAGE_SELF)
    used = now.ru_utime - own.ru_utime + now.ru_stime - own.ru_stime
    print(f"{name}: {time.monotonic() - wall:.2f} s, of this process {used:.2f} s of processor")


def cpu_of(talk):
    """Processor seconds of the analyst so far."""
    fields = Path(f"/proc/{talk._analyst.process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def add(vault, path):
    with Talk(Order((path,), AS_OF)) as talk, timed(f"added {path.stem}"):
        with timed("  read"):
            talk.read()
        read = cpu_of(talk)

        def ask(key, links, take):
            talk.pile(key, take, links=links)

        leak = old_leaks.add(vault, About(path.stem), talk.record.source.files, AS_OF, ask)
        print(f"  {leak.rows} rows, {dict(leak.counts)}")
        print(f"  analyst: {read:.2f} s of processor to read, {cpu_of(talk) - read:.2f} s to hash")


def main(rows=1_000_000, sample=100_000):
    with tempfile.TemporaryDirectory() as folder:
        leak, small, path = (Path(folder, name) for name in ("leak.csv", "sample.csv", "v.lvvault"))
        write(leak, rows)
        write(small, sample, rows - sample // 2)
        with timed("made a vault"):
            vault = Vault.create(path, "a word")
        add(vault, leak)
        print(f"vault: {path.stat().st_size / 1e6:.1f} MB")
        vault.close()
        with timed("opened the vault, with its passphrase"):
            vault = Vault.open(path, "a word")
        with Talk(Order((small,), AS_OF)) as talk:
            talk.read()
            before = cpu_of(talk)
            with timed(f"searched for {sample} rows"):
                found = talk.search(vault)
            print(f"  analyst: {cpu_of(talk) - before:.2f} s of processor to hash")
            print([(o.kind, o.found, o.of) for o in found.overlaps])
            with timed("  told the analyst"):
                old_leaks.for_analyst(vault, found, "")
            keys = found.keys
            with timed("  search alone"):
                from leakverify.case import vault_search
                from leakverify.model.progress import NEVER, ignore_progress

                vault_search.look_up(vault, keys, ignore_progress, NEVER)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
