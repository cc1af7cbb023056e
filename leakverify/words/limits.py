"""Every limit of reading in words, with its value."""

from dataclasses import asdict
from typing import Final

from leakverify.limits import GIB, MIB, Limits
from leakverify.words.language import _, spelling
from leakverify.words.numbers import count
from leakverify.words.phrases import N_

LIMITS: Final = {
    "columns": N_("Columns of a table"),
    "cell_bytes": N_("Length of a cell; longer ones are cut and counted"),
    "line_bytes": N_("Length of a line or record; longer ones are left out and counted"),
    "members": N_("Entries of an archive"),
    "member_bytes": N_("Size of one file when unpacked"),
    "expanded_bytes": N_("Size of everything when unpacked"),
    "ratio": N_("How many times its size a packed file may grow"),
    "ratio_from_bytes": N_("Size from which that growth counts"),
    "nesting": N_("Archives inside archives"),
    "dictionary_bytes": N_("Memory that unpacking may ask for"),
    "key_rounds": N_("Rounds of deriving a key from a password"),
    "json_depth": N_("Nesting inside a JSON record"),
    "markup_depth": N_("Nesting inside XML and web pages"),
    "markup_names": N_("Different names in XML and web pages"),
    "tables": N_("Tables of one file"),
    "shared_strings_bytes": N_("Texts that a workbook's cells share"),
    "workbook_bytes": N_("Size of a workbook in memory"),
    "memory_bytes": N_("Memory of the process that reads"),
    "cpu_seconds": N_("Processor time of the process that reads, in seconds"),
    "mail_bytes": N_("Size of one mail that is looked into"),
    "mail_header_bytes": N_("Size of one mail's headers"),
    "mail_headers": N_("Headers of one mail"),
    "mail_signatures": N_("Signatures of one mail that are verified"),
    "mime_depth": N_("Parts inside parts of one mail"),
    "mime_parts": N_("Parts of one mail"),
}
"""What each field of `limits.Limits` bounds."""


def limit_lines(raised: dict[str, int]) -> list[tuple[str, str, str]]:
    """Field, what it bounds and its value, for each limit; `raised` are those that differ from the usual ones."""
    usual = {k: v for k, v in asdict(Limits()).items() if v is not None}
    return [
        (name, _(LIMITS[name]), limit_value(name, raised.get(name, value)))
        for name, value in usual.items()
    ]


def limit_value(name: str, value: int) -> str:
    """A limit as people read it.

    >>> limit_value("cell_bytes", 1 << 20), limit_value("members", 10_000), limit_value("memory_bytes", 3 << 29)
    ('1 MiB', '10,000', '1.5 GiB')
    """
    if not name.endswith("bytes"):
        return count(value)
    for unit, word in ((GIB, "GiB"), (MIB, "MiB"), (1 << 10, "KiB")):
        if value >= unit:
            return f"{spelling().spell(f'{value / unit:g}')} {word}"
    return count(value)
