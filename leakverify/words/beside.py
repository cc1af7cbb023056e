"""Rows that a named generator makes, laid beside a finding: what its recipe looks like to the eye."""

import re
from dataclasses import dataclass
from typing import Final

from leakverify.model.finding import Finding
from leakverify.model.terms import Family
from leakverify.reference import recipes
from leakverify.words.findings import side
from leakverify.words.language import _
from leakverify.words.phrases import N_
from leakverify.words.tongues import tongue

CODES: Final = ("list", "stream", "grammar", "recipe")
"""The numbers of a finding that name a generator, the one that tells its language first."""

SHOWN: Final = 4
TITLES: Final = {"faker": "Faker"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A heading, and rows of fields as a generator makes them: no cell of any sample."""

    heading: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Each row on one line, without the fields that this generator does not fill."""
        return tuple(" · ".join(field for field in row if field) for row in self.rows)


def finding_beside(finding: Finding) -> Beside | None:
    """Rows by the recipe that a finding names; None where it names none, or speaks not against the claim."""
    if finding.family is not Family.GENERATOR or side(finding) != "against":
        return None
    for code in CODES:
        named = finding.measured.get(code)
        recipe = recipe_of(named) if isinstance(named, str) else None
        if recipe is not None:
            return _laid_out(*recipe)
    return None


def recipe_of(named: str) -> tuple[str, str] | None:
    """Tool and locale, by the name that a check gave; of several tools the best known.

    >>> recipe_of("faker fr_FR"), recipe_of("faker-js.de"), recipe_of("casual, faker"), recipe_of("home-made list")
    (('faker', 'fr_FR'), ('faker-js', 'de'), ('faker', 'en_US'), None)
    """
    found = []
    for part in named.split(", "):
        tool, _break, locale = re.sub(r"[ .]", " ", part.strip()).partition(" ")
        kept = recipes.known_locale(tool.lower(), locale)
        if kept is not None:
            found.append((tool.lower(), kept))
    order = list(recipes.USUAL)
    return min(found, key=lambda recipe: order.index(recipe[0]), default=None)


def _laid_out(tool: str, locale: str) -> Beside:
    """The rows under their heading."""
    title, language = TITLES.get(tool, tool), tongue(locale)
    if language:
        heading = _(N_("Rows that {tool} makes in {language} ({locale}), for comparison:"))
    else:
        heading = _(N_("Rows that {tool} makes ({locale}), for comparison:"))
    return Beside(
        heading.format(tool=title, language=language, locale=locale),
        recipes.records(tool, locale)[:SHOWN],
    )
