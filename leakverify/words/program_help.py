"""The page on the program itself: which version and edition, newer ones without telling who asks, downloads, licences."""

import importlib.metadata
import re
from typing import Final

from leakverify import __version__, paths
from leakverify.reference.table_sources import sources
from leakverify.words.dates import day
from leakverify.words.language import _
from leakverify.words.model_card import Part
from leakverify.words.phrases import N_

WIDEST: Final = 40
NEWER: Final = (
    N_(
        "The program never looks for a newer version and never will. Even the question would "
        "tell the network that somebody here uses it, and when."
    ),
    N_(
        "Look from another computer than the one with the sample, at another time, not while you work on a case. Best by Tor Browser, or at a place that is not yours."
    ),
    N_(
        "Look at the page of releases where you got the program. Compare its newest version with the one above. Read what changed: security entries are named as such."
    ),
    N_(
        "Fetch every file of the release, or the whole list of sums, rather than only the one "
        "for your system. That tells less about your computer."
    ),
    N_(
        "Carry the installer over by a stick, with SHA256SUMS and its signature. Check it on the computer where it will run."
    ),
    N_(
        "Better still, let one person fetch for the whole newsroom, once a month whether or not there is a case. Then the time tells nothing."
    ),
)

DOWNLOAD: Final = (
    N_("Sums, with what every Linux and Mac has: sha256sum -c SHA256SUMS --ignore-missing"),
    N_("Sums and signature, with Python alone: python3 verify_download.py --key KEYS SHA256SUMS"),
    N_(
        "Compare the fingerprint of the key with the one that you have from elsewhere. It may "
        "come from a colleague, from print, or from an older release."
    ),
    N_(
        "On Linux anybody can build the same bytes from the source: make bundle, then compare the sums. REBUILD.md in packaging/ tells how."
    ),
)


def parts() -> tuple[Part, ...]:
    """The whole page."""
    return (
        Part(
            _(N_("Which version this is")),
            (
                f"Leakverify {__version__}",
                _(
                    N_(
                        "Its tables are of {day} at the youngest. Older tables do not know newer providers, leaks and generators."
                    )
                ).format(day=day(max(s.date for s in sources()))),
            ),
        ),
        Part(_(N_("A newer version, without telling who asks")), entries=tuple(map(_, NEWER))),
        Part(_(N_("Whether a download is what was published")), entries=tuple(map(_, DOWNLOAD))),
        Part(
            _(N_("Licences")),
            (
                _(
                    N_(
                        "Leakverify is under the Apache License 2.0. What it is built on keeps its own licence; Qt, PySide6 and python-stdnum are under the LGPL and may be replaced by your own builds."
                    )
                ),
                *_place_of_texts(),
            ),
            header=(_(N_("Component")), _(N_("Version")), _(N_("Licence"))),
            rows=components(),
        ),
        Part(
            _(N_("Tables")),
            header=(_(N_("Table")), _(N_("Date")), _(N_("Licence"))),
            rows=tuple((s.name, s.date, _short(s.licence)) for s in sources()),
        ),
    )


def components() -> tuple[tuple[str, str, str], ...]:
    """Name, version and licence of what the program is built on: of a bundle all, else what pip installed for it."""
    folder = paths.licences()
    if folder is not None:
        lines = (folder / "COMPONENTS.txt").read_text(encoding="utf-8").splitlines()
        return tuple(_fields(line) for line in lines)
    try:
        needs = importlib.metadata.requires("leakverify") or []
    except importlib.metadata.PackageNotFoundError:
        return ()
    names = {re.split(r"[^A-Za-z0-9._-]", need)[0] for need in needs if "extra ==" not in need}
    return tuple(row for name in sorted(names, key=str.lower) for row in _installed(name))


def _fields(line: str) -> tuple[str, str, str]:
    """One line of a bundle's list: three fields with tabs between; what is missing is empty."""
    name, version, licence, *_rest = *line.split("\t"), "", ""
    return name, version, _short(licence)


def _installed(name: str) -> tuple[tuple[str, str, str], ...]:
    """One package by its own metadata; nothing where it is not installed."""
    try:
        found = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ()
    told = next((found[key] for key in ("License-Expression", "License") if key in found), "")
    first = told.strip().splitlines()[0] if told.strip() else ""
    return ((found["Name"], found["Version"], _short(first)),)


def _short(licence: str) -> str:
    """A licence in the width of a column; the texts have it whole."""
    return licence if len(licence) <= WIDEST else f"{licence[: WIDEST - 1]}…"


def _place_of_texts() -> tuple[str, ...]:
    """Where the texts lie in a bundle."""
    folder = paths.licences()
    if folder is None:
        return ()
    return (_(N_("Their texts, and how to replace them, are in {folder}.")).format(folder=folder),)
