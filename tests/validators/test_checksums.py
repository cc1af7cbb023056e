from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn
from stdnum.iso7064 import mod_97_10

from leakverify.validators.checksums import luhn, mod_97

CELLS = st.lists(
    st.one_of(
        st.text(max_size=50),
        st.from_regex(r"\A[0-9]{1,19}\Z"),
        st.from_regex(r"\A[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}\Z"),
    ),
    min_size=1,
    max_size=30,
)


def by_stdnum_luhn(text):
    return text.isascii() and text.isdecimal() and len(text) <= 40 and stdnum_luhn.is_valid(text)


def by_stdnum_mod_97(text):
    clean = text.isascii() and 4 < len(text) <= 40 and all(c.isdigit() or c.isupper() for c in text)
    return clean and mod_97_10.is_valid(text[4:] + text[:4])


@given(CELLS)
def test_luhn_equals_stdnum(texts):
    assert luhn(texts).tolist() == [by_stdnum_luhn(t) for t in texts]


@given(CELLS)
def test_mod_97_equals_stdnum(texts):
    assert mod_97(texts).tolist() == [by_stdnum_mod_97(t) for t in texts]


@given(st.integers(10**11, 10**18))
def test_one_digit_in_ten_completes_a_number(body):
    assert sum(luhn([f"{body}{digit}" for digit in range(10)]).tolist()) == 1


def test_foreign_digits_are_no_digits():
    assert luhn(["４２４２", "٤٢", "²", ""]).tolist() == [False] * 4
