"""Opening a bundled table."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from leakverify import paths
from leakverify.reference.hashing import Keys
from leakverify.reference.packing import unpack_keys, unpack_texts


class Table:
    """One table's file; arrays are read when asked for."""

    def __init__(self, name: str) -> None:
        path = paths.resource(f"tables/{name}/{name}.npz")
        self._file = np.load(path, allow_pickle=False)

    def array(self, key: str) -> NDArray[Any]:
        """One array as stored."""
        found: NDArray[Any] = self._file[key]
        return found

    def keys(self, key: str) -> Keys:
        """Sorted hashes."""
        return unpack_keys(self._file[key])

    def texts(self, key: str) -> list[str]:
        """A list of texts."""
        return unpack_texts(self._file[key])

    def has(self, key: str) -> bool:
        """Whether the table holds that array."""
        return key in self._file.files

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
