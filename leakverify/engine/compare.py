"""Two assessments as JSON, held against each other: the result, and finding by finding. The first was read from a file that anybody could make."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import Any, Final

from leakverify.model.terms import Reading
from leakverify.model.verification import Brief, Compared, Difference, Outcome, Value

MOST_FINDINGS: Final = 2_000
MOST_DIFFERENCES: Final = 60
LONGEST: Final = 200
MOST_SUPPORT: Final = 1e6
TOLERANCE: Final = 1e-6
"""Numbers are equal where they agree to six digits, which is what the program gives."""
OF_FINDING: Final = (
    "state",
    "reason",
    "columns",
    "measured",
    "expected",
    "support",
    "rows",
    "exhibit",
    "basis",
)
OF_VERDICT: Final = (
    "status",
    "leading",
    "close",
    "plausibility",
    "support",
    "confidence",
    "fragile",
    "towards",
    "reason",
    "exhibits",
)
OF_FILE: Final = ("sha256", "format", "encoding", "table", "rows_read", "rows_skipped", "rows_bad")
OF_COLUMN: Final = ("name", "role", "filled", "distinct")


def result(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs in the result and in how the sample was read; names of files may differ."""
    found = [
        *_differences(
            {k: then.get(k) for k in ("complete", "stopped")}, now, ("complete", "stopped")
        ),
        *_differences(_map(then, "tool"), _map(now, "tool"), ("seed", "as_of")),
        *_differences(_map(then, "verdict"), _map(now, "verdict"), OF_VERDICT),
        *_claims(_map(then, "verdict"), _map(now, "verdict")),
        *_ancestor(_map(then, "verdict"), _map(now, "verdict")),
        *_in_turn(_map(then, "sample"), _map(now, "sample"), "files", OF_FILE),
        *_in_turn(_map(then, "sample"), _map(now, "sample"), "columns", OF_COLUMN),
    ]
    return tuple(found[:MOST_DIFFERENCES])


def findings(
    then: Mapping[str, Any], now: Mapping[str, Any], apart: AbstractSet[str] = frozenset()
) -> tuple[Compared, ...]:
    """Every finding of either, in the order of the dossier, new ones after. The checks set `apart` could not be repeated."""
    before, after = _by_id(then), _by_id(now)
    told = (_compared(k, before.get(k), after.get(k), apart) for k in {**before, **after})
    return tuple(f for f in told if f.outcome is not Outcome.NOT_REPEATED or f.id in before)


def _compared(
    key: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    apart: AbstractSet[str],
) -> Compared:
    """One finding, then and now."""
    told = after or before or {}
    check, title = (str(told.get(name, ""))[:LONGEST] for name in ("check", "title"))
    found: tuple[Difference, ...] = ()
    outcome = Outcome.NEW if before is None else Outcome.GONE
    if before is not None and after is not None:
        found = tuple(_differences(before, after, OF_FINDING))[:MOST_DIFFERENCES]
        outcome = Outcome.DIFFERS if found else Outcome.SAME
    if check in apart and outcome is not Outcome.SAME:
        return Compared(key, check, Outcome.NOT_REPEATED, (), title, _brief(before), None)
    return Compared(key, check, outcome, found, title, _brief(before), _brief(after))


def _brief(fields: Mapping[str, Any] | None) -> Brief | None:
    """A finding in short; what is no number has no weight."""
    if fields is None:
        return None
    support = _map(fields, "support")
    weights = {
        reading: value
        for reading, value in support.items()
        if reading in set(Reading)
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) < MOST_SUPPORT
    }
    most = max(weights, key=lambda r: abs(weights[r]), default="")
    return Brief(str(fields.get("state", ""))[:LONGEST], most, float(weights.get(most, 0.0)))


def _by_id(told: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Findings by id; one that has none, or stands twice, goes by its place."""
    found: dict[str, Mapping[str, Any]] = {}
    listed = told.get("findings")
    for place, item in enumerate(listed if isinstance(listed, list) else (), start=1):
        if place > MOST_FINDINGS:
            break
        fields = item if isinstance(item, dict) else {}
        key = fields.get("id")
        if not isinstance(key, str) or key in found:
            key = f"#{place}"
        found[key] = fields
    return found


def _differences(
    then: Mapping[str, Any], now: Mapping[str, Any], names: Sequence[str]
) -> Iterator[Difference]:
    """The named fields that differ; of a map, its entries."""
    for name in names:
        before, after = then.get(name), now.get(name)
        if isinstance(before, dict) and isinstance(after, dict):
            for key in sorted({**before, **after}):
                if not same(before.get(key), after.get(key)):
                    yield Difference(
                        f"{name}.{str(key)[:LONGEST]}",
                        shown(before.get(key)),
                        shown(after.get(key)),
                    )
        elif not same(before, after):
            yield Difference(name, shown(before), shown(after))


def _claims(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """What is said of the six claims."""
    before, after = _map(then, "claims"), _map(now, "claims")
    for key in sorted({**before, **after}):
        said, says = _map(before, key).get("state"), _map(after, key).get("state")
        if not same(said, says):
            yield Difference(f"claims.{key[:LONGEST]}", shown(said), shown(says))


def _ancestor(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """The older file that covers the sample, by its hash."""
    before, after = _map(then, "ancestor"), _map(now, "ancestor")
    for key in ("sha256", "share"):
        if not same(before.get(key), after.get(key)):
            yield Difference(f"ancestor.{key}", shown(before.get(key)), shown(after.get(key)))


def _in_turn(
    then: Mapping[str, Any], now: Mapping[str, Any], name: str, fields: Sequence[str]
) -> Iterator[Difference]:
    """Entries of two lists, place by place."""
    before, after = then.get(name), now.get(name)
    pairs = zip_longest(
        before if isinstance(before, list) else (), after if isinstance(after, list) else ()
    )
    for place, (one, other) in enumerate(pairs, start=1):
        for found in _differences(
            one if isinstance(one, dict) else {}, other if isinstance(other, dict) else {}, fields
        ):
            yield Difference(f"{name}.{place}.{found.field}", found.then, found.now)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values say the same, numbers to six digits.

    >>> same(0.1234561, 0.1234562), same(1, 2), same([1.0], [1]), same(True, 1)
    (True, False, True, False)
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-12)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    return type(one) is type(other) and bool(one == other)


def shown(value: Any) -> Value:
    """A value as it is told: what is no single one as clipped JSON."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=True)
    return text[:LONGEST]


def _map(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part that should be a map, or an empty one."""
    value = found.get(name)
    return value if isinstance(value, dict) else {}
