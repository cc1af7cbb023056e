"""The model card in words: what the checks were measured on, how well they did, where they are blind.

Its numbers come from `resources/calibration/model_card.json`, which `leakverify calibrate` writes.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from leakverify import paths
from leakverify.words import numbers
from leakverify.words.dates import day
from leakverify.words.language import _, ui_in
from leakverify.words.lists import listed
from leakverify.words.phrases import N_
from leakverify.words.recipe_words import kind_of_list_name, rows_name, variant_name

FILE: Final = "calibration/model_card.json"

BLIND: Final = {
    "consumer_lists": N_(
        "Lists that consumers typed in themselves: few are published, so few were measured."
    ),
    "careful_forgers": N_(
        "A careful maker who copies the habits of a real list, its providers, hours and blemishes."
    ),
    "unmeasured_kinds": N_("Kinds of list and countries that are not among those measured."),
    "small_tampering": N_(
        "A few altered cells that nothing else in their row determines, such as one amount or one date."
    ),
    "older_genuine_list": N_(
        "An older genuine list, sold as new, where nobody has the older file."
    ),
    "looked_at": N_(
        "The checks were mended after a look at which of these collections they misread. So "
        "the count of false accusations is somewhat kind. Collections that nobody has looked "
        "at decide."
    ),
}

RECIPES: Final = {
    "genuine": N_("left as it was"),
    "synthetic": N_("wholly invented"),
    "stitched": N_("columns from another source"),
    "padded": N_("filled up with other rows"),
    "inflated": N_("filled up with changed copies"),
    "tampered": N_("cells altered"),
    "recycled": N_("an older file re-used"),
}

BARS: Final = {
    "genuine_accused": N_("Genuine collections accused"),
    "genuine_cannot_tell": N_("Genuine tables of 300 rows or more that end in “cannot tell”"),
    "genuine_people_cannot_tell": N_("The same, of those that name people or bodies"),
    "genuine_mean_lr": N_("Mean likelihood ratio on genuine tables"),
    "cllr": N_("Cost of the likelihood ratios (Cllr; 0 is perfect, 1 says nothing)"),
    "rows_named_rightly": N_("Accused mixtures of whose named rows four in five are foreign"),
}

KINDS_OF_BAR: Final = {
    "auc_": N_("Told from genuine tables: {what} (area under the curve)"),
    "right_": N_("Read right: {what}"),
    "paired_": N_("Scored above the table it was made of: {what}"),
    "accused_": N_("Genuine draws accused: {what}"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with sentences, a list, and a table: what every form of the card is made of."""

    heading: str
    sentences: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def load() -> dict[str, Any]:
    """The numbers; nothing where none were written yet."""
    path = paths.resource(FILE)
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def parts(card: dict[str, Any]) -> tuple[Part, ...]:
    """The whole card. What a file does not hold is left out."""
    if not card:
        return (
            Part(
                _(N_("What it was measured on")),
                (
                    _(
                        N_(
                            "No measurements are bundled with this build. It can weigh nothing but exhibits."
                        )
                    ),
                ),
            ),
        )
    made = (
        _measured(card),
        _errors(card),
        _bars(card),
        _doses(card),
        _blind(card),
        _power(card),
        _use(),
    )
    return tuple(part for part in made if part.sentences or part.entries or part.rows)


def brief(card: dict[str, Any]) -> tuple[str, ...]:
    """What every accusing report says of the measurements: on what, how often wrong, where blind, where the rest stands."""
    if not card:
        return ()
    blind = _blind(card)
    out = [*_measured(card).sentences, *_errors(card).sentences]
    if blind.entries:
        out.append(f"{blind.heading}: {' '.join(blind.entries)}")
    out.append(
        _(
            N_(
                "The whole model card is in the window's menu (How it was measured). You can print it with “leakverify checks "
                "--model-card”."
            )
        )
    )
    return tuple(out)


def _measured(card: dict[str, Any]) -> Part:
    """What it was measured on."""
    said = [
        _(
            N_(
                "The checks were measured on {collections} independent genuine collections of {kinds} kinds,"
                " and on forgeries made from them. A result on a list of another kind rests on less."
            )
        ).format(
            collections=_number(card.get("collections")),
            kinds=_number(_size(card.get("kinds"))),
        )
    ]
    if card.get("date"):
        said.append(_(N_("Date of the measurement: {date}.")).format(date=day(str(card["date"]))))
    kinds = card.get("kinds")
    if isinstance(kinds, dict | list):
        names = listed(kind_of_list_name(str(kind)) for kind in kinds)
        said.append(_(N_("The kinds: {names}.")).format(names=names))
    return Part(_(N_("What it was measured on")), tuple(said))


def _errors(card: dict[str, Any]) -> Part:
    """How often it accused a genuine collection, and what that allows one to say."""
    accused, bound = card.get("accused"), card.get("accused_bound")
    if accused is None or bound is None:
        return Part("")
    return Part(
        _(N_("False accusations")),
        (
            _(
                N_(
                    "{accused} of {collections} genuine collections were accused, each judged by measurements that left its"
                    " kind out. The true rate may be as high as {bound} (95 % confidence)."
                )
            ).format(
                accused=_number(accused),
                collections=_number(card.get("collections")),
                bound=numbers.share(float(bound)),
            ),
        ),
    )


def _bars(card: dict[str, Any]) -> Part:
    """What was asked of it, and what it reached."""
    rows = tuple(
        (
            _bar(str(bar["name"])),
            _figure(bar.get("value")),
            _figure(bar.get("end")),
            _goal(bar),
            _number(bar.get("tables")),
            _(N_("met")) if bar.get("met") else _(N_("not met")),
        )
        for bar in card.get("bars", ())
    )
    header = (
        N_("What was asked"), N_("Measured"), N_("End"), N_("Goal"), N_("Tables"), N_("Result"),
    )  # fmt: skip
    return Part(
        _(N_("What was asked, and what was reached")),
        (_(N_("The end is that of a 95 % interval over collections.")),) if rows else (),
        header=tuple(_(word) for word in header),
        rows=rows,
    )


def _goal(bar: dict[str, Any]) -> str:
    """The goal, with which side of it is good."""
    if not isinstance(bar.get("goal"), int | float):
        return "–"
    text = N_("at most {n}") if bar.get("at_most") else N_("at least {n}")
    return _(text).format(n=_figure(bar["goal"]))


def _bar(name: str) -> str:
    """One thing that was asked, in words."""
    if name in BARS:
        return _(BARS[name])
    for prefix, text in KINDS_OF_BAR.items():
        if name.startswith(prefix):
            return _(text).format(what=_made(name.removeprefix(prefix)))
    return name.replace("_", " ")


def _made(name: str) -> str:
    """How tables were made, from the words of a bar's name: `padded_generator_30`."""
    first, _line, rest = name.partition("_")
    if first.isdigit():
        return rows_name(first)
    label = _(RECIPES.get(first, first))
    if rest.endswith("_rows") and rest.removesuffix("_rows").isdigit():
        variant = rows_name(rest.removesuffix("_rows"))
    else:
        words = (word for word in rest.split("_") if word and word != "any")
        variant = " ".join(variant_name(word) for word in words)
    return f"{label} ({variant})" if variant else label


def _doses(card: dict[str, Any]) -> Part:
    """The smallest dose of each recipe that is read right."""
    known = card.get("smallest_dose", {})
    rows = tuple(
        (
            _recipe(str(recipe)),
            ui_in("goal", "not reached") if dose is None else numbers.plain(float(dose)),
        )
        for recipe, dose in sorted(known.items())
    )
    said = _(
        N_(
            "The smallest dose from which on four in five collections are read right. A dose is the share of columns"
            " or rows that was changed, or the factor by which the file grew."
        )
    )
    header = (_(N_("How it was made")), _(N_("Read right from")))
    return Part(
        _(N_("How much must be wrong before it is seen")),
        (said,) if rows else (),
        header=header,
        rows=rows,
    )


def _power(card: dict[str, Any]) -> Part:
    """Every recipe at every dose."""
    rows = tuple(
        (
            _recipe(str(point["recipe"])),
            numbers.plain(float(point["dose"])),
            _share(point.get("read_right")),
            _share(point.get("noticed")),
            _number(point.get("collections")),
        )
        for point in card.get("power", ())
    )
    header = (
        N_("How it was made"), N_("Dose"), N_("Read right"), N_("Not passed"), N_("Collections"),
    )  # fmt: skip
    return Part(_(N_("Dose by dose")), header=tuple(_(word) for word in header), rows=rows)


def _blind(card: dict[str, Any]) -> Part:
    """Where it is blind."""
    codes = [str(code) for code in card.get("blind", ())]
    entries = tuple(_(BLIND[code]) if code in BLIND else code.replace("_", " ") for code in codes)
    return Part(_(N_("Where it is blind")), (), entries)


def _use() -> Part:
    """How not to read it."""
    return Part(
        _(N_("How to read this")),
        (
            _(
                N_(
                    "These figures describe tests, not the file before you. A file alone settles nothing;"
                    " asking people does."
                )
            ),
        ),
    )


def _recipe(name: str) -> str:
    """A recipe in words, with its variant."""
    label, _dot, variant = name.partition(".")
    word = _(RECIPES.get(label, label.replace("_", " ")))
    return f"{word} ({variant_name(variant)})" if variant else word


def _size(kinds: object) -> object:
    """How many kinds; a table of them, a list or a number."""
    return len(kinds) if isinstance(kinds, dict | list) else kinds


def _share(value: object) -> str:
    """A share, or a dash."""
    return numbers.share(float(value)) if isinstance(value, int | float) else "–"


def _number(value: object) -> str:
    """A count, or a dash."""
    return numbers.count(value) if isinstance(value, int | float) else "–"


def _figure(value: object) -> str:
    """A measured figure with three digits, or a dash."""
    return numbers.plain(float(value)) if isinstance(value, int | float) else "–"
