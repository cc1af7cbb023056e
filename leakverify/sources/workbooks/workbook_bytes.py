"""Looking at many bytes at once, by numpy: pairs, words of four bytes, and the largest of many numbers.

Own code: `bytes.count` and `in` take up to four times as long for what is short and frequent, and a workbook's guard
asks for a dozen such things of every byte.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

PAD: Final = 16
Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
Words = npt.NDArray[np.uint64]
_ZEROS: Final = np.uint64(0x3030_3030_3030_3030)
_LOW: Final = np.uint64(0x7F7F_7F7F_7F7F_7F7F)
_ABOVE_NINE: Final = np.uint64(0x7676_7676_7676_7676)
_HIGH: Final = np.uint64(0x8080_8080_8080_8080)
_BYTES: Final = 8


def holds(data: bytes, pair: bytes) -> bool:
    """Whether two bytes stand side by side anywhere.

    >>> holds(b"a<c", b"<c"), holds(b"<ac", b"<c")
    (True, False)
    """
    return any(bool((view == _value(pair)).any()) for view in _views(data, len(pair)) if len(view))


def times(data: bytes, word: bytes) -> int:
    """How often a word of two or four bytes stands in the data; it must not overlap itself.

    >>> times(b"<v>1</v><v>2</v>", b"</v>")
    2
    """
    return sum(int(np.count_nonzero(view == _value(word))) for view in _views(data, len(word)))


def _value(word: bytes) -> int:
    return int.from_bytes(word, "little")


def _views(data: bytes, width: int) -> list[Any]:
    return [
        np.frombuffer(data, f"<u{width}", (len(data) - start) // width, start)
        for start in range(min(width, len(data)))
    ]


def word_of(text: bytes) -> np.uint64:
    """Up to eight bytes as `eight_from` gives them: the first one lowest."""
    return np.uint64(_value(text))


def eight_from(padded: bytes, places: Places) -> Words:
    """The eight bytes from each place on, the first one lowest; the data must go on for seven more bytes."""
    return _eight(padded, "<u8", places)


def _eight(padded: bytes, kind: str, places: Places) -> Words:
    every = np.ndarray((len(padded) - _BYTES + 1,), kind, padded, 0, (1,))
    found: Words = every[places].astype(np.uint64, copy=False)
    return found


def largest_number(padded: bytes, places: Places) -> int | None:
    """The largest of the decimal numbers that start there, 0 where there is none.

    None: one has more than seven digits or begins with a zero, so that a longer one need not be the larger one.
    """
    if not len(places):
        return 0
    text = _eight(padded, ">u8", places)
    digits = text ^ _ZEROS
    ends = (((digits & _LOW) + _ABOVE_NINE) | digits) & _HIGH  # where a byte is no digit
    least = int(ends.min())
    length = _BYTES - (least.bit_length() + _BYTES - 1) // _BYTES
    leading = ends < (1 << (8 * _BYTES - 8))
    if length == _BYTES or bool((leading & (digits >> np.uint64(56) == 0)).any()):
        return None
    if not length:
        return 0
    shift = 8 * (_BYTES - length)
    longest = text[ends < (1 << shift)]
    return int((int(longest.max()) >> shift).to_bytes(length, "big"))
