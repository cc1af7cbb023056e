"""The facts of one batch: asked for by column, computed once, kept."""

from leakverify.facts.batch import Batch
from leakverify.facts.kinds import (
    Bools,
    Cells,
    DateFacts,
    EmailFacts,
    IdentifierFacts,
    Keys,
    NameFacts,
    NumberFacts,
    PhoneFacts,
    PlaceFacts,
    SerialFacts,
)
from leakverify.facts.settings import FactSettings


class Facts:
    """Lazily computed, cached facts of one batch. Columns are asked for by name; unknown names raise KeyError."""

    def __init__(self, batch: Batch, settings: FactSettings) -> None:
        self.batch = batch
        self.settings = settings

    @property
    def rows(self) -> int:
        """How many rows the batch holds."""
        return self.batch.rows

    def cells(self, column: str) -> Cells:
        """Any column as dictionary-encoded text."""
        raise NotImplementedError

    def emails(self, column: str) -> EmailFacts:
        """E-mail addresses."""
        raise NotImplementedError

    def phones(self, column: str) -> PhoneFacts:
        """Telephone numbers, with the row's country from `settings.country_column`, else `settings.country`."""
        raise NotImplementedError

    def dates(self, column: str) -> DateFacts:
        """Dates and times, in the notation that the column's hint tells."""
        raise NotImplementedError

    def numbers(self, column: str) -> NumberFacts:
        """Numbers and amounts."""
        raise NotImplementedError

    def names(self, column: str) -> NameFacts:
        """Names of people, read by the column's role (full, first, last)."""
        raise NotImplementedError

    def places(self, postcode: str | None, city: str | None) -> PlaceFacts:
        """Postcode and city of each row, in the row's country, judged by the postal table."""
        raise NotImplementedError

    def countries(self, column: str) -> Cells:
        """A country column; `values` are ISO alpha-2 codes ("" where the text names no country)."""
        raise NotImplementedError

    def identifiers(self, column: str) -> IdentifierFacts:
        """IBANs, cards, IPs, UUIDs, hashes, national and company numbers, by the column's role or by form."""
        raise NotImplementedError

    def serials(self, column: str) -> SerialFacts:
        """Running numbers with an optional constant prefix."""
        raise NotImplementedError

    def key(self, columns: tuple[str, ...], seed: int, *, folded: bool = False) -> Keys:
        """A keyed 64-bit hash per row over these columns; `folded` ignores case, accents and outer space."""
        raise NotImplementedError

    def any_filled(self, columns: tuple[str, ...]) -> Bools:
        """Rows where at least one of these columns holds something."""
        raise NotImplementedError
