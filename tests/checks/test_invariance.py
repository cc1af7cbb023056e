"""What must change no finding: the order of the columns, what they are called, and for most checks the order of the rows."""

import numpy as np
import pytest

from leakverify.checks.catalogue import CHECKS
from leakverify.museum.genuine_like import KINDS
from tests.checks.bench import context_of, facts_of, frame_of, run

ROWS = 260
ORDERED = {check.info.id for check in CHECKS if check.info.uses_order}


@pytest.fixture(scope="module", params=sorted(KINDS))
def sample(request):
    return KINDS[request.param](ROWS)


def findings(frame, roles):
    """What each check finds, whatever the order of its bindings and of their columns."""
    known = context_of({name: roles[name] for name in frame.columns})
    batches = facts_of(frame, known)
    made = {}
    for check in CHECKS:
        found = run(check, batches, known)
        made[check.info.id] = sorted(
            (finding.state, finding.reason or "", sorted(finding.measured.items()), repr(finding.support))
            for finding in found
        )  # fmt: skip
    return made


def differ(one, other):
    return sorted(check for check in one if repr(one[check]) != repr(other[check]))


def roles_of(sample):
    return {name: sample.roles.get(name, "unknown") for name in sample.frame.columns}


@pytest.mark.parametrize("seed", [1, 2])
def test_columns_in_another_order(sample, seed):
    order = np.random.default_rng(seed).permutation(sample.frame.shape[1])
    roles = roles_of(sample)
    assert differ(findings(sample.frame, roles), findings(sample.frame.iloc[:, order], roles)) == []


def test_columns_of_other_names(sample):
    roles = roles_of(sample)
    names = {name: f"項目 {i}" for i, name in enumerate(sample.frame.columns)}
    other = sample.frame.rename(columns=names)
    renamed = {names[name]: role for name, role in roles.items()}
    assert differ(findings(sample.frame, roles), findings(other, renamed)) == []


def test_rows_in_another_order(sample):
    roles = roles_of(sample)
    order = np.random.default_rng(3).permutation(len(sample.frame))
    other = sample.frame.iloc[order].reset_index(drop=True)
    assert set(differ(findings(sample.frame, roles), findings(other, roles))) <= ORDERED


def test_of_two_spellings_the_first_does_not_decide():
    """An address that stands there twice, once in capitals, has two forms whichever comes first."""
    mails = [f"{name}{i}.kern@gmx.net" for i, name in enumerate(["ana", "Bo", "cem"] * 20)]
    both = [mails + [m.upper() for m in mails], [m.upper() for m in mails] + mails]
    one, other = (findings(frame_of(["mail"], [[m] for m in c]), {"mail": "email"}) for c in both)
    assert one["GEN006"] == other["GEN006"]
    assert set(differ(one, other)) <= ORDERED
