"""Which columns a check binds to, by role."""

from typing import Final

from leakverify.checks.contract import Binding, NotApplicable
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

MAX_BINDINGS: Final = 3
"""A check looks at this many columns of one role at most: a table of 2,000 columns stays bounded."""

NO_COLUMN: Final = NotApplicable("NO_COLUMN")


def each(roles: Mapping, *wanted: Role) -> list[Binding] | NotApplicable:
    """One binding per column of these roles."""
    found = roles.named(*wanted)[:MAX_BINDINGS]
    return [Binding((name,)) for name in found] or NO_COLUMN


def name_columns(roles: Mapping) -> tuple[str, ...]:
    """The columns that name a person: first and last name if both are there, else the full name, else what is."""
    first, last = roles.first(Role.FIRST_NAME), roles.first(Role.LAST_NAME)
    full = roles.first(Role.FULL_NAME)
    if first is not None and last is not None:
        return (first, last)
    if full is not None:
        return (full,)
    return tuple(name for name in (first, last) if name is not None)
