"""STR010: rows that are another row with its figures, letters or dates moved a little."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import content, hashes, texts_at
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.distinct import MIXER
from leakverify.checks.pairs import (
    FAR,
    NEAR,
    NEXT,
    SAME,
    date_steps,
    joined_rows,
    number_steps,
    pairs,
    text_steps,
)
from leakverify.checks.state import RowSample, States, rows_at
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import NO_TIME, Bools, Ints, Keys, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Reading, Role

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

SAMPLE: Final = 3_000
MAX_COLUMNS: Final = 24
MIN_ROWS: Final = 30
CHANCE: Final = 0.2
"""Where one random pair in five lies as near, nearness tells nothing."""
PURE: Final = 0.5
"""Of the pairs that agree in all other columns, so many must be near: visits and renewals mostly are not."""
RIVALS: Final = 0.5
"""Coarse tables have as many pairs that agree in all other columns but one."""
LEAST: Final = 0.05
DRAWS: Final = 4_000

GENUINE: Final = Beta(0.3, 30.0, 0.02)
TAMPERED: Final = Beta(1.0, 1.0)


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

    @property
    def share(self) -> float:
        """Copies among the rows of the sample; none where most agreeing rows are something else."""
        told = self.alike >= PURE * self.agreeing and self.chance <= CHANCE
        return len(self.rows) / len(self.sample.keys) if told and self.alike else 0.0

    @property
    def sure(self) -> bool:
        """Whether coarse columns cannot account for it either; real events may recur at any date."""
        return self.way != "dates" and self.share >= LEAST and self.rivals <= RIVALS * self.alike


class MovedCopies(StateCheck[States]):
    """Rows that agree with another row in every column, but for figures, letters, case or dates moved a little.

    Looks at: rows that share all columns but one kind (figures, names and addresses, dates): whether that kind
        differs by up to a tenth, by a letter or by letter case, compared with rows picked at random.
    Why it tells: a list that is inflated to a claimed size repeats its rows with small changes. A second entry
        of a real person differs in what it is about: another amount, another day, another product.
    Innocent explanations: one form sent twice; the same table exported twice and put together; repeated
        measurements of one thing.
    Reads as: altered where many rows have such a copy.
    Source: arithmetic of coincidence. Coarse tables are left out by what they show themselves: pairs that
        differ in one further column, and how near random pairs lie.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR010",
        "structure.moved-copies",
        Family.STRUCTURE,
        "copies_share",
        exhibit=True,
        hard=True,
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if _ways(roles) else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A sample of groups per way of moving."""
        return States(samples={way: RowSample(SAMPLE) for way in _ways(context.settings.roles)})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by what must agree, so that all rows of a group are in or out together."""
        roles = context.settings.roles
        everyone = np.ones(facts.rows, np.bool_)
        for way, sample in state.samples.items():
            keys = _keys(facts, roles, way, context.seed)
            places = sample.pick(keys, everyone)
            values = _cells(facts, roles, places)
            sample.take(facts.rows, facts.rows, places, keys[places], values)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """The way of moving that brings most copies together."""
        roles = context.settings.roles
        found = [_copies(way, sample, roles, context.seed) for way, sample in state.samples.items()]
        found = [copies for copies in found if len(copies.sample.keys) >= MIN_ROWS]
        if not found:
            return self.not_applicable("FEW_VALUES", binding)
        best = max(found, key=lambda copies: (copies.sure, copies.share))
        n, hits = len(best.sample.keys), len(best.rows) if best.share else 0
        measured: dict[str, Number] = {
            "copies_share": best.share,
            "copies_count": hits,
            "moved": best.way,
            "agreeing_count": best.agreeing,
            "alike_count": best.alike,
            "chance_share": best.chance,
            "rivals_count": round(best.rivals),
            "compared_rows": n,
        }
        rows = rows_at(hits, np.sort(best.sample.places[best.rows[:hits]]))
        if best.sure:
            weight = log10_ratio(hits, n, TAMPERED, GENUINE)
            return self.exhibited(binding, measured, {Reading.TAMPERED: min(2.0, weight)}, rows)
        return self.weighed(binding, context, best.sample.eligible, measured, rows)


def _columns(roles: Mapping) -> tuple[str, ...]:
    """The columns that hold more than the record's number."""
    return content(roles)[:MAX_COLUMNS]


def _moving(roles: Mapping, way: str) -> tuple[str, ...]:
    """The columns that may have been moved."""
    return tuple(name for name in _columns(roles) if roles.role_of(name) in WAYS[way])


def _kept(roles: Mapping, way: str) -> tuple[str, ...]:
    """The columns that must agree; of unknown columns that may be moved only the cells that are no figures."""
    moving = _moving(roles, way)
    return tuple(
        name
        for name in _columns(roles)
        if name not in moving or roles.role_of(name) is Role.UNKNOWN
    )


def _keys(facts: Facts, roles: Mapping, way: str, seed: int) -> Keys:
    """One key per row over what must agree."""
    moving = _moving(roles, way)
    kept = _kept(roles, way)
    keys = facts.key(tuple(name for name in kept if name not in moving), seed, folded=True)
    for name in kept:
        if name in moving:
            words = facts.key((name,), seed, folded=True)
            figure = np.isfinite(facts.numbers(name).on_row_numbers())
            keys = keys * MIXER ^ np.where(figure, np.uint64(0), words)
    return keys


def _ways(roles: Mapping) -> list[str]:
    """The ways for which something can move and something else stays."""
    ways = [way for way in WAYS if _kept(roles, way) and (_moving(roles, way) or way == "case")]
    return ways if len(_columns(roles)) > 2 else []  # noqa: PLR2004  (a pair of columns agrees by chance)


def _cells(facts: Facts, roles: Mapping, places: Ints) -> dict[str, NDArray[np.generic]]:
    """The texts, figures and dates of some rows, by the columns' places as two digits."""
    out: dict[str, NDArray[np.generic]] = {}
    for i, name in enumerate(_columns(roles)):
        role = roles.role_of(name)
        out[f"{i:02}"] = texts_at(facts, name, places)
        if role in FIGURES:
            out[f"{i:02}#"] = facts.numbers(name).on_row_numbers()[places]
        elif role in DATES:
            out[f"{i:02}@"] = facts.dates(name).seconds_on_rows()[places]
    return out


def _copies(way: str, sample: RowSample, roles: Mapping, seed: int) -> Copies:
    """Compare the rows that agree in what must agree."""
    left, right = pairs(sample.keys)
    n = len(sample.keys)
    if not len(left):
        return Copies(way, sample, np.empty(0, np.int64), 0, 0, 0.0, 0.0)
    near, same = _near(way, sample, roles, left, right)
    rng = np.random.default_rng(seed)
    one, other = rng.integers(0, n, DRAWS), rng.integers(0, n, DRAWS)
    picked = _near(way, sample, roles, one[one != other], other[one != other])[0]
    chance = float(picked.mean()) if len(picked) and way != "case" else 0.0
    rows = np.flatnonzero(joined_rows(left[near], right[near], n))
    return Copies(
        way,
        sample,
        rows,
        int(np.count_nonzero(near)),
        int(np.count_nonzero(~same)),
        chance,
        _rivals(way, sample, roles, chance) if np.any(near) else 0.0,
    )


def _near(
    way: str, sample: RowSample, roles: Mapping, left: Ints, right: Ints
) -> tuple[Bools, Bools]:
    """Which pairs are near but not the same in what may move, and which are the same in every letter."""
    far = np.zeros(len(left), np.bool_)
    told = np.zeros(len(left), np.bool_)
    same = np.ones(len(left), np.bool_)
    moving = _moving(roles, way)
    for i, name in enumerate(_columns(roles)):
        texts = np.asarray(sample.values[f"{i:02}"], object)
        same &= texts[left] == texts[right]
        if name not in moving:
            if way == "case":
                told |= texts[left] != texts[right]
            continue
        steps = _steps(sample, i, texts, left, right)
        far |= steps == FAR
        told |= steps == NEAR
        if way == "dates":
            told |= steps == NEXT
    return ~far & told & ~same, same


def _steps(sample: RowSample, i: int, texts: Texts, left: Ints, right: Ints) -> Ints:
    """How far apart the cells of a column are, by what the column holds."""
    if f"{i:02}@" in sample.values:
        return date_steps(np.asarray(sample.values[f"{i:02}@"], np.int64), left, right, NO_TIME)
    numbers = np.asarray(sample.values.get(f"{i:02}#", np.empty(0)), np.float64)
    if len(numbers) and np.isfinite(numbers).sum() > 0.9 * np.count_nonzero(texts != ""):
        return number_steps(numbers, left, right)
    if len(numbers):
        return np.where(texts[left] == texts[right], SAME, FAR).astype(np.int64)
    return text_steps(texts, left, right)


def _rivals(way: str, sample: RowSample, roles: Mapping, chance: float) -> float:
    """About how many pairs of the whole table are as near but differ in exactly one column that should agree.

    Their rows do not share a sampling key, so a pair is seen as rarely as two rows drawn by themselves.
    """
    kept, moving = _kept(roles, way), _moving(roles, way)
    folded = [
        _folded(sample, i, masked=name in moving) * np.uint64(2 * i + 3)
        for i, name in enumerate(_columns(roles))
        if name in kept
    ]
    seen = 0
    if len(folded) == 1:
        return chance * sample.eligible**2 / 2.0
    for j in range(len(folded)):
        rest = [keys for i, keys in enumerate(folded) if i != j]
        left, right = pairs(np.bitwise_xor.reduce(np.array(rest)))
        differ = folded[j][left] != folded[j][right]
        left, right = left[differ], right[differ]
        if len(left):
            seen += int(np.count_nonzero(_near(way, sample, roles, left, right)[0]))
    return seen * max(1.0, sample.eligible / len(sample.keys))


def _folded(sample: RowSample, i: int, *, masked: bool) -> Keys:
    """A number per text of a column, case aside; where `masked`, figures all have the same."""
    texts = np.asarray(sample.values[f"{i:02}"], object)
    keys = hashes(np.array([text.casefold() for text in texts.tolist()], dtype=object))
    if masked:
        keys[np.isfinite(np.asarray(sample.values[f"{i:02}#"], np.float64))] = 0
    return keys
