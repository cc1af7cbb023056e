"""GEN005: last names that all stand on a generator's list."""

from typing import ClassVar

from leakverify.checks.generator.closed_names import ClosedNames
from leakverify.model.finding import CheckInfo
from leakverify.model.terms import Family, Role


class LastNames(ClosedNames):
    """Whether the last names all come from the closed list of a known generator.

    Looks at:
        The last names of distinct people against the lists in known generators of test data, one language at a time.
        One name counts for at most one person in a hundred, so that no favourite decides. Where one list holds nearly
        all names, it also counts whether they repeat as in an even draw or as people bear them.

    Why it tells:
        A generator knows a few hundred or a thousand last names and no other, for ever. Of real people a half or
        more bear a name outside the commonest thousand.

    Innocent explanations:
        - A country with few last names, such as Korea or Vietnam.
        - A list chosen by name, such as one letter of a directory.
        - Names that were replaced on purpose to protect the people.

    Reads as:
        All names on one list, though the population has many others, reads as invented. Many names on a list is normal.

    Source:
        The lists inside the published generators, and national counts of last names for the share of people on them.
    """

    info: ClassVar = CheckInfo(
        "GEN005",
        "generator.last-names",
        Family.GENERATOR,
        "inside_share",
        exhibit=True,
        needs=("full_name",),
    )
    part: ClassVar = "last"
    role: ClassVar = Role.LAST_NAME
