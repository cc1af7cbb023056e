"""A card needs a name, a number, and what can be asked: nothing else of a row."""

from leakverify.model.call_script import Ask, card_of
from leakverify.model.sample import ColumnInfo


def columns(*roles):
    return tuple(
        ColumnInfo(place, f"c{place}", role, 1.0, "", 1.0, 1) for place, role in enumerate(roles, 1)
    )


def test_a_card_takes_what_a_call_needs_and_no_other_column():
    card = card_of(
        columns("email", "first_name", "phone", "last_name", "city", "iban", "created", "amount")
    )
    assert (card.name, card.phone) == ((2, 4), (3,))
    assert card.asks == {Ask.TOWN: (5,), Ask.MONTH: (7,), Ask.AMOUNT: (8,)}
    assert card.needed == {2, 3, 4, 5, 7, 8}


def test_the_best_column_of_each_kind_is_taken():
    card = card_of(
        columns("postcode", "city", "full_name", "last_name", "created", "event_time", "currency")
    )
    assert card.name == (3,)
    assert card.asks == {Ask.TOWN: (2,), Ask.MONTH: (6,)}
    assert card_of(columns("region", "postcode")).asks == {Ask.TOWN: (2,)}
    assert card_of(columns("currency", "amount")).asks == {Ask.AMOUNT: (2, 1)}


def test_two_telephones_are_enough_and_none_is_told():
    assert card_of(columns("phone", "phone", "phone")).phone == (1, 2)
    card = card_of(columns("email"))
    assert (card.name, card.phone, card.asks, card.needed) == ((), (), {}, frozenset())
