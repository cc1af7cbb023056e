"""The file at a glance in the report: whole in one edition, coarse in the other, never a name or a cell."""

import re
from dataclasses import replace

import pytest

from leakverify.model.figure import Tone
from leakverify.model.finding import Finding, Rows
from leakverify.model.glance import FORMS, LEVELS, Glance, Measure, Strip
from leakverify.model.terms import Family, State
from leakverify.reports.glance_part import FEWEST_ROWS, MOST_PARTS, glance_figure
from leakverify.reports.svg import draw
from leakverify.reports.svg_marks import KEY_EDGE, KINDS, SHADES, keys_across
from leakverify.words import language
from tests.reports.made import made


def one(kind):
    return bytes(LEVELS if name == kind else 0 for name in FORMS)


def glance(rows=1_000, span=1, block=range(400, 500)):
    parts = -(-rows // span)
    forms = b"".join(one("marked" if part in block else "word") for part in range(parts))
    empty = bytes(LEVELS if part == 7 else 0 for part in range(parts))
    same = Strip(3, Measure.FORM, one("word") * parts)
    return Glance(
        rows, span, rows, 0, (Strip(2, Measure.FORM, forms), Strip(2, Measure.EMPTY, empty), same)
    )


def drawn(seen, *, full, findings=()):
    base = made()
    return glance_figure(
        replace(base, glance=seen, findings=(*base.findings, *findings)), full=full
    )


def test_a_planted_block_is_seen_in_both_editions():
    for full in (True, False):
        figure = drawn(glance(), full=full)
        strips = [m for m in figure.marks if m.kind == "strip" and m.y == 0]
        assert [m.shade for m in strips] == [
            FORMS.index(kind) for kind in ("word", "marked", "word")
        ]
        scale = 1_000 / figure.x_high
        assert abs(strips[1].low * scale - 400) <= 1.1 * scale
        assert abs(strips[1].high * scale - 500) <= 1.1 * scale


def test_what_one_row_holds_is_seen_in_the_full_edition_alone():
    whole, coarse = (drawn(glance(), full=full) for full in (True, False))
    assert [tick.label for tick in whole.ticks if tick.lane] == ["2 · Form", "2 · Empty"]
    assert [tick.label for tick in coarse.ticks if tick.lane] == ["2 · Form"]
    assert coarse.x_high == 1_000 // FEWEST_ROWS
    assert whole.x_high <= MOST_PARTS


@pytest.mark.parametrize(("rows", "there"), [(8 * FEWEST_ROWS - 1, False), (8 * FEWEST_ROWS, True)])
def test_a_short_file_has_no_picture_for_others(rows, there):
    seen = glance(rows, block=range(64, 128))
    assert (drawn(seen, full=False) is not None) is there
    assert drawn(seen, full=True) is not None


def test_no_part_for_others_is_shorter_than_its_least():
    figure = drawn(glance(1_023), full=False)
    assert 1_023 / figure.x_high >= FEWEST_ROWS


def test_there_is_no_picture_where_nothing_was_counted_or_nothing_varies():
    assert drawn(None, full=True) is None
    seen = glance()
    assert drawn(replace(seen, strips=seen.strips[2:]), full=True) is None


def test_a_seam_is_a_line_with_its_row():
    seam = Finding(
        "STR006", "STR006", Family.STRUCTURE, State.COMPUTED, None, (), {"p": 0.01}, rows=Rows(1, (401,))
    )  # fmt: skip
    figure = drawn(glance(), full=False, findings=(seam,))
    (line,) = (m for m in figure.marks if m.kind == "line")
    assert (line.tone, line.value) == (Tone.AGAINST, "401")
    svg = draw(figure)
    assert f'fill="{KINDS[FORMS.index("marked")]}"' in svg
    assert "Form: digits with signs" in svg
    assert "row 401" in svg


def test_a_picture_names_no_column_and_no_cell():
    base = replace(made(column="Ana Sol"), glance=glance())
    for full in (True, False):
        svg = draw(glance_figure(base, full=full))
        assert "Ana" not in svg
        assert svg.count("<rect") < 400


def test_shades_grow_darker():
    assert sorted(SHADES, reverse=True) == list(SHADES)


@pytest.mark.parametrize("spoken", ["en", "fr", "fa"])
def test_no_key_runs_into_the_next(spoken):
    parts = 64
    forms = b"".join(one(FORMS[part % len(FORMS)]) for part in range(parts))
    seen = Glance(640, 10, 640, 0, (Strip(2, Measure.FORM, forms),))
    with language.spoken(spoken):
        figure = drawn(seen, full=True)
    keys = [m.label for m in figure.marks if m.kind == "key"]
    across = keys_across(keys, figure.width)
    assert len(keys) > across >= 1
    room = figure.width / across - KEY_EDGE
    assert all(len(key) * 4.5 < room for key in keys), "letters of nine points are about so wide"
    lines = set(re.findall(r'y="([0-9.]+)" font-size="9"', draw(figure)))
    assert len(lines) == -(-len(keys) // across)
    assert max(map(float, lines)) < figure.height
