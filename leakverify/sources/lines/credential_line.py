"""How the lines of a credential list are written: found on the head, line by line afterwards.

Such lists have no header, no quotes, and secrets that hold the separator. A line is cut only where it is known what
stands there: after an address, after a hash, after an address of a page. What has more columns than that is a table
and left to the reader of tables: wrong cuts are worse than none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_ADDRESS: Final = r"[^\s@:;|,\"']{1,100}@[^\s@:;|,\"']{1,120}\.[A-Za-z]{2,24}"
_ENTRY: Final = re.compile(rf"\s*({_ADDRESS})(\s*[:;|]|[ ]+)(.*)", re.DOTALL)
_PAGE: Final = re.compile(
    r"\s*((?:https?|ftp|android)://[^\s:;|,/]+(?::[0-9]{1,5}(?=[/:;|, ]))?(?:/[^\s:;|,]*)?)"
    r"\s?([:;| ])\s?([^\s:;|,]{1,200})\s?\2\s?(.*)",
    re.DOTALL,
)
_USER: Final = re.compile(r"\s*([^\s:;|,\"'@=/\\{}<>]{2,64}):(?!//)(\S.*)", re.DOTALL)
_HASH: Final = re.compile(
    r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128}|\*[0-9A-F]{40}"
    r"|\$2[abxy]\$[0-9]{2}\$[./0-9A-Za-z]{53}|\$argon2(?:id|i|d)\$[^\s:;|]{20,300}"
    r"|\$[PHS]\$[./0-9A-Za-z]{31,60}|\$(?:1|5|6|y|apr1)\$[^\s:;|]{8,200}|pbkdf2_sha[0-9]{1,3}\$[^\s:;|]{20,200}"
)
_PORT: Final = re.compile(r"^\w+:(?=//)|(?<=[^:/]):[0-9]{1,5}(?=/|$)")
"""Colons that belong to an address of a page."""
_SCHEMES: Final = ("http://", "https://", "android://")
_MOST: Final = 0.9
_USUAL: Final = 0.7
_OFTEN: Final = 0.5
_FEWEST: Final = 3
_MOST_BEFORE_HASH: Final = 5
_BLOCK: Final = re.compile(r"[\W_]{3,}|@\w{4,32}")
_ADVERT: Final = re.compile(
    r"https?://|\bt\.me/|telegram|discord|\bjoin\b|\bchannel\b|\bforum\b|\bcombo|\bleaked?\b|\bprivate\b|\bcloud\b",
    re.IGNORECASE,
)
_ADVERT_NAMES: Final = frozenset(
    "telegram channel join discord by source forum site http https contact owner link credits".split()  # noqa: SIM905  (a list of words)
)
_LINK: Final = re.compile(r"https?://|\bt\.me/|\bwww\.", re.IGNORECASE)
_LONGEST_ADVERT: Final = 300
Cells = list[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """How lines are written: `split` gives the cells of one, None where it is none of the list."""

    separator: str
    width: int
    split: Callable[[str], Cells | None]


def find_grammar(head_lines: Sequence[str]) -> Grammar | None:
    """The grammar of a list by its head, None where the text is something else."""
    lines = [line for line in head_lines if line.strip() and not is_advert(line)]
    if len(lines) < _FEWEST:
        return None
    for find in (_pages, _pages_last, _addresses, _hashes, _users):
        found = find(lines)
        if found is not None:
            return found
    return None


def is_advert(line: str) -> bool:
    """A line that is decoration or advertises: no address before a separator, but a link or the like."""
    line = line.strip()
    if len(line) > _LONGEST_ADVERT or _ENTRY.fullmatch(line) or _PAGE.fullmatch(line):
        return False
    if _BLOCK.fullmatch(line):
        return True
    name = line.partition(":")[0].strip().lower()
    told = _ADVERT.search(line) is not None and _last_page(line, ":") < 0
    return told and (name in _ADVERT_NAMES or ":" not in line or _LINK.search(line) is not None)


def has_link(line: str) -> bool:
    """Whether an advert leads somewhere."""
    return _LINK.search(line) is not None


def _pages(lines: Sequence[str]) -> Grammar | None:
    """`https://page:login:secret`, the lists made of what programs steal from browsers."""
    found = [m for line in lines if (m := _PAGE.fullmatch(line))]
    if len(found) < _MOST * len(lines):
        return None
    sign, _ = Counter(m[2] for m in found).most_common(1)[0]
    if _is_wide((m[4].count(m[2]) for m in found), _held(sign)):
        return None
    return Grammar(sign, 3, _split_page)


def _split_page(line: str) -> Cells | None:
    found = _PAGE.fullmatch(line)
    return [found[1], found[3], found[4]] if found else None


def _pages_last(lines: Sequence[str]) -> Grammar | None:
    """`login:secret:https://page`."""
    for sign in ":|;":
        split = _cut_page_last(sign)
        cut = [cells for line in lines if (cells := split(line)) is not None]
        if len(cut) < _MOST * len(lines):
            continue
        in_secret = (secret.count(sign) for _, secret, _ in cut)
        in_page = (_PORT.sub("", page).count(sign) for _, _, page in cut)
        if not _is_wide(in_secret, _held(sign)) and not _is_wide(in_page):
            return Grammar(sign, 3, split)
    return None


def _is_wide(counts: Iterable[int], held: int = 0) -> bool:
    """Whether most lines go on for the same number of separators: columns of a table, not signs of a secret."""
    told = Counter(counts)
    commonest, times = told.most_common(1)[0]
    return commonest > held and times >= _USUAL * told.total()


def _held(sign: str) -> int:
    """How many separators the secrets of a whole list may hold beside pages: tables are hardly ever cut by colons."""
    return int(sign == ":")


def _cut_page_last(sign: str) -> Callable[[str], Cells | None]:
    def split(line: str) -> Cells | None:
        place = _last_page(line, sign)
        login, between, secret = line[: max(0, place)].partition(sign)
        if place < 0 or not between or " " in login:
            return None
        return [login, secret, line[place + 1 :]]

    return split


def _last_page(line: str, sign: str) -> int:
    """Where the separator before the last address of a page stands."""
    return max(line.rfind(sign + scheme) for scheme in _SCHEMES)


def _addresses(lines: Sequence[str]) -> Grammar | None:
    """`address:secret`, each line with its own separator; `address:hash:salt` where the hash is sure."""
    found = [m for line in lines if (m := _ENTRY.fullmatch(line))]
    if not found or len(found) < _MOST * (len(lines) - 1):
        return None
    signs = Counter(m[2].strip() or " " for m in found)
    sign, _ = signs.most_common(1)[0]
    if sign == " ":
        extra = [len(m[3].split()) - 1 for m in found]
    else:
        extra = [m[3].count(m[2].strip() or " ") for m in found]
    if _is_wide(extra):
        return _anchored(lines, sign)
    anchored = _anchored(lines, sign)
    if anchored is not None and anchored.width > 2:  # noqa: PLR2004  (address, hash, and a salt)
        return anchored
    if signs[" "] and sign != " " and signs[" "] > (1 - _MOST) * len(found):
        return None
    padded = sum(m[3].startswith(" ") for m in found) >= _MOST * len(found)
    return Grammar(sign, 2, _split_padded_address if padded else _split_address)


def _split_address(line: str) -> Cells | None:
    found = _ENTRY.fullmatch(line)
    return [found[1], found[3]] if found else None


def _split_padded_address(line: str) -> Cells | None:
    found = _ENTRY.fullmatch(line)
    return [found[1], found[3].removeprefix(" ")] if found else None


def _hashes(lines: Sequence[str]) -> Grammar | None:
    for sign in (":", ";", "|", "\t"):
        found = _anchored(lines, sign)
        if found is not None:
            return found
    return None


def _anchored(lines: Sequence[str], sign: str) -> Grammar | None:
    """Columns up to a hash that is known for sure, and what follows it as one: salts hold any character."""
    if any(line.lstrip()[:1] in {'"', "'"} for line in lines):
        return None  # quoted cells: a table
    places = Counter(_hash_place(line.strip().split(sign, _MOST_BEFORE_HASH + 1)) for line in lines)
    place, count = places.most_common(1)[0]
    if place < 0 or count < _MOST * len(lines):
        return None
    split = _cut_at(sign, place)
    tails = Counter(line.count(sign) - place for line in lines if split(line) is not None)
    after, times = tails.most_common(1)[0]
    if after > 1 and times >= _USUAL * count:
        return None  # columns after the hash: a table
    has_tail = sum(n for tail, n in tails.items() if tail > 0) >= _OFTEN * count
    if not has_tail and place > 1:
        return None  # nothing that the reader of tables would not cut as well
    return Grammar(sign, place + 1 + has_tail, split)


def _hash_place(cells: Sequence[str]) -> int:
    return next((place for place, cell in enumerate(cells) if _HASH.fullmatch(cell)), -1)


def _cut_at(sign: str, place: int) -> Callable[[str], Cells | None]:
    def split(line: str) -> Cells | None:
        cells = line.split(sign, place + 1)
        if len(cells) <= place or not _HASH.fullmatch(cells[place].strip()):
            return None
        return cells

    return split


def _users(lines: Sequence[str]) -> Grammar | None:
    """`user:secret`: nothing but names that are no figures, a colon, and a secret that begins at once."""
    if len(lines) < 2 * _FEWEST:
        return None
    found = [m for line in lines if (m := _USER.fullmatch(line))]
    if len(found) < _MOST * len(lines) or not found:
        return None
    figures = sum(m[1].isdecimal() for m in found)
    names = {m[1].lower() for m in found}
    single = sum(":" not in m[2] for m in found)
    tables = sum(sign in m[2] for m in found for sign in (";", "\t", ","))
    if figures > (1 - _MOST) * len(found) or len(names) < _OFTEN * len(found):
        return None
    if single < _USUAL * len(found) or tables > (1 - _USUAL) * len(found):
        return None
    return Grammar(":", 2, _split_user)


def _split_user(line: str) -> Cells | None:
    found = _USER.fullmatch(line)
    if found is None or found[1].lower() in _ADVERT_NAMES:
        return None
    return [found[1], found[2]]
