"""The short form on its way out: nothing of the sample in it but, where asked, a name that is nobody's."""

import dataclasses

import pytest

from leakverify.engine import short_form
from leakverify.engine.export import WITHHELD, Asked
from leakverify.model.errors import OutputProblem
from leakverify.reports import typst_pdf
from tests.gui.verdict.cases import FINDINGS, KINDS, accusing, of

HEADER = "Ana Sol of Lyon"


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item) if key != "svg" else [item]
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


class Desk:
    """Keeps what the writer is asked for."""

    def __init__(self, hits=()):
        self.hits = frozenset(hits)
        self.scanned = []
        self.jobs = []

    def asked(self):
        return Asked(self.scan, lambda _f, _n: ((), ()), self.write)

    def scan(self, texts):
        self.scanned += texts
        return frozenset(texts) & self.hits

    def write(self, template, data, as_of):
        self.jobs.append((template, data, as_of))
        return b"drawn"

    @property
    def text(self):
        return " ".join(texts_in(self.jobs[-1][1]))


def with_header():
    """A finding about a column whose header is a person's name."""
    found = tuple(
        dataclasses.replace(f, columns=(HEADER,), id=f"{f.check}:{HEADER}") for f in FINDINGS
    )
    return accusing(found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_result_has_a_short_form_with_its_words_and_its_caveat(kind):
    desk = Desk()
    assessment = of(kind)
    data, withheld = short_form.drawn(assessment, ".png", desk.asked(), named=False)
    assert (data, withheld) == (b"drawn", 0)
    template, job, as_of = desk.jobs[0]
    assert (template, as_of) == ("short.png", "2026-11-22")
    assert job["headline"]
    assert "asking people does" in job["caveat"]
    assert "8df500ea" * 8 in " ".join(job["hashes"])
    assert "2026-11-22" in job["made"]
    assert [g["side"] for g in job["groups"]] == ["against", "supports", "nothing"]


def test_it_speaks_the_language_that_was_asked_for_and_runs_in_its_direction(tmp_path):
    desk = Desk()
    short_form.export(accusing(), tmp_path / "short.svg", desk.asked(), named=False, language="fa")
    _template, job, _as_of = desk.jobs[0]
    assert (job["language"], job["direction"]) == ("fa", "rtl")
    assert "ادعا" in job["claims_heading"]
    assert "\u2068۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)\u2069" in job["made"]
    short_form.export(accusing(), tmp_path / "short.svg", desk.asked(), named=False)
    assert (desk.jobs[1][1]["language"], desk.jobs[1][1]["direction"]) == ("en", "ltr")


def test_no_header_and_no_file_name_stands_on_it():
    desk = Desk()
    short_form.drawn(with_header(), ".svg", desk.asked(), named=False)
    assert HEADER not in desk.text
    assert "sample.csv" not in desk.text
    assert desk.scanned == []


def test_a_file_is_named_where_asked_unless_its_name_is_a_cell():
    desk = Desk()
    short_form.drawn(accusing(), ".pdf", desk.asked(), named=True)
    assert "sample.csv · 1,914 rows" in desk.text
    assert desk.jobs[-1][0] == "short"
    for cell in ("sample.csv", "sample"):
        desk = Desk({cell})
        _data, withheld = short_form.drawn(accusing(), ".png", desk.asked(), named=True)
        assert withheld == 1
        assert "sample.csv" not in desk.text
        assert WITHHELD in desk.text


def test_small_counts_are_hidden():
    few = dataclasses.replace(FINDINGS[0], measured={**FINDINGS[0].measured, "invented_rows": 3})
    desk = Desk()
    short_form.drawn(accusing((few,)), ".png", desk.asked(), named=False)
    assert "<5 of 900 rows" in desk.text


def test_an_unknown_ending_is_refused_before_anything_is_drawn():
    desk = Desk()
    with pytest.raises(OutputProblem) as met:
        short_form.drawn(accusing(), ".jpg", desk.asked(), named=False)
    assert met.value.code == "OUTPUT_FORMAT"
    assert desk.jobs == []


@pytest.mark.parametrize(("ending", "beginning"), [(".png", b"\x89PNG"), (".svg", b"<svg")])
def test_the_picture_is_drawn_and_equal_results_give_equal_bytes(ending, beginning):
    desk = Desk()
    asked = dataclasses.replace(desk.asked(), write_pdf=typst_pdf.render)
    one, two = (short_form.drawn(accusing(), ending, asked, named=True)[0] for _ in range(2))
    assert one.startswith(beginning)
    assert one == two
    assert len(one) < 600_000
