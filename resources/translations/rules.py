"""What a translation must keep of the English, whatever the language."""

import re
import string
from collections import Counter
from collections.abc import Iterator
from typing import Final

from languages import PLURALS, numbers_of
from messages import Message

BIDI: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
ISOLATES: Final = re.compile("[\u2068\u2069]")
CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd]")
MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]*>|&[a-zA-Z#0-9]+;|\*\*|__|`|\]\(")
KEPT: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]*|%\([a-z]+\)[sd]|\b[A-Z]{3}\d{3}\b|https?:\S+")
"""What is typed or looked up as it stands: options, fields of the command line's help, ids of checks, addresses."""
RIGHT_TO_LEFT: Final = frozenset({"fa", "ar"})
NEVER: Final = {
    "fr": r"faux|fausse\w*|falsifi\w*|contrefa\w+|canular\w*|fraud\w*|escro\w*|authenti\w*|arnaqu\w*|prouv\w*",
    "de": r"fake\w*|gefälscht\w*|fälsch\w*|betrug\w*|betrüg\w*|schwindel\w*|authenti\w*|echtheit|beweis\w*",
    "es": r"falsific\w*|falso\w*|falsa\w*|bulos?|fraud\w*|estafa\w*|engaño\w*|autentic\w*|auténtic\w*|prueba que|demuestra\w*",
    "fa": r"جعلی\w*|تقلبی|کلاهبردار\w*|اصالت|دروغین|قلابی|ثابت می[\u200c ]?کند",
    "ar": r"مزيف\w*|مزيّف\w*|مزور\w*|مزوّر\w*|احتيال\w*|خدعة|أصالة|يثبت أن",
}
"""The words that the program never prints: fake, forged, hoax, fraud, authentic, proves."""


def faults(message: Message, text: str | tuple[str, ...], language: str) -> list[str]:
    """What is wrong with a translation, each in a few words; empty if nothing is."""
    if isinstance(text, tuple) != bool(message.many):
        return ["a plural needs a list of forms" if message.many else "this is no plural: one text"]
    if isinstance(text, str):
        return list(_one(message.text, text, language, set()))
    forms = PLURALS[language][0]
    if len(text) != forms:
        return [f"{forms} forms are needed, not {len(text)}"]
    found: list[str] = []
    for form, said in enumerate(text):
        # A form for one number alone may say "one" or "two" in place of the number.
        alone = len(numbers_of(language, form)) == 1
        counted = {"{n}", *(set(fields(message.many)) - set(fields(message.text)))}
        found += _one(message.many, said, language, counted if alone else set())
    return list(dict.fromkeys(found))


def fields(text: str) -> Counter[str]:
    """What is filled in, with how it is printed. Raises ValueError for braces that do not close."""
    parts = string.Formatter().parse(text)
    return Counter(
        f"{{{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}}}"
        for _text, name, spec, conversion in parts
        if name is not None
    )


def _one(english: str, text: str, language: str, may_lack: set[str]) -> Iterator[str]:
    """The faults of one text against the English one, some of whose fields it may lack."""
    if not text.strip():
        yield "it is empty"
        return
    try:
        mine, theirs = set(fields(text)), set(fields(english))
    except ValueError:
        yield "its braces do not close"
        return
    if odd := (mine - theirs) | (theirs - mine - may_lack):
        yield f"fields differ: {' '.join(sorted(odd))}"
    if set(KEPT.findall(text)) != set(KEPT.findall(english)):
        odd = sorted(set(KEPT.findall(text)) ^ set(KEPT.findall(english)))
        yield f"options, ids and addresses stay as they are: {' '.join(odd)}"
    yield from _shape(english, text)
    yield from _characters(english, text, language)


def _shape(english: str, text: str) -> Iterator[str]:
    """Spaces at the ends, lines, markup, per cent signs."""
    for part in (lambda t: t[: len(t) - len(t.lstrip())], lambda t: t[len(t.rstrip()) :]):
        if part(text) != part(english):
            yield "spaces or line breaks at an end differ"
    if text.count("\n") != english.count("\n"):
        yield "the number of line breaks differs"
    if Counter(MARKUP.findall(text)) != Counter(MARKUP.findall(english)):
        yield "markup differs"
    if "%" in text and "%" not in english:
        yield "a per cent sign where the English has none (write it out)"


def _characters(english: str, text: str, language: str) -> Iterator[str]:
    """Characters that are not seen, dashes and words of the house."""
    if BIDI.search(text):
        yield "a mark or override of direction"
    isolates = "".join(ISOLATES.findall(text))
    while "\u2068\u2069" in isolates:
        isolates = isolates.replace("\u2068\u2069", "")
    if isolates or (ISOLATES.search(text) and language not in RIGHT_TO_LEFT):
        yield "isolates that do not pair, or in a language that needs none"
    if CONTROL.search(text):
        yield "a control character"
    if "\u200c" in text and language != "fa":
        yield "a zero-width non-joiner outside Persian"
    if "—" in text and "—" not in english:
        yield "an em dash"
    for word in re.findall(rf"(?<!\w)(?:{NEVER[language]})(?!\w)", text, re.IGNORECASE):
        yield f"a word that is never printed: {word}"
