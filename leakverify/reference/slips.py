"""Which provider a domain was meant to be: slips of the finger, told from other people's real domains."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

ENDING_SLIPS: Final = {
    "com": frozenset(
        [
            "con",
            "cmo",
            "cim",
            "vom",
            "xom",
            "comm",
            "coom",
            "om",
            "co",
            "cm",
            "ocm",
            "clm",
            "cpm",
            "cop",
            "cok",
            "cpom",
            "col",
            "conm",
            "cob",
            "comn",
        ]
    ),
    "net": frozenset(["ner", "nte", "ent", "bet", "met", "nett", "neet", "nt", "ne"]),
    "fr": frozenset(["ft", "fe", "rf", "frr", "ffr", "fre", "gr"]),
    "de": frozenset(["ed", "dee", "dw", "ded"]),
    "it": frozenset(["ti", "itt", "ir"]),
}
"""Endings written for the right one. co, cm, om and others exist, which is why they count only under a big name."""

BIG: Final = frozenset(
    [
        "gmail",
        "hotmail",
        "yahoo",
        "outlook",
        "icloud",
        "googlemail",
        "protonmail",
        "comcast",
        "sbcglobal",
        "bellsouth",
        "orange",
        "wanadoo",
        "laposte",
    ]
)
"""Names that hold no mailbox under a mistyped ending that happens to exist."""

MIN_LABEL: Final = 5
LONG_LABEL: Final = 9
MAX_SLIPS: Final = 2
SURE_LABEL: Final = 7
"""Below this a wrong letter must lie beside the right one, or 'never' would be 'naver'."""

ROWS: Final = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertzuiop",
)


def _neighbours() -> frozenset[tuple[str, str]]:
    """Letters beside or diagonally under each other on a QWERTY, AZERTY or QWERTZ keyboard."""
    pairs: set[tuple[str, str]] = set()
    for row in ROWS:
        pairs.update(itertools.pairwise(row))
    for upper, lower in (("qwertyuiop", "asdfghjkl"), ("asdfghjkl", "zxcvbnm")):
        for i, key in enumerate(lower):
            pairs.update(
                {(upper[i], key)} | ({(upper[i + 1], key)} if i + 1 < len(upper) else set())
            )
    return frozenset(pairs | {(b, a) for a, b in pairs})


NEIGHBOURS: Final = _neighbours()


@dataclass(frozen=True, slots=True)
class Targets:
    """Providers, the most used first, laid out for a quick search by ending and by label."""

    labels: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]

    @staticmethod
    def of(domains: Iterable[str]) -> "Targets":
        """Lay the providers out."""
        labels: dict[str, list[str]] = {}
        endings: dict[str, list[str]] = {}
        for domain in domains:
            label, _, ending = domain.partition(".")
            labels.setdefault(ending, []).append(label)
            endings.setdefault(label, []).append(ending)
        return Targets(
            {k: tuple(v) for k, v in labels.items()}, {k: tuple(v) for k, v in endings.items()}
        )


def nearest(domain: str, targets: Targets, *, suffix_known: bool) -> str:
    """The most used provider that `domain` is a slip of, "" if none."""
    label, _, ending = domain.partition(".")
    for right in targets.endings.get(label, ()):
        if ending == right:
            return ""
        if _slipped_ending(label, ending, right, suffix_known=suffix_known):
            return f"{label}.{right}"
    names = targets.labels.get(ending, ())
    close = process.extract(
        label, names, scorer=DamerauLevenshtein.distance, score_cutoff=MAX_SLIPS, limit=None
    )
    for _, _, at in sorted(close, key=lambda found: found[2]):
        if _slipped_label(label, names[at]):
            return f"{names[at]}.{ending}"
    return ""


def _slipped_ending(name: str, ending: str, right: str, *, suffix_known: bool) -> bool:
    """Whether an ending is a slip: one that does not exist, or that a big name does not use."""
    if suffix_known:
        return name == "gmail" or (name in BIG and ending in ENDING_SLIPS.get(right, ()))
    return (
        ending in ENDING_SLIPS.get(right, ())
        or DamerauLevenshtein.distance(ending, right, score_cutoff=1) <= 1
    )


def _slipped_label(label: str, name: str) -> bool:
    """Whether a label is one slip (two in a long name) away from a provider's."""
    if len(name) < MIN_LABEL or abs(len(label) - len(name)) > MAX_SLIPS:
        return False
    allowed = MAX_SLIPS if len(name) >= LONG_LABEL else 1
    if DamerauLevenshtein.distance(label, name, score_cutoff=allowed) > allowed:
        return False
    if len(label) == len(name) and sorted(label) != sorted(name):
        return _plausible_letters(label, name)
    if label == name[1:]:
        return len(label) >= MIN_LABEL + 1  # otmail, utlook; but cloud and range are words
    return True


def _plausible_letters(label: str, name: str) -> bool:
    """Whether the wrong letters can be slips: never a far first letter, in short names only neighbours."""
    wrong = [i for i, (a, b) in enumerate(zip(label, name, strict=True)) if a != b]
    if wrong and wrong[0] == 0 and (label[0], name[0]) not in NEIGHBOURS:
        return False
    return len(name) >= SURE_LABEL or all((label[i], name[i]) in NEIGHBOURS for i in wrong)
