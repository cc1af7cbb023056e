"""The bundled tables as a set: opening one, the date of each, and where each comes from."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leakverify import paths
from leakverify.reference.hashing import Keys
from leakverify.reference.packing import unpack_keys, unpack_texts


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where a table comes from, for the about page. `sha256` is of the file as shipped."""

    name: str
    file: str
    origin: tuple[str, ...]
    licence: str
    notice: str
    date: str
    rows: int
    sha256: str


@cache
def sources() -> tuple[TableSource, ...]:
    """Every table, in the order of SOURCES.toml."""
    text = paths.resource("tables/SOURCES.toml").read_text(encoding="utf-8")
    return tuple(
        TableSource(
            entry["name"],
            entry["file"],
            tuple(entry["origin"]),
            entry["licence"],
            entry["notice"],
            entry["date"],
            int(entry["rows"]),
            entry["sha256"],
        )
        for entry in tomllib.loads(text)["table"]
    )


def dates() -> dict[str, str]:
    """The date of each table, as the assessment records it."""
    return {source.name: source.date for source in sources()}


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
