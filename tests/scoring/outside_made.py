"""What is known from outside, made by hand for the tests."""

import datetime as dt

from leakverify.model.call_desk import PeopleAsked
from leakverify.model.outside import Fits, Outside, OutsideFact, Party, Response, Stance

DAY = dt.date(2025, 12, 1)


def calls(confirmed, answered, *, drawn=None, dead=0, looks=None, at_look=True, **more):
    """Calls that ended at their one announced look, or as told."""
    asked = answered + dead
    return PeopleAsked(
        drawn=drawn or asked,
        confirmed=confirmed,
        answered=answered,
        dead=dead,
        looks=looks or (asked,),
        at_look=at_look,
        rows=200_000,
        seed="seed",
        **more,
    )


def answer(stance=Stance.CONFIRMS, party=Party.ORGANISATION, name="Example Weekly", answered=DAY):
    return Response(party, name, Stance(stance), DAY, answered, "In their own words.")


def fact(fits=Fits.AGREES, source="a printed notice"):
    return OutsideFact("the number of readers", Fits(fits), source, DAY)


def known(people=None, *, answers=(), facts=()):
    return Outside(None, tuple(answers), tuple(facts), people)
