"""Reused lists are known again in every disguise; new lists and a firm's own older exports are left alone."""

import random
from dataclasses import replace

import pytest

from leakverify.checks.ancestry import ANCESTRY
from leakverify.checks.ancestry.pile import Pile
from leakverify.checks.ancestry.relatives import compilations
from leakverify.checks.contract import Context
from leakverify.model.claim import Claim
from leakverify.model.terms import Reading, State
from leakverify.reference.calibration import Calibration
from tests.checks.bench import AS_OF, context_of, facts_of, frame_of, run
from tests.checks.population import COLUMNS, listed, moved

CHECKS = {check.info.id: check for check in ANCESTRY}
OLD = listed(range(600), "club")
OTHER = listed(range(5000, 5600), "shop")
PLACE = {name: i for i, name in enumerate(COLUMNS)}


def piled(name, rows, columns=None, country="FR"):
    columns = columns or COLUMNS
    pile = Pile(0)
    for facts in facts_of(frame_of(columns, rows), context_of(columns, country=country)):
        pile.add(facts)
    return pile.done(name, "0" * 64)


def findings(sample, *files, columns=None, claim=None, cuts=()):
    columns = columns or COLUMNS
    settings = context_of(columns, country="FR").settings
    context = Context(claim or Claim(), AS_OF, Calibration(), settings, 0, tuple(files))
    facts = facts_of(frame_of(columns, sample), context, cuts)
    return {name: run(check, facts, context)[0] for name, check in CHECKS.items()}


def weight(found, check="ANC001"):
    return found[check].support.get(Reading.RECYCLED, 0.0)


def shuffled(rows, seed=3):
    rows = [list(row) for row in rows]
    random.Random(seed).shuffle(rows)
    return rows


def renumbered(rows):
    return [[str(i + 1), *row[1:]] for i, row in enumerate(rows)]


def stamped(rows):
    """New creation dates, one every few minutes of this year."""
    out = []
    for i, old in enumerate(rows):
        row = list(old)
        row[PLACE["created"]] = row[PLACE["updated"]] = moved("2026-01-01 00:00:00", i / 150)
        out.append(row)
    return out


def dropped(rows, *names):
    columns = {n: r for n, r in COLUMNS.items() if n not in names}
    return columns, [[row[PLACE[n]] for n in columns] for row in rows]


def disguises():
    for share in (0.3, 0.6, 1.0):
        part = OLD[: int(len(OLD) * share)]
        yield f"{share}-new-stamps", COLUMNS, stamped(renumbered(part))
        yield f"{share}-shuffled", COLUMNS, stamped(renumbered(shuffled(part)))
    upper = [[cell.upper() for cell in row] for row in stamped(renumbered(shuffled(OLD)))]
    yield "upper-case", COLUMNS, upper
    by_name = sorted(OLD, key=lambda row: row[PLACE["name"]])
    yield "by-name", COLUMNS, stamped(renumbered(by_name))
    yield (
        "mail-only",
        *dropped(shuffled(OLD), "id", "created", "updated", "name", "tel", "zip", "town"),
    )
    yield (
        "name-and-postcode",
        *dropped(shuffled(OLD), "id", "created", "updated", "mail", "tel", "town"),
    )
    shifted = [[*row] for row in renumbered(shuffled(OLD))]
    for row in shifted:
        for name in ("created", "updated"):
            row[PLACE[name]] = moved(row[PLACE[name]], 1461)
    yield "dates-moved", COLUMNS, shifted
    local = [[*row] for row in stamped(renumbered(shuffled(OLD)))]
    for row in local:
        row[PLACE["tel"]] = "0" + row[PLACE["tel"]].removeprefix("+33")
        row[PLACE["mail"]] = ""
    yield "phones-rewritten", COLUMNS, local


@pytest.mark.parametrize(
    ("columns", "sample"), [pytest.param(c, s, id=name) for name, c, s in disguises()]
)
def test_a_reused_list_is_known_again(columns, sample):
    files = (piled("shop.csv", OTHER), piled("club.csv", OLD))
    found = findings(sample, *files, columns=columns)
    assert found["ANC001"].measured["earlier"] == 1
    assert found["ANC001"].measured["share"] >= 0.99
    assert weight(found) > 1.3
    assert found["ANC001"].hard
    assert found["ANC001"].exhibit
    assert findings(sample, *files, columns=columns, cuts=[50, 111]) == found


def test_the_order_speaks_where_half_the_rows_are_others():
    sample = []
    for old, new in zip(OLD[:300], listed(range(9000, 9300), "x"), strict=True):
        sample += [old, new]
    found = findings(stamped(renumbered(sample)), piled("club.csv", OLD))
    assert weight(found) < 0.5
    assert found["ANC002"].measured["kept_share"] > 0.9
    assert weight(found, "ANC002") > 1.0
    assert found["ANC002"].exhibit


def test_a_minor_part_in_the_same_order_accuses_nobody():
    sample = []
    others = listed(range(9000, 9400), "x")
    for i, old in enumerate(OLD[:170]):
        sample += [old, *others[2 * i : 2 * i + 2]]
    found = findings(stamped(renumbered(sample)), piled("club.csv", OLD))
    assert found["ANC002"].measured["kept_share"] > 0.9
    assert weight(found, "ANC002") <= 0.9
    assert weight(found) < 0


def test_a_shuffled_copy_keeps_no_order_and_a_sorted_one_explains_it():
    old = piled("club.csv", OLD)
    mixed = findings(stamped(renumbered(shuffled(OLD))), old)
    assert mixed["ANC002"].measured["kept_share"] < 0.02
    assert -0.35 < weight(mixed, "ANC002") < 0
    by_name = sorted(OLD, key=lambda row: row[PLACE["name"]])
    assert findings(stamped(renumbered(by_name)), old)["ANC002"].reason == "SORTED"


def test_slips_of_the_pen_are_shared_by_a_copy_only():
    old = piled("club.csv", OLD)
    copied = findings(stamped(renumbered(shuffled(OLD))), old)
    assert copied["ANC003"].measured["shared_share"] == 1.0
    assert weight(copied, "ANC003") > 0.8
    fresh = listed([*range(200), *range(7000, 7400)], "shop")
    for row in fresh:
        row[PLACE["mail"]] = row[PLACE["mail"]].replace("@gmial", "@gmali" if row[0] else "")
    other = findings(fresh, old)
    assert weight(other, "ANC003") < 0


def test_dates_that_were_all_moved_alike():
    old = piled("club.csv", OLD)
    sample = [[*row] for row in renumbered(shuffled(OLD))]
    for row in sample:
        for name in ("created", "updated"):
            row[PLACE[name]] = moved(row[PLACE[name]], 365)
    found = findings(sample, old)["ANC004"]
    assert found.measured["moved_days"] == 365
    assert found.exhibit
    assert not findings(listed(range(600), "shop"), old)["ANC004"].exhibit


@pytest.mark.parametrize("common", [0, 60, 120, 180])
def test_a_new_list_of_the_same_town_is_left_alone(common):
    sample = listed([*range(common), *range(2000, 2600 - common)], "shop", seed=9)
    found = findings(sample, piled("club.csv", OLD), piled("other.csv", OTHER))
    assert not any(f.exhibit for f in found.values())
    assert all(weight(found, check) <= 0.0 for check in found)


def newer(gone=60, joined=150):
    """The club's next export: some left, some joined, some changed; numbers and dates are kept."""
    rng = random.Random(5)
    kept = [list(row) for row in OLD if rng.random() > gone / len(OLD)]
    for row in kept:
        if rng.random() < 0.3:
            row[PLACE["updated"]] = moved(row[PLACE["updated"]], rng.randrange(300, 900))
    last = int(OLD[-1][0])
    later = listed(range(700, 700 + joined), "club", start=last)
    for row in later:
        row[PLACE["created"]] = moved(row[PLACE["created"]], 2600)
        row[PLACE["updated"]] = moved(row[PLACE["updated"]], 2600)
    return kept + later


def test_an_own_earlier_export_is_not_held_against_the_sample():
    found = findings(newer(), piled("club.csv", OLD))
    for check in ("ANC001", "ANC002", "ANC003"):
        assert found[check].reason == "OWN_EARLIER", found[check]
    assert not any(f.exhibit for f in found.values())
    assert all(f.support.get(Reading.RECYCLED, 0.0) <= 0 for f in found.values())


def test_the_head_of_an_own_export_with_later_changes_is_cleared():
    assert findings(newer()[:200], piled("club.csv", OLD))["ANC001"].reason == "OWN_EARLIER"


def test_own_dates_do_without_numbers():
    columns, sample = dropped(shuffled(newer()), "id", "updated")
    found = findings(sample, piled("club.csv", OLD), columns=columns)
    assert found["ANC001"].reason == "OWN_EARLIER"


def test_a_file_named_after_the_organisation_may_lack_both():
    columns, sample = dropped(newer(), "created", "updated")
    old_columns, old = dropped(OLD, "id", "created", "updated")
    file = piled("Blue-Club_2021.csv", old, old_columns)
    claim = Claim(organisation="The Blue Club")
    assert findings(sample, file, columns=columns)["ANC001"].state is State.COMPUTED
    named = findings(sample, file, columns=columns, claim=Claim(organisation="Blue Club"))
    assert named["ANC001"].reason == "OWN_EARLIER"
    assert findings(sample, file, columns=columns, claim=claim)["ANC001"].state is State.COMPUTED


def test_new_stamps_on_old_people_are_never_an_own_export():
    sample = stamped(renumbered(newer()))
    found = findings(sample, piled("club.csv", OLD))
    assert found["ANC001"].state is State.COMPUTED
    assert weight(found) > 0.3


def test_the_unchanged_head_of_a_file_is_an_open_question():
    found = findings(OLD[:200], piled("club.csv", OLD))
    assert found["ANC001"].measured["share"] == 1.0
    assert not found["ANC001"].hard
    assert weight(found) <= 0.9
    assert findings(OLD, piled("club.csv", OLD))["ANC001"].hard


def test_a_copy_of_the_own_export_is_explained_by_it():
    repost = stamped(renumbered(shuffled(OLD)))
    found = findings(newer(), piled("repost.csv", repost), piled("club.csv", OLD))
    assert found["ANC001"].reason == "OWN_EARLIER"


def test_a_compilation_is_told_apart():
    people = [*range(1000, 1400)]
    everyone = listed([*range(2000), *range(5000, 5600)], "all")
    files = (
        piled("everyone.csv", everyone), piled("club.csv", OLD), piled("other.csv", OTHER),
    )  # fmt: skip
    found = findings(listed(people, "new"), *files)["ANC001"]
    assert found.measured["compilations_count"] == 1
    assert found.measured["earlier"] != 0
    assert not found.exhibit
    copy = findings(stamped(renumbered(shuffled(OLD))), *files)["ANC001"]
    assert copy.measured["earlier"] == 1
    assert copy.hard


def test_a_huge_list_of_logins_holds_everybody():
    columns, rows = dropped(OLD, "id", "created", "name", "tel", "zip", "town", "updated", "plan")
    logins = piled("all.txt", rows, columns)
    assert compilations([logins], "email") == set()
    assert compilations([replace(logins, rows=8_000_000)], "email") == {0}
    assert compilations([replace(piled("club.csv", OLD), rows=8_000_000)], "email") == set()


def test_what_strangers_share_is_measured_between_the_files_given():
    common = [*range(240)]
    files = [
        piled(f"{k}.csv", listed([*common, *range(9000 + 900 * k, 9360 + 900 * k)], str(k)))
        for k in range(3)
    ]
    sample = listed([*common, *range(20000, 20120)], "new")
    found = findings(sample, *files)["ANC001"]
    assert found.expected["usual_share"] == pytest.approx(0.4, abs=0.03)
    assert found.measured["share"] == pytest.approx(0.667, abs=0.02)
    alone = findings(sample, files[0])["ANC001"]
    assert found.support[Reading.RECYCLED] < alone.support[Reading.RECYCLED]
    assert found.support[Reading.RECYCLED] < 0.5
