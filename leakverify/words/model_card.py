"""The model card in words: what the checks were measured on, how well they did, where they are blind.

Its numbers come from `resources/calibration/model_card.json`, which `leakverify calibrate` writes.
"""

import json
import re
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from leakverify import paths
from leakverify.words import numbers
from leakverify.words.language import _
from leakverify.words.phrases import N_

FILE: Final = "calibration/model_card.json"

BLIND: Final = {
    "consumer_lists": N_(
        "Lists that consumers typed in themselves: few are published, so few were measured."
    ),
    "careful_forgers": N_(
        "A careful maker who copies the habits of a real list, its providers, hours and blemishes."
    ),
    "kinds_not_covered": N_("Kinds of list and countries that are not among those measured."),
    "small_tampering": N_(
        "A few altered cells that nothing else in their row determines, such as one amount or one date."
    ),
    "older_lists": N_("An older genuine list, sold as new, where nobody has the older file."),
    "few_rows": N_("Small samples: below 30 rows nothing is concluded, below 300 little."),
    "single_columns": N_(
        "One column taken from another source, where no other column depends on it."
    ),
    "copied_rows": N_("Rows that were added as changed copies of real ones, in small numbers."),
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
    "mean_ratio_genuine": N_("Mean likelihood ratio on genuine collections"),
    "auc_synthetic": N_("Invented against genuine (area under the curve)"),
    "auc_inflated": N_("Inflated against genuine (area under the curve)"),
    "auc_stitched": N_("Assembled against genuine (area under the curve)"),
    "auc_padded": N_("Filled up against genuine (area under the curve)"),
    "auc_tampered": N_("Altered against genuine (area under the curve)"),
    "cllr": N_("Cost of the likelihood ratios (Cllr; 0 is perfect, 1 says nothing)"),
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
    made = (_measured(card), _errors(card), _bars(card), _power(card), _blind(card), _use())
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
                "The whole model card stands in the window's menu (How it was measured) and is printed by"
                " “leakverify checks --model-card”."
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
        said.append(_(N_("Date of the measurement: {date}.")).format(date=card["date"]))
    families = card.get("families")
    if isinstance(families, int):
        said.append(
            _(N_("Collections of one origin count as one: {n} families.")).format(
                n=_number(families)
            )
        )
    kinds = card.get("kinds")
    if isinstance(kinds, list):
        names = ", ".join(str(kind).replace("_", " ") for kind in kinds)
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
            _(BARS.get(str(bar["name"]), str(bar["name"]).replace("_", " "))),
            _figure(bar.get("value")),
            _figure(bar.get("low")),
            _figure(bar.get("bar")),
            _(N_("met")) if bar.get("met") else _(N_("not met")),
        )
        for bar in card.get("bars", ())
    )
    header = (N_("What was asked"), N_("Measured"), N_("Lower end"), N_("Bar"), N_("Result"))
    return Part(
        _(N_("Bars")),
        (_(N_("Lower ends are 95 % intervals over collections.")),) if rows else (),
        header=tuple(_(word) for word in header),
        rows=rows,
    )


def _power(card: dict[str, Any]) -> Part:
    """How much must be wrong before it is read right."""
    rows = tuple(
        (
            _recipe(str(point["recipe"])),
            numbers.plain(float(point["dose"])),
            numbers.share(float(point["read_right_share"])),
            _number(point.get("bases")),
        )
        for point in card.get("power", ())
    )
    header = (N_("Recipe"), N_("Dose"), N_("Read right"), N_("Collections"))
    return Part(
        _(N_("How much must be wrong before it is seen")),
        (
            _(
                N_(
                    "The dose is the share of columns or rows that was changed, or the factor by which the file grew."
                )
            ),
        )
        if rows
        else (),
        header=tuple(_(word) for word in header),
        rows=rows,
    )


def _blind(card: dict[str, Any]) -> Part:
    """Where it is blind."""
    codes = [str(code) for code in card.get("blind_spots", ())]
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
    return f"{word} ({variant.replace('-', ' ')})" if variant else word


def _size(kinds: object) -> object:
    """How many kinds; a list or a number."""
    return len(kinds) if isinstance(kinds, list) else kinds


def _number(value: object) -> str:
    """A count, or a dash."""
    return numbers.count(value) if isinstance(value, int | float) else "–"


def _figure(value: object) -> str:
    """A measured figure with three digits, or a dash."""
    return numbers.plain(float(value)) if isinstance(value, int | float) else "–"


def as_markdown(card: dict[str, Any]) -> str:
    """The card as Markdown."""
    out: list[str] = []
    for part in parts(card):
        out += [f"## {part.heading}", ""]
        out += [line for sentence in part.sentences for line in (_md(sentence), "")]
        out += [f"- {_md(entry)}" for entry in part.entries]
        if part.entries:
            out.append("")
        if part.rows:
            out.append(f"| {' | '.join(part.header)} |")
            out.append(f"|{'---|' * len(part.header)}")
            out += [f"| {' | '.join(map(_md, row))} |" for row in part.rows]
            out.append("")
    return "\n".join(out)


def as_html(card: dict[str, Any]) -> str:
    """The card as a piece of HTML without any address or script."""
    out: list[str] = []
    for part in parts(card):
        out.append(f"<h2>{escape(part.heading)}</h2>")
        out += [f"<p>{escape(sentence)}</p>" for sentence in part.sentences]
        if part.entries:
            out.append(f"<ul>{''.join(f'<li>{escape(e)}</li>' for e in part.entries)}</ul>")
        if part.rows:
            head = "".join(f'<th scope="col">{escape(word)}</th>' for word in part.header)
            body = "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
                for row in part.rows
            )
            out.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return "\n".join(out)


def as_text(card: dict[str, Any]) -> str:
    """The card as plain text."""
    out: list[str] = []
    for part in parts(card):
        out += [part.heading, "=" * len(part.heading), *part.sentences]
        out += [f"  - {entry}" for entry in part.entries]
        if part.rows:
            out += _columns((part.header, *part.rows))
        out.append("")
    return "\n".join(out)


def _columns(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """Rows in columns of equal width."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _md(text: str) -> str:
    """Text whose signs Markdown does not read."""
    return re.sub(r"([\\`*_\[\]|<>])", r"\\\1", text)
