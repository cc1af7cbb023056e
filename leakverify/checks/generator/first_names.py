"""GEN004: first names that all stand on a generator's list."""

from typing import ClassVar

from leakverify.checks.generator.closed_names import ClosedNames
from leakverify.model.finding import CheckInfo
from leakverify.model.terms import Family, Role


class FirstNames(ClosedNames):
    """Whether the first names all come from the closed list of a known generator.

    Looks at:
        The first names of distinct people against the lists in known generators of test data, one language at a time.
        One name counts for at most one person in a hundred, so that no favourite decides. Where one list holds nearly
        all names, it also counts whether they repeat as in an even draw or as people bear them.

    Why it tells:
        A generator knows a few hundred first names and no other, for ever. Among real people rare
        names keep turning up: foreign ones, short forms, spellings that parents made up.

    Innocent explanations:
        - A country with few first names, where nearly everybody bears a listed one.
        - A list of an age group or a club whose members all bear common names.
        - Names that were replaced on purpose to protect the people.

    Reads as:
        All names on one list, though the population has many others, reads as invented. Many names on a list is normal.

    Source:
        The lists inside the published generators, and national counts of first names for the share of people on them.
    """

    info: ClassVar = CheckInfo(
        "GEN004",
        "generator.first-names",
        Family.GENERATOR,
        "inside_share",
        exhibit=True,
        needs=("full_name",),
    )
    part: ClassVar = "first"
    role: ClassVar = Role.FIRST_NAME
