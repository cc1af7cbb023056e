"""The report as one HTML file: no script, no link, nothing remote."""

import jinja2
from markupsafe import Markup

from leakverify import paths
from leakverify.model.figure import Figure
from leakverify.reports.content import AnswerTable, Examples, Report
from leakverify.reports.svg import draw


def render(
    report: Report, examples: tuple[Examples, ...] = (), answers: AnswerTable | None = None
) -> bytes:
    """The bytes of the page; equal reports give equal bytes."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.resource("reports")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["draw"] = _drawn
    page = environment.get_template("report.html").render(
        report=report, examples={e.finding: e for e in examples}, answers=answers
    )
    return page.encode("utf-8", errors="replace")


def _drawn(figure: Figure) -> Markup:
    """A figure as SVG markup; every text in it is escaped where it is drawn."""
    return Markup(draw(figure))  # noqa: S704  (made by reports.svg, which escapes)
