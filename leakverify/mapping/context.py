"""What a column is beside its neighbours: names, towns, postcodes, countries, secrets."""

from collections import Counter
from typing import Final

import numpy as np

from leakverify.facts.kinds import Texts
from leakverify.mapping import people, shapes
from leakverify.mapping.by_content import is_digest
from leakverify.mapping.column import Column, Guess, from_content, from_header
from leakverify.mapping.hints import Hint
from leakverify.mapping.people import NameLook
from leakverify.mapping.sample import ColumnSample
from leakverify.model.terms import Role
from leakverify.reference import postal

Guesses = list[Guess]

_MANY: Final = 0.6
_HALF: Final = 0.5
_NEARLY_ALL: Final = 0.85
_FEW: Final = 0.1
_SOME: Final = 0.25
_LESS: Final = 0.4
_MIN_TOWNS: Final = 15
_FEW_TOWNS: Final = 5
_FEW_NAMES: Final = 8
_NEAR: Final = 2
_LONGEST_CODE: Final = 4
_MIN_CODES: Final = 10
_NAMES: Final = frozenset({Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME})
_POSTAL: Final = frozenset({Role.STREET, Role.POSTCODE, Role.REGION})
_ADDRESS: Final = _POSTAL | {Role.CITY}
_CODE_LENGTHS: Final = range(4, 7)
_NEARLY_EVERY: Final = 0.95
_ACCOUNT: Final = frozenset({Role.EMAIL, Role.USERNAME, Role.PHONE})
_ASKED: Final = (
    "FR",
    "US",
    "DE",
    "GB",
    "ES",
    "IT",
    "BR",
    "NL",
    "PL",
    "IN",
    "CA",
    "AU",
    "CH",
    "BE",
    "AT",
    "PT",
    "SE",
    "MX",
    "JP",
    "RU",
    "TR",
)


def settled(columns: list[Column], guesses: Guesses) -> Guesses:
    """The guesses once every column has seen the others."""
    looks = {i: people.look(c.sample) for i, c in enumerate(columns) if _may_name(c, guesses[i])}
    steps = (
        _first_and_last,
        _whole_names,
        _towns,
        _postcodes,
        _codes_in_addresses,
        _secrets,
    )
    settled_guesses = list(guesses)
    for step in steps:
        step(columns, settled_guesses, looks)
    return settled_guesses


def _may_name(column: Column, guess: Guess) -> bool:
    """Whether a column might hold names of people or towns."""
    if guess.role in {Role.FIRST_NAME, Role.LAST_NAME}:
        return True
    if column.meaning is Role.FULL_NAME or column.meaning is Hint.NAME:
        return guess.role is Role.UNKNOWN
    return guess.role is Role.UNKNOWN and guess.confidence == 0.0 and column.sample.distinct > 1


def _first_and_last(columns: list[Column], guesses: Guesses, looks: dict[int, NameLook]) -> None:
    """Name parts: a `nom` beside a `prenom` is the family name; parts must not be those of organisations."""
    for i, look in looks.items():
        if guesses[i].role in {Role.FIRST_NAME, Role.LAST_NAME} and look.organisation > _SOME:
            guesses[i] = Guess(Role.UNKNOWN, 0.3, "content.organisation")
    has_first = any(g.role is Role.FIRST_NAME for g in guesses)
    has_last = any(g.role is Role.LAST_NAME for g in guesses)
    for i, look in looks.items():
        if guesses[i].role is not Role.UNKNOWN or columns[i].meaning is not Hint.NAME:
            continue
        if look.letters < _MANY or look.organisation > _FEW:
            continue
        if has_first and not has_last:
            guesses[i] = from_header(Role.LAST_NAME, look.letters, columns[i])
            has_last = True
        elif has_last and not has_first:
            guesses[i] = from_header(Role.FIRST_NAME, look.letters, columns[i])
            has_first = True


def _whole_names(columns: list[Column], guesses: Guesses, looks: dict[int, NameLook]) -> None:
    """Whole names: contents must look like people, whatever the header hopes."""
    emails = [c for c, g in zip(columns, guesses, strict=True) if g.role is Role.EMAIL]
    towns = [c for c, g in zip(columns, guesses, strict=True) if g.role is Role.CITY]
    for i, look in looks.items():
        column, meaning = columns[i], columns[i].meaning
        if guesses[i].role is not Role.UNKNOWN or any(
            people.same(column.sample, t.sample) >= _SOME for t in towns
        ):
            continue
        if meaning is Role.FULL_NAME and _could_be_people(look):
            guesses[i] = from_header(Role.FULL_NAME, look.letters, column)
        elif meaning is Hint.NAME and (_are_people(look) or _write_as(column, look, emails)):
            confidence = 0.55 + 0.4 * max(look.first, look.foreign)
            guesses[i] = Guess(Role.FULL_NAME, confidence, "content.header.full_name")
    _nameless_parts(columns, guesses, looks)
    _best_whole_name(columns, guesses, looks, emails)


def _could_be_people(look: NameLook) -> bool:
    return look.letters >= _HALF and look.organisation <= _SOME


def _are_people(look: NameLook) -> bool:
    """First names and surnames that are borne somewhere, and nothing of firms and towns."""
    if look.letters < _HALF + _FEW or look.organisation > _FEW:
        return False
    if look.foreign >= _HALF:
        return look.several >= _HALF
    if look.first >= _MANY:
        return look.several >= _SOME or look.place < _SOME
    return look.first >= _LESS and look.several >= _LESS and look.place <= _FEW


def _write_as(column: Column, look: NameLook, emails: list[Column]) -> bool:
    """Whether these names come back in the mail addresses beside them, and are no towns or firms."""
    if look.organisation > _FEW or look.place > _LESS or look.letters < _HALF:
        return False
    return any(people.echoed(column.sample, e.sample) >= _SOME for e in emails)


def _nameless_parts(columns: list[Column], guesses: Guesses, looks: dict[int, NameLook]) -> None:
    """Two near columns of single words without headers: the one with first names, the other with surnames."""
    if any(g.role in {Role.FIRST_NAME, Role.LAST_NAME} for g in guesses):
        return
    parts = {
        i: look
        for i, look in looks.items()
        if guesses[i].role is Role.UNKNOWN
        and columns[i].nameless
        and look.single >= _NEARLY_ALL - _FEW
        and look.letters >= _NEARLY_ALL
        and max(look.first, look.last) >= _LESS
        and columns[i].sample.filled >= _NEARLY_ALL * len(columns[i].sample.cells)
        and columns[i].sample.distinct >= _FEW_NAMES
    }
    pairs = [
        (parts[i].first - parts[i].last + parts[j].last - parts[j].first, i, j)
        for i in parts
        for j in parts
        if i != j and abs(i - j) <= _NEAR and parts[i].first >= _MANY
    ]
    if not pairs:
        return
    _, first, last = max(pairs, key=lambda p: (p[0], -p[1], -p[2]))
    guesses[first] = from_content(Role.FIRST_NAME, 0.4, columns[first])
    guesses[last] = from_content(Role.LAST_NAME, 0.4, columns[last])


def _best_whole_name(
    columns: list[Column], guesses: Guesses, looks: dict[int, NameLook], emails: list[Column]
) -> None:
    """Without headers, the column that looks most like people is theirs, if no part of a name has been found."""
    if any(g.role in _NAMES for g in guesses):
        return
    scores = {
        i: look.first
        + max((people.echoed(columns[i].sample, e.sample) for e in emails), default=0.0)
        for i, look in looks.items()
        if guesses[i].role is Role.UNKNOWN
        and columns[i].nameless
        and _are_people(look)
        and look.several >= _HALF > look.place
    }
    if scores:
        best = max(scores, key=lambda i: (scores[i], -i))
        if looks[best].foreign < _HALF and scores[best] < _MANY:
            return
        guesses[best] = from_content(Role.FULL_NAME, looks[best].first * 0.6, columns[best])


def _towns(columns: list[Column], guesses: Guesses, looks: dict[int, NameLook]) -> None:
    """Towns by content alone, where no header claims the towns already."""
    if any(g.role is Role.CITY for g in guesses):
        return
    postal_table = any(g.role in _POSTAL for g in guesses)
    least = _FEW_TOWNS if postal_table else _MIN_TOWNS
    open_columns = [
        i
        for i, look in looks.items()
        if guesses[i].role is Role.UNKNOWN
        and columns[i].sample.distinct >= least
        and columns[i].sample.longest > _LONGEST_CODE
        and look.organisation <= _FEW
        and look.letters >= _MANY
    ]
    shares = {i: looks[i].place for i in open_columns}
    if postal_table and max(shares.values(), default=0.0) < _NEARLY_ALL - _FEW:
        shares = {i: people.town_share(columns[i].sample) for i in open_columns}
    if shares:
        best = max(shares, key=lambda i: (shares[i], -i))
        if shares[best] >= _NEARLY_ALL - _FEW:
            guesses[best] = from_content(Role.CITY, shares[best] * 0.7, columns[best])


def _postcodes(columns: list[Column], guesses: Guesses, _: dict[int, NameLook]) -> None:
    """Codes without a telling header that exist and belong to the towns beside them."""
    if any(g.role is Role.POSTCODE for g in guesses):
        return
    town = next((c for c, g in zip(columns, guesses, strict=True) if g.role is Role.CITY), None)
    if town is None:
        return
    for i, column in enumerate(columns):
        if (
            guesses[i].role is not Role.UNKNOWN
            or column.meaning is not None
            or column.sample.distinct < _MIN_CODES
        ):
            continue
        if column.sample.share(shapes.is_postcode) >= _NEARLY_ALL and _codes_exist(
            column.sample.as_texts
        ):
            guesses[i] = from_content(Role.POSTCODE, 0.5, column)
            return


def _codes_exist(codes: Texts) -> bool:
    """Whether nearly all codes exist in one of the larger countries."""
    return any(
        float(np.mean(postal.table(c).has_code(codes))) >= _NEARLY_ALL
        for c in _ASKED
        if c in postal.countries()
    )


def _codes_in_addresses(columns: list[Column], guesses: Guesses, _: dict[int, NameLook]) -> None:
    """Codes of one length inside an address, though they exist nowhere: invented postcodes stand where true ones would.

    Only where no header says what the column is: streets and towns tell by their own contents that an address is written
    there. Inside it quantities are rare, beside its end they are not, so there nearly all must have the same length.
    """
    places = {g.role: i for i, g in reversed(list(enumerate(guesses))) if g.role in _ADDRESS}
    towns = [i for role, i in places.items() if role in {Role.CITY, Role.REGION}]
    if Role.POSTCODE in places or Role.STREET not in places or not towns:
        return
    first, last = min(places[Role.STREET], *towns), max(places[Role.STREET], *towns)
    for i, column in enumerate(columns):
        if guesses[i].role not in {Role.UNKNOWN, Role.AMOUNT} or not column.nameless:
            continue
        beside = any(abs(i - town) == 1 for town in towns)
        least = _MANY if first < i < last else _NEARLY_EVERY if beside else None
        if least is None or column.sample.distinct < _MIN_CODES:
            continue
        if _one_length(column.sample) >= least:
            guesses[i] = from_content(Role.POSTCODE, 0.2, column)
            return


def _one_length(sample: ColumnSample) -> float:
    """The share of values that are digits of the length that most have, if postcodes are so long; 0 if not."""
    codes = [text.partition("-")[0] for text in sample.values]
    if sum(map(shapes.is_whole, codes)) < _NEARLY_ALL * len(codes):
        return 0.0
    commonest, count = Counter(map(len, codes)).most_common(1)[0]
    return count / len(codes) if commonest in _CODE_LENGTHS else 0.0


def _secrets(columns: list[Column], guesses: Guesses, _: dict[int, NameLook]) -> None:
    """Beside accounts, bare digests without a header are password hashes; in a list of pairs the rest is the secret."""
    if not any(g.role in _ACCOUNT for g in guesses):
        return
    for i, column in enumerate(columns):
        if guesses[i].role is not Role.UNKNOWN or not column.nameless:
            continue
        share = column.sample.share(is_digest)
        if share >= _NEARLY_ALL:
            guesses[i] = from_content(Role.PASSWORD_HASH, share * 0.9, column)
        elif len(columns) == 2 and column.sample.share(lambda t: " " not in t) >= _NEARLY_ALL:  # noqa: PLR2004  (a list of pairs)
            guesses[i] = from_content(Role.PASSWORD, 0.4, column)
