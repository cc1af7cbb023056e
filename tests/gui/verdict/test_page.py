"""The verdict page, for every kind of result and before there is one."""

import re

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from leakverify.gui.main_window import CHECKS, ROWS, VERDICT
from leakverify.gui.verdict.finding_line import areas_of
from leakverify.gui.verdict.findings_model import FINDING_ROLE
from leakverify.gui.verdict.wording import weight_said
from leakverify.model.messages import AskRows, FindingMade
from leakverify.words.say import weight
from tests.gui.stage import columns, finding, play_to_columns, settle, source
from tests.gui.test_window import unnamed
from tests.gui.verdict.cases import FINDINGS, GERMAN, KINDS, PERSIAN, of

BARE_NUMBER = re.compile(r"\d")


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def titles(page):
    model = page.findings.list.weighed
    return [model.index(row, 0).data(FINDING_ROLE).check for row in range(model.rowCount())]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_result_shows_and_its_headline_is_words(arrive, kind):
    page = arrive(kind)
    headline = page.page.headline.text()
    assert headline
    assert not BARE_NUMBER.search(headline)
    shown = " ".join(texts(page))
    assert f"{of(kind).verdict.plausibility:g} %" not in shown
    assert page.summary.confidence.text().startswith("Confidence in this result is")
    assert "Confidence" not in page.page.sentence.text()
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_only_an_accusing_result_states_the_bound_and_cannot_tell_no_fragility(arrive):
    assert "In tests, 0 of 33" in arrive("accusing").summary.reservations.text()
    assert "In tests" not in arrive("unverified").summary.reservations.text()
    assert arrive("cannot_tell").summary.reservations.isHidden()
    assert "GEN003, STR007" in arrive("fragile").summary.reservations.text()


def test_two_close_readings_are_both_named(arrive):
    page = arrive("close")
    assert "“assembled”" in page.page.sentence.text()
    assert "“invented”" in page.page.sentence.text()


def test_a_part_of_a_sample_is_called_a_part(arrive):
    assert "Not the whole sample" in arrive("cancelled").summary.partial.text()
    assert not arrive("cancelled").summary.partial.isHidden()
    assert arrive("accusing").summary.partial.isHidden()


def test_without_findings_the_page_says_so_and_lists_why(arrive):
    page = arrive("nothing")
    assert not page.findings.none.isHidden()
    assert page.detail.nothing.isVisible()
    assert page.readings.isHidden()


def test_findings_stand_by_weight_and_the_rest_comes_on_demand(arrive, qtbot):
    page = arrive()
    few = titles(page)
    assert few == [f.check for f in FINDINGS[:7]][: len(few)]
    qtbot.mouseClick(page.findings.more, Qt.MouseButton.LeftButton)
    model = page.findings.list.weighed
    sizes = [abs(weight(model.finding(row))) for row in range(model.rowCount())]
    assert len(sizes) == 7
    assert sizes == sorted(sizes, reverse=True)


def tally(page, which):
    return page.findings.tally.buttons[which]


def test_against_for_and_what_cannot_be_told_are_counted_and_shown_alone(arrive, qtbot):
    page = arrive()
    assert [tally(page, w).text() for w in ("against", "supports", "nothing")] == [
        "5 against",
        "1 for",
        "3 cannot tell",
    ]
    qtbot.mouseClick(tally(page, "supports"), Qt.MouseButton.LeftButton)
    assert titles(page) == ["PER006"]
    assert not page.findings.more.isVisible()
    qtbot.mouseClick(tally(page, "against"), Qt.MouseButton.LeftButton)
    assert len(titles(page)) == 5
    assert not tally(page, "supports").isChecked()
    qtbot.mouseClick(tally(page, "against"), Qt.MouseButton.LeftButton)
    assert len(titles(page)) >= 3
    assert page.findings.list.weighed.total == 7


def test_checks_that_were_not_made_stand_with_what_cannot_be_told(arrive, qtbot):
    page = arrive()
    assert "too small a range" not in " ".join(texts(page))
    qtbot.mouseClick(tally(page, "nothing"), Qt.MouseButton.LeftButton)
    assert titles(page) == ["STR001"]
    assert page.findings.not_made.text() == "2 checks were not made"
    assert "too small a range" in " ".join(texts(page))
    page.findings.choose("GEN003")
    assert not tally(page, "nothing").isChecked()
    assert "too small a range" not in " ".join(texts(page))


def test_a_fragile_result_says_first_what_it_hangs_on_and_what_would_settle_it(arrive, qtbot):
    page = arrive("fragile")
    assert page.hinge.isVisible()
    link = page.hinge.findChild(QPushButton, "hinge_STR007")
    assert link.accessibleName() == "The columns hardly know of each other"
    assert "two columns that must go together" in " ".join(texts(page.hinge))
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.detail.finding.finding.check == "STR007"
    assert not arrive("accusing").hinge.isVisible()


@pytest.mark.parametrize(("kind", "first"), [("cannot_tell", True), ("accusing", False)])
def test_what_would_settle_it_comes_first_where_nothing_is_concluded(arrive, kind, first):
    page = arrive(kind)
    order = [page.cards.itemAt(i).widget() for i in range(page.cards.count())]
    assert (order.index(page.needs) < order.index(page.readings)) is first
    assert len(set(order)) == 6


def test_the_headline_leads_to_how_it_was_computed_and_each_step_to_its_findings(arrive, qtbot):
    page = arrive()
    qtbot.mouseClick(page.summary.computed_link, Qt.MouseButton.LeftButton)
    detail = page.detail.reading
    assert detail.isVisible()
    assert "invented" in detail.title.text()
    steps = {m.value: int(m.y) for m in detail.chart.figure.marks if m.kind == "range"}
    detail.chart.lane_chosen.emit(steps["+0.90"])
    assert "generators" in detail.speaking.heading.accessibleName().lower()
    names = [b.accessibleName() for b in detail._links]
    assert names[0] == "Towns that exist nowhere, spelled as a generator spells them"
    detail.chart.lane_chosen.emit(steps["−0.42"])
    assert "arithmetic" in detail.speaking.text.text()
    assert detail._links == []
    detail.chart.lane_chosen.emit(steps["+2.00"])
    qtbot.mouseClick(detail._links[0], Qt.MouseButton.LeftButton)
    assert page.detail.finding.finding.check == "GEN003"


def test_the_claims_are_in_sight_at_860_pixels(arrive, window):
    page = arrive()
    bottom = page.claims.mapTo(window, QPoint(0, page.claims.height())).y()
    assert bottom <= window.footer.y()


def test_arrows_move_through_findings_and_enter_leads_to_the_rows(arrive, window, desk, qtbot):
    page = arrive()
    shown = page.detail.finding
    assert shown.finding.check == "GEN003"
    page.findings.list.setFocus()
    qtbot.keyClick(page.findings.list, Qt.Key.Key_Down)
    assert shown.finding.check == "TIM001"
    assert shown.title.text() in page.findings.list.currentIndex().data()
    qtbot.keyClick(page.findings.list, Qt.Key.Key_Return)
    assert window.rail.currentRow() == VERDICT  # it names no rows
    qtbot.keyClick(page.findings.list, Qt.Key.Key_Up)
    qtbot.keyClick(page.findings.list, Qt.Key.Key_Return)
    assert window.rail.currentRow() == ROWS
    assert desk.analyst.asked(AskRows)[-1].finding == "GEN003:ville,phone"


def test_the_chosen_finding_says_everything_that_u10_asks(arrive):
    detail = arrive().detail.finding
    for section in (detail.weight, detail.why, detail.innocent, detail.settle, detail.method):
        assert section.isVisible()
    assert "659 of 900" in detail.seen.text()
    assert "“invented”" in detail.weight.text.text()
    assert "GEN003" in detail.method.text.text()


def test_rows_of_the_named_generator_stand_beside_the_finding(arrive):
    beside = arrive().detail.finding.beside
    assert beside.isVisible()
    heading, *lines = [text for text in texts(beside)[1:] if text != "•"]
    assert heading == "Rows that Faker makes in French (fr_FR), for comparison:"
    assert len(lines) == 4
    assert all(" · " in line for line in lines)


def test_rows_are_asked_when_looked_at_and_masked_until_pressed(arrive, desk, session, qtbot):
    page = arrive()
    preview = page.detail.finding.preview
    ask = desk.analyst.asked(AskRows)[-1]
    assert (ask.finding, ask.count) == ("GEN003:ville,phone", 5)
    desk.analyst.answer_rows()
    qtbot.waitUntil(lambda: preview.model.rowCount() == 5)
    assert "Lyon" not in preview.model.index(0, 1).data()
    qtbot.mouseClick(preview.mask_button, Qt.MouseButton.LeftButton)
    assert preview.model.index(0, 1).data() == "Lyon"
    session.veil.mask()
    assert "Lyon" not in preview.model.index(0, 1).data()


def test_an_answer_to_somebody_else_is_not_shown(arrive, desk, session, qtbot):
    page = arrive()
    session.ask_rows(0, 5, finding="", sort=0, text="")
    desk.analyst.answer_rows()
    settle()
    assert page.detail.finding.preview.model.rowCount() == 0


def test_the_button_says_how_many_rows_and_shows_them(arrive, window, qtbot):
    page = arrive()
    show = page.detail.finding.preview.all_button
    assert show.text() == "Show all 659 rows"
    page.side.ensureWidgetVisible(show)
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert window.rail.currentRow() == ROWS


def test_a_reading_shows_its_sum_and_leads_back_to_findings(arrive, qtbot):
    page = arrive()
    page.readings.chart.setFocus()
    qtbot.keyClick(page.readings.chart, Qt.Key.Key_Down)
    detail = page.detail.reading
    assert detail.isVisible()
    assert "invented" in detail.title.text()
    assert "Sum: +3.28" in detail.chart.figure.summary
    assert not page.findings.list.selectedIndexes()
    link = detail.speaking.findChildren(QPushButton)[1]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.detail.finding.finding.check == "TIM001"
    assert page.readings.chart.chosen == -1


def test_choosing_the_same_finding_again_after_a_reading_shows_it_again(arrive, qtbot):
    page = arrive()
    page.readings.chart.lane_chosen.emit(0)
    assert page.detail.reading.isVisible()
    line = page.findings.list.visualRect(page.findings.list.weighed.index(0, 0)).center()
    qtbot.mouseClick(page.findings.list.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert page.detail.finding.isVisible()


def test_a_claim_leads_to_what_it_rests_on(arrive, qtbot):
    page = arrive()
    page.findings.choose("STR007")
    why = page.claims.findChild(QPushButton, "why_real_people")
    assert why.accessibleName() == "Why: The rows describe real people"
    qtbot.mouseClick(why, Qt.MouseButton.LeftButton)
    assert page.detail.finding.finding.check == "GEN003"


def test_names_of_columns_are_harmless_and_kept_apart(arrive):
    page = arrive()
    page.findings.choose("PER001")
    tag = page.detail.finding.tag.text()
    assert "<b>x</b>[U+202E]gnp.exe" in tag
    page.findings.choose("GEN002")
    tag = page.detail.finding.tag.text()
    assert f"\u2068{PERSIAN}\u2069" in tag
    assert GERMAN[:30] in tag
    assert "+1" in tag
    assert page.detail.width() <= page.side.viewport().width()


def test_no_verdict_while_checks_run_but_provisional_findings(window, desk, sample, qtbot):
    window.resize(1360, 860)
    window.open_paths([sample])
    play_to_columns(desk.analyst)
    window.go(VERDICT)
    page = window.verdict
    qtbot.waitUntil(lambda: "running" in page.page.headline.text())
    desk.analyst.say(FindingMade(finding("GEN003", 1.8)))
    qtbot.waitUntil(lambda: page.findings.list.weighed.total == 1)
    assert "provisional" in page.findings.heading.accessibleName()
    assert page.readings.isHidden()
    assert page.claims.isHidden()
    assert page.summary.confidence.isHidden()
    qtbot.mouseClick(page.summary.checks_button, Qt.MouseButton.LeftButton)
    assert window.rail.currentRow() == CHECKS


def test_the_heaviest_is_shown_at_the_end_unless_the_user_chose(arrive, desk, window, qtbot):
    page = arrive()
    assert page.detail.finding.finding.check == "GEN003"
    page.findings.choose("TIM001")
    page.refresh()
    assert page.detail.finding.finding.check == "TIM001"


def test_before_a_sample_there_is_one_action(window, qtbot):
    window.go(VERDICT)
    page = window.verdict
    assert page.page.currentWidget().findChild(QPushButton, "empty_action").isVisible()
    assert not page.side.isVisible()


@pytest.mark.parametrize("size", [(1360, 860), (1024, 600)])
def test_nothing_is_cut_off_at_the_side(arrive, window, size, qtbot):
    page = arrive()
    window.resize(*size)
    settle()
    assert page.page.content.parentWidget().width() <= page.page.currentWidget().viewport().width()
    assert page.detail.width() <= page.side.viewport().width()


def test_with_large_text_the_detail_goes_under_the_findings(arrive, window, dressed, qtbot):
    page = arrive()
    try:
        dressed.apply(scale=2.0)
        settle()
        assert not page.side.isVisible()
        assert page.inline.isAncestorOf(page.detail)
        assert page.detail.finding.isVisible()
        inner = page.page.content.parentWidget()
        assert inner.width() <= page.page.currentWidget().viewport().width()
    finally:
        dressed.apply(scale=1.0)
    settle()
    assert page.side.isVisible()


def test_everything_has_a_name_and_the_tab_key_reaches_it(arrive, window, qtbot):
    page = arrive()
    assert unnamed(window) == []
    page.readings.chart.setFocus()
    reached = set()
    for _ in range(40):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = {page.readings.chart, page.findings.list, tally(page, "nothing"),
              page.detail.finding.preview.all_button}  # fmt: skip
    assert wanted <= reached


def test_a_line_of_the_list_is_heard_whole(arrive):
    model = arrive().findings.list.weighed
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("speaks against the claim", "moderately strong support", "659 of 900"):
        assert part in said


def test_a_weight_is_worded_for_each_reading_and_never_as_a_number():
    for one in FINDINGS[:7]:
        assert not BARE_NUMBER.search(weight_said(one))


def test_the_page_lives_through_another_file(arrive, window, desk, sample, qtbot):
    page = arrive()
    window.open_paths([sample])
    desk.analyst.say(source())
    desk.analyst.say(columns())
    qtbot.waitUntil(lambda: "running" in page.page.headline.text())


@pytest.mark.parametrize("wide", [300.0, 700.0])
def test_a_line_is_turned_for_languages_from_right_to_left_but_against_stays_left_of_for(wide):
    line = QRectF(10, 0, wide, 40)
    there, turned = (areas_of(line, 8.0, 100.0, mirrored=m) for m in (False, True))
    assert there.sign.left() == line.left()
    assert turned.sign.right() == line.right()
    assert turned.bar.right() <= turned.text.left()
    for part in ("sign", "text", "bar", "figure", "under"):
        one, other = getattr(there, part), getattr(turned, part)
        assert (one.width(), one.isEmpty()) == (other.width(), other.isEmpty())
        assert one.isEmpty() or line.left() <= other.left() <= other.right() <= line.right()


@pytest.mark.parametrize("size", [(1360, 860), (1024, 600)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_count_is_cut_off(arrive, window, dressed, qtbot, size, scale):
    page = arrive()
    try:
        dressed.apply(scale=scale)
        window.resize(*size)
        settle()
        for which in ("against", "supports", "nothing"):
            button = tally(page, which)
            assert button.width() >= button.sizeHint().width()
        card = page.findings
        assert page.findings.more.geometry().right() <= card.width()
    finally:
        dressed.apply(scale=1.0)
