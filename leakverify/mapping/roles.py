"""The guess: which column of a sample holds what, from the head of it."""

from leakverify.facts.batch import Batch
from leakverify.mapping import by_content, by_header, context, headers
from leakverify.mapping.column import NOTHING, Column, Guess
from leakverify.mapping.likely import likely
from leakverify.mapping.sample import samples_of
from leakverify.model.mapping import ColumnRole, Mapping


def guess(head: Batch) -> Mapping:
    """Guess a role for every column from the first rows.

    Contents that speak for themselves win; then the header, as far as the contents allow it; then contents that
    make a role likely; last, what a column is beside its neighbours. A header never overrules contents.
    """
    columns = [Column(sample, headers.read(sample.name)) for sample in samples_of(head.frame)]
    guesses = context.settled(columns, [_alone(column) for column in columns])
    return Mapping(
        tuple(
            ColumnRole(
                column.sample.position,
                column.sample.name,
                found.role,
                round(found.confidence, 3),
                found.reason,
            )
            for column, found in zip(columns, guesses, strict=True)
        )
    )


def _alone(column: Column) -> Guess:
    """What a column is by itself."""
    found = by_content.decided(column) or by_header.allowed(column) or likely(column)
    return found if found is not None else NOTHING
