"""The data of a figure as a table: for those who read numbers, for a spreadsheet, for a report's annex."""

import csv
import io

from leakverify.model.figure import Figure
from leakverify.safe_text import for_csv
from leakverify.words.say import ui


def header() -> tuple[str, str]:
    """The names of the two columns."""
    return (ui("What"), ui("Value"))


def lines(figure: Figure) -> list[tuple[str, str]]:
    """Each exact figure with what it is of, in the order of the lanes and along the axis; nothing is told twice."""
    names = [t.label for t in sorted((t for t in figure.ticks if t.lane), key=lambda t: t.at)]
    out: dict[tuple[str, str], None] = {}
    for mark in sorted(figure.marks, key=lambda m: (m.kind == "line", m.y if names else 0, m.low)):
        if not mark.value:
            continue
        in_lane = mark.kind not in {"line", "band"} and 0 <= int(mark.y) < len(names)
        of = names[int(mark.y)] if in_lane and names else mark.label
        out[of or figure.title, mark.value] = None
    return list(out)


def as_csv(figure: Figure) -> bytes:
    """The table as CSV in UTF-8; no cell of it is a formula to a spreadsheet."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(header())
    writer.writerows([for_csv(of), for_csv(value)] for of, value in lines(figure))
    return sink.getvalue().encode("utf-8")
