"""The words of SQL that a dump's reader knows: where rows begin, and how names are written and kept apart."""

import re
from typing import Final

LONGEST_NAME: Final = 1_000
_NAME: Final = (
    rb"(?:`(?:[^`]|``)++`|\"(?:[^\"]|\"\")++\"|\[(?:[^\]]|\]\])++\]|(?:[\w$#@]|[\x80-\xff])++)"
)
_PATH: Final = rb"%b(?:\s*+\.\s*+%b?){0,3}" % (_NAME, _NAME)
_COLUMNS: Final = rb"(?:\s*+\((\s*+%b(?:\s*+,\s*+%b)*+)\s*+\))?" % (_NAME, _NAME)
INSERT: Final = re.compile(
    rb"(?:(?:INSERT|REPLACE)\b\s*+(?:(?:IGNORE|DELAYED|LOW_PRIORITY|HIGH_PRIORITY|ALL|FIRST|OR\s++\w++)\s++)*+)?+"
    rb"(?:INTO\s++)?(?:TABLE\s++)?(%b)(?:\s*+PARTITION\s*+\([^()]{0,999}+\))?+%b"
    rb"(?:\s*+OVERRIDING\s++\w++\s++VALUE)?+\s*+VALUES?\s*+(?=\()" % (_PATH, _COLUMNS),
    re.IGNORECASE,
)
INSERT_WORD: Final = re.compile(rb"(?:INSERT|REPLACE|INTO)\b", re.IGNORECASE)
COPY: Final = re.compile(
    rb"COPY\s++(%b)%b\s++FROM\s++stdin\b[^\n]*+\n" % (_PATH, _COLUMNS), re.IGNORECASE
)
CREATE: Final = re.compile(
    rb"CREATE\s++(?:(?:GLOBAL|LOCAL|TEMPORARY|TEMP|UNLOGGED|EXTERNAL|FOREIGN|OR\s++REPLACE)\s++)*+TABLE\s++"
    rb"(?:IF\s++NOT\s++EXISTS\s++)?+(%b)\s*+\(" % _PATH,
    re.IGNORECASE,
)
COLUMN_START: Final = re.compile(rb"\s*+(%b)" % _NAME)
USE: Final = re.compile(rb"USE\s++(%b)" % _NAME, re.IGNORECASE)
SEARCH_PATH: Final = re.compile(
    rb"SET\s++search_path\s*+(?:=|TO)\s*+('[^']*+'|%b)" % _NAME, re.IGNORECASE
)
PSQL_CONNECT: Final = re.compile(
    rb"\\c(?:onnect)?[ \t]++(?:-reuse-previous=\w++[ \t]++)?+(\"dbname='(?:[^'\\\n]|\\.)*+'\"|\"(?:[^\"\n]|\"\")++\"|[^\s\"]++)"
)
GENERATED: Final = re.compile(rb"\bAS\s*\(", re.IGNORECASE)
NO_COLUMN: Final = frozenset(
    b"PRIMARY KEY UNIQUE CONSTRAINT INDEX FULLTEXT SPATIAL FOREIGN CHECK EXCLUDE LIKE PERIOD".split()
)
_NAMES: Final = re.compile(_NAME)
_DBNAME: Final = re.compile(r"\"dbname='(.*)'\"", re.DOTALL)


def text_of(data: bytes) -> str:
    """A name's bytes as text, marks kept, a last character that is cut dropped."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def unquoted(name: bytes) -> str:
    """A name without its quotes, doubled quotes within taken back; at most 1,000 characters."""
    text = text_of(name)
    first = text[:1]
    if first in {"`", '"', "["} and len(text) > 1:
        closing = "]" if first == "[" else first
        text = text[1:-1].replace(closing * 2, closing)
    return text[:LONGEST_NAME]


def path_of(written: bytes) -> tuple[str, ...]:
    """The parts of a name with its schema."""
    return tuple(unquoted(part) for part in _NAMES.findall(written))


def names_of(listed: bytes | None) -> list[str]:
    """The names in a list of columns."""
    return [unquoted(part) for part in _NAMES.findall(listed)] if listed else []


def database_of(written: bytes) -> str:
    """The database that a psql `connect` names."""
    found = _DBNAME.fullmatch(text_of(written))
    return re.sub(r"\\(.)", r"\1", found.group(1)) if found else unquoted(written)
