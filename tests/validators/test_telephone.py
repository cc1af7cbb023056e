"""Telephone numbers one at a time, and numbering plans as patterns that RE2 takes."""

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.validators import numbering, telephone
from leakverify.validators.numbering import Length


def test_a_number_read_from_its_region():
    number = telephone.parse("01 42 68 53 00", "FR")
    assert number == telephone.Telephone(
        valid=True, region="FR", kind=0, e164="+33142685300", calling_code=33, national="142685300",
        extension=False,
    )  # fmt: skip
    assert telephone.is_valid("+1 212 867 5309", "")
    assert not telephone.is_valid("01 42", "FR")


@pytest.mark.parametrize(
    ("code", "assigned"),
    [("33", True), ("1", True), ("99", False), ("995", True), ("210", False), ("447", True)],
)
def test_assigned_codes(code, assigned):
    assert telephone.is_assigned(code) is assigned


def test_regions_that_share_a_code():
    assert telephone.regions_of(44) == ("GB", "GG", "IM", "JE")
    assert telephone.regions_of(800) == ("001",)
    assert telephone.regions_of(999) == ()


@given(st.text(), st.sampled_from(["FR", "US", "", "XX"]))
def test_never_raises(text, region):
    telephone.parse(text, region)


def plans():
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        yield numbering.plan_of_region(region)
    for code in sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS):
        yield numbering.plan_of_code(code)


def test_re2_takes_every_pattern_of_every_plan():
    text = pa.array(["0"], type=pa.large_string())
    for plan in plans():
        kinds = [d for d in (plan.general, *plan.types, plan.fixed, plan.mobile) if d is not None]
        prefixes = (plan.international_prefix, plan.national_prefix, plan.leading_digits)
        for pattern in (*(d.pattern for d in kinds), *prefixes):
            pc.match_substring_regex(text, f"^(?:{pattern})$")


def test_every_calling_code_has_plans_with_its_main_region_first():
    for code in telephone.calling_codes():
        found = numbering.plans_of_code(code)
        assert found
        assert found[0] == numbering.plan_of_code(code)
        assert all(plan.code == code for plan in found)
    assert numbering.plan_of_code(999) is None
    assert numbering.plans_of_code(999) == ()
    assert numbering.plan_of_region("XX") is None
    assert numbering.plan_of_region("") is None


def test_lengths_of_the_north_american_plan():
    says = numbering.plan_of_region("US").length_says
    assert (says[6], says[7], says[9], says[10], says[11]) == (
        Length.TOO_SHORT, Length.LOCAL_ONLY, Length.TOO_SHORT, Length.POSSIBLE, Length.TOO_LONG,
    )  # fmt: skip
