"""Lines of a transcoded text, one by one, whatever their ends; lines over the limit are left out and counted."""

from collections.abc import Iterator

from leakverify.limits import Limits
from leakverify.sources.lines.exact import Dialect
from leakverify.sources.lines.segments import Segmenter
from leakverify.sources.table import Tally
from leakverify.sources.text_window import gathered
from leakverify.sources.transcode import decoded


def text_lines(blocks: Iterator[bytes], limits: Limits, tally: Tally) -> Iterator[str]:
    """Yield each line without its end; marks stay where bytes were no text."""
    for segment in Segmenter(Dialect("", ""), limits.line_bytes).segments(gathered(blocks)):
        tally.drop_lines(segment.lines_dropped)
        lines = split_lines(decoded(segment.data))
        if lines and not lines[-1]:
            lines.pop()
        yield from lines


def split_lines(text: str) -> list[str]:
    """The lines of a text: only line feed and carriage return end one, not what Unicode calls a line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
