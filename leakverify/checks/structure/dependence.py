"""STR007: whether columns know of each other."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import content, row_keys, sample_texts
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import RowSample
from leakverify.checks.statistics import permutation_p
from leakverify.checks.structure.features import features, pairwise
from leakverify.facts.facts import Facts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family

SAMPLE: Final = 5_000
MAX_COLUMNS: Final = 16
MIN_ROWS: Final = 30
LINKED: Final = 0.01
SMALL: Final = 500
"""Below this many rows chance alone passes the mark; the permutation test then says more."""
NOISE: Final = 3.0
"""In small samples a pair is linked only beyond so many standard deviations of its shuffled value."""
MANY_DRAWS: Final = 19
FEW_DRAWS: Final = 2


class Dependence(StateCheck[RowSample]):
    """How many pairs of columns carry information about each other, against the same columns shuffled.

    Looks at: up to 5,000 rows and 16 columns; each column by its commonest values, its beginnings, lengths and sizes.
    Why it tells: in real records the town goes with the postcode, the amount with the age of the account,
        the gap with the form. Columns drawn one by one, or joined from several lists, know nothing of each
        other: two thirds of the pairs of a published table are linked, one in eleven of a generated one.
    Innocent explanations: a table of few, truly unrelated fields; an export with scrambled columns.
    Reads as: invented or assembled where next to no pair is linked.
    Source: mutual information against permuted columns; shares measured on published tables by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR007", "structure.dependence", Family.STRUCTURE, "linked_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        if len(content(roles)) < 2:  # noqa: PLR2004  (a pair takes two)
            return NotApplicable("NO_COLUMN")
        return [Binding(())]

    def state(self, binding: Binding, context: Context) -> RowSample:
        """A sample of rows."""
        return RowSample(SAMPLE)

    def look(self, state: RowSample, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample whole rows."""
        keys = row_keys(facts, context)
        everyone = np.ones(facts.rows, np.bool_)
        columns = content(context.settings.roles)[:MAX_COLUMNS]
        sample_texts(state, facts, keys, everyone, columns)

    def judge(self, state: RowSample, binding: Binding, context: Context) -> Finding:
        """The share of linked pairs, and how often shuffled columns look as linked."""
        once = np.sort(np.unique(state.keys, return_index=True)[1])
        n = len(once)
        if n < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        columns = [
            features(np.asarray(state.values[name], object)[once]) for name in sorted(state.values)
        ]
        columns = [column for column in columns if column]
        if len(columns) < 2:  # noqa: PLR2004  (a pair takes two)
            return self.not_applicable("CONSTANT", binding)
        rng = np.random.default_rng(context.seed)
        draws = MANY_DRAWS if n < SMALL else FEW_DRAWS
        seen = pairwise(columns, [np.arange(n)] * len(columns))
        shuffled = np.array(
            [pairwise(columns, [rng.permutation(n) for _ in columns]) for _ in range(draws)]
        )
        excess = seen - shuffled.mean(axis=0)
        mark = np.full(len(excess), LINKED)
        if n < SMALL:
            mark = np.maximum(mark, NOISE * shuffled.std(axis=0))
        measured: dict[str, Number] = {
            "linked_share": float(np.mean(excess > mark)),
            "linked_count": int(np.count_nonzero(excess > mark)),
            "pairs_count": len(excess),
            "mean_excess": float(excess.mean()),
            "strongest": float(excess.max()),
            "p": permutation_p(float(seen.mean()), shuffled.mean(axis=1)) if n < SMALL else None,
            "compared_rows": n,
        }
        return self.weighed(binding, context, state.eligible, measured)


def features(texts: Texts) -> list[Levels]:
    """A column as several small-integer features; none where nothing varies."""
    lengths = np.array([len(text) for text in texts.tolist()], np.int64)
    heads = np.array([text[:2].casefold() for text in texts.tolist()], dtype=object)
    tails = np.array([text[-3:].casefold() for text in texts.tolist()], dtype=object)
    found = [_commonest(hashes(texts)), _commonest(hashes(heads)), _commonest(hashes(tails))]
    found.append(_ranked(lengths.astype(np.float64)))
    numbers = _numbers(texts)
    if numbers is not None:
        found.append(_ranked(numbers))
    return [levels for levels in found if _varies(levels)]


def _varies(levels: Levels) -> bool:
    """Whether more than a few odd rows differ from the commonest level: odd rows are odd in all columns."""
    return len(levels) - int(np.bincount(levels).max()) >= max(FEWEST, len(levels) // 200)


def _numbers(texts: Texts) -> Floats | None:
    """The digits of a column of numbers or dates as sizes; None where it holds words."""
    letters = sum(any(map(str.isalpha, text)) for text in texts[:500].tolist())
    if letters > min(len(texts), 500) // 20:
        return None
    digits = [_NOT_NUMBER.sub("", text)[:15] for text in texts.tolist()]
    return np.array([_float(text) for text in digits], np.float64)


def _float(text: str) -> float:
    """A text of digits and points as a number; -1 where it is none."""
    try:
        return float(text)
    except ValueError:
        return -1.0


def _commonest(keys: Keys) -> Levels:
    """The commonest values as levels from 1, all others 0."""
    values, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.lexsort((values, -counts))
    level = np.zeros(len(values), np.int64)
    top = order[: LEVELS - 1]
    top = top[counts[top] >= max(FEWEST, len(keys) // 500)]
    level[top] = np.arange(1, len(top) + 1)
    out: Levels = level[place]
    return out - int(out.min())


def _ranked(values: Floats) -> Levels:
    """Sizes as up to `LEVELS` levels of equal share; equal values share a level."""
    edges = np.unique(np.quantile(values, np.arange(1, LEVELS) / LEVELS))
    out: Levels = np.searchsorted(edges, values, side="left").astype(np.int64)
    return out - int(out.min())


def _pairwise(columns: list[list[Levels]], orders: list[Levels]) -> Floats:
    """For each pair of columns the strongest normalised mutual information of their features."""
    owner = np.repeat(np.arange(len(columns)), [len(features) for features in columns])
    rows = [f[order] for features, order in zip(columns, orders, strict=True) for f in features]
    stack = np.array(rows, np.int64)
    own = np.array([_entropy(np.bincount(f, minlength=LEVELS)[None, :])[0] for f in rows])
    best = np.zeros((len(columns), len(columns)))
    for i in range(len(rows)):
        later = np.flatnonzero(owner > owner[i])
        if not len(later):
            continue
        cells = (
            (np.arange(len(later)) * LEVELS * LEVELS)[:, None] + stack[i] * LEVELS + stack[later]
        )
        joint = np.bincount(cells.ravel(), minlength=len(later) * LEVELS * LEVELS)
        shared = own[i] + own[later] - _entropy(joint.reshape(len(later), -1))
        np.maximum.at(best, (owner[i], owner[later]), shared / np.sqrt(own[i] * own[later]))
    out: Floats = best[np.triu_indices(len(columns), 1)]
    return out


def _entropy(counts: Levels) -> Floats:
    """Shannon entropy in nats of each row of counts, all rows of the same total."""
    n = float(counts[0].sum())
    logs = np.log(np.maximum(counts, 1))
    out: Floats = np.log(n) - (counts * logs).sum(axis=1) / n
    return out
