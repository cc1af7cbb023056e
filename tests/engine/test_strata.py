"""Parts of a sample for a draw: made coarse, numbered or public, and never a cell."""

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakverify.engine import decode, strata, wire
from leakverify.engine.decode_strata import DIVIDING, ROWS_A_FRAME, check_parts, is_name, joined
from leakverify.engine.listening import Listener
from leakverify.engine.store import RowStore
from leakverify.facts.batch import Batch
from leakverify.model.messages import STRATUM_LETTERS, AskStrata, ProtocolError, Strata
from leakverify.model.terms import Role


def told(role, *pages):
    kept, start = RowStore(1 << 30), 1
    for cells in pages:
        frame = pd.DataFrame({"x": pd.Series(cells, dtype="str")})
        kept.append(Batch(frame, start))
        start += len(frame)
    parts = list(strata.steps(kept, AskStrata(9, 1, role.value)))
    assert parts.count(None) >= len(pages)
    return joined([part for part in parts if part is not None])


def named(found):
    return [found.names[STRATUM_LETTERS.index(letter)] for letter in found.rows]


def test_providers_that_everybody_knows_are_named_and_no_other():
    cells = ["a@gmail.com"] * 6 + ["b@GMX.de "] * 5 + ["c@bakery-smith.fr"] * 9 + ["d@gmail.com"]
    found = told(Role.EMAIL, cells, ["no address", None, "", "e@gmail.com"])
    assert found.names == ("gmail.com", "gmx.de", "other")
    assert named(found)[:12] == ["gmail.com"] * 6 + ["gmx.de"] * 5 + ["other"]
    assert named(found)[-4:] == ["other", "other", "other", "gmail.com"]


def test_numbers_go_by_country_or_by_their_first_two_digits():
    cells = [
        "+33 6 12 34 56 78",
        "0033612345678",
        "(+33)1",
        "+331",
        "+33 7",
        "06 12 34 56 78",
        "06-11",
        "(06) 1",
        "0 6 1",
        "0655",
    ]
    found = told(Role.PHONE, cells, ["none", "+999 1", "٠٦ ١٢"])
    assert named(found)[:10] == ["phone +33"] * 5 + ["phone 06"] * 5
    assert named(found)[10:] == ["other", "other", "phone 06"]


def test_postcodes_go_by_their_first_two_digits_or_area():
    cells = ["75001", "75012", "75 001", "75-001", "75999"] + ["SW1A 1AA"] * 5 + ["sw1"]
    found = told(Role.POSTCODE, cells, ["Smith", "Dupont 75"])
    assert "postcode SW" in found.names
    assert not any("mith" in name or "upon" in name for name in found.names)


def test_countries_are_codes_and_towns_are_numbers():
    found = told(Role.COUNTRY, ["France", "FR", "fra", "France", "FR", "Atlantis", "Allemagne"])
    assert found.names == ("FR", "other")
    towns = told(
        Role.CITY, ["Lyon"] * 5 + ["Paris", "PARIS", " paris"] * 3 + ["Nice"] * 4 + [""] * 5
    )
    assert named(towns)[0] == "group 3" or named(towns)[0] == "group 2"
    assert named(towns)[5] == "group 1"
    assert named(towns)[14] == "other"
    assert named(towns)[-1] == "empty"


def test_there_are_at_most_so_many_parts():
    found = told(Role.CITY, [f"town {n}" for n in range(60) for _ in range(6)])
    assert len(found.names) == strata.MOST + 1
    assert found.names[-1] == "other"


def test_a_long_sample_comes_in_parts():
    count = ROWS_A_FRAME + 3
    kept = RowStore(1 << 30)
    kept.append(Batch(pd.DataFrame({"x": pd.Series(["Paris"] * count, dtype="str")}), 1))
    parts = [p for p in strata.steps(kept, AskStrata(1, 1, "city")) if p]
    assert [len(p.rows) for p in parts] == [ROWS_A_FRAME, 3]
    assert [p.more for p in parts] == [True, False]
    listener = Listener(frozenset())
    heard = [m for p in parts for m in listener.hear(wire.payload_from_child(p))]
    assert [len(m.rows) for m in heard] == [count]


def test_a_column_that_is_not_there_has_no_rows():
    kept = RowStore(1 << 30)
    kept.append(Batch(pd.DataFrame({"x": pd.Series(["Paris"], dtype="str")}), 1))
    (found,) = (p for p in strata.steps(kept, AskStrata(1, 7, "city")) if p)
    assert (found.names, found.rows) == ((), "")


@given(
    st.sampled_from(sorted(DIVIDING)),
    st.lists(st.lists(st.none() | st.text(max_size=12), max_size=20), min_size=1, max_size=4),
)
@settings(max_examples=120, deadline=None)
def test_no_cell_is_ever_a_name_and_all_cross_the_border(role, pages):
    found = told(role, *[page * 3 for page in pages])
    assert len(found.rows) == sum(3 * len(page) for page in pages)
    assert all(is_name(name) for name in found.names)
    assert decode.from_child(wire.payload_from_child(found), frozenset()) == found


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_cut_into_pages_changes_nothing(data):
    cells = data.draw(st.lists(st.sampled_from(["Paris", "Lyon", "x", "", None]), max_size=60))
    cut = data.draw(st.integers(0, len(cells)))
    assert told(Role.CITY, cells) == told(Role.CITY, cells[:cut], cells[cut:])


GOOD = {"t": "strata", "token": 1, "names": ["group 1", "other"], "rows": "ABBA", "more": False}


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": ["Ann Smith"]},
        {"names": ["bakery-smith.fr"]},
        {"names": ["postcode Smith"]},
        {"names": ["other", "other"]},
        {"names": ["other\n"]},
        {"names": "other"},
        {"names": [f"group {n}" for n in range(1, 60)]},
        {"rows": "ABC"},
        {"rows": "A B"},
        {"rows": "A\n"},
        {"rows": "A" * (ROWS_A_FRAME + 1)},
        {"rows": None},
        {"token": -1},
        {"more": 1},
        {"further": 1},
    ],
)
def test_a_captured_child_cannot_say_anything_else(wrong):
    payload = json.dumps(GOOD).encode()
    assert decode.from_child(payload, frozenset()) == Strata(1, ("group 1", "other"), "ABBA")
    with pytest.raises(ProtocolError):
        decode.from_child(json.dumps(GOOD | wrong).encode(), frozenset())


def test_parts_of_two_answers_never_mix():
    first = Strata(1, ("other",), "A", more=True)
    for second in (Strata(2, ("other",), "A"), Strata(1, ("empty",), "A")):
        with pytest.raises(ProtocolError):
            check_parts([first, second])


@pytest.mark.parametrize("role", ["full_name", "unknown", "nonsense"])
def test_the_question_is_for_dividing_roles_alone(role):
    asked = json.dumps({"t": "strata", "token": 1, "column": 1, "role": role}).encode()
    with pytest.raises(ProtocolError):
        decode.to_child(asked)
    whole = AskStrata(1, 2, "city")
    assert decode.to_child(wire.payload_to_child(whole)) == whole
