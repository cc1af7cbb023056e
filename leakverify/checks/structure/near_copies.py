"""STR002: people who stand in the list several times with small changes."""

from typing import ClassVar, Final

import numpy as np

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import content, sample_texts
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.pairs import pairs, similarity
from leakverify.checks.state import RowSample, States, rows_at
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Floats, Ints, Texts
from leakverify.model.finding import CheckInfo, Finding, Number
from leakverify.model.mapping import Mapping
from leakverify.model.terms import Family, Role

BLOCKS: Final = (
    (Role.FULL_NAME,),
    (Role.LAST_NAME, Role.FIRST_NAME),
    (Role.EMAIL,),
    (Role.PHONE,),
    (Role.CREATED,),
    (Role.BIRTH_DATE,),
)
MAX_BLOCKS: Final = 3
MAX_COLUMNS: Final = 14
SAMPLE: Final = 4_000
LIKE: Final = 0.8
MIN_COLUMNS: Final = 3


class NearCopies(StateCheck[States]):
    """Rows that agree with another row in nearly all they say, but not in all.

    Looks at: Rows that share a name, an address or a number with at most seven others, compared column by column.
        Agreement in a rare value weighs more than in a common one.
    Why it tells: a list that is inflated to a claimed size repeats people with a changed letter, case or
        amount. Real people who stand twice in a list differ in what the second entry is about.
    Innocent explanations: snapshots of several years, put together; renewals; households; one row per item bought.
    Reads as: invented or assembled where many rows have such a twin.
    Source: Weighting by rarity after Fellegi and Sunter. Shares of published tables measured by this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR002", "structure.near-copies", Family.STRUCTURE, "twins_share"
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The columns by which two rows may be about the same person."""
        if len(content(roles)) < MIN_COLUMNS:
            return NotApplicable("NO_COLUMN")
        names = [roles.first(role) for block in BLOCKS for role in block]
        present = tuple(dict.fromkeys(name for name in names if name))
        return [Binding(present)] if present else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> States:
        """A sample of groups per way of meeting."""
        return States(samples={str(i): RowSample(SAMPLE) for i, _ in enumerate(_blocks(context))})

    def look(self, state: States, facts: Facts, binding: Binding, context: Context) -> None:
        """Sample by the shared value, so that all rows of a value are in or out together."""
        columns = content(context.settings.roles)[:MAX_COLUMNS]
        for i, block in enumerate(_blocks(context)):
            keys = facts.key(block, context.seed, folded=True)
            eligible = np.logical_and.reduce([facts.cells(name).filled for name in block])
            sample_texts(state.samples[str(i)], facts, keys, eligible, columns)

    def judge(self, state: States, binding: Binding, context: Context) -> Finding:
        """The way of meeting that brings most twins together."""
        best: tuple[float, RowSample, Ints] | None = None
        for sample in state.samples.values():
            if not sample.eligible:
                continue
            twins = _twins(sample)
            share = len(twins) / len(sample.keys)
            if best is None or share > best[0]:
                best = (share, sample, twins)
        if best is None:
            return self.not_applicable("NO_COLUMN", binding)
        share, sample, twins = best
        measured: dict[str, Number] = {
            "twins_share": share,
            "twins_count": len(twins),
            "compared_rows": len(sample.keys),
        }
        rows = rows_at(len(twins), np.sort(twins))
        return self.weighed(binding, context, sample.eligible, measured, rows)


def _blocks(context: Context) -> list[tuple[str, ...]]:
    """The first ways in which two rows may meet."""
    roles = context.settings.roles
    found = []
    for block in BLOCKS:
        names = [roles.first(role) for role in block]
        if all(names):
            found.append(tuple(name for name in names if name))
    return found[:MAX_BLOCKS]


def _twins(sample: RowSample) -> Ints:
    """The rows of the sample that have a near copy in their group, as row numbers from 0, rising."""
    left, right = pairs(sample.keys)
    if not len(left):
        return np.empty(0, np.int64)
    alike = np.zeros(len(left))
    weight = np.zeros(len(left))
    same = np.ones(len(left), np.bool_)
    for name in sorted(sample.values):
        texts = np.asarray(sample.values[name], dtype=object)
        news = _information(texts)
        part = (news[left] + news[right]) / 2.0
        alike += part * _similarity(texts[left], texts[right])
        weight += part
        same &= texts[left] == texts[right]
    near = (alike >= LIKE * np.maximum(weight, 1e-9)) & ~same & (weight > 0)
    marked = np.unique(np.concatenate([left[near], right[near]]))
    return np.sort(sample.places[marked])


def _information(texts: Texts) -> Floats:
    """What each row's value tells, in bits: rare values tell much, common and empty ones little."""
    _, place, counts = np.unique(texts.astype(str), return_inverse=True, return_counts=True)
    bits = np.log2(len(texts)) - np.log2(counts[place])
    bits[texts == ""] = 0.0
    return np.asarray(bits, np.float64)


def _similarity(left: Texts, right: Texts) -> Floats:
    """How alike two texts are, 0 to 1, case aside; under a half counts as nothing."""
    alike = similarity(left, right)
    return np.where(alike < 0.5, 0.0, alike)  # noqa: PLR2004  (any two words are half alike)
