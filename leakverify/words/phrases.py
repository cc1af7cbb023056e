"""What is said of one check's finding: templates whose fields are the finding's `measured` numbers.

`{name}` in a template is replaced by `measured["name"]` (or `expected["name"]`), formatted by its unit
suffix: `_share` as a percentage with sensible digits, `_count` with thousands marks, `_days`, `_years`, others
plainly. Titles have at most 12 plain words. `N_` marks a text for translation.
"""

from dataclasses import dataclass


def N_(text: str) -> str:  # noqa: N802  (the field's usual mark for "translate this later")
    """Mark a text for extraction; it is translated where it is shown."""
    return text


def N_plural(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a text and its plural for extraction; `plural` takes both where they are shown."""
    return one, many


def N_in(context: str, text: str) -> str:  # noqa: ARG001, N802
    """Mark a text that means different things in different places; `ui_in` takes the same context where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one check.

    `against`, `supports`, `nothing` are its title when the finding speaks against the claim, for it, or neither way;
    `seen` says what was seen in this file in one or two sentences; `settle` what a person could do next.
    `against_when` tells on which side of genuine lists the headline number stands when `against` is true ("low" or "high"; ""
    where the check itself sees to it); on the other side the title is `subject` (or `nothing`) with "unlike in genuine lists".
    `figure` is the short figure at the end of a line in lists, such as "{hits_count} of {address_count}".
    `seen_less` and `figure_less` are said in their place where a number that they name does not exist for this file: the first of
    which all numbers do.
    """

    against: str
    supports: str
    nothing: str
    seen: str
    figure: str
    settle: str
    against_when: str = ""
    subject: str = ""
    seen_less: tuple[str, ...] = ()
    figure_less: tuple[str, ...] = ()
