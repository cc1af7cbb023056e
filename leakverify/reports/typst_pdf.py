"""The report as PDF by Typst: tagged, PDF/A-2a and PDF/UA-1, fonts embedded, dated by the assessment.

Runs in the writer child alone, which has no sample. The template is a constant; data enter as JSON through `sys_inputs`.
"""

import datetime as dt
import json
from typing import Any, Final

from leakverify import paths

PICTURE_PPI: Final = 144
"""Two pixels a point: sharp on any screen."""


def render(template: str, data: dict[str, Any], as_of: str) -> bytes:
    """The PDF's bytes. `template` names a bundled template; `as_of` is the ISO date that stands in the file.

    A template's name may end in .png or .svg: then its one page comes as such a picture.
    """
    import typst

    name, _, form = template.partition(".")
    day = dt.date.fromisoformat(as_of)
    moment = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    compiler = typst.Compiler(
        paths.resource(f"reports/{name}.typ").read_bytes(),
        root=str(paths.resource("reports")),
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(paths.resource("fonts/report"))],
        ),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if form == "png":
        made = compiler.compile(format="png", ppi=PICTURE_PPI, timestamp=moment)
    elif form == "svg":
        made = compiler.compile(format="svg", timestamp=moment)
    else:
        made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError
    return made
