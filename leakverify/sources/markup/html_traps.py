"""What a browser would load or run if a page were opened in one: counted, never followed."""

import re
from typing import Final

from leakverify.model.tripwire import Trap
from leakverify.sources.markup.html_stream import Token
from leakverify.sources.table import Traps

_LOADS: Final = {
    "src": frozenset(
        {"img", "iframe", "frame", "embed", "video", "audio", "source", "input", "track", "bgsound"}
    ),
    "srcset": frozenset({"img", "source"}),
    "href": frozenset({"link", "base", "image", "use"}),
    "xlink:href": frozenset({"image", "use", "script"}),
    "data": frozenset({"object"}),
    "codebase": frozenset({"object", "applet"}),
    "action": frozenset({"form"}),
    "background": frozenset({"body", "table", "td", "th", "tr"}),
    "poster": frozenset({"video"}),
}
"""Attributes whose address is fetched or written to without a click, or with one on a button."""
_TAGS: Final = frozenset().union(*_LOADS.values())
_OUTSIDE: Final = re.compile(r"\s*(?:(?:https?|ftp|wss?):)?[/\\]{2}(?![/\\])", re.IGNORECASE)
_SHARE: Final = re.compile(r"\s*(?:file:|\\\\|smb:)", re.IGNORECASE)
_RUNS: Final = re.compile(r"\bon[a-z]{3,20}\s{0,9}=|(?:java|vb)script:", re.IGNORECASE)
_STYLE: Final = re.compile(
    r"url\(\s{0,9}[\"']?(?:https?:)?//|@import\s{1,9}[\"'](?:https?:)?//", re.IGNORECASE
)
_REFRESH: Final = re.compile(r"\burl\s{0,9}=", re.IGNORECASE)


def note_traps(traps: Traps, token: Token) -> None:
    """Count what one tag would do."""
    name, text = token.name, token.text
    if token.closes:
        return
    if name == "script" or (text and _RUNS.search(text)):
        traps.note(Trap.SCRIPT)
    if not text:
        return
    if "url(" in text and _STYLE.search(text):
        traps.note(Trap.MARKUP_LINK)
    if name == "meta":
        told = token.attributes()
        if told.get("http-equiv", "").lower() == "refresh" and _REFRESH.search(
            told.get("content", "")
        ):
            traps.note(Trap.MARKUP_LINK)
    elif name in _TAGS:
        _note_addresses(traps, name, token.attributes())


def _note_addresses(traps: Traps, name: str, told: dict[str, str]) -> None:
    for attribute, tags in _LOADS.items():
        address = told.get(attribute)
        if not address or name not in tags:
            continue
        if _SHARE.match(address):
            traps.note(Trap.SHARE_PATH)
        elif _OUTSIDE.match(address) or (attribute == "srcset" and "//" in address):
            traps.note(Trap.MARKUP_LINK)
