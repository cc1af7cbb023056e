"""What is said of a vault of older leaks, of what it has of a sample, and of a private comparison."""

from collections.abc import Sequence
from typing import Final

from leakverify.model.old_leak import About, Leak, Overlap
from leakverify.model.terms import Role
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.names import role_name
from leakverify.words.numbers import count, share
from leakverify.words.phrases import N_

_KINDS: Final = {
    "person": N_("name"),
    "person+postcode": N_("name and postcode"),
    "person+birth_date": N_("name and day of birth"),
    "street+postcode": N_("street and postcode"),
    "header": N_("a column of the same header"),
    "record": N_("several cells of a row together"),
}


def kind_name(kind: str) -> str:
    """What two lists are compared by."""
    word = kind.partition(":")[0]
    if word in _KINDS:
        return _(_KINDS[word])
    return role_name(word) if word in set(Role) else word


def leak_lines(leak: Leak) -> list[str]:
    """A leak as the vault lists it; label and origin are the user's own words."""
    about = leak.about
    first = _("{number}. {label}").format(number=leak.number, label=about.label)
    told = [
        plural("{n} row", "{n} rows", leak.rows).format(n=count(leak.rows)),
        _("added {day}").format(day=leak.added),
        _("leaked {day}").format(day=about.leaked)
        if about.leaked
        else _("day of the leak not given"),
    ]
    kept = listed(f"{kind_name(kind)}: {count(n)}" for kind, n in leak.counts if n)
    lines = [first, listed(told), _("different values: {kept}").format(kept=kept)]
    if about.origin:
        lines.append(_("origin: {origin}").format(origin=about.origin))
    return [*lines, _("hash of the file: {sha256}").format(sha256=leak.sha256)]


def overlap_line(overlap: Overlap) -> str:
    """How much of the sample stands in one leak, and what is usual."""
    line = _(
        "{number}. {label}: {found} of {of} different values ({share}; between {low} and {high}), by {kind}"
    ).format(
        number=overlap.leak.number,
        label=overlap.leak.about.label,
        found=count(overlap.found),
        of=count(overlap.of),
        share=share(overlap.share),
        low=share(overlap.low),
        high=share(overlap.high),
        kind=kind_name(overlap.kind),
    )
    if overlap.usual is None:
        return line
    usual = _("of another leak of the vault: {share}").format(share=share(overlap.usual))
    return f"{line}. {_('Usual')}: {usual}"


def overlap_lines(overlaps: Sequence[Overlap], rows: int) -> list[str]:
    """The whole answer of a search."""
    head = plural(
        "{n} row was looked up in {leaks}.", "{n} rows were looked up in {leaks}.", rows
    ).format(
        n=count(rows),
        leaks=plural("{n} leak", "{n} leaks", len(overlaps)).format(n=count(len(overlaps))),
    )
    return [head, *map(overlap_line, overlaps), silence_means_nothing()]


def silence_means_nothing() -> str:
    """What must be said beside a small overlap."""
    return _(
        "A small share, or none, says little: a new leak usually shares a few per cent with the leaks that one newsroom holds."
    )


def compared_lines(both: int, mine: int, theirs: int, low: float, high: float) -> list[str]:
    """What a private comparison showed the one who asked."""
    return [
        _(
            "{both} of your {mine} values ({share}; between {low} and {high}) are among the {theirs} values that the other newsroom answered from."
        ).format(
            both=count(both),
            mine=count(mine),
            theirs=count(theirs),
            share=share(both / mine if mine else 0.0),
            low=share(low),
            high=share(high),
        ),
        _("Which ones they are cannot be told from the files, by you or by them."),
    ]


def what_comparing_is() -> str:
    """What a private comparison is, before its first step."""
    return _(
        "You learn how many values of a sample are in another newsroom's older leaks, and neither of you shows a row. The program sends nothing: you carry two files to each other, in whatever way you trust."
    )


def what_asking_shows() -> str:
    """What the answerer learns of the asker."""
    return _(
        "The other newsroom learns how many different values your sample has and of what kind they are, and no value. You will learn how many of them it has, and how many it has in all."
    )


def what_answering_shows() -> str:
    """What the asker learns of the answerer."""
    return _(
        "The one who asked learns how many values you answered from and how many of theirs "
        "are among them, not which. Who asks about one person, mixed with invented values, "
        "learns about that person. Answer only a newsroom that you trust, and each sample "
        "once."
    )


def what_reading_shows() -> str:
    """What the last step tells, and whom."""
    return _(
        "Only you can read the answer, since only you have the secret. You learn how many of your values the other newsroom has, not which; it learns nothing more."
    )


def asked_line(name: str, values: int) -> str:
    """That the question is written."""
    return plural(
        "{name} is written, with {n} blinded value. Send it to the other newsroom.",
        "{name} is written, with {n} blinded values. Send it to the other newsroom.",
        values,
    ).format(name=name, n=count(values))


def answered_line(name: str, asked: int, own: int) -> str:
    """That the answer is written, and about how much it is."""
    return _(
        "{name} is written. It answers about {asked} values of the other newsroom, from {own} of yours. Send it back."
    ).format(name=name, asked=count(asked), own=count(own))


def keep_secret() -> str:
    """What to do with the file of the last step."""
    return _("Keep the file with the secret, never send it, and delete it after the comparison.")


def leak_sentence(number: int, about: About) -> str:
    """Which leak a finding is about, in the user's own words: for a full edition alone."""
    if about.leaked:
        return _("Leak {number} of the vault is “{label}”, leaked {day}.").format(
            number=number, label=about.label, day=about.leaked
        )
    return _("Leak {number} of the vault is “{label}”.").format(number=number, label=about.label)


def overlap_cell(overlap: Overlap | None) -> str:
    """The same in a cell of a table."""
    if overlap is None:
        return "–"
    return _("{share} ({found} of {of}, by {kind})").format(
        share=share(overlap.share),
        found=count(overlap.found),
        of=count(overlap.of),
        kind=kind_name(overlap.kind),
    )
