"""The language in which the program speaks: gettext catalogues under `resources/translations`.

English is the source text itself and stays plain `str`. In every other language a text is `Words`: what is put into its
gaps is spelled as that language does, numbers with its digits, foreign pieces as islands (`Words.format`).
"""

import gettext
import os
import string
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Final

from leakverify import paths
from leakverify.safe_text import island
from leakverify.words.spelling import SPELLINGS, Spelling

DOMAIN: Final = "leakverify"
SOURCE: Final = "en"
OWN_NAMES: Final[Mapping[str, str]] = {
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "ar": "العربية",
}
"""Every language that is offered, under the name that its readers give it."""
_LANGUAGE: ContextVar[str] = ContextVar("leakverify_language", default=SOURCE)
"""Of this thread; `gui.jobs` hands it to the threads that it starts."""
_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


class Words(str):
    """A text of the program in a language other than English."""

    __slots__ = ()

    def format(self, *args: Any, **named: Any) -> "Words":
        """The text with its gaps filled: numbers in the language's digits, text of another direction as an island."""
        return Words(_Filling(spelling()).vformat(self, args, named))

    def join(self, things: Iterable[str], /) -> "Words":
        """Things of a list with this text between them, each put in as into a gap."""
        fill = _Filling(spelling())
        return Words(super().join(fill.format_field(thing, "") for thing in things))


class _Filling(string.Formatter):
    """Fills gaps for one language."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling

    def format_field(self, value: Any, format_spec: str) -> str:
        text = format(value, format_spec)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._spelling.spell(text)
        if not self._spelling.right_to_left or not isinstance(value, str):
            return text
        return island(text, ours=isinstance(value, Words))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English is the source text itself."""
    folder = paths.resource("translations")
    return gettext.translation(DOMAIN, str(folder), [language], fallback=True)


def use(language: str) -> None:
    """Speak this language from now on, in this thread."""
    _LANGUAGE.set(language)


def in_use() -> str:
    """The code of the language in use."""
    return _LANGUAGE.get()


@contextmanager
def spoken(language: str | None) -> Iterator[None]:
    """Speak this language for a while; None: go on as before."""
    before = _LANGUAGE.set(language or _LANGUAGE.get())
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def spelling() -> Spelling:
    """How the language in use writes numbers, and in which direction."""
    return SPELLINGS.get(_LANGUAGE.get(), SPELLINGS[SOURCE])


def right_to_left() -> bool:
    """Whether the language in use is written from the right."""
    return spelling().right_to_left


def exists(language: str) -> bool:
    """Whether the program can speak this language: it is offered and its catalogue is there."""
    return language == SOURCE or (
        language in OWN_NAMES
        and gettext.find(DOMAIN, str(paths.resource("translations")), [language]) is not None
    )


def offered() -> tuple[str, ...]:
    """The languages that can be chosen, English first."""
    return tuple(code for code in OWN_NAMES if exists(code))


def of_locale(name: str) -> str:
    """The language of a locale such as `fr_FR.UTF-8`; "" where there is no catalogue of it.

    >>> of_locale("en_GB.UTF-8"), of_locale("C"), of_locale("../fr")
    ('en', '', '')
    """
    code = (
        name.split(".", maxsplit=1)[0]
        .split("@", maxsplit=1)[0]
        .replace("-", "_")
        .split("_")[0]
        .lower()
    )
    return code if code in OWN_NAMES and exists(code) else ""


def of_environment(environment: Mapping[str, str] | None = None) -> str:
    """What the environment asks for, as gettext reads it: the first variable that is set decides; English otherwise."""
    told = os.environ if environment is None else environment
    name = next((told[v] for v in _VARIABLES if told.get(v)), "")
    return of_locale(name) or SOURCE


def _(text: str) -> str:
    """The text in the language in use; nothing stays nothing, since gettext keeps its header under the empty text."""
    language = _LANGUAGE.get()
    if language == SOURCE or not text:
        return text
    return Words(_catalogue(language).gettext(text))


def ui_in(context: str, text: str) -> str:
    """A short text that means different things in different places, in the language in use."""
    language = _LANGUAGE.get()
    if language == SOURCE:
        return text
    return Words(_catalogue(language).pgettext(context, text))


def plural(one: str, many: str, n: int) -> str:
    """The form of the text that fits a number."""
    language = _LANGUAGE.get()
    if language == SOURCE:
        return one if n == 1 else many
    return Words(_catalogue(language).ngettext(one, many, n))
