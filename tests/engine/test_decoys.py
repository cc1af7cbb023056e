"""Decoys: known to everybody, never the sample's own, drawn anew each time, of every group."""

from leakverify.engine import decoys
from leakverify.model.look_up import is_domain


def test_every_bundled_decoy_may_be_asked_for():
    providers, universities = decoys.common()
    assert {"gmail.com", "web.de"} <= set(providers)
    assert len(universities) > 5_000
    assert all(is_domain(domain) for domain in (*providers, *universities))
    assert not set(providers) & set(universities)


def test_a_draw_takes_as_many_of_each_group_and_none_of_the_sample():
    providers, universities = decoys.common()
    drawn = decoys.draw(41, {"gmail.com", *universities[:100]})
    assert len(set(drawn)) == 41
    assert not set(drawn) & {"gmail.com", *universities[:100]}
    assert len(set(drawn) & set(providers)) == 20
    assert drawn != decoys.draw(41, set())


def test_a_group_that_is_used_up_is_made_good_by_the_next():
    providers, _ = decoys.common()
    assert len(decoys.draw(10, providers)) == 10
    assert decoys.draw(0, ()) == decoys.draw(-3, ()) == ()
    assert len(decoys.draw(1_000_000, ())) == sum(map(len, decoys.common()))
