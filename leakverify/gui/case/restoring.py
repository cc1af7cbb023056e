"""A case that was opened becomes what the window shows: decisions, result, answers, and the files where they are still there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leakverify.case import custody, kept_state
from leakverify.case.case_file import CaseFile, Part
from leakverify.engine.record import Record
from leakverify.gui.case.finding import Found, Place, find
from leakverify.gui.decisions import Decisions
from leakverify.gui.heard import Heard
from leakverify.gui.session import Session
from leakverify.model.claim import Claim
from leakverify.model.kept import KeptSample

if TYPE_CHECKING:
    from leakverify.engine.case_keeping import Restored


@dataclass(frozen=True, slots=True)
class Opened:
    """A case with everything that it tells, read strictly, where its files lie now, and whose initials stand last in its log."""

    case: CaseFile
    told: "Restored"
    notes: str
    files: tuple[Place, ...]
    earlier: tuple[Place, ...]
    who: str = ""

    @property
    def has_files(self) -> bool:
        """Whether every file of the sample is where it was, unchanged."""
        return bool(self.files) and all(place.found is Found.HERE for place in self.files)


def open_case(path: Path, passphrase: str, given: Sequence[Path] = ()) -> Opened:
    """Open a case and look for its files. Slow on purpose, as its lock is: for a job.

    Raises:
        UnreadableInput: as `CaseFile.open` and `case_keeping.restored`.
    """
    case = CaseFile.open(path, passphrase)
    try:
        return opened(case, given)
    except BaseException:
        case.close()
        raise


def opened(case: CaseFile, given: Sequence[Path] = ()) -> Opened:
    """The same of a case that is open already: its files may lie elsewhere by now."""
    from leakverify.engine import case_keeping

    told = case_keeping.restored(case)
    notes = case_keeping.read(case, Part.NOTES, kept_state.notes_from) or ""
    beside = case.path.parent if case.path is not None else None
    sample = told.sample
    files = find(sample.files, beside, given) if sample else ()
    earlier = find(sample.earlier, beside, given) if sample else ()
    who = [entry.who for entry in custody.entries(case.log()) if entry.who]
    return Opened(case, told, notes, files, earlier, who[-1] if who else "")


def start_over(session: Session) -> None:
    """Forget sample, decisions and result, as when the window was opened."""
    session.problems_cleared.emit()
    session.invented = False
    session.given.start_over(())
    session.choices.take_up(Decisions())
    session.look_ups.start_over()
    session.talk.replay(Heard())


def take_up(session: Session, found: Opened) -> None:
    """Show what the case tells. Nothing is run for it."""
    told, sample = found.told, found.told.sample
    heard = _heard(told.run.record) if told.run is not None else Heard()
    session.problems_cleared.emit()
    # Whoever is at work goes on under the initials of the last entry, unless they gave theirs already.
    session.keeper.who = session.keeper.who or found.who
    session.call_book.who = session.call_book.who or session.keeper.who
    session.invented = sample.invented if sample else False
    _take_up_files(session, found, sample)
    session.choices.take_up(_decisions(found, heard))
    look_up = told.look_up if told.look_up is not None and told.look_up.answers else None
    session.look_ups.take_up(look_up, told.run.domains if told.run else None)
    session.call_book.take(told.calls)
    session.talk.replay(heard)
    if heard.done is not None:
        session.course.weigh()


def needs_run(session: Session, found: Opened) -> bool:
    """Whether the result of the case was found under other decisions than stand now."""
    run = found.told.run
    if run is None:
        return True
    roles = all(session.role_of(i.position).value == i.role for i in session.heard.infos)
    gone = any(place.found is not Found.HERE for place in found.earlier)
    return not roles or run.claim != session.claim or gone


def _heard(record: Record) -> Heard:
    """The same words as panes read them."""
    return Heard(**{field.name: getattr(record, field.name) for field in fields(Record)})


def _decisions(found: Opened, heard: Heard) -> Decisions:
    """What was decided; roles by name again, older files where they lie now."""
    told, sample = found.told, found.told.sample
    names = {info.position: info.name for info in heard.infos}
    roles = {names[place]: role for place, role in told.roles.items() if place in names}
    return Decisions(
        roles,
        dict(sample.read) if sample else {},
        told.claim or Claim(),
        tuple(p.path for p in found.earlier if p.found is Found.HERE and p.path is not None),
        replace(told.outside, people=None),
    )


def _take_up_files(session: Session, found: Opened, sample: KeptSample | None) -> None:
    """The paths, the moment and the day of the case."""
    if sample is None:
        session.given.start_over(())
        return
    paths = tuple(place.path or Path(place.file.path) for place in found.files)
    moment = dt.datetime.strptime(sample.taken_in, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    session.given.take_up(paths, moment, sample.as_of)
