"""Which characters separate and quote the cells, found on the head of the text."""

import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from leakverify.model.errors import UsageProblem
from leakverify.sources.lines.cell_type import share_known
from leakverify.sources.lines.exact import Dialect, is_blank, parse_record

_DELIMITERS: Final = (",", ";", "\t", "|", ":", "^", "~", "\x01", "\x1f", "¦", "§", "¬", " ")
_LESS_LIKELY: Final = {":": 0.8, " ": 0.55, "~": 0.9, "^": 0.95}
"""Characters that stand inside cells more often than between them."""
_NAMED: Final = {
    "tab": "\t",
    "\\t": "\t",
    "space": " ",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "none": "",
}
_HEAD_RECORDS: Final = 300
_LEAST_SHARE: Final = 0.6
_CLEAR_LEAD: Final = 1.25
_CLEVER_HEAD: Final = 20_000
_LINE_LIMIT: Final = 1 << 16
_SEP_LINE: Final = re.compile(r"sep=(.)\s*\r?\n")


@dataclass(frozen=True, slots=True)
class Guess:
    """A dialect with the width that most records have and what speaks for it."""

    dialect: Dialect
    width: int
    share: float
    score: float


def guess(head: str, forced: str | None, *, whole: bool) -> Guess:
    """The dialect of a text by its head; `whole` tells that the head is all of it.

    Raises:
        UsageProblem: `DELIMITER_NOT_ONE_CHARACTER`.
    """
    lines = head_lines(head, whole=whole)
    told = _SEP_LINE.fullmatch(lines[0]) if lines else None
    if forced is None and told and len(lines) > 1:
        forced = told.group(1)
        lines = lines[1:]
    if forced is not None:
        return _with_quotes(lines, one_character(forced))
    text = "".join(lines)
    quotings = [('"', "")]
    if '\\"' in text:
        quotings.append(('"', "\\"))
    elif '"' not in text and "'" in text:
        quotings.append(("'", ""))
    guesses = [
        max((_try(lines, Dialect(d, *quoting)) for quoting in quotings), key=lambda g: g.score)
        for d in _DELIMITERS
        if d in text
    ]
    good = [g for g in guesses if g.width > 1 and g.share >= _LEAST_SHARE]
    if not good:
        return _with_quotes(lines, "")
    good.sort(key=lambda g: -g.score)
    best = good[0]
    if len(good) > 1 and best.score < _CLEAR_LEAD * good[1].score:
        best = _second_opinion(head[:_CLEVER_HEAD], good)
    return _with_quotes(lines, best.dialect.delimiter)


def one_character(text: str) -> str:
    """The delimiter that the user named or typed."""
    delimiter = _NAMED.get(text.lower(), text)
    if len(delimiter) > 1 or delimiter in {'"', "\n", "\r", "\\", "\x00"}:
        raise UsageProblem("DELIMITER_NOT_ONE_CHARACTER")
    return delimiter


def head_lines(head: str, *, whole: bool) -> list[str]:
    """The complete lines of the head."""
    lines = list(io.StringIO(head, newline=""))
    return lines if whole or len(lines) < 2 else lines[:-1]  # noqa: PLR2004  (one line is kept, cut or not)


def head_records(lines: list[str], dialect: Dialect, most: int = _HEAD_RECORDS) -> list[list[str]]:
    """The first records of the head; one whose quote stays open is cut at its line."""
    records: list[list[str]] = []
    at = 0
    while at < len(lines) and len(records) < most:
        if is_blank(lines[at], dialect):
            at += 1
            continue
        record, feed = parse_record(lines, at, dialect, _LINE_LIMIT)
        if feed is not None and feed.wanted_more:
            cells = lines[at].rstrip("\r\n")
            records.append(cells.split(dialect.delimiter) if dialect.delimiter else [cells])
            at += 1
            continue
        records.append(record.cells)
        at += record.lines
    return records


def _try(lines: list[str], dialect: Dialect) -> Guess:
    records = head_records(lines, dialect)
    widths = Counter(len(r) for r in records)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    share = count / max(1, len(records))
    known = share_known(cell for record in records[:100] for cell in record[:50])
    pattern = (
        sum(n * (w - 1) / w for w, n in widths.items()) / max(1, len(widths)) / max(1, len(records))
    )
    score = pattern * known * share * _LESS_LIKELY.get(dialect.delimiter, 1.0)
    return Guess(dialect, width, share, score)


def _second_opinion(head: str, good: list[Guess]) -> Guess:
    import clevercsv  # a tenth of a second to import, asked in doubt only

    try:
        found = clevercsv.Detector().detect(head, delimiters=[g.dialect.delimiter for g in good])
    except Exception:  # noqa: BLE001  (a guess by a library on hostile text: no answer is an answer)
        return good[0]
    if found is None:
        return good[0]
    return next((g for g in good if g.dialect.delimiter == found.delimiter), good[0])


def _with_quotes(lines: list[str], delimiter: str) -> Guess:
    """Settle quote and escape for a delimiter: the double quote unless the text shows otherwise."""
    plain = _try(lines, Dialect(delimiter))
    text = "".join(lines)
    if '\\"' in text:
        escaped = _try(lines, Dialect(delimiter, '"', "\\"))
        inside = re.search(rf'\\"[^{re.escape(delimiter)}\r\n]', text) and '""' not in text
        if escaped.share > plain.share or (inside and escaped.share == plain.share):
            return escaped
    if '"' not in text and "'" in text and delimiter:
        single = _try(lines, Dialect(delimiter, "'"))
        if _is_single_quoted(lines, delimiter) and single.share >= plain.share:
            return single
    return plain


def _is_single_quoted(lines: list[str], delimiter: str) -> bool:
    """A text that opens and closes many cells with an apostrophe."""
    around = "[" + re.escape(delimiter) + r"\r\n]|^|$"
    text = "".join(lines)
    opened = len(re.findall(f"(?:{around})'", text))
    closed = len(re.findall(f"'(?:{around})", text))
    return opened >= len(lines) // 2 and closed >= opened // 2 and opened > 0
