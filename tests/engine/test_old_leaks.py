"""A vault beside a sample: the same is found as in the files themselves, and nothing but hashes passes."""

import datetime as dt
import threading
from dataclasses import replace

import pytest

from leakverify.case.vault import Vault
from leakverify.checks.ancestry import ANCESTRY
from leakverify.checks.ancestry.pile import Pile
from leakverify.checks.contract import Context
from leakverify.engine import decode, old_leaks, wire
from leakverify.engine.inline import InlineAnalyst
from leakverify.engine.pile_work import KnownVault
from leakverify.engine.talk import Order, Talk
from leakverify.model.claim import Claim
from leakverify.model.errors import Cancelled, ChildDied, UnreadableInput, UsageProblem
from leakverify.model.messages import AskPile, OldEnd, PileEnd, PileHead, PilePart
from leakverify.model.old_leak import About
from leakverify.model.terms import Reading, State
from leakverify.reference.calibration import Calibration
from leakverify.scoring.families import gather
from leakverify.scoring.support import weigh
from tests.checks.bench import AS_OF, context_of, facts_of, frame_of, run
from tests.checks.population import COLUMNS, listed
from tests.engine.old_leaks_bench import (
    added,
    asking,
    file_of,
    pile,
    quick_passphrase,  # noqa: F401  (a fixture)
    searched,
)

CHECKS = {check.info.id: check for check in ANCESTRY}
OLD = listed(range(600), "club")
OTHER = listed(range(5000, 5400), "shop")
THIRD = listed(range(9000, 9300), "paper")
TWINS = {"ANC020": "ANC001", "ANC021": "ANC002", "ANC022": "ANC003", "ANC023": "ANC004"}


@pytest.fixture
def vault(tmp_path, quick_passphrase):  # noqa: F811
    with Vault.create(tmp_path / "v.lvvault", "word") as made:
        yield made


def context(claim=None):
    settings = context_of(COLUMNS, country="").settings
    return Context(claim or Claim(), AS_OF, Calibration(), settings)


def in_vault(vault, sample, claim=None):
    """The findings of the checks against the vault, over the whole road of messages."""
    found = searched(vault, sample)
    known = KnownVault()
    organisation = claim.organisation if claim else None
    for message in old_leaks.for_analyst(vault, found, organisation):
        known.take(decode.to_child(wire.payload_to_child(message)))
    roles = context().settings.roles
    run_context = replace(context(claim), vault=known.files(roles), vault_key=known.key)
    facts = facts_of(frame_of(COLUMNS, sample), run_context, (40,))
    return {name: run(CHECKS[name], facts, run_context)[0] for name in TWINS}


def by_files(sample, *files):
    """The findings of the checks against the same files themselves."""
    piles = []
    for place, rows in enumerate(files):
        made = Pile(0)
        for facts in facts_of(frame_of(COLUMNS, rows), context()):
            made.add(facts)
        piles.append(made.done(f"f{place}", "0" * 64))
    run_context = replace(context(), earlier=tuple(piles))
    facts = facts_of(frame_of(COLUMNS, sample), run_context)
    return {name: run(CHECKS[name], facts, run_context)[0] for name in TWINS.values()}


@pytest.mark.parametrize(
    "sample", [OLD[100:400], listed(range(50, 130), "new") + listed(range(7000, 7200), "new")]
)
def test_a_vault_tells_what_the_files_themselves_tell(vault, sample):
    for label, rows in (("old", OLD), ("other", OTHER), ("third", THIRD)):
        added(vault, label, rows)
    mine, theirs = in_vault(vault, sample), by_files(sample, OLD, OTHER, THIRD)
    for name, twin in TWINS.items():
        one, other = mine[name], theirs[twin]
        assert (one.state, one.reason, one.rows) == (other.state, other.reason, other.rows), name
        named = {k: v for k, v in one.measured.items() if k != "leak_number"}
        assert named == {k: v for k, v in other.measured.items() if k != "earlier"}, name
        if one.support.get(Reading.RECYCLED, 0.0) > 0:
            assert one.support == other.support, name
    assert mine["ANC020"].measured["leak_number"] == 1


def test_a_hidden_header_is_found_again_and_no_cell_or_header_is_told(vault):
    added(vault, "old", OLD)
    cells = {cell for row in OLD[:50] for cell in row if len(cell) >= 6} | {"plan"}
    for message in pile(OLD[:50], vault.key):
        text = wire.payload_from_child(message).decode()
        assert not any(cell in text for cell in cells)
    found = in_vault(vault, OLD[:200])["ANC020"]
    assert found.measured["same_records_share"] == 1.0


def test_silence_of_a_small_vault_says_nothing_and_lifts_no_ceiling(vault):
    for label, rows in (("old", OLD), ("other", OTHER), ("third", THIRD)):
        added(vault, label, rows)
    found = in_vault(vault, listed(range(20_000, 20_300), "new"))["ANC020"]
    assert found.state is State.COMPUTED
    assert found.support == {Reading.RECYCLED: 0.0}
    assert found.expected["covers"] == 0
    assert not gather((found,)).vault_covers


def overlapping():
    """Three lists of one population, each with a good part of the others' people, none an edition of another."""
    return [
        listed([*range(a, a + 300), *range(20_000 + 900 * n, 20_300 + 900 * n)], f"o{n}")
        for n, a in enumerate((0, 150, 75))
    ]


def test_a_vault_that_covers_the_population_speaks_by_its_silence(vault):
    for n, rows in enumerate(overlapping()):
        added(vault, f"list {n}", rows)
    found = in_vault(vault, listed(range(40_000, 40_300), "new"))["ANC020"]
    assert found.expected["coverage_share"] >= 0.3
    assert found.support[Reading.RECYCLED] < 0
    lifted = weigh(gather((found,)), Calibration())[Reading.RECYCLED]
    bare = replace(found, expected=found.expected | {"covers": 0})
    held = weigh(gather((bare,)), Calibration())[Reading.RECYCLED]
    assert lifted.support < held.support < 0


def test_an_edition_of_a_leak_covers_nobody(vault):
    added(vault, "march", OLD[:500])
    added(vault, "april", OLD[20:])
    added(vault, "other", OTHER)
    found = in_vault(vault, THIRD)["ANC020"]
    assert found.expected["coverage_share"] == 0.0


def test_a_leak_that_the_user_calls_the_organisations_own_is_known_as_such(vault):
    added(vault, "members of the Club", OLD[:300])
    newer = OLD[:300] + OLD[300:]
    found = in_vault(vault, newer, Claim(organisation="Club"))["ANC020"]
    assert found.reason == "OWN_EARLIER"


def test_overlaps_are_told_with_intervals_the_largest_first(vault):
    for label, rows in (("other", OTHER), ("old", OLD)):
        added(vault, label, rows)
    told = searched(vault, OLD[:90] + THIRD[:10]).overlaps
    assert [o.leak.about.label for o in told] == ["old", "other"]
    assert (told[0].found, told[0].of) == (90, 100)
    assert told[0].low == pytest.approx(0.82378, abs=1e-4)
    assert told[0].high == pytest.approx(0.95099, abs=1e-4)
    assert told[1].found == 0


def test_a_vault_without_leaks_and_none_at_all_are_told_apart(vault):
    assert in_vault(vault, OLD[:100])["ANC020"].reason == "EMPTY_VAULT"
    facts = facts_of(frame_of(COLUMNS, OLD[:50]), context())
    assert run(CHECKS["ANC020"], facts, context())[0].reason == "NO_VAULT"


def test_taking_the_vault_away_forgets_it():
    known = KnownVault()
    known.take(OldEnd("0" * 31 + "7"))
    assert known.key == 7
    known.take(OldEnd(""))
    assert (known.key, known.files(context().settings.roles)) == (0, ())


FILES = [file_of("a", "a" * 64)]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda head, parts: (replace(head, complete=False), parts),
        lambda head, parts: (replace(head, rows=0), parts),
        lambda head, parts: (replace(head, counts=()), parts),
        lambda head, parts: (head, [replace(parts[0], data=parts[0].data[::-1])]),
        lambda head, parts: (head, [parts[0], parts[0]]),
        lambda head, parts: (head, [replace(parts[0], kind="iban")]),
        lambda head, parts: (head, [replace(parts[0], data=b"")]),
    ],
)
def test_an_analyst_that_lies_about_form_adds_nothing(vault, spoil):
    head, *parts = pile(OLD[:60], vault.key)

    def ask(_key, _links, take):
        told, sent = spoil(head, parts)
        for message in (told, *sent):
            take(message)

    with pytest.raises((ChildDied, UnreadableInput)):
        old_leaks.add(vault, About("x"), FILES, dt.date(2026, 1, 1), ask)
    assert vault.leaks() == ()


def test_a_search_refuses_keys_that_do_not_rise(vault):
    head, part, *_ = pile(OLD[:60], vault.key, links=False)

    def ask(_key, _links, take):
        take(head)
        take(replace(part, data=part.data[::-1]))

    with pytest.raises(ChildDied):
        old_leaks.search(vault, ask, lambda _: None, threading.Event())


def test_what_was_stopped_adds_nothing_and_the_same_file_goes_in_once(vault):
    def stopped(key, links, take):
        head, *parts = pile(OLD[:60], key, links=links)
        take(head)
        take(parts[0])
        raise Cancelled

    with pytest.raises(Cancelled):
        old_leaks.add(vault, About("x"), FILES, dt.date(2026, 1, 1), stopped)
    assert vault.leaks() == ()
    old_leaks.add(vault, About("x"), FILES, dt.date(2026, 1, 1), asking(OLD[:60]))
    with pytest.raises(UsageProblem, match="VAULT_ALREADY"):
        old_leaks.add(vault, About("y"), FILES, dt.date(2026, 1, 1), asking(OLD[:60]))


def test_a_pile_of_many_rows_keeps_every_value_once_and_rising(vault):
    messages = pile(OLD * 3, vault.key)
    head, parts = messages[0], [m for m in messages if isinstance(m, PilePart)]
    mails = [p for p in parts if (p.kind, p.field) == ("email", "keys")]
    assert dict(head.counts)["email"] == 600
    assert sum(len(p.data) for p in mails) == 600 * 8


def test_a_stopped_pile_ends_as_stopped_and_the_analyst_goes_on(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text(
        "email,phone\n" + "".join(f"a{n}@b.example,+331{n:08d}\n" for n in range(3_000))
    )
    stopped, taken = threading.Event(), []
    stopped.set()
    with Talk(Order((path,), AS_OF)) as talk:
        talk.read()
        with pytest.raises(Cancelled):
            talk.pile("0" * 31 + "7", taken.append, links=True, cancel=stopped)
        assert taken == []
        talk.pile("0" * 31 + "7", taken.append, links=False)
    head, *parts = taken
    assert (head.rows, dict(head.counts)["email"]) == (3_000, 3_000)
    assert sum(len(p.data) for p in parts if p.kind == "email") == 8 * 3_000


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_pile_says_that_it_is_not_whole_wherever_it_was_stopped(after):
    said = []
    cancel = threading.Event()
    with InlineAnalyst(said.append) as analyst:
        analyst.open_frame(frame_of(COLUMNS, OLD[:60]))

        def hear(message):
            heard.append(message)
            if sum(isinstance(m, PileHead | PilePart) for m in heard) >= after:
                cancel.set()

        heard = []
        if not after:
            cancel.set()
        analyst.work._tell = hear
        asked = AskPile(4, "0" * 32, {}, {}, AS_OF.isoformat(), links=True)
        analyst.work.pile(asked, cancel)
    told = [m for m in heard if isinstance(m, PileHead | PilePart | PileEnd)]
    assert told[-1] == PileEnd(4, whole=False)
    assert len(told) == after + 1
