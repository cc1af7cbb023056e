"""The strip on top says what is masked and what reaches out, in whatever room it has."""

import pytest

from leakverify.gui.main_window import MainWindow
from leakverify.gui.widgets.badge import Badge
from leakverify.words import language
from tests.gui.stage import settle


@pytest.mark.parametrize("code", ["fr", "fa"])
def test_a_narrow_window_with_large_text_says_it_in_a_word(session, dressed, qtbot, code):
    with language.spoken(code):
        window = MainWindow(session, dressed)
        qtbot.addWidget(window)
        try:
            dressed.apply(scale=2.0)
            window.resize(1024, 720)
            window.show()
            settle()
            for badge in window.header.findChildren(Badge):
                if badge.isVisible():
                    assert "…" not in badge.text()
                    assert badge.width() >= badge.minimumSizeHint().width()
            masked = window.header.mask_badge.text().strip()
            window.header.mask_badge.click()
            shown = window.header.mask_badge.text().strip()
            assert masked
            assert shown
            assert masked != shown
        finally:
            dressed.apply(scale=1.0)


def test_where_there_is_room_it_says_all(window, qtbot):
    window.resize(1600, 860)
    settle()
    assert window.header.mask_badge.text().strip() == "Personal data masked"
    assert window.header.offline.text().strip() == "Offline · 0 connections"


def test_without_room_for_a_word_the_icon_stays(qtbot):
    badge = Badge("dot", name="badge")
    qtbot.addWidget(badge)
    badge.show_state("Not saved", "circle", "soft")
    badge.show()
    badge.set_brief(brief=True)
    badge.resize(badge.minimumSizeHint())
    assert badge.text() == ""
    assert badge.accessibleName() == "Not saved"
    badge.set_brief(brief=False)
    badge.resize(badge.sizeHint())
    assert badge.text().strip() == "Not saved"
