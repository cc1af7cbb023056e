"""Delimited text into chunks: Arrow's reader over clean segments, the exact reader wherever it is not sure."""

import itertools
from collections.abc import Iterator

import pyarrow as pa

from leakverify.limits import Limits
from leakverify.sources.lines.exact import ExactReader
from leakverify.sources.lines.fast import FastParser
from leakverify.sources.lines.layout import Layout
from leakverify.sources.lines.segments import Segmenter
from leakverify.sources.table import TableHead, Tally, cut_long_cells, rows_to_table
from leakverify.sources.transcode import decoded, is_marked


class DelimitedReader:
    """Reads one delimited text out of UTF-8 blocks, marks standing where bytes did not decode."""

    def __init__(
        self, head: TableHead, layout: Layout, blocks: Iterator[bytes], limits: Limits
    ) -> None:
        self.head = head
        self.names = layout.names
        self.tally = Tally(skipped=layout.preamble)
        self._layout = layout
        self._blocks = blocks
        self._limits = limits

    def chunks(self) -> Iterator[pa.Table]:
        """Yield the rows in order."""
        layout, limits, tally = self._layout, self._limits, self.tally
        fast = FastParser(layout.dialect, layout.width)
        exact = ExactReader(layout.dialect, layout.width, tally, line_limit=limits.line_bytes)
        pending = b""
        for segment in Segmenter(layout.dialect, limits.line_bytes).segments(self._blocks):
            tally.drop_lines(segment.lines_dropped)
            data = pending + segment.data
            table = None if is_marked(data) else fast.parse(data)
            if table is None:
                rows, rest = exact.read(decoded(data), final=segment.last)
                pending = rest.encode("utf-8", "surrogatepass")
                table = rows_to_table(rows, layout.width)
            else:
                pending = b""
                tally.rows += table.num_rows
            if table.num_rows:
                yield cut_long_cells(table, limits, tally)


def after_head(first_block: bytes, rest: Iterator[bytes], layout: Layout) -> Iterator[bytes]:
    """The blocks from the first row on."""
    return itertools.chain([first_block[layout.data_at :]], rest)
