"""What a command or a window has done with a sample goes into its case, and comes out of it again.

Reading a case is reading what a stranger may have written: each part has a strict reader of its own, and what does not pass it names
the part and nothing else. No path that a case names is opened here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from leakverify.case import (
    call_sheet,
    claim_file,
    custody,
    domain_list,
    kept_state,
    outside_file,
    strict_json,
)
from leakverify.case.case_file import CaseFile, Part
from leakverify.case.custody import Act, Entry, Step
from leakverify.engine import kept_run
from leakverify.engine.case_steps import exported, run_steps
from leakverify.engine.kept_run import KeptRun
from leakverify.engine.replay import Replayed
from leakverify.model.assessment import Assessment
from leakverify.model.call_desk import CallSheet
from leakverify.model.claim import Claim
from leakverify.model.errors import LeakverifyError, UnreadableInput, UsageProblem
from leakverify.model.kept import KeptSample
from leakverify.model.looked_up import LookUp
from leakverify.model.messages import ProtocolError
from leakverify.model.outside import NOTHING, Outside
from leakverify.model.terms import Role
from leakverify.model.verification import Basis
from leakverify.scoring.people import asked_of

T = TypeVar("T")
WITHDRAWN: Final = frozenset({Part.CALLS, Part.NOTES})
"""Parts that are emptied when what they held is taken back."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a case tells, read strictly; None and empty where it does not."""

    claim: Claim = field(default_factory=Claim)
    sample: KeptSample | None = None
    roles: Mapping[int, Role] = field(default_factory=dict)
    look_up: LookUp | None = None
    outside: Outside = NOTHING
    calls: CallSheet | None = None
    run: Replayed | None = None

    def columns(self) -> dict[str | int, str]:
        """The overruled roles as an order takes them."""
        return {place: role.value for place, role in self.roles.items()}

    def assessment(self) -> Assessment | None:
        """The last run that ended, weighed anew."""
        return self.run.weigh(self.look_up, self.outside) if self.run else None


def restored(case: CaseFile) -> Restored:
    """Everything that the case tells of its sample.

    Raises:
        UnreadableInput: `CASE_BROKEN_PART` naming the part that no program of ours has written.
    """
    outside = read(case, Part.OUTSIDE, outside_file.from_bytes) or NOTHING
    calls = read(case, Part.CALLS, call_sheet.from_bytes)
    if calls is not None:  # the calls themselves are newer than what was counted from them
        outside = replace(outside, people=asked_of(calls))
    return Restored(
        read(case, Part.CLAIM, _claim) or Claim(),
        read(case, Part.SAMPLE, kept_state.sample_from),
        read(case, Part.DECISIONS, kept_state.roles_from) or {},
        read(case, Part.ANSWERS, domain_list.parse_answers),
        outside,
        calls,
        read(case, Part.HEARD, lambda data: Replayed.of(kept_run.from_bytes(data))),
    )


def claim_bytes(claim: Claim) -> bytes:
    """A claim in the one spelling of a case."""
    return strict_json.to_bytes(claim_file.as_dict(claim))


def refuse_other_sample(case: CaseFile, hashes: tuple[str, ...]) -> None:
    """See that a sample is the one that the case is about, if it is about one already.

    Raises:
        UsageProblem: `CASE_OTHER_SAMPLE`.
        UnreadableInput: as `restored`.
    """
    known = read(case, Part.SAMPLE, kept_state.sample_from)
    if known is not None and tuple(file.sha256 for file in known.files) != hashes:
        raise UsageProblem("CASE_OTHER_SAMPLE")


def keep_run(
    case: CaseFile,
    assessment: Assessment,
    basis: Basis,
    *,
    now: str,
    sample: KeptSample,
    run: KeptRun | None,
    outside: Outside = NOTHING,
    calls: CallSheet | None = None,
) -> None:
    """A run that ended: what was done in it as entries, what it rested on and what was heard as parts; all of it or nothing.

    Errors as `CaseFile.keep`.
    """
    steps = run_steps(assessment, basis, now, full=False)
    known = _taken_in(case)
    steps = [s for s in steps if s.what is not Act.TAKEN_IN or s.details["sha256"] not in known]
    roles = {c.position: Role(c.role) for c in assessment.sample.columns if c.overruled}
    parts = {
        Part.CLAIM: claim_bytes(assessment.claim),
        Part.SAMPLE: kept_state.sample_bytes(sample),
        Part.DECISIONS: kept_state.roles_bytes(roles),
    }
    if basis.look_up is not None:
        parts[Part.ANSWERS] = domain_list.answers_bytes(basis.look_up.answers)
    if not outside_file.is_empty(outside) or case.part(Part.OUTSIDE) is not None:
        parts[Part.OUTSIDE] = outside_file.to_bytes(outside)
    if calls is not None:
        parts[Part.CALLS] = call_sheet.to_bytes(calls)
    if run is not None:
        parts[Part.HEARD] = kept_run.to_bytes(run)
    new = {part: body for part, body in parts.items() if body != case.part(part)}
    case.keep(steps, who=basis.who, parts=new)


def keep_export(case: CaseFile, form: str, edition: str, *, now: str, who: str = "") -> Entry:
    """A file that was written from a case. The entry is the one that a dossier of the same moment carries as its last."""
    return case.keep([exported(form, edition, now)], who=who)


def step(act: Act, now: str, **details: custody.Detail) -> Step:
    """Something that was done, for `CaseFile.keep`."""
    return Step(act, now, details)


def _taken_in(case: CaseFile) -> set[custody.Detail]:
    """The hashes of files that the log tells of."""
    entries = custody.entries(case.log())
    return {e.details.get("sha256") for e in entries if e.what == Act.TAKEN_IN}


def _claim(data: bytes) -> Claim:
    return claim_file.from_dict(strict_json.parse_canonical(data, claim_file.MAX_BYTES))


def read(case: CaseFile, part: Part, reader: Callable[[bytes], T]) -> T | None:
    """A part through its reader; None where there is none of it, or none any more.

    Raises:
        UnreadableInput: `CASE_BROKEN_PART`.
    """
    data = case.part(part)
    if data is None or (not data and part in WITHDRAWN):
        return None
    try:
        return reader(data)
    except (ValueError, LeakverifyError, ProtocolError) as error:
        raise UnreadableInput("CASE_BROKEN_PART", part=part.value) from error
