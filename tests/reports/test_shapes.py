"""What the pictures of findings show, and that no cell and no small count stands in them."""

import datetime as dt
import itertools
import re

import pytest

from leakverify.model.claim import Claim
from leakverify.model.figure import Tone
from leakverify.model.finding import Finding
from leakverify.model.terms import Family, State
from leakverify.reference.calibration import Calibration, Spread
from leakverify.reports import figure_table, svg
from leakverify.reports.figures import FEW, against_lists
from leakverify.reports.shapes import WEEK, Around, shape_of
from leakverify.reports.svg_marks import hatch

CLAIM = Claim(
    country="fr",
    period_from=dt.date(2019, 1, 1),
    period_to=dt.date(2021, 6, 30),
    stolen=dt.date(2021, 7, 1),
)
AS_OF = dt.date(2026, 11, 22)


def made(check, columns=("column",), **measured):
    return Finding(f"{check}:x", check, Family.TIMELINE, State.COMPUTED, None, columns, measured)


def week(busy=40, quiet=3):
    return made(
        "TIM001",
        **{f"{d}_{h:02}_count": busy if 9 <= h < 18 else quiet for d in WEEK for h in range(24)},
    )


DATES = made(
    "TIM006",
    ("a name",),
    oldest_month="2018-02",
    early_month="2019-03",
    middle_month="2020-05",
    late_month="2021-01",
    newest_month="2022-12",
)
ERA = made(
    "TIM023",
    born_1_domain="proton.me",
    born_1_month="2022-06",
    closed_1_domain="voila.fr",
    closed_1_month="2016-01",
)
STEPS = made(
    "TIM005",
    from_month="2018-01",
    to_month="2022-12",
    **{
        f"step_{n:02}_{name}_share": (n - 1 + at) / 12
        for n in range(1, 13)
        for name, at in (("low", 0.2), ("middle", 0.5), ("high", 0.8))
    },
)
PROVIDERS = made(
    "GEN002",
    provider_1_domain="gmail.com", provider_1_share=0.4, provider_1_country=None,
    provider_2_domain="orange.fr", provider_2_share=0.2, provider_2_country="FR",
    provider_3_domain="web.de", provider_3_share=0.1, provider_3_country="DE",
)  # fmt: skip
TOWNS, AREAS = made("PER005", mismatch_share=0.75), made("PER007", mismatch_share=0.0)
EVERY = (week(), DATES, ERA, STEPS, PROVIDERS, TOWNS, AREAS)
AROUND = Around(EVERY, CLAIM, AS_OF, roles={"a name": "creation date"})


def test_the_week_is_a_field_for_each_hour_darkest_where_most_happened():
    figure = shape_of(week(), AROUND)
    cells = [m for m in figure.marks if m.kind == "cell"]
    assert len(cells) == 7 * 24
    assert {m.size for m in cells if 9 <= m.low < 18} == {1.0}
    assert all(m.size < 0.2 for m in cells if m.low < 9)
    assert "Mon 405" in figure.summary


def test_small_counts_of_the_week_are_hidden_in_value_table_and_darkness():
    hidden = Around(EVERY, CLAIM, AS_OF, hide_small=True)
    for quiet in (1, 2, 3, 4):
        figure = shape_of(week(40, quiet), hidden)
        cells = [m for m in figure.marks if m.low < 9]
        assert {m.value.split(", ")[1] for m in cells} == {"<5"}
        assert {m.size for m in cells} == {0.05}
        drawn = svg.draw(figure)
        assert f", {quiet}<" not in drawn


def test_an_older_version_has_its_hours_alone():
    hours = made("TIM001", **{f"hour_{h:02}_count": 10 for h in range(24)})
    assert shape_of(hours, AROUND).kind == "bars"
    assert shape_of(made("TIM001"), AROUND) is None


def test_the_age_of_the_list_stands_against_the_claim():
    figure = shape_of(DATES, AROUND)
    names = [t.label for t in figure.ticks if t.lane]
    assert names == [
        "claimed period",
        "said to be stolen",
        "creation date",
        "providers that opened",
        "providers that closed",
    ]
    assert shape_of(ERA, AROUND) == figure
    said = dict.fromkeys(value for _of, value in figure_table.lines(figure))
    assert "2019-01-01 to 2021-06-30" in said
    assert "proton.me, 2022-06" in said
    assert "oldest 2018-02, newest 2022-12" in said
    assert figure.x_low < 2016 * 12 < AS_OF.year * 12 < figure.x_high


def test_a_header_is_never_written_into_a_picture():
    bare = Around(EVERY, CLAIM, AS_OF)
    drawn = "".join(svg.draw(f) for one in EVERY if (f := shape_of(one, bare)))
    assert "a name" not in drawn


def test_without_a_claim_the_strip_has_the_list_alone_and_without_dates_there_is_none():
    figure = shape_of(DATES, Around((DATES,)))
    assert [t.label for t in figure.ticks if t.lane] == ["dates"]
    assert not [m for m in figure.marks if m.kind in {"band", "line"}]
    assert shape_of(made("TIM006"), Around((made("TIM006"),), CLAIM, AS_OF)) is None


@pytest.mark.parametrize("word", ["2021-13", "21-01", "2021-1", "x", "2021-01\n", None, 5])
def test_what_is_no_month_is_left_out(word):
    wrong = made("TIM006", **{**DATES.measured, "oldest_month": word})
    assert shape_of(wrong, Around((wrong,))) is None


def test_numbers_climb_with_their_dates():
    figure = shape_of(STEPS, AROUND)
    boxes = [m for m in figure.marks if m.kind == "span"]
    assert len(boxes) == 12
    assert all(a.size < b.size for a, b in itertools.pairwise(boxes))
    assert "2018-01" in figure.title


def test_providers_of_the_claimed_country_speak_for_it_and_of_others_against():
    tones = [m.tone for m in shape_of(PROVIDERS, AROUND).marks]
    assert tones == [Tone.NOTHING, Tone.FOR, Tone.AGAINST]
    assert {m.tone for m in shape_of(PROVIDERS, Around()).marks} == {Tone.NOTHING}


def test_places_are_a_table_of_what_does_not_fit():
    figure = shape_of(TOWNS, AROUND)
    assert figure == shape_of(AREAS, AROUND)
    assert {m.label: m.size for m in figure.marks} == {"75\u202f%": 0.75, "0\u202f%": 0.0, "–": 0.0}
    assert figure.summary == (
        "town / postcode: 75\u202f% do not fit; phone / postcode: 0\u202f% do not fit."
    )


@pytest.mark.parametrize("one", EVERY, ids=lambda f: f.check)
def test_every_picture_is_drawn_inside_its_frame_and_has_its_words(one):
    figure = shape_of(one, AROUND)
    assert figure.title
    assert figure.summary
    drawn = svg.draw(figure)
    numbers = [float(n) for n in re.findall(r'(?:x|cx)="(-?[\d.]+)"', drawn)]
    assert all(0 <= n <= figure.width for n in numbers)
    assert figure_table.lines(figure)


def test_many_collections_are_counted_in_bars_and_few_are_dots():
    many = tuple(i / 100 for i in range(100))
    cal = Calibration(spreads={"GEN002": Spread(many, many[:FEW])})
    one = made("GEN002", flat_share=0.995)
    figure = against_lists(one, "flat_share", cal)
    bars = [m for m in figure.marks if m.kind == "bar"]
    assert sum(int(m.value.split(" of ")[0]) for m in bars) == 100
    assert {m.tone for m in bars} == {Tone.GENUINE}
    assert sum(m.kind == "dot" for m in figure.marks) == FEW
    assert "Of 100 genuine collections, 100 lie below it and 0 above it." in figure.summary


def test_a_table_is_safe_for_a_spreadsheet():
    figure = shape_of(made("GEN002", provider_1_domain="=evil", provider_1_share=0.5), Around())
    assert b"\n'=evil" in figure_table.as_csv(figure)


def test_hatching_stays_inside_its_box():
    for wide, tall in ((1.0, 1.0), (8.0, 60.0), (60.0, 3.0)):
        for a, b, c, d in hatch(wide, tall):
            assert 0 <= a <= wide
            assert 0 <= c <= wide
            assert 0 <= b <= tall
            assert 0 <= d <= tall
