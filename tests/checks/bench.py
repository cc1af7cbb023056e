"""Makes tables and runs checks over them, for all tests of checks."""

import datetime as dt
import itertools
import re

import pandas as pd

from leakverify.checks.base import StateCheck
from leakverify.checks.contract import Context, NotApplicable
from leakverify.facts.batch import Batch
from leakverify.facts.facts import Facts
from leakverify.facts.settings import FactSettings
from leakverify.model import mapping
from leakverify.model.claim import Claim
from leakverify.model.finding import Finding
from leakverify.model.terms import Role
from leakverify.reference.calibration import Calibration

AS_OF = dt.date(2026, 11, 22)
FIELD = re.compile(r"\{([^{}]*)\}")


def frame_of(columns, rows):
    """A table of text; None stays missing."""
    table = {name: [row[i] for row in rows] for i, name in enumerate(columns)}
    return pd.DataFrame({n: pd.array(v, dtype="string[pyarrow]") for n, v in table.items()}).astype(
        "str"
    )


def context_of(
    columns,
    *,
    country="",
    claim=None,
    as_of=AS_OF,
    calibration=None,
    dump_day=None,
    answers=None,
):
    """The context of a run over these columns (name to role)."""
    roles = mapping.of((name, Role(role)) for name, role in columns.items())
    settings = FactSettings(roles, as_of, country)
    calibration = calibration or Calibration()
    return Context(
        claim or Claim(), as_of, calibration, settings, dump_day=dump_day, answers=answers or {}
    )


def facts_of(frame, context, cuts=()):
    """The facts of the table cut into batches at these rows."""
    edges = [0, *sorted(cuts), len(frame)]
    return [
        Facts(Batch(frame.iloc[a:b].reset_index(drop=True), a + 1), context.settings)
        for a, b in itertools.pairwise(edges)
    ]


def run(check: StateCheck, batches, context: Context) -> list[Finding]:
    """Every finding of one check: each batch in a probe of its own, merged from the left."""
    bindings = check.bindings(context.settings.roles, context)
    if isinstance(bindings, NotApplicable):
        return [check.not_applicable(bindings.reason)]
    findings = []
    for binding in bindings:
        whole = check.start(binding, context)
        for i, facts in enumerate(batches):
            probe = whole if i == 0 else check.start(binding, context)
            probe.feed(facts)
            if i:
                whole.merge(probe)
        findings.append(whole.finish())
    return findings


def finding_of(check, columns, *values):
    """The finding of a check over one column of values for each of these columns (name to role)."""
    rows = [[str(v) for v in row] for row in zip(*values, strict=True)]
    context = context_of(columns)
    return run(check, facts_of(frame_of(columns, rows), context), context)[0]


def made(count, row):
    """`count` rows from a template: {i} is the row, {i4} the row in four digits, {a|b|c} one after the other."""

    def fill(cell, i):
        def field(match):
            word = match.group(1)
            if "|" in word:
                choices = word.split("|")
                return choices[i % len(choices)]
            return str(i).zfill(int(word[1:] or 0))

        return FIELD.sub(field, cell)

    return [[fill(cell, i) for cell in row] for i in range(count)]
