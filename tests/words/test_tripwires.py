"""Every trap and property has words, and a line names counts and rows only."""

from dataclasses import fields

import pytest

from leakverify.limits import Limits
from leakverify.model.tripwire import Property, Trap, Tripwire
from leakverify.words.limits import LIMITS, limit_lines
from leakverify.words.tripwires import (
    PROPERTIES,
    TRAPS,
    property_name,
    trap_line,
    trap_meaning,
    traps_together,
)


@pytest.mark.parametrize("trap", Trap)
def test_every_trap_is_worded(trap):
    assert trap in TRAPS
    assert trap_meaning(trap).endswith(".")
    assert trap_line(Tripwire(trap, 1200)).startswith("1,200 × ")


@pytest.mark.parametrize("what", Property)
def test_every_property_is_worded(what):
    assert what in PROPERTIES
    assert property_name(what)


def test_rows_are_named_up_to_five():
    assert trap_line(Tripwire(Trap.BIDI, 2, (3, 9))).endswith("(rows 3, 9)")
    assert trap_line(Tripwire(Trap.BIDI, 7, (1, 2, 3, 4, 5, 6, 7))).endswith(
        "(rows 1, 2, 3, 4, 5, …)"
    )


def test_several_files_are_counted_together():
    one, two = (Tripwire(Trap.BIDI, 2, (3,)),), (Tripwire(Trap.BIDI, 1), Tripwire(Trap.MACRO, 1))
    assert traps_together([one]) == one
    assert traps_together([one, two]) == (Tripwire(Trap.MACRO, 1), Tripwire(Trap.BIDI, 3))


@pytest.mark.parametrize("field", [f.name for f in fields(Limits) if f.name != "rows"])
def test_every_limit_is_worded(field):
    assert field in LIMITS
    assert {name for name, _text, _value in limit_lines({})} >= {field}


def test_a_raised_limit_shows_its_new_value():
    values = {name: value for name, _text, value in limit_lines({"ratio": 800})}
    assert values["ratio"] == "800"
    assert values["member_bytes"] == "1 GiB"
