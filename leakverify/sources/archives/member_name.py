"""Names of archive members: how they are shown, and what they say of a member. No name is ever used as a path."""

import re
from typing import Final

from leakverify.sources.records import clean_name

_LONGEST: Final = 120
_MARK: Final = " > "
_SHOWN_MARK: Final = " \u203a "
_UNSAFE: Final = re.compile(
    r"^[/\\~]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]|[. ](?:[/\\]|$)"
)
_ASIDE: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_READ_ME: Final = ("readme", "read_me", "read me", "license", "licence", "changelog")
_TABLES: Final = [
    ".csv",
    ".tsv",
    ".txt",
    ".tab",
    ".psv",
    ".dat",
    ".json",
    ".jsonl",
    ".ndjson",
    ".geojson",
    ".sql",
    ".dump",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".ods",
    ".fods",
    ".gz",
    ".bz2",
    ".xz",
    ".lzma",
    ".zst",
    ".zip",
    ".7z",
    ".tar",
    ".tgz",
    ".tbz2",
    ".txz",
    ".tzst",
    ".db",
    ".sqlite",
    ".sqlite3",
    ".parquet",
    ".feather",
    ".arrow",
    ".bson",
    ".xml",
    ".html",
    ".htm",
    ".vcf",
    ".ldif",
    ".ldf",
    ".mbox",
    ".log",
    ".lst",
]
_ENDINGS: Final = tuple(_TABLES)
_MAILDIR: Final = re.compile(r"(?:^|/)(?:cur|new)/[^/]+$")


class Namer:
    """Gives each member of one archive a name that can be shown and asked for."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._repeats: dict[str, int] = {}

    def shown(self, raw: str) -> str:
        """A unique name of bounded length: the end is kept, since it says what a file is."""
        name = clean_name(raw).replace(_MARK, _SHOWN_MARK)
        if len(name) > _LONGEST:
            name = "\u2026" + name[1 - _LONGEST :]
        unique = name
        while unique in self._given:
            self._repeats[name] = self._repeats.get(name, 1) + 1
            unique = f"{name} ({self._repeats[name]})"
        self._given.add(unique)
        return unique

    @staticmethod
    def is_unsafe(raw: str) -> bool:
        """Whether a name would lead a program that unpacks it to another place or another name."""
        return _UNSAFE.search(raw) is not None


def is_aside(name: str) -> bool:
    """Whether a system put it there: no data of anybody."""
    return name.startswith("__MACOSX/") or _base(name) in _ASIDE or _base(name).startswith("._")


def is_read_me(name: str) -> bool:
    """Whether it is about the data rather than the data."""
    return _base(name).startswith(_READ_ME)


def looks_tabular(name: str) -> bool:
    """Whether its ending is one that tables have."""
    return name.lower().endswith(_ENDINGS)


def looks_like_mail(name: str) -> bool:
    """Whether it is one mail, by its ending or by the folder it lies in."""
    return name.lower().endswith(".eml") or _MAILDIR.search(name) is not None


def _base(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].lower()
