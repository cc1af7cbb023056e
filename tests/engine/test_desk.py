"""Rows in memory and in the spill, pages, facets, scans."""

import itertools
import os

import pandas as pd
import pytest
from cryptography.exceptions import InvalidTag

from leakverify.engine import spill_file, wire
from leakverify.engine.counting import filled_and_distinct
from leakverify.engine.desk import Desk
from leakverify.engine.spill import Spill
from leakverify.engine.store import RowStore
from leakverify.facts.batch import Batch
from leakverify.limits import MAX_FRAME
from leakverify.model.finding import Rows
from leakverify.model.messages import AskFacet, AskRows, Scan
from leakverify.model.picks import Pick
from leakverify.model.terms import Role

ROLES = (Role.EMAIL, Role.AMOUNT, Role.CITY)
SECRET = "planted.token@example.org"


def text(cells):
    return pd.Series(cells, dtype="str")


def frame(start, count):
    return pd.DataFrame(
        {
            "mail": text(
                [f"u{i}@example.org" if i % 10 else None for i in range(start, start + count)]
            ),
            "sum": text([str((i * 7) % 101) for i in range(start, start + count)]),
            "city": text([("Lyon", "Ménton", "")[i % 3] for i in range(start, start + count)]),
        }
    )


@pytest.fixture(params=["memory", "spill"])
def store(request, tmp_path):
    descriptor = spill_file.open_nameless(tmp_path)
    spill = Spill(descriptor) if request.param == "spill" else None
    kept = RowStore(1, spill)
    if spill:
        kept._room = 0
    for start in range(0, 300, 50):
        kept.append(Batch(frame(start, 50), start + 1))
    assert kept.spilled == (6 if spill else 0)
    yield kept
    os.close(descriptor)


@pytest.fixture
def desk(store):
    named = {"STR001:mail": Rows(7, (2, 5, 300, 900))}
    return Desk(store, lambda: ROLES, named.get, clock=lambda: 0.0)


def test_pages_in_file_order(desk):
    page = desk.page(AskRows(1, "", 0, 48, 4))
    assert page.numbers == (49, 50, 51, 52)
    assert page.total == 300
    assert page.rows[2] == (None, "47", "Ménton" if 50 % 3 == 1 else ("Lyon", "", "")[50 % 3])
    assert desk.page(AskRows(1, "", 0, 298, 50)).numbers == (299, 300)
    assert desk.page(AskRows(1, "", 0, 5_000, 50)).rows == ()


def test_rows_that_an_earlier_run_named_are_shown_until_this_analyst_has_run(desk):
    assert desk.page(AskRows(1, "KEPT", 0, 0, 9, named=(4, 9, 900))).numbers == (4, 9)
    assert desk.page(AskRows(1, "KEPT", 0, 0, 9, named=(4,))).numbers == (4,)
    assert desk.page(AskRows(1, "STR001:mail", 0, 0, 9, named=(4,))).numbers == (2, 5, 300)
    assert desk.page(AskRows(1, "", 0, 0, 2, named=(4,))).numbers == (1, 2)


def test_pages_of_a_finding_and_of_a_text(desk):
    assert desk.page(AskRows(1, "STR001:mail", 0, 0, 9)).numbers == (2, 5, 300)
    assert desk.page(AskRows(1, "GONE", 0, 0, 9)).numbers == ()
    page = desk.page(AskRows(1, "", 0, 0, 9, "U29@EXAMPLE"))
    assert page.numbers == (30,)
    assert desk.page(AskRows(1, "STR001:mail", 0, 0, 9, "u299@")).numbers == (300,)


def test_numbers_sort_as_numbers_and_empty_cells_last(desk):
    rising = [row[0] for row in desk.page(AskRows(1, "", 2, 0, 256, column=2)).rows]
    assert rising == sorted(rising, key=int)
    falling = desk.page(AskRows(1, "", -2, 0, 3, column=2)).rows
    assert [row[0] for row in falling] == ["100", "100", "100"]
    assert desk.page(AskRows(1, "", 3, 299, 1)).rows[0][2] == ""


def test_one_column_of_a_page(desk):
    assert desk.page(AskRows(1, "", 0, 1, 1, column=3)).rows == (("Ménton",),)


def test_facets(desk):
    city = desk.facet(AskFacet(1, 3, "value"))
    assert city.values == (("", 100), ("Lyon", 100), ("Ménton", 100))
    assert dict(desk.facet(AskFacet(1, 3, "length")).values) == {"0": 100, "4": 100, "6": 100}
    assert dict(desk.facet(AskFacet(1, 3, "pattern")).values)["Aaaaaa"] == 100
    assert (city.kind, city.distinct, city.rows, city.total) == ("value", 3, 300, 300)
    assert desk.facet(AskFacet(1, 99, "value")).values == ()


def test_a_click_on_a_group_filters_and_the_rest_of_its_facet_can_still_be_chosen(desk):
    lyon, long = Pick(3, "value", "Lyon"), Pick(2, "length", "3")
    page = desk.page(AskRows(1, "", 0, 0, 4, picks=(lyon,)))
    assert page.total == 100
    assert {row[2] for row in page.rows} == {"Lyon"}
    both = desk.page(AskRows(1, "", 0, 0, 4, picks=(lyon, Pick(3, "value", ""))))
    assert both.total == 200
    assert desk.page(AskRows(1, "", 0, 0, 4, picks=(lyon, long))).numbers == (
        desk.page(AskRows(1, "", 0, 0, 4, picks=(long, lyon))).numbers
    )
    facet = desk.facet(AskFacet(1, 3, "value", picks=(lyon, long)))
    assert dict(facet.values).keys() == {"", "Lyon", "Ménton"}
    assert facet.total == desk.page(AskRows(1, "", 0, 0, 1, picks=(long,))).total
    assert desk.page(
        AskRows(1, "STR001:mail", 0, 0, 9, picks=(Pick(1, "holds", "U4@"),))
    ).numbers == (5,)


def test_a_facet_counts_the_rows_of_a_finding_alone(desk):
    facet = desk.facet(AskFacet(1, 3, "value", "STR001:mail"))
    assert facet.rows == facet.total == 3
    assert sum(n for _, n in facet.values) == 3


def test_a_record_is_found_in_any_order(desk):
    plain = desk.page(AskRows(1, "", 0, 0, 256, seek=290))
    assert (plain.start, plain.found, plain.numbers[plain.found - plain.start]) == (256, 289, 290)
    falling = desk.page(AskRows(1, "", -2, 0, 256, seek=4))
    assert falling.numbers[falling.found - falling.start] == 4
    assert desk.page(AskRows(1, "STR001:mail", 0, 0, 9, seek=3)).found == -1
    assert desk.page(AskRows(1, "", 0, 0, 9, seek=301)).found == -1


def test_a_facet_that_runs_out_of_time_tells_of_how_many_rows(store):
    ticks = itertools.count(step=0.3)
    desk = Desk(store, lambda: ROLES, {}.get, clock=lambda: next(ticks))
    facet = desk.facet(AskFacet(1, 3, "value"))
    assert 0 < facet.rows < facet.total == 300


def test_an_order_is_made_anew_when_a_run_names_other_rows(store):
    named = {"A": Rows(1, (2,))}
    desk = Desk(store, lambda: ROLES, named.get)
    assert desk.page(AskRows(1, "A", 1, 0, 9)).numbers == (2,)
    named["A"] = Rows(2, (2, 9))
    assert set(desk.page(AskRows(1, "A", 1, 0, 9)).numbers) == {2, 9}


def test_scan_finds_whole_personal_cells_only(desk):
    texts = ("U7@example.org ", "u7@example", "Ménton", "nobody", "u7")
    assert desk.scan(Scan(3, texts)).hits == (0,)


def test_a_page_fits_its_frame():
    kept = RowStore(1 << 30)
    wide = pd.DataFrame({f"c{i}": text(["語" * 1_000] * 256) for i in range(60)})
    kept.append(Batch(wide, 1))
    page = Desk(kept, lambda: (Role.FREE_TEXT,) * 60, lambda _: None).page(
        AskRows(1, "", 0, 0, 256)
    )
    assert 0 < len(page.rows) < 256
    assert len(page.rows) == len(page.numbers)
    assert len(page.rows[0][0]) == 256
    assert len(wire.payload_from_child(page)) <= MAX_FRAME


def test_counts_over_the_whole_sample(store, monkeypatch):
    exact = [filled_and_distinct(store, position) for position in (1, 2, 3)]
    assert exact == [(0.9, 270), (1.0, 101), (pytest.approx(2 / 3), 2)]
    monkeypatch.setattr("leakverify.engine.counting.EXACT_ROWS", 0)
    assert [filled_and_distinct(store, position) for position in (1, 2, 3)] == exact


def test_the_spill_has_no_name_and_no_clear_text(tmp_path):
    descriptor = spill_file.open_nameless(tmp_path)
    spill = Spill(descriptor)
    kept = RowStore(1, spill)
    kept._room = 0
    kept.append(Batch(pd.DataFrame({"mail": text([SECRET] * 500)}), 1))
    size = os.fstat(descriptor).st_size
    assert size > 0
    assert list(tmp_path.iterdir()) == []
    written = os.pread(descriptor, size, 0)
    assert SECRET.encode() not in written
    assert SECRET[:8].encode() not in written
    assert kept.batch(0).frame["mail"].tolist() == [SECRET] * 500
    os.pwrite(descriptor, bytes([written[10] ^ 1]), 10)
    fresh = RowStore(1, spill)
    fresh._pages, fresh._starts = kept._pages, kept._starts
    with pytest.raises(InvalidTag):
        fresh.table(0)
    os.close(descriptor)
