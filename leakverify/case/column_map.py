"""The column map `columns.toml` (CONTRACTS M1): the user's roles by name or position."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leakverify.case.claim_file import read_toml
from leakverify.model.errors import UsageProblem
from leakverify.model.terms import Role


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Roles by column name or position (from 1; position wins), and whether there is a header row."""

    header: bool | None = None
    by_name: dict[str, Role] = field(default_factory=dict)
    by_position: dict[int, Role] = field(default_factory=dict)

    def roles(self, names: tuple[str, ...]) -> dict[str, Role]:
        """Roles by name for a file with these columns; UsageProblem where an entry fits no column."""
        out: dict[str, Role] = {}
        for entry, (name, role) in enumerate(self.by_name.items(), start=1):
            if name not in names:
                raise UsageProblem("UNKNOWN_COLUMN", entry=entry)
            out[name] = role
        for position, role in self.by_position.items():
            if position > len(names):
                raise UsageProblem("UNKNOWN_COLUMN", entry=position)
            out[names[position - 1]] = role
        return out


def load(path: Path) -> ColumnMap:
    """Read a column map; raises UsageProblem BAD_COLUMNS naming what cannot be followed."""
    data = read_toml(path, "BAD_COLUMNS")
    for key in data:
        if key not in {"header", "column"}:
            raise UsageProblem("BAD_COLUMNS", key=key)
    header = data.get("header")
    if header is not None and not isinstance(header, bool):
        raise UsageProblem("BAD_COLUMNS", key="header")
    entries = data.get("column", [])
    if not isinstance(entries, list):
        raise UsageProblem("BAD_COLUMNS", key="column")
    return _collect(header, entries)


def given(columns: dict[str | int, str]) -> ColumnMap:
    """The same from `assess(columns={"E-Mail": "email", 3: "phone"})`."""
    entries = [
        {("position" if isinstance(key, int) else "name"): key, "role": role}
        for key, role in columns.items()
    ]
    return _collect(None, entries)


def _collect(header: bool | None, entries: list[Any]) -> ColumnMap:  # noqa: FBT001  (three-valued, not a flag)
    """Check each entry and sort it by name or position."""
    by_name: dict[str, Role] = {}
    by_position: dict[int, Role] = {}
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or set(entry) - {"name", "position", "role"}:
            raise UsageProblem("BAD_COLUMNS", key=f"column {number}")
        try:
            role = Role(entry.get("role", ""))
        except ValueError as error:
            raise UsageProblem("UNKNOWN_ROLE", entry=number) from error
        position, name = entry.get("position"), entry.get("name")
        if isinstance(position, int) and not isinstance(position, bool) and position > 0:
            by_position[position] = role
        elif isinstance(name, str):
            by_name[name] = role
        else:
            raise UsageProblem("BAD_COLUMNS", key=f"column {number}")
    return ColumnMap(header, by_name, by_position)
