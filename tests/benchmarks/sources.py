"""Rows a second and memory of each reader, at two sizes; run by hand: `python tests/benchmarks/sources.py [ROWS]`.

Each reading is a process of its own, from opening (hash included) to the last batch; the best of five is printed; "by work"
counts the processor's seconds only, which other programs on the machine disturb less. Memory is the most that was resident, and must not grow with the rows where a format streams.
"""

import csv
import importlib
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

COLUMNS = ["id", "first", "last", "email", "phone", "street", "city", "born", "hash", "balance"]
BARS = {
    "a.csv": 500_000, "escapes.sql": 80_000, "plain.sql": 100_000, "copy.sql": 80_000, "a.xlsx": 40_000,
}  # fmt: skip
NOT_STREAMED = {"a.xlsx"}
TIMES = 5
READ = """
import sys, time
from leakverify.limits import Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import open_regular
from leakverify.sources.sample import open_sample
import pyarrow.compute, pyarrow.csv
began, used = time.perf_counter(), time.process_time()
try:
    sample = open_sample([open_regular(sys.argv[1])], ReadSettings(), Limits())
    rows = sum(len(batch.frame) for batch in sample.batches())
except LeakverifyError as error:
    print(error.code)
else:
    took, used = time.perf_counter() - began, time.process_time() - used
    import resource
    print(rows, took, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def made(count):
    """Rows of ten columns that look like customers."""
    rng = random.Random(1)
    names = ("Ann", "Bob", "Zoë", "José", "Łukasz", "Иван", "Maria", "Chloé", "Sam")
    for number in range(count):
        yield (
            str(number), rng.choice(names), f"Smith{rng.randrange(1000)}", f"user{number}@example.org",
            f"+1555{rng.randrange(10**7):07}", f"{rng.randrange(999)} Main St", "Springfield",
            f"{rng.randrange(1950, 2005)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}", f"{rng.getrandbits(128):032x}",
            f"{rng.randrange(1000)}.{rng.randrange(100):02}",
        )  # fmt: skip


def with_escapes(rows):
    """Half of the rows get a street that must be escaped."""
    for row in rows:
        street = f"{row[5]}\nApt 'B' \\ x" if int(row[0]) % 2 else row[5]
        yield (*row[:5], street, *row[6:])


def write_csv(path, rows):
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def write_mysql(path, rows):
    def literal(place, cell):
        if place in {0, 9}:
            return cell
        return "'" + cell.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"

    rows = list(rows)
    with path.open("w", encoding="utf-8") as out:
        out.write("-- MySQL dump 10.13\n")
        out.write(f"CREATE TABLE `u` ({','.join(f'`{name}` text' for name in COLUMNS)});\n")
        for at in range(0, len(rows), 1_000):
            tuples = (
                "(" + ",".join(map(literal, range(10), row)) + ")" for row in rows[at : at + 1_000]
            )
            out.write(f"INSERT INTO `u` VALUES {','.join(tuples)};\n")


def write_copy(path, rows):
    with path.open("w", encoding="utf-8") as out:
        out.write(
            f"--\n-- PostgreSQL database dump\n--\nCOPY public.u ({', '.join(COLUMNS)}) FROM stdin;\n"
        )
        for row in rows:
            out.write("\t".join(c.replace("\\", "\\\\").replace("\n", "\\n") for c in row) + "\n")
        out.write("\\.\n")


def write_jsonl(path, rows):
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n")


def write_xlsx(path, rows):
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([COLUMNS, *rows]):
            sheet.write_row(number, 0, row)


def write_sqlite(path, rows):
    with sqlite3.connect(path) as db:
        db.execute(f"CREATE TABLE u ({','.join(COLUMNS)})")
        db.executemany("INSERT INTO u VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
    db.close()


def write_parquet(path, rows):
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    pq.write_table(pa.table(columns), path)


FILES = {
    "a.csv": (write_csv, False), "plain.sql": (write_mysql, False), "escapes.sql": (write_mysql, True),
    "copy.sql": (write_copy, True), "a.jsonl": (write_jsonl, True), "a.xlsx": (write_xlsx, False),
    "a.sqlite": (write_sqlite, True), "a.parquet": (write_parquet, True),
}  # fmt: skip


def measure(path):
    """Rows, least seconds, seconds of work and megabytes of reading, or the code that says why not."""
    best = None
    for _ in range(TIMES):
        done = subprocess.run(
            [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=False
        )
        told = done.stdout.split()
        if len(told) != 4:
            return told[0] if told else "failed"
        one = (int(told[0]), float(told[1]), float(told[2]), int(told[3]))
        if best is None or one[1] < best[1]:
            best = one
    return best


def main():
    """Print a line for each format."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    importlib.import_module("leakverify")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(
        f"{'file':12} {'rows':>9} {'rows/s':>9} {'by work':>9} {'bar':>8} {'MB, a quarter':>14} {'MB, all':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, escaped) in FILES.items():
            found = []
            for size in (count // 4, count):
                path = pathlib.Path(folder) / name
                path.unlink(missing_ok=True)
                write(path, with_escapes(made(size)) if escaped else made(size))
                found.append(measure(path))
                path.unlink()
            if isinstance(found[1], str):
                print(f"{name:12} no reader: {found[1]}")
                continue
            rows, took, used, memory = found[1]
            bar = BARS.get(name)
            word = "" if bar is None else "met" if rows / took >= bar else "MISSED"
            streams = " (not streamed)" if name in NOT_STREAMED else ""
            print(
                f"{name:12} {rows:>9,} {rows / took:>9,.0f} {rows / used:>9,.0f} {bar or '-':>8} {found[0][3]:>14} {memory:>8} {word}{streams}"
            )


if __name__ == "__main__":
    main()
