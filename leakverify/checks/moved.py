"""Which rows agree with another row in all that should agree, and lie near it in what may have been moved."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from leakverify.checks.columns import content, hashes, texts_at
from leakverify.checks.distinct import MIXER
from leakverify.checks.pairs import (
    FAR,
    NEAR,
    NEXT,
    SAME,
    crowded_pairs,
    date_steps,
    joined_rows,
    number_steps,
    pairs,
    text_steps,
)
from leakverify.checks.state import RowSample
from leakverify.facts.arrow_text import distinct, from_objects, to_objects
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Floats, Ints, Keys, Texts
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Role

FIGURES: Final = (Role.AMOUNT, Role.UNKNOWN)
LETTERS: Final = (Role.EMAIL, Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.USERNAME)
DATES: Final = (*TIME_ROLES, Role.BIRTH_DATE)
WAYS: Final = {
    "figures": FIGURES,
    "letters": LETTERS,
    "case": (),
    "dates": DATES,
    "all": (*FIGURES, *LETTERS, *DATES),
}
"""What may have been moved; all other columns but the record's number must agree, case aside."""

HEAD: Final = 3
MAX_COLUMNS: Final = 24
CHANCE: Final = 0.2
"""Where one random pair in five lies as near, nearness tells nothing."""
PURE: Final = 0.5
"""Of the pairs that are near in all columns but one at most, so many must be near in that too: visits and renewals
mostly are not."""
RIVALS: Final = 0.5
"""Coarse tables have as many pairs that agree in all other columns but one."""
LEAST: Final = 0.05
DRAWS: Final = 4_000


NO_PAIRS: Final = (np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Copies:
    """What one way of moving shows in its sample: which rows are near copies, and what could explain them."""

    way: str
    sample: RowSample
    rows: Ints
    alike: int
    agreeing: int
    chance: float
    rivals: float
    repeated: bool = False
    pairs: tuple[Ints, Ints] = NO_PAIRS
    """The near pairs, as places in the sample; of those that are `repeated` none are kept."""

    @property
    def share(self) -> float:
        """Copies among the rows of the sample; none where most agreeing rows are something else."""
        told = self.alike >= PURE * self.agreeing and self.chance <= CHANCE
        told |= self.repeated
        return len(self.rows) / len(self.sample.keys) if told and self.alike else 0.0

    @property
    def sure(self) -> bool:
        """Whether coarse columns cannot account for it either; real events may recur at any date."""
        if self.share < LEAST or self.rivals > RIVALS * self.alike:
            return False
        return self.repeated or self.way != "dates"


def columns_of(roles: Mapping) -> tuple[str, ...]:
    """The columns that hold more than the record's number."""
    return content(roles)[:MAX_COLUMNS]


def moving(roles: Mapping, way: str) -> tuple[str, ...]:
    """The columns that may have been moved."""
    return tuple(name for name in columns_of(roles) if roles.role_of(name) in WAYS[way])


def kept(roles: Mapping, way: str) -> tuple[str, ...]:
    """The columns that must agree; of unknown columns that may be moved only the cells that are no figures."""
    able = moving(roles, way)
    return tuple(
        name
        for name in columns_of(roles)
        if name not in able or roles.role_of(name) is Role.UNKNOWN
    )


def headed(roles: Mapping, way: str) -> tuple[str, ...]:
    """Where names move, the first of them must begin alike: a table of few kinds else has groups without end."""
    able = moving(roles, way)
    return tuple(name for name in able if roles.role_of(name) in LETTERS)[:1]


def keys_of(facts: Facts, roles: Mapping, way: str, seed: int) -> Keys:
    """One key per row over what must agree."""
    able = moving(roles, way)
    stays = kept(roles, way)
    keys = facts.key(tuple(name for name in stays if name not in able), seed, folded=True)
    for name in stays:
        if name in able:
            words = facts.key((name,), seed, folded=True)
            figure = np.isfinite(facts.numbers(name).on_row_numbers())
            keys = keys * MIXER ^ np.where(figure, np.uint64(0), words)
    for name in headed(roles, way):
        keys = keys * MIXER ^ heads_on_rows(facts, name)
    return keys


def ways_of(roles: Mapping) -> list[str]:
    """The ways for which something can move and something else stays."""
    ways = [way for way in WAYS if kept(roles, way) and (moving(roles, way) or way == "case")]
    return ways if len(columns_of(roles)) > 2 else []  # noqa: PLR2004  (a pair of columns agrees by chance)


def sizes_of(facts: Facts, roles: Mapping, column: str) -> Floats:
    """Figures, or dates in seconds; not finite where there is none."""
    if roles.role_of(column) not in DATES:
        return facts.numbers(column).on_row_numbers()
    seconds = facts.seconds(column)
    return np.where(seconds == NO_TIME, np.nan, seconds)


def cells_of(facts: Facts, roles: Mapping, places: Ints) -> dict[str, NDArray[np.generic]]:
    """The texts, figures and dates of some rows, by the columns' places as two digits."""
    out: dict[str, NDArray[np.generic]] = {}
    for i, name in enumerate(columns_of(roles)):
        role = roles.role_of(name)
        out[f"{i:02}"] = texts_at(facts, name, places)
        if role in FIGURES:
            out[f"{i:02}#"] = facts.numbers(name).on_row_numbers()[places]
        elif role in DATES:
            out[f"{i:02}@"] = facts.dates(name).seconds_on_rows()[places]
    return out


def copies_of(way: str, sample: RowSample, roles: Mapping, seed: int) -> Copies:
    """Compare the rows that agree in what must agree."""
    left, right = pairs(sample.keys)
    n = len(sample.keys)
    if not len(left):
        return Copies(way, sample, np.empty(0, np.int64), 0, 0, 0.0, 0.0)
    rng = np.random.default_rng(seed)
    one, other = rng.integers(0, n, DRAWS), rng.integers(0, n, DRAWS)
    one, other = one[one != other], other[one != other]
    telling = _telling(way, sample, roles, one, other)
    near, comparable = _near(way, sample, roles, left, right, telling)
    picked = _near(way, sample, roles, one, other, telling)[0]
    chance = float(picked.mean()) if len(picked) and way != "case" else 0.0
    rows = np.flatnonzero(joined_rows(left[near], right[near], n))
    return Copies(
        way,
        sample,
        rows,
        int(np.count_nonzero(near)),
        int(np.count_nonzero(comparable)),
        chance,
        rivals(
            way,
            sample,
            roles,
            chance,
            seed,
            lambda a, b, but: _near(way, sample, roles, a, b, telling, but)[0],
        )
        if np.any(near)
        else 0.0,
        pairs=(left[near], right[near]),
    )


def _telling(
    way: str, sample: RowSample, roles: Mapping, one: Ints, other: Ints
) -> tuple[str, ...]:
    """The columns in which rows picked at random are rarely near: latitudes of one town always are."""
    out = []
    for i, name in enumerate(columns_of(roles)):
        if name in moving(roles, way):
            texts = np.asarray(sample.values[f"{i:02}"], object)
            off = steps_of(sample, i, texts, one, other)
            near, same = np.count_nonzero(off == NEAR), np.count_nonzero(off == SAME)
            if near <= CHANCE * (len(off) - same):
                out.append(name)
    return tuple(out)


def _near(
    way: str,
    sample: RowSample,
    roles: Mapping,
    left: Ints,
    right: Ints,
    telling: tuple[str, ...],
    but: str = "",
) -> tuple[Bools, Bools]:
    """Which pairs are near but not the same in what may move, and which are so but for one column at most.

    Column `but` is left out.
    """
    far = np.zeros(len(left), np.int64)
    told = np.zeros(len(left), np.bool_)
    same = np.ones(len(left), np.bool_)
    able = moving(roles, way)
    for i, name in enumerate(columns_of(roles)):
        texts = np.asarray(sample.values[f"{i:02}"], object)
        same &= texts[left] == texts[right]
        if name not in able or name == but:
            if way == "case" and name != but:
                told |= texts[left] != texts[right]
            continue
        off = steps_of(sample, i, texts, left, right)
        far += off == FAR
        told |= (off == NEAR) & (name in telling)
        if way == "dates":
            told |= off == NEXT
    return (far == 0) & told & ~same, ~same & (far <= 1)


def steps_of(sample: RowSample, i: int, texts: Texts, left: Ints, right: Ints) -> Ints:
    """How far apart the cells of a column are, by what the column holds."""
    if f"{i:02}@" in sample.values:
        return date_steps(np.asarray(sample.values[f"{i:02}@"], np.int64), left, right, NO_TIME)
    numbers = np.asarray(sample.values.get(f"{i:02}#", np.empty(0)), np.float64)
    if len(numbers) and np.isfinite(numbers).sum() > 0.9 * np.count_nonzero(texts != ""):
        return number_steps(numbers, left, right)
    if len(numbers):
        return np.where(texts[left] == texts[right], SAME, FAR).astype(np.int64)
    return text_steps(texts, left, right)


def rivals(
    way: str,
    sample: RowSample,
    roles: Mapping,
    chance: float,
    seed: int,
    near: Callable[[Ints, Ints, str], Bools],
) -> float:
    """About how many pairs of the whole table are as near but differ in exactly one column that should agree.

    `near` is asked without the column that differs: a word that may be moved would else be too far off by itself.
    Their rows do not share a sampling key, so a pair is seen as rarely as two rows drawn by themselves.
    """
    stays, able = kept(roles, way), moving(roles, way)
    names = columns_of(roles)
    at = [i for i, name in enumerate(names) if name in stays]
    folded = [_folded(sample, i, masked=names[i] in able) * np.uint64(2 * i + 3) for i in at]
    if len(folded) == 1:
        return chance * sample.eligible**2 / 2.0
    begins = [
        heads(np.asarray(sample.values[f"{i:02}"], object))
        for i, name in enumerate(names)
        if name in headed(roles, way)
    ]
    seen = 0.0
    for j, place in enumerate(at):
        rest = [*begins, *(keys for i, keys in enumerate(folded) if i != j)]
        key = np.bitwise_xor.reduce(np.array(rest))
        some, other, each = crowded_pairs(key, DRAWS, seed)
        # Of rows that agree by chance alone so many would have agreed in this column as well.
        each *= min(1.0, odds_of_agreeing(folded[j]))
        for left, right, weight in ((*pairs(key), 1.0), (some, other, each)):
            differ = np.flatnonzero(folded[j][left] != folded[j][right])
            if len(differ):
                seen += weight * np.count_nonzero(near(left[differ], right[differ], names[place]))
    return seen * max(1.0, sample.eligible / len(sample.keys))


def odds_of_agreeing(keys: Keys) -> float:
    """The odds that two rows picked at random agree."""
    _, counts = np.unique(keys, return_counts=True)
    agree = float(np.sum(counts * (counts - 1.0)) / max(1.0, len(keys) * (len(keys) - 1.0)))
    return agree / (1.0 - agree) if agree < 1.0 else math.inf


def heads_on_rows(facts: Facts, column: str) -> Keys:
    """The number of each row's first letters, as `heads`; made once for all ways, and once for each beginning."""

    def make() -> Keys:
        cells = facts.cells(column)
        begins = pc.utf8_slice_codeunits(from_objects(cells.values), 0, HEAD)
        codes, distinct_begins = distinct(begins)
        made: Keys = cells.on_rows(heads(to_objects(distinct_begins))[codes], 0)
        return made

    return facts.kept(("heads", column), make)


def heads(texts: Texts) -> Keys:
    """A number per text from its first letters, case aside."""
    return hashes(np.array([text[:HEAD].casefold() for text in texts.tolist()], dtype=object))


def _folded(sample: RowSample, i: int, *, masked: bool) -> Keys:
    """A number per text of a column, case aside; where `masked`, figures all have the same."""
    texts = np.asarray(sample.values[f"{i:02}"], object)
    keys = hashes(np.array([text.casefold() for text in texts.tolist()], dtype=object))
    if masked:
        keys[np.isfinite(np.asarray(sample.values[f"{i:02}#"], np.float64))] = 0
    return keys
