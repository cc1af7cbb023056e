"""The files of gettext: the template, the languages' catalogues as text, and compiled. Equal messages give equal bytes."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from languages import PLURALS
from messages import Message

HERE: Final = Path(__file__).resolve().parent
TEMPLATE: Final = HERE / "leakverify.pot"
Text = str | tuple[str, ...]
Translated = dict[tuple[str, str], Text]
"""Translations by context and English; a plural has all forms of its language."""


class Steady(Catalog):
    """A catalogue whose header tells the language and its plurals: no date, no name, no version of a program."""

    plural_rule: tuple[int, str] = (2, "(n != 1)")

    @property
    def num_plurals(self) -> int:
        """How many forms a plural has."""
        return self.plural_rule[0]

    @property
    def plural_expr(self) -> str:
        """Which form a number takes."""
        return self.plural_rule[1]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header."""
        language = [("Language", str(self.locale))] if self.locale else []
        forms = f"nplurals={self.num_plurals}; plural={self.plural_expr};"
        return [
            ("Project-Id-Version", "Leakverify"),
            *language,
            ("Plural-Forms", forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def text_file(language: str, folder: Path = HERE) -> Path:
    """Where a language's catalogue lies; the compiled one lies beside it."""
    return folder / language / "LC_MESSAGES" / "leakverify.po"


def template(messages: Iterable[Message]) -> bytes:
    """The template: every message with the files in which it stands."""
    catalogue = _empty("")
    for m in messages:
        catalogue.add(
            (m.text, m.many) if m.many else m.text,
            locations=[(file, 0) for file in m.files],
            auto_comments=m.notes,
            context=m.context or None,
        )
    return _written(catalogue, no_location=False)


def catalogue(language: str, messages: Iterable[Message], done: Translated) -> tuple[bytes, bytes]:
    """A language's catalogue as text and compiled: the messages that are translated, and no other."""
    made = _empty(language)
    for m in messages:
        text = done.get(m.key)
        if text is not None and isinstance(text, tuple) == bool(m.many):
            made.add(
                (m.text, m.many) if m.many else m.text,
                text,
                auto_comments=m.notes,
                context=m.context or None,
            )
    compiled = io.BytesIO()
    write_mo(compiled, made)
    return _written(made, no_location=True), compiled.getvalue()


def translated(language: str, folder: Path = HERE) -> Translated:
    """What a language's catalogue holds; nothing where there is none yet."""
    path = text_file(language, folder)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        read = read_po(file, locale=language)
    return {
        (m.context or "", m.id[0] if isinstance(m.id, tuple) else m.id): (
            tuple(m.string) if isinstance(m.id, tuple) else m.string
        )
        for m in read
        if m.id and m.string and not m.fuzzy and all(m.string)
    }


def _empty(language: str) -> Steady:
    """A catalogue with its header and nothing else."""
    made = Steady(
        locale=language or None, header_comment="# Words of Leakverify; Apache-2.0.", fuzzy=False
    )
    if language:
        made.plural_rule = PLURALS[language][:2]
    return made


def _written(catalogue: Steady, *, no_location: bool) -> bytes:
    """The text of a catalogue, sorted, so that a new message moves no other."""
    out = io.BytesIO()
    write_po(
        out, catalogue, width=0, no_location=no_location, include_lineno=False, sort_output=True
    )
    return out.getvalue()
