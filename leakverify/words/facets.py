"""Facets in words: what cells are grouped by, what a group is called, how many rows were looked at."""

from typing import Final

from leakverify.model.picks import HOLDS, VALUE
from leakverify.words.language import _, plural, ui_in
from leakverify.words.lists import listed
from leakverify.words.numbers import count
from leakverify.words.phrases import N_, N_in

KINDS: Final = {
    VALUE: N_("What the cell says"),
    "length": N_("Number of characters"),
    "pattern": N_("Shape (A, a and 9)"),
    "script": N_("Alphabet"),
    "digit": N_("First digit that is not 0"),
    "digits": N_("First two digits"),
    "year": N_("Year"),
    "month": N_("Month"),
    "weekday": N_("Day of the week"),
    "hour": N_("Hour of the day"),
    "blank": N_("Filled or empty"),
}
SCRIPTS: Final = {
    "plain": N_("Latin"),
    "accented": N_("Latin with accents"),
    "cyrillic": N_("Cyrillic"),
    "greek": N_("Greek"),
    "arabic": N_("Arabic"),
    "hebrew": N_("Hebrew"),
    "armenian": N_("Armenian"),
    "georgian": N_("Georgian"),
    "devanagari": N_("Devanagari"),
    "thai": N_("Thai"),
    "han": N_("Chinese characters"),
    "kana": N_("Japanese kana"),
    "hangul": N_("Korean"),
    "other": N_("another alphabet"),
    "none": N_("no letters"),
}
MONTHS: Final = (
    N_in("month", "January"),
    N_in("month", "February"),
    N_in("month", "March"),
    N_in("month", "April"),
    N_in("month", "May"),
    N_in("month", "June"),
    N_in("month", "July"),
    N_in("month", "August"),
    N_in("month", "September"),
    N_in("month", "October"),
    N_in("month", "November"),
    N_in("month", "December"),
)
WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
BLANK: Final = {
    "filled": N_("filled"),
    "empty": N_("empty text"),
    "spaces": N_("only spaces"),
    "missing": N_("missing"),
}
_NAMED: Final = {
    "weekday": {str(n): name for n, name in enumerate(WEEKDAYS, start=1)},
    "blank": BLANK,
}
NO_DATE: Final = frozenset({"year", "month", "weekday"})


def kind_name(kind: str) -> str:
    """What cells are grouped by."""
    return _(KINDS[kind])


def group_name(kind: str, key: str) -> str:
    """What a group is called. A cell, a shape, a length or a number is its own name."""
    if kind == HOLDS:
        return _("holds “{text}”").format(text=key)
    if key == "":
        return _("(empty)")
    if key == "none":
        return _no_group(kind)
    if kind == "script":
        return listed(_(SCRIPTS[part]) for part in key.split("+") if part in SCRIPTS)
    if kind == "month":
        return ui_in("month", MONTHS[int(key) - 1])
    return f"{key}:00" if kind == "hour" else _(_NAMED[kind][key]) if kind in _NAMED else key


def _no_group(kind: str) -> str:
    """What cells are that have nothing of the kind."""
    if kind == "script":
        return _("no letters")
    if kind == "hour":
        return _("no hour")
    return _("no date") if kind in NO_DATE else _("no digit")


def pick_line(column: str, group: str) -> str:
    """One filter in force."""
    return _("{column}: {group}").format(column=column, group=group)


def facet_line(distinct: int, rows: int, total: int, shown: int) -> str:
    """How much the list tells: of all rows, or an estimate from some."""
    different = plural("{n} group", "{n} groups", distinct).format(n=count(distinct))
    if rows < total:
        return _("Estimate from {rows} of {total} rows: {groups} so far.").format(
            rows=count(rows), total=count(total), groups=different
        )
    if shown < distinct:
        return _("{groups} in {total} rows. The {shown} commonest are listed.").format(
            groups=different, total=count(total), shown=count(shown)
        )
    return plural("{groups} in {n} row.", "{groups} in {n} rows.", total).format(
        groups=different, n=count(total)
    )
