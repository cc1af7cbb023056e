"""One text, one meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakverify.case import strict_json

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(-1e17, 1e17).map(lambda x: float(f"{x:.6g}")),
    st.text(max_size=10),
)
objects = st.dictionaries(
    st.text(max_size=5),
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=3), max_leaves=5),
    max_size=5,
)


@given(objects)
def test_what_is_written_reads_back_and_has_one_spelling(value):
    data = strict_json.to_bytes(value)
    assert strict_json.parse_canonical(data, 1 << 20) == value
    assert data.isascii()


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":NaN}',
        '{"a":-Infinity}',
        '{"a":1e999}',
        '{"a":' + "9" * 30 + "}",
        '{"a":0.' + "1" * 30 + "}",
        '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
        "[]",
        "1",
        "",
        "{",
        '{"a":01}',
        '{"a":"\x00"}',
        '\ufeff{"a":1}',
    ],
)
def test_the_doubtful_is_refused_without_quoting_it(text):
    with pytest.raises(ValueError) as caught:
        strict_json.parse(text.encode(), 1 << 20)
    assert len(str(caught.value)) < 12


def test_other_spellings_and_too_much_are_refused():
    for text in ('{"a": 1}\n', '{"a":1}', '{"b":1,"a":2}\n', '{"a":1.0e0}\n', '{"a":-0}\n'):
        with pytest.raises(ValueError):
            strict_json.parse_canonical(text.encode(), 100)
    with pytest.raises(ValueError):
        strict_json.parse(b'{"a":1}', 3)
    deep = b'{"a":' + b"[" * 900 + b"]" * 900 + b"}\n"
    with pytest.raises(ValueError):
        strict_json.parse_canonical(b" " + deep, 10_000)
