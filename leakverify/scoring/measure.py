"""How well the checks tell labelled tables apart: the bars, each with what was reached, and the power curve.

Every table is judged by a calibration that has not seen its kind or generator; intervals are 95 % bootstraps over bases.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leakverify.model.finding import CheckInfo, Finding
from leakverify.model.terms import ACCUSED, ACCUSING, STATUS_OF, Family, Reading, State, Status
from leakverify.scoring.calibrate import Fitted, reweigh
from leakverify.scoring.families import gather
from leakverify.scoring.labelled import Labelled
from leakverify.scoring.status import judge
from leakverify.scoring.support import plausibility, weigh

RIGHT: Final = {
    "synthetic": {Status.FABRICATED},
    "stitched": {Status.ASSEMBLED, Status.FABRICATED},
    "padded": {Status.ALTERED, Status.FABRICATED, Status.ASSEMBLED},
    "inflated": {Status.ALTERED, Status.FABRICATED},
    "tampered": {Status.ALTERED, Status.FABRICATED},
    "recycled": {Status.RECYCLED, Status.ALTERED, Status.ASSEMBLED},
}
"""The statuses that read a label right."""

ROUNDS: Final = 1_000
ENOUGH_ROWS: Final = 300
FOREIGN: Final = 0.8
READ_RIGHT: Final = 0.8

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled table as judged unseen: `score` is 100 - plausibility, `total` log10 of the mean LR.

    `precision` is the share of truly foreign rows among those that the leading exhibit names, None where there is none.
    """

    table: Labelled
    score: float
    total: float
    status: Status
    precision: float | None

    @property
    def accused(self) -> bool:
        """Whether it was called something else than genuine."""
        return self.status in ACCUSED

    @property
    def right(self) -> bool:
        """Whether its label was read right."""
        return self.status in RIGHT.get(self.table.label, set())


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that was to be reached: the value, the lower (or upper) end of its interval, and the goals."""

    name: str
    value: float
    end: float | None
    goal: float
    goal_end: float | None = None
    at_most: bool = False
    tables: int = 0

    @property
    def met(self) -> bool:
        """Whether the value, and the end of its interval where one is asked for, reach the goal."""
        sign = -1.0 if self.at_most else 1.0
        fine = sign * self.value >= sign * self.goal
        if self.goal_end is None or self.end is None:
            return fine
        return fine and sign * self.end >= sign * self.goal_end


@dataclass(frozen=True, slots=True)
class Power:
    """How often one recipe at one dose was read right."""

    recipe: str
    dose: float
    bases: int
    right: float
    noticed: float


def judged(
    tables: Iterable[Labelled], fitted: Fitted, catalogue: dict[str, CheckInfo]
) -> list[Judged]:
    """Every table under the calibration without its kind."""
    out = []
    for table in tables:
        unseen = fitted.without(table)
        findings = reweigh(table.findings, unseen, catalogue)
        supports = {r: w.support for r, w in weigh(gather(findings), unseen).items()}
        judgement = judge(findings, unseen, table.rows)
        total = math.log10(sum(10.0 ** supports[r] for r in ACCUSING) / len(ACCUSING))
        out.append(
            Judged(
                table,
                100.0 - plausibility(supports),
                total,
                judgement.status,
                _precision(table, findings, judgement.status),
            )
        )
    return out


def _precision(table: Labelled, findings: Sequence[Finding], status: Status) -> float | None:
    """Of the rows that the strongest exhibit of an accusation names, the share that is truly foreign."""
    reading = next((r for r, s in STATUS_OF.items() if s is status and r in ACCUSING), None)
    if reading is None or not table.named:
        return None
    shown = [f for f in findings if f.exhibit and f.support.get(reading, 0.0) > 0]
    best = max(shown, key=lambda f: f.support[reading], default=None)
    if best is None or best.id not in table.named:
        return None
    named, foreign = table.named[best.id]
    return foreign / named if named else None


def auc(genuine: Sequence[Judged], other: Sequence[Judged]) -> tuple[float, float]:
    """The chance that a random other table scores above a random genuine one, and its 2.5 % end over bases."""
    if not genuine or not other:
        return math.nan, math.nan
    wins, counts = _wins(genuine, other)
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(ROUNDS):
        left = np.bincount(rng.integers(0, wins.shape[0], wins.shape[0]), minlength=wins.shape[0])
        right = np.bincount(rng.integers(0, wins.shape[1], wins.shape[1]), minlength=wins.shape[1])
        draws.append(float(left @ wins @ right) / float(left @ counts @ right))
    return float(wins.sum() / counts.sum()), float(np.quantile(draws, 0.025))


def _wins(genuine: Sequence[Judged], other: Sequence[Judged]) -> tuple[Numbers, Numbers]:
    """For each pair of bases how often the other's tables score above the genuine one's, and of how many pairs."""
    ours, theirs = _by_base(genuine), _by_base(other)
    wins = np.zeros((len(theirs), len(ours)))
    counts = np.zeros_like(wins)
    for i, others in enumerate(theirs):
        for j, own in enumerate(ours):
            gap = others[:, None] - own[None, :]
            wins[i, j] = (gap > 0).sum() + 0.5 * (gap == 0).sum()
            counts[i, j] = gap.size
    return wins, counts


def _by_base(results: Sequence[Judged]) -> list[Numbers]:
    """Scores by base."""
    bases: dict[str, list[float]] = {}
    for result in results:
        bases.setdefault(result.table.origin.base, []).append(result.score)
    return [np.asarray(bases[b]) for b in sorted(bases)]


def whole(
    results: Iterable[Judged], label: str, recipe: str = "", dose: float = -1.0
) -> list[Judged]:
    """The uncut tables of a label, of one recipe and dose where given."""
    return [
        r
        for r in results
        if r.table.label == label
        and not r.table.cut
        and (not recipe or r.table.recipe in recipe.split("|"))
        and (dose < 0 or r.table.dose == dose)
    ]


def bars(results: Sequence[Judged]) -> list[Bar]:
    """All bars of the whole tables and of the cuts."""
    genuine = whole(results, "genuine")
    everyone = [r for r in results if r.table.genuine]
    long = [r for r in genuine if r.table.rows >= ENOUGH_ROWS]
    unsure = [r.status is Status.CANNOT_TELL for r in long]
    people = [r.status is Status.CANNOT_TELL for r in long if _names_people(r.table)]
    bases = {r.table.origin.base for r in everyone}
    accused = {r.table.origin.base for r in everyone if r.accused}
    out = [
        Bar("genuine_accused", len(accused), None, 0, at_most=True, tables=len(bases)),
        Bar("genuine_cannot_tell", _mean(unsure), None, 0.12, at_most=True, tables=len(long)),
        Bar(
            "genuine_people_cannot_tell",
            _mean(people),
            None,
            0.12,
            at_most=True,
            tables=len(people),
        ),
        Bar("genuine_mean_lr", _mean_ratio(genuine), None, 1.1, at_most=True, tables=len(genuine)),
        Bar("cllr", _cllr(results), None, 1.0, at_most=True, tables=len(results)),
    ]
    out += [
        _auc_bar(f"auc_{name}", genuine, whole(results, *chosen), goal, end)
        for name, chosen, goal, end in AUCS
    ]
    out += _read_right(results) + _paired(results) + _small(results)
    return out


def _names_people(table: Labelled) -> bool:
    """Whether it holds what the program is for: names, addresses or numbers of people or bodies."""
    return any(
        f.family is Family.PERSON or (f.family is Family.GENERATOR and f.check not in OF_ANY_TABLE)
        for f in table.findings
        if f.state is State.COMPUTED
    )


OF_ANY_TABLE: Final = frozenset({"GEN025", "GEN026"})
"""Checks of the generator family that look at links and lists of any kind, and tell of no person."""

AUCS: Final[tuple[tuple[str, tuple[str, str, float], float, float | None], ...]] = (
    ("synthetic", ("synthetic", "", -1.0), 0.98, 0.95),
    ("inflated", ("inflated", "", -1.0), 0.97, 0.95),
    ("stitched_all", ("stitched", "all", 1.0), 0.97, 0.95),
    ("stitched_half", ("stitched", "joint|separate", 0.5), 0.85, None),
    ("padded_generator_30", ("padded", "generator", 0.3), 0.90, None),
    ("padded_independent_30", ("padded", "independent", 0.3), 0.80, None),
    ("tampered_dates_25", ("tampered", "dates", 0.25), 0.85, None),
    ("tampered_determined_25", ("tampered", "determined", 0.25), 0.85, None),
)
"""Name, label, recipe, dose, goal of the AUC and of its lower end."""

STRONG: Final = {
    "stitched": ("all|joint|separate", 0.5),
    "padded": ("generator|independent", 0.3),
    "inflated": ("", 1.2),
    "tampered": ("dates|determined", 0.25),
    "recycled": ("", 0.3),
    "synthetic": ("", 1.0),
}
"""Which recipes, from which dose on, a label is asked to be read right for; tables found as they are always count."""

PAIRED: Final = (
    ("stitched", "all", 1.0),
    ("stitched", "joint|separate", 0.5),
    ("padded", "generator", 0.3),
    ("padded", "independent", 0.3),
    ("inflated", "", -1.0),
    ("tampered", "dates", 0.25),
    ("tampered", "determined", 0.25),
    ("synthetic", "generator", 1.0),
)


def _auc_bar(
    name: str, genuine: Sequence[Judged], other: Sequence[Judged], goal: float, end: float | None
) -> Bar:
    """An AUC with its lower end."""
    value, low = auc(genuine, other)
    return Bar(name, value, low, goal, end, tables=len(other))


def _read_right(results: Sequence[Judged]) -> list[Bar]:
    """The share of strongly made tables that are read right, and of accused mixtures whose rows are named rightly."""
    out = []
    for label, (recipes, least) in STRONG.items():
        able = [
            r
            for r in whole(results, label)
            if r.table.rows >= ENOUGH_ROWS
            and (
                not r.table.recipe
                or (r.table.dose >= least and (not recipes or r.table.recipe in recipes.split("|")))
            )
        ]
        goal = 0.85 if label == "synthetic" else 0.5
        out.append(
            Bar(f"right_{label}", _mean([r.right for r in able]), None, goal, tables=len(able))
        )
    mixed = [
        r
        for r in results
        if r.accused and r.table.reading is Reading.TAMPERED and r.precision is not None
    ]
    named = _mean([(r.precision or 0.0) >= FOREIGN for r in mixed])
    return [*out, Bar("rows_named_rightly", named, None, 1.0, tables=len(mixed))]


def _paired(results: Sequence[Judged]) -> list[Bar]:
    """How often a made table scores above the table that it was made of."""
    parents = {
        (r.table.origin.base, r.table.origin.file): r.score
        for r in whole(results, "genuine")
        if r.table.recipe in ("", "part")
    }
    out = []
    for label, recipe, dose in PAIRED:
        made = whole(results, label, recipe, dose)
        pairs = [
            (r.table.origin.base, r.score > parents[r.table.origin.base, r.table.origin.file])
            for r in made
            if (r.table.origin.base, r.table.origin.file) in parents and r.table.recipe
        ]
        bases: dict[str, list[bool]] = {}
        for base, above in pairs:
            bases.setdefault(base, []).append(above)
        share = _mean([_mean(v) > 0.5 for v in bases.values()])  # noqa: PLR2004  (most of its tables)
        name = f"paired_{label}_{recipe.replace('|', '_') or 'any'}"
        out.append(Bar(name, share, None, 0.95, tables=len(bases)))
    return out


def _small(results: Sequence[Judged]) -> list[Bar]:
    """Draws of few rows."""
    out = []
    for size, goal in ((31, 0.88), (60, 0.92), (120, 0.93)):
        cut = [r for r in results if r.table.cut and r.table.size == size]
        genuine = [r for r in cut if r.table.genuine]
        made = [r for r in cut if r.table.label == "synthetic"]
        out.append(_auc_bar(f"auc_synthetic_{size}_rows", genuine, made, goal, None))
        accused = sum(r.accused for r in genuine)
        out.append(Bar(f"accused_{size}_rows", accused, None, 0, at_most=True, tables=len(genuine)))
    return out


def power(results: Sequence[Judged]) -> list[Power]:
    """Every recipe at every dose: read right, and at least not passed."""
    groups: dict[tuple[str, float], list[Judged]] = {}
    for result in results:
        if result.table.recipe and not result.table.cut and not result.table.genuine:
            key = f"{result.table.label}.{result.table.recipe}"
            groups.setdefault((key, result.table.dose), []).append(result)
    return [
        Power(
            recipe,
            dose,
            len({r.table.origin.base for r in made}),
            _mean([r.right for r in made]),
            _mean([r.status is not Status.UNVERIFIED for r in made]),
        )
        for (recipe, dose), made in sorted(groups.items())
    ]


def smallest_dose(curve: Sequence[Power], recipe: str) -> float | None:
    """The smallest dose from which on a recipe is read right in 80 % of the bases; None where none is."""
    doses = sorted((p for p in curve if p.recipe == recipe), key=lambda p: -p.dose)
    found = None
    for point in doses:
        if point.right < READ_RIGHT:
            break
        found = point.dose
    return found


def _mean(values: Sequence[bool] | Sequence[float]) -> float:
    """The mean; NaN of nothing."""
    return float(np.mean(values)) if len(values) else math.nan


def _per_base(results: Sequence[Judged], value: Callable[[Judged], float]) -> list[float]:
    """The mean of a value within each base."""
    bases: dict[str, list[float]] = {}
    for result in results:
        bases.setdefault(result.table.origin.base, []).append(value(result))
    return [_mean(v) for v in bases.values()]


def _mean_ratio(genuine: Sequence[Judged]) -> float:
    """E over genuine bases of the likelihood ratio against them; a valid one is at most 1."""
    return _mean(_per_base(genuine, lambda r: 10.0**r.total))


def _cllr(results: Sequence[Judged]) -> float:
    """The log cost of the likelihood ratios, genuine and made weighing the same, and each base within its side."""
    uncut = [r for r in results if not r.table.cut]
    own = [r for r in uncut if r.table.genuine]
    made = [r for r in uncut if not r.table.genuine]
    costs = (
        _mean(_per_base(own, lambda r: math.log2(1.0 + 10.0**r.total))),
        _mean(_per_base(made, lambda r: math.log2(1.0 + 10.0**-r.total))),
    )
    return sum(costs) / 2.0
