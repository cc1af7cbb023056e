"""What a generator's recipe could have left in a row, as integers: keys of words and small codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.choose import name_columns
from leakverify.checks.distinct import DistinctSample
from leakverify.checks.generator.people import keys_of, parts_at
from leakverify.checks.generator.street_recipe import UNIT, WORD, common_keys, rare_keys
from leakverify.checks.person.name_in_address import ABLE, FITS, compare
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Ints
from leakverify.model.mapping import Mapping as Roles
from leakverify.model.terms import Role
from leakverify.reference.hashing import contains, hash_words, texts
from leakverify.reference.place_text import fold_place
from leakverify.reference.towns import all_grammars
from leakverify.reference.vocabularies import fold_word

NOTHING: Final = -1
MOST_ROWS: Final = 4_096
FREE_COLUMNS: Final = 3
FREE_ROLES: Final = (Role.UNKNOWN, Role.FREE_TEXT)
TWO: Final = 2
LONGEST_NAME: Final = 4

ENGLISH_STREET: Final = 1
ODD_STREET: Final = 2
ROMANCE_STREET: Final = 3

PREFIXES: Final = frozenset(
    [
        "rue",
        "boulevard",
        "avenue",
        "chemin",
        "place",
        "passage",
        "allee",
        "impasse",
        "route",
        "quai",
        "calle",
        "avenida",
        "via",
        "viale",
        "piazza",
        "rua",
        "travessa",
        "largo",
    ]
)
JOINTS: Final = frozenset(
    ["de", "du", "des", "la", "le", "les", "d", "l", "del", "della", "da", "do"]
)
LOCAL: Final = re.compile(r"([^\W\d_]+)([._-]?)([^\W\d_]*)(\d{0,4})")
SEPARATORS: Final = {"": 0, ".": 1, "_": 2, "-": 3}
BARE: Final = 100
"""The form of a local part that is one word and nothing else."""

SHORTEST_HALF: Final = 2
CUTS: Final = range(3, 12)
VALID, INVALID, EXTENDED, FICTION = range(4)
KNOWN, STRANGE = range(2)

Values = dict[str, NDArray[np.integer]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a recipe fills, each None or empty where the table has none."""

    names: tuple[str, ...]
    email: str | None
    phone: str | None
    street: str | None
    city: str | None
    postcode: str | None
    free: tuple[str, ...]

    @property
    def person(self) -> tuple[str, ...]:
        """All but the free ones, in a fixed order."""
        single = (self.email, self.phone, self.street, self.city, self.postcode)
        return (*self.names, *(name for name in single if name is not None))

    @property
    def every(self) -> tuple[str, ...]:
        """All columns."""
        return (*self.person, *self.free)


def columns_of(roles: Roles) -> Columns:
    """Choose the columns."""
    return Columns(
        name_columns(roles),
        roles.first(Role.EMAIL),
        roles.first(Role.PHONE),
        roles.first(Role.STREET),
        roles.first(Role.CITY),
        roles.first(Role.POSTCODE),
        roles.named(*FREE_ROLES)[:FREE_COLUMNS],
    )


def take_traces(sample: DistinctSample, facts: Facts, columns: Columns, seed: int) -> None:
    """Add the next rows with what a recipe could have left in them; rows alike in these columns count once."""
    keys = facts.key(columns.every, seed, folded=True)
    places = sample.pick(keys, facts.any_filled(columns.every))
    found: Values = {}
    if columns.names:
        found |= named(facts, columns.names, places)
    if columns.email is not None:
        found |= mailed(facts, columns, places)
    if columns.phone is not None:
        found |= called(facts, columns.phone, places)
    if columns.street is not None:
        found |= lodged(facts, columns.street, places)
    if columns.city is not None:
        found |= placed(facts, columns, places)
    for i, name in enumerate(columns.free):
        cells = [fold_word(text) for text in written(facts, name, places)]
        found[f"free{i}"] = keys_of(cells)
    sample.take(keys, places, found)


def written(facts: Facts, column: str, places: Ints) -> list[str]:
    """The texts of some rows, "" where the cell is empty."""
    cells = facts.cells(column)
    return [str(cells.values[c]) if c >= 0 else "" for c in cells.codes[places].tolist()]


def named(facts: Facts, columns: tuple[str, ...], places: Ints) -> Values:
    """Keys of the first and the last name, in one word and in two."""
    names = [facts.names(column) for column in columns]
    filled = np.logical_and.reduce([n.filled for n in names])[places]
    out: Values = {}
    for kind in ("first", "last"):
        found = [
            parts_at(names, place, kind) if ok else ("", "")
            for place, ok in zip(places.tolist(), filled.tolist(), strict=True)
        ]
        out[f"{kind}1"] = keys_of([one for one, _ in found])
        out[f"{kind}2"] = keys_of([two for _, two in found])
    return out


def mailed(facts: Facts, columns: Columns, places: Ints) -> Values:
    """The words of the part before the @, how they are joined, the domain, and whether the name is in it."""
    emails = facts.emails(str(columns.email))
    codes = emails.codes[places]
    has = (codes >= 0) & (emails.domain_codes[codes] >= 0)
    parts = [
        taken_apart(str(emails.local[c])) if ok else None for c, ok in zip(codes, has, strict=True)
    ]
    words = [p or ("", "", 0) for p in parts]
    form = [NOTHING if not ok else (p[2] if p else 0) for p, ok in zip(parts, has, strict=True)]
    domains = hash_words(emails.domains).astype(np.int64)
    domain = np.zeros(len(places), np.int64)
    domain[has] = domains[emails.domain_codes[codes[has]]]
    reserved = np.zeros(len(places), np.int64)
    reserved[has] = emails.reserved[emails.domain_codes[codes[has]]]
    out: Values = {
        "mail1": keys_of([a for a, _, _ in words]),
        "mail2": keys_of([b for _, b, _ in words]),
        "mail3": keys_of([a[1:] for a, _, _ in words]),
        "form": np.array(form, np.int64),
        "domain": domain,
        "reserved": reserved,
    }
    out |= cut_apart(
        [
            a if p and not b and p[2] == BARE else ""
            for p, (a, b, _) in zip(parts, words, strict=True)
        ]
    )
    if columns.names:
        names = [facts.names(column) for column in columns.names]
        apart = np.full(len(places), NOTHING, np.int64)
        seen = compare(emails, names, places[has])
        apart[has] = np.where(seen & ABLE, 1 - ((seen & FITS) > 0), NOTHING)
        out["apart"] = apart
    return out


def cut_apart(words: list[str]) -> Values:
    """Keys of both halves of each word at each place where two names could meet, 0 where none could."""
    out: Values = {}
    for cut in CUTS:
        heads = [w[:cut] if len(w) - cut >= SHORTEST_HALF else "" for w in words]
        tails = [w[cut:] if head else "" for w, head in zip(words, heads, strict=True)]
        out[f"head{cut}"], out[f"tail{cut}"] = keys_of(heads), keys_of(tails)
    return out


def taken_apart(local: str) -> tuple[str, str, int] | None:
    """The one or two words of a local part, and its form: separator times ten plus digits at the end, plus 100.

    >>> taken_apart("Jean.Dupont75"), taken_apart("info+shop")
    (('jean', 'dupont', 112), None)
    """
    found = LOCAL.fullmatch(local)
    if found is None:
        return None
    one, joint, two, digits = found.groups()
    return fold_word(one), fold_word(two), 100 + SEPARATORS[joint] * 10 + len(digits)


def called(facts: Facts, column: str, places: Ints) -> Values:
    """Whether the number can be had, has an extension or is kept for films."""
    phones = facts.phones(column)
    codes = phones.codes[places]
    kinds = np.where(phones.valid, VALID, INVALID)
    kinds = np.where(phones.extension, EXTENDED, kinds)
    kinds = np.where(phones.fiction, FICTION, kinds)
    out = np.full(len(places), NOTHING, np.int64)
    out[codes >= 0] = kinds[codes[codes >= 0]]
    return {"phone": out}


def lodged(facts: Facts, column: str, places: Ints) -> Values:
    """The words between a street's number and its kind, and how the kind is written."""
    cells = written(facts, column, places)
    cores = [core_of(text) for text in cells]
    last = hash_words(texts([kind for _, _, kind in cores]))
    odd, usual = contains(rare_keys(), last), contains(common_keys(), last)
    form = np.where(usual, ENGLISH_STREET, np.where(odd, ODD_STREET, 0))
    form[[kind == "<" for _, _, kind in cores]] = ROMANCE_STREET
    form[[not text for text in cells]] = NOTHING
    one, two = keys_of([a for a, _, _ in cores]), keys_of([b for _, b, _ in cores])
    return {"street1": one, "street2": two, "street": form.astype(np.int64)}


def core_of(text: str) -> tuple[str, str, str]:
    """The words that name a street, and its last word; "<" where the kind of street comes first.

    >>> core_of("537 Allen Turnpike Suite 631"), core_of("12, rue de Guy Martin")
    (('allen', '', 'turnpike'), ('guy', 'martin', '<'))
    """
    words = WORD.findall(UNIT.sub("", text.partition("\n")[0]))
    folded = [fold_word(word) for word in words[: LONGEST_NAME + 1]]
    if not folded:
        return "", "", ""
    if folded[0] in PREFIXES:
        core = [w for w in folded[1:] if w not in JOINTS]
        one, two, *_ = [*core, "", ""]
        return one, two, "<" if 0 < len(core) <= TWO else ""
    return (folded[0], "", folded[1]) if len(folded) == TWO else ("", "", "")


def placed(facts: Facts, columns: Columns, places: Ints) -> Values:
    """Whether the town is known, the words it is made of, whose grammar builds it, and whether its postcode fits."""
    seen = facts.places(columns.postcode, columns.city)
    codes = seen.codes[places]
    towns = [fold_place(text).split() for text in written(facts, str(columns.city), places)]
    numbers = grammar_numbers()
    known, grammar, pair = (np.full(len(places), NOTHING, np.int64) for _ in range(3))
    for i, (code, words) in enumerate(zip(codes.tolist(), towns, strict=True)):
        if code < 0 or not words:
            continue
        known[i] = NOTHING if seen.city_known[code] < 0 else 1 - seen.city_known[code]
        grammar[i] = numbers.get(str(seen.grammar[code]), 0) if seen.invented[code] else 0
        if columns.postcode is not None and seen.pair_known[code] >= 0 and known[i] == KNOWN:
            pair[i] = 1 - seen.pair_known[code]
    one, two = (
        keys_of([words[k] if k < len(words) <= TWO else "" for words in towns]) for k in range(TWO)
    )
    return {"town": known, "grammar": grammar, "town1": one, "town2": two, "pair": pair}


def grammar_numbers() -> Mapping[str, int]:
    """The number of each town grammar, from 1."""
    return {g.name: i for i, g in enumerate(all_grammars(), start=1)}
