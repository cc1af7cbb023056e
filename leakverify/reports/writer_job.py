"""A report as the JSON that the writer child gets: finished strings and drawn figures."""

import dataclasses
from typing import Any

from leakverify.model.figure import Figure
from leakverify.reports.content import AnswerTable, Examples, Report
from leakverify.reports.svg import draw


def job(
    report: Report, examples: tuple[Examples, ...] = (), answers: AnswerTable | None = None
) -> dict[str, Any]:
    """The data of one report; figures become SVG with their text alternative."""
    data: dict[str, Any] = plain(report)
    data["examples"] = [plain(e) for e in examples]
    data["answers"] = plain(answers) if answers else None
    return data


def plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, figures as drawn."""
    if isinstance(value, Figure):
        return {
            "svg": draw(value),
            "summary": value.summary,
            "title": value.title,
            "height": value.height,
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value
