"""Text of the sample made harmless at the border where it leaves the program (CONTRACTS 9, SAFETY 4.7).

One function per border. What a reader cannot see or what would reorder its neighbours (controls, bidi
overrides, lone surrogates, non-characters, invisible fillers) becomes a visible `[U+202E]`; the joiners
U+200C and U+200D stay, since Persian and the scripts of India are written with them.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Final

_NONCHARACTERS: Final = "".join(
    chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
_UNSEEN: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: line breaks, tabs and escape sequences too
    "\xad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"  # fillers without a glyph
    "\u2028\u2029"  # line and paragraph separator
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # bidi controls, old and new
    "\ud800-\udfff"  # lone surrogates: no encoder takes them
    "\ufdd0-\ufdef" + _NONCHARACTERS + "\U000e0000-\U000e007f"  # tag characters: invisible ASCII
    "]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FORMULA_STARTS: Final = frozenset("=+-@\t\r\n\x00")
_NO_FILE_NAME: Final = re.compile(r'[\\/:*?"<>|%]')
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_MAX_FILE_NAME_BYTES: Final = 120
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_ISOLATE_PAIR: Final = frozenset({_FIRST_STRONG_ISOLATE, _POP_ISOLATE})
_ISOLATES: Final = re.compile("([\u2068\u2069])")


def for_screen(text: str, limit: int = 256) -> str:
    """A cell, header or name for a widget: plain, one line, clipped, nothing hidden.

    Clipped text tells its length: `… 10,000,000 characters`.
    """
    return _visible(text[:limit]) + _rest(text, limit)


def is_seen(text: str) -> bool:
    r"""Whether every character of a text can be seen: joiners and the wide spaces of French stand in what people write, while Python calls them unprintable.

    >>> is_seen("\u0642\u0631\u0639\u0647\u200c\u06a9\u0634\u06cc"), is_seen("l'article\u202f: non"), is_seen("a\u202eb"), is_seen("a\nb")
    (True, True, False, False)
    """
    return _UNSEEN.search(text) is None


def for_html(text: str) -> str:
    """Text between tags or inside a quoted attribute, where no template escapes it already."""
    return html.escape(_visible(text), quote=True)


def for_terminal(text: str, limit: int = 256) -> str:
    """Text for a terminal: no escape sequence survives. For rich, put it in a `Text`, never in markup."""
    return for_screen(text, limit)


def for_csv(text: str) -> str:
    """A cell of an exported CSV that no spreadsheet takes for a formula.

    A leading apostrophe marks what would be one (and any text that starts with an apostrophe itself), so
    that dropping one leading apostrophe gives the original back.
    """
    clean = _without_surrogates(text)
    first = clean.lstrip(" \u00a0\u3000")[:1]
    folded = unicodedata.normalize("NFKC", first)[:1]
    risky = folded in _FORMULA_STARTS or clean[:1] in _FORMULA_STARTS or clean.startswith("'")
    return "'" + clean if clean and risky else clean


def for_filename(text: str) -> str:
    """One harmless file name, without folders, on any system; never empty."""
    visible = unicodedata.normalize("NFC", _visible(text[:1_000]))
    name = _NO_FILE_NAME.sub("_", visible).strip(" .")
    name = name.encode("utf-8")[:_MAX_FILE_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    if _DEVICES.match(name):
        name = "_" + name
    return name or "unnamed"


def for_print(text: str, has_glyph: Callable[[str], bool] | None = None, limit: int = 200) -> str:
    """Text for a PDF: composed, clipped, and free of code points that the bundled fonts cannot draw.

    `has_glyph` tells whether the fonts have a character; one character without a glyph would forbid the
    whole file under PDF/UA.
    """
    shown = _visible(unicodedata.normalize("NFC", text[:limit]))
    if has_glyph is not None:
        shown = "".join(c if has_glyph(c) else _code_point(c) for c in shown)
    return shown + _rest(text, limit)


def in_sentence(text: str, limit: int = 256) -> str:
    """Text of the sample inside a sentence of ours: isolated, so that its direction cannot leak out."""
    return _FIRST_STRONG_ISOLATE + for_screen(text, limit) + _POP_ISOLATE


def ours_on_screen(text: str, limit: int = 4_000) -> str:
    """A sentence of the program for a widget: as `for_screen`, but the islands that `words` made in it stay.

    Never for a cell alone: one that brings isolates of its own would keep them.
    """
    return _keeping_islands(for_screen, text, limit)


def ours_in_html(text: str) -> str:
    """A sentence of the program between tags or in a quoted attribute: as `for_html`, with its islands."""
    return html.escape(ours_on_screen(text), quote=True)


def ours_in_print(
    text: str, has_glyph: Callable[[str], bool] | None = None, limit: int = 4_000
) -> str:
    """A sentence of the program for a PDF: as `for_print`, with its islands."""
    return _keeping_islands(lambda part, most: for_print(part, has_glyph, most), text, limit)


def island(text: str, *, ours: bool = False) -> str:
    """A piece for a gap of a sentence written from the right: isolated where it has letters or digits that run from the left.

    What is not `ours` is made visible first. Balanced isolates stay, since a sentence that was put together from others has
    some; they can move nothing that stands outside of them.
    """
    shown = text if ours else _keeping_islands(lambda part, _most: _visible(part), text, len(text))
    kinds = {unicodedata.bidirectional(c) for c in shown}
    # Persian digits run with Latin words that stand before them: a date in words keeps its own together
    if not (
        kinds & {"L"} or any(c.isascii() and c.isdigit() for c in shown) or {"EN", "AL"} <= kinds
    ):
        return shown
    return _FIRST_STRONG_ISOLATE + shown + _POP_ISOLATE


def _keeping_islands(clean: Callable[[str, int], str], text: str, limit: int) -> str:
    """The text cleaned piece by piece between isolates that are balanced; as a whole where they are not, or where it is clipped."""
    if _FIRST_STRONG_ISOLATE not in text or len(text) > limit:
        return clean(text, limit)
    depth, parts = 0, _ISOLATES.split(text)
    for part in parts:
        depth += {_FIRST_STRONG_ISOLATE: 1, _POP_ISOLATE: -1}.get(part, 0)
        if depth < 0:
            return clean(text, limit)
    if depth:
        return clean(text, limit)
    return "".join(p if p in _ISOLATE_PAIR else clean(p, limit) for p in parts)


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: _code_point(found.group()), text)


def _code_point(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def tell_lengths(told: Callable[[int], str]) -> None:
    """Have the length of a clipped text told so; `words` gives its own sentence, in the language in use by then."""
    _LENGTHS[:] = [told]


_LENGTHS: Final[list[Callable[[int], str]]] = [lambda n: f"… {n:,} characters"]
"""How the length of a clipped text is told: this module has no words but these, for processes that speak to nobody."""


def _rest(text: str, limit: int) -> str:
    return _LENGTHS[0](len(text)) if len(text) > limit else ""


def _without_surrogates(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)
