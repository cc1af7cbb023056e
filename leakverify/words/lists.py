"""Things told one after another, with the mark that the language in use sets between them."""

from collections.abc import Iterable

from leakverify.words.language import _, ui_in


def listed(things: Iterable[str]) -> str:
    """Short things of a list: names, numbers, half sentences.

    >>> listed(["two rows", "one column"])
    'two rows, one column'
    """
    # translators: stands between the things of a list, as in "one, two, three"; keep the space that the language wants
    return ui_in("list", ", ").join(things)


def dotted(things: Iterable[str]) -> str:
    """Facts of different kinds in one line, those that are empty left out.

    >>> dotted(["a.csv", "", "12 rows"])
    'a.csv · 12 rows'
    """
    # translators: stands between facts in one line, as in "a.csv · 12 rows"; take another sign where a dot looks like a digit
    return ui_in("list", " · ").join(thing for thing in things if thing)


def quoted(text: str) -> str:
    """A text in quotation marks.

    >>> quoted("At least 50 % are right.")
    '“At least 50 % are right.”'
    """
    # translators: the quotation marks of the language
    return _("“{text}”").format(text=text)


def chained(things: Iterable[str]) -> str:
    """Longer things of a list, which may hold commas of their own.

    >>> chained(["email, exact: 3", "phone: 1"])
    'email, exact: 3; phone: 1'
    """
    # translators: stands between longer things of a list that may hold commas of their own; keep the space
    return ui_in("list", "; ").join(things)


def named(name: str, told: str) -> str:
    """What is told of something, after its name.

    >>> named("list.csv", "900 rows")
    'list.csv: 900 rows'
    """
    # translators: the name of a thing, and what is told of it; keep the space that the language wants at the colon
    return ui_in("list", "{name}: {told}").format(name=name, told=told)
