"""Which column holds what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leakverify.model.terms import IDENTITY_ROLES, Role


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """One column's role. `reason` is a code (`content.email`, `header`, `overruled` …); confidence 0-1."""

    position: int
    name: str
    role: Role
    confidence: float
    reason: str
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Role per column, in column order; names are unique."""

    columns: tuple[ColumnRole, ...]

    def __iter__(self) -> Iterator[ColumnRole]:
        """Yield the columns in order."""
        return iter(self.columns)

    def named(self, *roles: Role) -> tuple[str, ...]:
        """The names of all columns with one of these roles, in column order."""
        return tuple(c.name for c in self.columns if c.role in roles)

    def first(self, *roles: Role) -> str | None:
        """The first column with the first of these roles that occurs."""
        for role in roles:
            for column in self.columns:
                if column.role is role:
                    return column.name
        return None

    def role_of(self, name: str) -> Role:
        """The role of a column by name."""
        return next(c.role for c in self.columns if c.name == name)

    @property
    def has_identity(self) -> bool:
        """Whether any column names or reaches a person."""
        return any(c.role in IDENTITY_ROLES for c in self.columns)

    def overruled(self, roles: dict[str, Role]) -> "Mapping":
        """The same mapping with the user's roles, by column name."""
        return Mapping(
            tuple(
                ColumnRole(c.position, c.name, roles[c.name], 1.0, "overruled", overruled=True)
                if c.name in roles
                else c
                for c in self.columns
            )
        )


def of(columns: Iterable[tuple[str, Role]]) -> Mapping:
    """A mapping from names and roles, for tests and frames."""
    return Mapping(
        tuple(
            ColumnRole(i, name, role, 1.0, "given")
            for i, (name, role) in enumerate(columns, start=1)
        )
    )
