"""How fast XLSX is read, and how much memory it takes: `python tests/benchmarks/workbook.py [ROWS]`.

Ten columns of numbers, texts, dates and booleans made by XlsxWriter; from opening to the last batch, the best of
three. The bar is 40,000 rows a second on an idle machine.
"""

import datetime as dt
import io
import random
import sys
import time

import xlsxwriter

from leakverify.limits import Limits
from leakverify.model.sample import ReadSettings
from leakverify.sources.regular import NamedFile
from leakverify.sources.sample import open_sample

HEAD = ["id", "first", "last", "email", "phone", "city", "joined", "amount", "active", "note"]


def made(rows):
    """The bytes of a workbook of people."""
    draw = random.Random(1)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, HEAD)
        for i in range(1, rows + 1):
            sheet.write_number(i, 0, i)
            sheet.write_string(i, 1, f"First{draw.randrange(3_000)}")
            sheet.write_string(i, 2, f"Last{draw.randrange(20_000)}")
            sheet.write_string(i, 3, f"user{i}@example{draw.randrange(50)}.com")
            sheet.write_string(i, 4, f"+336{draw.randrange(10**8):08}")
            sheet.write_string(i, 5, f"City {draw.randrange(900)}")
            moment = dt.datetime(2015, 1, 1) + dt.timedelta(seconds=draw.randrange(3 * 10**8))  # noqa: DTZ001
            sheet.write_datetime(i, 6, moment)
            sheet.write_number(i, 7, round(draw.random() * 1_000, 2))
            sheet.write_boolean(i, 8, bool(draw.randrange(2)))
            sheet.write_number(i, 9, draw.randrange(10**6))
    return out.getvalue()


def main():
    """Make, read three times, tell the best and the most memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    data = made(rows)
    best = best_cpu = float("inf")
    for _ in range(3):
        begin, cpu = time.perf_counter(), time.process_time()
        sample = open_sample([NamedFile("x.xlsx", io.BytesIO(data))], ReadSettings(), Limits())
        read = sum(len(batch.frame) for batch in sample.batches())
        best = min(best, time.perf_counter() - begin)
        best_cpu = min(best_cpu, time.process_time() - cpu)
        assert read == rows
    print(f"{rows / best:,.0f} rows/s, {rows / best_cpu:,.0f} rows per second of processor")


if __name__ == "__main__":
    main()
