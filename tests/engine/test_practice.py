"""Rounds of practice: made from a seed, each reading among them, read back as they were."""

import json
import random

import pytest

from leakverify.engine import practice, practice_wire
from leakverify.model.practice import MOST_POINTS, points
from leakverify.model.terms import Reading
from leakverify.museum.exhibits import EXHIBITS
from leakverify.words.museum import CLASSES
from leakverify.words.practice import ASKED, judged, offered


def seed_of(reading):
    """A seed whose round is best described so, found without making it."""
    return next(
        seed for seed in range(200) if random.Random(seed).choice(list(practice.PLAYED)) is reading
    )


@pytest.mark.parametrize("reading", [Reading.GENUINE, Reading.FABRICATED, Reading.RECYCLED])
def test_a_round_reads_as_it_says_and_survives_the_trip(reading):
    played = practice.make(seed_of(reading))
    assert played.readings[0] is reading
    assert len(played.rows) >= 150
    assert all(len(row) == len(played.header) for row in played.rows)
    assert (played.shared is not None) is (reading is Reading.RECYCLED)
    assert played.shared is None or played.shared > 50
    assert practice_wire.from_dict(json.loads(practice_wire.to_text(played))) == played
    assert "{" not in offered(played) + judged(reading, played)
    if reading is not Reading.GENUINE:
        assert any(f.support.get(reading, 0) > 0 for f in played.findings)


def test_every_recipe_is_one_of_the_museum_and_has_words():
    known = {exhibit.id: exhibit for exhibit in EXHIBITS}
    for reading, recipes in practice.PLAYED.items():
        for made in filter(None, recipes):
            assert made in CLASSES
            assert reading in known[made].readings
    assert set(practice.PLAYED) == set(ASKED) == set(Reading)


def test_points_are_for_the_best_and_for_what_fits():
    played = practice_wire.from_dict(
        {
            "seed": 1,
            "made": "padded_lists",
            "base": "subscribers",
            "readings": ["tampered", "fabricated"],
            "header": ["a"],
            "rows": [["x"]],
            "shared": None,
            "findings": [],
        }
    )
    got = [points(r, played) for r in (Reading.TAMPERED, Reading.FABRICATED, Reading.GENUINE)]
    assert got == [MOST_POINTS, 1, 0]


@pytest.mark.parametrize("findings", [["[]"], ['{"t":"done"}'], [1]])
def test_what_is_no_round_is_refused(findings):
    body = {
        "seed": 1,
        "made": "",
        "base": "",
        "readings": [],
        "header": [],
        "rows": [],
        "shared": None,
    }
    with pytest.raises((TypeError, ValueError)):
        practice_wire.from_dict(body | {"findings": findings})
