"""What facts look like: arrays over the distinct values of a column, and codes that lay them on rows.

Work is done once per distinct value. Every kind has `codes` (int32, one per row, -1 where the cell is
missing or blank) and arrays of one entry per distinct value; `on_rows` spreads such an array over the rows.
"""

from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Codes = NDArray[np.int32]
Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
Scalar = TypeVar("Scalar", bound=np.generic)

NO_TIME: Final = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Coded:
    """A dictionary-encoded column. `values` are the distinct texts, stripped, clipped to 1,024 characters."""

    codes: Codes
    values: Texts

    @property
    def filled(self) -> Bools:
        """Rows that hold something."""
        return self.codes >= 0

    @property
    def count(self) -> int:
        """How many rows hold something."""
        return int(np.count_nonzero(self.codes >= 0))

    def on_rows(self, per_value: NDArray[Scalar], fill: object) -> NDArray[Scalar]:
        """Spread an array over the distinct values onto the rows, `fill` where the cell is empty."""
        if len(per_value) and len(self.codes) and self.codes.min() >= 0:
            return per_value[self.codes]
        out = np.full(len(self.codes), fill, dtype=per_value.dtype)
        has = self.codes >= 0
        out[has] = per_value[self.codes[has]]
        return out

    def weights(self) -> Ints:
        """How many rows hold each distinct value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Cells(Coded):
    """Any column as text; these three have one entry per row.

    `missing` marks NULL or absent cells (an empty string is not missing); `raw_length` counts characters before
    stripping and clipping, 0 where missing; `has_edge_space` tells of white space before or after the text.
    """

    missing: Bools
    raw_length: Ints
    has_edge_space: Bools


@dataclass(frozen=True, slots=True)
class EmailFacts(Coded):
    """E-mail addresses; `values` as written. `valid` is email-validator's word without DNS.

    `local` is the part before the last @ as written ("" if none), `domain_codes` point into `domains`
    (lower-case; -1 if none); the arrays below run over `domains`.
    """

    valid: Bools
    local: Texts
    domain_codes: Codes
    domains: Texts
    registrable: Texts
    suffix_known: Bools
    reserved: Bools
    disposable: Bools
    free: Bools
    typo_of: Texts

    def by_domain(self, per_domain: NDArray[Scalar], fill: object) -> NDArray[Scalar]:
        """Spread an array over `domains` onto the rows."""
        per_value = np.full(len(self.values), fill, dtype=per_domain.dtype)
        has = self.domain_codes >= 0
        per_value[has] = per_domain[self.domain_codes[has]]
        return self.on_rows(per_value, fill)


@dataclass(frozen=True, slots=True)
class PhoneFacts(Coded):
    """Telephone numbers, parsed with the row's country, the claim's or the sample's as default region.

    `values` are distinct (text, region) pairs, shown as the text. `valid`, `region` ("" if none), `kind`
    (phonenumbers' number type as int, -1 none) and `e164` ("" if none) are equal to phonenumbers' answers.
    `calling_code` is the country code (0 none). `regions_of_code` is a space-joined list of ISO regions that
    share the calling code. `unassigned` marks a number whose written country code (digits between + or 00 and the
    first separator) no country has. `fiction` marks ranges reserved for drama (METHOD T1). `mask` is the
    text with digits as 9 and letters as a; `extension` tells of a written extension (x123);
    `national` the national significant number ("" if none).
    """

    valid: Bools
    region: Texts
    kind: Codes
    e164: Texts
    calling_code: Codes
    regions_of_code: Texts
    unassigned: Bools
    fiction: Bools
    mask: Texts
    extension: Bools
    national: Texts


@dataclass(frozen=True, slots=True)
class DateFacts(Coded):
    """Dates and times in any common notation.

    `seconds` is local wall-clock time as seconds since 1970 (NO_TIME where it is no date); a written
    offset is kept in `offset_minutes` (-9999 none) and not applied. `date_like` marks text in the shape of a
    date; `impossible` such text that no calendar has (31 February, month 13, 0000-00-00). `precision`:
    0 day, 1 minute, 2 second, 3 finer. `ambiguous`: day and month could be swapped.
    """

    seconds: Ints
    offset_minutes: Codes
    date_like: Bools
    impossible: Bools
    precision: Codes
    ambiguous: Bools

    def seconds_on_rows(self) -> Ints:
        """Wall-clock seconds per row, NO_TIME where there is none."""
        return self.on_rows(self.seconds, NO_TIME)


@dataclass(frozen=True, slots=True)
class NumberFacts(Coded):
    """Numbers and amounts with comma or point, thousands marks, currency signs.

    `number` is NaN where the cell is none; `decimals` the written decimal places; `currency` a sign or
    ISO code as written ("" none).
    """

    number: Floats
    decimals: Codes
    currency: Texts

    def on_row_numbers(self) -> Floats:
        """The number per row, NaN where there is none."""
        return self.on_rows(self.number, np.nan)


@dataclass(frozen=True, slots=True)
class NameFacts(Coded):
    """Names of people. For a first- or last-name column the whole cell is that part.

    `first` and `last` are folded (lower case, ASCII where it can be, title words such as Dr or Mme dropped);
    "" where there is none. `last` of "Da Silva, Ana" and "Ana da Silva" is "da silva" or "silva" in the
    same way for both notations: the last word. `words` counts words; `style`: 0 mixed, 1 lower, 2 upper, 3 title, 4 no case.
    `placeholder` marks John Doe, Test User, asdf and the like.
    """

    first: Texts
    last: Texts
    words: Codes
    style: Codes
    placeholder: Bools


@dataclass(frozen=True, slots=True)
class PlaceFacts(Coded):
    """Postcode, city and country of each row together; `codes` run over distinct triples, -1 if nothing.

    `values` are "country|postcode|city" folded. `country` is ISO alpha-2 ("" unknown). `postcode_known`,
    `city_known`, `pair_known`: 1 yes, 0 no, -1 cannot tell (no table for that country or cell empty). `city_known`
    asks whether any place of that country (any country if unknown) bears the name.
    `invented` marks a city spelled by a generator's town grammar and borne by no place; `grammar` names it ("" none).
    """

    country: Texts
    postcode_known: Codes
    city_known: Codes
    pair_known: Codes
    invented: Bools
    grammar: Texts


@dataclass(frozen=True, slots=True)
class IdentifierFacts(Coded):
    """IBAN, card, bank, national or company numbers, IPs, UUIDs, hashes: one kind for all.

    `kind` names the format found ("" none: `iban`, `card.visa`, `uuid4`, `objectid`, `ulid`, `bcrypt`, `md5`,
    `ipv4`, `fr.nir` …). `valid`: 1 check digits or structure hold, 0 they fail, -1 no such rule.
    `known`: 1 the bank, registry or block is in the bundled list, 0 it is not, -1 no list. `special` marks a
    documentation, test or reserved value. `seconds` is a time embedded in the identifier (NO_TIME none).
    """

    kind: Texts
    valid: Codes
    known: Codes
    special: Bools
    seconds: Ints


@dataclass(frozen=True, slots=True)
class SerialFacts(Coded):
    """Running numbers: an optional constant prefix, then digits. `serial` is -1 where the cell is none."""

    serial: Ints
    prefix: Texts
