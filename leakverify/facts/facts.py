"""The facts of one batch: asked for by column, computed once, kept.

The modules behind the kinds are imported when first asked for: a sample without phones never loads the
tables of the telephone library.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from leakverify.facts.batch import Batch
from leakverify.facts.kinds import (
    Bools,
    Cells,
    Codes,
    DateFacts,
    EmailFacts,
    IdentifierFacts,
    Ints,
    Keys,
    NameFacts,
    NumberFacts,
    PhoneFacts,
    PlaceFacts,
    SerialFacts,
)
from leakverify.facts.settings import FactSettings
from leakverify.model.terms import TIME_ROLES, Role

if TYPE_CHECKING:
    from leakverify.facts.cells import RawColumn

EPOCH_ROLES: Final = frozenset(TIME_ROLES)
"""Only in these columns may a bare number be a time since 1970."""

YEARS_AHEAD: Final = 5
"""How far ahead of the day of checking a two-digit year may lie; a birth may not lie ahead at all."""

_PER_ROW: Final = frozenset({"key", "hashes", "row_filled", "row_seconds"})
"""Kept arrays with an entry for each row: of some of the rows they need not be made again."""

Kind = TypeVar("Kind")


class Facts:
    """Lazily computed, cached facts of one batch. Columns are asked for by name; unknown names raise KeyError."""

    def __init__(self, batch: Batch, settings: FactSettings) -> None:
        self.batch = batch
        self.settings = settings
        self._kept: dict[tuple[object, ...], object] = {}

    @property
    def rows(self) -> int:
        """How many rows the batch holds."""
        return self.batch.rows

    def only(self, places: Ints) -> "Facts":
        """The facts of some of the rows, in the order given."""
        frame = self.batch.frame.iloc[places].reset_index(drop=True)
        some = Facts(Batch(frame, self.batch.first_row), self.settings)
        for name, made in self._kept.items():
            if name[0] in _PER_ROW and isinstance(made, np.ndarray):
                some._kept[name] = made[places]
        return some

    def cells(self, column: str) -> Cells:
        """Any column as dictionary-encoded text."""
        from leakverify.facts.cells import cells_of

        return self._once(("cells", column), lambda: cells_of(self.raw(column)))

    def emails(self, column: str) -> EmailFacts:
        """E-mail addresses."""
        from leakverify.facts.emails import email_facts

        return self._once(("emails", column), lambda: email_facts(self.cells(column)))

    def phones(self, column: str) -> PhoneFacts:
        """Telephone numbers, with the row's country from `settings.country_column`, else `settings.country`."""
        from leakverify.facts.phones import phone_facts

        return self._once(
            ("phones", column),
            lambda: phone_facts(self.cells(column), self._row_countries(), self.settings.country),
        )

    def dates(self, column: str) -> DateFacts:
        """Dates and times, in the notation that the column's hint tells."""
        from leakverify.facts.dates import date_facts

        return self._once(
            ("dates", column),
            lambda: date_facts(
                self.cells(column),
                day_first=self.settings.hint(column).day_first,
                epochs=self._role(column) in EPOCH_ROLES,
                newest=self._newest_year(column),
            ),
        )

    def numbers(self, column: str) -> NumberFacts:
        """Numbers and amounts."""
        from leakverify.facts.numbers import number_facts

        return self._once(
            ("numbers", column),
            lambda: number_facts(
                self.cells(column), decimal_comma=self.settings.hint(column).decimal_comma
            ),
        )

    def names(self, column: str) -> NameFacts:
        """Names of people, read by the column's role (full, first, last)."""
        from leakverify.facts.names import name_facts

        return self._once(
            ("names", column), lambda: name_facts(self.cells(column), self._role(column))
        )

    def places(self, postcode: str | None, city: str | None) -> PlaceFacts:
        """Postcode and city of each row, in the row's country, judged by the postal table."""
        from leakverify.facts.places import place_facts

        return self._once(
            ("places", postcode, city),
            lambda: place_facts(
                self.cells(postcode) if postcode is not None else None,
                self.cells(city) if city is not None else None,
                self._row_countries(),
                self.settings.country,
            ),
        )

    def countries(self, column: str) -> Cells:
        """A country column; `values` are ISO alpha-2 codes ("" where the text names no country)."""
        from leakverify.facts.places import country_cells

        return self._once(("countries", column), lambda: country_cells(self.cells(column)))

    def identifiers(self, column: str) -> IdentifierFacts:
        """IBANs, cards, IPs, UUIDs, hashes, national and company numbers, by the column's role or by form."""
        from leakverify.facts.identifiers import identifier_facts

        return self._once(
            ("identifiers", column),
            lambda: identifier_facts(self.cells(column), self._role(column), self.settings.country),
        )

    def serials(self, column: str) -> SerialFacts:
        """Running numbers with an optional constant prefix."""
        from leakverify.facts.serials import serial_facts

        return self._once(("serials", column), lambda: serial_facts(self.cells(column)))

    def key(self, columns: tuple[str, ...], seed: int, *, folded: bool = False) -> Keys:
        """A keyed 64-bit hash per row over these columns; `folded` ignores case, accents and outer space."""
        from leakverify.facts.keys import mixed_keys

        return self._once(
            ("key", columns, seed, folded),
            lambda: mixed_keys([self._hashes(c, seed, folded) for c in columns], self.rows, seed),
        )

    def row_key(self, columns: tuple[str, ...], seed: int) -> Keys:
        """The same for samples of whole rows: it does not depend on the order of the columns, nor do the samples."""
        from leakverify.facts.keys import unordered_keys

        return self._once(
            ("row_key", columns, seed),
            lambda: unordered_keys(
                [self._hashes(c, seed, False) for c in columns], self.rows, seed
            ),
        )

    def filled(self, column: str) -> Bools:
        """Rows where a column holds something."""
        return self._once(("row_filled", column), lambda: self.cells(column).filled)

    def seconds(self, column: str) -> Ints:
        """Wall-clock seconds per row of a column of dates, as `DateFacts.seconds_on_rows`."""
        return self._once(("row_seconds", column), lambda: self.dates(column).seconds_on_rows())

    def any_filled(self, columns: tuple[str, ...]) -> Bools:
        """Rows where at least one of these columns holds something."""
        from leakverify.facts.cells import any_filled

        codes: list[Codes] = [self.cells(column).codes for column in columns]
        return self._once(("filled", columns), lambda: any_filled(codes, self.rows))

    def _hashes(self, column: str, seed: int, folded: bool) -> Keys:  # noqa: FBT001  (part of a key)
        from leakverify.facts.keys import folded_hashes, raw_hashes

        def make() -> Keys:
            raw, plain = self.raw(column), self.text_hashes(column, seed)
            return folded_hashes(raw, plain, seed) if folded else raw_hashes(raw, plain)

        return self._once(("hashes", column, seed, folded), make)

    def text_hashes(self, column: str, seed: int) -> Keys:
        """The keyed hash of each distinct text of `raw`."""
        from leakverify.facts.keys import text_hashes

        return self._once(
            ("text_hashes", column, seed), lambda: text_hashes(self.raw(column), seed)
        )

    def raw(self, column: str) -> "RawColumn":
        """Any column's distinct texts exactly as they stand, neither stripped nor clipped."""
        from leakverify.facts.cells import RawColumn

        return self._once(("raw", column), lambda: RawColumn(self.batch.frame[column]))

    def _role(self, column: str) -> Role:
        return next((c.role for c in self.settings.roles if c.name == column), Role.UNKNOWN)

    def _newest_year(self, column: str) -> int:
        birth = self._role(column) is Role.BIRTH_DATE
        return self.settings.as_of.year + (0 if birth else YEARS_AHEAD)

    def _row_countries(self) -> Cells | None:
        column = self.settings.country_column
        return None if column is None else self.countries(column)

    def kept(self, name: tuple[object, ...], make: Callable[[], Kind]) -> Kind:
        """What several checks derive alike from these rows: made once, under a name of their own."""
        return self._once(("derived", *name), make)

    def _once(self, name: tuple[object, ...], make: Callable[[], Kind]) -> Kind:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[return-value]  # a name always holds its own kind
