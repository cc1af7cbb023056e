"""What checks over many columns share: which columns, which rows to sample, and their texts."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from pandas.util import hash_array

from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.facts.arrow_text import ArrowTexts
from leakverify.facts.cells import texts_of
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Bools, Floats, Ints, Keys, Texts
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Role

SERIAL_ROLES: Final = (Role.RECORD_ID, Role.UUID, Role.OBJECT_ID)
"""Columns that number the records and say nothing of their content."""

MAX_BOUND: Final = 6
HASH_KEY: Final = "leakverify.check"  # 16 bytes, as the hash asks
MAX_TEXT: Final = 64


def used(roles: Mapping) -> tuple[str, ...]:
    """All columns but those the user set aside."""
    return tuple(c.name for c in roles if c.role is not Role.IGNORE)


def content(roles: Mapping) -> tuple[str, ...]:
    """All columns that hold more than the record's number."""
    return tuple(c.name for c in roles if c.role not in (Role.IGNORE, *SERIAL_ROLES))


def number_columns(roles: Mapping, limit: int) -> tuple[str, ...]:
    """The columns that may hold figures, known amounts first."""
    return (*roles.named(Role.AMOUNT), *roles.named(Role.UNKNOWN))[:limit]


def each(
    columns: Iterable[str], reason: str, limit: int = MAX_BOUND
) -> list[Binding] | NotApplicable:
    """One binding per column, or the reason why there is none."""
    bindings = [Binding((name,)) for name in columns][:limit]
    return bindings or NotApplicable(reason)


def row_keys(facts: Facts, context: Context) -> Keys:
    """A key over the whole row, so that samples are of rows and not of values, in any order of the columns."""
    return facts.row_key(used(context.settings.roles), context.seed)


def texts_at(facts: Facts, column: str, places: Ints) -> Texts:
    """The texts of the rows at these places, "" where the cell is empty."""
    cells = facts.cells(column)
    codes = cells.codes[places]
    if len(cells.values) and cells.raw_length.max() <= MAX_TEXT:
        texts: Texts = cells.values[codes]
        texts[codes < 0] = ""
        return texts
    out = np.full(len(places), "", dtype=object)
    out[codes >= 0] = [text[:MAX_TEXT] for text in cells.values[codes[codes >= 0]].tolist()]
    return out


def sample_texts(
    state: RowSample, facts: Facts, keys: Keys, eligible: Bools, columns: tuple[str, ...]
) -> None:
    """Add the next rows' texts to a row sample, by the columns' places as two digits."""
    places = state.pick(keys, eligible)
    texts = {f"{i:02}": texts_at(facts, name, places) for i, name in enumerate(columns)}
    state.take(len(keys), int(np.count_nonzero(eligible)), places, keys[places], dict(texts))


def hashes(texts: Texts) -> Keys:
    """A 64-bit number per text, the same in every process."""
    if not len(texts):
        return np.empty(0, np.uint64)
    return np.asarray(hash_array(texts, hash_key=HASH_KEY, categorize=False), np.uint64)


def arrow_text(facts: Facts, column: str) -> ArrowTexts:
    """A column as Arrow text, missing cells null, for what Arrow finds faster than a loop."""
    return texts_of(facts.batch.frame[column])


def sample_numbers(
    state: RowSample,
    facts: Facts,
    context: Context,
    columns: tuple[str, ...],
    *,
    every: bool = False,
) -> None:
    """Add the next rows' numbers to a row sample: rows where any (or every) column holds a number."""
    numbers = {name: facts.numbers(name).on_row_numbers() for name in columns}
    has = [np.isfinite(array) for array in numbers.values()]
    eligible = np.logical_and.reduce(has) if every else np.logical_or.reduce(has)
    state.add(row_keys(facts, context), eligible, dict(numbers))


def floats(sample: RowSample, name: str) -> Floats:
    """One column of a sample as numbers."""
    return np.asarray(sample.values.get(name, np.empty(0)), np.float64)
