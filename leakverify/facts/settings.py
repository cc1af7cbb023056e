"""What must be decided once for the whole sample so that every split of its rows gives the same facts."""

import datetime as dt
from dataclasses import dataclass, field

from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role


@dataclass(frozen=True, slots=True)
class ColumnHints:
    """How one column is written, voted on the head of the sample.

    `day_first` settles 03/04/2020; `decimal_comma` settles 1.234; `date_format` is the commonest notation (a
    strptime format or "" if mixed).
    """

    day_first: bool = True
    decimal_comma: bool = False
    date_format: str = ""


@dataclass(frozen=True, slots=True)
class FactSettings:
    """Given to every `Facts` of a run. `country` is the region assumed where a row names none (ISO alpha-2, "" none)."""

    roles: Mapping
    as_of: dt.date
    country: str = ""
    hints: dict[str, ColumnHints] = field(default_factory=dict)

    def hint(self, column: str) -> ColumnHints:
        """The notation of a column."""
        return self.hints.get(column, ColumnHints())

    @property
    def country_column(self) -> str | None:
        """The column that names a row's country, if any."""
        return self.roles.first(Role.COUNTRY)
