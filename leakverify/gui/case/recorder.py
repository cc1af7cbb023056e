"""Has everything that is done in a window written into its case, at once and as it happens."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from leakverify.case import call_sheet, domain_list, kept_state, outside_file
from leakverify.case.case_file import Part
from leakverify.case.custody import Act, Detail, Step
from leakverify.engine import kept_run
from leakverify.engine.fingerprints import marks_of
from leakverify.engine.moments import moment_of
from leakverify.gui.call_book import Kept
from leakverify.gui.case.keeper import Body, Keeper
from leakverify.gui.decisions import Decisions
from leakverify.gui.session import Session
from leakverify.limits import Limits
from leakverify.model.call_desk import CallSheet
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError
from leakverify.model.kept import KeptFile, KeptSample
from leakverify.model.looked_up import LookUp
from leakverify.model.outside import Outside
from leakverify.model.terms import Role
from leakverify.model.verification import Basis

if TYPE_CHECKING:
    from leakverify.gui.heard import Heard
    from leakverify.model.messages import Done


class Recorder(QObject):
    """Listens to the session and tells the keeper. What a case held when it was opened is not told again."""

    def __init__(self, session: Session, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = keeper
        self.is_muted = False
        self._known = Decisions()
        self._read: Heard | None = None
        self._done: Done | None = None
        self._taken: frozenset[str] = frozenset()
        session.sample_changed.connect(self._on_sample)
        session.decisions_changed.connect(self._on_decisions)
        session.assessment_changed.connect(self._on_assessment)
        session.look_ups.answers_changed.connect(self._on_answers)
        session.exports.wrote.connect(self._on_wrote)
        session.call_book.kept.connect(self._on_call)

    def start_over(self) -> None:
        """Another case, which knows nothing yet but what is on the window."""
        self._known, self._read, self._done = Decisions(), None, None
        self._taken = frozenset()

    def take_up(self) -> None:
        """All that the session holds now came from the case."""
        heard = self._session.heard
        self._known, self._read, self._done = self._session.decisions, heard, heard.done
        self._taken = frozenset(file.sha256 for file in heard.files)

    def parts(self) -> dict[Part, Body]:
        """Everything that the window holds, as a case keeps it: for a copy of a case that was only read."""
        made: dict[Part, Body] = {
            Part.CLAIM: _claim_bytes(self._known.claim),
            Part.DECISIONS: kept_state.roles_bytes(self._roles()),
            Part.OUTSIDE: outside_file.to_bytes(replace(self._known.outside, people=None)),
        }
        if self._read is not None:
            made[Part.SAMPLE] = self._sample()
        sheet = self._session.call_book.sheet
        if sheet is not None:
            made[Part.CALLS] = _calls(sheet)
        return made

    def _on_sample(self) -> None:
        """All rows are read: which files they came from, and how they were read."""
        from leakverify.engine import case_steps

        heard = self._session.heard
        source = heard.source
        if self.is_muted or source is None or not source.final or heard is self._read:
            return
        self._read = heard
        when = moment_of(self._session.given.taken_in)
        acts = []
        for number, file in enumerate(source.files, start=1):
            if file.sha256 not in self._taken:
                marks: dict[str, Detail] = {
                    "file": number,
                    "sha256": file.sha256,
                    "bytes": file.size,
                }
                acts.append(Step(Act.TAKEN_IN, when, marks))
            acts.append(Step(Act.OPENED, self._keeper.now(), case_steps.opened(number, file)))
        self._taken |= {file.sha256 for file in source.files}
        acts.append(Step(Act.MAPPED, self._keeper.now(), {"columns": len(heard.infos)}))
        self._keeper.keep(*acts, parts={Part.SAMPLE: self._sample()})

    def _on_decisions(self) -> None:
        """Each decision by itself: the user is told that it is kept once it is."""
        before, now = self._known, self._session.decisions
        if self.is_muted:
            return
        self._known = now
        if now.claim != before.claim:
            self._keeper.note(Act.CLAIMED, {Part.CLAIM: _claim_bytes(now.claim)})
        self._on_outside(*(replace(d.outside, people=None) for d in (before, now)))
        for name in sorted({*before.roles, *now.roles}):
            place = self._place(name)
            if now.roles.get(name) is not before.roles.get(name) and place:
                role = now.roles.get(name) or self._session.role_of(place)
                parts: dict[Part, Body] = {Part.DECISIONS: kept_state.roles_bytes(self._roles())}
                self._keeper.note(Act.OVERRULED, parts, column=place, role=role.value)

    def _on_outside(self, before: Outside, now: Outside) -> None:
        """What is known from outside, and what is made of findings: each mark is told by its check."""
        parts: dict[Part, Body] = {Part.OUTSIDE: outside_file.to_bytes(now)}
        if replace(now, marks=()) != replace(before, marks=()):
            self._keeper.note(Act.ANSWERED, parts)
        for finding in sorted({m.finding for m in {*before.marks, *now.marks}}):
            mark = now.mark_of(finding)
            if mark != before.mark_of(finding):
                stand = mark.stand.value if mark else "none"
                check = finding.partition(":")[0]
                self._keeper.note(Act.MARKED, parts, check=check, mark=stand)

    def _on_assessment(self) -> None:
        """A run ended and was weighed; what was merely weighed again is no run."""
        from leakverify.engine import case_steps

        heard, assessment = self._session.heard, self._session.assessment
        if self.is_muted or assessment is None or heard.done is None or heard.done is self._done:
            return
        self._done = heard.done
        order, said = self._session.course.order, heard.said()
        table = self._session.look_ups.domains
        domains = (table,) if table is not None else ()
        basis = Basis(earlier=self._session.decisions.earlier)
        steps = case_steps.run_steps(assessment, basis, self._keeper.now(), full=False)
        parts: dict[Part, Body] = {
            Part.HEARD: lambda: kept_run.to_bytes(kept_run.kept(order, (*said, *domains))),
            Part.DECISIONS: kept_state.roles_bytes(self._roles()),
        }
        checked = (step for step in steps if step.what is Act.CHECKED)
        self._keeper.keep(*checked, parts=parts)

    def _on_answers(self) -> None:
        """What name servers answered, or that the answers were thrown away."""
        look_up = self._session.look_ups.look_up
        parts: dict[Part, Body] = {Part.ANSWERS: _answers(look_up)}
        details = {} if look_up is not None else {"thrown_away": 1}
        self._keeper.note(Act.LOOKED_UP, parts, **details)

    def _on_wrote(self, form: str, edition: str) -> None:
        from leakverify.engine import case_steps

        self._keeper.keep(case_steps.exported(form, edition, self._keeper.now()))

    def _on_call(self, act: Kept) -> None:
        """Whatever was done at the desk of calls, with the sheet as it stands after it."""
        sheet = self._session.call_book.sheet
        parts: dict[Part, Body] = {Part.CALLS: b"" if sheet is None else _calls(sheet)}
        step = Step(act.what, act.when, dict(act.details))
        self._keeper.keep(step, parts=parts, who=act.who or None)

    def _place(self, name: str) -> int:
        """A column's place from 1; 0 where there is none of this name now."""
        return next((i.position for i in self._session.heard.infos if i.name == name), 0)

    def _roles(self) -> dict[int, Role]:
        return {
            place: role
            for name, role in self._session.decisions.roles.items()
            if (place := self._place(name))
        }

    def _sample(self) -> Body:
        """The sample as a case keeps it; the older files are hashed where it is written."""
        session, given = self._session, self._session.given
        paths, earlier, files = given.paths, session.decisions.earlier, session.heard.files
        usual = asdict(Limits())
        read = dict(session.decisions.read)
        limits = {k: v for k, v in given.limits.items() if v != usual.get(k)}
        as_of = given.as_of or session.desk.today()
        taken_in, invented = moment_of(given.taken_in), session.invented

        def make() -> bytes:
            told = zip(paths, files, strict=False)
            kept = tuple(KeptFile(_text(p), f.sha256, f.size or 0) for p, f in told)
            older = tuple(map(_marked, earlier))
            return kept_state.sample_bytes(
                KeptSample(kept, as_of, taken_in, older, read, limits, invented=invented)
            )

        return make


def _answers(look_up: LookUp | None) -> Body:
    return lambda: domain_list.answers_bytes(look_up.answers if look_up is not None else ())


def _calls(sheet: CallSheet) -> Body:
    return lambda: call_sheet.to_bytes(sheet)


def _claim_bytes(claim: Claim) -> bytes:
    from leakverify.engine.case_keeping import claim_bytes

    return claim_bytes(claim)


def _text(path: Path) -> str:
    return str(path.absolute())


def _marked(path: Path) -> KeptFile:
    """An older file with its hash; without one where it is gone."""
    try:
        (mark,) = marks_of([path])
    except LeakverifyError:
        return KeptFile(_text(path), "", 0)
    return KeptFile(_text(path), mark.sha256, mark.bytes)
