"""The language in which the program speaks: gettext catalogues under `resources/translations`."""

import gettext
from contextvars import ContextVar
from functools import cache
from typing import Final

from leakverify import paths

DOMAIN: Final = "leakverify"
_LANGUAGE: ContextVar[str] = ContextVar("leakverify_language", default="en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English is the source text itself."""
    folder = paths.resource("translations")
    return gettext.translation(DOMAIN, str(folder), [language], fallback=True)


def use(language: str) -> None:
    """Speak this language from now on, in this thread and what it starts."""
    _LANGUAGE.set(language)


def _(text: str) -> str:
    """The text in the language in use; nothing stays nothing, since gettext keeps its header under the empty text."""
    return _catalogue(_LANGUAGE.get()).gettext(text) if text else ""


def ui_in(context: str, text: str) -> str:
    """A short text that means different things in different places, in the language in use."""
    return _catalogue(_LANGUAGE.get()).pgettext(context, text)


def plural(one: str, many: str, n: int) -> str:
    """The form of the text that fits a number."""
    return _catalogue(_LANGUAGE.get()).ngettext(one, many, n)
