"""The report as one HTML file: no script, no link, nothing remote."""

import jinja2
from markupsafe import Markup

from leakverify import paths
from leakverify.model.figure import Figure
from leakverify.reports import figure_table
from leakverify.reports.content import AnswerTable, Examples, Report
from leakverify.reports.svg import draw
from leakverify.words.say import ui


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
    environment.filters["data"] = _data
    page = environment.get_template("report.html").render(
        report=report, examples={e.finding: e for e in examples}, answers=answers
    )
    return page.encode("utf-8", errors="replace")


def _drawn(figure: Figure) -> Markup:
    """A figure as SVG markup; every text in it is escaped where it is drawn."""
    return Markup(draw(figure))  # noqa: S704  (made by reports.svg, which escapes)


def _data(figure: Figure) -> Markup:
    """The exact figures of a picture, folded under it."""
    what, value = figure_table.header()
    rows = [
        Markup("<tr><td>{}</td><td>{}</td></tr>").format(of, said)
        for of, said in figure_table.lines(figure)
    ]
    return Markup(
        "<details><summary>{}</summary><table><tr><th>{}</th><th>{}</th></tr>{}</table></details>"
    ).format(ui("The data as a table"), what, value, Markup("").join(rows))
