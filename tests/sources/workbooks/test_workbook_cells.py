"""Cells of every type come out as a person would see them, whichever way a column is turned to text."""

import datetime as dt
import io
import string

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.sources.workbooks.workbook_cells import filled, shown, text_columns

NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**12), 10**12).map(
    float
)
MANY_YEARS = (dt.datetime(1900, 3, 1), dt.datetime(9000, 1, 1))  # noqa: DTZ001
MOMENTS = st.datetimes(*MANY_YEARS)
CELLS = st.one_of(NUMBERS, MOMENTS, st.dates(), st.booleans(), st.text(max_size=8), st.none())


@settings(max_examples=60)
@given(
    st.sampled_from([NUMBERS, MOMENTS, st.booleans(), st.text(max_size=8)]).flatmap(
        lambda kind: st.lists(kind, min_size=1, max_size=20)
    )
)
def test_a_column_of_one_type_is_as_its_cells_one_by_one(cells):
    (column,) = text_columns([[cell] for cell in cells])
    assert column.to_pylist() == [shown(cell) for cell in cells]


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=20))
def test_rows_are_empty_where_no_cell_shows_anything(rows):
    columns = text_columns(rows)
    assert filled(columns).to_pylist() == [any(map(shown, row)) for row in rows]


def test_moments_at_midnight_keep_their_time_beside_others():
    (column,) = text_columns([[dt.date(2020, 1, 2)], [dt.datetime(2020, 1, 2, 3, 4, 5)]])  # noqa: DTZ001
    assert column.to_pylist() == ["2020-01-02 00:00:00", "2020-01-02 03:04:05"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (dt.timedelta(hours=26, minutes=3, seconds=4), "26:03:04"),
        (-dt.timedelta(seconds=61), "-0:01:01"),
        (4111111111111110.0, "4111111111111110"),
        (1e21, "1e+21"),
        (0.30000000000000004, "0.30000000000000004"),
        (-0.0, "0"),
        (dt.time(1, 2, 3), "01:02:03"),
    ],
)
def test_single_cells(cell, text):
    assert shown(cell) == text
    assert text_columns([[cell], [cell]])[0].to_pylist() == [text, text]


TEXTS = st.text(string.printable + "éüßșøЖ漢字ع😀", min_size=1, max_size=12).map(
    lambda text: "".join(c for c in text if c >= " ").strip() or "x"
)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            TEXTS,
            st.floats(-1e15, 1e15, allow_nan=False),
            st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001
                lambda moment: moment.replace(microsecond=0)
            ),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_xlsxwriter_writes_is_read(read, rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        form = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for number, (text, amount, moment, flag) in enumerate(rows):
            sheet.write_string(number, 0, text)
            sheet.write_number(number, 1, amount)
            sheet.write_datetime(number, 2, moment, form)
            sheet.write_boolean(number, 3, flag)
    got = read(out.getvalue(), header=False)
    assert [(row[0], row[3]) for row in got.rows] == [(r[0], shown(r[3])) for r in rows]
    assert [float(row[1]) for row in got.rows] == pytest.approx([r[1] for r in rows], rel=1e-15)
    assert [row[2].partition(".")[0] for row in got.rows] == [
        shown(r[2]) if any(x[2].time() != dt.time() for x in rows) else r[2].date().isoformat()
        for r in rows
    ]
