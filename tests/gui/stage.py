"""The analyst of the tests: keeps what it is asked and says what the test wants said."""

import datetime as dt

from PySide6.QtWidgets import QApplication

from leakverify.case.claim_file import as_dict
from leakverify.engine.moments import moment_of
from leakverify.gui.desk import Desk
from leakverify.model.assessment import Assessment, ClaimResult, ToolInfo, Verdict
from leakverify.model.finding import Finding, Rows
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import (
    AskRows,
    Columns,
    Done,
    FindingMade,
    Open,
    Page,
    ProgressMade,
    Ready,
    Run,
    Source,
)
from leakverify.model.sample import ColumnInfo, Sample, SampleFile
from leakverify.model.terms import (
    ClaimKey,
    ClaimState,
    Confidence,
    Family,
    Reading,
    Role,
    State,
    Status,
)
from leakverify.model.verification import Exported

COLUMNS = (
    ("customer_no", Role.RECORD_ID, 0.97, ("100231", "100232", "100240", "100241", "100243")),
    (
        "e-mail",
        Role.EMAIL,
        0.99,
        ("ana.sol@example.org", "b.k@example.com", "", "c@example.net", "d@example.org"),
    ),
    (
        "Nachname",
        Role.LAST_NAME,
        0.91,
        ("Straßenbahnhaltestellenwärter", "Öz", "Li", "García", "O'Neill"),
    ),
    ("نام", Role.FIRST_NAME, 0.83, ("می‌خواهم", "سارا", "علی", "مریم", "رضا")),
    ("phone", Role.PHONE, 0.95, ("+33 6 12 34 56 78", "06 11 22 33 44", "", "+49 151 1234", "01")),
    ("ville", Role.CITY, 0.88, ("Paris", "Lyon", "Saint-Germain-en-Laye", "Nice", "Lille")),
    (
        "created_at",
        Role.CREATED,
        0.99,
        ("2021-04-03 10:11:12", "2021-04-03", "2022-01-01", "", "2020-09-09"),
    ),
    ("notes", Role.UNKNOWN, 0.2, ("<b>bold</b>", "=1+1", "\u202eevil", "x" * 300, "ok")),
)

TURNS = 5


def settle():
    """Let the window do all that is waiting: signals between threads, layouts, what was put off to the next turn."""
    for _turn in range(TURNS):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


class FakeAnalyst:
    """Says nothing by itself."""

    def __init__(self, on_message):
        self.say = on_message
        self.heard = []
        self.cancelled = 0
        self.closed = False

    def send(self, message):
        self.heard.append(message)

    def cancel(self):
        self.cancelled += 1

    def close(self):
        self.closed = True

    def asked(self, kind):
        return [m for m in self.heard if isinstance(m, kind)]

    def opened(self):
        return self.asked(Open)[-1]

    def run(self):
        return self.asked(Run)[-1]

    def answer_rows(self, total=1000, *, every=False):
        """Answer the newest question for rows, or every one: to an old one nobody listens."""
        for ask in self.asked(AskRows)[0 if every else -1 :]:
            self._answer_rows(ask, total)

    def _answer_rows(self, ask, total):
        last = min(ask.start + ask.count, total)
        numbers = tuple(range(ask.start + 1, last + 1))
        rows = tuple(tuple(c[3][n % 5] for c in COLUMNS) for n in numbers)
        self.say(Page(ask.token, total, ask.start, numbers, rows))


class FakeDesk:
    """The engine's functions, kept for the test to look at."""

    def __init__(self, day: dt.date):
        self.day = day
        self.analysts = []
        self.exports = []
        self.export_error = None
        self.self_test = None
        self.looks_up = True
        self.look_up = None
        self.look_ups = []
        self.weighed = []
        self.bases = []
        self.fingerprint = ""
        self.verify = None
        self.moments = 0

    @property
    def analyst(self):
        return self.analysts[-1]

    def desk(self) -> Desk:
        return Desk(
            self._start,
            self._weigh,
            self._export,
            as_dict,
            lambda: self.day,
            self._self_test,
            lambda: self.looks_up,
            self._look_up,
            lambda number, own: tuple(f"decoy{i}.example.net" for i in range(number)),
            self._verify,
            self._moment,
        )

    def _moment(self):
        """A clock that goes on by a second whenever it is read."""
        self.moments += 1
        start = dt.datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=dt.UTC)
        return moment_of(start + dt.timedelta(seconds=self.moments))

    def _look_up(self, domains, asking, on_progress, on_answers, cancel):
        self.look_ups.append((tuple(domains), asking))
        return self.look_up(domains, asking, on_progress, on_answers, cancel)

    def _verify(self, request, on_progress, cancel):
        return self.verify(request, on_progress, cancel)

    def _self_test(self, on_progress, cancel):
        return self.self_test(on_progress, cancel)

    def _start(self, on_message):
        self.analysts.append(FakeAnalyst(on_message))
        return self.analysts[-1]

    def _weigh(self, said, terms):
        self.weighed.append(terms)
        findings = tuple(m.finding for m in said if isinstance(m, FindingMade))
        return assessment(findings, terms)

    def _export(self, made, path, edition, analyst, basis):
        if self.export_error:
            raise self.export_error
        self.exports.append((made, path, edition, analyst))
        self.bases.append(basis)
        return Exported(path, 0, self.fingerprint if path.suffix == ".lvdossier" else "")


def source(name="sample.csv", rows=1914, *, final=True) -> Source:
    file = SampleFile(
        name, 182_044, "8df500ea" * 8, "csv", "cp1252", ";", True, None, rows, 0, 3, 1
    )
    return Source((file,), final)


def columns() -> Columns:
    infos = tuple(
        ColumnInfo(i, name, str(role), sure, "content", 0.97, 1200)
        for i, (name, role, sure, _cells) in enumerate(COLUMNS, start=1)
    )
    guesses = tuple(
        ColumnRole(i, name, role, sure, f"content.{role}")
        for i, (name, role, sure, _cells) in enumerate(COLUMNS, start=1)
    )
    return Columns(infos, guesses, tuple(c[3] for c in COLUMNS))


def finding(
    check="GEN003", support=1.8, count=1902, *, state=State.COMPUTED, reason=None
) -> Finding:
    return Finding(
        id=f"{check}:e-mail",
        check=check,
        family=Family.GENERATOR,
        state=state,
        reason=reason,
        columns=("e-mail",),
        measured={"hit_share": 0.99, "hits_count": count, "address_count": 1914},
        support={Reading.FABRICATED: support},
        rows=Rows(count, (12, 40, 77)),
        exhibit=True,
    )


def findings() -> list[Finding]:
    return [
        finding("GEN003", 1.8),
        finding("TIM004", 0.9, 120),
        finding("STR001", -0.4, 0),
        finding("PER002", 0.05, 0),
        finding("NUM001", 0.0, 0, state=State.NOT_APPLICABLE, reason="NARROW_RANGE"),
    ]


def assessment(found, terms) -> Assessment:
    support = {
        Reading.FABRICATED: 2.6,
        Reading.STITCHED: 0.4,
        Reading.RECYCLED: -0.6,
        Reading.TAMPERED: -0.1,
    }
    claims = {k: ClaimResult(ClaimState.NOT_TESTED, "NO_CLAIM") for k in ClaimKey}
    verdict = Verdict(
        Status.FABRICATED,
        Reading.FABRICATED,
        (),
        12.0,
        support,
        Confidence.MEDIUM,
        False,
        None,
        claims,
        families=(Family.GENERATOR, Family.TIMELINE),
        exhibits=("GEN003:e-mail",),
        collections=33,
        accused_bound=0.09,
    )
    tool = ToolInfo("0.1.0", {"places": "2026-11-01"}, terms.seed, terms.as_of)
    sample = Sample(source().files, columns().columns)
    return Assessment(True, None, tool, terms.claim, sample, verdict, tuple(found))


def play_to_columns(analyst):
    analyst.say(Ready("full", ("landlock", "seccomp")))
    analyst.say(source(final=False, rows=1000))
    analyst.say(columns())


def play_run(analyst, *, complete=True, reason=""):
    analyst.say(source())
    for stage, total in (("read", 1914), ("facts", 1914), ("check", 45)):
        analyst.say(ProgressMade(stage, total, total))
    for one in findings():
        analyst.say(FindingMade(one))
    analyst.say(Done(complete, reason, 1914, 0, len(findings())))
