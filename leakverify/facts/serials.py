"""Running numbers: what a record id counts, with the prefix written before it."""

import re
from typing import Final

import numpy as np

from leakverify.facts.arrow_text import all_digits
from leakverify.facts.kinds import Cells, Ints, SerialFacts, Texts

_MAX_DIGITS: Final = 18
_PREFIXED: Final = re.compile(
    r"([^\W\d_]{1,12}[-_/. #:]{0,2}(?:\d{2,4}[-_/.])?|#|\d{4}[-/])(\d{1,18})", re.UNICODE
)
_AS_FLOAT: Final = re.compile(r"(\d{1,15})\.0", re.ASCII)
_NO_SERIAL: Final = -1


def serial_facts(cells: Cells) -> SerialFacts:
    """Read a column of running numbers: `1042`, `C-1042`, `FR-2023-1042`, also `1042.0` as spreadsheets leave it."""
    serial = np.full(len(cells.values), _NO_SERIAL, dtype=np.int64)
    prefix = np.full(len(cells.values), "", dtype=object)
    values: list[str] = cells.values.tolist()
    plain = np.ones(len(values), np.bool_)
    if not all_digits(values, _MAX_DIGITS):
        plain[:] = [v.isascii() and v.isdecimal() and len(v) <= _MAX_DIGITS for v in values]
    serial[plain] = _whole_numbers(cells.values[plain])
    for i in np.flatnonzero(~plain).tolist():
        prefix[i], serial[i] = _read(cells.values[i])
    return SerialFacts(cells.codes, cells.values, serial, prefix)


def _whole_numbers(texts: Texts) -> Ints:
    """ASCII digits to numbers, all at once."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    return texts.astype(f"S{_MAX_DIGITS}").astype(np.int64)


def _read(text: str) -> tuple[str, int]:
    match = _AS_FLOAT.fullmatch(text)
    if match is not None:
        return "", int(match.group(1))
    match = _PREFIXED.fullmatch(text)
    if match is None or not match.group(2).isascii():
        return "", _NO_SERIAL
    return match.group(1), int(match.group(2))
