"""Pseudo-languages: every text of the program a third longer and bracketed, so that what is not translated, or is cut, is seen.

`xx` is written from the left, `xr` from the right. They exist in the memory of a test alone.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from leakverify.words import language
from leakverify.words.spelling import SPELLINGS

OPEN, CLOSE = "⟦", "⟧"
FILLER = "áéíóú "
ARABIC_FILLER = "ابجد "
LONGER = 0.4
_ACCENTS = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")
_GAP = re.compile(r"(\{[^{}]*\})")


class Pseudo(gettext.NullTranslations):
    """A catalogue that has every text."""

    def __init__(self, filler: str) -> None:
        super().__init__()
        self._filler = filler

    def gettext(self, message: str) -> str:
        parts = [p if _GAP.fullmatch(p) else p.translate(_ACCENTS) for p in _GAP.split(message)]
        more = round(len(message) * LONGER)
        filler = (self._filler * (more // len(self._filler) + 1))[:more].rstrip()
        text = "".join(parts)
        if self._filler == ARABIC_FILLER:  # a text from the right begins with its own letters
            return f"{OPEN}{filler or 'ا'} {text}{CLOSE}"
        return f"{OPEN}{text} {filler}".rstrip() + CLOSE

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


CATALOGUES = {"xx": Pseudo(FILLER), "xr": Pseudo(ARABIC_FILLER)}


@contextmanager
def pseudo_languages() -> Iterator[None]:
    """The program speaks `xx` and `xr` too."""
    real_catalogue, real_exists = language._catalogue, language.exists
    before = language.in_use()
    spellings = {"xx": SPELLINGS["fr"], "xr": replace(SPELLINGS["fa"])}
    language._catalogue = lambda code: CATALOGUES.get(code) or real_catalogue(code)
    language.exists = lambda code: code in CATALOGUES or real_exists(code)
    language.SPELLINGS = {**SPELLINGS, **spellings}
    try:
        yield
    finally:
        language.use(before)
        language._catalogue, language.exists = real_catalogue, real_exists
        language.SPELLINGS = SPELLINGS
