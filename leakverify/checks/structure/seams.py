"""STR006: a place in the order of rows where the way of writing changes."""

from typing import ClassVar, Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from leakverify.checks.base import StateCheck
from leakverify.checks.columns import arrow_text, used
from leakverify.checks.contract import Binding, Context, NotApplicable
from leakverify.checks.state import Track
from leakverify.checks.statistics import permutation_p
from leakverify.checks.weight import Beta, log10_ratio
from leakverify.facts.arrow_text import distinct, translate_bytes
from leakverify.facts.facts import Facts
from leakverify.facts.kinds import Floats
from leakverify.model.finding import CheckInfo, Finding, Number, Rows
from leakverify.model.mapping import Mapping
from leakverify.model.terms import TIME_ROLES, Family, Reading, Role

MAX_FEATURES: Final = 6
LEVELS: Final = 24
BLOCKS: Final = 200
MIN_ROWS: Final = 60
EDGE: Final = 0.05
DRAWS: Final = 99
BROKEN: Final = 0.9
"""At this strength of association nearly each row's form tells on which side of the seam it stands."""
SIDE: Final = 30
TWO: Final = 2

MASK: Final = np.arange(256, dtype=np.uint8)
MASK[ord("0") : ord("9") + 1] = ord("9")
MASK[ord("A") : ord("Z") + 1] = ord("a")
MASK[ord("a") : ord("z") + 1] = ord("a")

STITCHED: Final = Beta(30.0, 1.0)
GENUINE: Final = Beta(2.0, 1.0)
"""Real migrations leave sharp seams too, so even a perfect one may weigh no more than a factor of about ten."""


class Seams(StateCheck[Track]):
    """Where along the file phones, dates, names or addresses begin to be written another way.

    Looks at: The form, not the content, of cells in row order. This means how phones and dates are written, the case
        of names, capitals in addresses, and which cells are empty.
    Why it tells: one system writes one way. Two lists put one after the other meet at a seam where several
        forms change in the same row.
    Innocent explanations: a migration of the system; a table sorted by kind of customer; a form that changed.
    Reads as: assembled where several forms change at one place.
    Source: best cut by association of form and side, against shuffled blocks of rows; this project.
    """

    info: ClassVar[CheckInfo] = CheckInfo(
        "STR006", "structure.seams", Family.STRUCTURE, "strength", exhibit=True, uses_order=True
    )

    def bindings(self, roles: Mapping, context: Context) -> list[Binding] | NotApplicable:
        """The whole table."""
        return [Binding(())] if len(used(roles)) >= TWO else NotApplicable("NO_COLUMN")

    def state(self, binding: Binding, context: Context) -> Track:
        """One small integer per row and form."""
        return Track()

    def look(self, state: Track, facts: Facts, binding: Binding, context: Context) -> None:
        """Note each row's forms."""
        roles = context.settings.roles
        forms: dict[str, NDArray[np.generic]] = {"gaps": _gaps(facts, used(roles))}
        for name in roles.named(Role.PHONE)[:1]:
            forms["phone"] = _notation(facts, name)
        for name in roles.named(Role.FULL_NAME, Role.LAST_NAME)[:1]:
            names = facts.names(name)
            forms["name"] = names.on_rows((names.style + 1).astype(np.uint8), 0)
        dates = [n for role in (*TIME_ROLES, Role.BIRTH_DATE) for n in roles.named(role)]
        for i, name in enumerate(dates[:TWO]):
            forms[f"date{i}"] = _notation(facts, name)
        for name in roles.named(Role.POSTCODE)[:1]:
            forms["postcode"] = np.minimum(facts.cells(name).raw_length, LEVELS - 1).astype(
                np.uint8
            )
        state.add(forms)

    def judge(self, state: Track, binding: Binding, context: Context) -> Finding:
        """Cut where the forms of both sides differ most."""
        if state.seen < MIN_ROWS:
            return self.not_applicable("FEW_VALUES", binding)
        tables = [
            _blocks(state.whole(name), state.tracked) for name in sorted(state.parts)[:MAX_FEATURES]
        ]
        tables = [table for table in tables if np.count_nonzero(table.sum(axis=0)) > 1]
        if not tables:
            return self.not_applicable("CONSTANT", binding)
        strengths = np.array([_strengths(table) for table in tables])
        sums = np.sort(strengths, axis=0)[::-1][:TWO].sum(axis=0)
        cut = int(sums.argmax())
        rng = np.random.default_rng(context.seed)
        draws = []
        for _ in range(DRAWS):
            order = rng.permutation(len(tables[0]))
            shuffled = np.sort([_strengths(table[order]) for table in tables], axis=0)[::-1]
            draws.append(float(shuffled[:TWO].sum(axis=0).max()))
        row = int(_starts(state.tracked, len(tables[0]))[cut + 1])
        broken = int(np.count_nonzero(strengths[:, cut] >= BROKEN))
        measured: dict[str, Number] = {
            "strength": float(sums[cut]) / TWO,
            "forms_count": broken,
            "seam_row": row + 1,
            "p": permutation_p(float(sums[cut]), np.array(draws)),
            "rows_count": state.tracked,
        }
        rows = Rows(1, (row + 1,))
        if broken >= TWO and min(row, state.tracked - row) >= SIDE:
            at_home = round(float(sums[cut]) / TWO * state.tracked)
            support = {
                Reading.STITCHED: min(1.0, log10_ratio(at_home, state.tracked, STITCHED, GENUINE))
            }
            return self.exhibited(binding, measured, support, rows)
        return self.weighed(binding, context, state.tracked, measured, rows)


def _gaps(facts: Facts, columns: tuple[str, ...]) -> NDArray[np.uint8]:
    """Which cells are empty, as a small number from the first columns that lack some and the count over all."""
    empty = np.zeros(facts.rows, np.int64)
    for name in columns:
        empty += facts.cells(name).codes < 0
    return np.minimum(empty, LEVELS - 1).astype(np.uint8)


def _notation(facts: Facts, column: str) -> NDArray[np.uint8]:
    """The notation of each cell: digits as 9, letters as a, as a small number; 0 where the cell is empty."""
    text = translate_bytes(pc.fill_null(arrow_text(facts, column), ""), MASK)
    codes, masks = distinct(text)
    return _small(masks.to_pylist())[codes]


def _small(texts: list[str]) -> NDArray[np.uint8]:
    """Texts as numbers from 1, 0 for the empty one, that do not depend on which others occur."""
    numbers = [1 + sum(text.encode()[:40]) % (LEVELS - 1) if text else 0 for text in texts]
    return np.array(numbers, np.uint8)


def _starts(rows: int, blocks: int) -> NDArray[np.int64]:
    """The first row of each block."""
    return np.arange(blocks) * rows // blocks


def _blocks(track: NDArray[np.generic], rows: int) -> NDArray[np.int64]:
    """Counts of forms by block of rows."""
    blocks = min(BLOCKS, rows // 10)
    place = np.searchsorted(_starts(rows, blocks), np.arange(rows), side="right") - 1
    cells = place * LEVELS + track.astype(np.int64)
    return np.bincount(cells, minlength=blocks * LEVELS).reshape(blocks, LEVELS)


def _strengths(table: NDArray[np.int64]) -> Floats:
    """For each cut between blocks, how strongly form and side go together (Cramer's V, 0 to 1)."""
    before = np.cumsum(table, axis=0)[:-1].astype(np.float64)
    whole = table.sum(axis=0).astype(np.float64)
    n = whole.sum()
    above = before.sum(axis=1, keepdims=True)
    used_forms = whole > 0
    wanted = above * whole[used_forms] / n
    gap = (before[:, used_forms] - wanted) ** 2
    chi2 = (gap / wanted + gap / (whole[used_forms] - wanted)).sum(axis=1)
    out = np.sqrt(chi2 / n)
    edge = int(len(out) * EDGE)
    out[:edge] = 0.0
    out[len(out) - edge :] = 0.0
    return np.asarray(out, np.float64)
