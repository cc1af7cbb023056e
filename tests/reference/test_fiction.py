"""Ranges set aside for drama: first, last and the numbers beside them."""

import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.reference.fiction import FICTION_PATTERN, is_fiction

RANGES = [
    *((f"+33{head}0000", f"+33{head}9999") for head in ("19900", "26191", "35301", "46571", "53649", "63998")),
    *((f"+44{area}4960000", f"+44{area}4960999") for area in (113, 114, 115, 116, 117, 118, 121, 131, 141, 151, 161)),
    ("+442079460000", "+442079460999"), ("+441914980000", "+441914980999"), ("+442890180000", "+442890180999"),
    ("+442920180000", "+442920180999"), ("+441632960000", "+441632960999"), ("+447700900000", "+447700900999"),
    ("+448081570000", "+448081570999"), ("+449098790000", "+449098790999"), ("+443069990000", "+443069990999"),
    ("+493023125000", "+493023125999"), ("+496990009000", "+496990009999"), ("+494066969000", "+494066969999"),
    ("+492214710000", "+492214710999"), ("+498999998000", "+498999998999"), ("+491713920000", "+491713920099"),
    ("+4917604069000", "+4917604069099"), ("+4915228817386", "+4915228817386"), ("+491729968532", "+491729968532"),
    ("+12125550100", "+12125550199"), ("+19995550100", "+19995550199"), ("+61255500000", "+61255509999"),
    ("+61870100000", "+61870109999"), ("+46701740605", "+46701740699"), ("+353209100000", "+353209199999"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last"), RANGES)
def test_ranges_end_where_the_regulator_says(first, last):
    low, high = int(first), int(last)
    for number in (low, (low + high) // 2, high):
        assert is_fiction(f"+{number}")
    for number in (low - 1, high + 1):
        assert not is_fiction(f"+{number}")
    assert not is_fiction(f"{first}0")
    assert not is_fiction(first[1:])


@pytest.mark.parametrize(
    "text", ["", "+", "+1", "+33639980001\n", "+٣٣639980001", "+12125551234", "+15550100"]
)
def test_others_are_not(text):
    assert not is_fiction(text)


@given(st.from_regex(r"\A\+(33|44|49|1|61|46|353)[0-9]{7,11}\Z"))
def test_arrow_reads_the_pattern_alike(number):
    by_arrow = pc.match_substring_regex(pa.array([number]), FICTION_PATTERN)[0].as_py()
    assert by_arrow == is_fiction(number) == bool(re.match(FICTION_PATTERN, number))
