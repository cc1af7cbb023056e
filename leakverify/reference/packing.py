"""How a table's arrays lie in its file: sorted keys as byte planes of their gaps, texts as one block of UTF-8."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.reference.hashing import KEY_BITS, Keys

Bytes = NDArray[np.uint8]

PLANES: Final = KEY_BITS // 8


def pack_keys(keys: Keys) -> Bytes:
    """Sorted keys as planes of the bytes of their gaps, which deflate well."""
    gaps = np.diff(keys, prepend=np.uint64(0))
    planes = gaps.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :PLANES]
    return np.ascontiguousarray(planes.T)


def unpack_keys(planes: Bytes) -> Keys:
    """The sorted keys again."""
    gaps = np.zeros((planes.shape[1], 8), dtype=np.uint8)
    gaps[:, :PLANES] = planes.T
    keys: Keys = np.cumsum(gaps.view("<u8").reshape(-1), dtype=np.uint64)
    return keys


def pack_texts(texts: Iterable[str]) -> Bytes:
    """Texts without line ends, as one block."""
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def unpack_texts(block: Bytes) -> list[str]:
    """The texts again."""
    text = block.tobytes().decode("utf-8")
    return text.split("\n") if text else []


def write_table(path: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    """Write a table so that the same arrays give the same bytes."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **{k: arrays[k] for k in sorted(arrays)})
    path.write_bytes(buffer.getvalue())
