"""Work on many short texts at once: Arrow's RE2 kernels and byte-wise numpy, for every kind of fact."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from leakverify.facts.kinds import Bools, Codes, Ints, Texts

ArrowTexts: TypeAlias = Any
"""A `pyarrow.LargeStringArray` without nulls; pyarrow carries no types."""

_TAB: Final = 9
_RETURN: Final = 13
_SPACE: Final = 32
_BEYOND_ASCII: Final = 128

Bytes = NDArray[np.uint8]

_FOREIGN_DIGITS: Final = {ord(zero) + value: str(value) for zero in "٠۰０०০" for value in range(10)}
"""Arabic-Indic, Persian, full-width, Devanagari and Bengali digits."""

_HAS_FOREIGN_DIGIT: Final = "[٠-٩۰-۹０-９०-९০-৯]"


def from_objects(values: Texts | Sequence[str]) -> ArrowTexts:
    """Python texts as Arrow text; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    try:
        return pa.array(values, type=pa.large_string())
    except UnicodeEncodeError:
        clean = [v.encode("utf-8", "replace").decode("utf-8") for v in values]
        return pa.array(clean, type=pa.large_string())


def to_objects(texts: ArrowTexts) -> Texts:
    """Arrow text as an array of Python texts."""
    out: Texts = texts.to_numpy(zero_copy_only=False)
    return out if out.dtype == object else out.astype(object)


def bools(array: Any) -> Bools:
    """An Arrow boolean array as numpy, null as False."""
    filled = pc.fill_null(array, False) if array.null_count else array
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.bool_)


def matches(texts: ArrowTexts, pattern: str) -> Bools:
    """Which texts an RE2 pattern finds itself in."""
    return bools(pc.match_substring_regex(texts, pattern))


def only_digits(texts: ArrowTexts) -> ArrowTexts:
    """Each text with everything but ASCII digits left out."""
    return keep_bytes(texts, _DIGIT_BYTES)


def all_digits(values: Sequence[str], most: int) -> bool:
    """Whether every text is one to `most` ASCII digits; told from all of them joined, without a look at each."""
    joined = "".join(values)
    return (
        joined.isascii()
        and joined.isdecimal()
        and min(map(len, values)) >= 1
        and max(map(len, values)) <= most
    )


def keep_bytes(texts: ArrowTexts, kept: Bools) -> ArrowTexts:
    """Each text reduced to the ASCII bytes that `kept` (256 flags) names."""
    offsets, data = buffers(texts)
    chosen = kept[data]
    before = np.zeros(len(data) + 1, dtype=np.int64)
    np.cumsum(chosen, out=before[1:])
    return _assembled(before[offsets], data[chosen])


def translate_bytes(texts: ArrowTexts, table: Bytes) -> ArrowTexts:
    """Each text with every byte replaced by its entry in `table`; bytes of one character must stay one."""
    offsets, data = buffers(texts)
    return _assembled(offsets, table[data])


def holds_two_spaces(texts: ArrowTexts) -> bool:
    """Whether two spaces follow each other anywhere, the end of one text and the beginning of the next included."""
    _, data = buffers(texts)
    spaces = data == _SPACE
    return bool((spaces[1:] & spaces[:-1]).any())


def may_hold_wide_spaces(texts: ArrowTexts) -> bool:
    """Whether two spaces follow each other anywhere, or a tab or line end stands; cheaper than a pattern on each text."""
    _, data = buffers(texts)
    return holds_two_spaces(texts) or bool(((data >= _TAB) & (data <= _RETURN)).any())


def all_ascii(texts: ArrowTexts) -> bool:
    """Whether no text holds a byte beyond ASCII."""
    _, data = buffers(texts)
    return bool(data.max(initial=0) < _BEYOND_ASCII)


def lengths(texts: ArrowTexts) -> Ints:
    """How many characters each text has."""
    offsets, data = buffers(texts)
    if data.max(initial=0) < _BEYOND_ASCII:  # a character is a byte
        return np.diff(offsets)
    return np.asarray(pc.utf8_length(texts).to_numpy(zero_copy_only=False), dtype=np.int64)


def with_western_digits(texts: ArrowTexts) -> ArrowTexts:
    """Each text with the decimal digits of other scripts written as 0-9."""
    foreign = matches(texts, _HAS_FOREIGN_DIGIT)
    if not foreign.any():
        return texts
    values = to_objects(texts)
    values[foreign] = [value.translate(_FOREIGN_DIGITS) for value in values[foreign]]
    return from_objects(values)


def groups(texts: ArrowTexts, pattern: str) -> dict[str, ArrowTexts]:
    """The named groups of an RE2 pattern as columns; null where the text does not match."""
    found = pc.extract_regex(texts, pattern)
    return {field.name: column for field, column in zip(found.type, found.flatten(), strict=True)}


def split_last(texts: ArrowTexts, mark: str) -> tuple[ArrowTexts, ArrowTexts]:
    """What stands before and after the last `mark`, one ASCII character; "" and null where there is none."""
    offsets, data = buffers(texts)
    starts, ends = offsets[:-1], offsets[1:]
    marks = np.flatnonzero(data == ord(mark))
    last = np.searchsorted(marks, ends) - 1
    at = np.append(marks, -1)[last]  # -1 before the first mark: the appended place
    found = at >= starts
    at = np.where(found, at, starts)
    after_from = np.where(found, at + 1, ends)
    before, after = _cut(data, offsets, starts, at), _cut(data, offsets, after_from, ends)
    return before, pc.if_else(pa.array(found), after, None)


def _cut(data: Bytes, offsets: Ints, starts: Ints, ends: Ints) -> ArrowTexts:
    """The texts shortened to these bytes of each."""
    sizes = np.diff(offsets)
    place = np.arange(len(data), dtype=np.int64)
    kept = (place >= np.repeat(starts, sizes)) & (place < np.repeat(ends, sizes))
    new = np.zeros(len(offsets), dtype=np.int64)
    np.cumsum(ends - starts, out=new[1:])
    return _assembled(new, data[kept])


def whole_numbers(digits: ArrowTexts) -> Ints:
    """Texts of at most 18 ASCII digits as integers; "" and null are 0."""
    offsets, data = buffers(pc.fill_null(digits, ""))
    sizes = np.diff(offsets)
    out = np.zeros(len(sizes), dtype=np.int64)
    for place in range(int(sizes.max(initial=0))):
        has = sizes > place
        out[has] = out[has] * 10 + (data[offsets[:-1][has] + place].astype(np.int64) - 48)
    return out


def distinct(texts: ArrowTexts) -> tuple[Codes, ArrowTexts]:
    """Codes into the distinct texts in order of first appearance, and those texts."""
    encoded = texts.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return np.asarray(codes, dtype=np.int32), encoded.dictionary


def buffers(texts: ArrowTexts) -> tuple[Ints, Bytes]:
    """Offsets and bytes of a large_string array: the array's own slice only, offsets from 0."""
    _, where, what = texts.buffers()
    count = len(texts)
    if count == 0:
        return np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    offsets = np.frombuffer(where, dtype=np.int64)[texts.offset : texts.offset + count + 1]
    start, end = int(offsets[0]), int(offsets[-1])
    data = (
        np.frombuffer(what, dtype=np.uint8)[start:end]
        if what is not None
        else np.zeros(0, np.uint8)
    )
    return offsets - start, data


def _assembled(offsets: Ints, data: Bytes) -> ArrowTexts:
    where = pa.py_buffer(np.ascontiguousarray(offsets, dtype=np.int64))
    return pa.LargeStringArray.from_buffers(
        len(offsets) - 1, where, pa.py_buffer(np.ascontiguousarray(data))
    )


_DIGIT_BYTES: Final = np.zeros(256, dtype=np.bool_)
_DIGIT_BYTES[48:58] = True
