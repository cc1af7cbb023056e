"""The window's report has the mail domains and the answers, asked of the analyst when it is written."""

import csv
import dataclasses
import datetime as dt

import pytest

from leakverify.case import domain_list, signing
from leakverify.case.domain_list import look_up_of
from leakverify.engine.inline import InlineAnalyst
from leakverify.engine.inline_analyst import start_inline
from leakverify.engine.look_up import for_analyst
from leakverify.engine.verify import verify
from leakverify.gui import wiring
from leakverify.gui.desk import Terms
from leakverify.model.claim import Claim
from leakverify.model.errors import ChildDied, OutputProblem
from leakverify.model.finding import Finding
from leakverify.model.look_up import Answer
from leakverify.model.messages import AskDomains, FindingMade, Run, Scan, Scanned
from leakverify.model.old_leak import About
from leakverify.model.progress import NEVER
from leakverify.model.sample import ReadSettings
from leakverify.model.terms import Family, State
from leakverify.model.verification import Basis, Request

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def run(tmp_path):
    """What an analyst said of forty rows, and a way to ask it."""
    path = tmp_path / "s.csv"
    rows = [[n, f"user{n}@" + ("gmail.com", "firma-eins.de")[n % 2]] for n in range(40)]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["id", "e-mail"], *rows])
    said = []
    with InlineAnalyst(said.append) as analyst:
        analyst.open_files([path], ReadSettings())
        analyst.work.run(Run({}, {}, 0, DAY.isoformat()), NEVER)

        def ask(make):
            message = make(7)
            if isinstance(message, Scan):
                return Scanned(7, ())
            assert isinstance(message, AskDomains)
            (found,) = analyst.domains()
            return found

        yield said, ask


def test_the_report_counts_the_domains_and_names_them_in_the_full_edition(run, tmp_path):
    said, ask = run
    names = ("gmail.com", "firma-eins.de", "icloud.com")
    look_up = look_up_of([Answer(n, "NXDOMAIN", resolver="dot:9.9.9.9", queries=1) for n in names])
    terms = Terms(Claim(), DAY, look_up=look_up.summary())
    # without findings no rows are asked for
    assessment = wiring._weigh([m for m in said if not isinstance(m, FindingMade)], terms)
    wiring._export(assessment, tmp_path / "full.html", "full", ask, Basis(look_up=look_up))
    wiring._export(
        assessment, tmp_path / "shareable.html", "shareable", ask, Basis(look_up=look_up)
    )
    full, shareable = (
        (tmp_path / f"{edition}.html").read_text() for edition in ("full", "shareable")
    )
    assert "2 different mail domains in 40 different addresses." in full
    assert "<td>firma-eins.de</td>" in full
    assert "firma-eins.de" not in shareable
    assert "3 questions about mail domains were sent" in shareable


def test_the_full_edition_names_the_leak_of_the_vault_and_the_shareable_one_its_number(
    run, tmp_path
):
    said, ask = run
    assessment = wiring._weigh(
        [m for m in said if not isinstance(m, FindingMade)], Terms(Claim(), DAY)
    )
    found = Finding(
        "ANC020",
        "ANC020",
        Family.ANCESTRY,
        State.COMPUTED,
        None,
        ("e-mail",),
        {"found_count": 30, "rows_count": 40, "share": 0.75, "leak_number": 7},
    )
    assessment = dataclasses.replace(assessment, findings=(found,))
    basis = Basis(leaks={7: About("Members of the club")})
    for edition in ("full", "shareable"):
        wiring._export(assessment, tmp_path / f"{edition}.html", edition, ask, basis)
    full, shareable = (
        (tmp_path / f"{edition}.html").read_text() for edition in ("full", "shareable")
    )
    assert "Leak 7 of the vault is “Members of the club”." in full
    assert "leak 7 of the vault" in shareable
    assert "Members of the club" not in shareable


def test_nothing_is_written_while_more_is_withheld_than_was_told(run, tmp_path):
    said, ask = run
    assessment = wiring._weigh(
        [m for m in said if not isinstance(m, FindingMade)], Terms(Claim(), DAY)
    )

    def all_cells(make):
        message = make(7)
        return (
            Scanned(7, tuple(range(len(message.texts)))) if isinstance(message, Scan) else ask(make)
        )

    for name in ("it.html", "it.json", "it.lvdossier"):
        path = tmp_path / name
        with pytest.raises(OutputProblem, match="TEXTS_WITHHELD") as met:
            wiring._export(assessment, path, "shareable", all_cells, Basis(agreed=0))
        assert not path.exists()
        number = met.value.place["number"]
        assert number > 0
        with pytest.raises(OutputProblem):
            wiring._export(assessment, path, "shareable", all_cells, Basis(agreed=number - 1))
        told = wiring._export(assessment, path, "shareable", all_cells, Basis(agreed=number))
        assert (told.withheld, path.exists()) == (number, True)


def test_an_analyst_that_says_something_else_is_not_believed(run, tmp_path):
    said, _ = run
    assessment = wiring._weigh(said, Terms(Claim(), DAY))
    with pytest.raises(ChildDied, match="WORKER_PROTOCOL"):
        wiring._export(assessment, tmp_path / "r.html", "full", lambda _: Scanned(7, ()), Basis())


def test_a_dossier_of_the_window_is_one_that_runs_again(tmp_path):
    path = tmp_path / "s.csv"
    rows = [[n, f"user{n}@" + ("gmail.com", "firma-eins.de")[n % 2]] for n in range(40)]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["id", "e-mail"], *rows])
    look_up = look_up_of([Answer("gmail.com", "NXDOMAIN", resolver="system", queries=1)])
    said = []
    with InlineAnalyst(said.append) as analyst:
        analyst.open_files([path], ReadSettings())
        for answers in for_analyst(look_up):
            analyst.work.answers.take(answers)
        analyst.work.run(Run({"id": "record_id"}, {}, 0, DAY.isoformat()), NEVER)

        def ask(make):
            message = make(7)
            return Scanned(7, ()) if isinstance(message, Scan) else next(iter(analyst.domains()))

        assessment = wiring._weigh(said, Terms(Claim(), DAY, look_up=look_up.summary()))
        basis = Basis(look_up=look_up, began="2026-11-23T10:00:00Z", who="AB")
        made = wiring._export(assessment, tmp_path / "it.lvdossier", "shareable", ask, basis)
    (tmp_path / "answers").write_bytes(domain_list.answers_bytes(look_up.answers))
    told = verify(
        Request(
            made.path, (tmp_path / "answers", path), expected=signing.in_words(made.fingerprint)
        ),
        start=start_inline,
    )
    assert told.refusal is None
    assert told.signer.expected is True
    assert told.same, told
