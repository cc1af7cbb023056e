"""The usual domains are ticked, risky ones one by one, and what cannot exist never."""

from leakverify.gui.mail_domains.ticks import Ticks
from leakverify.model.looked_up import LeftOut
from tests.gui.mail_domains import cases


def ticks():
    made = Ticks()
    made.show(cases.DOMAINS)
    return made


def test_only_what_betrays_nobody_is_ticked_at_first():
    assert ticks().to_ask({}) == cases.USUAL


def test_left_out_says_why_by_the_first_reason():
    made = ticks()
    made.tick("gmail.com", on=False)
    left = made.left_out({"orange.fr": cases.answer("orange.fr")})
    assert left == {
        LeftOut.RISKY: 6,
        LeftOut.CANNOT_EXIST: 2,
        LeftOut.ANSWERED: 1,
        LeftOut.UNTICKED: 1,
    }
    assert sum(left.values()) + len(cases.USUAL) - 2 == len(cases.DOMAINS)


def test_what_cannot_exist_is_never_ticked():
    made = ticks()
    assert not made.tick("example.org", on=True)
    assert not made.tick("intranet.corp", on=True)
    assert not made.tick("unknown.fr", on=True)
    assert made.to_ask({}) == cases.USUAL


def test_a_canary_needs_a_second_word_and_others_do_not():
    made = ticks()
    assert made.needs_word("canary-service.org")
    assert not made.needs_word("solo-notaire.fr")
    made.tick("canary-service.org", on=True)
    assert not made.needs_word("canary-service.org")


def test_the_usual_and_none_undo_every_decision():
    made = ticks()
    made.tick("solo-notaire.fr", on=True)
    made.none()
    assert made.to_ask({}) == ()
    made.usual()
    assert made.to_ask({}) == cases.USUAL


def test_a_decision_stays_where_the_table_is_made_again():
    made = ticks()
    made.tick("gmail.com", on=False)
    made.tick("solo-notaire.fr", on=True)
    made.show(cases.DOMAINS[:-1])
    assert not made.is_ticked("gmail.com")
    assert made.is_ticked("solo-notaire.fr")


def test_a_tick_does_not_stay_where_a_domain_has_become_risky():
    made = ticks()
    made.show([d for d in cases.DOMAINS if d.domain != "solo-notaire.fr"])
    made.show(cases.DOMAINS)
    assert not made.is_ticked("solo-notaire.fr")


def test_no_answer_is_asked_for_again_and_an_answer_is_not():
    made = ticks()
    answers = {a.domain: a for a in cases.answers()}
    assert made.to_ask(answers) == ("mailinator.com",)
