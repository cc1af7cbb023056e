"""Arrow's CSV reader over one segment, trusted only where it provably read what the exact reader would."""

from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from leakverify.sources.lines.exact import NO_DELIMITER, Dialect, are_rows, keep_plain_escapes
from leakverify.sources.table import slot_names

_END: Final = "\x1eend\x1e"
"""A last record of our own: it comes out whole exactly when no quote before it stayed open."""
_PARSE_BLOCK: Final = 1 << 20


class FastParser:
    """Parses clean segments; None means that the exact reader must look."""

    def __init__(self, dialect: Dialect, width: int) -> None:
        self._dialect = dialect
        self._width = width
        self._delimiter = dialect.delimiter or NO_DELIMITER
        self._able = self._delimiter.isascii() and dialect.quote.isascii()
        self._end = (self._delimiter.join([_END] * width) + "\n").encode()
        self._mend = keep_plain_escapes(dialect) if dialect.escape else None
        names = slot_names(width)
        self._read = pacsv.ReadOptions(
            column_names=names, block_size=_PARSE_BLOCK, use_threads=False
        )
        self._convert = pacsv.ConvertOptions(
            column_types={name: pa.large_string() for name in names},
            strings_can_be_null=False,
            check_utf8=False,  # the transcoder's word
        )

    def parse(self, data: bytes) -> pa.Table | None:
        """All rows of whole records in clean UTF-8, or None."""
        if not self._able:
            return None
        if self._mend is not None:
            data = self._mend(data.decode("utf-8")).encode("utf-8")
        if data and data[-1:] not in b"\r\n":
            data += b"\n"
        bad_rows: list[None] = []

        def refuse(_: Any) -> str:
            bad_rows.append(None)
            return "skip"

        quote = self._dialect.quote
        quoted = bool(quote) and quote.encode() in data
        options = pacsv.ParseOptions(
            delimiter=self._delimiter,
            quote_char=quote if quoted else False,
            escape_char=self._dialect.escape or False,
            newlines_in_values=quoted or bool(self._dialect.escape),
            invalid_row_handler=refuse,
        )
        try:
            table = pacsv.read_csv(
                pa.BufferReader(data + self._end),
                read_options=self._read,
                parse_options=options,
                convert_options=self._convert,
            )
        except (pa.ArrowInvalid, pa.ArrowCapacityError):
            return None
        if bad_rows or not self._is_end(table):
            return None
        table = table.slice(0, table.num_rows - 1)
        return None if quoted and self._has_swallowed(table, data) else table

    def _is_end(self, table: pa.Table) -> bool:
        return bool(table.num_rows) and all(c[-1].as_py() == _END for c in table.columns)

    def _has_swallowed(self, table: pa.Table, data: bytes) -> bool:
        """Tell whether a cell of many lines holds whole rows, as a lone quote leaves them."""
        breaks = max(data.count(b"\n"), data.count(b"\r"))
        if breaks <= table.num_rows or self._width < 3:  # noqa: PLR2004  (a row must be recognisable)
            return False
        for column in table.columns:
            several = column.filter(pc.match_substring_regex(column, "[\r\n][^\r\n]*[\r\n]"))
            for cell in several.to_pylist():
                if are_rows(cell.splitlines()[1:-1], self._delimiter, self._width):
                    return True
        return False
