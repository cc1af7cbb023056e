"""Cells of a spreadsheet into columns of text, as a person would see them; a column of one type goes all at once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

_EXACT: Final = 1e15
_WHOLE_BELOW: Final = 1e16
_SMALL: Final = 1e-3
_BOOLEANS: Final = (
    pa.scalar("TRUE", pa.large_string()),
    pa.scalar("FALSE", pa.large_string()),
)
_MIDNIGHT: Final = dt.time()


def shown(cell: Any) -> str:
    """A cell as text: ISO dates, whole numbers without a point, TRUE and FALSE as the sheet shows them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE_BELOW else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return _duration(cell)
    return "" if cell is None else str(cell)


def _duration(length: dt.timedelta) -> str:
    """Hours, minutes, seconds, the hours beyond 24 where there are more."""
    seconds, rest = divmod(abs(length), dt.timedelta(seconds=1))
    fraction = f".{rest.microseconds:06}" if rest else ""
    sign = "-" if length < dt.timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"


def text_columns(rows: Sequence[Sequence[Any]]) -> list[pa.Array]:
    """The columns of rows of equal width."""
    return [_column(column) for column in zip(*rows, strict=True)]


def _column(cells: tuple[Any, ...]) -> pa.Array:
    types = set(map(type, cells))
    if len(types) == 1:
        kind = next(iter(types))
        if kind is str:
            return _texts(cells)
        if kind is float:
            return _numbers(cells)
    if types == {bool}:
        return pc.if_else(pa.array(cells, pa.bool_()), *_BOOLEANS)
    if dt.datetime in types and dt.date in types:  # a column of moments has some at midnight
        cells = tuple(
            dt.datetime.combine(cell, _MIDNIGHT) if type(cell) is dt.date else cell
            for cell in cells
        )
        types -= {dt.date}
    if types == {dt.datetime}:
        return _moments(cells)
    return _texts([shown(cell) for cell in cells])


def _texts(cells: Sequence[str]) -> pa.Array:
    return pa.array(cells, pa.large_string())


def _numbers(cells: Sequence[float]) -> pa.Array:
    """Whole numbers as such, others in the shortest spelling that means the same double."""
    numbers = pa.array(cells, pa.float64())
    size = pc.abs(numbers)
    if not pc.all(pc.less(size, _EXACT)).as_py():
        return _texts([shown(cell) for cell in cells])
    whole = numbers.cast(pa.int64(), safe=False)
    is_whole = pc.equal(whole.cast(pa.float64()), numbers)
    if pc.all(is_whole).as_py():
        return whole.cast(pa.large_string())
    if not pc.all(pc.or_(is_whole, pc.greater(size, _SMALL))).as_py():
        return _texts([shown(cell) for cell in cells])
    return pc.if_else(is_whole, whole.cast(pa.large_string()), numbers.cast(pa.large_string()))


def _moments(cells: Sequence[dt.datetime]) -> pa.Array:
    moments = pa.array(cells, pa.timestamp("us"))
    seconds = moments.cast(pa.timestamp("s"), safe=False)
    if not pc.all(pc.equal(seconds.cast(pa.timestamp("us")), moments)).as_py():
        return _texts([shown(cell) for cell in cells])
    return seconds.cast(pa.string()).cast(pa.large_string())


def filled(columns: Sequence[pa.Array]) -> pa.Array:
    """Which rows hold any text."""
    found = pc.greater(pc.binary_length(columns[0]), 0)
    for column in columns[1:]:
        if pc.all(found).as_py():
            break
        found = pc.or_(found, pc.greater(pc.binary_length(column), 0))
    return found
