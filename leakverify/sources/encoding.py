"""Which encoding a text is in: byte order mark, strict UTF-8 over all of it, UTF-16, then a scored choice.

General detectors call French in Windows-1252 Central European and give no usable confidence (measured), hence the
scores of `script_score`: how much the words look like words in each candidate.
"""

import codecs
from dataclasses import dataclass
from typing import Final

from leakverify.model.errors import UsageProblem
from leakverify.sources.script_score import CANDIDATES, score
from leakverify.sources.survey import Survey
from leakverify.sources.transcode import ON_ERROR, UNDECODABLE

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_CODECS: Final = {"shift_jis": "cp932", "euc-kr": "cp949", "big5": "cp950"}
"""Supersets that Windows writes under the older name."""
_MANY_NULS: Final = 0.3
_FEW_NULS: Final = 0.05
_SCORED_LINES: Final = 160
_GOOD_PER_BROKEN: Final = 3


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name that is shown, the codec that decodes, and whether the bytes are UTF-8 without a fault."""

    name: str
    codec: str
    clean_utf8: bool = False


def decide(survey: Survey, forced: str | None = None) -> Encoding:
    """Choose the encoding of a surveyed text; the user's word wins.

    Raises:
        UsageProblem: `UNKNOWN_ENCODING`.
    """
    if forced is not None:
        return _forced(survey, forced)
    for mark, name, codec in _BOMS:
        if survey.head.startswith(mark):
            return Encoding(name, codec, clean_utf8=name == "utf-8" and survey.utf8)
    wide = _utf16_without_mark(survey.head)
    if wide:
        return Encoding(wide, wide)
    if survey.utf8:
        return Encoding("utf-8", "utf-8-sig", clean_utf8=True)
    lines = _spread(survey.high_lines)
    if _is_broken_utf8(lines):
        return Encoding("utf-8", "utf-8-sig")
    best = max(CANDIDATES, key=lambda name: score(lines, name, _codec(name)))
    return Encoding(best, _codec(best))


def _codec(name: str) -> str:
    return _CODECS.get(name, name)


def _forced(survey: Survey, name: str) -> Encoding:
    try:
        known = codecs.lookup(name)
        b"ab".decode(name, "replace")  # bytes-to-bytes codecs (zip, hex) are refused here
        codecs.getincrementaldecoder(name)
    except (LookupError, ValueError, TypeError) as error:
        raise UsageProblem("UNKNOWN_ENCODING") from error
    if known.name in {"utf-8", "utf-8-sig"}:
        return Encoding("utf-8", "utf-8-sig", clean_utf8=survey.utf8)
    if known.name.replace("-", "_") in {
        "punycode",
        "idna",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
    }:
        raise UsageProblem("UNKNOWN_ENCODING")
    shown = name.lower()
    if known.name == "utf-16-le" and survey.head.startswith(codecs.BOM_UTF16_LE):
        return Encoding(shown, "utf-16")
    canonical = known.name.replace("euc_kr", "euc-kr")
    return Encoding(shown, _codec(canonical) if canonical in _CODECS else known.name)


def _utf16_without_mark(head: bytes) -> str | None:
    """Western text in UTF-16 has a NUL at every second place and hardly any between."""
    half = len(head) // 2
    if half < 2:  # noqa: PLR2004  (two characters are the least that shows a pattern)
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd >= _MANY_NULS and even <= _FEW_NULS:
        return "utf-16-le"
    if even >= _MANY_NULS and odd <= _FEW_NULS:
        return "utf-16-be"
    return None


def _is_broken_utf8(lines: list[bytes]) -> bool:
    """UTF-8 with some damage: far more whole characters than broken ones, which chance does not give."""
    text = b"\n".join(lines).decode("utf-8", ON_ERROR)
    broken = text.count(UNDECODABLE)
    whole = sum(not character.isascii() for character in text) - broken
    return whole > _GOOD_PER_BROKEN * broken


def _spread(lines: tuple[bytes, ...]) -> list[bytes]:
    """Lines from all over the file, few enough to score."""
    step = max(1, len(lines) // _SCORED_LINES)
    return list(lines[::step])
