"""How a column is written, voted on its first cells, so that every split of the rows is read alike.

The room that maps columns asks both votes and keeps what fits the column's role.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow.compute as pc

from leakverify.facts import arrow_text
from leakverify.facts.date_layouts import Layout, layouts_of
from leakverify.facts.dates import by_mask, number_at, words_at
from leakverify.facts.kinds import Texts
from leakverify.facts.month_names import HALVES
from leakverify.facts.numbers import COMMA_SURE, POINT_SURE, take_apart
from leakverify.facts.settings import ColumnHints

AGREED: Final = 0.9
"""A notation is the column's own when this share of its dates is written so."""

_MONTHS: Final = 12
_DAYS: Final = 31


def vote_date_hints(values: Sequence[str] | Texts) -> ColumnHints:
    """Whether the day comes first, and the commonest notation, from some cells of a column.

    A day above 12 settles the order; without one, a clock with am and pm speaks for the month first.
    """
    texts = arrow_text.from_objects(np.array([str(v) for v in values], dtype=object))
    texts = pc.utf8_trim_whitespace(texts)
    day_votes = month_votes = halves = 0
    layouts: list[tuple[Layout, int]] = []
    for _, mask, letters in by_mask(texts):
        layout = layouts_of(mask)[0]
        layouts.append((layout, len(letters)))
        if layout.kind != "either":
            continue
        first, second = (
            number_at(letters, layout.fields["a"]),
            number_at(letters, layout.fields["b"]),
        )
        day_votes += int(np.sum((first > _MONTHS) & (first <= _DAYS) & (second <= _MONTHS)))
        month_votes += int(np.sum((second > _MONTHS) & (second <= _DAYS) & (first <= _MONTHS)))
        if layout.has("W"):
            codes, words = words_at(letters, layout.fields["W"])
            halves += int(np.sum(np.array([word in HALVES for word in words])[codes]))
    day_first = day_votes >= month_votes if day_votes or month_votes else halves == 0
    return ColumnHints(day_first=day_first, date_format=_agreed(layouts, day_first=day_first))


def vote_number_hints(values: Sequence[str] | Texts) -> ColumnHints:
    """Whether the comma is the decimal mark, from the cells of a column whose form leaves no doubt."""
    texts = arrow_text.from_objects(np.array([str(v) for v in values], dtype=object))
    body = take_apart(pc.utf8_trim_whitespace(texts)).body
    comma = int(np.count_nonzero(arrow_text.matches(body, COMMA_SURE)))
    point = int(np.count_nonzero(arrow_text.matches(body, POINT_SURE)))
    return ColumnHints(decimal_comma=comma > point)


def _agreed(layouts: list[tuple[Layout, int]], *, day_first: bool) -> str:
    """The strptime format that nearly all dates share, "" if mixed."""
    formats: Counter[str] = Counter()
    for layout, count in layouts:
        formats[layout.as_format(day_first=day_first)] += count
    if not formats:
        return ""
    # the alphabet settles a tie, so that the vote never hangs on the order of the rows
    name, count = min(formats.items(), key=lambda item: (-item[1], item[0]))
    return name if count >= AGREED * formats.total() else ""
