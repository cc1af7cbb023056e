"""The tables of a dump: each with its own columns, and names that keep two of the same name apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput, UsageProblem

_NAMES_KEPT: Final = 16 << 20  # characters of column names over all tables
Path = tuple[str, ...]


@dataclass(slots=True)
class SqlTable:
    """What is known of a table. `columns` are those that rows have, in the order they turned up.

    `told` are the columns of its CREATE TABLE, `generated` the places among them that a dump may leave out.
    `binary` are columns in which some hex literal is no text, `hexed` those that have any.
    """

    told: list[str] = field(default_factory=list)
    generated: frozenset[int] = frozenset()
    columns: dict[tuple[str, int], int] = field(default_factory=dict)
    rows: int = 0
    hexed: set[int] = field(default_factory=set)
    binary: set[int] = field(default_factory=set)
    _last: tuple[tuple[str, ...], list[int]] = ((), [])

    @property
    def texts(self) -> set[int]:
        """Columns whose hex literals are all text."""
        return self.hexed - self.binary

    def slots(self, listed: Sequence[str], width: int) -> list[int]:
        """Where a row's cells belong, by the names an INSERT lists or else the table's own."""
        names = tuple(listed or self._told(width))
        if names == self._last[0]:
            return self._last[1]
        seen: dict[str, int] = {}
        slots: list[int] = []
        for name in names:
            again = seen[name] = seen.get(name, 0) + 1
            slots.append(self.columns.setdefault((name, again), len(self.columns)))
        self._last = names, slots
        return slots

    def _told(self, width: int) -> Sequence[str]:
        if not self.told:
            self.told = [f"column {place}" for place in range(1, width + 1)]
        if self.generated and width == len(self.told) - len(self.generated):
            return [name for place, name in enumerate(self.told) if place not in self.generated]
        return self.told

    @property
    def names(self) -> list[str]:
        """The names of the columns, as they are written."""
        return [name for name, _ in self.columns]


class SqlTables:
    """All tables of one dump by their full names: what USE, `connect` and search paths say comes first."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._known: dict[Path, SqlTable] = {}
        self._characters = 0
        self.database = ""
        self.schema = ""

    def at(self, path: Path) -> SqlTable | None:
        """The table of a name as written; None where there are more tables than a file may have."""
        full = self._full(path)
        table = self._known.get(full)
        if table is None and len(self._known) < self._limits.members:
            table = self._known[full] = SqlTable()
        return table

    def tell(self, path: Path, names: list[str], generated: frozenset[int]) -> None:
        """Learn a table's columns from its CREATE TABLE."""
        self._characters += sum(len(name) + 8 for name in names)
        table = self.at(path)
        if table is not None and self._characters < _NAMES_KEPT and not table.rows:
            table.told, table.generated = names, generated

    def _full(self, path: Path) -> Path:
        inner = (self.schema, *path) if self.schema and len(path) == 1 else path
        return (self.database, *inner) if self.database else inner

    def labels(self) -> dict[str, SqlTable]:
        """The tables that have rows, each by the shortest end of its full name that is its own."""
        filled = [(path, table) for path, table in self._known.items() if table.rows]
        count: dict[str, int] = {}
        for path, _ in filled:
            for size in range(1, len(path) + 1):
                ending = ".".join(path[-size:])
                count[ending] = count.get(ending, 0) + 1
        labels: dict[str, SqlTable] = {}
        for path, table in filled:
            label = _label(path, count)
            while label in labels:  # a point in a name may make two full names look alike
                label += " (2)"
            labels[label] = table
        return labels

    def named(self, wanted: str) -> SqlTable:
        """The table that the user names, with its schema or without.

        Raises:
            UsageProblem: `NO_SUCH_TABLE`.
        """
        labels = self.labels()
        if wanted in labels:
            return labels[wanted]
        fitting = [
            table
            for path, table in self._known.items()
            if table.rows and any(".".join(path[start:]) == wanted for start in range(len(path)))
        ]
        if len(fitting) != 1:
            raise UsageProblem("NO_SUCH_TABLE")
        return fitting[0]

    def largest(self) -> SqlTable:
        """The table with most rows.

        Raises:
            UnreadableInput: `NOT_A_TABLE`.
        """
        best = max(self._known.values(), key=lambda table: table.rows, default=None)
        if best is None or not best.rows:
            raise UnreadableInput("NOT_A_TABLE")
        return best


def _label(path: Path, count: dict[str, int]) -> str:
    for size in range(1, len(path)):
        ending = ".".join(path[-size:])
        if count[ending] == 1:
            return ending
    return ".".join(path)
