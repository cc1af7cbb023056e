"""The clean lists: seeded, as people write them, and with the roles that they claim."""

import random

import pytest

from leakverify.facts.batch import Batch
from leakverify.mapping.roles import guess
from leakverify.model.terms import Role
from leakverify.museum import habits
from leakverify.museum.exhibits import EXHIBITS
from leakverify.museum.genuine_like import KINDS
from leakverify.museum.planting import SHARE
from leakverify.reference import postal
from leakverify.reference.hashing import texts
from leakverify.validators.checksums import luhn
from leakverify.words import museum as words
from leakverify.words.fingerprints import FINGERPRINTS


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_list(kind):
    one, two, other = KINDS[kind](80, 3), KINDS[kind](80, 3), KINDS[kind](80, 4)
    assert one.frame.equals(two.frame)
    assert not one.frame.equals(other.frame)
    assert len(one.frame) == 80
    assert list(one.frame.columns) == list(one.roles)


@pytest.mark.parametrize("kind", ["subscribers", "customers"])
def test_columns_are_taken_for_what_they_hold(kind):
    sample = KINDS[kind](200, 1)
    mapped = guess(Batch(sample.frame, 1))
    assert {c.name: c.role for c in mapped} == sample.roles


@pytest.mark.parametrize("country", ["DE", "FR", "US"])
def test_places_are_real_and_pairs_fit(country):
    table, pool = postal.table(country), habits.pool(country)
    codes = texts([place[0] for place in pool.places])
    towns = postal.fold_places(texts([place[2] for place in pool.places]))
    assert table.has_code(codes).mean() > 0.99
    assert table.has_pair(codes, towns).mean() > 0.97


def test_people_keep_their_habits():
    sample = KINDS["subscribers"](320, 0)
    mails = [m for m in sample.frame["email"] if "@" in m]
    domains = {m.rpartition("@")[2] for m in mails}
    assert len(domains) > 30, "a long tail"
    assert sample.frame["telephone"].eq("").mean() > 0.1
    assert sample.frame["email"].duplicated().any(), "somebody signs up twice"


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda e: e.id)
def test_every_class_is_planted_named_and_worded(exhibit):
    sample = KINDS[exhibit.base](160, 0)
    planted = exhibit.plant(sample, random.Random(1))
    assert exhibit.id in words.CLASSES
    assert exhibit.id in FINGERPRINTS
    assert exhibit.base in words.KINDS
    assert len(planted.rows) == len(set(planted.rows))
    assert all(1 <= row <= len(planted.frame) for row in planted.rows)
    if planted.rows and len(planted.frame) == len(sample.frame) and planted.earlier is None:
        own = sample.frame.reset_index(drop=True)
        differs = (planted.frame != own).any(axis=1)
        touched = {i + 1 for i in differs[differs].index}
        assert touched <= set(planted.rows)
    if exhibit.id.startswith("recycled"):
        assert (planted.earlier is not None) == (exhibit.id == "recycled")


def test_a_company_number_has_its_check_digit():
    assert SHARE < 0.1
    sample = KINDS["bodies"](60, 0)
    assert luhn(list(sample.frame["siren"])).all()
    assert sample.roles["siren"] is Role.COMPANY_ID
