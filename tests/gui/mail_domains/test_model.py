"""The table of domains: Qt's contract, filter, order, ticks, and 40,000 domains at once."""

import time

import pytest
from PySide6.QtCore import Qt

from leakverify.gui.mail_domains.model import DomainsModel, Field, Filter
from leakverify.model.look_up import DomainKind, MailStatus, Risk, SampleDomain
from tests.gui.mail_domains import cases

MANY = 40_000


@pytest.fixture
def model(qapp):
    made = DomainsModel()
    made.show(cases.DOMAINS)
    return made


def texts(model, field):
    return [model.index(row, field).data() for row in range(model.rowCount())]


def many():
    return [
        SampleDomain(
            f"d{n * 7919 % MANY}.example-{n % 7}.fr",
            n % 900 + 1,
            n % 90 + 1,
            DomainKind.OTHER,
            (Risk.RARE,) if n % 3 else (),
        )
        for n in range(MANY)
    ]


def test_the_model_keeps_the_contract(model, qtmodeltester):
    qtmodeltester.check(model)


def test_the_usual_order_is_the_one_in_which_they_came(model):
    assert texts(model, Field.DOMAIN)[0] == "gmail.com"
    model.order_by(Field.ROWS, down=False)
    assert texts(model, Field.ROWS)[:2] == ["1", "1"]
    model.order_by(Field.ROWS, down=True)
    assert texts(model, Field.ROWS)[0] == "812"
    model.order_by(None, down=False)
    assert texts(model, Field.DOMAIN)[0] == "gmail.com"


def test_risks_are_ordered_by_how_many_and_said_by_the_gravest(model):
    model.order_by(Field.RISK, down=True)
    assert set(texts(model, Field.RISK)[:2]) == {"alarm service +2", "random name +2"}
    assert "rare" in texts(model, Field.RISK)


def test_a_name_in_another_script_is_shown_beside_what_would_be_asked(model):
    assert "gmаil.com (xn--gmil-5na.com)" in texts(model, Field.DOMAIN)
    model.filter(Filter(text="gmаil"))
    assert model.rowCount() == 1


def test_notes_tell_the_last_day_the_look_alike_and_the_country(model):
    notes = texts(model, Field.NOTE)
    assert "closed 2016-01-12" in notes
    assert "like gmail.com" in notes
    assert "FR" in notes


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        (Filter(text="gm"), 3),
        (Filter(kind=DomainKind.PROVIDER), 2),
        (Filter(risky=True), 6),
        (Filter(status=MailStatus.NULL_MX), 1),
        (Filter(status=MailStatus.NOT_ASKED), 8),
        (Filter(text="nothing like it"), 0),
    ],
)
def test_a_filter_leaves_what_fits(model, wanted, rows):
    model.show_answers({a.domain: a for a in cases.answers()})
    model.filter(wanted)
    assert model.rowCount() == rows
    assert model.total == len(cases.DOMAINS)


def test_answers_show_without_moving_a_row(model):
    model.order_by(Field.DOMAIN, down=False)
    before = texts(model, Field.DOMAIN)
    model.show_answers({a.domain: a for a in cases.answers()}, arrange=False)
    assert texts(model, Field.DOMAIN) == before
    assert "says that it takes no mail" in texts(model, Field.ANSWER)
    assert "Example Mail" in texts(model, Field.SERVER)


def test_the_box_ticks_and_what_cannot_exist_has_none(model):
    row = model.row_of("solo-notaire.fr")
    box = model.index(row, Field.TICK)
    assert box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    assert model.setData(box, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert box.data(Qt.ItemDataRole.AccessibleTextRole) == "will be asked"
    none = model.index(model.row_of("example.org"), Field.TICK)
    assert none.data(Qt.ItemDataRole.CheckStateRole) is None
    assert not model.setData(none, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert not none.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_a_canary_is_not_ticked_without_its_word(model, qtbot):
    with qtbot.waitSignal(model.word_wanted) as told:
        assert not model.tick("canary-service.org", on=True)
    assert told.args == ["canary-service.org"]
    assert not model.ticks.is_ticked("canary-service.org")
    assert model.tick("canary-service.org", on=True, word=True)
    assert "canary-service.org" in model.to_ask()


def test_a_hostile_name_is_shown_as_it_is(model):
    model.show([SampleDomain("xn--a.fr", 1, 1, shown="<b>x</b>\u202efr" + "y" * 500)])
    shown = model.index(0, Field.DOMAIN).data()
    assert shown.startswith("<b>x</b>[U+202E]")
    assert len(shown) < 140
    assert model.index(0, Field.DOMAIN).data(Qt.ItemDataRole.ToolTipRole) is None


def test_forty_thousand_domains_are_filtered_and_sorted_at_once(qapp):
    model, domains = DomainsModel(), many()
    model.show(domains)
    begin = time.perf_counter()
    model.filter(Filter(text="12"))
    model.filter(Filter(risky=True))
    model.filter(Filter())
    model.order_by(Field.ROWS, down=True)
    each = (time.perf_counter() - begin) / 4
    assert each < 0.5
    begin = time.perf_counter()
    for row in range(1_000):
        for field in Field:
            model.index(row, field).data()
    assert (time.perf_counter() - begin) / 1_000 < 0.002  # a row; a page of 30 paints within 60 ms
