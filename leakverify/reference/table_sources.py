"""The bundled tables as a set: the date of each, and where each comes from. Light: the window asks for it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from leakverify import paths


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
