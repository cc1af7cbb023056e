import pytest
import schwifty
from hypothesis import given
from hypothesis import strategies as st

from leakverify.validators import bank, iban

REAL = ["DE89370400440532013000", "FR7630006000011234567890189", "GB82WEST12345698765432"]
LANDS = ["DE", "FR", "GB", "NL", "ES", "IT", "PL", "BE", "CH", "NO", "PT"]


def by_schwifty(text):
    try:
        return bool(schwifty.IBAN(text, allow_invalid=True).is_valid)
    except (ValueError, KeyError):
        return False


@given(st.sampled_from(LANDS), st.from_regex(r"\A[0-9]{2}[A-Z0-9]{11,26}\Z"))
def test_equals_schwifty_on_anything_shaped_like_one(land, rest):
    assert iban.is_valid(land + rest) == by_schwifty(land + rest)


@pytest.mark.parametrize("number", REAL)
def test_one_wrong_digit_is_always_seen(number):
    for place in range(4, len(number)):
        if number[place].isdigit():
            wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
            assert iban.explain(wrong) == "checksum"


def test_equals_schwifty_on_valid_ones_of_many_countries():
    for number in iban.DOCUMENTED:
        assert iban.is_valid(number) == by_schwifty(number)
        assert iban.is_valid(number)


def test_check_digits_that_the_algorithm_never_yields():
    assert not iban.structure_holds("DE01" + "0" * 18)


def test_national_key():
    assert iban.national_key_holds("FR7630006000011234567890189") is True
    broken = schwifty.IBAN.from_bban("FR", "30006000011234567890100")
    assert iban.national_key_holds(str(broken)) is False
    assert iban.national_key_holds("GB82WEST12345698765432") is None


def test_banks_known_unknown_and_not_covered():
    assert bank.iban_bank_known("DE89370400440532013000") == 1
    assert bank.iban_bank_known("DE89000000010532013000") == 0
    assert bank.bank_known("US", "021000021") == -1
    assert bank.bank_known("", "1") == -1
    assert bank.bic_known("COBADEFFXXX") == 1
    assert bank.bic_known("ZZZZDEZZ") == 0
    assert bank.bic_known("CITIUS33") in {-1, 1}


@pytest.mark.parametrize("module", [iban, bank])
@given(st.text(max_size=60))
def test_never_raises(module, text):
    assert module.is_valid(text) is (module.explain(text) is None)
