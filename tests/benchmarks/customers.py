"""A customer list of any length that nobody is in, made a million rows in a few seconds: `python customers.py ROWS FILE`."""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from tests.benchmarks.road import ENDS, FIRST, PROVIDERS, SOUNDS, STREETS

AT_ONCE = 500_000
START = 1_546_300_800
AREAS = ("212", "312", "415", "617", "713")


def _joined(*parts, mark=""):
    return pc.binary_join_element_wise(*parts, mark)


def _numbers(values, width=0):
    texts = pc.cast(pa.array(values), pa.string())
    return pc.utf8_lpad(texts, width, "0") if width else texts


class Drawer:
    """Draws rows from fixed pools by a seed."""

    def __init__(self, seed=11):
        self._rng = np.random.default_rng(seed)
        self._families = pa.array(
            [(a + b + c).title() for a in SOUNDS for b in SOUNDS for c in SOUNDS]
        )
        self._towns = pa.array(
            [f"{a} {f}{e}" for a in ("North", "Lake", "Port", "New") for f in FIRST for e in ENDS]
        )

    def _of(self, pool, count):
        pool = pool if isinstance(pool, pa.Array) else pa.array(list(pool))
        return pool.take(pa.array(self._rng.integers(0, len(pool), count)))

    def rows(self, first, count):
        """The next rows, numbered from `first`."""
        draw = self._rng.integers
        given, family = self._of(FIRST, count), self._of(self._families, count)
        local = _joined(
            pc.utf8_lower(_joined(given, family, mark=".")), _numbers(draw(0, 9_999, count))
        )
        made = pa.array((START + draw(0, 200_000_000, count)).astype("datetime64[s]"))
        return pa.table(
            {
                "id": _numbers(np.arange(first, first + count)),
                "name": _joined(given, family, mark=" "),
                "email": _joined(local, self._of(PROVIDERS, count), mark="@"),
                "phone": _joined(
                    pa.array(["+1"] * count), self._of(AREAS, count),
                    _numbers(draw(200, 999, count)), _numbers(draw(0, 10_000, count), 4),
                ),
                "address": _joined(
                    _numbers(draw(1, 9_999, count)), self._of(self._families, count),
                    self._of(STREETS, count), mark=" ",
                ),
                "postcode": _numbers(draw(501, 99_951, count), 5),
                "city": self._of(self._towns, count),
                "country": pa.array(["US"] * count),
                "amount": _joined(_numbers(draw(5, 5_000, count)), _numbers(draw(0, 100, count), 2), mark="."),
                "created_at": pc.strftime(made, "%Y-%m-%d %H:%M:%S"),
            }
        )  # fmt: skip


def write(rows, path):
    """Write a CSV file of so many rows."""
    drawer = Drawer()
    writer = None
    for first in range(0, rows, AT_ONCE):
        table = drawer.rows(first + 1_000, min(AT_ONCE, rows - first))
        if writer is None:
            options = pacsv.WriteOptions(quoting_style="needed")
            writer = pacsv.CSVWriter(path, table.schema, write_options=options)
        writer.write_table(table)
    if writer is not None:
        writer.close()


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
