"""Facts: computed once, by role and hint, and the same however the rows are cut."""

import datetime as dt
import sys

import numpy as np
import pandas as pd
import pytest

from leakverify.facts.batch import Batch
from leakverify.facts.facts import Facts
from leakverify.facts.settings import ColumnHints, FactSettings
from leakverify.model.mapping import of
from leakverify.model.terms import Role

ROLES = of(
    [
        ("mail", Role.EMAIL), ("tel", Role.PHONE), ("born", Role.BIRTH_DATE), ("made", Role.CREATED),
        ("paid", Role.AMOUNT),
    ]
)  # fmt: skip
FRAME = pd.DataFrame(
    {
        "mail": ["a@gmail.com", "b@x.fr", "a@gmail.com", None, ""],
        "tel": ["01 42 68 53 00", "06 39 98 00 01", "", "0142685300", "x"],
        "born": ["03/04/30", "25/12/99", "", None, "x"],
        "made": ["1609459200", "03/04/30", "2021-01-01", "", "x"],
        "paid": ["1.234", "5,5", "€ 3", "", "x"],
    },
    dtype="str",
)


def facts_of(frame=FRAME):
    settings = FactSettings(
        ROLES, dt.date(2026, 11, 22), "FR", {"paid": ColumnHints(decimal_comma=True)}
    )
    return Facts(Batch(frame, 1), settings)


def test_each_kind_is_computed_once():
    facts = facts_of()
    assert facts.emails("mail") is facts.emails("mail")
    assert facts.phones("tel") is facts.phones("tel")
    assert facts.key(("mail",), 1) is facts.key(("mail",), 1)
    assert facts.key(("mail",), 1) is not facts.key(("mail",), 2)
    assert facts.rows == 5


def test_roles_hints_and_the_country_are_used():
    facts = facts_of()
    years = [1970 + second // 31_556_952 for second in facts.dates("born").seconds_on_rows()[:2]]
    assert years == [1930, 1999]
    made = facts.dates("made").seconds_on_rows()
    assert made[0] == made[2] == 1_609_459_200
    assert 1970 + made[1] // 31_556_952 == 2030
    np.testing.assert_array_equal(
        facts.numbers("paid").on_row_numbers(), [1234, 5.5, 3, np.nan, np.nan]
    )
    phones = facts.phones("tel")
    assert phones.on_rows(phones.valid, False).tolist() == [True, False, False, True, False]
    assert phones.on_rows(phones.fiction, False).tolist() == [False, True, False, False, False]


def test_rows_that_hold_something():
    facts = facts_of()
    assert facts.any_filled(("mail", "born")).tolist() == [True, True, True, False, True]
    assert facts.any_filled(()).tolist() == [False] * 5


def test_an_unknown_column_is_a_key_error():
    for ask in (facts_of().cells, facts_of().emails, facts_of().dates):
        with pytest.raises(KeyError):
            ask("none of that name")


@pytest.mark.parametrize("cut", [0, 1, 3, 5])
def test_a_split_gives_the_same_rows(cut):
    whole, first, second = facts_of(), facts_of(FRAME.iloc[:cut]), facts_of(FRAME.iloc[cut:])
    for ask in (
        lambda f: f.emails("mail").on_rows(f.emails("mail").valid, False),
        lambda f: f.phones("tel").on_rows(f.phones("tel").e164, ""),
        lambda f: f.dates("made").seconds_on_rows(),
        lambda f: np.nan_to_num(f.numbers("paid").on_row_numbers(), nan=-1.0),
        lambda f: f.key(("mail", "tel"), 4, folded=True),
    ):
        assert ask(whole).tolist() == ask(first).tolist() + ask(second).tolist()


def test_facts_import_no_kind_before_it_is_asked_for():
    import subprocess

    code = (
        "import sys; import leakverify.facts.facts; "
        "print(sorted(m for m in sys.modules if m in ('phonenumbers', 'email_validator', 'dns')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
