"""The model card as Markdown, HTML and plain text."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from leakverify.words.model_card import Part, parts


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
    return parts_as_text(parts(card))


def parts_as_text(told: Iterable[Part]) -> str:
    """Any page of parts as plain text."""
    out: list[str] = []
    for part in told:
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
