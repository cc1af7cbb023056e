"""Questions about rows and their answers off the wire: pages, and facets whose groups have a closed form but for cells themselves."""

import re
from typing import Final

from leakverify.engine.fields import Fields, as_integer, as_list, as_text
from leakverify.limits import MAX_CELL_SHOWN, MAX_PAGE_ROWS
from leakverify.model.finding import MAX_ROWS_SHOWN
from leakverify.model.messages import AskFacet, AskRows, Facet, Page, ProtocolError
from leakverify.model.picks import FACETS, HOLDS, MAX_PICKS, Pick

MAX_COLUMNS: Final = 2_000
MAX_CELLS: Final = 256
MAX_NAME: Final = 1_024
MAX_ID: Final = 8_192
MAX_COUNT: Final = 1 << 60
_KIND: Final = re.compile("|".join(FACETS))
_PICKED: Final = re.compile("|".join((*FACETS, HOLDS)))
_NONE: Final = "|none"
_KEYS: Final = {
    "length": re.compile(r"[0-9]{1,10}"),
    "script": re.compile(r"[a-z]{1,16}(?:\+[a-z]{1,16}){0,20}"),
    "digit": re.compile(r"[1-9]" + _NONE),
    "digits": re.compile(r"[0-9]{1,2}" + _NONE),
    "year": re.compile(r"-?[0-9]{1,5}" + _NONE),
    "month": re.compile(r"0[1-9]|1[0-2]" + _NONE),
    "weekday": re.compile(r"[1-7]" + _NONE),
    "hour": re.compile(r"[01][0-9]|2[0-3]" + _NONE),
    "blank": re.compile(r"filled|empty|spaces|missing"),
}
"""What may stand as a group; cells and their shapes are free text within bounds."""


def page(f: Fields) -> Page:
    """Rows, one number each, all equally wide."""
    numbers = f.integers("numbers", MAX_PAGE_ROWS, 1)
    rows = tuple(
        tuple(
            None if cell is None else as_text(cell, "rows", MAX_CELL_SHOWN)
            for cell in as_list(item, MAX_CELLS)
        )
        for item in f.items("rows", MAX_PAGE_ROWS)
    )
    if len(rows) != len(numbers) or len({len(row) for row in rows}) > 1:
        raise ProtocolError("rows")
    token, total, start = f.integer("token", 0), f.integer("total", 0), f.integer("start", 0)
    return Page(token, total, start, numbers, rows, f.integer("found", -1))


def facet(f: Fields) -> Facet:
    """Groups and their counts, none larger than the rows counted."""
    kind = f.match("kind", _KIND)
    rows, total = f.integer("rows", 0, MAX_COUNT), f.integer("total", 0, MAX_COUNT)
    values = []
    for item in f.items("values", MAX_PAGE_ROWS):
        text, count = as_list(item, 2, exactly=True)
        counted = as_integer(count, "values", 0, MAX_COUNT)
        values.append((_key(as_text(text, "values", MAX_CELL_SHOWN), kind), counted))
    if rows > total or sum(count for _, count in values) > rows:
        raise ProtocolError("values")
    token, column = f.integer("token", 0), f.integer("column", 1, MAX_COLUMNS)
    return Facet(token, column, tuple(values), f.integer("distinct", 0), kind, rows, total)


def _key(text: str, kind: str) -> str:
    form = _KEYS.get(kind)
    if form is not None and not form.fullmatch(text):
        raise ProtocolError("values")
    return text


def ask_rows(f: Fields) -> AskRows:
    """A page that the parent wants."""
    return AskRows(
        f.integer("token", 0),
        f.text("finding", MAX_ID),
        f.integer("sort", -MAX_COLUMNS, MAX_COLUMNS),
        f.integer("start", 0),
        f.integer("count", 0, MAX_PAGE_ROWS),
        f.text("text", MAX_NAME),
        f.integer("column", 1, MAX_COLUMNS),
        f.integers("named", MAX_ROWS_SHOWN, 1),
        _picks(f),
        f.integer("seek", 0, MAX_COUNT),
    )


def ask_facet(f: Fields) -> AskFacet:
    """A facet that the parent wants."""
    return AskFacet(
        f.integer("token", 0),
        f.integer("column", 1, MAX_COLUMNS),
        f.match("kind", _KIND),
        f.text("finding", MAX_ID),
        f.text("text", MAX_NAME),
        f.integers("named", MAX_ROWS_SHOWN, 1),
        _picks(f),
    )


def _picks(f: Fields) -> tuple[Pick, ...]:
    out = []
    for item in f.items("picks", MAX_PICKS):
        inner = Fields(item)
        kind = inner.match("kind", _PICKED)
        out.append(
            Pick(inner.integer("column", 1, MAX_COLUMNS), kind, inner.text("key", MAX_CELL_SHOWN))
        )
        inner.end()
    return tuple(out)
