"""Whether the first record names the columns, and the unique names that follow."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from leakverify.sources.lines.cell_type import CellType, cell_type
from leakverify.sources.table import REPLACEMENT
from leakverify.sources.transcode import UNDECODABLE

_DATA_TYPES: Final = frozenset(
    {CellType.NUMBER, CellType.DATE, CellType.EMAIL, CellType.LINK, CellType.CODE}
)
_NEVER_A_NAME: Final = frozenset({CellType.EMAIL, CellType.DATE, CellType.LINK})
_IDENTIFIER: Final = re.compile(
    r"[A-Za-z][a-z0-9]*(?:[_.-][A-Za-z0-9]+)+|[a-z]+[A-Z]\w*|[a-z]{2,}|[A-Z]{2,5}"
)
_SPELLED: Final = """
id name email mail e-mail phone tel telephone mobile address street city zip postcode
country state date time created updated birth gender sex first last user username password
login amount price total currency company number code type status title url website ip nom
prenom prénom adresse ville cp téléphone telefon strasse straße ort plz vorname nachname
nombre apellido apellidos correo teléfono dirección ciudad telefone endereço cidade
cognome indirizzo città naam voornaam achternaam straat plaats imię nazwisko miasto ulica
имя фамилия телефон почта город адрес дата الاسم البريد الهاتف المدينة نام ایمیل تلفن شهر
氏名 名前 メール 電話 住所 姓名 邮箱 电话 地址 email_address firstname lastname full_name surname lat
latitude lon longitude description comment value count year
"""
_WORDS: Final = frozenset(_SPELLED.split())
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SPLIT: Final = re.compile(r"[\W_]+")
_MAX_NAME: Final = 1_000
_TOO_LONG_FOR_A_NAME: Final = 60


def has_header(records: Sequence[Sequence[str]]) -> bool:
    """Tell from the head whether the first record is a header, by its types against the rest's."""
    if not records:
        return False
    first, rest = records[0], records[1:301]
    if any(cell_type(cell) in _NEVER_A_NAME for cell in first):
        return False
    filled = [cell.strip() for cell in first if cell.strip()]
    if not filled:
        return False
    score = sum(
        _column_vote(cell, [r[i] for r in rest if i < len(r)]) for i, cell in enumerate(first)
    )
    score += sum(_sounds_like_a_name(cell) for cell in filled)
    if len({cell.lower() for cell in filled}) < len(filled):
        score -= 1.0
    if len(filled) < len(first):
        score -= 0.25 * (len(first) - len(filled))
    return score > 0


def _column_vote(cell: str, column: list[str]) -> float:
    """How one column's first cell stands against the cells below it."""
    kind = cell_type(cell)
    if kind is CellType.EMPTY:
        return 0.0
    below = [cell_type(other) for other in column if other.strip()]
    if not below:
        return -0.7 if kind in _DATA_TYPES else 0.1
    if _YEAR.fullmatch(cell.strip()) and not any(map(_YEAR.fullmatch, column)):
        return 0.0  # a year over figures is a name
    commonest, count = Counter(below).most_common(1)[0]
    if commonest in _DATA_TYPES and count >= 0.7 * len(below):
        if kind in {CellType.WORDS, CellType.ODD}:
            return 1.0
        return -1.0
    if kind in _DATA_TYPES:
        return -0.8
    if cell in column:
        return -0.8
    return -0.6 if len(cell) > _TOO_LONG_FOR_A_NAME else 0.05


def _sounds_like_a_name(cell: str) -> float:
    if any(word in _WORDS for word in _SPLIT.split(cell.lower())):
        return 1.0
    return 0.25 if _IDENTIFIER.fullmatch(cell) else 0.0


def column_names(header: Sequence[str | None] | None, width: int) -> tuple[str, ...]:
    """Unique names for the columns: ` (2)` after a repeated one, `column 3` where there is none.

    Where bytes of a name were no text, the replacement character stands: a name must be printable everywhere.
    """
    names: list[str] = []
    seen: set[str] = set()
    for position in range(1, width + 1):
        cell = header[position - 1] if header is not None and position <= len(header) else None
        told = (cell or "").replace(UNDECODABLE, REPLACEMENT)
        name = told.strip().lstrip("\ufeff")[:_MAX_NAME] or f"column {position}"
        unique, again = name, 1
        while unique in seen:
            again += 1
            unique = f"{name} ({again})"
        seen.add(unique)
        names.append(unique)
    return tuple(names)
