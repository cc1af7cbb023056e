"""The short form on the way out: shareable facts alone, strings compared with personal cells, drawn by the locked writer."""

from pathlib import Path
from typing import Final

from leakverify.engine.export import WITHHELD, Asked, hits_of
from leakverify.model.assessment import Assessment
from leakverify.model.errors import OutputProblem
from leakverify.model.verification import Exported
from leakverify.reports import atomic, glyphs, short, writer_job
from leakverify.reports.outside_edition import shareable
from leakverify.safe_text import ours_in_print
from leakverify.words.language import spoken

ENDINGS: Final = (".png", ".svg", ".pdf")
LONGEST: Final = 1_200
MIN_SCANNED: Final = 6


def drawn(assessment: Assessment, ending: str, asked: Asked, *, named: bool) -> tuple[bytes, int]:
    """The picture's bytes and how many strings were withheld. Raises OutputProblem for an unknown ending."""
    if ending not in ENDINGS:
        raise OutputProblem("OUTPUT_FORMAT")
    told = shareable(assessment)
    names = [file.name for file in told.sample.files if file.name]
    made = short.short_form(told, file_name=names[0] if named and names else None, clean=_clean)
    # Only the line on the file can hold what somebody else wrote; all else is worded by the program.
    own = [name for name in names[:1] if named and len(name) >= MIN_SCANNED]
    hits = hits_of([*own, *(Path(name).stem for name in own)], asked)
    if hits:
        made = short.short_form(told, file_name=WITHHELD, clean=_clean)
    data = writer_job.plain(made)
    template = "short" if ending == ".pdf" else f"short{ending}"
    return asked.write_pdf(template, data, told.tool.as_of.isoformat()), len(hits)


def export(
    assessment: Assessment, path: Path, asked: Asked, *, named: bool, language: str = ""
) -> Exported:
    """Write the picture; the ending chooses the form, `language` its words ("": those in use). Raises OutputProblem."""
    with spoken(language):
        data, withheld = drawn(assessment, path.suffix.lower(), asked, named=named)
    atomic.write(path, data)
    return Exported(path, withheld)


def _clean(text: str) -> str:
    """Drawable by the bundled fonts."""
    return ours_in_print(text, glyphs.has_glyph, LONGEST)
