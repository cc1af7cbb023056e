"""The writers: always written, same bytes, nothing active, nothing remote, no cell."""

import dataclasses
import html
import html.parser
import json
import re
import subprocess

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify import paths
from leakverify.engine import export
from leakverify.model.errors import OutputProblem
from leakverify.model.figure import Figure, Mark, Tick, Tone
from leakverify.reports import build, glyphs, json_report, svg, typst_pdf, writer_job
from leakverify.reports import html as page
from leakverify.safe_text import for_print
from leakverify.words.say import finding_beside
from tests.reports.made import CALIBRATION, made

HOSTILE = [
    "<b>x</b>",
    "<table><tr><td>" * 12,
    "\u202eevil",
    "نام و نام خانوادگی",
    "漢字かな",
    "\U0010ffff",
    '#eval("1")',
    "$x$ @y <z>",
    "Verification report",
    "]]] }}} {{ x }}",
    "\x00\x1b[31m",
    "NA",
]


def printed(assessment, **kind):
    return build.report(
        assessment,
        {"organisation": "Example Weekly"},
        CALIBRATION,
        {},
        full=False,
        clean=lambda t: for_print(t, glyphs.has_glyph, 4000),
        **kind,
    )


def pdf(assessment):
    return typst_pdf.render("report", writer_job.job(printed(assessment)), "2026-11-23")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_column_name_neither_breaks_nor_forbids_the_pdf(text):
    assert pdf(made(column=text, name=text)).startswith(b"%PDF-")


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_the_pdf_is_always_written(text):
    assert pdf(made(column=text or "x")).startswith(b"%PDF-")


def test_the_same_assessment_gives_the_same_bytes():
    assert pdf(made()) == pdf(made())
    assert page.render(printed(made())) == page.render(printed(made()))


def test_the_pdf_is_tagged_and_says_nothing_of_its_maker(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(made()))
    data = path.read_bytes()
    assert b"/StructTreeRoot" in data
    assert b"/JavaScript" not in data
    assert b"/URI" not in data
    assert b"/Author" not in data


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []
        self.text = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_has_no_active_or_remote_part(text):
    made_page = page.render(
        build.report(
            made(column=text, name=text), {}, CALIBRATION, {}, full=False, clean=export._for_page
        )
    ).decode()
    parsed = Elements()
    parsed.feed(made_page)
    tags = {tag for tag, _ in parsed.seen}
    assert not tags & {
        "script",
        "a",
        "img",
        "link",
        "iframe",
        "form",
        "base",
        "object",
        "embed",
        "b",
    }
    for _, attributes in parsed.seen:
        assert not {"href", "src", "srcset", "action", "onload", "style"} & set(attributes)
    assert not re.search(r"url\(|@import|http-equiv=.refresh", made_page)


def test_every_string_of_the_page_shows_literally():
    parsed = Elements()
    parsed.feed(
        page.render(
            build.report(
                made(column="<b>x</b>"), {}, CALIBRATION, {}, full=False, clean=export._for_page
            )
        ).decode()
    )
    assert any("<b>x</b>" in piece for piece in parsed.text)


def test_json_keeps_the_contract():
    schema = json.loads(paths.resource("schema/assessment-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(json_report.as_dict(made(), {}), schema)


def asked(hits=frozenset()):
    return export.Asked(
        lambda texts: frozenset(texts) & hits,
        lambda _finding, _count: (("", "e-mail"), [("1", "someone")]),
        typst_pdf.render,
    )


@pytest.mark.parametrize("ending", ["pdf", "html", "json"])
def test_a_header_that_is_a_cell_is_withheld(tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    done = export.export(
        made(column="maria.example"),
        path,
        "shareable",
        CALIBRATION,
        asked(frozenset({"maria.example"})),
    )
    assert done.withheld >= 1
    data = path.read_bytes()
    if ending == "pdf":
        data = (
            subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
            if _has_pdftotext()
            else b"[withheld]"
        )
    assert b"maria.example" not in data
    assert b"[withheld]" in data
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_cell_that_equals_a_word_of_the_report_forbids_nothing(tmp_path):
    path = tmp_path / "out.html"
    done = export.export(
        made(),
        path,
        "shareable",
        CALIBRATION,
        asked(frozenset({"Verification report", "Cannot tell."})),
    )
    assert done.withheld == 0
    assert b"Verification report" in path.read_bytes()


def test_the_full_edition_alone_shows_rows(tmp_path):
    full, shareable = tmp_path / "full.html", tmp_path / "shareable.html"
    export.export(made(), full, "full", CALIBRATION, asked())
    export.export(made(), shareable, "shareable", CALIBRATION, asked())
    assert b"someone" in full.read_bytes()
    assert b"someone" not in shareable.read_bytes()


def test_nothing_is_left_half_written(tmp_path):
    with pytest.raises(OutputProblem):
        export.export(made(), tmp_path / "no" / "folder.html", "shareable", CALIBRATION, asked())
    with pytest.raises(OutputProblem):
        export.export(made(), tmp_path / "report.docx", "shareable", CALIBRATION, asked())
    assert list(tmp_path.iterdir()) == []


def _has_pdftotext():
    import shutil

    return shutil.which("pdftotext") is not None


def test_each_finding_bears_the_number_that_claims_are_based_on(tmp_path):
    target = tmp_path / "r.html"
    export.export(made(), target, "shareable", CALIBRATION, asked())
    shown = target.read_text(encoding="utf-8")
    assert '<span class="tag">GEN003</span>' in shown
    assert '<span class="tag">PER006</span>' in shown


@pytest.mark.parametrize(("at", "anchor"), [(0.5, "middle"), (1.0, "end")])
def test_a_label_near_the_edge_is_not_cut(at, anchor):
    mark = Mark("line", at, at, 0, Tone.SAMPLE, "this sample", ">99.99 %")
    drawn = svg.draw(Figure("dots", "", "", 0.0, 1.0, 1.0, (mark,)))
    assert f'text-anchor="{anchor}"' in drawn


def invented(recipe="faker fr_FR"):
    assessment = made()
    first, *rest = assessment.findings
    first = dataclasses.replace(first, measured={**first.measured, "list": recipe})
    return dataclasses.replace(assessment, findings=(first, *rest))


def test_a_long_word_of_the_scale_takes_two_lines_inside_the_picture():
    ticks = (Tick(-0.3, ""), Tick(-0.7, "conforme à l'affirmation"), Tick(0.0, "égal"))
    figure = Figure("readings", "", "", -1.2, 5.4, 4.0, (), ticks)
    drawn = svg.draw(figure)
    assert ">conforme à</text>" in drawn
    assert "affirmation</text>" in drawn
    assert ">égal</text>" in drawn
    assert max(float(y) for y in re.findall(r'<text [^>]*y="([\d.]+)"', drawn)) < figure.height


@pytest.mark.parametrize("edition", ["shareable", "full"])
def test_rows_of_the_generator_stand_beside_its_finding(tmp_path, edition):
    beside = finding_beside(invented().findings[0])
    path = tmp_path / "out.html"
    export.export(invented(), path, edition, CALIBRATION, asked())
    text = path.read_text(encoding="utf-8")
    assert all(html.escape(line) in text for line in (beside.heading, *beside.lines))


def test_rows_of_a_generator_are_never_asked_about_nor_withheld(tmp_path):
    beside = finding_beside(invented().findings[0])
    everything = frozenset(
        {*beside.lines, beside.heading, *(f for row in beside.rows for f in row)}
    )
    path = tmp_path / "out.html"
    done = export.export(invented(), path, "shareable", CALIBRATION, asked(everything))
    assert done.withheld == 0
    text = path.read_text(encoding="utf-8")
    assert export.WITHHELD not in text
    assert html.escape(beside.lines[0]) in text


def test_rows_that_no_font_draws_are_left_out_of_print():
    assert printed(invented("faker si_LK")).findings[0].beside is None
    assert pdf(invented("faker si_LK")).startswith(b"%PDF-")
    assert printed(invented()).findings[0].beside.lines
    assert pdf(invented()) != pdf(made())
