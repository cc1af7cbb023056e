"""The survey calls UTF-8 what a strict decoder takes, wherever blocks cut it."""

from hypothesis import example, given
from hypothesis import strategies as st

from leakverify.sources.survey import survey_blocks

PIECES = st.one_of(
    st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=3),
    st.sampled_from(
        [b"\xc3", b"\xe2\x80", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80"]
    ),
)


def is_strict_utf8(data):
    try:
        data.decode("utf-8", "strict")
    except UnicodeDecodeError:
        return False
    return True


@given(st.lists(PIECES, max_size=8))
@example([b"\xc3", b"\xa9"])
@example([b"\xf0", b"\x9f", b"\x98", b"\x80"])
@example([b"\xc3"])
@example([b"\xc3", b""])
@example([b"a", b"\x80"])
@example([b"\xed\xa0\x80"])
@example([b"\xf8\x88\x80\x80\x80"])
def test_blocks_are_utf8_where_the_whole_is(blocks):
    whole = b"".join(blocks)
    survey = survey_blocks(blocks)
    assert survey.utf8 == is_strict_utf8(whole)
    assert survey.ascii == whole.isascii()
    assert survey.size == len(whole)
