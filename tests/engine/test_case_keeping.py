"""A run goes into a case and comes out of it as it was, and what a stranger put there instead is refused by its part."""

import datetime as dt
from dataclasses import replace

import pytest

from leakverify.case import custody, domain_list, kept_state, passphrase_key, strict_json
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act
from leakverify.engine import case_keeping, export
from leakverify.engine.case_steps import run_steps
from leakverify.engine.dossier import dossier_bytes
from leakverify.engine.inline_analyst import start_inline
from leakverify.engine.talk import Order, Talk
from leakverify.model.claim import Claim
from leakverify.model.errors import UnreadableInput, UsageProblem
from leakverify.model.kept import KeptFile, KeptSample
from leakverify.model.look_up import Answer
from leakverify.model.verification import Basis
from leakverify.reference import calibration

DAY = dt.date(2026, 11, 23)
WHEN = "2026-11-23T10:00:00Z"
LATER = "2026-11-23T11:00:00Z"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    monkeypatch.setattr(passphrase_key, "MEMORY_KIB", 64)
    monkeypatch.setattr(passphrase_key, "PASSES", 1)


def people(path, numbers):
    rows = ["id,who,e-mail,code"]
    rows += [f"{n},Ann Example{n},ann{n}@zq-mail{n % 3}.fr,{n:05}" for n in numbers]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run with everything that it can rest on: its assessment, what was heard, and its basis."""
    folder = tmp_path_factory.mktemp("run")
    sample = people(folder / "sample.csv", range(80))
    older = people(folder / "older.csv", range(60, 140))
    answers = [Answer(f"zq-mail{n}.fr", "NXDOMAIN", asked_at=WHEN) for n in (0, 1)]
    look_up = domain_list.look_up_of(answers)
    claim = Claim(source="Zebra", organisation="Example", records=80)
    order = Order((sample,), DAY, claim, {"code": "postcode"}, (older,), {}, 3, look_up=look_up)
    with Talk(order, start_inline) as talk:
        assessment = talk.run()
        kept = talk.kept()
    basis = Basis({}, (older,), {}, look_up, WHEN, "AB")
    file = assessment.sample.files[0]
    told = KeptSample((KeptFile(str(sample), file.sha256, file.size),), DAY, WHEN)
    return assessment, kept, basis, told


def keep(case, run, **changes):
    assessment, kept, basis, told = run
    case_keeping.keep_run(
        case, assessment, replace(basis, **changes), now=LATER, sample=told, run=kept
    )


def test_a_run_comes_back_to_the_last_bit(run, tmp_path):
    assessment, _kept, basis, told = run
    with CaseFile.begin() as case:
        keep(case, run)
        case.save_as(tmp_path / "a.lvcase", "word")
    with CaseFile.open(tmp_path / "a.lvcase", "word") as case:
        found = case_keeping.restored(case)
    again = found.assessment()
    assert again == assessment
    assert repr(again) == repr(assessment)
    asked = export.Asked(lambda texts: frozenset(), lambda name, count: ((), ()), lambda *_: b"")
    assert export.json_bytes(again, asked) == export.json_bytes(assessment, asked)
    assert found.claim == assessment.claim
    assert found.sample == told
    assert found.roles == {4: "postcode"}
    assert found.look_up.answers == basis.look_up.answers


def test_no_cell_and_no_name_of_a_file_stands_in_the_log(run):
    with CaseFile.begin() as case:
        keep(case, run)
        log = case.log()
    for text in (b"Ann", b"zq-mail", b"sample.csv", b"Zebra", b"Example"):
        assert text not in log


def test_a_run_is_told_once_and_a_file_is_taken_in_once(run):
    with CaseFile.begin() as case:
        keep(case, run)
        first = [entry.what for entry in custody.entries(case.log())]
        keep(case, run)
        both = [entry.what for entry in custody.entries(case.log())]
    expected = ["taken_in", "opened", "mapped", "overruled", "looked_up", "checked"]
    assert first == expected
    assert both == expected + expected[1:]


def test_the_case_tells_no_more_of_a_look_up_than_a_shareable_report(run):
    assessment, _kept, basis, _told = run
    full = run_steps(assessment, basis, LATER, full=True)
    with CaseFile.begin() as case:
        keep(case, run)
        (told,) = [e.details for e in custody.entries(case.log()) if e.what == Act.LOOKED_UP]
    (whole,) = [step.details for step in full if step.what is Act.LOOKED_UP]
    assert {"domains", "queries"} <= whole.keys()
    assert not {"domains", "queries", "answers"} & told.keys()  # a list of two could be guessed


def test_a_dossier_of_a_case_carries_the_log_of_the_case(run, monkeypatch):
    from leakverify.case import dossier, signing

    assessment, _kept, basis, _told = run
    monkeypatch.setattr("leakverify.engine.dossier.marks_of", lambda paths: ())
    asked = export.Asked(
        lambda texts: frozenset(), lambda name, count: ((), ()), lambda *_: b"%PDF-"
    )
    with CaseFile.begin() as case:
        case.record(Act.DRAWN, when=WHEN, who="CD", details={"rows": 20})
        keep(case, run)
        data, _withheld = dossier_bytes(
            assessment,
            "shareable",
            calibration.load(),
            asked,
            basis=replace(basis, log=case.log()),
            now=LATER,
            key=signing.new_key(),
        )
        case_keeping.keep_export(case, "dossier", "shareable", now=LATER, who="AB")
        opened = dossier.look_through(data)
        assert opened.faults == ()
        assert opened.log == case.log()
        assert opened.manifest.custody == case.head


def test_another_sample_is_refused(run):
    told = run[3]
    with CaseFile.begin() as case:
        case_keeping.refuse_other_sample(case, ("ab" * 32,))  # the case is about none yet
        keep(case, run)
        case_keeping.refuse_other_sample(case, (told.files[0].sha256,))
        with pytest.raises(UsageProblem) as error:
            case_keeping.refuse_other_sample(case, ("ab" * 32,))
    assert error.value.code == "CASE_OTHER_SAMPLE"


def restored_or_error(case):
    try:
        return case_keeping.restored(case)
    except UnreadableInput as error:
        return error


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}\n",
        b"[" * 200_000,
        b'{"t":"run","roles":{},"claim":{"no_such_key":1},"seed":0,"as_of":"2026-11-23"}\n',
        b'{"t":"run","roles":{},"claim":{},"seed":0,"as_of":"2026-99-99"}\n',
        b'{"records":-5}\n',
        b'{"files":[],"read":{"password":"x"}}\n',
        b'{"roles":{"1":"no such role"}}\n',
        b"\xff\xfe" * 1_000,
    ],
    ids=range(9),
)
def test_what_a_stranger_put_into_a_part_is_refused_by_its_name(part, data):
    with CaseFile.begin() as case:
        case.record(Act.NOTED, when=WHEN, parts={part: data})
        found = restored_or_error(case)
    if isinstance(found, UnreadableInput):
        assert (found.code, found.place) == ("CASE_BROKEN_PART", {"part": part.value})
    else:
        assert part in {Part.NOTES, Part.CALLS, Part.OUTSIDE} or data == b"{}\n"
        assert found.assessment() is None


def test_a_run_whose_claim_is_none_is_refused():
    body = strict_json.to_bytes({})
    with CaseFile.begin() as case:
        case.record(Act.CLAIMED, when=WHEN, parts={Part.CLAIM: body})
        assert case_keeping.restored(case).claim == Claim()
        case.record(
            Act.CHECKED,
            when=WHEN,
            parts={
                Part.HEARD: b'{"t":"run","roles":{},"claim":{},"seed":0,"as_of":"2026-11-23"}\n'
            },
        )
        assert case_keeping.restored(case).assessment().complete is False


def test_what_the_sample_part_cannot_hold():
    sample = KeptSample((), DAY, WHEN, read={"password": "secret", "encoding": "utf-8"})
    assert b"secret" not in kept_state.sample_bytes(sample)
